"""Draws ruled tables in the strokes that producers use, with what a reader should find."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal, NamedTuple

from tests.builders.pdf_fonts import VERTICAL, text_width
from tests.builders.pdf_page import Page
from tests.builders.pdf_paths import BLACK, Box, Colour, Paint

Style = Literal["lines", "thin_rects", "cell_outlines", "cell_sides", "double", "dashed"]
Writing = Literal["across", "column", "stacked", "turned"]


class CellText(NamedTuple):
    """A cell of a table: where it stands, how far it reaches, its lines joined by newlines."""

    row: int
    col: int
    text: str
    row_span: int = 1
    col_span: int = 1


@dataclass(frozen=True, slots=True)
class GridPlan:
    """A table to draw: ``xs`` and ``ys`` are the borders of its columns and rows in points."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[CellText, ...]

    def box(self, cell: CellText) -> Box:
        """The area of a cell."""
        return Box(
            self.xs[cell.col],
            self.ys[cell.row],
            self.xs[cell.col + cell.col_span],
            self.ys[cell.row + cell.row_span],
        )


def grid(
    x: float,
    y: float,
    widths: Sequence[float],
    heights: Sequence[float],
    rows: Sequence[Sequence[str | None]],
) -> GridPlan:
    """A table from rows of texts, top left at (x, y).

    None continues the cell on its left, in the first column (or below a None) the one above.
    """
    cells: list[CellText] = []
    at: dict[tuple[int, int], int] = {}
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text is not None:
                at[r, c] = len(cells)
                cells.append(CellText(r, c, text))
                continue
            left = at.get((r, c - 1))
            if left is None or cells[left].row < r:
                left = at[r - 1, c]
            found = cells[left]
            cells[left] = found._replace(
                row_span=max(found.row_span, r - found.row + 1),
                col_span=max(found.col_span, c - found.col + 1),
            )
            at[r, c] = left
    return GridPlan(
        tuple(accumulate(widths, initial=x)), tuple(accumulate(heights, initial=y)), tuple(cells)
    )


def draw_grid(
    page: Page,
    plan: GridPlan,
    style: Style | None = "lines",
    *,
    outer: bool = True,
    inner: Literal["all", "rows", "none"] = "all",
    size: float = 9,
    writing: dict[int, Writing] | None = None,
    shade: Colour | None = None,
    shaded_rows: Sequence[int] = (),
    width: float = 0.5,
) -> None:
    """The table with its texts; ``style`` None leaves the rulings out.

    ``writing`` tells by column how label cells are written; ``shaded_rows`` are painted first.
    """
    for r in shaded_rows:
        area = Box(plan.xs[0], plan.ys[r], plan.xs[-1], plan.ys[r + 1])
        page.rect(area, Paint(fill=shade or (217, 226, 243)))
    if style is not None:
        _rulings(page, plan, style, outer, inner, width)
    for cell in plan.cells:
        write_cell(page, plan.box(cell), cell.text, size, (writing or {}).get(cell.col, "across"))


def write_cell(page: Page, box: Box, text: str, size: float, writing: Writing = "across") -> None:
    """The lines of a cell, in the middle of its height."""
    lines = text.split("\n")
    if writing == "across":
        top = box.middle - len(lines) * size * 1.2 / 2
        for i, line in enumerate(lines):
            page.text(box.x0 + 3, top + i * size * 1.2 + size * 0.1, line, size=size)
        return
    middle = (box.x0 + box.x1) / 2
    top = box.middle - len(text) * size / 2
    if writing == "column":
        page.text(middle - size / 2, top, text, size=size, font=VERTICAL)
    elif writing == "stacked":
        for i, character in enumerate(text):
            page.text(middle - size / 2, top + i * size, character, size=size)
    else:
        page.text(
            middle + size / 2, box.middle - text_width(text, size) / 2, text, size=size, angle=90
        )


def segments(plan: GridPlan, outer: bool, inner: str) -> list[tuple[float, float, float, float]]:
    """The rulings of a table, each as long as it goes without a break, merged cells left open."""
    owner = {
        (r, c): i
        for i, cell in enumerate(plan.cells)
        for r in range(cell.row, cell.row + cell.row_span)
        for c in range(cell.col, cell.col + cell.col_span)
    }
    n_rows, n_cols = len(plan.ys) - 1, len(plan.xs) - 1
    found: list[tuple[float, float, float, float]] = []
    for r in range(n_rows + 1):
        edge = r in (0, n_rows)
        drawn = [
            (outer if edge else inner != "none")
            and (edge or owner.get((r - 1, c)) != owner.get((r, c)))
            for c in range(n_cols)
        ]
        found += [(plan.xs[a], plan.ys[r], plan.xs[b], plan.ys[r]) for a, b in _stretches(drawn)]
    for c in range(n_cols + 1):
        edge = c in (0, n_cols)
        drawn = [
            (outer if edge else inner == "all")
            and (edge or owner.get((r, c - 1)) != owner.get((r, c)))
            for r in range(n_rows)
        ]
        found += [(plan.xs[c], plan.ys[a], plan.xs[c], plan.ys[b]) for a, b in _stretches(drawn)]
    return found


def _stretches(drawn: Sequence[bool]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for i, here in enumerate(drawn):
        if here and found and found[-1][1] == i:
            found[-1] = (found[-1][0], i + 1)
        elif here:
            found.append((i, i + 1))
    return found


def _rulings(
    page: Page, plan: GridPlan, style: Style, outer: bool, inner: str, width: float
) -> None:
    if style == "cell_outlines":
        for cell in plan.cells:
            page.rect(plan.box(cell), Paint(stroke=BLACK, width=width))
        return
    if style == "cell_sides":
        # Word processors paint each side of each cell as its own thin rectangle.
        for cell in plan.cells:
            x0, top, x1, bottom = plan.box(cell)
            for side in ((x0, top, x1, top), (x0, bottom, x1, bottom)):
                _thin(page, side, width)
            for side in ((x0, top, x0, bottom), (x1, top, x1, bottom)):
                _thin(page, side, width)
        return
    for segment in segments(plan, outer, inner):
        x0, y0, x1, y1 = segment
        if style == "thin_rects":
            _thin(page, segment, width)
        elif style == "double":
            dx, dy = (0.0, 0.8) if y0 == y1 else (0.8, 0.0)
            page.line(x0 - dx, y0 - dy, x1 - dx, y1 - dy, width=width)
            page.line(x0 + dx, y0 + dy, x1 + dx, y1 + dy, width=width)
        else:
            page.line(*segment, width=width, dash=(2, 1) if style == "dashed" else ())


def _thin(page: Page, segment: tuple[float, float, float, float], width: float) -> None:
    x0, y0, x1, y1 = segment
    half = width / 2
    page.rect(Box(x0 - half, y0 - half, x1 + half, y1 + half), Paint(fill=BLACK))
