"""Finds the columns of tables that are ruled across only, by the white between their texts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from extract.frozen import frozen
from extract.ink import Chars
from extract.ink_chars import is_blank
from extract.quantiles import quantile
from extract.ruling_grids import RuledCell, RuledGrid
from extract.segments import from_columns
from extract.strokes import Strokes
from extract.subpaths import Array, row_any

Gap = tuple[float, float]

# White narrower than this many characters is a space in a text.
GUTTER = 1.0
# Two rows prove less than three: they need this much.
WIDE_GUTTER = 2.0
# Share of the rows in which a column must hold text.
FILLED = 0.5
EVEN = 2.0


@frozen(eq=False)
class _Texts:
    """Boxes (n, 4) of the printed characters and their usual size in points."""

    box: Array
    size: float

    def band(self, x0: float, top: float, x1: float, bottom: float) -> Array:
        """The boxes whose middles lie in an area, ordered by their left side."""
        x = (self.box[:, 0] + self.box[:, 2]) / 2
        y = (self.box[:, 1] + self.box[:, 3]) / 2
        inside = self.box[(x > x0) & (x < x1) & (y > top) & (y < bottom)]
        return inside[np.argsort(inside[:, 0], kind="stable")]


def aligned_grids(
    chars: Chars, strokes: Strokes, grids: Sequence[RuledGrid]
) -> tuple[RuledGrid, ...]:
    """The grids of a page, those of one column parted into columns by alignment, and new ones
    between level rulings of one length that no upright ruling touches.

    Columns are parted where every row leaves the same white. A grid whose rows do not agree
    stays as it is; rulings whose rows do not agree (heads and feet of pages) give none.
    """
    rules = _lone_rules(strokes)
    if not rules and not any(map(_is_column, grids)):  # as on most pages
        return tuple(sorted(grids, key=lambda grid: (grid.top, grid.x0)))
    printed = ~is_blank(chars.codes)
    if not printed.any():
        return tuple(grids)
    size = quantile(np.sort(chars.size[printed]), 0.5)
    texts = _Texts(chars.boxes[printed].astype(np.float64), size)
    kept = [
        (_grid(texts, grid.ys, grid.x0, grid.x1) if _is_column(grid) else None) or grid
        for grid in grids
    ]
    free = [grid for ys, x0, x1 in rules for grid in _between(texts, ys, x0, x1)]
    clear = [new for new in free if not any(_overlap(new, grid) for grid in kept)]
    return tuple(sorted([*kept, *clear], key=lambda grid: (grid.top, grid.x0)))


def _is_column(grid: RuledGrid) -> bool:
    return grid.kind == "table" and len(grid.xs) == 2 and len(grid.ys) > 2


def _lone_rules(strokes: Strokes) -> list[tuple[list[float], float, float]]:
    """Positions, start and end of level rulings of one extent that nothing crosses."""
    if len(strokes.horizontal) < 3:
        return []
    left = np.flatnonzero(~row_any(strokes.met)).tolist()
    if len(left) < 3:
        return []
    h = from_columns(strokes.horizontal)
    groups: list[list[int]] = []
    for i in sorted(left, key=lambda i: float(h.pos[i])):
        for group in groups:
            same = abs(h.start[group[0]] - h.start[i]) + abs(h.end[group[0]] - h.end[i]) <= EVEN
            if same:
                group.append(i)
                break
        else:
            groups.append([i])
    return [
        ([float(h.pos[i]) for i in group], float(h.start[group[0]]), float(h.end[group[0]]))
        for group in groups
        if len(group) > 2
    ]


def _between(texts: _Texts, ys: Sequence[float], x0: float, x1: float) -> list[RuledGrid]:
    """Grids in runs of rows between rulings, each run as long as its rows agree."""
    found: list[RuledGrid] = []
    first = 0
    while first < len(ys) - 2:
        runs = (ys[first : last + 1] for last in range(len(ys) - 1, first + 1, -1))
        grid = next((g for run in runs if (g := _grid(texts, run, x0, x1)) is not None), None)
        first += 1 if grid is None else len(grid.ys) - 1
        found += [] if grid is None else [grid]
    return found


def _grid(texts: _Texts, ys: Sequence[float], x0: float, x1: float) -> RuledGrid | None:
    gutters = _gutters(texts, ys, x0, x1)
    return _tiled(gutters, ys, x0, x1) if gutters else None


def _gutters(texts: _Texts, ys: Sequence[float], x0: float, x1: float) -> list[Gap]:
    """White that all rows share and that parts them into columns with text; else nothing."""
    bands = [texts.band(x0, a, x1, b) for a, b in pairwise(ys)]
    if not all(len(band) for band in bands):
        return []
    least = texts.size * (GUTTER if len(bands) > 2 else WIDE_GUTTER)
    shared: list[Gap] = [(x0, x1)]
    for band in bands:
        gaps = _gaps(band)
        shared = [
            (max(a, c), min(b, d)) for a, b in shared for c, d in gaps if min(b, d) > max(a, c)
        ]
    shared = [gap for gap in shared if gap[1] - gap[0] >= least]
    edges = [x0, *(_middle(gap) for gap in shared), x1]
    filled = np.array(
        [np.histogram((b[:, 0] + b[:, 2]) / 2, bins=np.array(edges))[0] > 0 for b in bands]
    )
    several = (filled.sum(axis=1) > 1).all()
    return shared if shared and several and (filled.mean(axis=0) >= FILLED).all() else []


def _gaps(band: Array) -> list[Gap]:
    """White between characters ordered by their left side."""
    reach = np.maximum.accumulate(band[:, 2])
    at = np.flatnonzero(band[1:, 0] > reach[:-1])
    return list(zip(reach[at].tolist(), band[at + 1, 0].tolist(), strict=True))


def _middle(gap: Gap) -> float:
    return (gap[0] + gap[1]) / 2


def _tiled(gutters: Sequence[Gap], ys: Sequence[float], x0: float, x1: float) -> RuledGrid:
    xs = (x0, *(_middle(gap) for gap in gutters), x1)
    cells = tuple(
        RuledCell(r, c, 1, 1, xs[c], ys[r], xs[c + 1], ys[r + 1])
        for r in range(len(ys) - 1)
        for c in range(len(xs) - 1)
    )
    return RuledGrid("table", xs, tuple(ys), cells, "alignment")


def _overlap(one: RuledGrid, other: RuledGrid) -> bool:
    across = min(one.x1, other.x1) > max(one.x0, other.x0)
    return across and min(one.bottom, other.bottom) > max(one.top, other.top)
