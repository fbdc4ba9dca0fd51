"""Sorts places on a page group by group: lines of a cell, characters of a line."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

# Points; longer than any page, so that no place of a group comes among those of the next.
FAR = 1e6


def group_order(group: NDArray[np.int64], places: NDArray[np.floating]) -> NDArray[np.intp]:
    """The order by group and within it by place (points), the first of equals first.

    One sum sorted takes a third of the time that numpy takes for two keys.
    """
    return (group * FAR + places).argsort(kind="stable")
