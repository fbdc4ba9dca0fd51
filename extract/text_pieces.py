"""Pieces of printed lines, parted by wide white: what may be the cells of an unruled table."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from extract.frozen import frozen
from extract.group_order import FAR, group_order
from extract.ink import Bools, Chars
from extract.ink_chars import is_blank
from extract.subpaths import Array, Ints

Box = tuple[float, float, float, float]
Interval = tuple[float, float]

# White wider than this many characters parts two pieces, and surely two columns. A blank of
# full width is one character.
NARROW = 1.1
APART = 1.4
# Characters whose middles are less than this part of a font size apart stand on one line.
SAME_LINE = 0.5
# Boxes of two lines may overlap by this part of a font size: fonts with high ascents.
OVERLAP = 0.15


@frozen
class Piece:
    """A run of characters without wide white: its extent in points, font size, text.

    Blanks are left out of ``text``.
    """

    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    text: str

    @property
    def centre(self) -> float:
        """The x of its middle."""
        return (self.x0 + self.x1) / 2


@frozen
class Band:
    """Pieces that overlap in height: one line of print, or the lines of one row of a table."""

    pieces: tuple[Piece, ...]
    top: float
    bottom: float

    @property
    def size(self) -> float:
        """The largest font size in it."""
        return max(piece.size for piece in self.pieces)

    def columns(self, apart: float) -> tuple[Interval, ...]:
        """The extents from left to right of what stands so many font sizes apart in it."""
        found: list[Interval] = []
        for piece in sorted(self.pieces, key=lambda p: p.x0):
            if found and piece.x0 - found[-1][1] < apart * piece.size:
                found[-1] = (found[-1][0], max(found[-1][1], piece.x1))
            else:
                found.append((piece.x0, piece.x1))
        return tuple(found)


def overlaps(one: Sequence[Interval], other: Sequence[Interval]) -> list[Interval]:
    """Where intervals of both meet, both in order and without overlaps of their own."""
    found: list[Interval] = []
    i = j = 0
    while i < len(one) and j < len(other):
        (a, b), (c, d) = one[i], other[j]
        if min(b, d) > max(a, c):
            found.append((max(a, c), min(b, d)))
        i, j = (i + 1, j) if b < d else (i, j + 1)
    return found


def free_level(chars: Chars, taken: Sequence[Box]) -> Bools:
    """Which characters are printed, written across, and have their middles in no box."""
    free: Bools = ~is_blank(chars.codes) & (chars.angle == 0)
    x = (chars.boxes[:, 0] + chars.boxes[:, 2]) / 2
    y = (chars.boxes[:, 1] + chars.boxes[:, 3]) / 2
    for x0, top, x1, bottom in taken:
        free &= ~((x >= x0) & (x <= x1) & (y >= top) & (y <= bottom))
    return free


def free_bands(chars: Chars, taken: Sequence[Box]) -> list[Band]:
    """The bands of all that is written across outside of some boxes of a page."""
    return bands(pieces(chars, free_level(chars, taken)))


def pieces(chars: Chars, members: Bools) -> list[Piece]:
    """The pieces of some characters of a page, line by line from the top, left to right."""
    index = np.flatnonzero(members)
    if not len(index):
        return []
    box = chars.boxes.take(index, axis=0).astype(np.float64)
    middle = (box[:, 1] + box[:, 3]) / 2
    down = np.argsort(middle, kind="stable")
    size = np.maximum(chars.size[index][down].astype(np.float64), 1.0)
    middle = middle[down]
    line = np.zeros(len(index), dtype=np.int64)
    smaller = SAME_LINE * np.minimum(size[1:], size[:-1])
    np.cumsum(middle[1:] - middle[:-1] > smaller, out=line[1:])
    across = group_order(line, box[:, 0][down])
    order = down[across]
    box, size = box.take(order, axis=0), size[across]
    reach = _reach(box[:, 2], line)
    wide = box[1:, 0] - reach[:-1] > NARROW * np.minimum(size[1:], size[:-1])
    begins = np.ones(len(index), dtype=bool)
    np.logical_or(wide, line[1:] > line[:-1], out=begins[1:])
    starts = begins.nonzero()[0]
    low, high = np.minimum.reduceat(box, starts), np.maximum.reduceat(box, starts)
    codes = chars.codes[index][order].astype("<u4").tobytes().decode("utf-32-le", "replace")
    ends = [*starts[1:].tolist(), len(order)]
    return [
        Piece(x0, top, x1, bottom, float(size[a]), codes[a:b])
        for (x0, top), (x1, bottom), a, b in zip(
            low[:, :2].tolist(), high[:, 2:].tolist(), starts.tolist(), ends, strict=True
        )
    ]


def _reach(right: Array, line: Ints) -> Array:
    """The right end of each line so far."""
    # Lines lie one after the other, so that no reach of a line goes into the next.
    shift = line * FAR
    reach: Array = np.maximum.accumulate(right + shift) - shift
    return reach


def bands(found: Sequence[Piece]) -> list[Band]:
    """Pieces put together by height, from top to bottom."""
    groups: list[list[Piece]] = []
    reach = -np.inf
    for piece in sorted(found, key=lambda p: p.top):
        if groups and piece.top < reach - OVERLAP * piece.size:
            groups[-1].append(piece)
        else:
            groups.append([piece])
        reach = max(reach, piece.bottom)
    return [
        Band(tuple(group), min(p.top for p in group), max(p.bottom for p in group))
        for group in groups
    ]
