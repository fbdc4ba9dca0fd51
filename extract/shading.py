"""Tells backgrounds of cells and text from bars drawn inside a grid."""

from __future__ import annotations

import numpy as np

from extract.ruling_lines import components, distinct
from extract.ruling_nets import Net, extents, extremes
from extract.subpaths import Array, Ints, Mask, row_all, row_any

# An edge of a background lies this close to the line it fills up to.
ON_LINE = 2.0
# Fills of one colour this close make one background: office programs cut it into strips.
TOUCH = 0.5
# More fills than this are not put together.
MANY = 800


def backgrounds(box: Array, colour: Ints, net: Net) -> Mask:
    """Which filled rectangles (n, 4) are backgrounds, given the rulings of the page, level along.

    Fills of one colour that touch are judged as one. Inside a grid a background reaches from
    ruling to ruling on all four sides; outside of every grid all fills are backgrounds.
    """
    if not len(box):
        return np.zeros(0, dtype=bool)
    whole = _groups(box, colour)
    x0, y0, x1, y1 = extents(net)
    beside = (whole[:, [2]] <= x0 + ON_LINE) | (whole[:, [0]] >= x1 - ON_LINE)
    apart = (whole[:, [3]] <= y0 + ON_LINE) | (whole[:, [1]] >= y1 - ON_LINE)
    around = (whole[:, [0]] < x0) & (whole[:, [2]] > x1) & (whole[:, [1]] < y0)
    around &= whole[:, [3]] > y1
    outside = row_all(beside | apart | around)
    fits = np.ones(len(box), dtype=bool)
    for side, lines in ((0, net.across), (2, net.across), (1, net.along), (3, net.along)):
        axis = (side + 1) % 2
        middle = (whole[:, [axis]] + whole[:, [axis + 2]]) / 2
        near = np.abs(lines.pos - whole[:, [side]]) <= ON_LINE
        fits &= row_any(near & (lines.start <= middle) & (lines.end >= middle))
    return outside | fits


def _groups(box: Array, colour: Ints) -> Array:
    """For each box the extent of all boxes of its colour that it touches, directly or not."""
    if len(box) > MANY:
        return box
    low = np.maximum(box[:, None, :2], box[None, :, :2])
    high = np.minimum(box[:, None, 2:], box[None, :, 2:])
    touching = (high - low >= -TOUCH).all(axis=2) & (colour[:, None] == colour)
    if touching.sum() == len(box):  # each touches but itself
        return box
    label, _ = components(touching)
    names, member = distinct(label)
    whole = np.empty((len(names), 4))
    for side in range(4):
        whole[:, side] = extremes(box[:, side], label, names)[side // 2]
    merged: Array = whole[member]
    return merged
