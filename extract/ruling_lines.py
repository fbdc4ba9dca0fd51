"""Joins collinear segments to lines, and finds which lines hang together."""

from __future__ import annotations

from math import floor, inf

import numpy as np

from extract.frozen import frozen
from extract.group_order import FAR
from extract.segments import Segments
from extract.subpaths import Array, Ints, Mask

# Points by which ends of lines may miss each other and still meet.
SNAP = 1.5
# Segments of one line may lie this far apart across: rounding and jitter of producers.
SAME_LINE = 0.75
# Pieces shorter than DASH with gaps up to DASH_GAP are dashes of one broken line.
DASH = 10.0
DASH_GAP = 4.0


@frozen(eq=False)
class Lines:
    """Joined segments; ``member`` gives for each segment the index of its line."""

    lines: Segments
    member: Ints


def clusters(values: Array, tolerance: float) -> Ints:
    """A number for each value, equal for values that lie within ``tolerance`` of a neighbour.

    Numbers count from 0 in order of value. A chain much wider than the tolerance is cut, so
    that a hatched area does not become one position.
    """
    # A page has few lines: plain numbers take a third of the time of numpy's calls.
    order = values.argsort(kind="stable")
    found: list[int] = []
    label, cut, begin, before = -1, 0, 0.0, -inf
    for value in values[order].tolist():
        if value - before > tolerance:
            label, cut, begin = label + 1, 0, value
        elif (part := floor((value - begin) / (3 * tolerance))) > cut:
            label, cut = label + 1, part
        before = value
        found.append(label)
    labels = np.empty(len(values), dtype=np.int64)
    labels[order] = found
    return labels


def distinct(values: Ints) -> tuple[Ints, Ints]:
    """The different values in ascending order, and for each value its index among them."""
    # numpy's own loads masked arrays, which takes 30 ms.
    order = values.argsort(kind="stable")
    ranked = values[order]
    fresh = np.ones(len(values), dtype=bool)
    fresh[1:] = ranked[1:] != ranked[:-1]
    member = np.empty(len(values), dtype=np.int64)
    member[order] = fresh.cumsum() - 1
    return ranked[fresh], member


def joined(segments: Segments) -> Lines:
    """Collinear segments that touch or overlap, and chains of dashes, as single lines.

    A line's position and thickness are means weighted by length, its colour that of its
    longest part, its sub-path any of its parts'.
    """
    n = len(segments)
    if not n:
        return Lines(segments, np.zeros(0, dtype=np.int64))
    offset = clusters(segments.pos, SAME_LINE) * FAR  # clusters never overlap on one axis
    order = np.argsort(offset + segments.start, kind="stable")
    s = segments.pick(order)
    start, end = offset[order] + s.start, offset[order] + s.end
    length = s.end - s.start
    reach = np.maximum.accumulate(end)
    dashes = (length[1:] < DASH) & (length[:-1] < DASH)
    begins = np.ones(n, dtype=bool)
    begins[1:] = start[1:] - reach[:-1] > np.where(dashes, DASH_GAP, SNAP)
    first, group = np.flatnonzero(begins), begins.cumsum() - 1
    weight = length + 0.01
    total = np.add.reduceat(weight, first)
    by_length = np.lexsort((length, group))
    longest = by_length[np.append(first[1:], n) - 1]
    lines = Segments(
        np.add.reduceat(s.pos * weight, first) / total,
        np.minimum.reduceat(s.start, first),
        np.maximum.reduceat(s.end, first),
        np.add.reduceat(s.thickness * weight, first) / total,
        s.colour[longest],
        s.subpath[longest],
    )
    member = np.empty(n, dtype=np.int64)
    member[order] = group
    return Lines(lines, member)


def meets(across: Segments, along: Segments) -> Mask:
    """(len(across), len(along)): whether two lines of different direction touch or cross."""
    return reaches(across, along) & reaches(along, across).T


def reaches(one: Segments, other: Segments) -> Mask:
    """(len(one), len(other)): whether each other line, prolonged, would hit the one."""
    slack = SNAP + other.thickness / 2
    return (other.pos >= one.start[:, None] - slack) & (other.pos <= one.end[:, None] + slack)


def components(touching: Mask) -> tuple[Ints, Ints]:
    """Labels of rows and of columns: equal for what is linked by any chain of true entries."""
    n, m = touching.shape
    i, j = touching.nonzero()
    # A page has few lines that meet: plain numbers take a third of the time of numpy's calls.
    parent = list(range(n + m))
    for one, other in zip(i.tolist(), (j + n).tolist(), strict=True):
        while one != parent[one]:
            parent[one] = one = parent[parent[one]]
        while other != parent[other]:
            parent[other] = other = parent[parent[other]]
        if one < other:
            parent[other] = one
        else:
            parent[one] = other
    for name, above in enumerate(parent):  # a parent comes before its children
        parent[name] = parent[above]
    labels = np.array(parent, np.int64)
    return labels[:n], labels[n:]
