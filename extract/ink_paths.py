"""Segments of painted paths become drawings: sub-paths closed, points moved to the shown page."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extract.ink import Bools, Drawings
from extract.ink_frame import line_scale, move_points

MOVE, LINE, CURVE = 0, 1, 2


@dataclass(frozen=True, slots=True, eq=False)
class RawPaths:
    """Paths as painted, m of them over one column of segments.

    ``counts`` (m,) segments a path; ``points`` (n, 2), ``ops`` and ``closes`` (n,) one a segment;
    ``matrices`` (m, 6) lead each path's points to the shown page; ``fill`` and ``stroke`` (m, 4)
    RGBA, ``width`` (m,) before the matrix, ``dashed`` (m,).
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
    owner = np.repeat(np.arange(len(raw.counts)), raw.counts)
    points = move_points(raw.points, _each(raw.matrices, owner))
    ends = _sub_path_ends(raw.ops, owner)
    idle = (raw.ops == MOVE) & ends
    keep = ~idle
    if not np.isfinite(points).all():
        keep &= ~np.isin(owner, owner[~np.isfinite(points).all(axis=1)])
    index = np.flatnonzero(keep)
    index, added = _closed(index, points, raw.ops, (ends & raw.closes)[index])
    points, ops, owner = points[index], raw.ops[index], owner[index]
    ops[added] = LINE
    counts = np.bincount(owner, minlength=len(raw.counts))
    drawn = counts > 0
    return Drawings(
        points=points.astype(np.float32),
        ops=ops,
        starts=np.concatenate(([0], np.cumsum(counts[drawn]))).astype(np.int32),
        fill=raw.fill[drawn],
        stroke=raw.stroke[drawn],
        width=(raw.width * line_scale(raw.matrices))[drawn].astype(np.float32),
        dashed=raw.dashed[drawn],
    )


def _each(matrices: NDArray[np.float64], owner: NDArray[np.int64]) -> NDArray[np.float64]:
    """The matrix of each segment (n, 6), or (6,) where all paths have the same, as most pages."""
    same = len(matrices) > 0 and bool((matrices == matrices[0]).all())
    return matrices[0] if same else matrices[owner]


def _sub_path_ends(ops: NDArray[np.uint8], owner: NDArray[np.int64]) -> Bools:
    ends = np.ones(len(ops), np.bool_)
    ends[:-1] = (ops[1:] == MOVE) | (owner[1:] != owner[:-1])
    return ends


def _closed(
    index: NDArray[np.intp], points: NDArray[np.float64], ops: NDArray[np.uint8], closing: Bools
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The index with the first point of a sub-path again after a segment that closes it.

    None is added where the sub-path ends on that point. The second array tells where in the
    result the added ones are.
    """
    moves = index[ops[index] == MOVE]
    last = np.flatnonzero(closing)
    if not len(moves) or not len(last):
        return index, last[:0]
    first = moves[np.maximum(np.searchsorted(moves, index[last], side="right") - 1, 0)]
    away = (np.abs(points[index[last]] - points[first]) > 1e-3).any(axis=1)
    after = last[away] + 1
    return np.insert(index, after, first[away]), after + np.arange(len(after))
