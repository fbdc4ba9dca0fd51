"""Small PDFs for tests of the command line: a page of a plan, and a picture of a page."""

from __future__ import annotations

from pathlib import Path

from extract.pdfium import render_page
from tests.builders.grid_drawing import draw_grid, grid
from tests.builders.pdf_fonts import BOLD
from tests.builders.pdf_paths import BLUE, Box, Paint
from tests.builders.pdf_writer import Bitmap, Page, PdfWriter

YEARS = ("2021年度", "2022年度", "2023年度")
LEFT, TOP, COLUMN, ROW = 60.0, 200.0, 110.0, 30.0
BAR = Box(LEFT + COLUMN + 6, TOP + ROW + 8, LEFT + 3 * COLUMN - 6, TOP + ROW + 22)
"""A bar over the years 2021 and 2022."""


def plan_pdf() -> bytes:
    """A title page, and a chapter with a schedule of one row: 検討 over 2021 and 2022."""
    pdf = PdfWriter("計画")
    cover = pdf.page()
    cover.text(150, 200, "第２次甲乙市情報化計画", size=24, font=BOLD)
    page = pdf.page()
    page.text(60, 100, "第１章　推進スケジュール", size=16, font=BOLD)
    page.text(60, 150, "次の表のとおり取り組みます。")
    draw_schedule(page)
    return pdf.to_bytes()


def draw_schedule(page: Page, label: str = "検討") -> None:
    """The schedule with its bar."""
    rows = [("事業項目", *YEARS), (label, "", "", "")]
    draw_grid(page, grid(LEFT, TOP, [COLUMN] * 4, [ROW] * 2, rows))
    page.rect(BAR, Paint(fill=BLUE))


def scan_of(path: Path, page_no: int, dpi: int = 200) -> bytes:
    """A PDF of one page that is the picture of a page of another."""
    pixels = render_page(path, page_no, dpi=dpi)
    height, width, _ = pixels.shape
    size = width * 72 / dpi, height * 72 / dpi
    pdf = PdfWriter()
    pdf.page(size).image(Box(0, 0, *size), Bitmap(width, height, pixels.tobytes()))
    return pdf.to_bytes()
