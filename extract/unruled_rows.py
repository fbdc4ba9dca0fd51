"""Bands of text that share white, put together to the rows of what may be a table."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import field, replace
from itertools import pairwise

from extract.frozen import frozen
from extract.text_pieces import Band, Box, Interval, Piece, overlaps

# In font sizes: white between two rows of a table at most, and between two lines of a cell.
MOST_BETWEEN_ROWS = 2.5
MOST_IN_CELL = 0.6
# A line of a cell stands nearer to the line above than this share of the white between rows.
NEARER = 0.6
# By how much nearer, in font sizes, where the first column tells which lines begin rows.
CLEARLY = 0.1

White = list[Interval]
"""Of a line, from left to right; the first and the last are what is beside it."""


@frozen
class Unruled:
    """Bands that share white: ``rows`` of one band or, for cells of several lines, of more."""

    rows: tuple[tuple[Band, ...], ...]
    gutters: tuple[Interval, ...]
    _cells: tuple[list[list[Piece]], ...] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Sorts the pieces into the cells once: they are asked for again and again."""
        edges = [(a + b) / 2 for a, b in self.gutters]
        object.__setattr__(self, "_cells", tuple(_cells(row, edges) for row in self.rows))

    def cells(self, row: int) -> list[list[Piece]]:
        """The cells of a row, from the left: the pieces of each in reading order."""
        return self._cells[row]

    def column(self, col: int) -> list[list[Piece]]:
        """The cells of a column, from the top."""
        return [cells[col] for cells in self._cells]

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


def _cells(row: Sequence[Band], edges: Sequence[float]) -> list[list[Piece]]:
    """The pieces of a row between edges, which are in none of two cells."""
    cells: list[list[Piece]] = [[] for _ in range(len(edges) + 1)]
    for band in row:
        for piece in band.pieces:
            col = bisect_left(edges, piece.centre)
            if col == len(edges) or edges[col] != piece.centre:
                cells[col].append(piece)
    return cells


def alike(found: Sequence[Band], whites: Sequence[White], first: int) -> tuple[list[Band], White]:
    """Bands from one downwards as long as they share the white of those above, and that white.

    ``whites`` is the white of each band. One that leaves none stands alone.
    """
    gutters = whites[first]
    run = [found[first]]
    if len(gutters) < 3:
        return run, gutters
    for n in range(first + 1, len(found)):
        above, band, inner = found[n - 1], found[n], whites[n]
        gap = (band.top - above.bottom) / band.size
        shared = overlaps(gutters, inner)
        alone = len(inner) == 2 and band.pieces[0].x0 < gutters[1][0]
        near = gap < (MOST_IN_CELL if alone else MOST_BETWEEN_ROWS)
        if not near or not are_even(above, band) or len(shared) < len(gutters):
            break
        gutters = shared
        run.append(band)
    return run, gutters


def grown(run: Sequence[Band], gutters: White) -> Unruled | None:
    """The rows of bands that share white, as far as each fills several columns."""
    if len(run) < 2:
        return None
    table = Unruled(_rows(run, gutters[1]), tuple(gutters[1:-1]))
    several = [sum(map(bool, table.cells(row))) > 1 for row in range(len(table.rows))]
    end = several.index(False) if False in several else len(several)
    return replace(table, rows=table.rows[:end]) if end > 1 else None


def _rows(run: Sequence[Band], gutter: Interval) -> tuple[tuple[Band, ...], ...]:
    """Bands in rows: those of one row stand nearer than rows do; all alone if none does.

    ``gutter`` is the white behind the first column.
    """
    gaps = [max(below.top - above.bottom, 0.01) for above, below in pairwise(run)]
    ranked = sorted(gaps)
    size = run[0].size
    tight = MOST_IN_CELL * size
    between = next((b for a, b in pairwise(ranked) if a < tight and a < NEARER * b), 0.0)
    between = between or _between(gaps, [_begins(band, gutter) for band in run[1:]], size)
    rows: list[list[Band]] = [[run[0]]]
    for gap, band in zip(gaps, run[1:], strict=True):
        if gap < between:
            rows[-1].append(band)
        else:
            rows.append([band])
    return tuple(map(tuple, rows))


def _begins(band: Band, gutter: Interval) -> bool:
    """Whether a band has something in front of a gutter."""
    return any(piece.centre < gutter[1] for piece in band.pieces)


def _between(gaps: Sequence[float], begins: Sequence[bool], size: float) -> float:
    """The least white above lines that begin in the first column, where all others stand nearer.

    Nothing (0) where they do not, or all lines begin so.
    """
    outer = [gap for gap, first in zip(gaps, begins, strict=True) if first]
    inner = [gap for gap, first in zip(gaps, begins, strict=True) if not first]
    if not inner or not outer or max(inner) > size:
        return 0.0
    return min(outer) if max(inner) + CLEARLY * size < min(outer) else 0.0


def are_even(above: Band, band: Band) -> bool:
    """Whether two bands are printed in about one size."""
    return max(above.size, band.size) <= 1.2 * min(above.size, band.size)


def white(band: Band, apart: float) -> White:
    """The white of a band wider than ``apart`` font sizes, from the left end of the page on."""
    if len(band.pieces) == 1:  # as most lines of a text
        (piece,) = band.pieces
        return [(-1e6, piece.x0), (piece.x1, 1e6)]
    parts = [(-1e6, -1e6), *band.columns(apart), (1e6, 1e6)]
    return [(a[1], b[0]) for a, b in pairwise(parts)]
