"""A PDF becomes a document: the same pages, lines and grids that a text file gives."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

from extract.aligned_grids import aligned_grids
from extract.arrow_shapes import read_bars
from extract.drawn_cells import drawn_cells
from extract.furniture import furniture
from extract.ink import PageInk
from extract.model import Document, Issue, Page
from extract.pdf_errors import PageUnreadable
from extract.pdf_source import PdfSource
from extract.reading_order import Composed, compose
from extract.ruling_grids import ruling_grids
from extract.strokes import sort_strokes

Opener = Callable[[Path], AbstractContextManager[PdfSource]]


def read_pdf(path: Path) -> Document:
    """The document in a PDF, read by PDFium."""
    from extract.pdfium import open_pdf  # the library loads only when a PDF is read

    return read_with(path, open_pdf)


def read_with(path: Path, open_pdf: Opener) -> Document:
    """The document in a PDF as one reader sees it; pages are read one at a time."""
    pages: list[Page] = []
    issues: list[Issue] = []
    with open_pdf(path) as source:
        for page_no in range(1, source.page_count + 1):
            try:
                pages.append(_page(source.read_page(page_no)))
            except PageUnreadable as error:
                pages.append(Page(page_no, "", ()))
                message = f"{page_no}ページを読めません（{error}）。"
                issues.append(Issue("error", "page-unreadable", message))
        bookmarks = source.bookmarks
    marked = [replace(p, furniture=f) for p, f in zip(pages, furniture(pages), strict=True)]
    empty = [page for page in marked if not page.text.strip()]
    issues += [
        Issue("warning", "page-without-text", f"{page.page_no}ページに文字がありません。")
        for page in empty
    ]
    return Document(
        source_name=path.name,
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        media_type="application/pdf",
        encoding=None,
        text_layer="none" if len(empty) == len(marked) else "native",
        pages=tuple(marked),
        issues=tuple(issues),
        bookmarks=bookmarks,
    )


def _page(ink: PageInk) -> Page:
    composed = compose_page(ink)
    return Page(
        ink.page_no,
        composed.text,
        composed.lines,
        composed.grids,
        ink.width,
        ink.height,
        boxes=composed.boxes,
    )


def compose_page(ink: PageInk) -> Composed:
    """Strokes sorted, grids found, bars placed, characters in reading order."""
    strokes = sort_strokes(ink)
    found = ruling_grids(strokes, ink.width, ink.height)
    ruled = [grid for grid in found if grid.kind == "table"]
    grids = [grid for grid in aligned_grids(ink.chars, strokes, ruled) if grid.kind == "table"]
    bars = read_bars(ink, strokes.figures.tolist()).bars if grids else ()
    return compose(ink, grids, drawn_cells(bars, grids, ink.chars))
