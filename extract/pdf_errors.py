"""Why a PDF, or one page of it, cannot be read: stable codes and plain reasons."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

from extract.model import UnreadableFile
from extract.regular_file import not_readable, open_regular

# ISO 32000 readers accept the header anywhere in the first 1,024 bytes.
_HEAD = 1024
_MARKUP = re.compile(rb"\s*<(?:!doctype\s+html|html|head|body|(\?xml))\b", re.IGNORECASE)
_BOM = b"\xef\xbb\xbf"

PdfFault = Literal[
    "pdf-empty", "pdf-damaged", "pdf-encrypted", "pdf-wrong-password", "pdf-no-pages"
]
_MESSAGES: dict[PdfFault, str] = {
    "pdf-empty": "The file is empty.",
    "pdf-damaged": "The PDF is damaged and cannot be opened. Get the file again.",
    "pdf-encrypted": "The PDF is encrypted. Its password is needed.",
    "pdf-wrong-password": "The PDF is encrypted. The password is wrong.",
    "pdf-no-pages": "The PDF has no pages.",
}


class PageUnreadable(Exception):
    """One page that cannot be read while the file's other pages can.

    ``page_no`` counts from 1, ``code`` is stable, the text says what happened.
    """

    code = "pdf-page-damaged"

    def __init__(self, page_no: int) -> None:
        self.page_no = page_no
        self.message = f"Page {page_no} of the PDF is damaged and cannot be read."
        super().__init__(self.message)


class PageTooComplex(PageUnreadable):
    """A page that asks for more than is allowed; ``figures`` are the two numbers with a unit."""

    code = "page-too-complex"

    def __init__(self, page_no: int, figures: str) -> None:
        super().__init__(page_no)
        self.figures = figures
        self.message = f"Page {page_no} of the PDF is too complex: {figures}."


def refusal(fault: PdfFault, *, password: str | None = None) -> UnreadableFile:
    """The exception for a fault; a password that was given and failed is said to be wrong."""
    if fault == "pdf-encrypted" and password is not None:
        fault = "pdf-wrong-password"
    return UnreadableFile(fault, _MESSAGES[fault])


def check_header(path: Path) -> None:
    """Raises UnreadableFile for what no PDF reader needs to open.

    ``not-readable`` (no file, no permission), ``pdf-empty``, ``pdf-not-pdf`` (no ``%PDF-`` in the
    first 1,024 bytes; the message says what the file looks like).
    """
    try:
        with open_regular(path) as file:
            head = file.read(_HEAD)
    except OSError as error:
        raise not_readable(error) from error
    if not head:
        raise refusal("pdf-empty")
    if b"%PDF-" not in head:
        what = _looks_like(head)
        raise UnreadableFile("pdf-not-pdf", f"Not a PDF: the file looks like {what}.", what)


def _looks_like(head: bytes) -> str:
    for signature, name in _signatures():
        if head.startswith(signature):
            return name
    if markup := _MARKUP.match(head.removeprefix(_BOM)):
        return "XML" if markup[1] else "HTML"
    # Any 8-bit or multi-byte encoding of text is free of these control characters.
    return "binary data" if re.search(rb"[\x00-\x06\x0e-\x1a]", head) else "text"


@cache
def _signatures() -> tuple[tuple[bytes, str], ...]:
    text = files("extract").joinpath("data", "signatures.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return tuple((bytes.fromhex(row["hex"]), row["name"]) for row in rows)
