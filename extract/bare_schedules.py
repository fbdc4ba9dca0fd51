"""Finds schedules without a grid: bars below a line of labels that head their columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from extract.arrow_shapes import read_bars
from extract.bar_model import Bar
from extract.bar_reach import years_of
from extract.fill_borders import MANY, runs_of_tiles
from extract.frozen import frozen
from extract.ink import PageInk
from extract.label_rows import LabelRow, label_rows
from extract.rows_ruled import rules_across
from extract.ruling_grids import RuledCell, RuledGrid
from extract.strokes import Strokes
from extract.subpaths import Array
from extract.text_pieces import Band, Box, Piece

# Higher boxes are frames around text, in points.
HIGHEST = 30.0
# In font sizes: white below which lines are one label, and beyond which a schedule has ended.
SAME_LABEL = 0.6
ENDED = 6.0
# Lines as near below the labels underline them.
UNDERLINE = 0.3
# Share of a column: how near to its edges bars end where the edges are right.
NEAR = 0.12
CLEARLY = 0.1
# Room for the labels of rows that have none, in points; rim around the text.
NO_LABEL = 20.0
RIM = 2.0


@frozen
class BareSchedules:
    """Schedules without rulings: as ``grids`` with their ``bars``, or ``lost``: their boxes."""

    grids: tuple[RuledGrid, ...] = ()
    bars: tuple[Bar, ...] = ()
    lost: tuple[Box, ...] = ()


def bare_schedules(
    ink: PageInk,
    strokes: Strokes,
    found: Sequence[Band],
    frames: Sequence[Box],
    taken: Sequence[Box],
) -> BareSchedules:
    """What is drawn below lines of labels; ``found`` is what stands outside of what is taken.

    A grid is made where the labels stand at one distance, every bar keeps the same columns
    wherever the labels may stand in them, and rows have labels or one bar each. Else the box
    of labels and bars is lost: what it shows cannot be told.
    """
    heads = label_rows(found)
    if not heads:
        return BareSchedules()
    drawn = [
        bar for bar in _bars(ink, strokes, frames) if not any(_within(bar, box) for box in taken)
    ]
    runs = _runs(strokes.shading) if drawn else []
    grids: list[RuledGrid] = []
    bars: list[Bar] = []
    lost: list[Box] = []
    limits = [*(head.band.top for head in heads[1:]), ink.height]
    for head, limit in zip(heads, limits, strict=True):
        limit = min([limit, *(box[1] for box in taken if box[1] > head.band.bottom)])
        body = [band for band in found if head.band.bottom < band.top and band.bottom < limit]
        behind = _bands(head, runs)
        free = [bar for bar in drawn if not any(_is_part(bar, box) for box in behind)]
        mine = _below(head, body, free, limit)
        if not mine:
            continue
        grid = _grid(head, body, mine, strokes.horizontal)
        if grid is None:
            lost.append(_around(head, mine))
        else:
            grids.append(grid)
            bars += mine
    return BareSchedules(tuple(grids), tuple(bars), tuple(lost))


def _bars(ink: PageInk, strokes: Strokes, frames: Sequence[Box]) -> list[Bar]:
    """The bars of a page; without a grid plain ones look like backgrounds, rulings or frames."""
    drawings = sorted({*strokes.figures.tolist(), *strokes.shading_drawings.tolist()})
    plain = [
        Bar(start, pos - half, end, pos + half, "line")
        for pos, start, end, thickness in strokes.horizontal.tolist()
        for half in [max(thickness / 2, 0.5)]
    ]
    hollow = [Bar(*box, "bar") for box in frames if box[3] - box[1] < HIGHEST]
    bars = [*read_bars(ink, drawings).bars, *hollow]
    return [*bars, *(line for line in plain if not any(_touches(line, bar) for bar in bars))]


def _touches(line: Bar, bar: Bar) -> bool:
    """Whether a line is the rim of a bar."""
    across = min(line.x1, bar.x1) > max(line.x0, bar.x0)
    return across and bar.top - RIM < line.middle < bar.bottom + RIM


def _runs(shading: Array) -> list[Box]:
    """The extents of backgrounds side by side without a gap."""
    if len(shading) > MANY:
        return []
    runs = [run for run in runs_of_tiles(shading) if len(run) > 1]
    return [(float(r[0, 0]), float(r[0, 1]), float(r[-1, 2]), float(r[0, 3])) for r in runs]


def _bands(head: LabelRow, runs: Sequence[Box]) -> list[Box]:
    """The runs that begin in front of the columns: backgrounds of whole rows, cell by cell."""
    return [run for run in runs if run[0] < head.extent[0] - NEAR * head.pitch]


def _is_part(bar: Bar, run: Box) -> bool:
    """Whether a bar is one of the backgrounds of a run, as high as all of them."""
    level = abs(bar.top - run[1]) <= 1 and abs(bar.bottom - run[3]) <= 1
    return level and run[0] - 1 <= bar.x0 and bar.x1 <= run[2] + 1


def _below(head: LabelRow, body: Sequence[Band], drawn: Sequence[Bar], limit: float) -> list[Bar]:
    """The bars under the labels, down to the first wide white; no rule or stripe of the page."""
    x0, x1 = head.extent
    slack = head.pitch / 2
    own = [
        bar
        for bar in drawn
        if head.band.bottom + UNDERLINE * head.band.size < bar.middle < limit
        and x0 - slack < bar.x0
        and bar.x1 < x1 + slack
        and bar.width > slack / 4
    ]
    own.sort(key=lambda bar: bar.middle)
    stops = sorted([*((bar.top, bar.bottom) for bar in own), *((b.top, b.bottom) for b in body)])
    end = head.band.bottom
    for top, bottom in stops:
        if top - end > ENDED * head.band.size:
            break
        end = max(end, bottom)
    return [bar for bar in own if bar.middle < end]


def _grid(
    head: LabelRow, body: Sequence[Band], bars: Sequence[Bar], horizontal: Array
) -> RuledGrid | None:
    """The columns of the labels, the rows of what is printed in front of them.

    A ruling (n, 4) across all columns parts labels, however near to each other they stand.
    """
    edges = _columns(head, bars) if head.is_even else None
    if edges is None:
        return None
    bottom = max(bar.bottom for bar in bars)
    fronts = [
        piece
        for band in body
        if band.top < bottom + band.size
        for piece in band.pieces
        if piece.x1 <= edges[0] + RIM
    ]
    inside = [band for band in body if band.top < bottom]
    if any(p.x0 < edges[0] - RIM < edges[0] + RIM < p.x1 for b in inside for p in b.pieces):
        return None
    front = min([piece.x0 for piece in fronts], default=edges[0] - NO_LABEL)
    rules = rules_across(horizontal, (front, *edges))
    groups = _labels(fronts, rules) or _alone(bars)
    if groups is None:
        return None
    x0 = front - RIM
    x0 = min([x0, *(p.x0 - RIM for p in head.band.pieces if p.x1 < edges[0] + RIM)])
    first = min([groups[0][0], *(bar.top for bar in bars)])
    ys = (
        head.band.top - RIM,
        max((head.band.bottom + first) / 2, head.band.bottom),
        *(y for a, b in pairwise(groups) for y in _between(a, b, rules)),
        max(groups[-1][1], bottom) + RIM,
    )
    return _tiled((x0, *edges), ys)


def _columns(head: LabelRow, bars: Sequence[Bar]) -> tuple[float, ...] | None:
    """The edges of the columns: labels stand in their middle, or at their left edge.

    None when the two tell different columns for a bar and its ends do not tell which is right.
    """
    first = head.labels[0]
    ways = [head.borders(first.centre - head.pitch / 2), head.borders(first.x0 - RIM)]
    reaches = [[_reach(bar, edges) for bar in bars] for edges in ways]
    if any(None in reach for reach in reaches[:1]) and any(None in reach for reach in reaches[1:]):
        return None
    if reaches[0] == reaches[1]:
        return ways[0]
    misfit = [_misfit(bars, edges) for edges in ways]
    best = int(np.argmin(misfit))
    sure = misfit[best] < NEAR and misfit[1 - best] > misfit[best] + CLEARLY
    return ways[best] if sure and None not in reaches[best] else None


def _reach(bar: Bar, edges: Sequence[float]) -> tuple[int, int] | None:
    reach = years_of(bar, edges)
    return None if reach.first is None or reach.last is None else (reach.first, reach.last)


def _misfit(bars: Sequence[Bar], edges: Sequence[float]) -> float:
    """How far the ends of bars lie from the next edge, in columns, on an average."""
    ends = np.array([end for bar in bars for end in (bar.x0, bar.x1)])
    distance = np.abs(ends[:, None] - np.array(edges)).min(axis=1)
    return float(distance.mean() / np.diff(edges).mean())


def _labels(fronts: Sequence[Piece], rules: Sequence[float]) -> list[tuple[float, float]]:
    """Top and bottom of each label in front of the columns; near lines that no rule parts are
    one label.
    """
    groups: list[tuple[float, float]] = []
    for piece in sorted(fronts, key=lambda p: p.top):
        near = bool(groups) and piece.top - groups[-1][1] < SAME_LABEL * piece.size
        if near and not _ruled(groups[-1], (piece.top, piece.bottom), rules):
            groups[-1] = (groups[-1][0], max(groups[-1][1], piece.bottom))
        else:
            groups.append((piece.top, piece.bottom))
    return groups


def _ruled(
    above: tuple[float, float], below: tuple[float, float], rules: Sequence[float]
) -> list[float]:
    """The rules between two labels."""
    return [y for y in rules if above[1] - RIM < y < below[0] + RIM]


def _between(
    above: tuple[float, float], below: tuple[float, float], rules: Sequence[float]
) -> list[float]:
    """Where rows end between two labels: at the rules, else midway."""
    return _ruled(above, below, rules) or [(above[1] + below[0]) / 2]


def _alone(bars: Sequence[Bar]) -> list[tuple[float, float]] | None:
    """Top and bottom of each row of bars; None when bars of different rows overlap."""
    groups: list[tuple[float, float]] = []
    for bar in sorted(bars, key=lambda b: b.middle):
        if groups and bar.top < groups[-1][1]:
            if bar.middle > groups[-1][1]:
                return None
            groups[-1] = (min(groups[-1][0], bar.top), max(groups[-1][1], bar.bottom))
        else:
            groups.append((bar.top, bar.bottom))
    return groups


def _tiled(xs: Sequence[float], ys: Sequence[float]) -> RuledGrid | None:
    if min(b - a for edges in (xs, ys) for a, b in pairwise(edges)) <= 0:
        return None
    cells = tuple(
        RuledCell(r, c, 1, 1, xs[c], ys[r], xs[c + 1], ys[r + 1])
        for r in range(len(ys) - 1)
        for c in range(len(xs) - 1)
    )
    return RuledGrid("table", tuple(xs), tuple(ys), cells, "alignment")


def _around(head: LabelRow, bars: Sequence[Bar]) -> Box:
    band = head.band
    return (
        min([head.labels[0].x0, *(bar.x0 for bar in bars)]),
        band.top,
        max([head.labels[-1].x1, *(bar.x1 for bar in bars)]),
        max([band.bottom, *(bar.bottom for bar in bars)]),
    )


def _within(bar: Bar, box: Box) -> bool:
    x = (bar.x0 + bar.x1) / 2
    return box[0] <= x <= box[2] and box[1] <= bar.middle <= box[3]
