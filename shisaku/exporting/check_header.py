"""Which row of a sheet is the header, when something may stand above it."""

from __future__ import annotations

from collections.abc import Sequence

from normalize.table_model import Table

_MOST_ABOVE = 10
"""Rows in which a header is looked for."""


def header_at(rows: Sequence[Sequence[object]], table: Table | None) -> int:
    """Index of the header row; 0 when no row is more of a header than the first.

    Of a declared table it is the row with most of its column names. Of another it is the first
    row with two cells that hold something: one alone is a title.
    """
    above = rows[:_MOST_ABOVE]
    if table is not None:
        names = frozenset(table.column_names)
        hits = [len(names.intersection(map(str, row))) for row in above]
        return hits.index(max(hits, default=0)) if hits else 0
    filled = [sum(cell not in (None, "") for cell in row) for row in above]
    return next((n for n, count in enumerate(filled) if count > 1), 0)
