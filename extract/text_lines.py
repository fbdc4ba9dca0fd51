"""Groups characters into lines, left to right, with blanks where the print leaves a gap."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from extract.ink import Chars
from extract.text_tape import Indexes

# Fractions of the font size.
SAME_LINE = 0.5
BLANK = 0.4
SPACES = np.array([0x20, 0x3000, 0xA0], dtype=np.uint32)


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """One printed line: its characters in order (negative: a blank), extent and font size."""

    order: Indexes
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool

    @property
    def middle(self) -> float:
        """Height of the middle of the line on the page."""
        return (self.top + self.bottom) / 2


def text_lines(chars: Chars, members: Indexes) -> list[Line]:
    """The lines of some characters of a page, from top to bottom.

    Characters belong to one line when the middles of their boxes are less than half a font
    size apart. White space at the ends of a line is left out; it prints nothing.
    """
    if not len(members):
        return []
    boxes = chars.boxes[members]
    middle = (boxes[:, 1] + boxes[:, 3]) / 2
    size = np.maximum(chars.size[members], 1.0)
    by_height = np.argsort(middle, kind="stable")
    step = np.diff(middle[by_height])
    limit = np.minimum(size[by_height][1:], size[by_height][:-1]) * SAME_LINE
    cuts = np.flatnonzero(step > limit) + 1
    lines = [_line(chars, members[part]) for part in np.split(by_height, cuts)]
    return [line for line in lines if line is not None]


def _line(chars: Chars, members: Indexes) -> Line | None:
    order = members[np.argsort(chars.boxes[members, 0], kind="stable")]
    solid = np.flatnonzero(~np.isin(chars.codes[order], SPACES))
    if not len(solid):
        return None
    order = order[solid[0] : solid[-1] + 1]
    boxes = chars.boxes[order]
    size = float(np.median(chars.size[order]))
    return Line(
        _with_blanks(chars, order, size),
        float(boxes[0, 0]),
        float(boxes[:, 1].min()),
        float(boxes[:, 2].max()),
        float(boxes[:, 3].max()),
        size,
        bool(chars.bold[order].mean() > 0.5),
    )


def _with_blanks(chars: Chars, order: Indexes, size: float) -> Indexes:
    """Put a blank where two characters stand apart and neither is white space."""
    boxes = chars.boxes[order]
    gaps = boxes[1:, 0] - boxes[:-1, 2]
    blank = np.isin(chars.codes[order], SPACES)
    apart = np.flatnonzero((gaps > BLANK * size) & ~blank[1:] & ~blank[:-1]) + 1
    return np.insert(order, apart, -0x20) if len(apart) else order
