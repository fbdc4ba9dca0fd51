"""Bodies of lines and plain bars: level strokes and rectangles."""

from __future__ import annotations

from extract.arrow_rules import rules
from extract.bar_model import Colour
from extract.frozen import frozen
from extract.outlines import Outline


@frozen
class Body:
    """A level piece of ink without heads; ``high`` ones are bars, others lines."""

    x0: float
    top: float
    x1: float
    bottom: float
    colour: Colour | None
    dashed: bool
    drawings: tuple[int, ...]

    @property
    def middle(self) -> float:
        """The y of its axis."""
        return (self.top + self.bottom) / 2

    @property
    def thickness(self) -> float:
        """Height in points."""
        return self.bottom - self.top

    @property
    def length(self) -> float:
        """Width in points."""
        return self.x1 - self.x0

    @property
    def is_line(self) -> bool:
        """Whether it is too thin for a bar."""
        return self.thickness < rules()["bar"]["min_height"]


def line_body(outline: Outline) -> Body | None:
    """The body of a level stroke or thin rectangle, None for anything else."""
    limits = rules()["line"]
    if outline.stroke and len(outline.points) == 2:
        drop = max(limits["max_drop"], limits["max_slope"] * outline.wide)
        if outline.high > drop or outline.wide <= outline.high:
            return None
        return _body(outline, outline.middle, outline.width)
    thin = outline.high < min(rules()["bar"]["min_height"], 1.05 * outline.wide)
    if thin and outline.closed and not outline.curved and _is_seen(outline):
        return _body(outline, outline.middle, outline.high) if _is_strip(outline) else None
    return None


def bar_body(outline: Outline) -> Body:
    """The body of a rectangle that is high enough for a bar."""
    return _body(outline, outline.middle, outline.high)


def upright(outline: Outline) -> Body | None:
    """The same for an upright stroke or thin rectangle, with x and y exchanged."""
    limits = rules()["line"]
    thin = rules()["bar"]["min_height"]
    stroke = bool(outline.stroke) and len(outline.points) == 2 and outline.wide <= limits["joint"]
    filled = outline.closed and len(outline.points) == 4 and outline.wide < thin
    if not (stroke or filled) or outline.high <= outline.wide:
        return None
    half = max(outline.width, outline.wide) / 2
    x = (outline.x0 + outline.x1) / 2
    colour = outline.fill or outline.stroke
    drawings = (outline.drawing,)
    return Body(outline.top, x - half, outline.bottom, x + half, colour, outline.dashed, drawings)


def _is_strip(outline: Outline) -> bool:
    """A thin rectangle; of a very thin one some corners are lost, or out of square."""
    if outline.high < 0.6:
        return True
    return len(outline.points) == 4 and (outline.high < 1.5 or outline.area_share > 0.88)


def _is_seen(outline: Outline) -> bool:
    return outline.stroke is not None or (
        outline.fill is not None and min(outline.fill) < rules()["shading"]["white"]
    )


def _body(outline: Outline, middle: float, thickness: float) -> Body:
    return Body(
        outline.x0,
        middle - thickness / 2,
        outline.x1,
        middle + thickness / 2,
        outline.fill or outline.stroke,
        outline.dashed,
        (outline.drawing,),
    )
