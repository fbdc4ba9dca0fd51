"""Pages of a PDF through PDFium: whole-page calls into arrays, no object a character."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extract import pdfium_calls as pdfium
from extract.ink import Bookmark, PageInk
from extract.ink_chars import visible_chars
from extract.ink_frame import Frame, page_frame
from extract.limits import USUAL_LIMITS
from extract.pdf_errors import PageTooComplex, PageUnreadable, check_header
from extract.pdf_layers import may_have_layers
from extract.pdf_source import PdfFacts, PdfSource
from extract.pdfium_annotations import with_annotations
from extract.pdfium_layers import drop_hidden_layers
from extract.pdfium_objects import image_boxes, page_objects, read_drawings
from extract.pdfium_patterns import with_patterns
from extract.pdfium_text import Letters, in_content_order, read_letters
from extract.pdfium_unowned import with_unowned

POINTS_PER_INCH = 72.0
# Pages after which PDFium's memory of a file is given back; opening takes as long as a page.
FORGET_AFTER = 100
# A page of 20 m at 300 dpi would not fit into memory; A2 does.
MOST_PIXELS = 40_000_000


@contextmanager
def open_pdf(
    path: Path, *, password: str | None = None, most_objects: int = USUAL_LIMITS.max_objects
) -> Iterator[PdfSource]:
    """The pages of a PDF file; a page that paints more objects raises PageTooComplex.

    Raises UnreadableFile: ``not-readable``, ``pdf-empty``, ``pdf-not-pdf``, ``pdf-damaged``,
    ``pdf-encrypted``, ``pdf-wrong-password``, ``pdf-no-pages``.
    """
    check_header(path)
    source = _Source(path, password, most_objects)
    try:
        yield source
    finally:
        source.close()


def render_page(
    path: Path, page_no: int, *, dpi: float, password: str | None = None
) -> NDArray[np.uint8]:
    """A page as it is shown: (height, width, 3) RGB, fewer dots where it would be very large.

    Raises what ``open_pdf`` raises, PageUnreadable, IndexError for no such page.
    """
    check_header(path)
    document = pdfium.open_document(path, password)
    try:
        if not 1 <= page_no <= len(document):
            raise IndexError(page_no)
        image = pdfium.render(document, page_no - 1, dpi / POINTS_PER_INCH, MOST_PIXELS)
        if image is None:
            raise PageUnreadable(page_no)
        return image
    finally:
        document.close()


class _Source:
    """An open document; see PdfSource."""

    def __init__(self, path: Path, password: str | None, most_objects: int) -> None:
        self._most_objects = most_objects
        self._open: Callable[[], Any] = partial(pdfium.open_document, path, password)
        self._document = self._open()
        self._handle = pdfium.handle_of(self._document)
        self._pages_read = 0
        self._layered = may_have_layers(path)

    def close(self) -> None:
        """PDFium's document is of no use any more."""
        self._document.close()

    @property
    def page_count(self) -> int:
        return len(self._document)

    @property
    def labels(self) -> tuple[str | None, ...]:
        return tuple(pdfium.page_label(self._document, n + 1) for n in range(self.page_count))

    @property
    def bookmarks(self) -> tuple[Bookmark, ...]:
        return pdfium.bookmarks(self._document)

    @property
    def facts(self) -> PdfFacts:
        return pdfium.facts(self._document)

    def read_page(self, page_no: int) -> PageInk:
        if not 1 <= page_no <= self.page_count:
            raise IndexError(page_no)
        if self._pages_read == FORGET_AFTER:
            self._forget()
        self._pages_read += 1
        page = pdfium.load_page(self._handle, page_no - 1)
        page = page and with_annotations(self._handle, page_no - 1, page)
        if not page:
            raise PageUnreadable(page_no)
        try:
            label = pdfium.page_label(self._document, page_no)
            return _read_page(page, page_no, label, self._most_objects, self._layered)
        finally:
            pdfium.close_page(page)

    def _forget(self) -> None:
        """Open the file anew: PDFium keeps what it has parsed for as long as a file is open."""
        fresh = self._open()
        self._document.close()
        self._document, self._handle = fresh, pdfium.handle_of(fresh)
        self._pages_read = 0


def _read_page(
    page: pdfium.Handle, page_no: int, label: str | None, most_objects: int, layered: bool
) -> PageInk:
    if not pdfium.page_box(page, pdfium.REALS.ctypes.data):
        raise PageUnreadable(page_no)
    left, top, right, bottom = pdfium.REALS.tolist()
    frame = page_frame((left, bottom, right, top), pdfium.page_rotation(page) * 90)
    if pdfium.count_objects(page) > most_objects:
        raise PageTooComplex(page_no, f"> {most_objects:,} objects")
    unseen = drop_hidden_layers(page, frame) if layered else 0
    letters = _letters(page, page_no, frame)
    objects = page_objects(page, set(letters.owners), most_objects)
    if objects is None:
        raise PageTooComplex(page_no, f"> {most_objects:,} objects")
    letters = in_content_order(letters, objects.owners)
    letters = with_unowned(letters, objects.texts, frame)
    images = image_boxes(objects.images, frame)
    chars, hidden_text, left_out = visible_chars(letters.chars, letters.hidden, frame, images)
    return PageInk(
        page_no=page_no,
        width=frame.width,
        height=frame.height,
        rotation=frame.rotation,
        chars=chars,
        drawings=with_patterns(page, frame, read_drawings(objects.paths, frame)),
        images=images,
        label=label,
        hidden_text=hidden_text,
        unseen=unseen + left_out,
    )


def _letters(page: pdfium.Handle, page_no: int, frame: Frame) -> Letters:
    text = pdfium.load_text(page)
    if not text:
        raise PageUnreadable(page_no)
    try:
        return read_letters(text, frame)
    finally:
        pdfium.close_text(text)
