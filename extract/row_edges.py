"""Finds what parts the rows of tables without upright rulings: rules across, and stripes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, pairwise

import numpy as np

from extract.fill_borders import GAP, LEAST, MANY, runs_of_tiles
from extract.frozen import frozen
from extract.ruling_grids import RuledGrid
from extract.segments import from_columns
from extract.strokes import Strokes
from extract.subpaths import Array, row_any

# Points by which rules of one table may differ at both ends together.
EVEN = 2.0
# Rules nearer to each other are one: double ones.
DOUBLE = 3.0
# White between the pieces of a rule that is drawn column by column.
PIECES = 40.0
FEWEST = 3
# A page with more groups of edges is a drawing; more edges in one group are hatching. Pages with
# tables have fewer than a third of either.
MOST_GROUPS = 120
MOST_EDGES = 300


@frozen
class RowEdges:
    """Heights at which rows may end, from the top, all from ``x0`` to ``x1``.

    ``cuts`` are the upright borders that the pieces of the rules or stripes show, often none.
    ``striped``: every other row lies on a stripe.
    """

    ys: tuple[float, ...]
    x0: float
    x1: float
    cuts: tuple[float, ...] = ()
    striped: bool = False


def row_edges(strokes: Strokes, grids: Sequence[RuledGrid]) -> list[RowEdges]:
    """The edges of a page that may part rows: of level rulings that nothing crosses, of stripes.

    What lies in one of the ``grids`` is left out. None of drawings: far too many.
    """
    found = [*_lone_rules(strokes), *_stripes(_outside(strokes.shading, grids))]
    if len(found) > MOST_GROUPS:
        return []
    return [edges for edges in found if len(edges.ys) <= MOST_EDGES]


def _outside(boxes: Array, grids: Sequence[RuledGrid]) -> Array:
    for grid in grids:
        if len(boxes) < 2:
            break
        inside = (boxes[:, 0] > grid.x0 - EVEN) & (boxes[:, 2] < grid.x1 + EVEN)
        inside &= (boxes[:, 1] > grid.top - EVEN) & (boxes[:, 3] < grid.bottom + EVEN)
        boxes = boxes[~inside]
    return boxes


def side_by_side(edges: Sequence[RowEdges]) -> list[list[RowEdges]]:
    """Edges at the same heights with little white between, from the left; most are alone."""
    groups: list[list[RowEdges]] = []
    for one in sorted(edges, key=lambda e: e.x0):
        for group in groups:
            if 0 <= one.x0 - group[-1].x1 <= PIECES and _level(group[-1].ys, one.ys):
                group.append(one)
                break
        else:
            groups.append([one])
    return groups


def as_one(group: Sequence[RowEdges]) -> RowEdges:
    """Edges side by side as one, with borders in the white between them."""
    cuts = tuple((a.x1 + b.x0) / 2 for a, b in pairwise(group))
    return RowEdges(group[0].ys, group[0].x0, group[-1].x1, cuts)


def _level(one: Sequence[float], other: Sequence[float]) -> bool:
    return len(one) == len(other) and all(
        abs(a - b) <= 1.0 for a, b in zip(one, other, strict=True)
    )


def _lone_rules(strokes: Strokes) -> list[RowEdges]:
    """Level rulings of one extent that nothing crosses."""
    if len(strokes.horizontal) < FEWEST:
        return []
    left = np.flatnonzero(~row_any(strokes.met)).tolist()
    if len(left) < FEWEST:
        return []
    h = from_columns(strokes.horizontal)
    order = sorted(left, key=lambda i: float(h.pos[i]))
    groups = _of_one_extent(order, h.start.tolist(), h.end.tolist())
    found = (
        RowEdges(
            _single(float(h.pos[i]) for i in group),
            float(h.start[group[0]]),
            float(h.end[group[0]]),
        )
        for group in groups
    )
    return [edges for edges in found if len(edges.ys) >= FEWEST]


def _of_one_extent(
    order: Sequence[int], starts: Sequence[float], ends: Sequence[float]
) -> list[list[int]]:
    """Rules with the first one of an extent near theirs, in the order of those first ones."""
    groups: list[list[int]] = []
    # Groups by their extent in steps of what is even: near ones lie in this step or beside it.
    near: dict[tuple[int, int], list[int]] = {}
    for i in order:
        a, b = int(starts[i] // EVEN), int(ends[i] // EVEN)
        beside = (near.get((a + m, b + n), ()) for m in (-1, 0, 1) for n in (-1, 0, 1))
        same = [
            g
            for g in chain.from_iterable(beside)
            if abs(starts[groups[g][0]] - starts[i]) + abs(ends[groups[g][0]] - ends[i]) <= EVEN
        ]
        if same:
            groups[min(same)].append(i)
        else:
            near.setdefault((a, b), []).append(len(groups))
            groups.append([i])
    return groups


def _single(ys: Iterable[float]) -> tuple[float, ...]:
    """Heights without those that stand right below another."""
    found: list[float] = []
    for y in ys:
        if not found or y - found[-1] >= DOUBLE:
            found.append(y)
    return tuple(found)


def _stripes(shading: Array) -> list[RowEdges]:
    """Edges of backgrounds with one extent, two or more, with rows on them and between them."""
    if not 2 <= len(shading) <= MANY:
        return []
    flat = shading[shading[:, 3] - shading[:, 1] >= LEAST]
    groups: list[list[Array]] = []
    for run in runs_of_tiles(flat):
        x0, x1 = run[0, 0], run[-1, 2]
        for group in groups:
            if abs(group[0][0, 0] - x0) + abs(group[0][-1, 2] - x1) <= EVEN:
                group.append(run)
                break
        else:
            groups.append([run])
    found = (_edges(group) for group in groups if len(group) > 1)
    return [edges for edges in found if all(a < b for a, b in pairwise(edges.ys))]


def _edges(stripes: Sequence[Array]) -> RowEdges:
    """The tops and bottoms of stripes, those that nearly meet as one."""
    ys = [float(stripes[0][0, 1])]
    for above, below in pairwise(stripes):
        bottom, top = float(above[0, 3]), float(below[0, 1])
        ys += [(bottom + top) / 2] if top - bottom <= GAP else [bottom, top]
    ys.append(float(stripes[-1][0, 3]))
    sides = [[(a[2] + b[0]) / 2 for a, b in pairwise(run.tolist())] for run in stripes]
    cuts = [
        x for x in sides[0] if all(any(abs(x - y) <= EVEN for y in others) for others in sides[1:])
    ]
    return RowEdges(tuple(ys), float(stripes[0][0, 0]), float(stripes[0][-1, 2]), tuple(cuts), True)
