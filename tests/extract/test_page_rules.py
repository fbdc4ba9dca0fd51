"""Rules for single pages: ignored ones, ones without tables, ones that lie on their side."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from extract.page_rules import PageRule, Turn, ruled
from extract.pdf_file import compose_page, read_with
from extract.pdfium import open_pdf
from extract.turned_pages import turned, turning
from shisaku.cli import main
from tests.builders.documents import document
from tests.builders.pdf_writer import PdfWriter
from tests.builders.small_pdfs import draw_schedule

TEXT = "前の頁\n\f項目\t担当\n窓口\t市民課\n"


def sideways(path: Path, rotation: Turn) -> Path:
    """A page whose text runs sideways, because the file does not say that it is to be turned."""
    pdf = PdfWriter()
    page = pdf.page(rotation=rotation)
    page.text(60, 100, "第１章　推進スケジュール", size=16)
    draw_schedule(page)
    told = f"/Rotate {rotation}".encode()
    data = pdf.to_bytes()
    assert data.count(told) == 1
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data.replace(told, b"/Rotate 0".ljust(len(told))))
    return path


def test_without_rules_the_document_is_the_same() -> None:
    whole = document(TEXT)
    assert ruled(whole, {}) is whole


def test_an_ignored_page_keeps_its_text_as_furniture() -> None:
    _, page = ruled(document(TEXT), {2: PageRule(ignored=True)}).pages
    assert page.text == document(TEXT).pages[1].text
    assert page.furniture == page.lines and page.grids == ()


def test_a_page_without_tables_keeps_its_lines() -> None:
    _, page = ruled(document(TEXT), {2: PageRule(tables=False)}).pages
    assert document(TEXT).pages[1].grids and page.grids == ()
    assert page.lines == document(TEXT).pages[1].lines


@pytest.mark.parametrize(
    ("pages", "told"),
    [([3], "3"), ([2, 3, 4, 5], "3-5"), ([12, 4, 5, 9, 10, 11], "4-5, 9-12"), ([3, 5], "3, 5")],
)
def test_rules_for_pages_that_are_not_there_are_one_warning(pages: list[int], told: str) -> None:
    rules = dict.fromkeys(pages, PageRule(tables=False))
    (issue,) = ruled(document(TEXT), rules).issues
    assert (issue.severity, issue.code, issue.value_raw) == ("warning", "layout-page-missing", told)
    assert f"{told}ページ" in issue.message


@pytest.mark.parametrize(("rotation", "turn"), [(90, 90), (180, 180), (270, 270), (0, 0)])
def test_a_page_on_its_side_is_read_when_turned(rotation: Turn, turn: Turn, tmp_path: Path) -> None:
    path = sideways(tmp_path / "plan.pdf", rotation)
    (page,) = read_with(path, turning(open_pdf, {1: turn})).pages
    (upright,) = read_with(sideways(tmp_path / "upright.pdf", 0), open_pdf).pages
    assert page.text == upright.text
    (grid,) = page.grids
    assert [[cell.ink != () for cell in row] for row in grid.cells] == [
        [cell.ink != () for cell in row] for row in upright.grids[0].cells
    ]


def test_four_quarters_are_none(tmp_path: Path) -> None:
    with open_pdf(sideways(tmp_path / "plan.pdf", 0)) as source:
        ink = source.read_page(1)
    again = turned(turned(ink, 270), 90)
    assert np.allclose(again.chars.boxes, ink.chars.boxes, atol=0.01)
    assert np.allclose(again.drawings.points, ink.drawings.points, atol=0.01)
    assert (again.chars.angle == ink.chars.angle).all()
    assert (again.width, again.height, again.rotation) == (ink.width, ink.height, ink.rotation)
    assert compose_page(again).text == compose_page(ink).text


def test_a_turned_page_is_drawn_turned(tmp_path: Path) -> None:
    path = sideways(tmp_path / "plan.pdf", 90)
    (tmp_path / "layout.toml").write_text("[[pages]]\npages = 1\nrotate = 90\n", encoding="utf-8")
    image = tmp_path / "page.png"
    assert main(["inspect", str(path), "--page", "1", "--image", str(image)]) == 0
    upright = sideways(tmp_path / "upright" / "plan.pdf", 0)
    other = tmp_path / "upright.png"
    assert main(["inspect", str(upright), "--page", "1", "--image", str(other)]) == 0
    with Image.open(image) as turned_image, Image.open(other) as upright_image:
        assert turned_image.size == upright_image.size
        near = np.abs(np.asarray(turned_image, int) - np.asarray(upright_image, int)) < 64
    assert near.mean() > 0.99
