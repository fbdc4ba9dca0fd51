"""Pages written in columns from top to bottom, turned so that their columns become lines.

Such a page turned a quarter to the left, each letter upright again, is a page of lines from top
to bottom, and the rows of its tables lie as in any other. A label or a chart in short columns
does not make such a page.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from extract.ink import PageInk
from extract.turned_pages import turned

# Fewer characters say nothing; a column of running text is at least so long.
ENOUGH = 20
LONG = 12
# Share of the characters that must stand below the one before them, in such columns.
MOST = 0.5
# Of so many characters in the middle, the share that must stand near the edge of the one before.
SAMPLE, FEWEST, NEAR = 48, 0.25, 3.0
# How a character stands below another, in font sizes: aside and down, by their middles.
ASIDE = 0.3
NEXT = (0.4, 1.8)


def is_vertical(ink: PageInk, *, goes_on: bool = False) -> bool:
    """Whether most of a page is written downwards in upright letters, in long columns.

    ``goes_on``: the page before is; then columns may be short, as those of a table.
    """
    chars = ink.chars
    count = len(chars)
    if count < (2 if goes_on else ENOUGH):
        return False
    some = chars.boxes[max(0, (count - SAMPLE) // 2) :][:SAMPLE, 0]
    if np.count_nonzero(np.abs(some[1:] - some[:-1]) < NEAR) < FEWEST * len(some):
        return False  # as on nearly all pages
    x = chars.boxes[:, 0] + chars.boxes[:, 2]
    below = np.abs(x[1:] - x[:-1]) < 2 * ASIDE * chars.size[1:]
    y = (chars.boxes[:, 1] + chars.boxes[:, 3]) / 2
    down = np.diff(y) / np.maximum(chars.size[1:], 1.0)
    below &= (down > NEXT[0]) & (down < NEXT[1]) & (chars.angle[1:] == 0)
    ends = np.flatnonzero(~np.append(below, False))
    lengths = np.diff(ends, prepend=-1)
    long = lengths[lengths >= (2 if goes_on else LONG)]
    return int(long.sum()) >= MOST * count


def as_lines(ink: PageInk) -> PageInk:
    """A page for which ``is_vertical`` holds, turned to the left; its letters stand upright."""
    page = turned(ink, 270)
    chars = page.chars
    # What is written across the page, a number below it or a head, lies on its side now.
    x, y = (chars.boxes[:, :2] + chars.boxes[:, 2:]).T / 2
    across = np.abs(np.diff(x)) < ASIDE * chars.size[1:]
    across &= np.abs(np.diff(y)) < NEXT[1] * chars.size[1:]
    aside = np.append(across, False) | np.append(False, across)
    angle = np.where((chars.angle == 270) & ~aside, 0, chars.angle).astype(np.int16)
    return replace(page, chars=replace(chars, angle=angle))
