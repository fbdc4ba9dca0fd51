"""What a PDF reader delivers for one page: characters, drawings and images as they lie there.

Positions are PDF points with the origin at the top left of the page as it is shown (after
/Rotate), y down. Columns are numpy arrays with one entry per item, in content order.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from extract.frozen import frozen

Floats = NDArray[np.float32]
Bools = NDArray[np.bool_]


@frozen(eq=False)
class Chars:
    """The printed characters of a page, n entries a column.

    ``codes`` are Unicode code points (0xFFFD where the font tells none). ``boxes`` is (n, 4):
    x0, top, x1, bottom of the character's cell (advance width; font ascent to descent, at most
    one font size about their middle).
    ``size`` is the font size in points as shown, ``angle`` the direction of writing in degrees
    (0, 90, 180, 270 clockwise; other angles rounded), ``bold`` whether font or rendering is bold.
    """

    codes: NDArray[np.uint32]
    boxes: Floats
    size: Floats
    angle: NDArray[np.int16]
    bold: Bools

    def __len__(self) -> int:
        return len(self.codes)


@frozen(eq=False)
class Drawings:
    """The painted paths of a page: m paths over one column of points.

    Path i has ``points[starts[i]:starts[i + 1]]`` (x, y of the end points and control points of
    its segments, sub-paths one after the other) with ``ops`` (0 move, 1 line, 2 Bézier point);
    a closed sub-path repeats its first point. ``fill`` and ``stroke`` are (m, 4) RGBA in 0–255
    as painted, alpha 0 where the path is not filled or not stroked. ``width`` is the line width
    in points, ``dashed`` tells broken lines.
    """

    points: Floats
    ops: NDArray[np.uint8]
    starts: NDArray[np.int32]
    fill: NDArray[np.uint8]
    stroke: NDArray[np.uint8]
    width: Floats
    dashed: Bools

    def __len__(self) -> int:
        return len(self.starts) - 1

    def path(self, i: int) -> Floats:
        """The points of one path, (k, 2)."""
        return self.points[self.starts[i] : self.starts[i + 1]]


@frozen(eq=False)
class PageInk:
    """One page as a reader saw it. ``images`` is (k, 4) boxes; ``label`` the printed page label.

    ``hidden_text`` tells that the text is the invisible layer under a scan. ``unseen`` is how many
    other characters the page has that nobody sees: invisible ones, or in layers that are off.
    """

    page_no: int
    width: float
    height: float
    rotation: Literal[0, 90, 180, 270]
    chars: Chars
    drawings: Drawings
    images: Floats
    label: str | None = None
    hidden_text: bool = False
    unseen: int = 0


@frozen
class Bookmark:
    """An entry of the PDF's outline: depth from 1, title, page from 1 (None: no page)."""

    level: int
    title: str
    page_no: int | None
