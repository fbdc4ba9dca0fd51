"""What a drawn schedule bar is: its extent on the page, its form, the way it points."""

from __future__ import annotations

from typing import Literal

from extract.frozen import frozen

Shape = Literal[
    "block_arrow",
    "pentagon",
    "chevron",
    "notched",
    "double_arrow",
    "bar",
    "rounded_bar",
    "line",
    "image",
    "shading",
    "gradient",
]
Head = Literal["left", "right", "both", "none"]
Colour = tuple[int, int, int]


@frozen
class Bar:
    """A horizontal bar, arrow or line. Points, origin top left, y down.

    ``x0`` to ``x1`` is what it spans, tip included (an oval end counts to its centre);
    ``top`` and ``bottom`` take in its heads. ``colour`` is the fill's, else the stroke's
    (None: unknown, as for images). ``drawings`` and ``images`` index the page's ink.
    """

    x0: float
    top: float
    x1: float
    bottom: float
    shape: Shape
    head: Head = "none"
    dashed: bool = False
    colour: Colour | None = None
    drawings: tuple[int, ...] = ()
    images: tuple[int, ...] = ()

    @property
    def width(self) -> float:
        """From left to right end, in points."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """From top to bottom, heads included, in points."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """The y of its axis."""
        return (self.top + self.bottom) / 2


@frozen
class BarReading:
    """The bars from top to bottom and left to right; ``others`` are drawings that are none."""

    bars: tuple[Bar, ...]
    others: tuple[int, ...]


def joined_heads(left: bool, right: bool) -> Head:
    """The head of a bar that points to these sides."""
    if left and right:
        return "both"
    return "left" if left else "right" if right else "none"
