"""The backgrounds of cells: fills that reach from border to border."""

from __future__ import annotations

import numpy as np

from extract.model import Fill
from extract.ruling_grids import RuledGrid
from extract.ruling_lines import distinct
from extract.strokes import Strokes
from extract.subpaths import Array

Place = tuple[int, int]

# Share of a cell that fills of one colour must cover; office programs cut a fill into strips.
COVER = 0.9


def cell_fills(grid: RuledGrid, strokes: Strokes) -> dict[Place, Fill]:
    """The background of each cell that has one, by (row, col); of several the one painted last."""
    if not len(strokes.shading):
        return {}
    outer = np.array([[grid.x0, grid.top, grid.x1, grid.bottom]])
    own = np.flatnonzero(_shared(outer, strokes.shading)[0] > 0)
    if not len(own):
        return {}
    boxes = np.array([(c.x0, c.top, c.x1, c.bottom) for c in grid.cells])
    area = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
    shared = _shared(boxes, strokes.shading[own]) / area[:, None]
    colours, colour_of = distinct(strokes.shading_colour[own] @ np.array([1 << 16, 1 << 8, 1]))
    last = np.full(len(boxes), -1)
    chosen = np.full(len(boxes), -1)
    for n in range(len(colours)):
        mine = np.flatnonzero(colour_of == n)
        latest = np.where(shared[:, mine] > 0, strokes.shading_drawings[own[mine]], -1).max(axis=1)
        better = (shared[:, mine].sum(axis=1) >= COVER) & (latest > last)
        last[better], chosen[better] = latest[better], n
    found: dict[Place, Fill] = {}
    for n in np.flatnonzero(chosen >= 0).tolist():
        cell = grid.cells[n]
        box = (cell.x0, cell.top, cell.x1, cell.bottom)
        found[cell.row, cell.col] = Fill(int(colours[chosen[n]]), box)
    return found


def _shared(one: Array, other: Array) -> Array:
    """(len(one), len(other)): the areas that boxes have in common."""
    low = np.maximum(one[:, None, :2], other[None, :, :2])
    high = np.minimum(one[:, None, 2:], other[None, :, 2:])
    size = np.clip(high - low, 0, None)
    area: Array = size[..., 0] * size[..., 1]
    return area
