"""Builds the text of a page from its characters while keeping the box of every code point."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from extract.ink import Chars, Floats

Indexes = NDArray[np.int64]


def text_at(chars: Chars, order: Indexes) -> str:
    """The text of characters in an order; a negative entry is a code point of its own."""
    printed = chars.codes[np.maximum(order, 0)] if len(chars) else order
    codes = np.where(order < 0, -order, printed)
    return codes.astype("<u4").tobytes().decode("utf-32-le")


@cache
def _separator(text: str) -> Indexes:
    return np.array([-ord(c) for c in text], dtype=np.int64)


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
        self.add(_separator(separator))

    def finish(self, chars: Chars) -> tuple[str, Floats]:
        """The text, and its boxes (n, 4), NaN where nothing was printed."""
        if not self._parts:
            return "", np.empty((0, 4), dtype=np.float32)
        order = np.concatenate(self._parts)
        printed = order >= 0
        boxes = np.full((len(order), 4), np.nan, dtype=np.float32)
        boxes[printed] = chars.boxes[order[printed]]
        return text_at(chars, order), boxes
