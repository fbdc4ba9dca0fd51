"""What a person says about single pages of a document, and the document as it then is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Literal

from extract.frozen import frozen
from extract.model import Document, Issue, Page

Turn = Literal[0, 90, 180, 270]


@frozen
class PageRule:
    """How one page is to be read.

    ``contents``: it is a contents page. ``ignored``: nothing on it belongs to the plan; its text
    stays, as furniture. ``tables``: whether it may hold tables. ``turn``: degrees clockwise by
    which the page has to be turned to be read (PDF only).
    """

    contents: bool = False
    ignored: bool = False
    tables: bool = True
    turn: Turn = 0


def ruled(document: Document, rules: Mapping[int, PageRule]) -> Document:
    """The document with its pages as the rules have them; ``turn`` is the reader's business.

    Rules for pages that are not there are one warning ``layout-page-missing``.
    """
    if not rules:
        return document
    pages = tuple(_page(page, rules.get(page.page_no, PageRule())) for page in document.pages)
    missing = sorted(rules.keys() - {page.page_no for page in pages})
    found = (_missing(missing, pages),) if missing else ()
    return replace(document, pages=pages, issues=(*document.issues, *found))


def _page(page: Page, rule: PageRule) -> Page:
    if rule.ignored:
        return replace(page, grids=(), furniture=page.lines, pictures=())
    return page if rule.tables else replace(page, grids=(), pictures=())


def _missing(numbers: Sequence[int], pages: tuple[Page, ...]) -> Issue:
    named = ", ".join(_ranges(numbers))
    place = f"layout.toml の [[pages]] にある{named}ページ"
    message = f"{place}はこの文書にありません（全{len(pages)}ページ）。"
    return Issue("warning", "layout-page-missing", message, value_raw=named)


def _ranges(numbers: Sequence[int]) -> Iterator[str]:
    """Sorted numbers as 「12-14」 and 「20」."""
    for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        first, *rest = (number for _, number in run)
        yield f"{first}-{rest[-1]}" if rest else str(first)
