"""Groups characters into lines, left to right, with blanks where the print leaves a gap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from extract.ink import Bools, Chars, Floats
from extract.ink_chars import is_blank
from extract.text_tape import Indexes, text_at

# Fractions of the font size.
SAME_LINE = 0.5
# Wider than the quarter that word processors put between letters and Japanese.
BLANK = 0.32


@dataclass(frozen=True, slots=True, eq=False)
class Line:
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
    return lines_of_groups(chars, (members,))[0]


def lines_of_groups(chars: Chars, groups: Sequence[Indexes]) -> list[list[Line]]:
    """The lines of each of several groups of characters, as the cells of a table are.

    All groups are sorted at once: what is done cell by cell takes most of the time of a page.
    """
    found: list[list[Line]] = [[] for _ in groups]
    members = np.concatenate(groups) if groups else np.empty(0, dtype=np.int64)
    if not len(members):
        return found
    group = np.repeat(np.arange(len(groups)), [len(part) for part in groups])
    boxes = chars.boxes[members]
    middle = (boxes[:, 1] + boxes[:, 3]) / 2
    by_height = np.lexsort((middle, group))
    members, group = members[by_height], group[by_height]
    size = np.maximum(chars.size[members], 1.0)
    limit = np.minimum(size[1:], size[:-1]) * SAME_LINE
    cuts = (np.diff(middle[by_height]) > limit) | (np.diff(group) != 0)
    line = np.concatenate(([0], np.cumsum(cuts)))
    order = members[np.lexsort((chars.boxes[members, 0], line))]
    starts = np.concatenate(([0], np.flatnonzero(cuts) + 1))
    for n, made in _lines(chars, order, line, starts):
        found[group[starts[n]]].append(made)
    return found


def _lines(
    chars: Chars, order: Indexes, line: Indexes, starts: Indexes
) -> Iterator[tuple[int, Line]]:
    """The lines of characters sorted by line and place, with their numbers; blank ones not.

    ``line`` numbers the line of each character, ``starts`` tells where each line begins.
    """
    ends = np.append(starts[1:], len(order))
    at = np.arange(len(order))
    blank = is_blank(chars.codes[order])
    first = np.minimum.reduceat(np.where(blank, len(order), at), starts)
    last = np.maximum.reduceat(np.where(blank, -1, at), starts)
    inside = (at >= first[line]) & (at <= last[line])
    boxes = chars.boxes[order]
    low = np.minimum.reduceat(np.where(inside, boxes[:, 1], np.inf), starts)
    right = np.maximum.reduceat(np.where(inside, boxes[:, 2], -np.inf), starts)
    high = np.maximum.reduceat(np.where(inside, boxes[:, 3], -np.inf), starts)
    size = _medians(chars.size[order], line, inside, len(starts))
    counts = np.add.reduceat(inside, starts, dtype=np.int64)
    bold = np.add.reduceat(chars.bold[order] & inside, starts, dtype=np.int64) * 2 > counts
    # A blank is put where two characters stand apart and neither is white space.
    apart = (boxes[1:, 0] - boxes[:-1, 2] > BLANK * size[line[1:]]) & ~blank[1:] & ~blank[:-1]
    gaps = np.flatnonzero(apart & (line[1:] == line[:-1])) + 1
    printed = np.insert(order, gaps, -0x20)
    text = text_at(chars, printed)
    moved = np.searchsorted(gaps, np.stack((first, last)), "right")
    for n in np.flatnonzero(last >= 0).tolist():
        begin, end = first[n] + moved[0, n], last[n] + moved[1, n] + 1
        yield (
            n,
            Line(
                printed[begin:end],
                float(boxes[first[n], 0]),
                float(low[n]),
                float(right[n]),
                float(high[n]),
                float(size[n]),
                bool(bold[n]),
                order[last[n] + 1 : ends[n]],
                text[begin:end],
            ),
        )


def _medians(values: Floats, line: Indexes, inside: Bools, n_lines: int) -> Floats:
    """The median of each line's values that lie inside it, 0 for a line without any."""
    values, line = values[inside], line[inside]
    lines, starts, counts = np.unique(line, return_index=True, return_counts=True)
    ranked = values[np.lexsort((values, line))]
    found = np.zeros(n_lines, dtype=np.float32)
    found[lines] = (ranked[starts + (counts - 1) // 2] + ranked[starts + counts // 2]) / 2
    return found
