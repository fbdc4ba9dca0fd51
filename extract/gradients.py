"""Gradients that a producer painted as many stripes, each a shade further than the one before."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extract.arrow_rules import rules
from extract.bar_model import Bar, Head, joined_heads
from extract.outlines import Outline


def split_gradients(outlines: Sequence[Outline]) -> tuple[list[Bar], list[Outline]]:
    """Bars made of stripes painted one after the other, and the outlines that belong to none.

    Stripes are slices side by side, or rectangles that each cover the rest of the one before
    (as LibreOffice paints them, clipped to the shape, so that the box is the shape's own).
    """
    bars: list[Bar] = []
    rest: list[Outline] = []
    run: list[Outline] = []
    for outline in outlines:
        if run and not _follows(run, outline):
            _finish(run, bars, rest)
            run = []
        run.append(outline)
    _finish(run, bars, rest)
    return bars, rest


def _finish(run: Sequence[Outline], bars: list[Bar], rest: list[Outline]) -> None:
    limits, bar = rules()["gradient"], rules()["bar"]
    shades = {outline.fill for outline in run}
    wide = any(_beside(a, b) and _is_wide(b) for a, b in pairwise(run))
    if len(run) < limits["wide_stripes" if wide else "stripes"] or len(shades) < 3:
        rest.extend(run)
        return
    x0, top = min(o.x0 for o in run), min(o.top for o in run)
    x1, bottom = max(o.x1 for o in run), max(o.bottom for o in run)
    if not bar["min_height"] <= bottom - top <= bar["max_height"] or x1 - x0 < bar["min_width"]:
        rest.extend(run)
        return
    drawings = tuple(dict.fromkeys(o.drawing for o in run))
    middle = run[len(run) // 2].fill
    bars.append(Bar(x0, top, x1, bottom, "gradient", _pointed(run), False, middle, drawings))


def _follows(run: Sequence[Outline], outline: Outline) -> bool:
    last = run[-1]
    if last.fill is None or outline.fill is None or last.stroke or outline.stroke:
        return False
    step = max(abs(a - b) for a, b in zip(last.fill, outline.fill, strict=True))
    if step > rules()["gradient"]["colour_step"]:
        return False
    return _nested(last, outline) or _beside(last, outline) or _below(last, outline)


def _nested(last: Outline, outline: Outline) -> bool:
    """At least three sides kept, or both drawn in towards the same centre."""
    inside = outline.x0 >= last.x0 - 0.3 and outline.x1 <= last.x1 + 0.3
    inside = inside and outline.top >= last.top - 0.3 and outline.bottom <= last.bottom + 0.3
    kept = sum(
        abs(a - b) <= 0.3
        for a, b in (
            (last.x0, outline.x0),
            (last.x1, outline.x1),
            (last.top, outline.top),
            (last.bottom, outline.bottom),
        )
    )
    same_centre = (
        abs(last.x0 + last.x1 - outline.x0 - outline.x1) <= 0.8
        and abs(last.middle - outline.middle) <= 0.4
    )
    return inside and (kept >= 3 or same_centre)


def _beside(last: Outline, outline: Outline) -> bool:
    """Slices on one axis that touch: narrow ones, or wider ones of equal width."""
    narrow = not (_is_wide(last) or _is_wide(outline))
    even = abs(last.wide - outline.wide) <= 0.6
    narrow = narrow or (even and outline.wide <= rules()["gradient"]["wide_slice"])
    level = abs(last.middle - outline.middle) <= 0.6
    touching = min(abs(last.x1 - outline.x0), abs(outline.x1 - last.x0)) <= 0.6
    return narrow and level and touching


def _is_wide(outline: Outline) -> bool:
    return outline.wide > rules()["gradient"]["slice_width"]


def _below(last: Outline, outline: Outline) -> bool:
    """Low slices of one width that touch."""
    low = max(last.high, outline.high) <= rules()["gradient"]["slice_width"]
    level = abs(last.x0 - outline.x0) <= 0.3 and abs(last.x1 - outline.x1) <= 0.3
    touching = min(abs(last.bottom - outline.top), abs(outline.bottom - last.top)) <= 0.6
    return low and level and touching


def _pointed(run: Sequence[Outline]) -> Head:
    """The side on which slices side by side taper off."""
    first, last = min(run, key=lambda o: o.x0), max(run, key=lambda o: o.x1)
    highest = max(o.high for o in run)
    return joined_heads(first.high < 0.4 * highest, last.high < 0.4 * highest)
