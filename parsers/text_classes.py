"""Gives every character of the pages exactly one of the eight classes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import regex

from extract.model import Document, Page, Run
from parsers.captions import read_caption
from parsers.contents import Contents
from parsers.figure_text import figure_blocks
from parsers.figures import LostFigure
from parsers.model import Block, Heading, Table, TextClass

PAGE_NUMBER = regex.compile(r"^[\s\-‐－–—~〜]*(?:[PpＰ]\.?\s*)?[\d０-９]{1,4}[\s\-‐－–—~〜]*$")
WORD = regex.compile(r"[\p{L}\p{N}]")
Place = tuple[int, int]


def count_classes(
    document: Document,
    blocks: Sequence[Block],
    headings: Sequence[Heading],
    contents: Contents | None,
    tables: Sequence[Table],
    figures: Sequence[LostFigure] = (),
) -> dict[TextClass, int]:
    """Characters of each class; they add up to the characters of all pages.

    The class of a line holds for its line end and for the blank lines after it.
    """
    classes = line_classes(blocks, headings, contents, tables, figures)
    for page in document.pages:
        classes |= dict.fromkeys(_places(page.furniture), TextClass.FURNITURE)
    counts: Counter[TextClass] = Counter(dict.fromkeys(TextClass, 0))
    for page in document.pages:
        _count_page(page, classes, counts)
    return dict(counts)


def _places(lines: Sequence[Run]) -> list[Place]:
    return [(line.page_no, line.start) for line in lines]


def _count_page(page: Page, classes: dict[Place, TextClass], counts: Counter[TextClass]) -> None:
    starts = [line.start for line in page.lines]
    first = next((classes[(page.page_no, s)] for s in starts if (page.page_no, s) in classes), None)
    current = first or TextClass.UNCLASSIFIED
    ends = [len(page.text)] if starts else []  # an empty page has no line
    at = 0
    for start, following in zip(starts, [*starts[1:], *ends], strict=True):
        current = classes.get((page.page_no, start), current)
        counts[current] += following - at
        at = following
    counts[current] += len(page.text) - at


def line_classes(
    blocks: Sequence[Block],
    headings: Sequence[Heading],
    contents: Contents | None,
    tables: Sequence[Table],
    figures: Sequence[LostFigure] = (),
) -> dict[Place, TextClass]:
    """The class of every line that is not blank, by page and offset of the line's start."""
    listed = frozenset(contents.blocks if contents else ())
    body = [h for h in headings if h.toc_status != "toc_only"]
    # The title of a number that stands alone is a line of its own.
    heads = {(run.page_no, run.start) for h in body for run in (h.run, h.title.whole)}
    inside = figure_blocks(blocks)
    captions = {(c.page_no, c.start) for c in _captions(tables, figures)}
    classes: dict[Place, TextClass] = {}
    for i, block in enumerate(blocks):
        for line in block.lines:
            shown = line.strip()
            place = (shown.page_no, shown.start)
            if place in heads:
                found = TextClass.HEADING
            elif i in listed:
                found = TextClass.CONTENTS
            elif block.grid is not None:
                found = TextClass.TABLE
            elif place in captions or read_caption(line) is not None:
                found = TextClass.CAPTION
            elif i in inside:
                found = TextClass.FIGURE
            else:
                found = _plain(shown.text)
            classes[(line.page_no, line.start)] = found
    return classes


def _captions(tables: Sequence[Table], figures: Sequence[LostFigure]) -> list[Run]:
    named = [table.caption.whole for table in tables if table.caption is not None]
    return [*named, *(figure.caption.strip() for figure in figures)]


def _plain(text: str) -> TextClass:
    if PAGE_NUMBER.match(text):
        return TextClass.FURNITURE
    if not WORD.search(text):
        return TextClass.UNCLASSIFIED
    return TextClass.BODY
