"""Rulings of both directions and which of them hang together: the nets that tables are."""

from __future__ import annotations

import numpy as np

from extract.frozen import frozen
from extract.ruling_lines import components, reaches
from extract.segments import Segments
from extract.subpaths import Array, Ints, Mask


@frozen(eq=False)
class Net:
    """Lines along a page and lines across them; masks are (len(along), len(across)).

    ``hits``: a line across, prolonged, would hit the line along it; ``passes``: the line along,
    prolonged, would hit the line across; ``touching``: both, so that they meet. ``mine`` and
    ``theirs`` are labels of the lines along and across, equal for what any chain of meeting
    lines links.
    """

    along: Segments
    across: Segments
    hits: Mask
    passes: Mask
    touching: Mask
    mine: Ints
    theirs: Ints

    def turned(self) -> Net:
        """The same with the directions exchanged."""
        masks = (self.passes.T, self.hits.T, self.touching.T)
        return Net(self.across, self.along, *masks, self.theirs, self.mine)


def net_of(along: Segments, across: Segments) -> Net:
    """Two lots of lines of different direction, compared."""
    hits, passes = reaches(along, across), reaches(across, along).T
    touching = hits & passes
    return Net(along, across, hits, passes, touching, *components(touching))


def extents(net: Net) -> tuple[Array, Array, Array, Array]:
    """x0, top, x1, bottom of every net of level lines (along) and upright ones, (k,) each."""
    names = np.flatnonzero(np.bincount(net.theirs[net.theirs < len(net.mine)]))
    top, bottom = extremes(net.along.pos, net.mine, names)
    x0, x1 = extremes(net.across.pos, net.theirs, names)
    return x0, top, x1, bottom


def extremes(values: Array, labels: Ints, names: Ints) -> tuple[Array, Array]:
    """Smallest and largest value of each name's members; every name must have one."""
    low, high = np.full(len(names), np.inf), np.full(len(names), -np.inf)
    if not len(names):
        return low, high
    at = np.searchsorted(names, labels)
    known = np.append(names, -1)[at] == labels
    np.minimum.at(low, at[known], values[known])
    np.maximum.at(high, at[known], values[known])
    return low, high
