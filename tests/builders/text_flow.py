"""Sets lines and rows one below the other over as many pages as they need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from tests.builders.arrow_shapes import SHAPES
from tests.builders.grid_drawing import CellText, GridPlan, draw_grid
from tests.builders.pdf_fonts import GOTHIC, Font, text_width
from tests.builders.pdf_page import Page
from tests.builders.pdf_paths import Box
from tests.builders.pdf_writer import PdfWriter

LEFT, RIGHT, TOP, BOTTOM = 57.0, 538.0, 66.0, 780.0
LEADING = 1.3
PADDING = 3.0
# Characters that must not begin a line: they hang over the end of the one before.
_HANGING = "、。，．）」』】〕〉》・ー）)!?！？"


@dataclass(frozen=True, slots=True)
class Arrow:
    """A shape over a row, from and to a place counted in columns of the table."""

    shape: str
    first: float
    last: float


@dataclass(frozen=True, slots=True)
class Row:
    """A row: texts by column and columns spanned; ``arrow`` lies over it."""

    cells: tuple[tuple[str, int], ...]
    arrow: Arrow | None = None


def wrap(text: str, width: float, size: float) -> list[str]:
    """The lines of a text set in a width; a newline ends a line, an empty text has one."""
    lines: list[str] = []
    for part in text.split("\n"):
        line, used = "", 0.0
        for character in part:
            advance = text_width(character, size)
            if line and used + advance > width and character not in _HANGING:
                lines.append(line)
                line, used = "", 0.0
            line += character
            used += advance
        lines.append(line)
    return lines


@dataclass(slots=True)
class Flow:
    """Where the next line goes. ``head`` is printed on top of every page, numbers below."""

    pdf: PdfWriter
    head: str
    page: Page | None = None
    y: float = TOP
    number: int = 0
    furniture: list[str] = field(default_factory=list)

    def new_page(self, *, number: str | None = None, head: bool = True) -> Page:
        """Begin a page; without a given number the pages count on from 1."""
        self.page = page = self.pdf.page()
        self.y = TOP
        if number is None:
            self.number += 1
            number = str(self.number)
        if head:
            page.text(LEFT, 32, self.head, size=8)
            page.line(LEFT, 44, RIGHT, 44)
        if number:
            page.text(297 - text_width(number, 9) / 2, 802, number, size=9)
        return page

    def need(self, height: float) -> Page:
        """The page on which there is that much room, a new one if necessary."""
        if self.page is None or self.y + height > BOTTOM:
            return self.new_page()
        return self.page

    def text(self, text: str, size: float, *, font: Font = GOTHIC, after: float = 6) -> None:
        """A paragraph."""
        for line in wrap(text, RIGHT - LEFT, size):
            page = self.need(size * LEADING)
            page.text(LEFT, self.y, line, size=size, font=font)
            self.y += size * LEADING
        self.y += after

    def table(self, widths: Sequence[float], rows: Sequence[Row], size: float) -> None:
        """Rows; one that does not fit is cut and goes on at the top of the next page."""
        xs = tuple(accumulate(widths, initial=LEFT))
        waiting = [_set(row, xs, size) for row in rows]
        part: list[_SetRow] = []
        used = 0.0
        self.need(size * LEADING * 2)
        while waiting:
            row = waiting.pop(0)
            room = BOTTOM - self.y - used
            if row.height(size) <= room:
                part.append(row)
                used += row.height(size)
                continue
            fit = int((room - 2 * PADDING) / (size * LEADING))
            rest = row
            # A row of schedules or with few lines is not cut, nor are one or two lines left over.
            if row.arrow is None and fit >= 3 and row.lines() - fit >= 3:
                top, rest = row.cut(fit)
                part.append(top)
            self._place(xs, part, size)
            part, used = [], 0.0
            waiting.insert(0, rest)
            self.new_page()
        self._place(xs, part, size)

    def _place(self, xs: tuple[float, ...], rows: Sequence[_SetRow], size: float) -> None:
        if not rows or self.page is None:
            return
        ys = tuple(accumulate((row.height(size) for row in rows), initial=self.y))
        cells: list[CellText] = []
        for r, row in enumerate(rows):
            column = 0
            for lines, span in row.cells:
                cells.append(CellText(r, column, "\n".join(lines), 1, span))
                column += span
        draw_grid(self.page, GridPlan(xs, ys, tuple(cells)), size=size)
        for row, top, bottom in zip(rows, ys, ys[1:], strict=False):
            if row.arrow is not None:
                box = Box(_at(xs, row.arrow.first), top, _at(xs, row.arrow.last), bottom)
                self.page.pieces(SHAPES[row.arrow.shape](box.inset(0, (bottom - top) * 0.22)))
        self.y = ys[-1]


@dataclass(frozen=True, slots=True)
class _SetRow:
    cells: tuple[tuple[tuple[str, ...], int], ...]
    arrow: Arrow | None

    def lines(self) -> int:
        return max(len(lines) for lines, _ in self.cells)

    def height(self, size: float) -> float:
        return self.lines() * size * LEADING + 2 * PADDING

    def cut(self, count: int) -> tuple[_SetRow, _SetRow]:
        """The first lines of every cell, and the others."""
        return (
            _SetRow(tuple((lines[:count], span) for lines, span in self.cells), None),
            _SetRow(tuple((lines[count:] or ("",), span) for lines, span in self.cells), None),
        )


def _set(row: Row, xs: Sequence[float], size: float) -> _SetRow:
    cells = []
    column = 0
    for text, span in row.cells:
        width = xs[column + span] - xs[column] - 2 * PADDING - size * 0.5
        cells.append((tuple(wrap(text, width, size)), span))
        column += span
    return _SetRow(tuple(cells), row.arrow)


def _at(xs: Sequence[float], place: float) -> float:
    column = min(int(place), len(xs) - 2)
    return xs[column] + (place - column) * (xs[column + 1] - xs[column])
