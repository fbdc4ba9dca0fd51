"""Schedule cells that are marked by their background."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extract.arrow_rules import rules
from extract.bar_model import Bar
from extract.bar_reach import Edges

Reals = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Fills:
    """Filled rectangles: (n, 4) boxes, (n, 3) RGB colours, (n,) indexes of their drawings."""

    boxes: Reals
    colours: Ints
    drawings: Ints


def shaded_bars(fills: Fills, columns: Edges, rows: Edges) -> tuple[Bar, ...]:
    """Bars for the cells between these edges that are shaded, neighbours of one colour joined.

    Not counted: white; the label cell's colour in a row without a plain cell (banding); a
    column whose header has the same colour (a highlighted year); a colour that covers every
    cell of a row and is found outside the year columns as well (header, labels).
    """
    x, y = np.asarray(columns, dtype=np.float64), np.asarray(rows, dtype=np.float64)
    shade, source = _painted(fills, x, y)
    outside = _colours_outside(fills, x, y)
    for row in range(len(y) - 1):
        found = shade[row][shade[row] >= 0]
        plain = len(found) == len(x) - 1 and len(set(found.tolist())) == 1
        if plain and _like(int(found[0]), outside):
            shade[row] = -1
        elif len(found) == len(x) - 1:
            beside = _colours_beside(fills, x, (y[row] + y[row + 1]) / 2)
            shade[row] = [-1 if _like(c, beside) else c for c in found.tolist()]
    for column in range(len(x) - 1):
        above = _header_colours(fills, x, y, column)
        own = shade[:, column]
        if len(own) > 1 and (own >= 0).all() and all(_like(int(c), above) for c in own):
            shade[:, column] = -1
    return tuple(_bars(shade, source, x, y))


def _painted(fills: Fills, x: Reals, y: Reals) -> tuple[Ints, list[list[list[int]]]]:
    """Packed colour of each cell (-1: none), and the drawings that painted it; later ones win."""
    shade = np.full((len(y) - 1, len(x) - 1), -1, dtype=np.int64)
    source: list[list[list[int]]] = [[[] for _ in x[1:]] for _ in y[1:]]
    border, white = rules()["shading"]["border"], rules()["shading"]["white"]
    for box, colour, drawing in zip(fills.boxes, fills.colours, fills.drawings, strict=True):
        (a, left), (b, right) = _nearest(x, box[0]), _nearest(x, box[2])
        (c, top), (d, bottom) = _nearest(y, box[1]), _nearest(y, box[3])
        if a >= b or c >= d or max(left, right, top, bottom) > border:
            continue
        packed = -1 if int(colour.min()) >= white else _pack(colour)
        shade[c:d, a:b] = packed
        for row in range(c, d):
            for column in range(a, b):
                source[row][column] = [int(drawing)] if packed >= 0 else []
    return shade, source


def _nearest(edges: Reals, at: float) -> tuple[int, float]:
    off = np.abs(edges - at)
    k = int(off.argmin())
    return k, float(off[k])


def _pack(colour: Ints) -> int:
    red, green, blue = (int(part) for part in colour)
    return red << 16 | green << 8 | blue


def _like(packed: int, others: set[int]) -> bool:
    near = rules()["shading"]["same_colour"]
    return any(
        all(abs((packed >> k & 255) - (other >> k & 255)) <= near for k in (0, 8, 16))
        for other in others
    )


def _colours_outside(fills: Fills, x: Reals, y: Reals) -> set[int]:
    """Colours of fills that end left of the year columns or above their rows, close by."""
    border = rules()["shading"]["border"]
    left = (fills.boxes[:, 2] <= x[0] + border) & (fills.boxes[:, 3] > y[0] - border)
    left &= fills.boxes[:, 1] < y[-1]
    above = (fills.boxes[:, 3] <= y[0] + border) & (fills.boxes[:, 2] > x[0])
    above &= (fills.boxes[:, 0] < x[-1]) & (fills.boxes[:, 3] > y[0] - 60)
    return {_pack(colour) for colour in fills.colours[left | above]}


def _colours_beside(fills: Fills, x: Reals, middle: float) -> set[int]:
    """Colours of the cell at the left of the year columns."""
    beside = (np.abs(fills.boxes[:, 2] - x[0]) <= rules()["shading"]["border"]) & (
        (fills.boxes[:, 1] < middle) & (fills.boxes[:, 3] > middle)
    )
    return {_pack(c) for c in fills.colours[beside]}


def _header_colours(fills: Fills, x: Reals, y: Reals, column: int) -> set[int]:
    """Colours of the fills that end at the first row, over this column."""
    middle = (x[column] + x[column + 1]) / 2
    over = (np.abs(fills.boxes[:, 3] - y[0]) <= rules()["shading"]["border"]) & (
        (fills.boxes[:, 0] < middle) & (fills.boxes[:, 2] > middle)
    )
    return {_pack(c) for c in fills.colours[over]}


def _bars(shade: Ints, source: list[list[list[int]]], x: Reals, y: Reals) -> list[Bar]:
    found: list[Bar] = []
    for row, shades in enumerate(shade.tolist()):
        start = 0
        for end in range(1, len(shades) + 1):
            if end < len(shades) and shades[end] == shades[start]:
                continue
            if shades[start] >= 0:
                packed = shades[start]
                drawings = {d for cell in source[row][start:end] for d in cell}
                found.append(
                    Bar(
                        float(x[start]),
                        float(y[row]),
                        float(x[end]),
                        float(y[row + 1]),
                        "shading",
                        colour=(packed >> 16, packed >> 8 & 255, packed & 255),
                        drawings=tuple(sorted(drawings)),
                    )
                )
            start = end
    return found
