"""Finds text that was read inside a figure: fragments after a long gap that no caption explains."""

from __future__ import annotations

from collections.abc import Sequence

from extract.fold import fold_text
from parsers.captions import read_caption
from parsers.model import Block
from parsers.numbering import read_number
from parsers.vocabulary import load


def figure_blocks(blocks: Sequence[Block]) -> frozenset[int]:
    """Indexes of the blocks that stand inside a figure.

    A region begins where a long gap follows running text or a heading, not a caption (whose
    figure the gap then is), and ends at a line as long as a paragraph, a number or a grid.
    The cover, before the first number, has no figures.
    """
    rules = load("headings")["unnumbered"]
    found: set[int] = set()
    inside = numbered = False
    for i, block in enumerate(blocks):
        starts_number = read_number(fold_text(block.first.text.strip())) is not None
        numbered = numbered or starts_number
        if block.grid is not None or starts_number or not numbered or _is_running_text(block):
            inside = False
        elif block.gap >= rules["figure_gap"]:
            inside = i > 0 and not _explained(blocks[i - 1]) and _is_fragment(block)
        if inside and read_caption(block.first) is None:
            found.add(i)
    return frozenset(found)


def _is_running_text(block: Block) -> bool:
    text = block.first.text.strip()
    shortest = load("headings")["unnumbered"]["min_paragraph"]
    long = any(len(line.text.strip()) >= shortest for line in block.lines)
    return long or (len(block.lines) == 1 and text.endswith("。"))


def _is_fragment(block: Block) -> bool:
    """Words without a figure and without a bullet: how text inside a picture begins."""
    text = fold_text(block.first.text.strip())
    opening = text[:1] in load("headings")["unnumbered"]["not_opening"]
    return not opening and not any(c.isdigit() for c in text)


def _explained(before: Block) -> bool:
    """Whether the gap after a block is the figure or the end that the block itself names."""
    return before.grid is not None or read_caption(before.lines[-1]) is not None
