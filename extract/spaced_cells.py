"""Tables whose cells are boxes of their own with white between them: their borders as one net.

Browsers draw separate borders that way, office programs tables with spacing between cells.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from extract.fill_borders import (
    GAP,
    LEAST,
    MANY,
    border_segments,
    is_written,
    tile_rows,
    tile_stacks,
)
from extract.ink import Chars
from extract.ink_chars import is_blank
from extract.segments import Segments, join
from extract.subpaths import Array, Ints, Mask, Subpaths, is_white

# As many boxes make the smallest table.
FEWEST = 4
# The sides of one box meet this near.
SAME = 1.0
# Cells that share their borders lie nearer to each other, in points.
WHITE_BETWEEN = 0.9

Line = tuple[float, float, float]


def spaced_cells(
    subs: Subpaths, ring: tuple[Ints, Ints], level: Segments, upright: Segments, chars: Chars
) -> tuple[Segments, Segments, Mask]:
    """Level and upright lines with the borders of boxed cells as lines in the white between.

    The third value tells which sub-paths are such boxes.

    Boxes are one table where they fill two or more rows of several cells, one row below the
    other with the same outer sides, all with a little white between, and hold text.
    """
    high = subs.box[:, 3] - subs.box[:, 1]
    drawn = subs.rectangle & (subs.stroke >= 0) & ~is_white(subs.stroke) & (subs.fill < 0)
    outer, inner = ring
    drawn[outer] = True
    which = np.flatnonzero(drawn & ~subs.thin & (high >= LEAST))
    own = np.zeros(len(subs), dtype=bool)
    if not FEWEST <= len(which) <= MANY or max(len(level), len(upright)) > MANY:
        return level, upright, own
    if not any(map(_is_spaced, tile_stacks(subs.box[which]))):
        return level, upright, own
    text = chars.boxes[~is_blank(chars.codes)].astype(np.float64)
    open_lines = (lines.without(drawn[lines.subpath]) for lines in (level, upright))
    cut, shown_by = _cut_cells(*open_lines)
    boxes = np.concatenate([subs.box[which], cut])
    downs: list[Line] = []
    across: list[Line] = []
    for stack in tile_stacks(boxes):
        if not _is_spaced(stack) or not is_written(text, stack):
            continue
        own[which[_around(subs.box[which], stack)]] = True
        own[shown_by[_around(cut, stack)].ravel()] = True
        for top, bottom, xs in tile_rows(stack):
            downs += [(x, top, bottom) for x in xs]
            across += [(y, xs[0], xs[-1]) for y in (top, bottom)]
    if not downs:
        return level, upright, own
    own[inner[own[outer]]] = True
    at = int(np.flatnonzero(own)[0])
    level = join(level.without(own[level.subpath]), border_segments(across, at))
    upright = join(upright.without(own[upright.subpath]), border_segments(downs, at))
    return level, upright, own


def _cut_cells(level: Segments, upright: Segments) -> tuple[Array, Ints]:
    """Cells that the end of a page leaves open on one side: their boxes (n, 4), and by which
    sub-paths (n, 3) their other sides are drawn.
    """
    boxes, sides = [], []
    for i, (y, x0, x1) in enumerate(zip(level.pos, level.start, level.end, strict=True)):
        for down in (upright.start, upright.end):
            left, right = (
                np.flatnonzero((np.abs(upright.pos - x) <= SAME) & (np.abs(down - y) <= SAME))
                for x in (x0, x1)
            )
            if len(left) == len(right) == 1:
                a, b = int(left[0]), int(right[0])
                top, bottom = float(upright.start[a]), float(upright.end[a])
                same = abs(upright.start[b] - top) + abs(upright.end[b] - bottom) <= SAME
                if a != b and same and bottom - top >= LEAST:
                    boxes.append((x0, top, x1, bottom))
                    sides.append(
                        [int(s.subpath[n]) for s, n in ((level, i), (upright, a), (upright, b))]
                    )
    return np.array(boxes, np.float64).reshape(-1, 4), np.array(sides, np.int64).reshape(-1, 3)


def _is_spaced(stack: Sequence[Array]) -> bool:
    """Whether rows of several cells lie apart from each other, and so do their cells."""
    if sum(len(run) > 1 for run in stack) < 2:
        return False
    below = [float(b[0, 1] - a[:, 3].max()) for a, b in pairwise(stack)]
    beside = [float(b[0] - a[2]) for run in stack for a, b in pairwise(run)]
    return min(below) >= WHITE_BETWEEN and min(beside) >= WHITE_BETWEEN


def _around(boxes: Array, stack: Sequence[Array]) -> Mask:
    """(n,) which boxes are cells of the table, or a frame around all of them."""
    cells = np.concatenate(stack)
    table = np.concatenate([cells[:, :2].min(axis=0), cells[:, 2:].max(axis=0)])
    frame: Mask = (np.abs(boxes - table) <= GAP).all(axis=1)
    cell: Mask = (boxes[:, None] == cells[None]).all(axis=2).any(axis=1)
    return frame | cell
