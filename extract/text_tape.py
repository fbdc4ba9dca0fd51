"""Builds the text of a page from its characters while keeping the box of every code point."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from extract.frozen import frozen
from extract.ink import Chars, Floats
from extract.model import Run

Indexes = NDArray[np.int64]


def text_at(chars: Chars, order: Indexes) -> str:
    """The text of characters in an order; a negative entry is a code point of its own."""
    codes = chars.codes.take(order, mode="clip") if len(chars) else np.empty(len(order), "<u4")
    apart = order < 0
    codes[apart] = -order[apart]
    return codes.astype("<u4", copy=False).tobytes().decode("utf-32-le")


@cache
def _separator(text: str) -> Indexes:
    return np.array([-ord(c) for c in text], dtype=np.int64)


@frozen(eq=False)
class TapeText:
    """The text of a page, and its boxes (n, 4), NaN where nothing was printed."""

    page_no: int
    text: str
    boxes: Floats

    def run(self, start: int, end: int) -> Run:
        """The code points from ``start`` to ``end`` (half-open)."""
        return Run(self.page_no, start, end, self.text[start:end])


class Tape:
    """Characters in reading order with separators between them.

    A separator is stored as the negative of its code point, so one column holds both.
    """

    def __init__(self) -> None:
        self._parts: list[Indexes] = []
        self.length = 0

    def add(self, indexes: Indexes) -> None:
        """Characters (indexes into the page's columns) or separators (negative code points)."""
        self._parts.append(indexes)
        self.length += len(indexes)

    def put(self, separator: str) -> None:
        """Printed nowhere: a line end, a tab between cells."""
        self._parts.append(_separator(separator))
        self.length += len(separator)

    def read(self, page_no: int, chars: Chars) -> TapeText:
        """What stands on the tape when all is written."""
        if not self._parts:
            return TapeText(page_no, "", np.empty((0, 4), dtype=np.float32))
        order = np.concatenate(self._parts)
        boxes = np.full((len(order), 4), np.nan, dtype=np.float32)
        if len(chars):
            printed = (order >= 0).nonzero()[0]
            boxes[printed] = chars.boxes.take(order[printed], axis=0)
        return TapeText(page_no, text_at(chars, order), boxes)
