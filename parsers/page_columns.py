"""Puts the rows of a table that goes on over a page under the columns of the part above.

A grid has an edge wherever any of its rows has one, so two pages of one table often count their
columns differently: a row of the first page may be parted where no row of the second is. Only
the place on the page tells which cells stand below which.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace

from parsers.model import Cell

# How far the edges of one table may move from page to page, in points.
SAME_EDGE = 3.0

Row = Sequence[Cell]


def under_columns(
    above: Sequence[float], xs: Sequence[float], rows: Sequence[Row], years: Set[int] = frozenset()
) -> tuple[tuple[Cell, ...], ...] | None:
    """``rows`` between edges ``xs``, their columns counted as between the edges ``above``.

    Edges are in points from the left of the page; the whole table may have moved to the side.
    None unless both tables are equally wide and every cell begins and ends at edges ``above``.
    ``years`` are the columns in which years begin: a cell over several of them with a bar in it
    does not tell where the bar begins and ends, so that it gives None as well.
    """
    if min(len(above), len(xs)) < 2 or abs(_width(above) - _width(xs)) > SAME_EDGE:
        return None
    places = [_place(above, x - xs[0]) for x in xs]
    found = [_moved(row, places, len(above) - 1, years) for row in rows]
    return None if None in found else tuple(row for row in found if row is not None)


def _width(xs: Sequence[float]) -> float:
    return xs[-1] - xs[0]


def _place(above: Sequence[float], offset: float) -> int | None:
    """The edge that is so far from the first; None where none or another one is as near."""
    near = [i for i, x in enumerate(above) if abs(x - above[0] - offset) <= SAME_EDGE]
    return near[0] if len(near) == 1 else None


def _moved(
    row: Row, places: Sequence[int | None], width: int, years: Set[int]
) -> tuple[Cell, ...] | None:
    """A row with a cell for each of ``width`` columns; None where an edge of a cell has none."""
    found: dict[int, Cell] = {}
    for cell in row:
        start = places[cell.col]
        if cell.covered:
            if start is not None and start < width:
                found[start] = replace(cell, col=start)
            continue
        end = places[cell.col + cell.col_span]
        if start is None or end is None or end <= start:
            return None
        if cell.ink and years & set(range(start + 1, end)):
            return None
        found[start] = replace(cell, col=start, col_span=end - start)
    if 0 not in found:
        return None
    last = found[0]
    for col in range(width):
        if col not in found:
            empty = last.view.cut(0, 0)
            found[col] = Cell(last.row, col, empty, covered=True)
        last = found[col]
    return tuple(found[col] for col in range(width))
