"""Bars of a scan that are not what they look like: two edges of one, and shading of a cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from extract.bar_model import Bar
from extract.ocr_rules import rules
from extract.ruling_grids import RuledCell

# Points by which the edges of one bar may differ, and shading from the cell that it fills.
SAME = 2.0
FILLS = 2.0


def framed(bars: Iterable[Bar]) -> list[Bar]:
    """Bars with each two plain lines of one length, one closely above the other, made one bar.

    The sides of a broken outline are too short to be seen as lines, its edges are not.
    """
    found: list[Bar] = []
    for bar in sorted(bars, key=lambda b: b.top):
        above = next((k for k, other in enumerate(found) if _are_edges(other, bar)), None)
        if above is None:
            found.append(bar)
        else:
            x0, x1 = min(found[above].x0, bar.x0), max(found[above].x1, bar.x1)
            found[above] = replace(found[above], x0=x0, x1=x1, bottom=bar.bottom, shape="bar")
    return found


def fills(bar: Bar, cells: Sequence[RuledCell]) -> RuledCell | None:
    """The cell whose background a plain bar is: it reaches from border to border both ways."""
    if bar.shape not in ("bar", "rounded_bar"):
        return None
    box = bar.x0, bar.top, bar.x1, bar.bottom
    for cell in cells:
        sides = cell.x0, cell.top, cell.x1, cell.bottom
        if all(abs(a - b) <= FILLS for a, b in zip(box, sides, strict=True)):
            return cell
    return None


def _are_edges(one: Bar, other: Bar) -> bool:
    plain = all(bar.shape == "line" and bar.head == "none" for bar in (one, other))
    level = abs(one.x0 - other.x0) <= SAME and abs(one.x1 - other.x1) <= SAME
    return plain and level and 0 < other.bottom - one.top <= rules()["bar"]["max_frame"] / 2
