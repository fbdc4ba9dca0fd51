"""Large letters laid over a page, and lines printed over each other."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import Document
from extract.pdf_file import read_pdf
from extract.text_lines import text_lines
from extract.watermarks import without_watermark
from tests.builders.ink import Sketch
from tests.builders.pdf_writer import PdfWriter

LINES = tuple(f"{n}　市民の皆さまと進める取組の一覧です。" for n in range(1, 12))


def read(pdf: PdfWriter, folder: Path) -> Document:
    path = folder / "page.pdf"
    path.write_bytes(pdf.to_bytes())
    return read_pdf(path)


@pytest.mark.parametrize(
    ("words", "angle", "size", "told"),
    [("素案", 0, 90, True), ("素案", 90, 90, True), ("案", 0, 200, True), ("素案", 0, 12, False)],
)
def test_a_watermark_is_no_text_of_the_plan(
    words: str, angle: int, size: float, told: bool, tmp_path: Path
) -> None:
    pdf = PdfWriter()
    for _ in range(2):
        page = pdf.page()
        page.text(90 if told else 60, 90 if told else 500, words, size=size, angle=angle)
        for n, line in enumerate(LINES):
            page.text(60, 60 + 22 * n, line)
    document = read(pdf, tmp_path)
    for shown in document.pages:
        lines = [line.text for line in shown.lines if line.text.strip()]
        assert [line for line in lines if "市民" in line] == list(LINES)
        assert any(words in line for line in lines) != told
    issues = [issue for issue in document.issues if issue.code == "watermark"]
    assert [issue.value_raw for issue in issues] == [words] * told
    assert all("1、2ページ" in issue.message for issue in issues)


@given(st.floats(28, 60), st.integers(1, 8), st.integers(0, 20))
def test_a_large_title_with_nothing_in_it_stays(size: float, letters: int, lines: int) -> None:
    sketch = Sketch(width=900)
    sketch.text(50, 50, "計" * letters, size)
    for n in range(lines):
        sketch.text(50, 60 + size + 15 * n, "本文です。", 10)
    assert without_watermark(sketch.page())[1] == ""


@given(st.floats(0, 4.5), st.floats(-20, 60))
def test_lines_over_each_other_keep_their_letters_together(down: float, aside: float) -> None:
    upper, lower = "多言語化による対話の推進", "案内板の整備と更新"
    sketch = Sketch()
    sketch.text(100, 100, upper, 10)
    sketch.text(100 + aside, 100 + down, lower, 10)
    page = sketch.page()
    lines = text_lines(page.chars, np.arange(len(page.chars)))
    assert sorted(line.text for line in lines) == sorted((upper, lower))


@pytest.mark.parametrize("mark", ["○", "印"])
def test_a_mark_over_a_letter_is_no_line_of_its_own(mark: str) -> None:
    sketch = Sketch()
    sketch.text(100, 100, mark, 10)
    sketch.text(102, 100, "1", 6)
    sketch.text(110, 100, "市民協働", 10)
    page = sketch.page()
    (line,) = text_lines(page.chars, np.arange(len(page.chars)))
    assert line.text == f"{mark}1市民協働"
