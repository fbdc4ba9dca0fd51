"""Builds the text of a page from its characters while keeping the box of every code point."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from extract.ink import Chars, Floats

Indexes = NDArray[np.int64]


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
        self.add(np.array([-ord(c) for c in separator], dtype=np.int64))

    def finish(self, chars: Chars) -> tuple[str, Floats]:
        """The text, and its boxes (n, 4), NaN where nothing was printed."""
        if not self._parts:
            return "", np.empty((0, 4), dtype=np.float32)
        order = np.concatenate(self._parts)
        printed = order >= 0
        codes = np.abs(order).astype(np.uint32)
        codes[printed] = chars.codes[order[printed]]
        boxes = np.full((len(order), 4), np.nan, dtype=np.float32)
        boxes[printed] = chars.boxes[order[printed]]
        return codes.astype("<u4").tobytes().decode("utf-32-le"), boxes
