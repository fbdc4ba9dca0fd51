"""Columns of a schedule whose year was not or wrongly read: bars of the years go on into them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import regex

from extract.fold import key
from parsers.model import Cell
from parsers.year_header import YearColumn

# A number with no other unit, and no more than a sign of what stands before it (R26, 2623年度).
YEARLIKE = regex.compile(r"^\W*\w?\d{1,4}年?度?$")


def unread_years(
    known: Collection[int], levels: Sequence[Sequence[Cell]], rows: Sequence[Sequence[Cell]]
) -> dict[int, YearColumn]:
    """Columns below a number like a year, or an unread cell of the header, that share a bar with
    a known year.

    2623年度 is no year of a plan, and what is unread has an empty label. Without these columns
    such a bar would seem to end on the last year that was read.
    """
    cells = (cell for row in levels for cell in row if cell.col not in known)
    unread = {c.col: c for c in cells if c.unread or YEARLIKE.match(key(c.text))}
    if not unread:
        return {}
    reach: dict[int, set[int]] = {}
    for cell in (cell for row in rows for cell in row):
        for mark in cell.ink:
            reach.setdefault(mark.bar, set()).add(cell.col)
    shared = {col for cols in reach.values() if not cols.isdisjoint(known) for col in cols}
    return {
        col: YearColumn(col, unread[col].view.strip()) for col in sorted(shared & unread.keys())
    }
