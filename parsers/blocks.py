"""Cuts pages into blocks: paragraphs and grids, with the blank lines before them."""

from __future__ import annotations

from collections.abc import Iterator

from extract.model import Document, Grid, Page, Run
from parsers.model import Block


def blocks(document: Document) -> tuple[Block, ...]:
    """All blocks of a document in reading order; pages do not share a block."""
    return tuple(block for page in document.pages for block in _page_blocks(page))


def _page_blocks(page: Page) -> Iterator[Block]:
    grid_at: dict[int, Grid] = {run.start: grid for grid in page.grids for run in grid.row_runs}
    gap = 0
    apart = {line.start for line in page.furniture}
    lines = [line for line in page.lines if line.start not in apart]
    i = 0
    while i < len(lines):
        grid = grid_at.get(lines[i].start)
        if grid is not None:
            yield Block(grid.row_runs, gap, _whole(page, grid.row_runs), grid)
            # Rows between tags may share a line or fill several; the last row may be empty.
            last = grid.row_runs[-1]
            while i < len(lines) and lines[i].start <= max(last.start, last.end - 1):
                i += 1
        elif not lines[i].text.strip():
            gap += 1
            i += 1
            continue
        else:
            first = i
            while i < len(lines) and lines[i].text.strip() and lines[i].start not in grid_at:
                i += 1
            found = tuple(lines[first:i])
            yield Block(found, gap, _whole(page, found))
        gap = 0


def _whole(page: Page, lines: tuple[Run, ...]) -> Run:
    if len(lines) == 1:
        return lines[0]
    start, end = lines[0].start, lines[-1].end
    return Run(page.page_no, start, end, page.text[start:end])
