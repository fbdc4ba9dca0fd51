"""Leaves out watermarks: large letters laid over the text of a page (案, 見本, DRAFT)."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from extract.ink import Floats, PageInk
from extract.ink_chars import is_blank, select
from extract.subpaths import Mask, row_all

# Points, and times the size of the page's text: smaller letters are text.
LARGE = 28.0
TIMES = 2.5
# Letters of one size are one watermark; part of a letter's box in which text must lie.
SAME = 0.05
INSIDE = 0.8


def without_watermark(ink: PageInk) -> tuple[PageInk, str]:
    """The page without the letters of a watermark, and those letters; "" for a page without.

    A watermark is what is set much larger than the text and has letters with text inside.
    """
    chars = ink.chars
    if not len(chars) or chars.size.max() < LARGE:  # as nearly all pages
        return ink, ""
    large = (chars.size >= LARGE) & (chars.size >= TIMES * np.median(chars.size))
    printed = ~is_blank(chars.codes)
    if not (large & printed).any():
        return ink, ""
    text = printed & ~large
    middles = (chars.boxes[text, :2] + chars.boxes[text, 2:]) / np.float32(2)
    mark = np.zeros(len(chars), np.bool_)
    for i in np.flatnonzero(large & printed & ~mark).tolist():
        if not mark[i] and _holds(chars.boxes[i], middles):
            alike = np.abs(chars.size - chars.size[i]) <= SAME * chars.size[i]
            mark |= large & alike & (chars.angle == chars.angle[i])
    if not mark.any():
        return ink, ""
    words = "".join(map(chr, chars.codes[mark & printed].tolist()))
    return replace(ink, chars=select(chars, ~mark)), words


def _holds(box: Floats, middles: Floats) -> bool:
    """Whether the middle of a character lies well inside a box (4,)."""
    spare = (box[2:] - box[:2]) * (1 - INSIDE) / 2
    inside: Mask = (middles > box[:2] + spare) & (middles < box[2:] - spare)
    return bool(row_all(inside).any())
