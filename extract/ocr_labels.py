"""Wipes a bar out of the picture of its table, and leaves what is printed in it dark on white."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageFilter

from extract.bar_model import Bar
from extract.ocr_pieces import Grey, Mask, Pieces, closed_in

WHITE = 255
# Share of a bar's outline that its ink covers when it is filled, labels left out.
FILLED = 0.6
# Points of a bar's rim that are no label. Grey levels by which a label stands out of its bar.
RIM = 1.2
CONTRAST = 60
# Pixels around ink that its blur darkens.
BLUR = 5


def wipe(grey: Grey, found: Pieces, number: int, bar: Bar, scale: float) -> None:
    """Change ``grey`` where the bar lies, the piece of that number."""
    x0, top, x1, bottom = found.boxes[number - 1].tolist()
    mask = np.pad(found.mask(number), BLUR)
    whole = closed_in(mask)
    y, x = max(0, top - BLUR), max(0, x0 - BLUR)
    area = grey[y : bottom + BLUR, x : x1 + BLUR]
    rows = slice(y - (top - BLUR), y - (top - BLUR) + area.shape[0])
    columns = slice(x - (x0 - BLUR), x - (x0 - BLUR) + area.shape[1])
    mask, whole = mask[rows, columns], whole[rows, columns]
    label = np.full(area.shape, WHITE, dtype=np.uint8)
    filled = bar.shape != "line" and mask.sum() >= FILLED * whole.sum()
    if filled:
        inner = _changed(whole, ImageFilter.MinFilter(2 * round(RIM * scale / 2) + 1))
        label[inner] = _label(area, whole)[inner]
    wide = _changed(whole if filled else mask, ImageFilter.MaxFilter(BLUR))
    area[wide] = label[wide]


def _changed(mask: Mask, by: ImageFilter.Filter) -> Mask:
    return np.asarray(Image.fromarray(mask.astype(np.uint8)).filter(by)).astype(np.bool_)


def _label(area: Grey, bar: Mask) -> Grey:
    """The picture with what differs from the bar's colour in each column dark, the rest white."""
    inside = np.where(bar, area.astype(np.float64), np.nan)
    colour = np.full(area.shape[1], float(WHITE))
    some = bar.any(axis=0)
    colour[some] = np.nanmedian(inside[:, some], axis=0)
    apart = np.abs(area - colour)
    most = float(apart[bar].max(initial=0.0))
    if most < CONTRAST:
        return np.full(area.shape, WHITE, dtype=np.uint8)
    return np.asarray(WHITE - np.clip(apart / most * WHITE, 0, WHITE)).astype(np.uint8)
