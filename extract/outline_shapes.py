"""Which bar, or which head of a line, a closed outline is, from its corners.

DrawingML's presets (ECMA-376 Part 1, 20.1.10.56) are told by their two ends: a tip is a
corner alone at half height, a notch one drawn in at half height, a flat end has two corners.
Order and number of the points differ between producers, the ends do not.
"""

from __future__ import annotations

from typing import NamedTuple

from extract.arrow_rules import rules
from extract.bar_model import Head, Shape, joined_heads
from extract.outlines import Outline


class Form(NamedTuple):
    """What an outline looks like; ``shape`` is None for a head's form (triangle, dart, oval)."""

    shape: Shape | None
    head: Head


class _Ends(NamedTuple):
    left_tip: bool
    right_tip: bool
    notches: int


def form_of(outline: Outline) -> Form | None:
    """The form of a closed outline, None where it is neither a bar nor a head.

    Sizes are judged by ``is_bar`` and ``is_head``; this looks at the form alone.
    """
    if not outline.closed or len(outline.points) < 3:
        return None
    if _round(outline):
        return Form(None, "none")
    if outline.curved:
        full = outline.area_share >= rules()["outline"]["full_area"]
        return Form("rounded_bar", "none") if full else None
    if not _level(outline):
        return None
    ends = _ends(outline)
    if ends.left_tip and ends.right_tip:
        return _two_tips(outline)
    if ends.left_tip or ends.right_tip:
        return _one_tip(outline, ends)
    return _no_tip(outline, ends)


def is_bar(outline: Outline, form: Form) -> bool:
    """Whether form and size are a bar's. An unseen one (white, without a stroke) is none."""
    limits = rules()["bar"]
    framed = outline.fill is None or min(outline.fill) >= rules()["shading"]["white"]
    if form.shape is None or outline.wide < limits["min_width"]:
        return False
    if not limits["min_height"] <= outline.high <= limits["max_height"]:
        return False
    if form.head != "none":
        return True
    if outline.wide < limits["min_aspect"] * outline.high:
        return False
    if framed and outline.stroke is None:
        return False
    return not framed or outline.high <= limits["max_frame_height"]


def is_head(outline: Outline, form: Form) -> bool:
    """Whether form and size are those of a line's end."""
    small = max(outline.wide, outline.high) <= rules()["head"]["max_size"]
    return small and form.shape is None


def tolerance(outline: Outline) -> float:
    """How far apart two corners of this outline may be to count as level, in points."""
    limits = rules()["outline"]
    return max(limits["same"], limits["same_share"] * outline.high)


def _level(outline: Outline) -> bool:
    """Whether the outline is its own mirror image about half its height."""
    near, both = tolerance(outline), outline.top + outline.bottom
    return all(
        any(abs(x - u) <= near and abs(both - y - v) <= near for u, v in outline.points)
        for x, y in outline.points
    )


def _ends(outline: Outline) -> _Ends:
    near = tolerance(outline)
    # A pentagon's tip may be as short as the tolerance of a high one: never more than a point.
    edge = min(near, 1.0, outline.wide / 4)
    left = [y for x, y in outline.points if x <= outline.x0 + edge]
    right = [y for x, y in outline.points if x >= outline.x1 - edge]
    half = sum(abs(y - outline.middle) <= near for _, y in outline.points)
    tips = [all(abs(y - outline.middle) <= near for y in side) for side in (left, right)]
    in_tips = sum(len(side) for side, tip in zip((left, right), tips, strict=True) if tip)
    return _Ends(tips[0], tips[1], half - in_tips)


def _two_tips(outline: Outline) -> Form | None:
    count = len(outline.points)
    if count == 4:
        return Form(None, "none")  # diamond
    return Form("pentagon" if count == 6 else "double_arrow", "both")


def _one_tip(outline: Outline, ends: _Ends) -> Form | None:
    head = joined_heads(ends.left_tip, ends.right_tip)
    count = len(outline.points)
    if count == 3 or (count == 4 and ends.notches == 1):
        return Form(None, head)  # triangle, dart
    if ends.notches == 0:
        known: dict[int, Shape] = {5: "pentagon", 7: "block_arrow"}
        if count in known:
            return Form(known[count], head)
        return Form(_long(outline), head)
    if ends.notches == 1:
        notched: dict[int, Shape] = {6: "chevron", 8: "notched"}
        return Form(notched.get(count, _long(outline)), head)
    return Form(None, head)


def _long(outline: Outline) -> Shape | None:
    """Pointed forms with more corners: arrows when longer than high, else a line's open head."""
    return "block_arrow" if outline.wide > 2 * outline.high else None


def _no_tip(outline: Outline, ends: _Ends) -> Form | None:
    count = len(outline.points)
    if count == 4 and ends.notches == 0 and outline.area_share > 0.88:
        return Form("bar", "none")
    if count == 5 and ends.notches == 1:
        return Form("bar", "none")  # flat end, and a notch where a chevron points in
    if outline.area_share >= rules()["outline"]["full_area"] and ends.notches == 0:
        return Form("rounded_bar", "none")
    return None


def _round(outline: Outline) -> bool:
    """Circles and the polygons drawn for them: as wide as high, a good part of the box.

    No bar's form is: square ones fill half of their box (arrows) or have fewer corners.
    """
    even = abs(outline.wide - outline.high) <= 0.2 * max(outline.wide, outline.high)
    return even and len(outline.points) >= 6 and 0.65 <= outline.area_share <= 0.85
