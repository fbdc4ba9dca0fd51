"""Questions the lines of a page: which are rulings, which are arrows drawn over a grid.

A ruling ends on a ruling of the other direction, or where its table ends. A stroke that stops
inside a grid is drawn on it, and so is one that carries an arrow's head.
"""

from __future__ import annotations

import numpy as np

from extract.frozen import frozen
from extract.membership import is_among
from extract.ruling_lines import SAME_LINE, SNAP, distinct
from extract.ruling_nets import Net
from extract.segments import Segments
from extract.subpaths import Array, Ints, Mask, row_any

# Ends within this of each other belong to the open side of one table.
EVEN = 2.0
# An end this far outside a table is no sloppy corner.
OVERSHOOT = 3.0
# A line this much thicker than the rulings it meets, and at least so thick, is drawn on them.
THICKER = 2.2
HEAVY = 1.5
# Differences of the colour's parts from here on make a line coloured rather than grey.
CHROMATIC = 60
HEAD_SIZE = 25.0
# Share of an arrow's shaft that the ruling below it covers.
COVERED = 0.9


@frozen(eq=False)
class Heads:
    """Small slanted or curved sub-paths: (n, 4) boxes along, across, along, across; colours."""

    box: Array
    colour: Ints


def doubtful(net: Net, heads: Heads) -> Mask:
    """Which of the lines along the net are no rulings, seen against the lines across them.

    ``heads`` has its boxes in the order (along, across, along, across).
    """
    along, across = net.along, net.across
    if not len(along) or not len(across):
        return _headed(along, heads)
    start, end = along.start[:, None], along.end[:, None]
    slack = SNAP + across.thickness / 2
    before = net.passes & (across.pos < start - slack)
    after = net.passes & (across.pos > end + slack)
    linked = row_any(net.touching)
    same = net.mine[:, None] == net.theirs
    inner_start, inner_end = row_any(before & same), row_any(after & same)
    inner = inner_start | inner_end
    partial = ~linked | inner
    if not partial.any():
        return partial  # what reaches from side to side of its own table is above doubt
    doubt: Mask = partial & _headed(along, heads)
    if not linked.all():
        enclosed = ~linked & row_any(before) & row_any(after)
        doubt |= enclosed & _enclosed(before, after, net.theirs) if enclosed.any() else enclosed
    if not inner.any():
        return doubt
    at_start = row_any(net.passes & (np.abs(across.pos - start) <= slack))
    at_end = row_any(net.passes & (np.abs(across.pos - end) <= slack))
    loose = linked & ((~at_start & inner_start) | (~at_end & inner_end))
    odd = at_start & at_end & inner
    odd = odd & _odd(net) if odd.any() else odd
    start_over = ~at_start & ~inner_start & at_end & inner_end
    end_over = ~at_end & ~inner_end & at_start & inner_start
    return doubt | loose | odd | _overrun(net, start_over, end_over)


def laid_on(segments: Segments, heads: Heads) -> Mask:
    """Segments with the head of an arrow that others already draw: an arrow on top of a ruling."""
    found = _headed(segments, heads)
    for i in np.flatnonzero(found):
        start, end = float(segments.start[i]), float(segments.end[i])
        level = np.abs(segments.pos - segments.pos[i]) <= SAME_LINE
        others = np.flatnonzero(level & (segments.start < end) & (segments.end > start))
        covered, at = 0.0, start
        for k in others[np.argsort(segments.start[others])]:
            if k != i:
                low, high = max(at, float(segments.start[k])), min(end, float(segments.end[k]))
                covered, at = covered + max(0.0, high - low), max(at, high)
        found[i] = covered >= COVERED * (end - start)
    return found


def _enclosed(before: Mask, after: Mask, theirs: Ints) -> Mask:
    """Lines that touch nothing and have lines of one and the same grid on both sides."""
    names, member = distinct(theirs)
    belongs = np.zeros((len(theirs), len(names)), dtype=np.float32)
    belongs[np.arange(len(theirs)), member] = 1.0
    left, right = before.astype(np.float32) @ belongs, after.astype(np.float32) @ belongs
    return row_any((left > 0) & (right > 0))


def _headed(along: Segments, heads: Heads) -> Mask:
    """Lines that carry a head of their own colour at one of their ends."""
    found = np.zeros(len(along), dtype=bool)
    if not len(heads.box):
        return found
    x0, top, x1, bottom = heads.box.T
    middle = np.abs((top + bottom) / 2 - along.pos[:, None]) <= SNAP
    own = heads.colour == along.colour[:, None]
    small = np.maximum(x1 - x0, bottom - top) <= HEAD_SIZE
    longer = (along.end - along.start)[:, None] > x1 - x0
    fits = middle & own & small & longer
    if not fits.any():
        return found
    for end in (along.start, along.end):
        holds = (end[:, None] >= x0 - SNAP) & (end[:, None] <= x1 + SNAP)
        found |= row_any(holds & fits)
    return found


def _odd(net: Net) -> Mask:
    """Lines far thicker than those they hang together with, or of a colour none of those has."""
    along, across, theirs = net.along, net.across, net.theirs
    order = np.lexsort((across.thickness, theirs))
    names, member = distinct(theirs)
    count = np.bincount(member)
    first = count.cumsum() - count
    usual = across.thickness[order][first + count // 2]
    at = np.searchsorted(names, net.mine)
    known = np.append(names, -1)[at] == net.mine
    heavy: Mask = along.thickness >= np.maximum(THICKER * np.append(usual, 0.0)[at], HEAVY)
    shades = [(along.colour >> k) & 255 for k in (16, 8, 0)]
    coloured: Mask = np.maximum.reduce(shades) - np.minimum.reduce(shades) >= CHROMATIC
    if coloured.any():
        own = _paired(net.mine, along.colour)
        coloured &= ~is_among(own, _paired(theirs, across.colour))
    odd: Mask = known & (heavy | coloured)
    return odd


def _paired(labels: Ints, colours: Ints) -> Ints:
    """One number for a label and a packed colour."""
    return labels * (1 << 24) + colours


def _overrun(net: Net, starts: Mask, ends: Mask) -> Mask:
    """Lines that begin inside a table and run out of it further than its first and last line."""
    along, across, mine, theirs = net.along, net.across, net.mine, net.theirs
    found = np.zeros(len(along), dtype=bool)
    for i in np.flatnonzero(starts | ends):
        pos = across.pos[theirs == mine[i]]
        kin = np.flatnonzero(mine == mine[i])
        rim = kin[[np.argmin(along.pos[kin]), np.argmax(along.pos[kin])]]
        if starts[i]:
            even = np.abs(along.start[rim] - along.start[i]) <= EVEN
            far = pos.min() - along.start[i] > OVERSHOOT
        else:
            even = np.abs(along.end[rim] - along.end[i]) <= EVEN
            far = along.end[i] - pos.max() > OVERSHOOT
        found[i] = far and not even.any()
    return found
