"""Level and upright segments of the strokes and thin fills of a page."""

from __future__ import annotations

from dataclasses import fields
from typing import Self

import numpy as np

from extract.frozen import frozen
from extract.ink import Drawings
from extract.subpaths import THIN, TILT, Array, Ints, Mask, Subpaths


@frozen(eq=False)
class Segments:
    """Parallel segments: position across, ``start`` to ``end`` along (points).

    ``colour`` is packed; ``subpath`` says which sub-path each came from.
    """

    pos: Array
    start: Array
    end: Array
    thickness: Array
    colour: Ints
    subpath: Ints

    def __len__(self) -> int:
        return len(self.pos)

    def pick(self, chosen: Mask | Ints) -> Self:
        """The chosen segments, by mask or by index."""
        return type(self)(
            self.pos[chosen],
            self.start[chosen],
            self.end[chosen],
            self.thickness[chosen],
            self.colour[chosen],
            self.subpath[chosen],
        )

    def without(self, left_out: Mask) -> Self:
        """The segments that are not under the mask."""
        return self.pick(~left_out) if left_out.any() else self


def from_columns(lines: Array) -> Segments:
    """Rulings (n, 4) by position, from, to, thickness as segments without colour or sub-path."""
    pos, start, end, thickness = lines.T
    none = np.zeros(len(pos), dtype=np.int64)
    return Segments(pos, start, end, thickness, none, none)


def join(*parts: Segments) -> Segments:
    """Several lots of parallel segments as one."""
    parts = tuple(part for part in parts if len(part)) or parts[:1]
    if len(parts) == 1:
        return parts[0]
    names = [f.name for f in fields(Segments)]
    return Segments(*(np.concatenate([getattr(p, name) for p in parts]) for name in names))


def stroked_segments(drawings: Drawings, subs: Subpaths) -> tuple[Segments, Segments]:
    """Level and upright segments of the thin strokes of straight sub-paths.

    A filled thin rectangle with an outline is one line, not four: see ``thin_segments``.
    """
    points = drawings.points.astype(np.float64)
    begins = np.zeros(len(points), dtype=bool)
    begins[subs.first] = True
    owner = begins.cumsum() - 1
    wanted = subs.straight & (subs.stroke >= 0) & (subs.width <= THIN) & ~subs.thin
    ends = (wanted[owner] & ~begins).nonzero()[0]
    a, b, sub = points[ends - 1], points[ends], owner[ends]
    step = np.abs(b - a)
    level = (step[:, 1] <= TILT) & (step[:, 0] > step[:, 1])
    upright = (step[:, 0] <= TILT) & (step[:, 1] > step[:, 0])
    return _along(a, b, sub, level, subs, 0), _along(a, b, sub, upright, subs, 1)


def _along(a: Array, b: Array, sub: Ints, chosen: Mask, subs: Subpaths, axis: int) -> Segments:
    a, b, sub = a[chosen], b[chosen], sub[chosen]
    return Segments(
        (a[:, 1 - axis] + b[:, 1 - axis]) / 2,
        np.minimum(a[:, axis], b[:, axis]),
        np.maximum(a[:, axis], b[:, axis]),
        subs.width[sub],
        subs.stroke[sub],
        sub,
    )


def thin_segments(subs: Subpaths, ring: tuple[Ints, Ints]) -> tuple[Segments, Segments]:
    """Level and upright segments of thin filled outlines, and of the rims of ``rings``.

    A dot gives one of each: dotted borders are rows of dots.
    """
    thin = subs.thin.nonzero()[0]
    wide, high = (subs.box[thin, 2:] - subs.box[thin, :2]).T
    dot = np.maximum(wide, high) <= THIN
    flat, tall = thin[dot | (wide >= high)], thin[dot | (wide < high)]
    level, upright = _boxes(subs, flat, subs.box[flat], 0), _boxes(subs, tall, subs.box[tall], 1)
    outer, inner = ring
    if not len(outer):
        return level, upright
    out, hole = subs.box[outer], subs.box[inner]
    top = np.column_stack([out[:, 0], out[:, 1], out[:, 2], hole[:, 1]])
    low = np.column_stack([out[:, 0], hole[:, 3], out[:, 2], out[:, 3]])
    left = np.column_stack([out[:, 0], out[:, 1], hole[:, 0], out[:, 3]])
    right = np.column_stack([hole[:, 2], out[:, 1], out[:, 2], out[:, 3]])
    rims = [_boxes(subs, outer, box, axis) for box, axis in ((top, 0), (low, 0))]
    sides = [_boxes(subs, outer, box, axis) for box, axis in ((left, 1), (right, 1))]
    rims = [part.pick(part.thickness > 0.05) for part in rims]
    sides = [part.pick(part.thickness > 0.05) for part in sides]
    return join(level, *rims), join(upright, *sides)


def _boxes(subs: Subpaths, which: Ints, box: Array, axis: int) -> Segments:
    near, far = box[:, 1 - axis], box[:, 3 - axis]
    return Segments(
        (near + far) / 2, box[:, axis], box[:, axis + 2], far - near, subs.fill[which], which
    )
