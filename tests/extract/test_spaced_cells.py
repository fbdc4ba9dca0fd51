"""Tables whose cells are boxes of their own with white between them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from extract.pdf_file import read_pdf
from tests.builders.grid_drawing import GridPlan, grid, write_cell
from tests.builders.pdf_page import Page
from tests.builders.pdf_paths import BLUE, Box, Paint
from tests.builders.pdf_writer import PdfWriter

ROWS = (
    ("実施事業", "窓口の改革", None, None),
    ("事業項目", "2019年度", "2020年度", "2021年度"),
    ("検討", "", "", ""),
    ("実施", "", "", ""),
)
LEFT, TOP = 60.0, 80.0


def table(rows: Sequence[Sequence[str | None]] = ROWS, top: float = TOP) -> GridPlan:
    return grid(LEFT, top, [90.0] * 4, [26.0] * len(rows), rows)


RIM = Paint(stroke=(120, 120, 120), width=0.7)


def boxed(page: Page, plan: GridPlan, spacing: float, open_at: float | None = None) -> None:
    """Each cell as a box, ``spacing`` from the next; boxes that begin at ``open_at`` lack a top."""
    for cell in plan.cells:
        area = plan.box(cell)
        box = area.inset(spacing / 2, spacing / 2)
        if area.top == open_at:
            page.line(box.x0, box.top, box.x0, box.bottom, width=0.7)
            page.line(box.x1, box.top, box.x1, box.bottom, width=0.7)
            page.line(box.x0, box.bottom, box.x1, box.bottom, width=0.7)
        else:
            page.rect(box, RIM)
        write_cell(page, area, cell.text, 9)


def cells(path: Path, pdf: PdfWriter) -> list[list[list[str]]]:
    """The texts of the cells of each grid of the only page, row by row."""
    file = path / "plan.pdf"
    file.write_bytes(pdf.to_bytes())
    (page,) = read_pdf(file).pages
    return [
        [[cell.run.text for cell in row if not cell.covered] for row in g.cells] for g in page.grids
    ]


FOUND = [[text for text in row if text is not None] for row in ROWS]


@pytest.mark.parametrize("spacing", [0.0, 1.5, 3.0])
@pytest.mark.parametrize("frame", [False, True])
def test_boxes_with_white_between_them_are_the_cells_of_one_table(
    tmp_path: Path, spacing: float, frame: bool
) -> None:
    pdf = PdfWriter()
    page, plan = pdf.page(), table()
    boxed(page, plan, spacing)
    if frame:
        rim = Box(plan.xs[0], plan.ys[0], plan.xs[-1], plan.ys[-1])
        page.rect(rim.inset(-spacing / 2, -spacing / 2), RIM)
    assert cells(tmp_path, pdf) == [FOUND]


def test_bars_inside_of_boxed_cells_are_bars(tmp_path: Path) -> None:
    pdf = PdfWriter()
    page, plan = pdf.page(), table()
    boxed(page, plan, 2.0)
    for row, first, last, paint in ((2, 1, 1, Paint(fill=BLUE)), (3, 2, 3, RIM)):
        box = Box(plan.xs[first] + 4, plan.ys[row] + 8, plan.xs[last + 1] - 4, plan.ys[row] + 18)
        page.rect(box, paint)
    assert cells(tmp_path, pdf) == [FOUND]
    (read,) = read_pdf(tmp_path / "plan.pdf").pages
    inked = [(c.row, c.col) for row in read.grids[0].cells for c in row if c.ink]
    assert inked == [(2, 1), (3, 2), (3, 3)]


def test_two_tables_of_a_page_stay_two(tmp_path: Path) -> None:
    pdf = PdfWriter()
    page = pdf.page()
    for top in (TOP, TOP + 200):
        boxed(page, table(top=top), 2.0)
    assert cells(tmp_path, pdf) == [FOUND, FOUND]


def test_the_rest_of_a_row_that_the_page_cuts_is_a_row(tmp_path: Path) -> None:
    pdf = PdfWriter()
    page, plan = pdf.page(), table((("", "続きの文", "", ""), *ROWS[1:]))
    boxed(page, plan, 2.0, open_at=TOP)
    assert cells(tmp_path, pdf) == [[["", "続きの文", "", ""], *FOUND[1:]]]


def test_boxes_without_text_are_no_table(tmp_path: Path) -> None:
    pdf = PdfWriter()
    boxed(pdf.page(), table([["", "", ""]] * 3), 2.0)
    assert cells(tmp_path, pdf) == []
