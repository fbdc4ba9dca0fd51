"""Pages of a PDF through pdfplumber: the reference reader, slow and independent of PDFium.

The only module that knows pdfplumber and the pdfminer under it. Alpha is not to be had from
them: paint is opaque.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pdfplumber
from pdfminer.converter import PDFLayoutAnalyzer
from pdfminer.layout import LTChar, LTImage
from pdfminer.pdfdocument import PDFNoPageLabels, PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFObjRef, resolve1
from pdfminer.psparser import PSLiteral
from pdfminer.utils import Rect, apply_matrix_rect, decode_text
from pdfplumber.utils.exceptions import PdfminerException

from extract.ink import Bookmark, PageInk
from extract.ink_chars import visible_chars
from extract.ink_frame import Frame, page_frame
from extract.ink_paths import drawings
from extract.limits import USUAL_LIMITS
from extract.pdf_errors import PageTooComplex, PageUnreadable, check_header, refusal
from extract.pdf_source import PdfFacts, PdfSource
from extract.plumber_columns import PlumberColumns

# It reports every oddity of a damaged file; what matters comes back as an exception.
logging.getLogger("pdfminer").setLevel(logging.ERROR)


@contextmanager
def open_pdf(
    path: Path, *, password: str | None = None, most_objects: int = USUAL_LIMITS.max_objects
) -> Iterator[PdfSource]:
    """The pages of a PDF file; raises UnreadableFile with the codes of extract.pdfium."""
    check_header(path)
    try:
        document = pdfplumber.open(path, password=password, raise_unicode_errors=False)
    except PdfminerException as error:
        wrong = isinstance(error.args[0], PDFPasswordIncorrect)
        raise refusal("pdf-encrypted" if wrong else "pdf-damaged", password=password) from error
    except Exception as error:  # pdfminer lets many kinds through on damaged files
        raise refusal("pdf-damaged") from error
    try:
        yield _Source(document, _pages(document), most_objects)
    finally:
        document.stream.close()  # document.close() would walk a damaged page tree again


def _pages(document: Any) -> tuple[PDFPage, ...]:
    try:
        pages = tuple(page.page_obj for page in document.pages)
    except Exception as error:
        raise refusal("pdf-damaged") from error
    if not pages:
        raise refusal("pdf-no-pages")
    return pages


class _Source:
    """An open document; see PdfSource."""

    def __init__(self, document: Any, pages: tuple[PDFPage, ...], most_objects: int) -> None:
        self._most_objects = most_objects
        self._document = document
        self._pages = pages

    @property
    def page_count(self) -> int:
        return len(self._pages)

    @property
    def labels(self) -> tuple[str | None, ...]:
        try:
            labels = islice(self._document.doc.get_page_labels(), len(self._pages))
            return tuple(label or None for label in labels)
        except PDFNoPageLabels:
            return (None,) * len(self._pages)

    @property
    def bookmarks(self) -> tuple[Bookmark, ...]:
        numbers = {page.pageid: n for n, page in enumerate(self._pages, start=1)}
        try:
            entries = list(self._document.doc.get_outlines())
        except Exception:  # no outline, or a damaged one
            return ()
        return tuple(
            Bookmark(level, title.strip("\0 "), self._target(dest or action, numbers))
            for level, title, dest, action, _ in entries
        )

    @property
    def facts(self) -> PdfFacts:
        values = map(self._document.metadata.get, ("Title", "Producer", "Creator", "CreationDate"))
        title, producer, creator, created = (
            value.strip("\0 ") or None if isinstance(value, str) else None for value in values
        )
        encrypted = self._document.doc.encryption is not None
        return PdfFacts(title, producer, creator, created, encrypted)

    def read_page(self, page_no: int) -> PageInk:
        if not 1 <= page_no <= len(self._pages):
            raise IndexError(page_no)
        page = self._pages[page_no - 1]
        try:
            return self._read(page, page_no)
        except _TooMany as error:
            raise PageTooComplex(page_no, f"> {self._most_objects:,} objects") from error
        except Exception as error:  # pdfminer lets many kinds through on damaged pages
            raise PageUnreadable(page_no) from error

    def _read(self, page: PDFPage, page_no: int) -> PageInk:
        frame = page_frame(_visible_box(page), page.rotate)
        device = _InkDevice(self._document.rsrcmgr, frame, self._most_objects)
        interpreter = _Interpreter(self._document.rsrcmgr, device)
        device.begin_page(page, frame.matrix)
        interpreter.render_contents(page.resources, page.contents, ctm=frame.matrix)
        chars, hidden = device.columns.chars()
        images = np.array(device.columns.images, np.float32).reshape(-1, 4)
        chars, hidden_text, unseen = visible_chars(chars, hidden, frame, images)
        return PageInk(
            page_no=page_no,
            width=frame.width,
            height=frame.height,
            rotation=frame.rotation,
            chars=chars,
            drawings=drawings(device.columns.paths()),
            images=images,
            label=page.label or None,
            hidden_text=hidden_text,
            unseen=unseen,
        )

    def _target(self, target: Any, numbers: dict[object, int]) -> int | None:
        """The page of a destination: an array, a name of one, or an action that goes there."""
        for _ in range(8):  # names lead to dictionaries to references; a ring ends here
            target = resolve1(target)
            if isinstance(target, dict):
                target = target.get("D")
            elif isinstance(target, (bytes, str, PSLiteral)):
                target = self._named(target)
            elif isinstance(target, list) and target and isinstance(target[0], PDFObjRef):
                return numbers.get(target[0].objid)
            else:
                return None
        return None

    def _named(self, name: Any) -> Any:
        try:
            return self._document.doc.get_dest(name)
        except Exception:  # PDFDestinationNotFound, or a damaged name tree
            return None


class _Interpreter(PDFPageInterpreter):
    """Begins with the line width that the PDF standard begins with; pdfminer has 0.

    Knows the innermost clipping path, which pdfminer drops: the ``sh`` operator paints that.
    """

    def init_state(self, ctm: Any) -> None:
        super().init_state(ctm)
        self.graphicstate.linewidth = 1.0
        self._clip: tuple[list[Any], Any] = ([], ctm)

    def get_current_state(self) -> Any:
        return (*super().get_current_state(), self._clip)

    def set_current_state(self, state: Any) -> None:
        *others, self._clip = state
        super().set_current_state(tuple(others))

    def do_W(self) -> None:
        self._clip = (list(self.curpath), self.ctm)

    def do_W_a(self) -> None:
        self.do_W()

    def do_sh(self, name: object) -> None:
        assert isinstance(self.device, _InkDevice)
        self.device.paint_gradient(*self._clip)


class _TooMany(Exception):
    """More painted objects than a page may have."""


class _InkDevice(PDFLayoutAnalyzer):
    """Takes down what the interpreter draws. Its matrices lead to the page as shown."""

    def __init__(self, manager: Any, frame: Frame, most_objects: int) -> None:
        super().__init__(manager)
        self._room = most_objects
        self.columns = PlumberColumns(frame)
        self._mode = 0

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        self._mode = textstate.render
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(
        self,
        matrix: Any,
        font: Any,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: Any,
        graphicstate: Any,
    ) -> float:
        advance = super().render_char(matrix, font, fontsize, scaling, rise, cid, ncs, graphicstate)
        letter = self.cur_item._objs[-1]
        assert isinstance(letter, LTChar)
        text = "" if _undefined(letter) else letter.get_text()
        name = decode_text(font.fontname) if isinstance(font.fontname, bytes) else font.fontname
        box = letter.bbox if font.is_vertical() else _cell(letter, font, fontsize, rise)
        self.columns.add_char(text, box, matrix, fontsize, name, font.flags, self._mode)
        return advance

    def render_image(self, name: str, stream: Any) -> None:
        super().render_image(name, stream)
        image = self.cur_item._objs[-1]
        assert isinstance(image, LTImage)
        self.columns.images.append(image.bbox)
        self._count()

    def _count(self) -> None:
        self._room -= 1
        if self._room < 0:
            raise _TooMany

    def paint_path(
        self, gstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Sequence[Any]
    ) -> None:
        self.columns.add_path(
            path,
            self.ctm,
            fill=_components(gstate.ncolor) if fill else None,
            stroke=_components(gstate.scolor) if stroke else None,
            width=gstate.linewidth,
            dashed=bool(gstate.dash and resolve1(gstate.dash[0])),
        )
        self._count()

    def paint_gradient(self, path: Sequence[Any], matrix: Any) -> None:
        """A gradient has no one colour; a page that it covers as a whole has no path."""
        self.columns.add_path(path, matrix, fill=(), stroke=None, width=0, dashed=False)


def _cell(letter: LTChar, font: Any, size: float, rise: float) -> Rect:
    """From ascent to descent; pdfminer's own box is one size up from the descent."""
    low, high = font.get_descent() * size, font.get_ascent() * size
    if high <= low:  # no descriptor
        return letter.bbox
    return apply_matrix_rect(letter.matrix, (0, low + rise, letter.adv, high + rise))


def _undefined(letter: LTChar) -> bool:
    """pdfminer writes a character without a code as its number in the font."""
    return re.fullmatch(r"\(cid:\d+\)", letter.get_text()) is not None


def _components(color: Any) -> tuple[float, ...]:
    """Colour components; none for a pattern."""
    values = color if isinstance(color, tuple) else (color,)
    if any(isinstance(value, (str, PSLiteral, tuple)) for value in values):
        return ()
    return tuple(float(value) for value in values if value is not None)


def _visible_box(page: PDFPage) -> tuple[float, float, float, float]:
    """The part of the crop box that lies in the media box; the media box when none does."""
    boxes = np.array([page.mediabox, page.cropbox], np.float64).reshape(2, 2, 2)
    low, high = boxes.min(axis=1).max(axis=0), boxes.max(axis=1).min(axis=0)
    if not (low < high).all():
        low, high = boxes[0].min(axis=0), boxes[0].max(axis=0)
    return float(low[0]), float(low[1]), float(high[0]), float(high[1])
