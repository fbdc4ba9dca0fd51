"""One bar for what was painted several times: fill and stroke, shadow, edges, stripes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from extract.arrow_rules import rules
from extract.bar_model import Bar, Shape
from extract.ink import Chars, Floats
from extract.outlines import Outline

# What a copy says about the form, the most telling first: a gradient or picture has a box only.
_TELLING: tuple[Shape, ...] = (
    "double_arrow",
    "notched",
    "chevron",
    "pentagon",
    "block_arrow",
    "rounded_bar",
    "gradient",
    "bar",
    "image",
    "shading",
    "line",
)


def merge_copies(bars: Sequence[Bar], tolerance: float = 1.2) -> list[Bar]:
    """Bars in content order, with copies in the same place, or as a shadow beside, made one."""
    if not bars:
        return []
    boxes = np.array([(b.x0, b.top, b.x1, b.bottom) for b in bars])
    apart = np.abs(boxes[:, None] - boxes[None])
    same = (apart <= tolerance).all(axis=2)
    shadow = _shadows(bars, boxes)
    merged: list[Bar] = []
    taken: set[int] = set()
    for i in reversed(range(len(bars))):  # what was painted last is seen
        if i in taken:
            continue
        group = [k for k in range(i + 1) if k not in taken and (same[i, k] or shadow[i, k])]
        taken.update(group)
        place = [k for k in group if same[i, k]]
        merged.append(_one([bars[k] for k in place], [bars[k] for k in group]))
    return merged[::-1]


def absorb_edges(bars: Sequence[Bar]) -> list[Bar]:
    """Without the headless lines that run along the top or bottom edge of a higher bar."""
    absorbed: dict[int, list[Bar]] = {}
    for line in bars:
        if line.shape == "line" and line.head == "none":
            for k, bar in enumerate(bars):
                edge = min(abs(line.middle - bar.top), abs(line.middle - bar.bottom)) <= 1
                within = line.x0 >= bar.x0 - 1.5 and line.x1 <= bar.x1 + 1.5
                if bar.shape != "line" and edge and within:
                    absorbed.setdefault(k, []).append(line)
                    break
    gone = {id(line) for lines in absorbed.values() for line in lines}
    return [
        _with(bar, [d for line in absorbed.get(k, []) for d in line.drawings])
        for k, bar in enumerate(bars)
        if id(bar) not in gone
    ]


def absorb_stripes(bars: Sequence[Bar], slivers: Iterable[Outline]) -> list[Bar]:
    """Pointed bars with the stripes of their tail (narrow upright pieces that follow it)."""
    gap = rules()["bar"]["stripe_gap"]
    pieces = [o for o in slivers if o.closed and len(o.points) <= 4 and o.high > o.wide]
    grown: list[Bar] = []
    for bar in bars:
        tails = (bar.head in ("right", "both"), bar.head in ("left", "both"))
        for at_left in (side for side, tail in zip((True, False), tails, strict=True) if tail):
            near = sorted(pieces, key=lambda o: -o.x1 if at_left else o.x0)
            for o in near:
                free = bar.x0 - o.x1 if at_left else o.x0 - bar.x1
                inside = o.top >= bar.top - 0.5 and o.bottom <= bar.bottom + 0.5
                if (
                    bar.head != "both"
                    and -0.5 - o.wide <= free <= gap
                    and inside
                    and o.high > o.wide
                ):
                    bar = _with(bar, [o.drawing])
                    bar = replace(bar, x0=min(bar.x0, o.x0), x1=max(bar.x1, o.x1))
        grown.append(bar)
    return grown


def drop_underlines(bars: Iterable[Bar], chars: Chars) -> list[Bar]:
    """Without the plain lines that underline or strike out exactly one run of characters."""
    return [bar for bar in bars if not _underlines(bar, chars)]


def join_strips(boxes: Floats) -> list[tuple[list[float], tuple[int, ...]]]:
    """Boxes of pictures, with those cut into strips one below the other made one."""
    joined: list[tuple[list[float], tuple[int, ...]]] = []
    for i in np.lexsort((boxes[:, 1], boxes[:, 0])).tolist():
        box: list[float] = boxes[i].tolist()
        for k, (other, indexes) in enumerate(joined):
            level = abs(other[0] - box[0]) <= 0.5 and abs(other[2] - box[2]) <= 0.5
            if level and -0.5 <= box[1] - other[3] <= 0.5:
                joined[k] = ([other[0], other[1], other[2], box[3]], (*indexes, i))
                break
        else:
            joined.append((box, (i,)))
    return joined


def _shadows(bars: Sequence[Bar], boxes: NDArray[np.float64]) -> NDArray[np.bool_]:
    """[i, k]: bar k, painted before i, is of the same form and size and close beside it."""
    size = np.stack([boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]], axis=1)
    same_size = (np.abs(size[:, None] - size[None]) <= 0.6).all(axis=2)
    offset = np.abs(boxes[:, None, :2] - boxes[None, :, :2])
    reach = np.minimum(rules()["bar"]["shadow"], size[:, None] / 2)
    form = np.array([f"{b.shape} {b.head}" for b in bars])
    solid = np.array([b.shape not in ("line", "image") for b in bars])
    close = (offset <= reach).all(axis=2)
    return np.asarray(same_size & close & (form[:, None] == form[None]) & solid[:, None])


def _one(place: Sequence[Bar], group: Sequence[Bar]) -> Bar:
    if len(group) == 1:
        return group[0]
    best = min(place, key=lambda b: (_TELLING.index(b.shape), b.head == "none"))
    headed = next((b.head for b in place if b.head != "none"), best.head)
    shown = max(place, key=lambda b: b.colour is not None and min(b.colour) < 250)
    whole = replace(
        best,
        x0=min(b.x0 for b in place),
        top=min(b.top for b in place),
        x1=max(b.x1 for b in place),
        bottom=max(b.bottom for b in place),
        head=best.head if best.head != "none" else headed,
        colour=shown.colour,
        dashed=any(b.dashed for b in place),
        images=tuple(sorted({i for b in group for i in b.images})),
    )
    return _with(whole, sorted({d for b in group for d in b.drawings}))


def _with(bar: Bar, drawings: Sequence[int]) -> Bar:
    if not drawings:
        return bar
    return replace(bar, drawings=tuple(dict.fromkeys([*bar.drawings, *drawings])))


def _underlines(bar: Bar, chars: Chars) -> bool:
    if bar.shape != "line" or bar.head != "none" or not len(chars):
        return False
    x0, top, x1, bottom = chars.boxes.T
    high = bottom - top
    level = (bar.middle >= top + 0.35 * high) & (bar.middle <= bottom + 2.0)
    slack = rules()["line"]["underline"]
    met = level & (x1 > bar.x0 + 0.5) & (x0 < bar.x1 - 0.5)
    if not met.any():
        return False
    ends = (float(x0[met].min()) - bar.x0, float(x1[met].max()) - bar.x1)
    return max(abs(end) for end in ends) <= slack
