"""A PDF becomes a document: the same pages, lines and grids that a text file gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

from extract.furniture import furniture
from extract.ink import PageInk
from extract.limits import USUAL_LIMITS, Limits, page_limit_issue
from extract.model import Document, Issue, Page, TextLayer
from extract.page_boxes import TOGETHER, share_boxes
from extract.page_parts import page_parts
from extract.page_remarks import Remarks
from extract.pdf_errors import PageTooComplex, PageUnreadable
from extract.pdf_limits import check_size, heavy_pages, same_file
from extract.pdf_source import PdfSource
from extract.pictures import pictures
from extract.reading_order import Composed, compose
from extract.text_layer import DAMAGED, PAGE_DAMAGED, layer_issues

Opener = Callable[[Path], AbstractContextManager[PdfSource]]
Recognise = Callable[[PageInk], tuple[Page, Sequence[Issue]]]
"""Reads a page whose text is a picture."""

_NO_TEXT = "文字情報がありません。画像だけのPDFなら、--ocr を付けて変換してください。"


def read_pdf(path: Path) -> Document:
    """The document in a PDF, read by PDFium."""
    from extract.pdfium import open_pdf  # the library loads only when a PDF is read

    return read_with(path, open_pdf)


def read_with(
    path: Path,
    open_pdf: Opener,
    recognise: Recognise | None = None,
    limits: Limits = USUAL_LIMITS,
) -> Document:
    """The document in a PDF as one reader sees it; pages are read one at a time.

    Pages without text are read by ``recognise`` if it is given. Pages beyond the limits are not
    read, which issues say. Raises what ``open_pdf`` raises, and UnreadableFile: ``too-large``,
    ``pdf-too-complex``, ``changed-while-read``.
    """
    sha256 = check_size(path, limits)
    heavy = heavy_pages(path, limits)
    pages: list[Page] = []
    scans: set[int] = set()
    remarks = Remarks()
    issues: list[Issue] = []
    with open_pdf(path) as source:
        issues += page_limit_issue(source.page_count, limits)
        for page_no in range(1, min(source.page_count, limits.max_pages) + 1):
            try:
                ink = remarks.readable(_ink(source, page_no, heavy))
                page = _page(ink)
                if recognise and not page.text.strip():
                    page, doubts = recognise(ink)
                    issues.extend(doubts)
                    scans.add(page_no)
                pages.append(page)
            except PageTooComplex as error:
                pages.append(Page(page_no, "", ()))
                message = f"{page_no}ページは上限を超えるため読みません（{error.figures}）。"
                issues.append(Issue("error", error.code, message))
            except PageUnreadable:
                pages.append(Page(page_no, "", ()))
                message = f"{page_no}ページは壊れていて読めません。"
                issues.append(Issue("error", "page-unreadable", message))
            if page_no % TOGETHER == 0:
                pages[-TOGETHER:] = share_boxes(pages[-TOGETHER:])
        bookmarks = source.bookmarks
    marked = [replace(p, furniture=f) for p, f in zip(pages, furniture(pages), strict=True)]
    empty = [page for page in marked if not page.text.strip()]
    issues += [
        Issue("warning", "page-without-text", f"{page.page_no}ページに文字がありません。")
        for page in empty
    ]
    if len(empty) == len(marked):
        issues.append(Issue("error", "text-layer-none", _NO_TEXT))
    issues += remarks.issues()
    faults = tuple(layer_issues(marked))
    damaged = any(issue.code == DAMAGED for issue in faults)
    unread = {i.run.page_no for i in faults if i.code == PAGE_DAMAGED and i.run is not None}
    marked = [_unread(page) if page.page_no in unread else page for page in marked]
    return Document(
        source_name=path.name,
        sha256=same_file(path, sha256),
        media_type="application/pdf",
        encoding=None,
        text_layer="damaged" if damaged else _text_layer(marked, scans),
        pages=tuple(marked),
        issues=(*issues, *faults),
        bookmarks=bookmarks,
    )


def _ink(source: PdfSource, page_no: int, heavy: Mapping[int, str]) -> PageInk:
    if page_no in heavy:
        raise PageTooComplex(page_no, heavy[page_no])
    return source.read_page(page_no)


def _text_layer(pages: Sequence[Page], scans: Set[int]) -> TextLayer:
    """Where the text comes from; ``scans`` are the numbers of recognised pages."""
    printed = {page.page_no for page in pages if page.text.strip()}
    if not printed:
        return "none"
    return "ocr" if printed & scans else "native"


def _unread(page: Page) -> Page:
    """A page whose text stays, but is read for nothing."""
    return replace(page, lines=(), grids=(), furniture=(), pictures=(), lost_bars=(), loose_bars=())


def _page(ink: PageInk) -> Page:
    parts = page_parts(ink)
    composed = compose(ink, parts.grids, parts.drawn)
    return Page(
        ink.page_no,
        composed.text,
        composed.lines,
        composed.grids,
        ink.width,
        ink.height,
        boxes=composed.boxes,
        pictures=pictures(ink),
        lost_bars=parts.lost,
        loose_bars=parts.loose,
    )


def compose_page(ink: PageInk) -> Composed:
    """Strokes sorted, grids found, bars placed, characters in reading order."""
    parts = page_parts(ink)
    return compose(ink, parts.grids, parts.drawn)
