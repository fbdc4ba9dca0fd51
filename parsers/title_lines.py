"""Where a plan's title stands: in one or several lines, or as the head of all headings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from extract.model import Document, Page, Run
from extract.view import View, chain, view
from parsers.large_headings import line_size
from parsers.model import Block, Heading
from parsers.patterns import compiled
from parsers.sections import body_headings

# Lines that may stand above the one that ends a title.
MOST_ABOVE = 2


def heading_of_all(headings: Sequence[Heading]) -> Iterator[View]:
    """The first heading, unnumbered, where every other one of the body stands under it."""
    body = list(body_headings(headings))
    if len(body) < 2 or body[0][1].number_raw is not None:
        return
    top, first = body[0]
    if all(heading.parent is not None and heading.level > first.level for _, heading in body[1:]):
        yield headings[top].title


def whole_title(
    title: View, document: Document, blocks: Sequence[Block], rules: Mapping[str, Any]
) -> View:
    """The title with the lines above it that begin it: a number of the plan, a municipality.

    They are set in the same size; where a file has no sizes they stand right above it.
    """
    pages = {page.page_no: page for page in document.pages}
    lines = [
        (i, line)
        for i, block in enumerate(blocks[: rules["published"]["cover_blocks"]])
        if block.grid is None
        for line in block.lines
    ]
    start = title.whole.start
    at = next(
        (
            n
            for n, (_, line) in enumerate(lines)
            if line.page_no == title.whole.page_no
            and line.start <= start < line.end
            and not line.text[: start - line.start].strip()
        ),
        0,
    )
    above = compiled(rules["title"]["above"])
    begun = at
    while begun > max(0, at - MOST_ABOVE) and above.search(
        view(lines[begun - 1][1]).strip().folded.text
    ):
        if not _belong(lines[begun - 1], lines[begun], pages):
            break
        begun -= 1
    if begun == at:
        return title
    first, *rest = (view(line).strip() for _, line in lines[begun:at])
    return chain(first, [("", part) for part in (*rest, title)])


def _belong(above: tuple[int, Run], below: tuple[int, Run], pages: Mapping[int, Page]) -> bool:
    """Whether two lines are set alike, one after the other on a page."""
    if above[1].page_no != below[1].page_no:
        return False
    one, two = (line_size(pages[line.page_no], line) for _, line in (above, below))
    return above[0] == below[0] if one is None or two is None else one == two
