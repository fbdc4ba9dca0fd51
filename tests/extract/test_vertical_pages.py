"""Pages written downwards are read as the lines that their columns are."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import Document
from extract.pdf_file import read_pdf
from extract.vertical_pages import as_lines, is_vertical
from tests.builders.ink import Sketch
from tests.builders.pdf_fonts import VERTICAL
from tests.builders.pdf_writer import PdfWriter

WIDE, HIGH = 600.0, 400.0
TEXT = ("市民の皆さまと行政が一緒になって、", "より良いまちをつくるための方針です。")
ROWS = (("担当部署", "市民と共に考える課"), ("事業概要", "窓口の待ち時間の短縮を図ります。"))


def read(pdf: PdfWriter, folder: Path) -> Document:
    path = folder / "page.pdf"
    path.write_bytes(pdf.to_bytes())
    return read_pdf(path)


def columns(pdf: PdfWriter, rows: tuple[tuple[str, str], ...]) -> None:
    """Running text in columns from the right, a table whose rows are columns, a page number."""
    page = pdf.page((WIDE, HIGH))
    for n, line in enumerate(TEXT):
        page.text(540 - 18 * n, 40, line, size=12, font=VERTICAL)
    for n, row in enumerate(rows):
        for text, top in zip(row, (45, 125), strict=True):
            page.text(440 - 40 * n, top, text, size=12, font=VERTICAL)
    for n in range(len(rows) + 1):
        page.line(466 - 40 * n, 40, 466 - 40 * n, 360)
    for y in (40, 120, 360):
        page.line(466 - 40 * len(rows), y, 466, y)
    page.text(290, 380, "12", size=9)


def test_columns_and_tables_are_lines_and_rows(tmp_path: Path) -> None:
    pdf = PdfWriter()
    columns(pdf, ROWS)
    document = read(pdf, tmp_path)
    (page,) = document.pages
    assert (page.width_pt, page.height_pt) == (HIGH, WIDE)
    (grid,) = page.grids
    cells = [tuple(cell.run.text.strip() for cell in row) for row in grid.cells]
    assert cells == [tuple(row) for row in ROWS]
    assert "".join(TEXT) in "".join(page.text.split())
    (issue,) = [issue for issue in document.issues if issue.code == "vertical-writing"]
    assert issue.message.startswith("1ページ")


def test_a_table_goes_on_in_short_columns(tmp_path: Path) -> None:
    pdf = PdfWriter()
    columns(pdf, ROWS)
    page = pdf.page((WIDE, HIGH))
    for n, word in enumerate(("検討", "導入", "運用")):
        page.text(540 - 18 * n, 40, word, size=12, font=VERTICAL)
    assert [page.width_pt for page in read(pdf, tmp_path).pages] == [HIGH, HIGH]


@pytest.mark.parametrize(
    "words",
    [
        ("総務課", "市民と共に考える課", "学校給食センター", "常創戦略課", "議会事務局", "税務課"),
        ("ICT",),
        (),
    ],
)
def test_charts_of_short_labels_stay_as_they_are(words: tuple[str, ...], tmp_path: Path) -> None:
    pdf = PdfWriter()
    page = pdf.page((WIDE, HIGH))
    page.text(200, 30, "推進体制", size=14)
    for n, word in enumerate(words):
        page.text(500 - 60 * n, 100, word, size=12, font=VERTICAL)
    document = read(pdf, tmp_path)
    assert document.pages[0].width_pt == WIDE
    assert "vertical-writing" not in {issue.code for issue in document.issues}


@given(st.lists(st.integers(1, 40), min_size=1, max_size=12), st.floats(6, 20))
def test_lines_across_a_page_are_never_turned(lengths: list[int], size: float) -> None:
    sketch = Sketch()
    for n, length in enumerate(lengths):
        sketch.text(30, 30 + 1.5 * size * n, "市" * length, size)
    long = max(lengths) > 1 and sum(lengths) - len(lengths) >= len(lengths)
    assert not (long and is_vertical(sketch.page()))


@given(st.lists(st.integers(13, 40), min_size=2, max_size=12))
def test_columns_become_lines_in_their_order(lengths: list[int]) -> None:
    sketch = Sketch()
    for n, length in enumerate(lengths):
        for k in range(length):
            sketch.text(500 - 15 * n, 30 + 10 * k, "市", 10)
    assert is_vertical(sketch.page())
    turned = as_lines(sketch.page())
    assert (turned.width, turned.height) == (842, 595)
    tops = turned.chars.boxes[:, 1].tolist()
    assert tops == sorted(tops)
    assert set(turned.chars.angle.tolist()) == {0}
