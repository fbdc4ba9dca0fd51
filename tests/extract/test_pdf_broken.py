"""Files that are no readable PDF: one stable code each, and never another exception."""

from __future__ import annotations

import os
import zlib
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract import pdfium, plumber
from extract.model import UnreadableFile
from extract.pdf_errors import PageUnreadable
from extract.pdf_source import PdfSource
from tests.builders.pdf_writer import PdfWriter

SHARED = Path(
    os.environ.get("SHISAKU_PDFS") or Path(__file__).resolve().parents[3] / "shared" / "pdfs"
)
CODES = {"pdf-empty", "pdf-not-pdf", "pdf-damaged", "pdf-encrypted", "pdf-no-pages"}


class OpenPdf(Protocol):
    def __call__(
        self, path: Path, *, password: str | None = None
    ) -> AbstractContextManager[PdfSource]: ...


READERS: tuple[OpenPdf, ...] = (pdfium.open_pdf, plumber.open_pdf)
each_reader = pytest.mark.parametrize("open_pdf", READERS, ids=["pdfium", "plumber"])


def plan() -> bytes:
    """A sound file of two pages."""
    writer = PdfWriter(title="計画")
    for text in ("第１章　現状", "第２章　施策"):
        page = writer.page()
        page.text(50, 40, text)
        page.line(50, 60, 200, 60)
    writer.bookmark(1, "第１章", 1)
    return writer.to_bytes()


def without_pages() -> bytes:
    return PdfWriter().to_bytes()


def refused(open_pdf: OpenPdf, path: Path, password: str | None = None) -> UnreadableFile:
    with pytest.raises(UnreadableFile) as caught, open_pdf(path, password=password):
        pass
    return caught.value


@each_reader
@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"", "pdf-empty", "empty"),
        (b"<!DOCTYPE html><html></html>", "pdf-not-pdf", "HTML"),
        (b"\xef\xbb\xbf\r\n<html lang='ja'>", "pdf-not-pdf", "HTML"),
        (b"<?xml version='1.0'?><a/>", "pdf-not-pdf", "XML"),
        (b"PK\x03\x04" + bytes(60), "pdf-not-pdf", "ZIP"),
        (b"\xff\xd8\xff\xe0", "pdf-not-pdf", "JPEG"),
        ("お探しのページはありません".encode(), "pdf-not-pdf", "text"),
        ("お探しのページはありません".encode("cp932"), "pdf-not-pdf", "text"),
        (bytes(range(256)), "pdf-not-pdf", "binary data"),
        (b"x" * 2000 + b"%PDF-1.7", "pdf-not-pdf", "text"),
        (b"%PDF-1.4\nThis is not a PDF\n%%EOF", "pdf-damaged", "damaged"),
        (plan()[:400], "pdf-damaged", "damaged"),
        (without_pages(), "pdf-no-pages", "no pages"),
    ],
)
def test_reasons(tmp_path: Path, open_pdf: OpenPdf, data: bytes, code: str, words: str) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(data)
    error = refused(open_pdf, path)
    assert error.code == code
    assert words in error.message


@each_reader
def test_no_file(tmp_path: Path, open_pdf: OpenPdf) -> None:
    assert refused(open_pdf, tmp_path / "absent.pdf").code == "not-readable"
    assert refused(open_pdf, tmp_path).code == "not-readable"


@each_reader
def test_a_header_may_stand_late(tmp_path: Path, open_pdf: OpenPdf) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"\r\n" * 50 + plan())
    with open_pdf(path) as source:
        assert source.page_count == 2


@each_reader
def test_a_damaged_page_leaves_the_others(tmp_path: Path, open_pdf: OpenPdf) -> None:
    data = plan()
    # The first page's content becomes compressed data that ends too soon.
    start = data.index(b"stream\n") + len(b"stream\n")
    end = data.index(b"endstream", start)
    broken = zlib.compress(bytes(5000))[:20].ljust(end - start, b"\0")
    path = tmp_path / "plan.pdf"
    path.write_bytes(data[:start] + broken + data[end:])
    with open_pdf(path) as source:
        assert source.page_count == 2
        try:
            assert len(source.read_page(1).chars) == 0
        except PageUnreadable as error:
            assert (error.page_no, error.code) == (1, "pdf-page-damaged")
        assert len(source.read_page(2).chars) == 6


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    cut=st.none() | st.integers(0, len(plan())),
    changes=st.lists(st.tuples(st.integers(0, len(plan()) - 1), st.integers(0, 255)), max_size=25),
)
@each_reader
def test_any_damage_has_a_reason(
    tmp_path: Path, open_pdf: OpenPdf, cut: int | None, changes: list[tuple[int, int]]
) -> None:
    data = bytearray(plan())
    for at, value in changes:
        data[at] = value
    path = tmp_path / "plan.pdf"
    path.write_bytes(bytes(data[:cut]))
    try:
        with open_pdf(path) as source:
            assert source.page_count >= 1
            assert len(source.labels) == source.page_count
            assert isinstance(source.bookmarks, tuple)
            assert source.facts is not None
            for page_no in range(1, min(source.page_count, 5) + 1):
                try:
                    assert source.read_page(page_no).page_no == page_no
                except PageUnreadable as error:
                    assert error.page_no == page_no
    except UnreadableFile as error:
        assert error.code in CODES


def broken_pdfs() -> list[Path]:
    return sorted((SHARED / "broken").glob("*.pdf"))


@pytest.mark.skipif(
    not broken_pdfs(),
    reason="broken PDFs are absent: set SHISAKU_PDFS to a folder with some in broken/",
)
@pytest.mark.parametrize("path", broken_pdfs(), ids=lambda path: path.stem)
def test_broken_files_have_a_reason(path: Path) -> None:
    error = refused(pdfium.open_pdf, path)
    assert error.code in CODES
    encrypted = path.name.startswith("enc__") and path.stat().st_size > 0
    assert (error.code == "pdf-encrypted") == encrypted
    if encrypted:
        wrong = refused(pdfium.open_pdf, path, "wrong")
        assert (wrong.code, "wrong" in wrong.message) == ("pdf-wrong-password", True)
        assert refused(plumber.open_pdf, path).code == "pdf-encrypted"
