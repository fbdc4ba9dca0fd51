"""Every kind of drawn schedule bar on a sketched page, as office programs and browsers draw it.

A kind draws into a box that is the bar's extent, pointing right; mirrored it points left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from random import Random
from typing import Literal

from tests.builders.ink import BEZIER, BLUE, LINE, MOVE, WHITE, Box, Colour, Point, Sketch

RED: Colour = (192, 0, 0)
DARK: Colour = (31, 56, 100)
SHADOW: Colour = (128, 128, 128)
Path = list[tuple[Point, int]]
Ends = Literal["none", "right", "both"]


@dataclass(slots=True)
class Pen:
    """Draws to a sketch, mirrored about ``axis`` and moved by up to ``jitter`` points a corner."""

    sketch: Sketch
    axis: float | None = None
    jitter: float = 0.0
    random: Random = field(default_factory=lambda: Random(0))

    def paths(
        self,
        paths: Iterable[Sequence[tuple[Point, int]]],
        *,
        fill: Colour | None = None,
        stroke: Colour | None = None,
        width: float = 1.0,
        dashed: bool = False,
    ) -> int:
        """One drawing of several sub-paths; equal points stay equal."""
        moved: dict[Point, Point] = {}
        shaken = [[(self._at(point, moved), op) for point, op in path] for path in paths]
        return self.sketch.path(shaken, fill=fill, stroke=stroke, width=width, dashed=dashed)

    def ring(
        self,
        points: Sequence[Point],
        *,
        fill: Colour | None = None,
        stroke: Colour | None = None,
        width: float = 1.0,
        dashed: bool = False,
    ) -> int:
        """One closed outline."""
        return self.paths([closed(points)], fill=fill, stroke=stroke, width=width, dashed=dashed)

    def line(self, *points: Point, width: float = 1.0, dashed: bool = False) -> int:
        """One open stroke."""
        return self.paths([opened(points)], stroke=RED, width=width, dashed=dashed)

    def _at(self, point: Point, moved: dict[Point, Point]) -> Point:
        if point not in moved:
            x, y = point
            x = x if self.axis is None else 2 * self.axis - x
            shake = [self.random.uniform(-self.jitter, self.jitter) for _ in "xy"]
            moved[point] = (x + shake[0], y + shake[1])
        return moved[point]


def opened(points: Sequence[Point]) -> Path:
    """A sub-path of straight segments."""
    return [(point, MOVE if i == 0 else LINE) for i, point in enumerate(points)]


def closed(points: Sequence[Point]) -> Path:
    """The same, back to its first point."""
    return opened([*points, points[0]])


def rectangle(box: Box) -> list[Point]:
    """Corners, with a point in the middle of an edge as LibreOffice writes it."""
    x0, top, x1, bottom = box
    return [((x0 + x1) / 2, bottom), (x0, bottom), (x0, top), (x1, top), (x1, bottom)]


def _head(box: Box) -> float:
    """Length of a preset's head: half the shorter side."""
    x0, top, x1, bottom = box
    return min(x1 - x0, bottom - top) / 2


def block_arrow(box: Box) -> list[Point]:
    """rightArrow."""
    x0, top, x1, bottom = box
    neck, quarter = x1 - _head(box), (bottom - top) / 4
    return [
        (x0, top + quarter),
        (neck, top + quarter),
        (neck, top),
        (x1, (top + bottom) / 2),
        (neck, bottom),
        (neck, bottom - quarter),
        (x0, bottom - quarter),
    ]


def pentagon(box: Box) -> list[Point]:
    """homePlate."""
    x0, top, x1, bottom = box
    neck = x1 - _head(box)
    return [(x0, top), (neck, top), (x1, (top + bottom) / 2), (neck, bottom), (x0, bottom)]


def chevron(box: Box) -> list[Point]:
    """chevron."""
    return [*pentagon(box), (box[0] + _head(box), (box[1] + box[3]) / 2)]


def notched(box: Box) -> list[Point]:
    """notchedRightArrow."""
    return [*block_arrow(box), (box[0] + _head(box) / 2, (box[1] + box[3]) / 2)]


def double_arrow(box: Box) -> list[Point]:
    """leftRightArrow."""
    x0, top, x1, bottom = box
    head, quarter, middle = _head(box), (bottom - top) / 4, (top + bottom) / 2
    upper = [(x0 + head, top), (x0 + head, top + quarter)]
    upper += [(x1 - head, top + quarter), (x1 - head, top)]
    lower = [(x1 - head, bottom), (x1 - head, bottom - quarter)]
    lower += [(x0 + head, bottom - quarter), (x0 + head, bottom)]
    return [(x0, middle), *upper, (x1, middle), *lower]


def rounded(box: Box) -> Path:
    """roundRect, its corners as Bézier curves."""
    x0, top, x1, bottom = box
    r = min(x1 - x0, bottom - top) / 3
    k = r * 0.4477
    return [
        ((x0 + r, top), MOVE),
        ((x1 - r, top), LINE),
        *[(p, BEZIER) for p in ((x1 - k, top), (x1, top + k), (x1, top + r))],
        ((x1, bottom - r), LINE),
        *[(p, BEZIER) for p in ((x1, bottom - k), (x1 - k, bottom), (x1 - r, bottom))],
        ((x0 + r, bottom), LINE),
        *[(p, BEZIER) for p in ((x0 + k, bottom), (x0, bottom - k), (x0, bottom - r))],
        ((x0, top + r), LINE),
        *[(p, BEZIER) for p in ((x0, top + k), (x0 + k, top), (x0 + r, top))],
    ]


def filled(corners: Callable[[Box], list[Point]]) -> Callable[[Pen, Box], None]:
    """One filled path."""
    return lambda pen, box: void(pen.ring(corners(box), fill=BLUE))


def fill_then_stroke(corners: Callable[[Box], list[Point]]) -> Callable[[Pen, Box], None]:
    """Two paths over each other."""

    def draw(pen: Pen, box: Box) -> None:
        pen.ring(corners(box), fill=BLUE)
        pen.ring(corners(box), stroke=DARK)

    return draw


def hollow(
    corners: Callable[[Box], list[Point]], dashed: bool = False
) -> Callable[[Pen, Box], None]:
    """An outline only."""
    return lambda pen, box: void(pen.ring(corners(box), stroke=DARK, width=0.75, dashed=dashed))


def shadowed(pen: Pen, box: Box) -> None:
    """A block arrow over its shadow."""
    x0, top, x1, bottom = box
    pen.ring(block_arrow((x0 + 1.5, top + 1.5, x1 + 1.5, bottom + 1.5)), fill=SHADOW)
    fill_then_stroke(block_arrow)(pen, box)


def striped(pen: Pen, box: Box) -> None:
    """stripedRightArrow: two stripes and an arrow in one fill, then three strokes."""
    x0, top, x1, bottom = box
    part, quarter = (bottom - top) / 32, (bottom - top) / 4
    stripes = [
        rectangle((x0 + a * part, top + quarter, x0 + b * part, bottom - quarter))
        for a, b in ((0, 1), (2, 4))
    ]
    arrow = block_arrow((x0 + 5 * part, top, x1, bottom))
    pen.paths([closed(points) for points in (*stripes, arrow)], fill=BLUE)
    for points in (*stripes, arrow):
        pen.ring(points, stroke=DARK)


def bar_and_triangle(pen: Pen, box: Box) -> None:
    """A rectangle and a triangle that together are an arrow."""
    x0, top, x1, bottom = box
    neck, quarter = x1 - _head(box), (bottom - top) / 5
    pen.ring(rectangle((x0, top + quarter, neck, bottom - quarter)), fill=BLUE)
    pen.ring([(neck, top), (x1, (top + bottom) / 2), (neck, bottom)], fill=BLUE)


def four_strokes(pen: Pen, box: Box) -> None:
    """A frame of four lines."""
    x0, top, x1, bottom = box
    for a, b in (((x0, top), (x1, top)), ((x0, bottom), (x1, bottom))):
        pen.line(a, b)
    for a, b in (((x0, top), (x0, bottom)), ((x1, top), (x1, bottom))):
        pen.line(a, b)


def nested_gradient(pen: Pen, box: Box) -> None:
    """LibreOffice: each shade covers the rest of the box; the outline on top."""
    x0, top, x1, bottom = box
    for i in range(20):
        left = x0 + (x1 - x0) * i / 20
        shade = (250 - 8 * i, 250 - 6 * i, 255)
        pen.ring([(left, bottom), (left, top), (x1, top), (x1, bottom)], fill=shade)
    pen.ring(block_arrow(box), stroke=DARK)


def sliced_gradient(pen: Pen, box: Box) -> None:
    """Slices side by side, without an outline."""
    x0, top, x1, bottom = box
    for i in range(24):
        a, b = (x0 + (x1 - x0) * k / 24 for k in (i, i + 1))
        pen.ring(rectangle((a, top, b, bottom)), fill=(240 - 7 * i, 240 - 5 * i, 250))


def line_with(
    ends: Ends, head: str = "filled", *, thick: float = 1.5, dashed: bool = False, tilt: float = 0.0
) -> Callable[[Pen, Box], None]:
    """A line in the middle of the box, with heads of a kind at one or both ends."""

    def draw(pen: Pen, box: Box) -> None:
        x0, top, x1, bottom = box
        y, size = (top + bottom) / 2, min(3.5, (x1 - x0) / 4)
        cut = 0.0 if head in ("two strokes", "bent") else 1.6 * size
        right = x1 - (cut if ends != "none" else 0)
        left = x0 + (cut if ends == "both" else 0)
        pen.line((left, y - tilt), (right, y), width=thick, dashed=dashed)
        if ends != "none":
            draw_head(pen, head, x1, y, size)
        if ends == "both":
            draw_head(pen, head, x0, y, -size)

    return draw


def draw_head(pen: Pen, kind: str, x: float, y: float, size: float) -> None:
    """A head whose tip is at (x, y); a negative size points left."""
    back, high = x - 1.8 * size, abs(size)
    upper, lower, tip = (back, y - high), (back, y + high), (x, y)
    if kind == "filled":
        pen.ring([tip, upper, lower], fill=RED)
    elif kind == "stroked":
        pen.ring([tip, upper, lower], stroke=RED, width=0.5)
    elif kind == "dart":
        pen.ring([tip, upper, (back + size * 0.7, y), lower], fill=RED)
    elif kind == "open polygon":
        inner = back + 0.8 * size
        near, far = 0.25 * high, 0.7 * high
        arms = [(back + 0.4 * size, y - high), (back, y - far), (inner, y - near)]
        mirror = [(px, 2 * y - py) for px, py in reversed(arms)]
        pen.ring([tip, *arms, (back, y - near), (back, y + near), *mirror], fill=RED)
    elif kind == "bent":
        pen.line(upper, tip, lower)
    elif kind == "two strokes":
        pen.line(upper, tip)
        pen.line(tip, lower)
    else:
        raise ValueError(kind)


def line_with_oval(pen: Pen, box: Box) -> None:
    """A line that ends in the middle of a filled dot (a polygon, as LibreOffice writes it)."""
    x0, top, x1, bottom = box
    y, r = (top + bottom) / 2, 3.0
    around = [(0, 2), (1, 1.7), (1.7, 1), (2, 0), (1.7, -1), (1, -1.7)]
    ring = [(x1 + dx * r / 2, y + dy * r / 2) for dx, dy in around]
    ring += [(x1 - dx * r / 2, y - dy * r / 2) for dx, dy in around]
    pen.line((x0, y), (x1 - r + 0.4, y))
    pen.ring(ring, fill=RED)


def dashes(head: bool) -> Callable[[Pen, Box], None]:
    """A dashed line as a browser prints it: each dash a thin rectangle, all in one path."""

    def draw(pen: Pen, box: Box) -> None:
        x0, top, x1, bottom = box
        y, at, parts = (top + bottom) / 2, x0, []
        while at < x1 - 0.5:
            end = min(at + 3, x1)
            parts.append(opened([(at, y - 0.4), (end, y - 0.4), (end, y + 0.4), (at, y + 0.4)]))
            at += 5
        pen.paths(parts, fill=RED)
        if head:
            draw_head(pen, "filled", x1, y, 3.0)

    return draw


def double_line(pen: Pen, box: Box) -> None:
    """Two lines side by side with one head."""
    x0, top, x1, bottom = box
    y = (top + bottom) / 2
    for off in (-1.2, 1.2):
        pen.line((x0, y + off), (x1 - 4, y + off))
    draw_head(pen, "filled", x1, y, 3.0)


def pieces(pen: Pen, box: Box) -> None:
    """A line drawn from cell border to cell border, in four pieces, with a head."""
    x0, top, x1, bottom = box
    y = (top + bottom) / 2
    stops = [x0 + (x1 - 4 - x0) * k / 4 for k in range(5)]
    for a, b in pairwise(stops):
        pen.line((a, y), (b, y))
    draw_head(pen, "filled", x1, y, 3.0)


def thick_stroke(pen: Pen, box: Box) -> None:
    """A plain bar that is one broad stroke."""
    x0, top, x1, bottom = box
    pen.line((x0, (top + bottom) / 2), (x1, (top + bottom) / 2), width=bottom - top)


def white_pentagon(pen: Pen, box: Box) -> None:
    """White on white with an outline."""
    pen.ring(pentagon(box), fill=WHITE)
    pen.ring(pentagon(box), stroke=DARK)


def void(_: object) -> None:
    """Nothing, of anything."""


KINDS: dict[str, tuple[Callable[[Pen, Box], None], str, Ends]] = {
    "block arrow": (filled(block_arrow), "block_arrow", "right"),
    "block arrow, two paths": (fill_then_stroke(block_arrow), "block_arrow", "right"),
    "block arrow, hollow": (hollow(block_arrow), "block_arrow", "right"),
    "block arrow, dashed outline": (hollow(block_arrow, dashed=True), "block_arrow", "right"),
    "block arrow, shadow": (shadowed, "block_arrow", "right"),
    "block arrow, striped": (striped, "block_arrow", "right"),
    "block arrow, bar and triangle": (bar_and_triangle, "block_arrow", "right"),
    "block arrow, gradient": (nested_gradient, "block_arrow", "right"),
    "pentagon": (filled(pentagon), "pentagon", "right"),
    "pentagon, two paths": (fill_then_stroke(pentagon), "pentagon", "right"),
    "pentagon, white": (white_pentagon, "pentagon", "right"),
    "chevron": (filled(chevron), "chevron", "right"),
    "chevron, two paths": (fill_then_stroke(chevron), "chevron", "right"),
    "notched": (filled(notched), "notched", "right"),
    "notched, two paths": (fill_then_stroke(notched), "notched", "right"),
    "double arrow": (filled(double_arrow), "double_arrow", "both"),
    "double arrow, two paths": (fill_then_stroke(double_arrow), "double_arrow", "both"),
    "bar": (filled(rectangle), "bar", "none"),
    "bar, two paths": (fill_then_stroke(rectangle), "bar", "none"),
    "bar, hollow": (hollow(rectangle), "bar", "none"),
    "bar, dashed outline": (hollow(rectangle, dashed=True), "bar", "none"),
    "bar, four strokes": (four_strokes, "bar", "none"),
    "bar, thick stroke": (thick_stroke, "bar", "none"),
    "rounded bar": (
        lambda pen, box: void(pen.paths([rounded(box)], fill=BLUE)),
        "rounded_bar",
        "none",
    ),
    "gradient, slices": (sliced_gradient, "gradient", "none"),
    "line": (line_with("none"), "line", "none"),
    "line, tilted": (line_with("none", tilt=0.1), "line", "none"),
    "line, filled head": (line_with("right"), "line", "right"),
    "line, stroked head": (line_with("right", "stroked"), "line", "right"),
    "line, dart": (line_with("right", "dart"), "line", "right"),
    "line, open polygon": (line_with("right", "open polygon"), "line", "right"),
    "line, bent stroke": (line_with("right", "bent"), "line", "right"),
    "line, two strokes": (line_with("right", "two strokes"), "line", "right"),
    "line, two heads": (line_with("both"), "line", "both"),
    "line, two open heads": (line_with("both", "bent"), "line", "both"),
    "line, oval": (line_with_oval, "line", "none"),
    "line, dashed": (line_with("none", dashed=True), "line", "none"),
    "line, dashed with head": (line_with("right", dashed=True), "line", "right"),
    "line, dashes": (dashes(head=False), "line", "none"),
    "line, dashes with head": (dashes(head=True), "line", "right"),
    "line, double": (double_line, "line", "right"),
    "line, pieces": (pieces, "line", "right"),
    "image": (lambda pen, box: pen.sketch.image(box), "image", "none"),
}
