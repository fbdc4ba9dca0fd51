"""What stands under which heading."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from extract.model import Run
from parsers.model import Block, Heading


def position(run: Run) -> tuple[int, int]:
    """Page and offset, to compare places by."""
    return run.page_no, run.start


Starts = Sequence[tuple[tuple[int, int], int]]
"""Where each heading of the body is printed, with its index, in order."""


def section_starts(headings: Sequence[Heading]) -> Starts:
    """The places that ``section_at`` looks up; entries of the contents page alone are none."""
    body = (i for i, h in enumerate(headings) if h.toc_status != "toc_only")
    return sorted((position(headings[i].run), i) for i in body)


def section_at(starts: Starts, run: Run) -> int | None:
    """Index of the heading that a run stands under (or is), None before the first."""
    at = bisect_right(starts, position(run), key=lambda start: start[0]) - 1
    return starts[at][1] if at >= 0 else None


def ancestors(headings: Sequence[Heading], index: int | None) -> Iterator[int]:
    """Indexes from a heading upwards, itself first; none for None."""
    while index is not None:
        yield index
        index = headings[index].parent


def body_headings(headings: Sequence[Heading]) -> Iterator[tuple[int, Heading]]:
    """The headings of the body with their indexes: no front or back matter, none that only the
    contents page has."""
    for index, heading in enumerate(headings):
        if heading.kind == "heading" and heading.toc_status != "toc_only":
            yield index, heading


def running_lines(blocks: Iterable[Block]) -> Iterator[Run]:
    """The lines of blocks that are no grids."""
    return (line for block in blocks if block.grid is None for line in block.lines)


def own_blocks(blocks: Sequence[Block], headings: Sequence[Heading], index: int) -> Iterator[Block]:
    """The blocks between a heading and the next one of any level, heading lines left out."""
    heading = headings[index]
    # The title of a number that stands alone is the line below it.
    start = max(position(heading.run), position(heading.title.whole))
    following = (headings[i] for i in range(index + 1, len(headings)))
    printed = (position(h.run) for h in following if h.toc_status != "toc_only")
    end = next((p for p in printed if p > start), None)
    # The heading may be the first line of a block that goes on below it.
    first = bisect_right(blocks, start, key=lambda block: position(block.first))
    for block in (blocks[i] for i in range(max(0, first - 1), len(blocks))):
        if end is not None and position(block.first) >= end:
            return
        begin = bisect_right(block.lines, start, key=position)
        stop = bisect_left(block.lines, end, key=position) if end is not None else None
        lines = block.lines[begin:stop]
        if lines and lines == block.lines:
            yield block
        elif lines:
            yield Block(lines, block.gap, block.between(lines[0], lines[-1]))


def before_headings(blocks: Sequence[Block], headings: Sequence[Heading]) -> Iterator[Block]:
    """The blocks of which no line stands under a heading; all of them in a text without any."""
    starts = [position(h.run) for h in headings if h.toc_status != "toc_only"]
    first = min(starts, default=None)
    for block in blocks:
        if first is not None and position(block.lines[-1]) >= first:
            return
        yield block
