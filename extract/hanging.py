"""Closing punctuation at the end of a line that stands out of its cell (hanging, ぶら下げ)."""

from __future__ import annotations

import numpy as np

from extract.ink import Chars
from extract.text_tape import Indexes

# No line begins with one of them (JIS X 4051, 行頭禁則), so that none begins a cell.
CLOSING = np.array([ord(c) for c in "、。，．）」』】〕〉》！？"], dtype=np.uint32)
# These begin no line either, but a list or a name in a cell; they come from the margin only.
MIDDLE = np.array(
    [ord(c) for c in "・：；ー々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ"], dtype=np.uint32
)
# How far a mark may lie from the character before it, as a part of its size.
APART = 0.3


def hung_in(owner: Indexes, chars: Chars) -> None:
    """Give marks that hang behind a character of a cell to this cell, in place.

    ``owner`` is a cell's number for each character, negative for none.
    """
    before, behind = owner[:-1], owner[1:]
    codes = chars.codes[1:]
    marks = np.isin(codes, CLOSING) | (np.isin(codes, MIDDLE) & (behind < 0))
    # Two marks may hang, so that the second is looked at after the first has got its cell.
    out = marks & (before != behind)
    for at in (np.flatnonzero(out) + 1).tolist():
        while at < len(owner) and marks[at - 1] and _hangs(owner, chars, at):
            owner[at] = owner[at - 1]
            at += 1


def _hangs(owner: Indexes, chars: Chars, at: int) -> bool:
    """Whether a mark follows a character of a cell without a gap, on the same line."""
    near = APART * float(chars.size[at])
    _, top, right, _ = chars.boxes[at - 1].tolist()
    left, own_top = chars.boxes[at, :2].tolist()
    return bool(owner[at - 1] >= 0) and abs(left - right) <= near and abs(own_top - top) <= near
