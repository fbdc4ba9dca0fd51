"""Segments of painted paths become drawings: sub-paths closed, points moved to the shown page."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from extract.frozen import frozen
from extract.ink import Bools, Drawings
from extract.ink_frame import line_scale, move_points
from extract.membership import is_among

MOVE, LINE, CURVE = 0, 1, 2


@frozen(eq=False)
class RawPaths:
    """Paths as painted, m of them over one column of segments.

    ``counts`` (m,) segments a path; ``points`` (n, 2), ``ops`` and ``closes`` (n,) one a segment;
    ``matrices`` (m, 6) lead each path's points to the shown page, or (6,) all of them; ``fill``
    and ``stroke`` (m, 4) RGBA, ``width`` (m,) before the matrix, ``dashed`` (m,).
    """

    counts: NDArray[np.int64]
    points: NDArray[np.float64]
    ops: NDArray[np.uint8]
    closes: Bools
    matrices: NDArray[np.float64]
    fill: NDArray[np.uint8]
    stroke: NDArray[np.uint8]
    width: NDArray[np.float64]
    dashed: Bools


def drawings(raw: RawPaths) -> Drawings:
    """The paths on the shown page.

    A sub-path that is closed ends on its first point; a move that draws nothing and a path
    without a line are left out, as are paths with a place that is no number.
    """
    owner = np.arange(len(raw.counts)).repeat(raw.counts)
    each = raw.matrices if raw.matrices.ndim == 1 else raw.matrices[owner]
    points = move_points(raw.points, each)
    ops, ends = raw.ops, _sub_path_ends(raw.ops, owner)
    closing = ends & raw.closes
    idle = (ops == MOVE) & ends
    if not np.isfinite(points).all():
        idle |= is_among(owner, owner[~np.isfinite(points).all(axis=1)])
    if idle.any():
        points, ops, owner, closing = (part[~idle] for part in (points, ops, owner, closing))
    points, ops, owner = _closed(points, ops, owner, closing)
    counts = np.bincount(owner, minlength=len(raw.counts))
    drawn = counts > 0
    starts = np.zeros(np.count_nonzero(drawn) + 1, np.int32)
    np.cumsum(counts[drawn], out=starts[1:])
    return Drawings(
        points=points.astype(np.float32),
        ops=ops,
        starts=starts,
        fill=raw.fill[drawn],
        stroke=raw.stroke[drawn],
        width=(raw.width * line_scale(raw.matrices))[drawn].astype(np.float32),
        dashed=raw.dashed[drawn],
    )


def _sub_path_ends(ops: NDArray[np.uint8], owner: NDArray[np.int64]) -> Bools:
    ends = np.ones(len(ops), np.bool_)
    ends[:-1] = (ops[1:] == MOVE) | (owner[1:] != owner[:-1])
    return ends


def _closed(
    points: NDArray[np.float64], ops: NDArray[np.uint8], owner: NDArray[np.int64], closing: Bools
) -> tuple[NDArray[np.float64], NDArray[np.uint8], NDArray[np.int64]]:
    """The segments with a line to the first point of a sub-path after a segment that closes it.

    None is added where the sub-path ends on that point.
    """
    moves, last = (ops == MOVE).nonzero()[0], closing.nonzero()[0]
    if not len(moves) or not len(last):
        return points, ops, owner
    first = moves[np.maximum(moves.searchsorted(last, side="right") - 1, 0)]
    away = (np.abs(points[last] - points[first]) > 1e-3).any(axis=1)
    if not away.any():
        return points, ops, owner
    last, first = last[away], first[away]
    times = np.ones(len(ops), np.intp)
    times[last] = 2
    index, added = np.arange(len(ops)).repeat(times), last + np.arange(1, len(last) + 1)
    index[added] = first
    ops = ops[index]
    ops[added] = LINE
    return points[index], ops, owner[index]
