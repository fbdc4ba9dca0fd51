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
    points = move_points(raw.points, raw.matrices[owner])
    ends = _sub_path_ends(raw.ops, owner)
    idle = (raw.ops == MOVE) & ends
    bad = np.zeros(len(raw.counts), np.bool_)
    bad[owner[~np.isfinite(points).all(axis=1)]] = True
    keep = ~idle & ~bad[owner]
    points, ops, closes, owner, ends = (
        column[keep] for column in (points, raw.ops, raw.closes, owner, ends)
    )
    points, ops, owner = _closed(points, ops, owner, ends & closes)
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


def _sub_path_ends(ops: NDArray[np.uint8], owner: NDArray[np.int64]) -> Bools:
    ends = np.ones(len(ops), np.bool_)
    ends[:-1] = (ops[1:] == MOVE) | (owner[1:] != owner[:-1])
    return ends


def _closed(
    points: NDArray[np.float64], ops: NDArray[np.uint8], owner: NDArray[np.int64], closing: Bools
) -> tuple[NDArray[np.float64], NDArray[np.uint8], NDArray[np.int64]]:
    """Each closing segment is followed by a line to its sub-path's first point, if not there."""
    last = np.flatnonzero(closing)
    moves = np.flatnonzero(ops == MOVE)
    if not len(moves):
        return points, ops, owner
    first = moves[np.maximum(np.searchsorted(moves, last, side="right") - 1, 0)]
    away = (np.abs(points[last] - points[first]) > 1e-3).any(axis=1)
    at, back = last[away] + 1, first[away]
    return (
        np.insert(points, at, points[back], axis=0),
        np.insert(ops, at, LINE),
        np.insert(owner, at, owner[at - 1]),
    )
