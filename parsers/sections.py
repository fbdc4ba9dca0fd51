"""The blocks that stand under a heading."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from extract.model import Run
from parsers.model import Block, Heading


def position(run: Run) -> tuple[int, int]:
    """Page and offset, to compare places by."""
    return run.page_no, run.start


def own_blocks(blocks: Sequence[Block], headings: Sequence[Heading], index: int) -> Iterator[Block]:
    """The blocks between a heading and the next one of any level, heading lines left out."""
    start = position(headings[index].run)
    printed = (position(h.run) for h in headings[index + 1 :] if h.toc_status != "toc_only")
    end = next((p for p in printed if p > start), None)
    # The heading may be the first line of a block that goes on below it.
    first = bisect_right(blocks, start, key=lambda block: position(block.first))
    for block in blocks[max(0, first - 1) :]:
        if end is not None and position(block.first) >= end:
            return
        lines = tuple(
            line
            for line in block.lines
            if start < position(line) and (end is None or position(line) < end)
        )
        if lines and lines == block.lines:
            yield block
        elif lines:
            yield Block(lines, block.gap, block.between(lines[0], lines[-1]))
