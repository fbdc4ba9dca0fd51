"""Where a bar lies in a schedule grid: its year columns, and its row."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from operator import lt

import numpy as np
from numpy.typing import NDArray

from extract.arrow_rules import rules
from extract.bar_model import Bar
from extract.frozen import frozen

Edges = Sequence[float] | NDArray[np.floating]


@frozen
class ColumnReach:
    """The columns that a bar covers: (index, share 0–1 of the column's width), left to right.

    ``first`` and ``last`` are the columns where it begins and ends (None: it covers none). An
    end that covers less than 15 % of its column is not taken for a year: ``first`` or ``last``
    is then the column beside, and ``uncertain_start`` or ``uncertain_end`` says so.
    ``overrun_*`` tells that the bar goes on beyond the outer edges.
    """

    columns: tuple[tuple[int, float], ...]
    first: int | None
    last: int | None
    uncertain_start: bool = False
    uncertain_end: bool = False
    overrun_left: bool = False
    overrun_right: bool = False

    @property
    def uncertain(self) -> bool:
        """Whether either end is in doubt."""
        return self.uncertain_start or self.uncertain_end


@frozen
class RowHit:
    """The row of a bar. ``row`` is None where ``candidates`` (top to bottom) are several or none.

    ``all_rows``: the bar lies over every row of the grid.
    """

    row: int | None
    candidates: tuple[int, ...]
    all_rows: bool = False


def years_of(bar: Bar, edges: Edges) -> ColumnReach:
    """``columns_under`` for a bar."""
    return columns_under(float(bar.x0), float(bar.x1), bar.shape, edges)


def columns_under(x0: float, x1: float, shape: str, edges: Edges) -> ColumnReach:
    """The columns between ascending x ``edges`` (one more than columns) that a bar covers.

    A bar drawn to a border and a point beyond (line widths, rims of pictures) does not touch
    the next column. Edges that do not ascend, or fewer than two, are a ValueError.
    """
    x = _ascending(edges)
    limits = rules()["years"]
    share = [(min(x1, b) - max(x0, a)) / (b - a) for a, b in pairwise(x)]
    rim = rules()["image"]["margin"] if shape == "image" else limits["touch"]
    least = (min(rim / (b - a), 0.5) for a, b in pairwise(x))
    over_left, over_right = (d > limits["overrun"] for d in (x[0] - x0, x1 - x[-1]))
    hit = [i for i, (part, enough) in enumerate(zip(share, least, strict=True)) if part > enough]
    if not hit:  # shorter than the tolerance: the column that holds most of it, if any
        best = share.index(max(share))
        hit = [best] if share[best] > 0 and not (over_left or over_right) else []
    columns = tuple((i, round(min(1.0, share[i]), 3)) for i in hit)
    if not hit:
        return ColumnReach((), None, None, False, False, over_left, over_right)
    first, last = hit[0], hit[-1]
    start = share[first] < limits["uncertain_share"] and first < last
    end = share[last] < limits["uncertain_share"] and first < last
    if start and end and last - first == 1:  # a short bar across one border: the larger part
        keep = first if share[first] >= share[last] else last
        return ColumnReach(columns, keep, keep, True, True, over_left, over_right)
    return ColumnReach(columns, first + start, last - end, start, end, over_left, over_right)


def rows_of(bar: Bar, edges: Edges) -> RowHit:
    """The row between ascending y ``edges`` in which the bar lies.

    At least 80 % of its height in one row is that row; so is a row that a higher bar covers
    from its middle, reaching little over both borders. Else all rows with a fair share are
    candidates. Edges that do not ascend, or fewer than two, are a ValueError.
    """
    y = _ascending(edges)
    limits = rules()["rows"]
    half = float(max(bar.height, limits["min_height"])) / 2
    top, bottom = float(bar.middle) - half, float(bar.middle) + half
    shared = [max(0.0, min(bottom, b) - max(top, a)) for a, b in pairwise(y)]
    covered = (part / (b - a) for part, (a, b) in zip(shared, pairwise(y), strict=True))
    if len(shared) > 1 and all(part >= 0.6 for part in covered):
        return RowHit(None, tuple(range(len(shared))), all_rows=True)
    share = [part / (2 * half) for part in shared]
    best = share.index(max(share))
    others = (part for i, part in enumerate(share) if i != best)
    alone = share[best] >= limits["centred_share"] and all(
        part < limits["stray_share"] for part in others
    )
    inside = top >= y[0] - half and bottom <= y[-1] + half
    if share[best] >= limits["sure_share"] or (alone and inside):
        return RowHit(best, (best,))
    return RowHit(None, tuple(i for i, part in enumerate(share) if part >= limits["stray_share"]))


def _ascending(edges: Edges) -> list[float]:
    # A grid has few edges: on plain numbers the sums take a tenth of what numpy's calls take.
    plain = set(map(type, edges)) == {float}
    values: list[float] = list(edges) if plain else np.asarray(edges, np.float64).tolist()
    flat = plain or all(isinstance(value, float) for value in values)
    if not flat or len(values) < 2 or not all(map(lt, values, values[1:])):
        raise ValueError("edges must be two or more ascending positions")
    return values
