"""Finds tables without rulings: rows of pieces that stand under each other with white between.

Only what can be nothing else is a table: text in two columns, contents pages, lists of
addresses, numbered lists and the words of a drawing stand in columns too (``unruled_doubts``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from extract.ruling_grids import RuledCell, RuledGrid
from extract.text_pieces import APART, NARROW, Band, Box, Piece
from extract.unruled_doubts import doubt
from extract.unruled_rows import CLEARLY, Unruled, White, alike, are_even, grown, white

# In font sizes: white between columns that all rows share; two columns alone prove less. Less
# is enough where so many lines of a column begin at one place.
GUTTER = 1.4
WIDE_GUTTER = 3.0
MANY_LINES = 5
AT_ONE_PLACE = 0.1
# What begins like a row and stands no further off than this many times the rows do is a row.
LIKE_ROWS = 1.3
# Fewer rows than this prove a table only when they have so many columns and no gaps.
ENOUGH_ROWS = 3
ENOUGH_COLUMNS = 4
FILLED = 0.5
# How many pieces are tried again from each next band on, where nothing was proven: more than for
# a page full of columns, less than for a list of thousands of lines.
MOST_TRIED = 100_000
# Points around the text of a table that belong to its cells.
RIM = 2.0


def unruled_tables(found: Sequence[Band], *, framed: bool = False) -> list[Unruled]:
    """The tables among the bands of a page, or inside of one drawn frame."""
    tables: list[Unruled] = []
    narrow = [white(band, NARROW) for band in found]
    wide = [
        own if len(own) < 3 else white(band, APART) for own, band in zip(narrow, found, strict=True)
    ]
    ways = [narrow] if narrow == wide else [narrow, wide]
    first, left = 0, MOST_TRIED
    while first < len(found) - 1:
        runs = [alike(found, whites, first) for whites in ways]
        table = _proven(runs, framed)
        if table is None:
            run = max((run for run, _ in runs), key=len)
            left -= sum(len(band.pieces) for band in run[1:])
            first += 1 if left > 0 else len(run)
            continue
        if _is_whole(table, found):
            tables.append(table)
        # What is left of a table that is none, without its first rows, is none either.
        first = found.index(table.rows[-1][-1]) + 1
    return tables


def _proven(runs: Iterable[tuple[Sequence[Band], White]], framed: bool) -> Unruled | None:
    """What begins in a band and is a table beyond doubt, as far as it goes.

    ``runs`` are the bands from it on that share white: narrow white too, and wide one alone.
    """
    for run, gutters in runs:
        table = grown(run, gutters)
        if table is not None and _is_proven(table, framed) and doubt(table, framed=framed) is None:
            return table
    return None


def _is_whole(table: Unruled, found: Sequence[Band]) -> bool:
    """Whether it is no part of something that is none."""
    pitch = max(b[0].top - a[-1].bottom for a, b in pairwise(table.rows))
    first, last = found.index(table.rows[0][0]), found.index(table.rows[-1][-1])
    above = found[first - 1 : first] if first else ()
    lefts = _left_edges(table)
    ends = [(table.rows[0][0].top - band.bottom, band, lefts[:1]) for band in above]
    below = found[last + 1 : last + 2]
    ends += [(band.top - table.rows[-1][-1].bottom, band, lefts) for band in below]
    return not any(
        gap < LIKE_ROWS * pitch
        and are_even(table.rows[0][0], band)
        and _begins_at(band, places)
        and not (gap > pitch + CLEARLY * band.size and _is_running(band, table))
        for gap, band, places in ends
    )


def _left_edges(table: Unruled) -> list[float]:
    columns = (table.column(col) for col in range(table.n_cols))
    return [min(piece.x0 for cell in column for piece in cell) for column in columns]


def _begins_at(band: Band, places: Sequence[float]) -> bool:
    """Whether a band begins where a table does; a line below may go on with any column."""
    x0 = min(piece.x0 for piece in band.pieces)
    return any(abs(x0 - place) < 0.5 * band.size for place in places)


def _is_running(band: Band, table: Unruled) -> bool:
    """Whether a line is one of running text: across white of the table, to its end or a stop."""
    if len(band.pieces) > 1:
        return False
    (piece,) = band.pieces
    crosses = any(piece.x0 < a and b < piece.x1 for a, b in table.gutters)
    ends = piece.text.endswith("。") or piece.x1 > table.box[2] - piece.size
    return crosses and ends


def _is_proven(table: Unruled, framed: bool) -> bool:
    """Whether there are rows and columns enough, filled and apart enough."""
    size = max(band.size for row in table.rows for band in row)
    two = table.n_cols == 2 and not framed
    for col, (a, b) in enumerate(table.gutters, start=1):
        if b - a < (WIDE_GUTTER if two else GUTTER) * size and (
            two or not _begins_at_one_place(table.column(col))
        ):
            return False
    filled = [sum(map(bool, table.column(col))) for col in range(table.n_cols)]
    rows = len(table.rows)
    if framed:
        return all(n >= FILLED * rows for n in filled)
    if rows < ENOUGH_ROWS or table.n_cols == 2:
        enough = table.n_cols >= ENOUGH_COLUMNS or rows >= ENOUGH_ROWS
        return enough and all(n == rows for n in filled)
    return all(n >= FILLED * rows for n in filled)


def _begins_at_one_place(column: Sequence[Sequence[Piece]]) -> bool:
    """Whether a column has many lines and all begin at its left edge."""
    lines = [piece for cell in column for piece in cell]
    left = min((piece.x0 for piece in lines), default=0.0)
    at = all(piece.x0 - left < AT_ONE_PLACE * piece.size for piece in lines)
    return at and len(lines) >= MANY_LINES


def ruled(table: Unruled, frame: Box | None = None) -> RuledGrid:
    """The table as a grid: its edges run through the middle of the white, or along a frame."""
    x0, top, x1, bottom = table.box
    if frame is None:
        frame = (x0 - RIM, top - RIM, x1 + RIM, bottom + RIM)
    xs = (frame[0], *((a + b) / 2 for a, b in table.gutters), frame[2])
    between = ((a[-1].bottom + b[0].top) / 2 for a, b in pairwise(table.rows))
    ys = (frame[1], *between, frame[3])
    cells = tuple(
        RuledCell(r, c, 1, 1, xs[c], ys[r], xs[c + 1], ys[r + 1])
        for r in range(len(ys) - 1)
        for c in range(len(xs) - 1)
    )
    return RuledGrid("table", xs, ys, cells, "alignment")
