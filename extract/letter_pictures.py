"""Finds pictures that stand for letters: of their size, in a line of text, between two letters.

Names with rare characters are printed so, and all large letters by some printer drivers.
"""

from __future__ import annotations

import numpy as np

from extract.ink import Floats, PageInk
from extract.ink_chars import is_blank

# Size of such a picture, and how far the letters beside it stand, in font sizes.
LEAST, MOST, BESIDE = 0.4, 1.4, 0.6
# More pictures are a drawing made of them; those in points are never letters.
MANY = 40
HIGHEST = 72.0


def letter_pictures(ink: PageInk) -> int:
    """How many pictures of the page stand for a letter."""
    if not 0 < len(ink.images) <= MANY:
        return 0
    wide, high = (ink.images[:, 2:] - ink.images[:, :2]).T
    small = ink.images[(high <= HIGHEST) & (wide <= HIGHEST)]
    if not len(small) or not len(ink.chars):
        return 0
    level = (ink.chars.angle == 0) & ~is_blank(ink.chars.codes)
    boxes, size = ink.chars.boxes[level], ink.chars.size[level]
    return sum(_is_letter(picture, boxes, size) for picture in small)


def _is_letter(picture: Floats, boxes: Floats, size: Floats) -> bool:
    x0, top, x1, bottom = picture.tolist()
    middle = (boxes[:, 1] + boxes[:, 3]) / 2
    fits = (bottom - top >= LEAST * size) & (max(bottom - top, x1 - x0) <= MOST * size)
    fits &= (top < middle) & (middle < bottom)
    before = (np.abs(x0 - boxes[:, 2]) <= BESIDE * size) & fits
    behind = (np.abs(boxes[:, 0] - x1) <= BESIDE * size) & fits
    return bool(before.any() and behind.any())
