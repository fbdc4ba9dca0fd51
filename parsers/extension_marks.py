"""What a shipped vocabulary file says of itself in ``[extend]``: which rows may be added where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from extract.frozen import frozen

Keys = tuple[str, ...]


@frozen
class Marks:
    """Paths of keys (rows of an array without number, ``*`` for any one key) by what holds there.

    ``settings`` are single values that may be set anew, ``open`` tables that take new keys,
    ``patterns`` regular expressions, ``unique`` tables of lists in which a word has one meaning,
    ``positional`` lists of lists that are extended one by one, ``last`` arrays whose new rows
    come behind the shipped ones (elsewhere they are tried first). ``rows`` names the key by
    which a row of an array is known: a row of a known name extends that one.
    """

    settings: tuple[Keys, ...] = ()
    open: tuple[Keys, ...] = ()
    patterns: tuple[Keys, ...] = ()
    unique: tuple[Keys, ...] = ()
    positional: tuple[Keys, ...] = ()
    last: tuple[Keys, ...] = ()
    rows: tuple[tuple[Keys, str], ...] = ()

    def row_key(self, path: Sequence[str]) -> str | None:
        """The key that names a row of the array at a path, None where rows have no name."""
        return next((name for at, name in self.rows if fits(path, at)), None)


def marks_of(content: Mapping[str, Any]) -> Marks:
    """The marks of a shipped file; TypeError for a mark that no code knows."""
    told = dict(content.get("extend", {}))
    rows = tuple((_keys(at), name) for at, name in told.pop("rows", {}).items())
    known = {field.name for field in fields(Marks)}
    if unknown := told.keys() - known:
        raise TypeError(f"[extend] has no {sorted(unknown)}")
    return Marks(rows=rows, **{name: tuple(map(_keys, paths)) for name, paths in told.items()})


def among(path: Sequence[str], patterns: Sequence[Keys]) -> bool:
    """Whether one of the patterns is that path."""
    return any(fits(path, pattern) for pattern in patterns)


def fits(path: Sequence[str], pattern: Keys) -> bool:
    """Whether a path is that of a pattern, key by key."""
    return len(path) == len(pattern) and all(
        p in ("*", k) for k, p in zip(path, pattern, strict=True)
    )


def _keys(dotted: str) -> Keys:
    return tuple(dotted.split("."))
