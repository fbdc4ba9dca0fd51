"""The arrows and bars that plans draw over their year columns, each filling a given box.

Corners come in the order of the office presets of the same names (rightArrow, homePlate,
chevron, notchedRightArrow, leftRightArrow), heads half as long as the shape is high.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from tests.builders.pdf_page import Bitmap
from tests.builders.pdf_paths import (
    BLACK,
    BLUE,
    Box,
    Colour,
    Paint,
    Piece,
    Point,
    Step,
    ellipse,
    line,
    polygon,
    polyline,
    rectangle,
    rounded,
)

Shape = Callable[[Box], tuple[Piece, ...]]

OUTLINE: Colour = (32, 56, 100)
PALE: Colour = (222, 235, 247)
FILLED = Paint(fill=BLUE)
FILLED_AND_OUTLINED = Paint(fill=BLUE, stroke=OUTLINE, width=0.75)
STROKE = Paint(stroke=BLACK, width=1.5)
_HEAD = 4.0


def block_arrow(box: Box) -> list[Point]:
    """Corners of a block arrow to the right."""
    x0, top, x1, bottom = box
    head, part = x1 - (bottom - top) / 2, (bottom - top) / 4
    return [
        (x0, top + part),
        (head, top + part),
        (head, top),
        (x1, box.middle),
        (head, bottom),
        (head, bottom - part),
        (x0, bottom - part),
    ]


def pentagon(box: Box) -> list[Point]:
    """Corners of a homePlate: a bar with one pointed end."""
    x0, top, x1, bottom = box
    head = x1 - (bottom - top) / 2
    return [(x0, top), (head, top), (x1, box.middle), (head, bottom), (x0, bottom)]


def chevron(box: Box) -> list[Point]:
    """Corners of a chevron: a homePlate with a notch behind."""
    return [*pentagon(box), (box.x0 + (box.bottom - box.top) / 2, box.middle)]


def notched_arrow(box: Box) -> list[Point]:
    """Corners of a block arrow with a notch behind."""
    return [*block_arrow(box), (box.x0 + (box.bottom - box.top) / 4, box.middle)]


def double_arrow(box: Box) -> list[Point]:
    """Corners of a block arrow with heads on both ends."""
    x0, top, x1, bottom = box
    part, head = (bottom - top) / 4, (bottom - top) / 2
    left, right = x0 + head, x1 - head
    return [
        (x0, box.middle),
        (left, top),
        (left, top + part),
        (right, top + part),
        (right, top),
        (x1, box.middle),
        (right, bottom),
        (right, bottom - part),
        (left, bottom - part),
        (left, bottom),
    ]


def _one(corners: Callable[[Box], list[Point]], paint: Paint) -> Shape:
    return lambda box: (Piece(polygon(corners(box)), paint),)


def _fill_then_stroke(corners: Callable[[Box], list[Point]]) -> Shape:
    """Two paths over each other, as word processors export an outlined shape."""
    outline = Paint(stroke=OUTLINE, width=0.75)
    return lambda box: (
        Piece(polygon(corners(box)), FILLED),
        Piece(polygon(corners(box)), outline),
    )


def _strips(box: Box) -> tuple[Piece, ...]:
    """A gradient as some producers write it: narrow polygons of changing colour."""
    width = (box.x1 - box.x0) / 24
    return tuple(
        Piece(
            rectangle(Box(box.x0 + i * width, box.top, box.x0 + (i + 1) * width, box.bottom)),
            Paint(fill=(240 - 7 * i, 245 - 5 * i, 255)),
        )
        for i in range(24)
    )


def _shaft(box: Box, end: float, paint: Paint = STROKE, tilt: float = 0.0) -> Piece:
    return Piece(line(box.x0, box.middle, end, box.middle + tilt), paint)


def _filled_head(box: Box) -> tuple[Piece, ...]:
    y, back = box.middle, box.x1 - 1.6 * _HEAD
    head = polygon([(back, y - _HEAD), (box.x1, y), (back, y + _HEAD)])
    return (_shaft(box, back), Piece(head, Paint(fill=BLACK)))


def _open_head(box: Box) -> tuple[Piece, ...]:
    y, back = box.middle, box.x1 - 1.6 * _HEAD
    head = polyline([(back, y - _HEAD), (box.x1, y), (back, y + _HEAD)])
    return (_shaft(box, box.x1), Piece(head, STROKE))


def _oval_head(box: Box) -> tuple[Piece, ...]:
    y = box.middle
    oval = ellipse(Box(box.x1 - 2 * _HEAD, y - _HEAD, box.x1, y + _HEAD))
    return (_shaft(box, box.x1 - _HEAD), Piece(oval, Paint(fill=BLACK)))


def _both_heads(box: Box) -> tuple[Piece, ...]:
    y, back = box.middle, box.x0 + 1.6 * _HEAD
    shaft, head = _filled_head(box)
    first = polygon([(back, y - _HEAD), (box.x0, y), (back, y + _HEAD)])
    return (
        replace(shaft, path=line(back, y, shaft.path[-1].points[0][0], y)),
        Piece(first, Paint(fill=BLACK)),
        head,
    )


def _dashed_line(box: Box) -> tuple[Piece, ...]:
    shaft, head = _filled_head(box)
    return (shaft.dashed(4, 2), head)


SHAPES: dict[str, Shape] = {
    "block_arrow": _one(block_arrow, FILLED),
    "block_arrow_outlined": _one(block_arrow, FILLED_AND_OUTLINED),
    "block_arrow_fill_then_stroke": _fill_then_stroke(block_arrow),
    "block_arrow_hollow": _one(block_arrow, Paint(stroke=BLACK, width=0.75)),
    "block_arrow_translucent": _one(block_arrow, replace(FILLED, alpha=0.4)),
    "pentagon": _one(pentagon, FILLED),
    "pentagon_fill_then_stroke": _fill_then_stroke(pentagon),
    "chevron": _one(chevron, FILLED),
    "notched_arrow": _one(notched_arrow, FILLED),
    "double_headed_arrow": _one(double_arrow, FILLED_AND_OUTLINED),
    "bar": lambda box: (Piece(rectangle(box), FILLED),),
    "bar_outlined": lambda box: (Piece(rectangle(box), FILLED_AND_OUTLINED),),
    "bar_dashed_outline": lambda box: (
        Piece(rectangle(box), Paint(stroke=BLACK, width=0.75, dash=(3, 2))),
    ),
    "bar_thick_stroke": lambda box: (
        _shaft(box, box.x1, Paint(stroke=BLUE, width=box.bottom - box.top)),
    ),
    "rounded_bar": lambda box: (Piece(rounded(box, 4), FILLED),),
    "gradient_bar": lambda box: (Piece(rectangle(box), Paint(fill=PALE), fade=BLUE),),
    "gradient_arrow": lambda box: (Piece(polygon(block_arrow(box)), Paint(fill=PALE), fade=BLUE),),
    "gradient_strips": _strips,
    "line_filled_head": _filled_head,
    "line_open_head": _open_head,
    "line_oval_head": _oval_head,
    "line_two_heads": _both_heads,
    "line_no_head": lambda box: (_shaft(box, box.x1),),
    "line_tilted": lambda box: (_shaft(box, box.x1, tilt=0.1),),
    "line_dashed": lambda box: (_shaft(box, box.x1).dashed(4, 2),),
    "line_dashed_head": _dashed_line,
}


def picture(corners: Sequence[Point], box: Box, *, scale: float = 2.0) -> Bitmap:
    """A see-through picture of a filled polygon: what printing a translucent shape leaves."""
    width, height = round((box.x1 - box.x0) * scale), round((box.bottom - box.top) * scale)
    inside = bytearray()
    for row in range(height):
        y = box.top + (row + 0.5) / scale
        inside += bytes(
            160 if _inside(corners, box.x0 + (column + 0.5) / scale, y) else 0
            for column in range(width)
        )
    return Bitmap(width, height, bytes(BLUE) * (width * height), bytes(inside))


def _inside(corners: Sequence[Point], x: float, y: float) -> bool:
    """Whether a ray to the right crosses the outline an odd number of times."""
    found = False
    for (ax, ay), (bx, by) in zip(corners, [*corners[1:], corners[0]], strict=True):
        if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
            found = not found
    return found


def svg_path(path: Sequence[Step]) -> str:
    """The same outline in the notation of SVG."""
    letters = {"move": "M", "line": "L", "curve": "C", "close": "Z"}
    return " ".join(
        letters[step.op] + " ".join(f"{x:.3f},{y:.3f}" for x, y in step.points) for step in path
    )
