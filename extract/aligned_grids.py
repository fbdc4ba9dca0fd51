"""Finds the columns of tables that are parted across only, by the white between their texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from extract.ink import Chars
from extract.label_rows import label_row
from extract.open_rows import head_above, open_ends
from extract.row_bands import NAMED, Rows, rows_between
from extract.row_doubts import hold_several, is_broken, is_drawn_across
from extract.row_edges import RowEdges, as_one, row_edges, side_by_side
from extract.row_texts import Texts, levels, page_texts
from extract.ruling_grids import RuledCell, RuledGrid
from extract.strokes import Strokes

# How often runs of rows are tried between the edges of one group: some hundred at most where
# there is a table.
MOST_TRIED = 1000


def aligned_grids(
    chars: Chars, strokes: Strokes, grids: Sequence[RuledGrid]
) -> tuple[RuledGrid, ...]:
    """The grids of a page, those of one column parted into columns by alignment, and new ones
    between level rulings of one length that no upright ruling touches, or on stripes.

    Columns are parted where every row leaves the same white. A grid whose rows do not agree
    stays as it is; rulings whose rows do not agree (heads and feet of pages) give none.
    """
    edges = row_edges(strokes, grids)
    if not edges and not any(map(_is_column, grids)):  # as on most pages
        return tuple(sorted(grids, key=lambda grid: (grid.top, grid.x0)))
    texts = page_texts(chars)
    if texts is None:
        return tuple(grids)
    found = [(_parted(texts, grid) if _is_column(grid) else None) or grid for grid in grids]
    for one in _whole(texts, edges):
        found += [
            grid
            for grid in _between(texts, one, found)
            if not is_drawn_across(strokes.shading, grid.ys, grid.x0, grid.x1)
        ]
    return tuple(sorted(found, key=lambda grid: (grid.top, grid.x0)))


def _is_column(grid: RuledGrid) -> bool:
    return grid.kind == "table" and len(grid.xs) == 2 and len(grid.ys) > 2


def _parted(texts: Texts, grid: RuledGrid) -> RuledGrid | None:
    rows = rows_between(texts, RowEdges(grid.ys, grid.x0, grid.x1))
    borders = rows.borders(0, len(grid.ys) - 1)
    return _tiled((grid.x0, *borders, grid.x1), grid.ys) if borders else None


def _whole(texts: Texts, edges: Sequence[RowEdges]) -> Iterator[RowEdges]:
    """The edges, those of one table drawn column by column as one of them."""
    for group in side_by_side(edges):
        several = len(group) > 1 and not any(any(_runs(rows_between(texts, one))) for one in group)
        yield from [as_one(group)] if several else group


def _runs(rows: Rows) -> Iterator[tuple[int, int]]:
    """Runs of edges (first, last), each as long as the rows between them agree."""
    first, n, left = 0, len(rows.boxes), MOST_TRIED
    while first < n - 1 and left:
        tried = range(rows.reach(first), first + 1, -1)[:left]
        last = next((last for last in tried if rows.borders(first, last, more=True)), None)
        left -= len(tried) if last is None else tried.index(last) + 1
        if last is not None:
            yield first, last
        first = first + 1 if last is None else last


def _between(texts: Texts, edges: RowEdges, others: Sequence[RuledGrid]) -> list[RuledGrid]:
    """The grids between edges that meet none of the others."""
    rows = _headed(texts, edges) or rows_between(texts, edges)
    found: list[RuledGrid] = []
    for first, last in _runs(rows):
        for a, b in _unbroken(texts, rows, first, last):
            grid = _opened(texts, rows, a, b, [*others, *found])
            found += [] if grid is None else [grid]
    return found


def _headed(texts: Texts, edges: RowEdges) -> Rows | None:
    """The rows with one of names above the first edge, where it tells columns of few marks."""
    top = head_above(texts, edges.x0, edges.x1, edges.ys[0])
    if top is None:
        return None
    rows = rows_between(texts, replace(edges, ys=(top, *edges.ys)))
    first, last = next(_runs(rows), (0, 0))
    borders = rows.borders(first, last, more=True) if first == 0 < last else ()
    names = levels(texts, (edges.x0, *borders, edges.x1), top, edges.ys[0])
    full = any(level.filled > len(borders) for level in names)
    return rows if full and len(borders) >= NAMED else None


def _unbroken(texts: Texts, rows: Rows, first: int, last: int) -> Iterator[tuple[int, int]]:
    """A run of edges in parts: without the rows that hold a heading, anew where years begin."""
    ys, xs = rows.edges.ys, (rows.edges.x0, *rows.borders(first, last, more=True), rows.edges.x1)
    start = first
    for row in range(first, last):
        broken = is_broken(levels(texts, xs, ys[row], ys[row + 1]), texts.size)
        anew = row > start and not broken and _heads_columns(texts, xs, ys[row], ys[row + 1])
        if anew or (broken and row > start):
            yield start, row
        if broken or anew:
            start = row + broken
    if last > start:
        yield start, last


def _heads_columns(texts: Texts, xs: Sequence[float], top: float, bottom: float) -> bool:
    """Whether a row holds years side by side in one column: the head of columns of their own."""
    rows = map(label_row, texts.lines(xs[0], top, xs[-1], bottom))
    labels = [[label.centre for label in row.labels] for row in rows if row is not None]
    inner = [np.searchsorted(xs, centres).tolist() for centres in labels]
    return any(len(set(cols)) < len(cols) for cols in inner)


def _opened(
    texts: Texts, rows: Rows, first: int, last: int, others: Sequence[RuledGrid]
) -> RuledGrid | None:
    """The rows from one edge to another and what is open above and below, None for no table."""
    edges = rows.edges
    borders = rows.borders(first, last, more=True)
    ys = edges.ys[first : last + 1]
    xs = (edges.x0, *borders, edges.x1)
    if any(_heads_columns(texts, xs, a, b) for a, b in pairwise(ys)):
        # Stripes of other rows show no columns of years.
        plain = rows_between(texts, replace(edges, cuts=()))
        return _opened(texts, plain, first, last, others) if edges.cuts else None
    own = [levels(texts, xs, a, b) for a, b in pairwise(ys)]
    if not borders or hold_several(own, texts.size, striped=edges.striped):
        return None
    limits = edges.ys[first - 1] if first else 0.0, [*edges.ys, float("inf")][last + 1]
    top, end = open_ends(texts, xs, ys, own, limits, drawn=bool(edges.cuts))
    end = () if end and _heads_columns(texts, xs, ys[-1], end[0]) else end
    for more in ((*top, *ys, *end), (*top, *ys), (*ys, *end), ys):
        agreed = rows_between(texts, RowEdges(more, edges.x0, edges.x1, edges.cuts))
        found = agreed.borders(0, len(more) - 1) if len(more) > 2 else ()
        if len(found) == len(borders):
            grid = _tiled((edges.x0, *found, edges.x1), more)
            if not any(_overlap(grid, other) for other in others):
                return grid
    return None


def _tiled(xs: Sequence[float], ys: Sequence[float]) -> RuledGrid:
    cells = tuple(
        RuledCell(r, c, 1, 1, xs[c], ys[r], xs[c + 1], ys[r + 1])
        for r in range(len(ys) - 1)
        for c in range(len(xs) - 1)
    )
    return RuledGrid("table", tuple(xs), tuple(ys), cells, "alignment")


def _overlap(one: RuledGrid, other: RuledGrid) -> bool:
    across = min(one.x1, other.x1) > max(one.x0, other.x0)
    return across and min(one.bottom, other.bottom) > max(one.top, other.top)
