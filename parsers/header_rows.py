"""Header rows of a table: how many there are, and what each column is called below a wide cell."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extract.fold import key
from parsers.model import Cell
from parsers.vocabulary import load

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


def names_above(rows: Sequence[Sequence[Cell]]) -> dict[int, Cell]:
    """For each column with a name below another the upper one, as ``group_names``.

    In a text a wide cell is followed by empty ones: the nearest filled cell on the left counts.
    """
    found = group_names(rows)
    names = column_names(rows)
    for row in rows[:-1]:
        left: Cell | None = None
        for cell in row:
            left = cell if cell.text else left
            name = names.get(cell.col)
            if left is not None and name is not None and name.row > left.row:
                found.setdefault(cell.col, left)
    return found


def divided_in_text(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether the second row of a text names the parts of the wide names of the first, all of them.

    Its cells stand below the empty places of the first row, and below the name left of each.
    """
    if len(rows) < 3 or any(cell.col_span > 1 for cell in rows[0]):
        return False
    first = {cell.col for cell in rows[0] if cell.text}
    second = {cell.col for cell in rows[1] if cell.text}
    empty = {cell.col for cell in rows[0] if not cell.text}
    last = max((cell.col for cell in rows[1]), default=-1)
    empty |= set(range(max(first, default=0) + 1, last + 1)) - first
    if not first or not empty or 0 in empty:
        return False
    heads = {col - 1 for col in empty} - empty
    return second == empty | heads and len(first - heads) > 0


def has_plain_header(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether the first row of a table of no known kind only names its columns, each once."""
    names = {key(name) for name in load("table_kinds")["plain_header"]["names"]}
    head = [key(cell.text) for cell in rows[0] if cell.text] if rows else []
    return len(rows) > 1 and 1 < len(head) == len(set(head)) and names.issuperset(head)
