"""The blocks that stand under a heading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.model import Run
from parsers.model import Block, Heading


def position(run: Run) -> tuple[int, int]:
    """Page and offset, to compare places by."""
    return run.page_no, run.start


def own_blocks(
    blocks: Sequence[Block], headings: Sequence[Heading], index: int
) -> Iterator[Block]:
    """The blocks between a heading and the next one of any level, heading lines left out."""
    start = position(headings[index].run)
    printed = [position(h.run) for h in headings if h.toc_status != "toc_only"]
    end = min((p for p in printed if p > start), default=None)
    for block in blocks:
        lines = tuple(
            line
            for line in block.lines
            if start < position(line) and (end is None or position(line) < end)
        )
        if lines and lines == block.lines:
            yield block
        elif lines:
            yield Block(lines, block.gap)
