"""Tells whether what stands between two rules is one row of a table: no heading, not several."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from extract.row_texts import Level, blocks
from extract.subpaths import Array

Row = Sequence[Level]

# In font sizes: white over the whole width that may part a heading from a row, and room at
# the end of a line that does not go on below; so much where many lines stand side by side.
APART = 1.0
ROOM = 1.5
SHORT = 0.5
# How much larger than the text of a row a heading is.
LARGER = 1.15
# So many lines that all fill all columns are no wrapped texts.
ENOUGH = 3
MANY = 4
# Points by which a drawing may reach over an edge.
OVER = 3.0


def is_broken(row: Row, size: float) -> bool:
    """Whether something stands apart in a row that is none of it: a heading, a caption, a note.

    That stands alone in the first column, or is printed larger.
    """
    parts = blocks(row, APART * size)
    if len(parts) < 2:
        return False
    smallest = min(level.size for level in row)
    return any(
        all(level.filled == 1 and level.parts[0] is not None for level in part)
        or max(level.size for level in part) > LARGER * smallest
        for part in parts
    )


def hold_several(rows: Sequence[Row], size: float, *, striped: bool = False) -> bool:
    """Whether the rules part no rows but groups of them, as those around the head of a table do.

    Then most rows below the first one begin anew in the first column, beside another text, or
    all their lines fill all columns. Of ``striped`` rows those between the stripes, or on them.
    """
    ends = _right_ends(rows)
    short = [end - SHORT * size for end in ends]
    several = [
        _begins_anew(row, ends[0] - ROOM * size) or _are_full(row, short) for row in rows[1:]
    ]
    asked = [several[::2], several[1::2]] if striped else [several]
    return any(2 * sum(some) > len(some) for some in asked)


def _right_ends(rows: Sequence[Row]) -> list[float]:
    """How far the text of each column reaches."""
    parts = zip(*(level.parts for row in rows for level in row), strict=True)
    return [max((part[1] for part in column if part), default=0.0) for column in parts]


def _begins_anew(row: Row, room: float) -> bool:
    """Whether a line of the first column, not full, has another one below with a text beside."""
    named = [level for level in row if level.parts[0] is not None]
    return any(
        above.parts[0] is not None and above.parts[0][1] < room and below.filled > 1
        for above, below in pairwise(named)
    )


def _are_full(row: Row, short: Sequence[float]) -> bool:
    """Whether three or more lines have text in all columns; of two in one none that wraps.

    Of four or more columns the first may be one cell beside them all.
    """
    first = 0 if len(short) < MANY or row[-1].parts[0] is not None else 1
    lines = [level.parts[first:] for level in row]
    if len(lines) < ENOUGH or any(None in line for line in lines):
        return False
    return len(short) > 2 or any(
        all(part is not None and part[1] < end for part in column[:-1])
        for column, end in zip(zip(*lines, strict=True), short, strict=True)
    )


def is_drawn_across(boxes: Array, ys: Sequence[float], x0: float, x1: float) -> bool:
    """Whether a background (n, 4) reaches over an edge between rows, as a bar of a chart does.

    One that reaches from the top to the end is that of a column, or of all.
    """
    left, top, right, bottom = boxes.T
    inner = np.array(ys[1:-1])[:, None]
    part = (np.minimum(right, x1) - np.maximum(left, x0) > OVER) & (
        (top > ys[0] + OVER) | (bottom < ys[-1] - OVER)
    )
    return bool((part & (top < inner - OVER) & (bottom > inner + OVER)).any())
