"""Leaves out the outlines of letters whose text lies invisible under them.

Converting letters to outlines makes thousands of paths; the frames in 国 or 図 look like cells,
the strokes in 一 like bars.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from extract.ink import Drawings, PageInk
from extract.ink_chars import is_blank
from extract.subpaths import Mask, row_any

# How far outlines stand out of the cells of their letters, in font sizes.
OUT = 0.15
# Letters compared at a time, so that memory stays small.
BLOCK = 256
# More paths on a page without text are outlined letters, or a map.
MOST_PATHS = 500


def without_outlines(ink: PageInk) -> PageInk:
    """A page of invisible text without the paths whose parts each lie in the cell of a letter.

    A page without any text is left without its paths where they are too many for a table.
    """
    drawings = ink.drawings
    if not len(ink.chars) and len(drawings) > MOST_PATHS:
        return replace(ink, drawings=_pick(drawings, np.zeros(len(drawings), np.bool_)))
    if not ink.hidden_text or not len(drawings):
        return ink
    points, starts = drawings.points, drawings.starts[:-1]
    if not len(points) or (starts == drawings.starts[1:]).any():
        return ink
    first = np.union1d(np.flatnonzero(drawings.ops == 0), starts)
    corners = np.minimum.reduceat(points, first), np.maximum.reduceat(points, first)
    box = np.concatenate(corners, axis=1)
    inside = _inside(box, _cells(ink))
    letters = np.logical_and.reduceat(inside, np.searchsorted(first, starts))
    return replace(ink, drawings=_pick(drawings, ~letters)) if letters.any() else ink


def _cells(ink: PageInk) -> NDArray[np.float32]:
    chars = ink.chars
    printed = ~is_blank(chars.codes)
    out = OUT * chars.size[printed, None]
    return chars.boxes[printed] + np.hstack([-out, -out, out, out])


def _inside(box: NDArray[np.float32], cells: NDArray[np.float32]) -> Mask:
    """(n,) whether each box lies in a cell."""
    found = np.zeros(len(box), np.bool_)
    for start in range(0, len(cells), BLOCK):
        some = cells[start : start + BLOCK]
        low = box[:, None, :2] >= some[None, :, :2]
        high = box[:, None, 2:] <= some[None, :, 2:]
        both: Mask = np.logical_and.reduce(low & high, axis=2)
        found |= row_any(both)
    return found


def _pick(drawings: Drawings, kept: Mask) -> Drawings:
    counts = np.diff(drawings.starts)
    points = kept.repeat(counts)
    return Drawings(
        drawings.points[points],
        drawings.ops[points],
        np.concatenate(([0], np.cumsum(counts[kept]))).astype(np.int32),
        drawings.fill[kept],
        drawings.stroke[kept],
        drawings.width[kept],
        drawings.dashed[kept],
    )
