"""Header rows of a table: how many there are, and what each column is called below a wide cell."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extract.fold import key
from parsers.model import Cell

# More rows than this below one wide cell are groups of rows, not a header.
DEEPEST = 4
NUMBER = regex.compile(r"^[△▲-]?[\d,.]+%?$")


def header_depth(rows: Sequence[Sequence[Cell]]) -> int:
    """How many rows the header fills whose first row is ``rows[0]``, as its spans tell; at least 1.

    A header of two levels has wide cells that are divided below and cells that reach down
    beside them; cells of a text have no spans, so there the answer is 1.
    """
    if len(rows) < 2:
        return 1
    head = [cell for cell in rows[0] if not cell.covered]
    if not any(cell.col_span > 1 and cell.text for cell in head):
        return 1
    depth = max(cell.row_span for cell in head)
    reaches = all(cell.row_span == depth or cell.col_span > 1 for cell in head)
    if 1 < depth <= DEEPEST and depth < len(rows) and reaches:
        return depth
    return 2 if depth == 1 and len(rows) > 2 and _divides(head, rows[1]) else 1


def _divides(head: Sequence[Cell], below: Sequence[Cell]) -> bool:
    """Whether a row names the parts of the wide cells above it and nothing else.

    The places below narrow cells are blank when a plan draws a line through them.
    """
    wide = {
        c for cell in head if cell.col_span > 1 for c in range(cell.col, cell.col + cell.col_span)
    }
    filled = [cell for cell in below if cell.text]
    narrow = any(cell.col_span == 1 and cell.text for cell in head)
    return (
        narrow
        and len(filled) == len(wide)
        and all(cell.col in wide and not NUMBER.match(key(cell.text)) for cell in filled)
    )


def _columns(cell: Cell) -> range:
    return range(cell.col, cell.col + cell.col_span)


def column_names(rows: Sequence[Sequence[Cell]]) -> dict[int, Cell]:
    """For each column the lowest header cell that names it, by column."""
    named: dict[int, Cell] = {}
    for row in rows:
        named |= {cell.col: cell for cell in row if cell.text}
    return dict(sorted(named.items()))


def group_names(rows: Sequence[Sequence[Cell]]) -> dict[int, Cell]:
    """For each column below a wide header cell that cell, the nearest one where there are two."""
    names = column_names(rows)
    wide = (cell for row in rows for cell in row if cell.text and cell.col_span > 1)
    return {
        col: cell
        for cell in wide
        for col in _columns(cell)
        if col in names and names[col].row > cell.row
    }
