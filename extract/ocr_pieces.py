"""The ink of a scanned table without its rulings, in connected pieces."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from extract.ocr_rules import rules
from extract.ocr_rulings import Reals, dark_runs

Grey = NDArray[np.uint8]
Mask = NDArray[np.bool_]
Ints = NDArray[np.int64]
PixelBox = tuple[int, int, int, int]

# Pixels beside a ruling that its blurred edge may darken.
EDGE = 2
# Paper is at least this light.
LIGHT = 128


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """Connected pieces of ink: ``label`` (height, width) numbers them from 1, 0 is paper.

    ``boxes`` is (n, 4) in pixels: x0, top, x1, bottom (behind the last), piece 1 first.
    """

    label: Ints
    boxes: Ints

    def mask(self, number: int) -> Mask:
        """The ink of one piece within its box."""
        x0, top, x1, bottom = self.boxes[number - 1].tolist()
        return np.asarray(self.label[top:bottom, x0:x1] == number)


def shaded(grey: Grey) -> Mask:
    """What is darker than the paper, single dots left out."""
    if not grey.size:
        return np.zeros(grey.shape, dtype=np.bool_)
    smooth = np.asarray(Image.fromarray(grey).filter(ImageFilter.MedianFilter(3)))
    counts = np.bincount(smooth.ravel(), minlength=256)
    paper = LIGHT + int(counts[LIGHT:].argmax())
    return np.asarray(smooth < paper - rules()["bar"]["shade"])


def without_rulings(ink: Mask, upright: Reals, level: Reals, scale: float) -> Mask:
    """The ink of a picture without the rulings on it, save where other ink passes over them.

    Rulings are (n, 4): position, from, to, thickness in points from the picture's corner.
    """
    left = ink.copy()
    _wipe(left, upright * scale)
    _wipe(left.T, level * scale)
    return left


def _wipe(ink: Mask, lines: Reals) -> None:
    """Leaves of each upright line only what is ink on both of its sides."""
    width = ink.shape[1]
    for at, first, last, thick in lines.tolist():
        a, b = int(at - thick / 2) - EDGE, int(np.ceil(at + thick / 2)) + EDGE
        rows = slice(max(0, int(first) - EDGE), int(np.ceil(last)) + EDGE)
        if b < 1 or a >= width:
            continue
        passes = ink[rows, a - 1] & ink[rows, b] if a > 0 and b < width else np.False_
        ink[rows, max(a, 0) : b] = np.atleast_1d(passes)[:, None]


def pieces(ink: Mask) -> Pieces:
    """The pieces of a picture that hang together, over edges or corners."""
    row, start, end = dark_runs(ink, 0)
    label = _linked(row, start, end)
    n = int(label.max()) + 1 if len(label) else 0
    boxes = np.zeros((n, 4), dtype=np.int64)
    boxes[:, :2] = max(ink.shape, default=0)
    for k, (low, high) in enumerate(((start, end), (row, row + 1))):
        np.minimum.at(boxes[:, k], label, low)
        np.maximum.at(boxes[:, k + 2], label, high)
    # Runs painted by their ends: a number is added where one begins, taken off behind it.
    steps = np.zeros((ink.shape[0], ink.shape[1] + 1), dtype=np.int64)
    np.add.at(steps, (row, start), label + 1)
    np.add.at(steps, (row, end), -(label + 1))
    return Pieces(np.cumsum(steps, axis=1)[:, :-1], boxes)


def closed_in(mask: Mask) -> Mask:
    """The ink and the white that it shuts off from the outside."""
    white = pieces(np.pad(~mask, 1, constant_values=True))
    return np.asarray(mask | (white.label[1:-1, 1:-1] != white.label[0, 0]))


def outline(mask: Mask) -> Mask:
    """In each column all from the topmost to the lowest ink."""
    above, below = (np.maximum.accumulate(part, axis=0) for part in (mask, mask[::-1]))
    return np.asarray(above & below[::-1])


def _linked(row: Ints, start: Ints, end: Ints) -> Ints:
    """A number from 0 on for each run, equal where runs of neighbouring rows touch."""
    n = len(row)
    if not n:
        return np.empty(0, dtype=np.int64)
    # Runs of the row below that begin before this one's end and end behind its start.
    span = int(end.max()) + 2
    first = np.searchsorted(row * span + end, (row + 1) * span + start, "left")
    behind = np.searchsorted(row * span + start, (row + 1) * span + end, "right")
    count = np.maximum(behind - first, 0)
    one = np.repeat(np.arange(n), count)
    other = np.arange(count.sum()) + np.repeat(first - (np.cumsum(count) - count), count)
    label = np.arange(n)
    while True:
        least = np.minimum(label[one], label[other])
        before = label.copy()
        np.minimum.at(label, one, least)
        np.minimum.at(label, other, least)
        label = label[label]
        if np.array_equal(label, before):
            break
    return np.asarray(np.unique(label, return_inverse=True)[1], dtype=np.int64)
