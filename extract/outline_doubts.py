"""Questions drawn rectangles: outlines of cells, or bars that lie over a grid."""

from __future__ import annotations

import numpy as np

from extract.ruling_lines import SNAP, Lines, distinct
from extract.ruling_nets import extents, net_of
from extract.segments import Segments
from extract.subpaths import Array, Ints, Mask, Subpaths, is_white, row_any

# A bar keeps at least this distance from the grid's outer lines.
INSIDE = 3.0
# A line that passes a rectangle goes on at least this far beyond its edge.
BEYOND = 2.0
# Share of an edge that other lines must cover to hold it up.
COVERED = 0.6
# More rectangles than this on a page are a map or a chart: only the crossed ones are asked.
MANY = 2000


def bars(subs: Subpaths, level: Lines, upright: Lines, parts: tuple[Segments, Segments]) -> Ints:
    """Indexes of stroked rectangles that are bars or shapes over a grid, not cells of it.

    ``level`` and ``upright`` are all lines of the page, ``parts`` the segments they were joined
    from. A rectangle is a bar when a line runs through it from beyond one side to beyond the
    other while its own edges lie on no other line. It is one, too, when it is filled, drawn in
    another style or touches nothing, lies inside a grid, and neither its upper nor its lower
    edge lies on another line.
    """
    which = np.flatnonzero(subs.rectangle & (subs.stroke >= 0) & ~subs.thin)
    if not len(which):
        return which
    box = subs.box[which]
    crossed = _crossed(box, level.lines, upright.lines)
    marked = _filled(subs, which) | _strange(subs, which, parts)
    lone = _untouched(box, which, parts)
    inside = _inside(box, level.lines, upright.lines)
    asked = np.flatnonzero(crossed | ((marked | lone) & inside))
    top, bottom, left, right = (
        _held(subs, which[asked], side, parts[(side + 1) % 2]) for side in (1, 3, 0, 2)
    )
    free = ~top & ~bottom
    through = crossed[asked] & ~(top & bottom & left & right)
    return which[asked[free | through]]


def _crossed(box: Array, level: Segments, upright: Segments) -> Mask:
    """Whether a line passes through the box from beyond one side to beyond the other."""
    found = np.zeros(len(box), dtype=bool)
    for axis, lines in ((0, upright), (1, level)):
        near, far = box[:, [axis]], box[:, [axis + 2]]
        low, high = box[:, [1 - axis]], box[:, [3 - axis]]
        within = (lines.pos > near + SNAP) & (lines.pos < far - SNAP)
        past = (lines.start < low - BEYOND) & (lines.end > high + BEYOND)
        found |= row_any(within & past)
    return found


def _filled(subs: Subpaths, which: Ints) -> Mask:
    """Whether a rectangle is painted, by its own path or by one of the same extent."""
    painted = (subs.fill >= 0) & ~is_white(subs.fill)
    alone = np.flatnonzero(painted & (subs.stroke < 0) & subs.rectangle)
    twin = np.zeros(len(which), dtype=bool)
    if len(alone) and len(which) * len(alone) < MANY * MANY:
        apart = np.abs(subs.box[which][:, None, :] - subs.box[alone][None, :, :]).max(axis=2)
        twin = row_any(apart <= 1.0)
    return painted[which] | twin


def _strange(subs: Subpaths, which: Ints, parts: tuple[Segments, Segments]) -> Mask:
    """Whether a rectangle's line differs in colour or dashes from most lines of the page."""
    colour = np.concatenate([part.colour for part in parts])
    dashed = np.concatenate([subs.dashed[part.subpath] for part in parts])
    length = np.concatenate([part.end - part.start for part in parts])
    styles, member = distinct(colour * 2 + dashed)
    if not len(styles):
        return np.zeros(len(which), dtype=bool)
    usual = styles[np.argmax(np.bincount(member, length))]
    other: Mask = subs.stroke[which] * 2 + subs.dashed[which] != usual
    return other


def _others(which: Ints, parts: Segments) -> Mask:
    """(rectangles, segments): whether the segment belongs to another sub-path."""
    other: Mask = parts.subpath != which[:, None]
    return other


def _untouched(box: Array, which: Ints, parts: tuple[Segments, Segments]) -> Mask:
    """Rectangles whose outline no other segment touches."""
    found = np.ones(len(which), dtype=bool)
    if len(which) > MANY:
        return ~found
    for axis, segments in enumerate(parts):
        near, far = box[:, [axis]] - SNAP, box[:, [axis + 2]] + SNAP
        low, high = box[:, [1 - axis]] - SNAP, box[:, [3 - axis]] + SNAP
        meets_box = (segments.end > near) & (segments.start < far)
        meets_box &= (segments.pos > low) & (segments.pos < high)
        found &= ~row_any(meets_box & _others(which, segments))
    return found


def _inside(box: Array, level: Segments, upright: Segments) -> Mask:
    """Rectangles that lie between the outermost lines of a grid, with room above and below."""
    x0, y0, x1, y1 = extents(net_of(level, upright))
    over = (box[:, [0]] < x1) & (box[:, [2]] > x0)
    return row_any(over & (box[:, [1]] > y0 + INSIDE) & (box[:, [3]] < y1 - INSIDE))


def _held(subs: Subpaths, which: Ints, side: int, segments: Segments) -> Mask:
    """Whether lines of other sub-paths cover one edge (0 left, 1 top, 2 right, 3 bottom)."""
    axis = (side + 1) % 2
    box = subs.box[which]
    near, far, pos = box[:, [axis]], box[:, [axis + 2]], box[:, [side]]
    shared = np.minimum(segments.end, far) - np.maximum(segments.start, near)
    counts = _others(which, segments) & (np.abs(segments.pos - pos) <= SNAP)
    cover = np.where(counts, np.clip(shared, 0.0, None), 0.0).sum(axis=1)
    held: Mask = cover >= COVERED * (far - near)[:, 0]
    return held
