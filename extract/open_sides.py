"""Closes tables that are drawn without their outer rulings."""

from __future__ import annotations

import numpy as np

from extract.segments import Segments, join
from extract.subpaths import Array

# Lines closer than this are one edge: double borders.
EDGE = 2.5
# An open side is a column or row of its own from this width on.
OPEN_SIDE = 6.0
# Ends within this of each other make an open side.
EVEN = 2.0


def closed(level: Segments, upright: Segments) -> tuple[Segments, Segments]:
    """The rulings of one grid with outer ones added where the others go on beyond them.

    A side is open when the first and the last crossing line go on to the same end, and it is
    closed only where a line stands between the ends: brackets and trees of boxes are no tables.
    A single crossing line is enough when it goes on at both ends of several even lines.
    """
    ys, xs = _missing(level, upright), _missing(upright, level)
    if not len(ys) and not len(xs):
        return level, upright
    x = np.concatenate([upright.pos, xs])
    y = np.concatenate([level.pos, ys])
    return (
        join(level, _added(ys, float(x.min()), float(x.max()))),
        join(upright, _added(xs, float(y.min()), float(y.max()))),
    )


def _missing(lines: Segments, other: Segments) -> Array:
    """Positions of the outer lines that the ends of ``other`` ask for: none, one or two."""
    first, last = int(other.pos.argmin()), int(other.pos.argmax())
    low, high = float(lines.pos.min()), float(lines.pos.max())
    start, far_start = float(other.start[first]), float(other.start[last])
    end, far_end = float(other.end[first]), float(other.end[last])
    middle_start, middle_end = (start + far_start) / 2, (end + far_end) / 2
    before = abs(start - far_start) <= EVEN and low - middle_start > OPEN_SIDE
    after = abs(end - far_end) <= EVEN and middle_end - high > OPEN_SIDE
    if abs(float(other.pos[first]) - float(other.pos[last])) <= EDGE:
        even = high - low > EDGE and max(np.ptp(lines.start), np.ptp(lines.end)) <= EVEN
        before = after = bool(even and before and after)
    added = [at for at, wanted in ((middle_start, before), (middle_end, after)) if wanted]
    if not added:
        return np.zeros(0)
    between = (lines.pos > min([low, *added]) + EDGE) & (lines.pos < max([high, *added]) - EDGE)
    return np.array(added if between.any() else [], dtype=np.float64)


def _added(pos: Array, start: float, end: float) -> Segments:
    none = np.zeros(len(pos), dtype=np.int64)
    ends = np.ones(len(pos))
    return Segments(pos, start * ends, end * ends, 0 * ends, none, none)
