"""The text of each bar, found by place alone: grid lines and content order play no part."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from extract.arrow_rules import rules
from extract.bar_model import Bar
from extract.frozen import frozen
from extract.ink import Chars

Reals = NDArray[np.float64]
Ints = NDArray[np.intp]


@frozen
class BarLabel:
    """What stands on a bar. ``lines`` from top to bottom; ``chars`` index the page's characters.

    ``chars`` is in reading order: the lines joined, white space left out at their ends.
    """

    lines: tuple[str, ...]
    chars: tuple[int, ...]

    @property
    def text(self) -> str:
        """The lines as one string (Japanese lines break anywhere)."""
        return "".join(self.lines)


def labels_of(bars: Sequence[Bar], chars: Chars) -> tuple[BarLabel, ...]:
    """For each bar the characters whose centre lies in it, or just above it if it is a line.

    A character belongs to one bar at most: to the one it lies deepest in. A bar without text
    has no lines.
    """
    if not bars or not len(chars):
        return tuple(BarLabel((), ()) for _ in bars)
    places = _places(chars)
    depth = np.stack([_depth(bar, *places) for bar in bars])
    owner = np.where(depth.max(axis=0) > 0, depth.argmax(axis=0), -1)
    return tuple(_label(np.flatnonzero(owner == k), chars) for k in range(len(bars)))


def label_of(bar: Bar, chars: Chars) -> BarLabel:
    """The label of one bar when no other is near."""
    return labels_of((bar,), chars)[0]


def _places(chars: Chars) -> tuple[Reals, Reals, Reals]:
    """x and y of each character's centre, and y of its foot."""
    x0, top, x1, bottom = chars.boxes.astype(np.float64).T
    return (x0 + x1) / 2, (top + bottom) / 2, bottom


def _depth(bar: Bar, x: Reals, y: Reals, bottom: Reals) -> Reals:
    """How deep each character's centre lies in the bar, in points; not above 0: outside."""
    across = np.minimum(x - bar.x0, bar.x1 - x)
    inside = np.minimum(y - bar.top, bar.bottom - y)
    depth: Reals = np.minimum(across, inside)
    if bar.shape != "line":
        return depth
    # Text on a line: its foot close above the axis. Less near than any bar it lies in.
    above = bar.middle - bottom
    over = (above <= rules()["label"]["line_gap"]) & (y < bar.middle) & (across > 0)
    nearness = 0.5 / (1.0 + np.abs(above))
    near: Reals = np.where(over, np.minimum(nearness, across), depth)
    return near


def _label(found: Ints, chars: Chars) -> BarLabel:
    if not len(found):
        return BarLabel((), ())
    boxes = chars.boxes[found]
    middle = (boxes[:, 1] + boxes[:, 3]) / 2
    size = chars.size[found]
    order = np.argsort(middle, kind="stable")
    step = np.diff(middle[order]) > rules()["label"]["same_line"] * size[order][1:]
    line = np.empty(len(found), dtype=np.intp)
    line[order] = np.concatenate([[0], np.cumsum(step)])
    order = np.lexsort((boxes[:, 0], line))
    lines: list[str] = []
    kept: list[int] = []
    for number in range(int(line.max()) + 1):
        own = found[order[line[order] == number]]
        text = "".join(map(chr, chars.codes[own].tolist()))
        start, end = len(text) - len(text.lstrip()), len(text.rstrip())
        if start < end:
            lines.append(text[start:end])
            kept.extend(own[start:end].tolist())
    return BarLabel(tuple(lines), tuple(kept))
