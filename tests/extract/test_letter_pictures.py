"""Pictures that stand for letters are told; icons, logos and bullets are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.letter_pictures import MANY, letter_pictures
from extract.pdf_file import read_pdf
from tests.builders.ink import Box, Sketch
from tests.builders.pdf_paths import Box as Area
from tests.builders.pdf_writer import Bitmap, PdfWriter


@pytest.mark.parametrize(
    ("picture", "count"),
    [
        ((120, 100, 130, 110), 1),
        ((121, 102, 129, 109), 1),
        # A bullet before the line, a logo, a picture below the line, one over letters.
        ((88, 100, 98, 110), 0),
        ((120, 90, 160, 130), 0),
        ((120, 112, 130, 122), 0),
        ((100, 100, 110, 110), 0),
    ],
)
def test_a_picture_between_letters(picture: Box, count: int) -> None:
    sketch = Sketch()
    sketch.text(100, 100, "髙橋", 10)
    sketch.text(130, 100, "太郎", 10)
    sketch.image(picture)
    assert letter_pictures(sketch.page()) == count
    for _ in range(MANY):
        sketch.image(picture)
    assert letter_pictures(sketch.page()) == 0


def test_it_is_told_once_with_its_pages(tmp_path: Path) -> None:
    pdf = PdfWriter()
    for _ in range(2):
        page = pdf.page()
        page.text(60, 60, "第", size=12)
        page.text(84, 60, "次計画", size=12)
        page.image(Area(73, 61, 83, 71), Bitmap(1, 1, b"\0\0\0"))
    path = tmp_path / "page.pdf"
    path.write_bytes(pdf.to_bytes())
    (issue,) = [i for i in read_pdf(path).issues if i.code == "letter-is-picture"]
    assert "2個" in issue.message
    assert "1、2ページ" in issue.message
