"""Schedules that the end of a page cuts: their rows go on without the years over them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from shisaku.work import complete, rows_of_file
from tests.builders.grid_drawing import draw_grid, grid, write_cell
from tests.builders.pdf_page import Page
from tests.builders.pdf_paths import BLUE, Box, Paint
from tests.builders.pdf_writer import PdfWriter

LEFT, TOP, ROW = 60.0, 60.0, 30.0
LABEL, COLUMN, NOTE = 100.0, 80.0, 20.0
YEARS = ("取組", "令和4年度", "令和5年度", "令和6年度", "令和7年度")
# The first year is wider by a column that only one row has.
FIRST = [LABEL, NOTE, COLUMN - NOTE, *[COLUMN] * 3]
Rows = Mapping[str, Sequence[Mapping[str, Any]]]
Bar = tuple[int, float, float]
"""Row of the part, and where it begins and ends, in years."""


def bars(page: Page, top: float, drawn: Sequence[Bar]) -> None:
    for row, start, end in drawn:
        x, y = LEFT + LABEL, top + row * ROW + 9
        box = Box(x + start * COLUMN + 4, y, x + end * COLUMN - 4, y + 12)
        page.rect(box, Paint(fill=BLUE))


def first_page(pdf: PdfWriter) -> None:
    """A schedule down to the end of the page, with one row of bars."""
    page = pdf.page()
    page.text(LEFT, 60, "第１章　推進スケジュール", size=16)
    page.text(LEFT, 100, "計画期間は令和4年度から令和7年度までです。")
    rows = [
        (*YEARS[:2], None, *YEARS[2:]),
        ("公表", "", "", "", "", ""),
        ("窓口の改革", "", None, "", "", ""),
    ]
    top = 780 - 3 * ROW
    draw_grid(page, grid(LEFT, top, FIRST, [ROW] * 3, rows))
    bars(page, top, [(2, 0, 2)])


def read(path: Path, pdf: PdfWriter) -> Rows:
    file = path / "plan.pdf"
    file.write_bytes(pdf.to_bytes())
    return complete(rows_of_file(file))


def spans(rows: Rows) -> list[tuple[Any, ...]]:
    columns = ("row_label_raw", "start_fy", "end_fy")
    told = [row for row in rows["schedule_spans"] if row["start_fy"] is not None]
    return [tuple(row[c] for c in columns) for row in told]


def lost(rows: Rows) -> list[tuple[int, str]]:
    """Page and label of the rows whose years cannot be told."""
    pages = {span["span_id"]: span["page_no"] for span in rows["spans"]}
    found = (i for i in rows["issues"] if i["code"] == "schedule-not-extractable")
    return [(pages[issue["span_id"]], issue["value_raw"]) for issue in found]


KNOWN = ("窓口の改革", 2022, 2023)


@pytest.mark.parametrize("shift", [0.0, 12.0], ids=["same place", "moved to the side"])
def test_rows_on_the_next_page_stand_below_the_years_by_their_place(
    tmp_path: Path, shift: float
) -> None:
    pdf = PdfWriter("計画")
    first_page(pdf)
    page = pdf.page()
    table = [("文書の電子化", "", "", "", ""), ("研修", "", "", "", "")]
    draw_grid(page, grid(LEFT + shift, TOP, [LABEL, *[COLUMN] * 4], [ROW] * 2, table))
    for row, start, end in ((0, 1, 3), (1, 3, 4)):
        x, y = LEFT + shift + LABEL, TOP + row * ROW + 9
        page.rect(Box(x + start * COLUMN + 4, y, x + end * COLUMN - 4, y + 12), Paint(fill=BLUE))
    rows = read(tmp_path, pdf)
    assert spans(rows) == [KNOWN, ("文書の電子化", 2023, 2024), ("研修", 2025, 2025)]
    assert lost(rows) == []


@pytest.mark.parametrize(
    "widths",
    [[LABEL, COLUMN * 4], [LABEL, 130.0, 60.0, 60.0, 70.0]],
    ids=["years not parted", "parted at other places"],
)
def test_rows_in_other_columns_are_reported_with_their_place(
    tmp_path: Path, widths: list[float]
) -> None:
    pdf = PdfWriter("計画")
    first_page(pdf)
    page = pdf.page()
    table = [("文書の電子化", *[""] * (len(widths) - 1)), ("研修", *[""] * (len(widths) - 1))]
    draw_grid(page, grid(LEFT, TOP, widths, [ROW] * 2, table))
    bars(page, TOP, [(0, 1, 3), (1, 3, 4)])
    rows = read(tmp_path, pdf)
    assert spans(rows) == [KNOWN]
    assert lost(rows) == [(2, "文書の電子化")]


def test_rows_without_a_table_are_reported_with_their_place(tmp_path: Path) -> None:
    pdf = PdfWriter("計画")
    first_page(pdf)
    page = pdf.page()
    for row, label in enumerate(("文書の電子化", "研修")):
        top = TOP + row * ROW
        write_cell(page, Box(LEFT, top, LEFT + LABEL, top + ROW), label, 9)
    bars(page, TOP, [(0, 1, 3), (1, 3, 4)])
    page.text(LEFT, 300, "この計画は毎年度見直します。")
    rows = read(tmp_path, pdf)
    assert spans(rows) == [KNOWN]
    assert lost(rows) == [(2, "文書の電子化")]


def test_coloured_bands_below_a_finished_schedule_are_no_rows(tmp_path: Path) -> None:
    pdf = PdfWriter("計画")
    first_page(pdf)
    page = pdf.page()
    page.rect(Box(LEFT, TOP, LEFT + 420, TOP + 20), Paint(fill=(200, 220, 240)))
    page.text(LEFT + 4, TOP + 4, "第２章　推進体制", size=12)
    page.text(LEFT, 300, "この計画は毎年度見直します。")
    rows = read(tmp_path, pdf)
    assert spans(rows) == [KNOWN]
    assert lost(rows) == []
