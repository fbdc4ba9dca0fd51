"""A page with an empty schedule grid to draw arrows on, and what a reader should find there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tests.builders.grid_drawing import GridPlan, Style, draw_grid, grid
from tests.builders.pdf_page import Page, Rotation
from tests.builders.pdf_paths import Box
from tests.builders.pdf_writer import PdfWriter

YEARS = (2019, 2020, 2021, 2022, 2023)
PHASES = ("検討", "導入・実施", "運用", "見直し")
LEFT, TOP, LABEL, COLUMN, ROW = 55.0, 90.0, 85.0, 80.0, 26.0


@dataclass(frozen=True, slots=True)
class ExpectedBar:
    """One arrow: its years, and how much of each year column it covers (0-1, first to last).

    ``rows`` are the table rows (0 is the first below the header) that it can belong to:
    one, or several where the drawing leaves it open. ``unsure`` marks an end that lies so near
    a column border that a reader should say so. ``label`` is the text printed over it.
    """

    start_fy: int
    end_fy: int
    coverage: tuple[float, ...]
    rows: tuple[int, ...]
    label: str | None = None
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class ExpectedSchedule:
    """One schedule grid: its page, year columns, row labels, and the arrows over it."""

    page_no: int
    years: tuple[int, ...]
    labels: tuple[str, ...]
    bars: tuple[ExpectedBar, ...]


@dataclass(frozen=True, slots=True)
class ArrowCase:
    """A PDF with its truth; ``issue`` is the code of an issue that must be raised instead."""

    name: str
    pdf: bytes
    schedules: tuple[ExpectedSchedule, ...]
    issue: str | None = None


def expected_bar(
    first: float, last: float, rows: Sequence[int], label: str | None = None
) -> ExpectedBar:
    """The arrow from one place to another, both counted in columns from the first year's start."""
    cover = [
        round(max(0.0, min(last, i + 1.0) - max(first, float(i))), 3) for i in range(len(YEARS))
    ]
    touched = [i for i, part in enumerate(cover) if part > 0]
    unsure = any(0 < cover[i] < 0.15 for i in (touched[0], touched[-1]))
    start, end = YEARS[touched[0]], YEARS[touched[-1]]
    return ExpectedBar(start, end, tuple(cover), tuple(rows), label, unsure)


@dataclass(slots=True)
class Sheet:
    """A page with one schedule grid to draw arrows on."""

    page: Page
    page_no: int
    plan: GridPlan
    labels: tuple[str, ...]
    bars: list[ExpectedBar]

    def area(self, row: int, first: float, last: float, height: float = 14.0) -> Box:
        """The box from one place to another (in columns) in the middle of a row."""
        x = LEFT + LABEL
        middle = (self.plan.ys[row + 1] + self.plan.ys[row + 2]) / 2
        return Box(x + first * COLUMN, middle - height / 2, x + last * COLUMN, middle + height / 2)

    def truth(self) -> ExpectedSchedule:
        """What a reader should find."""
        return ExpectedSchedule(self.page_no, YEARS, self.labels, tuple(self.bars))


def sheet(
    pdf: PdfWriter, rows: int, *, style: Style | None = "lines", rotation: Rotation = 0
) -> Sheet:
    """A new page with a heading and an empty schedule of that many rows.

    With style None the grid is left for the caller to draw over what lies under it.
    """
    page = pdf.page(rotation=rotation)
    page.text(LEFT, 50, "第１章　推進スケジュール", size=14)
    labels = tuple(f"{PHASES[i % len(PHASES)]}{i + 1}" for i in range(rows))
    header = ["事業項目", *(f"{year}年度" for year in YEARS)]
    table = [header, *([label, "", "", "", "", ""] for label in labels)]
    plan = grid(LEFT, TOP, [LABEL] + [COLUMN] * 5, [20.0] + [ROW] * rows, table)
    if style is not None:
        draw_grid(page, plan, style)
    return Sheet(page, len(pdf.pages), plan, labels, [])


def case(name: str, pdf: PdfWriter, sheets: Sequence[Sheet], issue: str | None = None) -> ArrowCase:
    """The case of a finished document."""
    return ArrowCase(name, pdf.to_bytes(), tuple(s.truth() for s in sheets), issue)
