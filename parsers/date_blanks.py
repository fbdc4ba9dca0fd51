"""Dates of a form whose year, month and day are filled into cells of their own."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import regex

from extract.fold import key
from extract.frozen import frozen
from extract.model import Run
from parsers.columns import across, filled
from parsers.model import Cell
from parsers.patterns import compiled
from parsers.vocabulary import load


@frozen
class DateBlank:
    """A date whose parts have cells of their own; without a ``run`` nothing was filled in."""

    run: Run | None
    text: str
    cell: Cell


@cache
def _part() -> regex.Pattern[str]:
    return compiled(r"^(?:\p{Han}{2}|[A-Z])?(?:元|\d{1,4})$")


def date_blanks(
    row: Sequence[Cell], run: Run
) -> tuple[list[tuple[Cell | None, DateBlank]], list[Cell]]:
    """The dates of a row with the label before each, and the cells that remain."""
    year, month, day = load("forms")["date_parts"]
    rest = list(row)
    blanks: list[tuple[Cell | None, DateBlank]] = []
    i = 0
    while i < len(rest):
        end = _blank_end(rest, i, (year, month, day))
        if end is None:
            i += 1
            continue
        start = i - 1 if i and (not rest[i - 1].text or _part().match(key(rest[i - 1].text))) else i
        cells = filled(rest[start:end])
        printed = any(_part().match(key(c.text)) for c in cells)
        text = "".join(cell.text for cell in cells) if printed else ""
        date = DateBlank(across(run, cells[0], cells[-1]) if printed else None, text, cells[0])
        before = [c for c in rest[:start] if c.text]
        name = before[-1] if before else None
        blanks.append((name, date))
        drop = {id(c) for c in rest[start:end]} | ({id(name)} if name else set())
        rest = [c for c in rest if id(c) not in drop]
        i = max(0, start - 1)
    return blanks, rest


def _blank_end(cells: Sequence[Cell], at: int, parts: tuple[str, ...]) -> int | None:
    """Where a blank that has its 年 at ``at`` ends; None when no date begins there."""
    i = at
    for n, part in enumerate(parts):
        if n and i < len(cells) and (not cells[i].text or _part().match(key(cells[i].text))):
            i += 1
        if i >= len(cells) or key(cells[i].text) != part:
            return None
        i += 1
    return i
