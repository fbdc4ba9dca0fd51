"""Schedules without a grid: bars below year labels, with the years that every bar means."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations_with_replacement

from tests.builders.arrow_shapes import SHAPES
from tests.builders.arrow_sheet import (
    COLUMN,
    LABEL,
    LEFT,
    ROW,
    TOP,
    YEARS,
    ArrowCase,
    Sheet,
    case,
    expected_bar,
)
from tests.builders.grid_drawing import draw_grid, grid
from tests.builders.pdf_fonts import text_width
from tests.builders.pdf_writer import PdfWriter

SPANS = tuple(combinations_with_replacement(range(len(YEARS)), 2))
SIZE = 9.0
KINDS = (
    "block_arrow",
    "block_arrow_hollow",
    "pentagon_fill_then_stroke",
    "chevron",
    "bar",
    "bar_outlined",
    "bar_dashed_outline",
    "rounded_bar",
    "gradient_strips",
    "line_filled_head",
    "line_open_head",
    "line_no_head",
    "line_dashed",
)
ISSUE = "schedule-not-extractable"


def bare_sheet(pdf: PdfWriter, rows: int, *, centred: bool = True, steps: float = COLUMN) -> Sheet:
    """A page with year labels in the middle (or at the left) of columns, labels of rows."""
    page = pdf.page()
    page.text(LEFT, 50, "第１章　計画の推進", size=14)
    labels = tuple(f"取組{i + 1}" for i in range(rows))
    rest = [("", *[""] * len(YEARS)), *((label, *[""] * len(YEARS)) for label in labels)]
    plan = grid(LEFT, TOP, [LABEL] + [steps] * len(YEARS), [20.0] + [ROW] * rows, rest)
    draw_grid(page, plan, None)
    for i, year in enumerate(YEARS):
        text = f"{year}年度"
        x = LEFT + LABEL + i * steps
        x += (steps - text_width(text, SIZE)) / 2 if centred else 3
        page.text(x, TOP + 5, text, size=SIZE)
    return Sheet(page, len(pdf.pages), plan, labels, [])


def _every_span(name: str, shape: str, *, centred: bool) -> ArrowCase:
    pdf = PdfWriter(name)
    sheet = bare_sheet(pdf, len(SPANS), centred=centred)
    for row, (a, b) in enumerate(SPANS):
        sheet.page.pieces(SHAPES[shape](sheet.area(row, a + 0.03, b + 0.97)))
        sheet.bars.append(expected_bar(a + 0.03, b + 0.97, [row]))
    return case(name, pdf, [sheet])


def _lost() -> Iterator[ArrowCase]:
    """Bars whose years cannot be told: labels at uneven distances, ends between both readings."""
    pdf = PdfWriter("bare_uneven_labels")
    page = pdf.page()
    for x, year in zip((140, 200, 330, 390, 500), YEARS, strict=True):
        page.text(x, TOP, f"{year}年度", size=SIZE)
    sheet = Sheet(page, 1, grid(LEFT, TOP, [LABEL], [20.0, ROW], (("",), ("",))), (), [])
    page.pieces(SHAPES["block_arrow"](sheet.area(0, 0.2, 3.4)))
    yield ArrowCase("bare_uneven_labels", pdf.to_bytes(), (), ISSUE)
    pdf = PdfWriter("bare_open_columns")
    sheet = bare_sheet(pdf, 3, centred=False)
    for row in range(3):
        sheet.page.pieces(SHAPES["block_arrow"](sheet.area(row, row - 0.15, row + 1.6)))
    yield ArrowCase("bare_open_columns", pdf.to_bytes(), (), ISSUE)


def bare_cases() -> Iterator[ArrowCase]:
    """All cases of this module."""
    for shape in KINDS:
        yield _every_span(f"bare_{shape}", shape, centred=True)
    for shape in ("block_arrow", "bar", "line_filled_head"):
        yield _every_span(f"bare_{shape}_left", shape, centred=False)
    yield from _lost()
