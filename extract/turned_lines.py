"""Groups turned characters into lines: text that runs down, up or upside down."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from extract.ink import Chars
from extract.text_lines import Line, text_lines
from extract.text_tape import Indexes


def turned_lines(chars: Chars, members: Indexes) -> list[Line]:
    """The lines of characters that are turned by quarters.

    Their extents are those on the page turned back, so that the text runs to the right.
    """
    lines: list[Line] = []
    for angle in sorted(set(chars.angle[members].tolist())):
        own = members[chars.angle[members] == angle]
        boxes = chars.boxes
        for _ in range(round(angle / 90) % 4):
            x0, top, x1, bottom = boxes.T
            boxes = np.column_stack([top, -x1, bottom, -x0])
        lines += text_lines(replace(chars, boxes=boxes), own)
    return lines
