"""Cuts the drawings of a page into sub-paths and tells what each is."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from extract.frozen import frozen
from extract.ink import Drawings

Array = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]

# Office programs tilt level lines by about 0.1 pt and jitter their ends.
TILT = 0.31
# A filled rectangle or a stroke up to this thick is a line, above it a bar or a background.
THIN = 3.0
WHITE = 250
_PACKING = np.array([1 << 16, 1 << 8, 1, 0])


@frozen(eq=False)
class Subpaths:
    """The sub-paths of a page, n entries a column.

    ``first`` is the index of its first point, ``box`` (n, 4) x0, top, x1, bottom; ``thin`` are
    filled sub-paths so thin that they read as a line; ``straight`` means level and upright
    segments only; ``rectangle`` a closed (or filled) straight outline that fills its box.
    ``fill`` and ``stroke`` are packed colours 0xRRGGBB, -1 where not painted; ``width`` is the
    line's, ``dashed`` whether it is broken.
    """

    first: Ints
    drawing: Ints
    box: Array
    thin: Mask
    straight: Mask
    rectangle: Mask
    fill: Ints
    stroke: Ints
    width: Array
    dashed: Mask

    def __len__(self) -> int:
        return len(self.drawing)


def row_any(mask: Mask) -> Mask:
    """(n,) whether any entry of each row is true."""
    found: Mask = np.logical_or.reduce(mask, axis=1)
    return found


def row_all(mask: Mask) -> Mask:
    """(n,) whether all entries of each row are true."""
    found: Mask = np.logical_and.reduce(mask, axis=1)
    return found


def packed(colours: NDArray[np.uint8]) -> Ints:
    """RGBA rows as 0xRRGGBB; -1 where the alpha is 0."""
    rgba = colours.reshape(-1, 4)
    return np.where(rgba[:, 3] > 0, rgba @ _PACKING, -1)


def is_white(colour: Ints) -> Mask:
    """Whether a packed colour is so light that it shows only on a background."""
    light: Mask = (colour >= WHITE << 16) & ((colour & 0xFF00) >= WHITE << 8)
    return light & ((colour & 0xFF) >= WHITE)


def subpaths(drawings: Drawings) -> Subpaths:
    """The sub-paths of all drawings, in order of painting; empty drawings have none."""
    points = drawings.points.astype(np.float64)
    n = len(points)
    fresh = drawings.ops == 0
    begins, ends = drawings.starts[:-1], drawings.starts[1:]
    fresh[begins[ends > begins]] = True
    first = fresh.nonzero()[0]
    if not n:
        no = first.astype(bool)
        none = np.zeros((0, 4))
        return Subpaths(first, first, none, no, no, no, first, first, np.zeros(0), no)
    last = np.empty_like(first)
    last[:-1], last[-1] = first[1:] - 1, n - 1
    drawing = drawings.starts.searchsorted(first, side="right") - 1
    fill, stroke = packed(drawings.fill)[drawing], packed(drawings.stroke)[drawing]
    corners = np.minimum.reduceat(points, first), np.maximum.reduceat(points, first)
    box = np.concatenate(corners, axis=1)
    before = np.empty_like(points)
    before[1:] = points[:-1]
    before[first] = points[last]  # a filled outline closes itself
    step = points - before
    tilted = np.abs(step) > TILT
    slanted = tilted[:, 0] & tilted[:, 1]
    slanted[first] &= fill >= 0
    bent = np.logical_or.reduceat(slanted | (drawings.ops == 2), first)
    cross = before[:, 0] * points[:, 1] - points[:, 0] * before[:, 1]
    area = np.abs(np.add.reduceat(cross, first)) / 2
    wide, high = (box[:, 2:] - box[:, :2]).T
    back = np.abs(points[last] - points[first]) <= TILT
    closed = (back[:, 0] & back[:, 1]) | (fill >= 0)
    full = area >= 0.98 * (wide * high)
    rectangle = ~bent & closed & full & (last - first >= 3) & (wide > 0) & (high > 0)
    width = drawings.width[drawing].astype(np.float64)
    thin = (fill >= 0) & (np.minimum(wide, high) <= THIN)
    dashed = drawings.dashed[drawing] & (stroke >= 0)
    return Subpaths(first, drawing, box, thin, ~bent, rectangle, fill, stroke, width, dashed)


def rings(subs: Subpaths) -> tuple[Ints, Ints]:
    """Borders: rectangles with a thin rim around a hole, as indexes of outer and inner sub-path.

    The two stand one after the other in one drawing, some producers paint the hole first.
    Browsers print the border of a box that way.
    """
    flat = subs.rectangle & ~subs.thin & (subs.fill >= 0)
    first = (flat[:-1] & flat[1:] & (subs.drawing[:-1] == subs.drawing[1:])).nonzero()[0]
    if not len(first):  # as on most pages
        return first, first
    rim = subs.box[first + 1] - subs.box[first]
    rim[:, 2:] *= -1
    swapped = row_all(rim <= 0.05)
    rim[swapped] *= -1
    fits = row_all((rim >= -0.05) & (rim <= THIN)) & row_any(rim > 0.05)
    return (first + swapped)[fits], (first + ~swapped)[fits]
