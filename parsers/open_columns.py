"""Compares columns that white alone parts: where these part depends on the words of each page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

# How far edges in white may differ, as a part of the columns beside them.
OPEN_EDGE = 0.3
# Share of the narrower of two columns that must lie below the other.
HALF = 0.5


def are_alike(a: Sequence[float], b: Sequence[float]) -> bool:
    """Whether the inner edges of as many columns are the same but for a part of their width."""
    shift = b[0] - a[0]
    moved = [x - shift for x in b]
    return len(a) == len(b) and all(
        abs(a[k] - moved[k])
        < OPEN_EDGE * min(xs[n + 1] - xs[n] for xs in (a, moved) for n in (k - 1, k))
        for k in range(1, len(a) - 1)
    )


def columns_overlap(a: Sequence[float], b: Sequence[float]) -> bool:
    """Whether as many columns lie below each other, each by half of the narrower one."""
    return len(a) == len(b) and all(
        min(one[1], other[1]) - max(one[0], other[0])
        >= HALF * min(one[1] - one[0], other[1] - other[0])
        for one, other in zip(pairwise(a), pairwise(b), strict=True)
    )
