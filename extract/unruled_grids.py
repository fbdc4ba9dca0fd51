"""Finds tables without rulings: rows of pieces that stand under each other with white between.

Only what can be nothing else is a table: text in two columns, contents pages, lists of
addresses, numbered lists and the words of a drawing stand in columns too (``unruled_doubts``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.frozen import frozen
from extract.ruling_grids import RuledCell, RuledGrid
from extract.text_pieces import Band, Box, Interval, Piece
from extract.unruled_doubts import doubt

# In font sizes: white between columns that all rows share; two columns alone prove less.
GUTTER = 1.4
WIDE_GUTTER = 3.0
# White between two rows of a table, and between two lines of a cell.
MOST_BETWEEN_ROWS = 2.5
MOST_IN_CELL = 0.6
# A line of a cell stands nearer to the line above than this share of the white between rows.
NEARER = 0.6
# What begins like a row and stands no further off than this many times the rows do is a row.
LIKE_ROWS = 1.3
# Fewer rows than this prove a table only when they have so many columns and no gaps.
ENOUGH_ROWS = 3
ENOUGH_COLUMNS = 4
FILLED = 0.5
# Points around the text of a table that belong to its cells.
RIM = 2.0


@frozen
class Unruled:
    """Bands that share white: ``rows`` of one band or, for cells of several lines, of more."""

    rows: tuple[tuple[Band, ...], ...]
    gutters: tuple[Interval, ...]

    def cell(self, row: int, col: int) -> list[Piece]:
        """The pieces in a cell, in reading order."""
        edges = [-1e6, *((a + b) / 2 for a, b in self.gutters), 1e6]
        found = [piece for band in self.rows[row] for piece in band.pieces]
        return [piece for piece in found if edges[col] < piece.centre < edges[col + 1]]

    def cells(self, row: int) -> list[list[Piece]]:
        """The cells of a row, from the left."""
        return [self.cell(row, col) for col in range(self.n_cols)]

    def column(self, col: int) -> list[list[Piece]]:
        """The cells of a column, from the top."""
        return [self.cell(row, col) for row in range(len(self.rows))]

    @property
    def n_cols(self) -> int:
        """How many columns it has."""
        return len(self.gutters) + 1

    @property
    def box(self) -> Box:
        """The extent of its text."""
        found = [piece for row in self.rows for band in row for piece in band.pieces]
        return (
            min(piece.x0 for piece in found),
            self.rows[0][0].top,
            max(piece.x1 for piece in found),
            self.rows[-1][-1].bottom,
        )


def unruled_tables(found: Sequence[Band], *, framed: bool = False) -> list[Unruled]:
    """The tables among the bands of a page, or inside of one drawn frame."""
    tables: list[Unruled] = []
    first = 0
    while first < len(found) - 1:
        table = _grown(found, first)
        if table is not None and _is_whole(table, found, framed):
            tables.append(table)
            first = found.index(table.rows[-1][-1]) + 1
        else:
            first += 1
    return tables


def _is_whole(table: Unruled, found: Sequence[Band], framed: bool) -> bool:
    """Whether it is proven, beyond doubt, and no part of something that is not."""
    if not _is_proven(table, framed) or doubt(table, framed=framed) is not None:
        return False
    pitch = max(b[0].top - a[-1].bottom for a, b in pairwise(table.rows))
    first, last = found.index(table.rows[0][0]), found.index(table.rows[-1][-1])
    above = found[first - 1 : first] if first else ()
    ends = [(table.rows[0][0].top - band.bottom, band) for band in above]
    ends += [(band.top - table.rows[-1][-1].bottom, band) for band in found[last + 1 : last + 2]]
    return not any(
        gap < LIKE_ROWS * pitch and _even(table.rows[0][0], band) and _begins_like(band, table)
        for gap, band in ends
    )


def _begins_like(band: Band, table: Unruled) -> bool:
    """Whether a band begins where the rows of a table do."""
    x0 = min(piece.x0 for piece in band.pieces)
    return abs(x0 - table.box[0]) < 0.5 * band.size


def _grown(found: Sequence[Band], first: int) -> Unruled | None:
    """Bands from one downwards as long as they share the white of those above, in rows."""
    gutters = _white(found[first])
    if len(gutters) < 3:
        return None
    run = [found[first]]
    for above, band in pairwise(found[first:]):
        gap = (band.top - above.bottom) / band.size
        shared = _shared(gutters, _white(band))
        alone = len(band.columns()) == 1 and band.pieces[0].x0 < gutters[1][0]
        near = gap < (MOST_IN_CELL if alone else MOST_BETWEEN_ROWS)
        if not near or not _even(above, band) or len(shared) < len(gutters):
            break
        gutters = shared
        run.append(band)
    table = Unruled(_rows(run), tuple(gutters[1:-1]))
    several = [sum(map(bool, table.cells(row))) > 1 for row in range(len(table.rows))]
    end = several.index(False) if False in several else len(several)
    return replace(table, rows=table.rows[:end]) if end > 1 else None


def _rows(run: Sequence[Band]) -> tuple[tuple[Band, ...], ...]:
    """Bands in rows: those of one row stand nearer than rows do; all alone if none does."""
    gaps = [max(below.top - above.bottom, 0.01) for above, below in pairwise(run)]
    ranked = sorted(gaps)
    tight = MOST_IN_CELL * run[0].size
    between = next((b for a, b in pairwise(ranked) if a < tight and a < NEARER * b), 0.0)
    rows: list[list[Band]] = [[run[0]]]
    for gap, band in zip(gaps, run[1:], strict=True):
        if gap < between:
            rows[-1].append(band)
        else:
            rows.append([band])
    return tuple(map(tuple, rows))


def _even(above: Band, band: Band) -> bool:
    return max(above.size, band.size) <= 1.2 * min(above.size, band.size)


def _white(band: Band) -> list[Interval]:
    """The white of a band from the left end of the page to the right one."""
    parts = [(-1e6, -1e6), *band.columns(), (1e6, 1e6)]
    return [(a[1], b[0]) for a, b in pairwise(parts)]


def _shared(one: Sequence[Interval], other: Sequence[Interval]) -> list[Interval]:
    both = [(max(a, c), min(b, d)) for a, b in one for c, d in other]
    return [(a, b) for a, b in both if b > a]


def _is_proven(table: Unruled, framed: bool) -> bool:
    """Whether there are rows and columns enough, filled and apart enough."""
    size = max(band.size for row in table.rows for band in row)
    least = WIDE_GUTTER if table.n_cols == 2 and not framed else GUTTER
    if any(b - a < least * size for a, b in table.gutters):
        return False
    filled = [sum(map(bool, table.column(col))) for col in range(table.n_cols)]
    rows = len(table.rows)
    if framed:
        return all(n >= FILLED * rows for n in filled)
    if rows < ENOUGH_ROWS or table.n_cols == 2:
        enough = table.n_cols >= ENOUGH_COLUMNS or rows >= ENOUGH_ROWS
        return enough and all(n == rows for n in filled)
    return all(n >= FILLED * rows for n in filled)


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
