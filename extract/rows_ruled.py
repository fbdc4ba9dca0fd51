"""Tells where a page rules off rows of a table that has no upright rulings."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from extract.row_edges import DOUBLE
from extract.subpaths import Array

# Points by which the pieces of one rule may differ in height.
LEVEL = 1.0
# Share of the width that the pieces of a rule cover: there is white between those of two columns.
COVERED = 0.8


def rules_across(horizontal: Array, sides: Sequence[float]) -> list[float]:
    """The heights, from the top, at which level rulings (n, 4) cover all of some columns.

    ``sides`` are the sides of the columns, from the left. An underline covers only some of them,
    and so does a line drawn as a bar; neither parts rows.
    """
    found: list[float] = []
    for y in np.sort(horizontal[:, 0]).tolist():
        if found and y - found[-1] < DOUBLE:
            continue
        level = horizontal[(horizontal[:, 0] >= y) & (horizontal[:, 0] <= y + LEVEL)]
        if all(_covered(level, a, b) >= COVERED * (b - a) for a, b in pairwise(sides)):
            found.append(y)
    return found


def _covered(level: Array, x0: float, x1: float) -> float:
    """How many points from one place to another some rulings of one height cover."""
    covered, reach = 0.0, x0
    for _, start, end, _ in level[np.argsort(level[:, 1], kind="stable")].tolist():
        covered += max(min(end, x1) - max(start, reach), 0.0)
        reach = max(reach, end)
    return covered
