"""Finds the white fills that are no white: PDFium tells white for a pattern of a gradient."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from extract import pdfium_calls as pdfium
from extract.ink import Drawings
from extract.ink_frame import Frame
from extract.pdfium_objects import PATTERN

# Only what may be a bar of a schedule is looked at, in points; a page of white cells has many.
LEAST, HIGHEST, LONGER = 3.0, 40.0, 1.2
MOST = 60
# Dots a point, and the share of them that must have ink: letters on white leave most white.
SCALE = 1.0
INKED = 0.6
WHITE = 250


def with_patterns(page: pdfium.Handle, frame: Frame, found: Drawings) -> Drawings:
    """The drawings, mid-grey where a fill that PDFium calls white is shown with colour."""
    white = (found.fill == 255).all(axis=1) & (found.stroke[:, 3] == 0)
    if not white.any():
        return found
    boxes = _boxes(found)
    width, height = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    long = (height >= LEAST) & (height <= HIGHEST) & (width >= LONGER * height)
    doubtful = np.flatnonzero(white & long)
    if not len(doubtful) or len(doubtful) > MOST:
        return found
    size = round(frame.width * SCALE), round(frame.height * SCALE)
    coloured = [i for i in doubtful.tolist() if _has_ink(page, size, boxes[i])]
    if not coloured:
        return found
    fill = found.fill.copy()
    fill[coloured] = PATTERN
    return replace(found, fill=fill)


def _has_ink(page: pdfium.Handle, size: tuple[int, int], box: NDArray[np.float64]) -> bool:
    x0, top, x1, bottom = (int(value) for value in np.round(box * SCALE))
    area = pdfium.shown_area(page, size, (x0, top, max(x1, x0 + 1), max(bottom, top + 1)))
    return bool((area < WHITE).mean() >= INKED)


def _boxes(found: Drawings) -> NDArray[np.float64]:
    """The extents (m, 4) of the drawings."""
    starts = found.starts[:-1]
    if not len(starts):
        return np.empty((0, 4))
    low = np.minimum.reduceat(found.points, starts, axis=0)
    high = np.maximum.reduceat(found.points, starts, axis=0)
    return np.column_stack([low, high]).astype(np.float64)
