"""Outlines in points, origin top left, y down: what the writers of test PDFs paint."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

Point = tuple[float, float]
Colour = tuple[int, int, int]

BLACK: Colour = (0, 0, 0)
WHITE: Colour = (255, 255, 255)
GREY: Colour = (217, 217, 217)
BLUE: Colour = (68, 114, 196)

# The control points that make four cubics look like a circle lie this part of the radius away.
_KAPPA = 0.5523


class Box(NamedTuple):
    """x0, top, x1, bottom in points."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def middle(self) -> float:
        """Half way down."""
        return (self.top + self.bottom) / 2

    def inset(self, x: float, y: float) -> Box:
        """The box made smaller by x on the left and right and by y above and below."""
        return Box(self.x0 + x, self.top + y, self.x1 - x, self.bottom - y)


class Step(NamedTuple):
    """One step of an outline: move and line have one point, curve three, close none."""

    op: Literal["move", "line", "curve", "close"]
    points: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Paint:
    """How an outline is painted: no colour means not filled or not stroked."""

    fill: Colour | None = None
    stroke: Colour | None = None
    width: float = 0.5
    dash: tuple[float, ...] = ()
    alpha: float = 1.0


@dataclass(frozen=True, slots=True)
class Piece:
    """One painted path of a drawing; with ``fade`` its fill runs from left to right to it."""

    path: tuple[Step, ...]
    paint: Paint
    fade: Colour | None = None

    def dashed(self, *dash: float) -> Piece:
        """The piece in broken lines."""
        return replace(self, paint=replace(self.paint, dash=dash))


def line(x0: float, y0: float, x1: float, y1: float) -> tuple[Step, ...]:
    """A straight stroke."""
    return (Step("move", ((x0, y0),)), Step("line", ((x1, y1),)))


def polyline(points: Iterable[Point]) -> tuple[Step, ...]:
    """An open chain of lines; at least one point."""
    first, *rest = points
    return (Step("move", (first,)), *(Step("line", (p,)) for p in rest))


def polygon(points: Iterable[Point]) -> tuple[Step, ...]:
    """A closed chain of lines."""
    return (*polyline(points), Step("close"))


def rectangle(box: Box) -> tuple[Step, ...]:
    """The four sides of a box, clockwise from the top left."""
    return polygon(
        [(box.x0, box.top), (box.x1, box.top), (box.x1, box.bottom), (box.x0, box.bottom)]
    )


def rounded(box: Box, radius: float) -> tuple[Step, ...]:
    """A box with round corners; the radius shrinks to half the shorter side."""
    r = min(radius, (box.x1 - box.x0) / 2, (box.bottom - box.top) / 2)
    k = r * (1 - _KAPPA)
    x0, top, x1, bottom = box
    return (
        Step("move", ((x0 + r, top),)),
        Step("line", ((x1 - r, top),)),
        Step("curve", ((x1 - k, top), (x1, top + k), (x1, top + r))),
        Step("line", ((x1, bottom - r),)),
        Step("curve", ((x1, bottom - k), (x1 - k, bottom), (x1 - r, bottom))),
        Step("line", ((x0 + r, bottom),)),
        Step("curve", ((x0 + k, bottom), (x0, bottom - k), (x0, bottom - r))),
        Step("line", ((x0, top + r),)),
        Step("curve", ((x0, top + k), (x0 + k, top), (x0 + r, top))),
        Step("close"),
    )


def ellipse(box: Box) -> tuple[Step, ...]:
    """An ellipse of four cubics."""
    x0, top, x1, bottom = box
    x, y = (x0 + x1) / 2, box.middle
    kx, ky = (x1 - x) * _KAPPA, (bottom - y) * _KAPPA
    return (
        Step("move", ((x1, y),)),
        Step("curve", ((x1, y + ky), (x + kx, bottom), (x, bottom))),
        Step("curve", ((x - kx, bottom), (x0, y + ky), (x0, y))),
        Step("curve", ((x0, y - ky), (x - kx, top), (x, top))),
        Step("curve", ((x + kx, top), (x1, y - ky), (x1, y))),
        Step("close"),
    )


def points_of(path: Sequence[Step]) -> list[Point]:
    """All end and control points of a path."""
    return [point for step in path for point in step.points]


def moved(path: Sequence[Step], dx: float, dy: float) -> tuple[Step, ...]:
    """The path shifted to the right and down."""
    return tuple(Step(op, tuple((x + dx, y + dy) for x, y in points)) for op, points in path)
