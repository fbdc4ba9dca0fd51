"""Sub-paths of drawings as outlines: corners only, curves made of short chords.

Boxes of all sub-paths are found at once; the few points of each are plain numbers, for which
numpy's calls would cost more than the sums.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import hypot

import numpy as np
from numpy.typing import NDArray

from extract.arrow_rules import rules
from extract.bar_model import Colour
from extract.frozen import frozen
from extract.ink import Drawings

Point = Sequence[float]
Box = tuple[float, float, float, float]


@frozen
class Outline:
    """One sub-path. ``points`` are its corners (x, y), a ring without its first point again.

    ``fill`` and ``stroke`` are None where it is not filled or not stroked; what is filled
    counts as ``closed``. A curve (or a path of very many points) has ``curved`` and keeps all.
    """

    drawing: int
    points: tuple[Point, ...]
    closed: bool
    curved: bool
    fill: Colour | None
    stroke: Colour | None
    width: float
    dashed: bool
    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def wide(self) -> float:
        """Width of its box."""
        return self.x1 - self.x0

    @property
    def high(self) -> float:
        """Height of its box."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """The y of its box's middle."""
        return (self.top + self.bottom) / 2

    @property
    def area_share(self) -> float:
        """Area of the ring by the area of its box, 0–1 (0 for a flat box)."""
        ox, oy = self.points[0]
        ring = [(x - ox, y - oy) for x, y in self.points]
        pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
        area = abs(sum(ax * by - ay * bx for (ax, ay), (bx, by) in pairs)) / 2
        box = self.wide * self.high
        return area / box if box else 0.0


def outlines_of(drawings: Drawings, indexes: Iterable[int]) -> tuple[Outline, ...]:
    """The outlines of these drawings in order; invisible and empty ones are left out."""
    starts = drawings.starts.tolist()
    seen = [
        i
        for i in indexes
        if starts[i] < starts[i + 1] and (drawings.fill[i, 3] or drawings.stroke[i, 3])
    ]
    if not seen:
        return ()
    where = np.concatenate([np.arange(starts[i], starts[i + 1]) for i in seen])
    points, ops = drawings.points[where].astype(np.float64), drawings.ops[where]
    owner = np.repeat(seen, [starts[i + 1] - starts[i] for i in seen])
    begins = np.flatnonzero((ops == 0) | (np.diff(owner, prepend=-1) != 0))
    low, high = (f.reduceat(points, begins).tolist() for f in (np.minimum, np.maximum))
    bounds = [*begins.tolist(), len(points)]
    places, marks = points.tolist(), ops.tolist()
    return tuple(
        _outline(drawings, int(owner[a]), places[a:b], marks[a:b], (*low[k], *high[k]))
        for k, (a, b) in enumerate(pairwise(bounds))
        if b - a > 1
    )


def _outline(drawings: Drawings, i: int, points: list[Point], ops: list[int], box: Box) -> Outline:
    fill, stroke = _colour(drawings.fill[i]), _colour(drawings.stroke[i])
    width = float(drawings.width[i]) if stroke else 0.0
    curved = False
    if 2 in ops:
        points, curved, box = _flat(points, ops)
    ring = _apart(points[0], points[-1]) < 0.05
    closed = ring or fill is not None
    curved = curved or len(points) > rules()["outline"]["max_corners"]
    corners = points if curved else _corners(points, closed)
    return Outline(
        i, tuple(corners), closed, curved, fill, stroke, width, bool(drawings.dashed[i]), *box
    )


def _colour(rgba: NDArray[np.uint8]) -> Colour | None:
    red, green, blue, alpha = rgba.tolist()
    return (red, green, blue) if alpha else None


def _flat(points: list[Point], ops: list[int]) -> tuple[list[Point], bool, Box]:
    """The path with four chords for each Bézier segment, whether it bends, and its box."""
    flat: list[Point] = []
    bent, at = False, 0
    while at < len(points):
        if ops[at] != 2 or not at or at + 2 >= len(points):
            flat.append(points[at])
            at += 1
            continue
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = points[at - 1 : at + 3]
        off = (_away(x - ax, y - ay, dx - ax, dy - ay) for x, y in ((bx, by), (cx, cy)))
        bent = bent or max(off) >= 0.05
        for t in (0.25, 0.5, 0.75, 1.0):
            s = 1 - t
            k, m, n, o = s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t
            flat.append((k * ax + m * bx + n * cx + o * dx, k * ay + m * by + n * cy + o * dy))
        at += 3
    xs, ys = [p[0] for p in flat], [p[1] for p in flat]
    return flat, bent, (min(xs), min(ys), max(xs), max(ys))


def _corners(points: list[Point], closed: bool) -> list[Point]:
    """Without the points that are no corners: repeated ones, and those within a straight run."""
    flat = rules()["outline"]["flat"]
    kept = _distinct(points, closed)
    while len(kept) > 2:
        at = range(len(kept)) if closed else range(1, len(kept) - 1)
        off = [_off_corner(kept[k - 1], kept[k], kept[(k + 1) % len(kept)]) for k in at]
        least = min(off, default=flat)
        if least >= flat:
            break
        del kept[at[off.index(least)]]
    return kept


def _distinct(points: list[Point], closed: bool) -> list[Point]:
    kept = points[:1]
    for point in points[1:]:
        if _apart(point, kept[-1]) > 0.02:
            kept.append(point)
    if closed and len(kept) > 2 and _apart(kept[0], kept[-1]) < 0.05:
        kept.pop()
    return kept


def _apart(a: Point, b: Point) -> float:
    return max(abs(a[0] - b[0]), abs(a[1] - b[1]))


def _off_corner(before: Point, point: Point, after: Point) -> float:
    """How far a vertex juts out of the way from its neighbour to its neighbour.

    A vertex beyond both neighbours is the tip of a needle, however thin, and stays.
    """
    (ax, ay), (x, y), (bx, by) = before, point, after
    off = _away(x - ax, y - ay, bx - ax, by - ay)
    if (x - ax) * (bx - x) + (y - ay) * (by - y) < 0:
        return max(off, min(_apart(point, before), _apart(point, after)))
    return off


def _away(x: float, y: float, along_x: float, along_y: float) -> float:
    """Distance of (x, y) from the line through the origin (from it, where that has no way)."""
    length = hypot(along_x, along_y)
    return hypot(x, y) if length < 1e-6 else abs(along_x * y - along_y * x) / length
