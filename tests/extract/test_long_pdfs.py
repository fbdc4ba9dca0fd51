"""PDFs of more pages than PDFium is left to remember."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract import pdfium
from extract.pdf_file import read_pdf
from tests.builders.pdf_writer import PdfWriter

PAGES = 7


@pytest.mark.parametrize("forget_after", [1, 3, PAGES, 100])
def test_a_file_opened_anew_goes_on_where_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, forget_after: int
) -> None:
    pdf = PdfWriter()
    for n in range(PAGES):
        pdf.page().text(50, 100, f"{n + 1}ページ目の本文")
        pdf.bookmark(1, f"第{n + 1}章")
    path = tmp_path / "long.pdf"
    path.write_bytes(pdf.to_bytes())
    monkeypatch.setattr(pdfium, "FORGET_AFTER", forget_after)
    document = read_pdf(path)
    assert [page.text for page in document.pages] == [
        f"{n + 1}ページ目の本文\n" for n in range(PAGES)
    ]
    assert [(b.title, b.page_no) for b in document.bookmarks] == [
        (f"第{n + 1}章", n + 1) for n in range(PAGES)
    ]
