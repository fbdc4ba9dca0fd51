"""From a PDF's user space to the page as it is shown: crop box, /Rotate, y turned downwards."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from extract.frozen import frozen

# a, b, c, d, e, f of a PDF matrix: x' = a·x + c·y + e, y' = b·x + d·y + f.
Matrix = tuple[float, float, float, float, float, float]
Rotation = Literal[0, 90, 180, 270]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@frozen
class Frame:
    """A page as shown: its size in points, its clockwise rotation, the matrix that leads there."""

    width: float
    height: float
    rotation: Rotation
    matrix: Matrix


def page_frame(box: tuple[float, float, float, float], rotation: int) -> Frame:
    """The frame of a visible box (left, bottom, right, top in user space) and its /Rotate.

    A rotation that is no multiple of 90 is illegal (ISO 32000-2, table 31) and counts as 0.
    """
    left, bottom, right, top = box
    wide, high = right - left, top - bottom
    match rotation % 360:
        case 90:
            return Frame(high, wide, 90, (0.0, 1.0, 1.0, 0.0, -bottom, -left))
        case 180:
            return Frame(wide, high, 180, (-1.0, 0.0, 0.0, 1.0, right, -bottom))
        case 270:
            return Frame(high, wide, 270, (0.0, -1.0, -1.0, 0.0, top, right))
        case _:
            return Frame(wide, high, 0, (1.0, 0.0, 0.0, -1.0, -left, top))


def multiply(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that applies ``first`` and then ``then``."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def multiply_all(first: NDArray[np.float64], then: NDArray[np.float64]) -> NDArray[np.float64]:
    """Matrices (n, 6) each followed by one matrix (6,) or by one each (n, 6)."""
    a, b, c, d, e, f = first.T
    p, q, r, s, t, u = then.T
    product = np.empty_like(first)
    product[:, 0], product[:, 1] = a * p + b * r, a * q + b * s
    product[:, 2], product[:, 3] = c * p + d * r, c * q + d * s
    product[:, 4], product[:, 5] = e * p + f * r + t, e * q + f * s + u
    return product


def move_points(points: NDArray[np.float64], matrix: NDArray[np.float64]) -> NDArray[np.float64]:
    """Points (n, 2) under one matrix (6,) or one each (n, 6)."""
    a, b, c, d, e, f = matrix.T if matrix.ndim > 1 else matrix.tolist()
    x, y = points.T
    moved = np.empty_like(points)
    moved[:, 0], moved[:, 1] = a * x + c * y + e, b * x + d * y + f
    return moved


def move_boxes(boxes: NDArray[np.float64], matrix: NDArray[np.float64]) -> NDArray[np.float64]:
    """Boxes (n, 4) by two opposite corners become x0, top, x1, bottom around the moved corners.

    The matrix is one (6,) or one each (n, 6).
    """
    a, b, c, d, e, f = matrix.T
    x0, y0, x1, y1 = boxes.T
    ends = []
    for by_x, by_y, shift in ((a, c, e), (b, d, f)):
        p, q, r, s = by_x * x0, by_x * x1, by_y * y0, by_y * y1
        ends.append(np.minimum(p, q) + np.minimum(r, s) + shift)
        ends.append(np.maximum(p, q) + np.maximum(r, s) + shift)
    return np.stack((ends[0], ends[2], ends[1], ends[3]), axis=1)


def turn_boxes(boxes: NDArray[np.float64], frame: Frame) -> NDArray[np.float64]:
    """Boxes (n, 4) by two opposite corners in user space as x0, top, x1, bottom as shown.

    What ``move_boxes`` gives, in a third of the time: a frame's matrix keeps corners corners.
    """
    a, b, c, d, e, f = frame.matrix
    x0, y0, x1, y1 = boxes.T
    if frame.rotation % 180:  # x as shown comes from y alone, and y from x
        x0, y0, x1, y1, a, d = y0, x0, y1, x1, c, b
    turned = np.empty_like(boxes)
    for axis, one, other in ((0, a * x0 + e, a * x1 + e), (1, d * y0 + f, d * y1 + f)):
        np.minimum(one, other, out=turned[:, axis])
        np.maximum(one, other, out=turned[:, axis + 2])
    return turned


def writing_angles(linear: NDArray[np.float64], frame: Frame | None = None) -> NDArray[np.float64]:
    """Where matrices (n, 4 or more) send the writing: whole degrees clockwise as shown, 0–359.

    Without a frame the matrices lead to the shown page themselves.
    """
    x, y = linear[:, 0], linear[:, 1]
    if frame is not None:
        a, b, c, d = frame.matrix[:4]
        x, y = a * x + c * y, b * x + d * y
    if not y.any() and (x > 0).all():  # as on most pages
        return np.zeros(len(x))
    return np.asarray(np.round(np.degrees(np.arctan2(y, x))) % 360, np.float64)


def line_scale(matrices: NDArray[np.float64]) -> NDArray[np.float64]:
    """By how much matrices (…, 6) widen a line: the square root of each one's area scale."""
    a, b, c, d = matrices[..., 0], matrices[..., 1], matrices[..., 2], matrices[..., 3]
    return np.asarray(np.sqrt(np.abs(a * d - b * c)), np.float64)
