"""Cells that hold a number and maybe its unit."""

from __future__ import annotations

from extract.fold import key
from parsers.patterns import compiled
from parsers.vocabulary import load


def is_value(text: str) -> bool:
    """Whether a cell holds a number and maybe its unit; 80歳以上 names a group."""
    surveys, squeezed = load("surveys"), key(text)
    if compiled(surveys["group_label"]).match(squeezed):
        return False
    return compiled(surveys["value"]).match(squeezed) is not None


def unit_of(text: str) -> str | None:
    """The unit printed behind a number, None without one."""
    match = compiled(load("surveys")["unit"]).match(key(text))
    return match["unit"] if match else None
