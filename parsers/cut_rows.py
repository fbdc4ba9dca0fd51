"""Puts together the rows of a table that the end of a page cuts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from extract.view import View
from parsers.item_labels import leading_label
from parsers.model import Cell
from parsers.numbering import read_number

Row = tuple[Cell, ...]
# What ends a sentence or a paragraph, and what a word can begin with.
ENDS = ("。", "．", "】", "!", "?", "！", "？")
WORD = regex.compile(r"[\p{L}\p{N}「『(（]")


def with_rest(rows: Sequence[Row], below: Row) -> tuple[Row, ...] | None:
    """The rows with the first row of the next page as the rest of the last; None: it is a row.

    The rest of a row has no label, while all rows before have one. In a table of three or more
    columns some other cell is empty too; a row whose label only spans from above is full. Where
    labels stand in the middle of their rows, the next page may have the label, and the last row
    only the first words of it.
    """
    if not rows or not below:
        return None
    if _is_start(rows, below):
        return (*rows[:-1], tuple(map(_on_top, rows[-1], below)))
    if not _is_rest(rows, below):
        return None
    found = [list(row) for row in rows]
    for cell in below:
        if not cell.text:
            continue
        at = _owner(rows, cell.col)
        if at is None:
            return None
        r, k = at
        target = found[r][k]
        gap = _gap(target.view, cell.view)
        found[r][k] = replace(
            target, view=target.view.then(cell.view, gap), ink=(*target.ink, *cell.ink)
        )
    return tuple(tuple(row) for row in found)


def _is_rest(rows: Sequence[Row], below: Row) -> bool:
    label, others = below[0], [cell for cell in below[1:] if not cell.covered]
    if label.text or label.covered or label.row_span > 1 or not any(c.text for c in others):
        return False
    if any(row and not row[0].text and not row[0].covered for row in rows):
        return False
    return len(others) < 2 or not all(cell.text for cell in others)


def _is_start(rows: Sequence[Row], below: Row) -> bool:
    """Whether the last row has no label and its texts go on, inside of a sentence, in the next.

    The texts of the row above have ended, so that they are none of its.
    """
    if len(rows) < 2 or not below[0].text or len({len(r) for r in (rows[-2], rows[-1], below)}) > 1:
        return False
    if any(not row or row[0].covered or not row[0].text for row in rows[:-1]):
        return False
    begun = [i for i, cell in enumerate(rows[-1]) if cell.text]
    if not begun or any(c.covered or c.row_span > 1 for c in (*rows[-1], *below)):
        return False
    return 0 not in begun and all(
        rows[-2][i].text.endswith(ENDS)
        and below[i].text
        and not _gap(rows[-1][i].view, below[i].view)
        for i in begun
    )


def _on_top(start: Cell, cell: Cell) -> Cell:
    """A cell with what the page before has of it."""
    ink = (*start.ink, *cell.ink)
    return replace(cell, view=start.view.then(cell.view, ""), ink=ink) if start.text else cell


def _owner(rows: Sequence[Row], col: int) -> tuple[int, int] | None:
    """Where the cell stands that reaches down to the end of the rows in this column."""
    for r in range(len(rows) - 1, -1, -1):
        for k, cell in enumerate(rows[r]):
            if cell.col == col and not cell.covered:
                return (r, k) if r + cell.row_span >= len(rows) else None
    return None


def _gap(above: View, below: View) -> str:
    """What parts two halves of a cell: nothing inside of a sentence."""
    head, tail = above.text.rstrip(), below.strip()
    if not head:
        return ""
    opens = leading_label(tail) is not None or read_number(tail.folded.text) is not None
    within = not head.endswith(ENDS) and not opens and WORD.match(tail.text) is not None
    return "" if within else "\n"
