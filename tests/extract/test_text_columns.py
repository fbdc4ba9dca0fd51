"""Running text set in two columns."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.pdf_file import read_pdf
from tests.builders.pdf_page import Page
from tests.builders.pdf_writer import PdfWriter

SIZE, STEP = 10.0, 16.0
LEFT, RIGHT, TOP = 60.0, 310.0, 124.0
FIRST = "市では、窓口の混雑を減らすため、申請の電子化を進めてきました。" * 6
SECOND = "期間は四年間とし、状況の変化に応じて毎年度の見直しを行うこととします。" * 6


def set_text(page: Page, x: float, top: float, text: str, signs: int) -> float:
    """The text in lines of so many signs; the answer is where its last line ends."""
    lines = [text[i : i + signs] for i in range(0, len(text), signs)]
    for n, line in enumerate(lines):
        page.text(x, top + n * STEP, line, size=SIZE)
    return top + len(lines) * STEP


def read(path: Path, pdf: PdfWriter) -> list[str]:
    """The paragraphs of the only page."""
    file = path / "plan.pdf"
    file.write_bytes(pdf.to_bytes())
    (page,) = read_pdf(file).pages
    return [line.text for line in page.lines if line.text]


@pytest.mark.parametrize("down", [0.0, 8.0], ids=["lines level", "lines apart"])
def test_columns_are_read_one_after_the_other(tmp_path: Path, down: float) -> None:
    pdf = PdfWriter()
    page = pdf.page()
    page.text(LEFT, 60, "第１章　計画の概要と、これまでの取組の状況から見た課題", size=16)
    page.text(LEFT, 100, "１　目的", size=12)
    set_text(page, LEFT, TOP, FIRST, 22)
    page.text(RIGHT, 100 + down, "２　期間", size=12)
    set_text(page, RIGHT, TOP + down, SECOND, 22)
    head = "第１章　計画の概要と、これまでの取組の状況から見た課題"
    assert read(tmp_path, pdf) == [head, "１　目的", FIRST, "２　期間", SECOND]


def test_a_sentence_goes_on_in_the_second_column(tmp_path: Path) -> None:
    pdf = PdfWriter()
    page = pdf.page()
    text = FIRST + SECOND
    half = len(text) // 44 * 22
    set_text(page, LEFT, TOP, text[:half], 22)
    set_text(page, RIGHT, TOP, text[half:], 22)
    assert read(tmp_path, pdf) == [text]


def test_text_below_the_columns_follows_both(tmp_path: Path) -> None:
    pdf = PdfWriter()
    page = pdf.page()
    set_text(page, LEFT, TOP, FIRST, 22)
    end = set_text(page, RIGHT, TOP, SECOND, 22)
    page.text(LEFT, end + 30, "３　体制", size=12)
    set_text(
        page, LEFT, end + 54, "推進本部が全体の進み具合を確かめ、必要な見直しを行います。" * 4, 45
    )
    found = read(tmp_path, pdf)
    assert found[:3] == [FIRST, SECOND, "３　体制"]
    assert found[3].startswith("推進本部")


@pytest.mark.parametrize(
    ("first", "second", "signs"),
    [
        (FIRST, SECOND[:66], 22),  # too few lines
        (FIRST[:88], SECOND, 10),  # columns of other widths
    ],
)
def test_what_may_be_rows_is_read_line_by_line(
    tmp_path: Path, first: str, second: str, signs: int
) -> None:
    pdf = PdfWriter()
    page = pdf.page()
    set_text(page, LEFT, TOP, first, signs)
    set_text(page, RIGHT, TOP, second, 22)
    text = "".join(read(tmp_path, pdf))
    assert text.find(second[:8]) < text.find(first[signs : signs + 8])
