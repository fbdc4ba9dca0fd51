"""Closing punctuation at the end of a line that stands out of its cell (hanging, ぶら下げ)."""

from __future__ import annotations

import numpy as np

from extract.ink import Chars
from extract.text_tape import Indexes

# No line begins with one of them (JIS X 4051, 行頭禁則), so that none begins a cell.
CLOSING = frozenset(map(ord, "、。，．）」』】〕〉》！？"))
# These begin no line either, but a list or a name in a cell; they come from the margin only.
MIDDLE = frozenset(map(ord, "・：；ー々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ"))
# How far a mark may lie from the character before it, as a part of its size.
APART = 0.3


def hung_in(owner: Indexes, chars: Chars) -> None:
    """Give marks that hang behind a character of a cell to this cell, in place.

    ``owner`` is a cell's number for each character, negative for none.
    """
    # Two marks may hang, so that the second is looked at after the first has got its cell.
    for at in (np.flatnonzero(owner[1:] != owner[:-1]) + 1).tolist():
        while at < len(owner) and _is_mark(owner, chars, at) and _hangs(owner, chars, at):
            owner[at] = owner[at - 1]
            at += 1


def _is_mark(owner: Indexes, chars: Chars, at: int) -> bool:
    """Whether a character is one that begins no line, or no line of running text."""
    code = int(chars.codes[at])
    return code in CLOSING or (code in MIDDLE and bool(owner[at] < 0))


def _hangs(owner: Indexes, chars: Chars, at: int) -> bool:
    """Whether a mark follows a character of a cell without a gap, on the same line."""
    near = APART * float(chars.size[at])
    _, top, right, _ = chars.boxes[at - 1].tolist()
    left, own_top = chars.boxes[at, :2].tolist()
    return bool(owner[at - 1] >= 0) and abs(left - right) <= near and abs(own_top - top) <= near
