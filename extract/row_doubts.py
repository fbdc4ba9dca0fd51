"""Tells whether what stands between two rules is one row of a table: no heading, not several."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extract.row_texts import Level, blocks

Row = Sequence[Level]

# In font sizes: white over the whole width that may part a heading from a row, and room at
# the end of a line that does not go on below.
APART = 1.0
ROOM = 1.5
# How much larger than the text of a row a heading is.
LARGER = 1.15
# So many lines that all fill all columns are no wrapped texts.
ENOUGH = 3


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


def hold_several(rows: Sequence[Row], size: float) -> bool:
    """Whether the rules part no rows but groups of them, as those around the head of a table do.

    Then most rows below the first one begin anew in the first column, beside another text, or
    all their lines fill all columns.
    """
    room = [end - ROOM * size for end in _right_ends(rows)]
    several = [_begins_anew(row, room[0]) or _are_full(row, room) for row in rows[1:]]
    return 2 * sum(several) > len(several)


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


def _are_full(row: Row, room: Sequence[float]) -> bool:
    """Whether three or more lines have text in all columns, and in one none that would wrap."""
    lines = [[part for part in level.parts if part is not None] for level in row]
    if len(lines) < ENOUGH or any(len(line) < len(room) for line in lines):
        return False
    return any(all(line[col][1] < least for line in lines[:-1]) for col, least in enumerate(room))
