"""Pages drawn by hand: paths and characters as a PDF reader would deliver them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from extract.ink import Chars, Drawings, PageInk

Colour = tuple[int, int, int]
Point = tuple[float, float]
Box = tuple[float, float, float, float]

BLACK: Colour = (0, 0, 0)
BLUE: Colour = (31, 78, 160)
GREY: Colour = (217, 217, 217)
WHITE: Colour = (255, 255, 255)
MOVE, LINE, BEZIER = 0, 1, 2


@dataclass(slots=True)
class Sketch:
    """Paths and characters in the order of drawing; ``page()`` gives them as one PageInk.

    Every method that draws returns the index of the drawing it made.
    """

    width: float = 595.0
    height: float = 842.0
    points: list[Point] = field(default_factory=list)
    ops: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=lambda: [0])
    fills: list[tuple[int, int, int, int]] = field(default_factory=list)
    strokes: list[tuple[int, int, int, int]] = field(default_factory=list)
    widths: list[float] = field(default_factory=list)
    dashes: list[bool] = field(default_factory=list)
    letters: list[tuple[int, Box, float]] = field(default_factory=list)
    images: list[Box] = field(default_factory=list)

    def path(
        self,
        subpaths: Sequence[Sequence[tuple[Point, int]]],
        *,
        fill: Colour | None = None,
        stroke: Colour | None = None,
        width: float = 0.5,
        dashed: bool = False,
    ) -> int:
        """One path of any sub-paths, each a list of (point, op)."""
        for subpath in subpaths:
            self.points += [point for point, _ in subpath]
            self.ops += [op for _, op in subpath]
        self.starts.append(len(self.points))
        self.fills.append((*fill, 255) if fill else (0, 0, 0, 0))
        self.strokes.append((*stroke, 255) if stroke else (0, 0, 0, 0))
        self.widths.append(width)
        self.dashes.append(dashed)
        return len(self.fills) - 1

    def line(
        self, *points: Point, stroke: Colour = BLACK, width: float = 0.5, dashed: bool = False
    ) -> int:
        """An open stroke through the points."""
        return self.path([outline(points)], stroke=stroke, width=width, dashed=dashed)

    def polygon(
        self,
        points: Sequence[Point],
        *,
        fill: Colour | None = None,
        stroke: Colour | None = None,
        width: float = 0.5,
    ) -> int:
        """A closed outline: the first point is repeated at its end."""
        return self.path([outline([*points, points[0]])], fill=fill, stroke=stroke, width=width)

    def rect(
        self,
        box: Box,
        *,
        fill: Colour | None = None,
        stroke: Colour | None = None,
        width: float = 0.5,
    ) -> int:
        """A rectangle as one closed path."""
        return self.polygon(corners(box), fill=fill, stroke=stroke, width=width)

    def text(self, x: float, top: float, words: str, size: float = 10.0) -> None:
        """Characters side by side, each as wide as it is high."""
        for i, letter in enumerate(words):
            box = (x + i * size, top, x + (i + 1) * size, top + size)
            self.letters.append((ord(letter), box, size))

    def image(self, box: Box) -> None:
        """An image's place on the page."""
        self.images.append(box)

    def page(self) -> PageInk:
        """What was drawn so far, as page 1."""
        n = len(self.letters)
        chars = Chars(
            codes=np.array([code for code, _, _ in self.letters], dtype=np.uint32),
            boxes=np.array([box for _, box, _ in self.letters], dtype=np.float32).reshape(-1, 4),
            size=np.array([size for _, _, size in self.letters], dtype=np.float32),
            angle=np.zeros(n, dtype=np.int16),
            bold=np.zeros(n, dtype=np.bool_),
        )
        drawings = Drawings(
            points=np.array(self.points, dtype=np.float32).reshape(-1, 2),
            ops=np.array(self.ops, dtype=np.uint8),
            starts=np.array(self.starts, dtype=np.int32),
            fill=np.array(self.fills, dtype=np.uint8).reshape(-1, 4),
            stroke=np.array(self.strokes, dtype=np.uint8).reshape(-1, 4),
            width=np.array(self.widths, dtype=np.float32),
            dashed=np.array(self.dashes, dtype=np.bool_),
        )
        images = np.array(self.images, dtype=np.float32).reshape(-1, 4)
        return PageInk(1, self.width, self.height, 0, chars, drawings, images)


def outline(points: Sequence[Point]) -> list[tuple[Point, int]]:
    """A sub-path of straight segments."""
    return [(point, MOVE if i == 0 else LINE) for i, point in enumerate(points)]


def corners(box: Box) -> list[Point]:
    """The corners of a box, clockwise from the top left."""
    x0, top, x1, bottom = box
    return [(x0, top), (x1, top), (x1, bottom), (x0, bottom)]


def block_arrow(box: Box, head: float) -> list[Point]:
    """The seven points of a block arrow to the right whose head is ``head`` points long."""
    x0, top, x1, bottom = box
    quarter = (bottom - top) / 4
    neck = x1 - head
    return [
        (x0, top + quarter),
        (neck, top + quarter),
        (neck, top),
        (x1, (top + bottom) / 2),
        (neck, bottom),
        (neck, bottom - quarter),
        (x0, bottom - quarter),
    ]


def circle(x: float, y: float, radius: float) -> list[tuple[Point, int]]:
    """A sub-path of four Bézier curves around a centre."""
    r, k = radius, radius * 0.5523
    right, low, left, high = (x + r, y), (x, y + r), (x - r, y), (x, y - r)
    controls = [
        (x + r, y + k), (x + k, y + r), low, (x - k, y + r), (x - r, y + k), left,
        (x - r, y - k), (x - k, y - r), high, (x + k, y - r), (x + r, y - k), right,
    ]  # fmt: skip
    return [(right, MOVE), *[(point, BEZIER) for point in controls]]
