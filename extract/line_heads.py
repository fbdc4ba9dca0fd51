"""Heads of lines: filled and open triangles, darts, ovals; and the lines they belong to."""

from __future__ import annotations

from collections.abc import Sequence

from extract.arrow_rules import rules
from extract.bar_bodies import Body
from extract.bar_model import Bar, Head, Shape, joined_heads
from extract.frozen import frozen
from extract.outline_shapes import Form
from extract.outlines import Outline


@frozen
class LineHead:
    """One end of a line: its box, the way it points (``none``: ovals and diamonds)."""

    x0: float
    top: float
    x1: float
    bottom: float
    points_to: Head
    drawings: tuple[int, ...]

    @property
    def middle(self) -> float:
        """The y of its tip."""
        return (self.top + self.bottom) / 2

    @property
    def tip(self) -> tuple[float, float]:
        """Where the line ends: the point, or the middle of an oval."""
        if self.points_to == "none":
            return self.centre
        return (self.x0 if self.points_to == "left" else self.x1), self.middle

    @property
    def centre(self) -> tuple[float, float]:
        """x and y of its middle."""
        return (self.x0 + self.x1) / 2, self.middle


def closed_head(outline: Outline, form: Form) -> LineHead:
    """The head drawn as this closed outline."""
    return LineHead(
        outline.x0, outline.top, outline.x1, outline.bottom, form.head, (outline.drawing,)
    )


def open_heads(outlines: Sequence[Outline]) -> list[LineHead]:
    """Open V heads: one stroke of three points, or two strokes that meet in the tip."""
    found = [head for o in outlines if (head := _bent(o))]
    arms = [o for o in outlines if _is_arm(o)]
    used: set[int] = set()
    for i, a in enumerate(arms):
        for k in range(i + 1, len(arms)):
            head = None if {i, k} & used else _pair(a, arms[k])
            if head:
                used |= {i, k}
                found.append(head)
    return found


def with_heads(bodies: Sequence[Body], heads: Sequence[LineHead]) -> list[Bar]:
    """Each body as a bar, with the heads found at its ends (all copies of a head are used)."""
    homes: dict[tuple[int, int], list[LineHead]] = {}
    for head in heads:
        fits = [
            (miss, i, side)
            for i, body in enumerate(bodies)
            for side in (-1, 1)
            if (miss := _miss(body, side, head)) is not None
        ]
        if fits:
            _, i, side = min(fits)
            homes.setdefault((i, side), []).append(head)
    return [
        _bar(body, homes.get((i, -1), []), homes.get((i, 1), [])) for i, body in enumerate(bodies)
    ]


def _bar(body: Body, left: Sequence[LineHead], right: Sequence[LineHead]) -> Bar:
    to_left = any(h.points_to == "left" for h in left)
    to_right = any(h.points_to == "right" for h in right)
    pointed: Shape = "double_arrow" if to_left and to_right else "block_arrow"
    shape: Shape = "line" if body.is_line else pointed if to_left or to_right else "bar"
    heads = [*left, *right]
    return Bar(
        min([body.x0, *(h.tip[0] for h in left)]),
        min([body.top, *(h.top for h in heads)]),
        max([body.x1, *(h.tip[0] for h in right)]),
        max([body.bottom, *(h.bottom for h in heads)]),
        shape,
        joined_heads(to_left, to_right),
        body.dashed,
        body.colour,
        tuple(sorted({*body.drawings, *(d for h in heads for d in h.drawings)})),
    )


def _miss(body: Body, side: int, head: LineHead) -> float | None:
    """How far the end of a body is from a head that suits it, None if they do not belong."""
    limits = rules()["head"]
    end = body.x0 if side < 0 else body.x1
    off = abs(head.middle - body.middle)
    if head.points_to == ("right" if side < 0 else "left"):
        return None  # it points into the line
    if off > max(limits["level"], (head.bottom - head.top) / 5):
        return None
    if not body.is_line and not _fits_bar(body, head):
        return None
    gap = max(head.x0 - end, end - head.x1, 0.0)
    if gap > limits["reach"] + (3.0 if body.dashed else 0.0):
        return None
    # A line shorter than its head has it at the end the head points to.
    return gap + off + abs(head.centre[0] - end) / 100


def _fits_bar(body: Body, head: LineHead) -> bool:
    """The head of a bar is pointed, and as high as the bar or higher."""
    return head.points_to != "none" and head.bottom - head.top >= 0.9 * body.thickness


def _bent(outline: Outline) -> LineHead | None:
    """A stroke of three points as a head: the tip in the middle, the arms of equal length."""
    points = outline.points
    if outline.closed or len(points) != 3 or _large(outline) or outline.high < 1:
        return None
    (ax, ay), (x, y), (bx, by) = points
    even = abs(ax - bx) <= 1 and abs(abs(ay - y) - abs(by - y)) <= 1
    across = (ay - y) * (by - y) < 0
    right, left = x > max(ax, bx) + 0.5, x < min(ax, bx) - 0.5
    if not even or not across or not (left or right):
        return None
    return _head(outline, outline, "right" if right else "left")


def _is_arm(outline: Outline) -> bool:
    slanted = min(outline.wide, outline.high) >= 0.5
    return len(outline.points) == 2 and slanted and not _large(outline)


def _large(outline: Outline) -> bool:
    return max(outline.wide, outline.high) > rules()["head"]["max_size"]


def _pair(a: Outline, b: Outline) -> LineHead | None:
    """Two slanted strokes that share one end and lie above and below it."""
    for p, q in ((p, q) for p in (0, 1) for q in (0, 1)):
        tip, other = a.points[p], b.points[q]
        if max(abs(tip[0] - other[0]), abs(tip[1] - other[1])) > 1.2:
            continue
        end, far = a.points[1 - p], b.points[1 - q]
        if (end[1] - tip[1]) * (far[1] - tip[1]) < 0 and abs(end[0] - far[0]) <= 1.5:
            return _head(a, b, "right" if tip[0] > end[0] else "left")
    return None


def _head(a: Outline, b: Outline, points_to: Head) -> LineHead:
    return LineHead(
        min(a.x0, b.x0),
        min(a.top, b.top),
        max(a.x1, b.x1),
        max(a.bottom, b.bottom),
        points_to,
        tuple(dict.fromkeys((a.drawing, b.drawing))),
    )
