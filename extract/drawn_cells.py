"""Places the bars of a page in the cells of its grids: which cells, how much of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from extract.bar_labels import labels_of
from extract.bar_model import Bar
from extract.bar_reach import rows_of, years_of
from extract.ink import Chars
from extract.model import CellInk
from extract.ruling_grids import RuledCell, RuledGrid
from extract.text_tape import Indexes

Place = tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """What bars put into a grid: marks by (row, col), and by bar the characters of its label."""

    marks: dict[Place, tuple[CellInk, ...]]
    labels: dict[Place, dict[int, Indexes]]


def drawn_cells(bars: Sequence[Bar], grids: Sequence[RuledGrid], chars: Chars) -> tuple[Drawn, ...]:
    """For each grid its bars. A bar belongs to the grid that holds its middle.

    A bar that may belong to several rows is put into the first of them, with all of them named.
    """
    labels = labels_of(bars, chars)
    found = tuple(Drawn({}, {}) for _ in grids)
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
        for place, share in places:
            mark = CellInk(number, round(share, 3), bar.shape, rows, box)
            found[at].marks[place] = (*found[at].marks.get(place, ()), mark)
        if label.chars:
            first = found[at].labels.setdefault(places[0][0], {})
            first[number] = np.array(label.chars, dtype=np.int64)
    return found


def _grid_of(bar: Bar, grids: Sequence[RuledGrid]) -> int | None:
    x, y = (bar.x0 + bar.x1) / 2, (bar.top + bar.bottom) / 2
    for i, grid in enumerate(grids):
        if grid.x0 <= x <= grid.x1 and grid.top <= y <= grid.bottom:
            return i
    return None


def _cells_under(bar: Bar, grid: RuledGrid, row: int) -> list[tuple[Place, float]]:
    """The cells of a row that a bar covers, with the share of each; left to right."""
    cells = [c for c in grid.cells if c.row <= row < c.row + c.row_span]
    cells.sort(key=lambda c: c.x0)
    for part in _neighbours(cells):
        edges = [*(c.x0 for c in part), part[-1].x1]
        reach = years_of(bar, edges)
        if reach.first is not None and reach.last is not None:
            return [
                ((part[i].row, part[i].col), share)
                for i, share in reach.columns
                if reach.first <= i <= reach.last
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
