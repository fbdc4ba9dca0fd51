"""Builds grids from rulings: cells with the rows and columns they span."""

from __future__ import annotations

from typing import Literal

import numpy as np

from extract.frozen import frozen
from extract.grid_cells import closed_off, spans, tiles
from extract.open_sides import EDGE, closed
from extract.ruling_lines import SNAP, clusters, components
from extract.segments import Segments, from_columns
from extract.strokes import Strokes
from extract.subpaths import Array, Ints, Mask

# Share of a unit border that a line must cover to draw it.
COVER = 0.7
# Boxes that fill less of their extent than this are a diagram.
DENSE = 0.5


@frozen
class RuledCell:
    """A cell: where it stands, how far it spans, its box in points (middle of its rulings)."""

    row: int
    col: int
    row_span: int
    col_span: int
    x0: float
    top: float
    x1: float
    bottom: float


@frozen
class RuledGrid:
    """Cells of connected rulings, in reading order; ``xs`` and ``ys`` are the edges.

    A ``frame`` is a single box. A ``diagram`` is boxes joined by lines: its cells leave more
    than half of it empty. In a ``table`` units may belong to no cell where its outline steps.
    ``source`` tells what parts its cells.
    """

    kind: Literal["table", "frame", "diagram"]
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[RuledCell, ...]
    source: Literal["rulings", "alignment"] = "rulings"

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.xs[0]

    @property
    def x1(self) -> float:
        """Right edge."""
        return self.xs[-1]

    @property
    def top(self) -> float:
        """Upper edge."""
        return self.ys[0]

    @property
    def bottom(self) -> float:
        """Lower edge."""
        return self.ys[-1]


def ruling_grids(strokes: Strokes, width: float, height: float) -> tuple[RuledGrid, ...]:
    """The grids on a page of ``width`` by ``height`` points, from top to bottom, left to right.

    Rulings off the page are left out. Lines that close no cell give no grid.
    """
    h, v, met = from_columns(strokes.horizontal), from_columns(strokes.vertical), strokes.met
    level, upright = _on_page(h, height, width), _on_page(v, width, height)
    if not (level.all() and upright.all()):
        h, v, met = h.pick(level), v.pick(upright), met[level][:, upright]
    rows, cols = components(met)
    found = []
    linked = np.bincount(cols[cols < len(rows)])  # columns that are linked to a row
    for name in np.flatnonzero(linked):
        mine, theirs = rows == name, cols == name
        if np.count_nonzero(mine) > 1 or np.count_nonzero(theirs) > 1:
            grid = _grid(h.without(~mine), v.without(~theirs))
            if grid is not None:
                found.append(grid)
    return tuple(sorted(found, key=lambda grid: (grid.top, grid.x0)))


def _on_page(lines: Segments, across: float, along: float) -> Mask:
    inside: Mask = (lines.pos >= -SNAP) & (lines.pos <= across + SNAP)
    return inside & (lines.start < along) & (lines.end > 0)


def _grid(h: Segments, v: Segments) -> RuledGrid | None:
    """The grid of one set of connected rulings, or None when they close no cell."""
    h, v = closed(h, v)
    ys, row_edge = _edges(h)
    xs, col_edge = _edges(v)
    if len(xs) < 2 or len(ys) < 2:
        return None
    level = _drawn(h, row_edge, ys, xs)
    upright = _drawn(v, col_edge, xs, ys).T
    simple = tiles(upright, level)
    table, dense = (simple, True) if simple is not None else _patched(upright, level, xs, ys)
    if not len(table):
        return None
    xs, ys, table = _without_idle_edges(xs, ys, table)
    x, y = xs.tolist(), ys.tolist()
    cells = tuple(
        RuledCell(r, c, rs, cs, x[c], y[r], x[c + cs], y[r + rs]) for r, c, rs, cs in table.tolist()
    )
    whole = simple is not None or (dense and not _has_gaps(table, len(y) - 1, len(x) - 1))
    kind: Literal["table", "frame", "diagram"] = "table" if whole else "diagram"
    return RuledGrid("frame" if len(cells) == 1 else kind, tuple(x), tuple(y), cells)


def _patched(upright: Mask, level: Mask, xs: Array, ys: Array) -> tuple[Ints, bool]:
    """The cells of borders that leave units open, and whether they fill enough for a table."""
    area = np.outer(np.diff(ys), np.diff(xs))
    table = spans(upright, level, area)
    share = _share(table, area)
    if DENSE <= share < 0.999:
        table = spans(*closed_off(upright, level), area)
    return table, share >= DENSE


def _has_gaps(table: Ints, n_rows: int, n_cols: int) -> bool:
    """Whether a whole row or column of units belongs to no cell: boxes with space between."""
    rows, cols = np.zeros(n_rows + 1), np.zeros(n_cols + 1)
    row, col, row_span, col_span = table.T
    for counts, start, span in ((rows, row, row_span), (cols, col, col_span)):
        np.add.at(counts, start, 1)
        np.add.at(counts, start + span, -1)
    return bool((rows.cumsum()[:-1] == 0).any() or (cols.cumsum()[:-1] == 0).any())


def _share(table: Ints, area: Array) -> float:
    """How much of the whole extent the cells cover, 0 to 1."""
    total = np.pad(area.cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0)))
    row, col, row_span, col_span = table.T
    below, right = row + row_span, col + col_span
    parts = total[below, right] - total[row, right] - total[below, col] + total[row, col]
    return float(parts.sum() / total[-1, -1])


def _edges(lines: Segments) -> tuple[Array, Ints]:
    """Edge positions in ascending order, weighted by length, and the edge of each line."""
    label = clusters(lines.pos, EDGE)
    weight = lines.end - lines.start
    total = np.bincount(label, weight)
    return np.bincount(label, weight * lines.pos) / total, label


def _drawn(lines: Segments, edge: Ints, edges: Array, crossing: Array) -> Mask:
    """(len(edges), len(crossing) - 1): whether a line draws that unit of that edge."""
    low, high = crossing[:-1], crossing[1:]
    shared = np.minimum(lines.end[:, None], high) - np.maximum(lines.start[:, None], low)
    covers = shared >= COVER * (high - low)
    order = np.argsort(edge, kind="stable")
    firsts = np.searchsorted(edge[order], np.arange(len(edges)))  # every edge has a line
    drawn: Mask = np.logical_or.reduceat(covers[order], firsts, axis=0)
    return drawn


def _without_idle_edges(xs: Array, ys: Array, table: Ints) -> tuple[Array, Array, Ints]:
    """Leave out edges at which no cell begins or ends; spans are counted anew."""
    row, col, row_span, col_span = table.T
    below, right = row + row_span, col + col_span
    rows, cols = np.zeros(len(ys), dtype=bool), np.zeros(len(xs), dtype=bool)
    rows[row], rows[below], cols[col], cols[right] = True, True, True, True
    if rows.all() and cols.all():
        return xs, ys, table
    up, aside = rows.cumsum() - 1, cols.cumsum() - 1  # the new number of each edge
    top, left = up[row], aside[col]
    return xs[cols], ys[rows], np.column_stack([top, left, up[below] - top, aside[right] - left])
