"""``shisaku init FILE``: a ``plan.toml`` beside a plan, with what was read from it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from pathlib import Path

from extract.frozen import frozen
from shisaku.explain import plan_years
from shisaku.init_lines import layout_lines, manifest_lines
from shisaku.messages import Messages
from shisaku.one_plan import one_plan
from shisaku.readers import Reading
from shisaku.sources import LAYOUT, MANIFEST, SourceError
from shisaku.unknown_words import unknown_words

EXIT_OK = 0


@frozen
class Wish:
    """What was asked for: a skeleton of layout.toml too, and writing over what is there."""

    layout: bool = False
    force: bool = False


def init_plan(file: Path, wish: Wish, messages: Messages, reading: Reading) -> int:
    """Write the files beside the plan and name them; what is there is kept without ``force``.

    With ``layout`` a plan.toml that is there stays as it is, also with ``force``. A file that is
    written over is kept under another name: it may hold what only a person knows.

    Raises SourceError as ``one_plan``, ``already-there`` where that leaves nothing to write,
    ``file-not-writable``.
    """
    with one_plan(file, reading, messages) as one:
        manifest, layout = one.path.with_name(MANIFEST), one.path.with_name(LAYOUT)
        asked = layout if wish.layout else manifest
        if asked.exists() and not wish.force:
            raise SourceError("already-there", path=asked)
        texts: dict[Path, Sequence[str]] = {}
        if not wish.layout or not manifest.exists():
            texts[manifest] = manifest_lines(one, messages)
        if wish.layout:
            unknowns = unknown_words(one.plan, plan_years(one.rows))
            texts[layout] = layout_lines(unknowns, messages)
    for target, lines in texts.items():
        kept = _set_aside(target)
        _write(target, lines)
        print(messages("written", path=target))
        if kept is not None:
            print(messages("set-aside", path=kept))
    return EXIT_OK


def _set_aside(target: Path) -> Path | None:
    """Where the file of this name went (plan.toml.bak, plan.toml.2.bak), None if there is none."""
    if not target.exists():
        return None
    names = (f"{target.name}{f'.{n}' if n > 1 else ''}.bak" for n in count(1))
    free = next(path for path in map(target.with_name, names) if not path.exists())
    try:
        return target.rename(free)
    except OSError as error:
        raise SourceError("file-not-writable", path=free, reason=error.strerror) from error


def _write(target: Path, lines: Sequence[str]) -> None:
    try:
        target.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    except OSError as error:
        raise SourceError("file-not-writable", path=target, reason=error.strerror) from error
