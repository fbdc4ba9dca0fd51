"""Closes broken lines in a mask of ink, so that each is one piece."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from extract.arrow_rules import rules
from extract.ocr_pieces import Mask, pieces

Ints = NDArray[np.int64]

# A dash is at least so much longer than high, and no higher than this (points).
LONG = 1.8
HIGH = 2.5
# Fewer in a row are minus signs or a long vowel. Together they have at least this length.
COUNT = 4
LENGTH = 36.0


def with_dashes(ink: Mask, scale: float) -> Mask:
    """The ink with the gaps of broken level lines filled, up to a head behind the last dash."""
    boxes = pieces(ink).boxes
    wide, high = (boxes[:, 2:] - boxes[:, :2]).T / scale
    line = rules()["line"]
    is_dash = (high <= HIGH) & (wide >= LONG * high) & (wide <= line["dash_length"])
    middle = (boxes[:, 1] + boxes[:, 3]) / 2 / scale
    closed = ink.copy()
    dashes = np.flatnonzero(is_dash)
    for chain in _chains(boxes[dashes], middle[dashes], scale):
        first, last = boxes[dashes[chain[0]]], boxes[dashes[chain[-1]]]
        if len(chain) < COUNT or last[2] - first[0] < LENGTH * scale:
            continue
        near = np.abs(middle - middle[dashes[chain[0]]]) <= rules()["head"]["level"]
        gap = line["dash_gap"] * scale
        ends = near & (
            ((boxes[:, 0] >= last[2]) & (boxes[:, 0] - last[2] <= gap))
            | ((boxes[:, 2] <= first[0]) & (first[0] - boxes[:, 2] <= gap))
        )
        x0 = min([int(first[0]), *boxes[ends, 2].tolist()])
        x1 = max([int(last[2]), *boxes[ends, 0].tolist()])
        closed[int(first[1]) : int(first[3]), x0:x1] = True
    return closed


def _chains(boxes: Ints, middle: NDArray[np.float64], scale: float) -> list[list[int]]:
    """Indexes of dashes that follow one another on one axis, from left to right."""
    line = rules()["line"]
    order = np.lexsort((boxes[:, 0], np.round(middle))).tolist()
    chains: list[list[int]] = [order[:1]] if order else []
    for one, other in pairwise(order):
        level = abs(middle[one] - middle[other]) <= line["joint"]
        follows = 0 < boxes[other, 0] - boxes[one, 2] <= line["dash_gap"] * scale
        if level and follows:
            chains[-1].append(other)
        else:
            chains.append([other])
    return chains
