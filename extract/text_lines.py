"""Groups characters into lines, left to right, with blanks where the print leaves a gap."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from extract.group_order import group_order
from extract.ink import Bools, Chars, Floats
from extract.ink_chars import is_blank
from extract.overlaid_lines import Placed, parted_lines
from extract.text_tape import Indexes, text_at

# Fractions of the font size.
SAME_LINE = 0.5
# Wider than the quarter that word processors put between letters and Japanese.
BLANK = 0.32


class Line(NamedTuple):
    """One printed line: its characters in order (negative: a blank), extent and font size.

    ``text`` is what it reads with its blanks, ``tail`` the white space behind it, which is
    printed where a paragraph goes on.
    """

    order: Indexes
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool
    tail: Indexes
    text: str

    @property
    def middle(self) -> float:
        """Height of the middle of the line on the page."""
        return (self.top + self.bottom) / 2


def text_lines(chars: Chars, members: Indexes) -> list[Line]:
    """The lines of some characters of a page, from top to bottom.

    Characters belong to one line when the middles of their boxes are less than half a font
    size apart. White space at the ends of a line is left out; it prints nothing.
    """
    return grouped_lines(chars, members, np.zeros(len(members), np.int64)).get(0, [])


def grouped_lines(chars: Chars, members: Indexes, group: Indexes) -> dict[int, list[Line]]:
    """The lines of several groups of characters, as the cells of a table are, by group.

    ``group`` numbers the group of each of the ``members``. All are sorted at once: what is done
    cell by cell takes most of the time of a page.
    """
    found: dict[int, list[Line]] = {}
    if not len(members):
        return found
    boxes = chars.boxes.take(members, axis=0)
    middle = (boxes[:, 1] + boxes[:, 3]) / 2
    by_height = group_order(group, middle)
    members, group, middle = members[by_height], group[by_height], middle[by_height]
    size = np.maximum(chars.size[members], 1.0)
    begins = np.ones(len(members), np.bool_)
    np.greater(middle[1:] - middle[:-1], np.minimum(size[1:], size[:-1]) * SAME_LINE, begins[1:])
    begins[1:] |= group[1:] != group[:-1]
    line = begins.cumsum()
    box = boxes.take(by_height, axis=0)
    across = group_order(line, box[:, 0])
    tight = box[:, 0][across][1:] < ((box[:, 0] + box[:, 2]) / 2)[across][:-1]
    tight &= ~begins[1:]
    if np.count_nonzero(tight):  # as on few pages
        letters = Placed(members, box, size, is_blank(chars.codes[members]))
        line = parted_lines(line, np.unique(line[1:][tight]), letters)
        across = group_order(line, box[:, 0])
        line, group = line[across], group[across]
        np.not_equal(line[1:], line[:-1], out=begins[1:])
    order = members[across]
    starts = begins.nonzero()[0]
    for owner, made in _lines(chars, order, starts, group[starts]):
        found.setdefault(owner, []).append(made)
    return found


def _lines(
    chars: Chars, order: Indexes, starts: Indexes, group: Indexes
) -> Iterator[tuple[int, Line]]:
    """The groups and lines of characters sorted by line and place; lines of blanks are none.

    ``starts`` tells where each line begins in ``order``, ``group`` to what group it belongs.
    """
    shown = ~is_blank(chars.codes[order])
    places = np.append(shown.nonzero()[0], len(order))
    ends = np.append(starts[1:], len(order))
    first = places[places.searchsorted(starts)]
    some = first < ends
    if not some.all():
        first, ends, group = first[some], ends[some], group[some]
        if not len(first):
            return
    behind = places[places.searchsorted(ends) - 1] + 1
    boxes = chars.boxes.take(order, axis=0)
    # Every other range is what lies between two lines; the one behind the last line is cut off.
    edges = np.array((first, behind)).T.ravel()[:-1]
    inside = order[: behind[-1]]
    size = _medians(chars.size[inside], edges)
    bold = np.add.reduceat(chars.bold[inside], edges, dtype=np.int64)[::2]
    gaps = _gaps(boxes, shown, first, size)
    printed = np.insert(order, gaps, -0x20) if len(gaps) else order
    text = text_at(chars, printed)
    columns = (
        group,
        first + gaps.searchsorted(first, "right"),
        behind + gaps.searchsorted(behind),
        boxes[first, 0],
        np.minimum.reduceat(boxes[: len(inside), 1], edges)[::2],
        np.maximum.reduceat(boxes[: len(inside), 2], edges)[::2],
        np.maximum.reduceat(boxes[: len(inside), 3], edges)[::2],
        size,
        bold * 2 > behind - first,
        behind,
        ends,
    )
    nothing = order[:0]
    rows = zip(*(column.tolist() for column in columns), strict=True)
    for owner, begin, end, x0, top, x1, bottom, height, strong, behind_it, stop in rows:
        tail = order[behind_it:stop] if behind_it < stop else nothing
        own = printed[begin:end]
        yield owner, Line(own, x0, top, x1, bottom, height, strong, tail, text[begin:end])


def _gaps(boxes: Floats, shown: Bools, first: Indexes, size: Floats) -> Indexes:
    """Before which characters a blank goes: those that stand apart from the one before them.

    Neither of the two is white space, and both stand in the line that begins at ``first``.
    """
    lengths = np.append(first[1:], len(boxes)) - first
    lengths[0] += first[0]  # blanks before the first line
    usual = size.repeat(lengths)[1:]
    apart = boxes[1:, 0] - boxes[:-1, 2] > BLANK * usual
    apart &= shown[1:] & shown[:-1]
    apart[first[first > 0] - 1] = False
    return apart.nonzero()[0] + 1


def _medians(values: Floats, edges: Indexes) -> Floats:
    """The median of every other range of values; ``edges`` tells where the ranges begin."""
    found = np.minimum.reduceat(values, edges)[::2]
    mixed = np.flatnonzero(found != np.maximum.reduceat(values, edges)[::2])
    # Nearly all lines are of one size.
    ends = np.append(edges[1::2], len(values))
    for n in mixed.tolist():
        ranked = sorted(values[edges[2 * n] : ends[n]].tolist())
        found[n] = (ranked[(len(ranked) - 1) // 2] + ranked[len(ranked) // 2]) / 2
    return found
