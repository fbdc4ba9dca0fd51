"""What a person says about single pages of a document, and the document as it then is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
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

    A rule for a page that is not there is a warning ``layout-page-missing``.
    """
    if not rules:
        return document
    pages = tuple(_page(page, rules.get(page.page_no, PageRule())) for page in document.pages)
    missing = sorted(rules.keys() - {page.page_no for page in pages})
    return replace(
        document, pages=pages, issues=(*document.issues, *(_missing(n, pages) for n in missing))
    )


def _page(page: Page, rule: PageRule) -> Page:
    if rule.ignored:
        return replace(page, grids=(), furniture=page.lines, pictures=())
    return page if rule.tables else replace(page, grids=(), pictures=())


def _missing(page_no: int, pages: tuple[Page, ...]) -> Issue:
    message = (
        f"layout.toml の [[pages]] にある{page_no}ページはこの文書にありません"
        f"（全{len(pages)}ページ）。"
    )
    return Issue("warning", "layout-page-missing", message, value_raw=str(page_no))
