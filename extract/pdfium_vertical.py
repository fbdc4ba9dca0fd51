"""Boxes of vertical writing, which PDFium misplaces when the text matrix turns or scales.

Which fonts write vertically PDFium does not tell; their boxes betray them: they begin beside
the origin where the text is turned, and are small squares where it is scaled.
"""

from __future__ import annotations

import ctypes

import numpy as np
from numpy.typing import NDArray

from extract import pdfium_calls as pdfium
from extract.ink import Bools, Floats
from extract.ink_frame import Frame, move_points
from extract.pdfium_rows import Rows

# The em box of Japanese faces about the glyph's origin, in font sizes; y down. Half-width glyphs
# come out a quarter of a size beside their column.
_EM = np.array([(0.0, -0.88), (1.0, 0.12)])
# The edge (x0, top, x1, bottom) at which writing in each direction begins.
_START = {0: 0, 90: 1, 180: 2, 270: 3}
_ORIGINS = Rows(2, ctypes.c_double, apart=True)


def with_vertical(
    text: pdfium.Handle,
    places: NDArray[np.intp],
    boxes: Floats,
    size: NDArray[np.float64],
    angle: NDArray[np.float64],
    frame: Frame,
) -> Floats:
    """The boxes on the shown page with those of turned or scaled vertical writing put right."""
    high = boxes[:, 3] - boxes[:, 1]
    scaled, turned = high < 0.5 * size, angle != frame.rotation
    if not (scaled | turned).any():  # as on most pages
        return boxes
    scaled &= np.abs(boxes[:, 2] - boxes[:, 0] - high) < 0.01 * size
    turned &= angle % 90 == 0
    suspects = np.flatnonzero(scaled | turned)
    if not len(suspects):
        return boxes
    origins = _origins(text, places[suspects], frame)
    size, angle = size[suspects], angle[suspects]
    wrong = scaled[suspects] | _beside(boxes[suspects], origins, size, angle)
    result = boxes.copy()
    result[suspects[wrong]] = _cells(origins, size, angle)[wrong]
    return result


def _origins(text: pdfium.Handle, places: NDArray[np.intp], frame: Frame) -> NDArray[np.float64]:
    page = [pdfium.Pointer(text)] * len(places)
    origins = _ORIGINS.ask(pdfium.char_origin, page, places.tolist())
    return move_points(origins, np.array(frame.matrix))


def _beside(
    boxes: Floats,
    origins: NDArray[np.float64],
    size: NDArray[np.float64],
    angle: NDArray[np.float64],
) -> Bools:
    """Which boxes do not begin at their origin in the direction of writing."""
    edge = np.zeros(len(angle), np.intp)
    for direction, index in _START.items():
        edge[angle == direction] = index
    rows = np.arange(len(angle))
    return np.asarray(np.abs(boxes[rows, edge] - origins[rows, edge % 2]) > 0.05 * size)


def _cells(
    origins: NDArray[np.float64], size: NDArray[np.float64], angle: NDArray[np.float64]
) -> NDArray[np.float64]:
    """The em boxes (k, 4) of glyphs at their origins, turned with the writing."""
    turn = np.radians(angle)
    cos, sin = np.cos(turn), np.sin(turn)
    corners = [
        origins + size[:, None] * np.column_stack((cos * x - sin * y, sin * x + cos * y))
        for x in _EM[:, 0]
        for y in _EM[:, 1]
    ]
    return np.hstack((np.min(corners, axis=0), np.max(corners, axis=0)))
