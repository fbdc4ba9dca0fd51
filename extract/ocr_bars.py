"""Bars and arrows of a scanned table: pieces of ink whose edges run as a bar's do.

A bar has a body of even height, and ends that narrow or widen about its axis; it is filled, or
closed around. Letters are smaller or not even, letters that touch are not even either.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extract.bar_model import Bar, Head, Shape, joined_heads
from extract.ocr_pieces import Mask, Pieces, closed_in, outline
from extract.ocr_rules import rules
from extract.ocr_rulings import dark_runs

Reals = NDArray[np.float64]
# Share of the columns of ink that specks may put out of line.
STRAY = 0.03
# Points in one go that no speck is long.
JOINT = 1.5


@dataclass(frozen=True, slots=True, eq=False)
class _Profile:
    """The height of a piece in each of its columns and the middle of it, in points."""

    high: Reals
    middle: Reals
    scale: float

    @property
    def body(self) -> float:
        """The usual height."""
        return float(np.median(self.high))

    @property
    def even(self) -> Mask:
        """The columns as high as the body."""
        limits = rules()["bar"]
        waver = max(limits["even"], limits["even_share"] * self.body)
        return np.asarray(np.abs(self.high - self.body) <= waver)

    @property
    def reach(self) -> int:
        """How many columns an end may have: heads are not much longer than high."""
        head = min(rules()["bar"]["head"], 2.0 + 1.5 * float(self.high.max()))
        return int(min(head * self.scale, 0.45 * len(self.high)))


def bar_of(found: Pieces, number: int, scale: float) -> Bar | None:
    """The bar that a piece is, in points from the picture's corner; None for anything else.

    A plain line is one, too: whether it underlines something is not known here.
    """
    limits = rules()["bar"]
    x0, top, x1, bottom = (found.boxes[number - 1] / scale).tolist()
    wide, high = x1 - x0, bottom - top
    if wide < limits["min_width"] or wide < high:
        return None
    mask = found.mask(number)
    profile = _profile(mask, scale)
    thin = profile.body < limits["line"]
    if not _is_level(profile) or not _ends_only(profile):
        return None
    closed = _closed(mask)
    if closed < limits["open" if thin else "solid"] or (
        high > limits["max_frame"] and closed - _filled(mask) > 0.3
    ):
        return None
    left, right = (_points(profile, way) for way in (1, -1))
    head = joined_heads(left, right)
    if thin and head == "none" and wide < limits["min_line"]:
        return None
    return Bar(x0, top, x1, bottom, _shape(profile, mask, head, thin=thin), head)


def _profile(mask: Mask, scale: float) -> _Profile:
    first = mask.argmax(axis=0)
    behind = mask.shape[0] - mask[::-1].argmax(axis=0)
    return _Profile((behind - first) / scale, (behind + first) / 2 / scale, scale)


def _is_level(profile: _Profile) -> bool:
    """Whether the columns lie evenly about one axis."""
    limits = rules()["bar"]
    axis = float(np.median(profile.middle))
    near = max(limits["even"], limits["even_share"] * profile.body)
    return bool((np.abs(profile.middle - axis) > near).mean() <= STRAY)


def _ends_only(profile: _Profile) -> bool:
    """Whether enough of it is body, and only its ends are not."""
    even, reach = profile.even, profile.reach
    inner = even[reach : len(even) - reach]
    # Heads within it tell of bars that touch: nobody knows where each of them begins.
    _, start, end = dark_runs(~inner[None], 0)
    joint = (end - start).max(initial=0) > JOINT * profile.scale
    return bool(even.mean() >= rules()["bar"]["body"] and (~inner).mean() <= STRAY and not joint)


def _closed(mask: Mask) -> float:
    """Share of the outline that is ink or closed in by it."""
    whole = outline(mask)
    return float((closed_in(mask) & whole).sum() / max(1, whole.sum()))


def _filled(mask: Mask) -> float:
    """Share of the outline that is ink."""
    return float(mask.sum() / max(1, outline(mask).sum()))


def _end(profile: _Profile, way: int) -> Reals:
    """The heights from one end to the body, ``way`` 1 from the left, -1 from the right."""
    uneven = np.flatnonzero(~profile.even[::way][: profile.reach])
    return profile.high[::way][: int(uneven[-1]) + 1 if len(uneven) else 0]


def _points(profile: _Profile, way: int) -> bool:
    """Whether an end narrows to a tip as a straight-sided head does; round ends do not."""
    limits = rules()["bar"]
    end = _end(profile, way)
    if len(end) < max(3.0, 0.2 * profile.body * profile.scale):
        return False
    tallest = max(float(end.max()), profile.body)
    tip = end[: max(1, len(end) // 10)].mean()
    side = end[: int(end.argmax()) + 1]
    if tip > limits["tip"] * tallest or len(side) < 3:
        return False
    # Half way a straight side has half of the height, a round one 0.87 of it.
    return bool(np.median(side) <= (tip + tallest) / 2 + 0.2 * tallest)


def _shape(profile: _Profile, mask: Mask, head: Head, *, thin: bool) -> Shape:
    if thin:
        return "line"
    if head == "none":
        short = [len(_end(profile, way)) >= 0.2 * profile.body * profile.scale for way in (1, -1)]
        return "rounded_bar" if any(short) else "bar"
    if head == "both":
        return "double_arrow"
    rim = max(1, round(0.5 * profile.scale))
    tail = mask[:, :rim] if head == "right" else mask[:, -rim:]
    notched = _filled(tail) < 0.8 and _filled(mask) > 0.9
    flared = profile.high.max() >= rules()["bar"]["flare"] * profile.body
    if flared:
        return "notched" if notched else "block_arrow"
    return "chevron" if notched else "pentagon"
