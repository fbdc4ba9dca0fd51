"""Which reader makes a document of which kind of file, and what it may be told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from extract.frozen import frozen
from extract.limits import USUAL_LIMITS, Limits
from extract.model import Document
from extract.page_rules import Turn

if TYPE_CHECKING:
    from extract.pdf_file import Opener

PDF_READERS = ("pdfium", "pdfplumber")
"""The readers of PDF: the fast one, and the independent one to hold it against."""


@frozen
class Reading:
    """How files are read: the reader of PDFs, the password of encrypted ones, OCR of scans.

    ``vocabulary`` is a folder of rows to add to the shipped ones. ``turns`` are pages of the PDF
    at hand that have to be turned, with the degrees clockwise. ``limits`` are bounds on each file.
    """

    pdf: str = PDF_READERS[0]
    password: str | None = field(default=None, repr=False)
    ocr: bool = False
    vocabulary: Path | None = None
    turns: tuple[tuple[int, Turn], ...] = ()
    limits: Limits = USUAL_LIMITS


AS_USUAL = Reading()

Reader = Callable[[Path, Reading], Document]


def _read_text(path: Path, reading: Reading) -> Document:
    from extract.text_file import read_text

    return read_text(path, limits=reading.limits)


def _read_pdf(path: Path, reading: Reading) -> Document:
    from extract.pdf_file import read_with

    if not reading.ocr:
        return read_with(path, pdf_opener(reading), limits=reading.limits)
    from extract.ocr import read_scan

    recognise = partial(read_scan, path, reading.password)
    return read_with(path, pdf_opener(reading), recognise, reading.limits)


def pdf_opener(reading: Reading) -> Opener:
    """What opens a PDF with the chosen reader; each library loads only when it is asked for."""
    if not reading.turns:
        return _library_opener(reading)
    from extract.turned_pages import turning

    return turning(_library_opener(reading), dict(reading.turns))


def _library_opener(reading: Reading) -> Opener:
    told = _Told(password=reading.password, most_objects=reading.limits.max_objects)
    if reading.pdf == "pdfplumber":
        from extract.plumber import open_pdf as with_plumber

        return partial(with_plumber, **told)
    from extract.pdfium import open_pdf

    return partial(open_pdf, **told)


class _Told(TypedDict):
    password: str | None
    most_objects: int


@frozen
class Format:
    """A kind of file: its media type and what reads it (UnreadableFile if it cannot).

    ``seconds`` is about what one file of a million bytes takes to convert.
    """

    media_type: str
    read: Reader
    seconds: float


FORMATS: Mapping[str, Format] = {
    ".txt": Format("text/plain", _read_text, 2.5),
    ".pdf": Format("application/pdf", _read_pdf, 1.5),
}
"""Format by suffix in lower case."""


def format_of(path: Path) -> Format | None:
    """The format of a file by its suffix in any case, None if nothing reads it."""
    return FORMATS.get(path.suffix.lower())
