"""Which files a command works on."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from extract.frozen import frozen
from shisaku.readers import format_of

MANIFEST = "plan.toml"
LAYOUT = "layout.toml"


class SourceError(Exception):
    """An input that cannot be used: a message name and the values it takes."""

    def __init__(self, name: str, **values: object) -> None:
        super().__init__(name)
        self.name = name
        self.values = values


@frozen
class Sources:
    """Files to convert, absolute and sorted, each once; ``skipped`` have no reader."""

    files: tuple[Path, ...]
    skipped: tuple[Path, ...]


def find_sources(inputs: Sequence[Path], *, out: Path | None = None) -> Sources:
    """The files that the inputs name; folders are searched, without hidden files and ``out``.

    Raises SourceError ``no-such-path`` or ``not-listable`` for an input that is not there or
    cannot be opened.
    """
    beside = out.resolve() if out else None
    found = {_resolved(path) for given in inputs for path in _named(given, beside)}
    ordered = sorted(found, key=str)
    return Sources(
        tuple(path for path in ordered if format_of(path)),
        tuple(path for path in ordered if not format_of(path)),
    )


def _named(given: Path, out: Path | None) -> Iterable[Path]:
    try:
        if given.is_dir():
            # What is written about plans: plan.toml, layout.toml, shared layouts, older ones.
            return [p for p in _walk(given, out) if p.suffix not in (".toml", ".bak")]
        # A broken link or a name too long for the system is "not there" to a person.
        if not given.exists():
            raise SourceError("no-such-path", path=given)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise SourceError("no-such-path", path=given) from error
    return [given]


def _resolved(path: Path) -> Path:
    """Where a path leads; a link that leads back to itself stays what it is, and is unreadable."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):  # Python before 3.13 tells a loop by a RuntimeError
        return path.absolute()


def _walk(folder: Path, out: Path | None) -> Iterator[Path]:
    def refuse(error: OSError) -> None:
        raise SourceError("not-listable", path=error.filename, reason=error.strerror)

    for base, folders, names in os.walk(folder, onerror=refuse):
        here = Path(base)
        folders[:] = [f for f in folders if f[0] != "." and _resolved(here / f) != out]
        yield from (here / name for name in names if name[0] != ".")
