"""Places the bars and backgrounds of a page in the cells of its grids: which, how much of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from extract.bar_labels import labels_of
from extract.bar_model import Bar
from extract.bar_reach import rows_of, years_of
from extract.cell_fills import cell_fills
from extract.frozen import frozen
from extract.ink import Chars
from extract.model import CellInk, Fill
from extract.ruling_grids import RuledCell, RuledGrid
from extract.strokes import Strokes
from extract.text_tape import Indexes

Place = tuple[int, int]


@frozen(eq=False)
class Drawn:
    """What is drawn in the cells of a grid, by (row, col).

    ``marks`` are the bars, ``labels`` by bar the characters of its label, ``fills`` backgrounds.
    """

    marks: dict[Place, tuple[CellInk, ...]]
    labels: dict[Place, dict[int, Indexes]]
    fills: dict[Place, Fill]


def drawn_cells(
    bars: Sequence[Bar], grids: Sequence[RuledGrid], chars: Chars, strokes: Strokes
) -> tuple[Drawn, ...]:
    """For each grid its bars and fills. A bar belongs to the grid that holds its middle.

    A bar that may belong to several rows is put into the first of them, with all of them named.
    """
    labels = labels_of(bars, chars)
    found = tuple(Drawn({}, {}, cell_fills(grid, strokes)) for grid in grids)
    for number, (bar, label) in enumerate(zip(bars, labels, strict=True)):
        at = _grid_of(bar, grids)
        if at is None:
            continue
        hit = rows_of(bar, grids[at].ys)
        rows = (hit.row,) if hit.row is not None else hit.candidates
        if not rows:
            continue
        places = _cells_under(bar, grids[at], rows[0])
        if not places:
            continue
        box = (bar.x0, bar.top, bar.x1, bar.bottom)
        for cell, share, unsure in places:
            place, end = (cell.row, cell.col), cell.col + cell.col_span
            mark = CellInk(number, round(share, 3), bar.shape, rows, box, unsure=unsure)
            if cell.col_span > 1:
                mark = replace(mark, edges=grids[at].xs[cell.col : end + 1], ends=(box[0], box[2]))
            found[at].marks[place] = (*found[at].marks.get(place, ()), mark)
        if label.chars:
            start = next(cell for cell, _, unsure in places if not unsure)
            first = found[at].labels.setdefault((start.row, start.col), {})
            first[number] = np.array(label.chars, dtype=np.int64)
    return found


def _grid_of(bar: Bar, grids: Sequence[RuledGrid]) -> int | None:
    x, y = (bar.x0 + bar.x1) / 2, (bar.top + bar.bottom) / 2
    for i, grid in enumerate(grids):
        if grid.x0 <= x <= grid.x1 and grid.top <= y <= grid.bottom:
            return i
    return None


def _cells_under(bar: Bar, grid: RuledGrid, row: int) -> list[tuple[RuledCell, float, bool]]:
    """The cells of a row that a bar covers, left to right: share of each, whether in doubt."""
    cells = [c for c in grid.cells if c.row <= row < c.row + c.row_span]
    cells.sort(key=lambda c: c.x0)
    for part in _neighbours(cells):
        edges = [*(c.x0 for c in part), part[-1].x1]
        reach = years_of(bar, edges)
        if reach.first is not None and reach.last is not None:
            return [
                (part[i], share, not reach.first <= i <= reach.last) for i, share in reach.columns
            ]
    return []


def _neighbours(cells: Sequence[RuledCell]) -> list[list[RuledCell]]:
    """Runs of cells without a gap between them."""
    runs: list[list[RuledCell]] = []
    for cell in cells:
        if runs and abs(runs[-1][-1].x1 - cell.x0) < 0.5:
            runs[-1].append(cell)
        else:
            runs.append([cell])
    return runs
