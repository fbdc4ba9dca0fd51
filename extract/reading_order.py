"""Puts the characters of a page in reading order: paragraphs and grids from top to bottom.

The text it makes has the form that text plans have: a paragraph is one line, blank lines part
blocks, the cells of a grid row are parted by tabs. Every code point keeps its box.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from extract.drawn_cells import Drawn
from extract.ink import Bools, Chars, Floats, PageInk
from extract.model import CellInk, Fill, Grid, GridCell, Run
from extract.paragraphs import blank_between, is_apart, usual_pitch, wraps, wraps_in_cell
from extract.ruling_grids import RuledCell, RuledGrid
from extract.text_lines import Line, lines_of_groups, text_lines
from extract.text_tape import Indexes, Tape
from extract.turned_lines import turned_lines

# Blank lines that stand for a picture between two lines of text.
FIGURE_GAP = "\n\n\n"
PICTURE = 40.0


@dataclass(frozen=True, slots=True, eq=False)
class Composed:
    """The text of a page with boxes of its code points, its lines and grids."""

    text: str
    boxes: Floats
    lines: tuple[Run, ...]
    grids: tuple[Grid, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Placed:
    """A grid with the lines of each of its cells."""

    grid: RuledGrid
    lines: dict[tuple[int, int], list[Line]]
    drawn: Drawn


def compose(ink: PageInk, grids: Sequence[RuledGrid], drawn: Sequence[Drawn]) -> Composed:
    """The page in reading order; ``drawn`` goes with ``grids``."""
    chars = ink.chars
    taken = np.zeros(len(chars), dtype=bool)
    for part in drawn:
        for labels in part.labels.values():
            for label in labels.values():
                taken[label] = True
    placed = [_place(chars, grid, part, taken) for grid, part in zip(grids, drawn, strict=True)]
    free = text_lines(chars, np.flatnonzero(~taken & (chars.angle == 0)))
    turned = turned_lines(chars, np.flatnonzero(~taken & (chars.angle != 0)))
    writer = _Writer(ink)
    pending = sorted(placed, key=lambda p: p.grid.top)
    pitch = usual_pitch(free)
    for line in free:
        while pending and pending[0].grid.top < line.middle:
            writer.grid(pending.pop(0))
        writer.line(line, pitch)
    for rest in pending:
        writer.grid(rest)
    for line in turned:
        writer.line(line, 0.0)
    return writer.finish()


def _place(chars: Chars, grid: RuledGrid, drawn: Drawn, taken: Bools) -> _Placed:
    """Give each character to the cell that its middle lies in."""
    x = (chars.boxes[:, 0] + chars.boxes[:, 2]) / 2
    y = (chars.boxes[:, 1] + chars.boxes[:, 3]) / 2
    inside = np.flatnonzero(
        ~taken & (x >= grid.x0) & (x <= grid.x1) & (y >= grid.top) & (y <= grid.bottom)
    )
    taken[inside] = True
    col = np.clip(np.searchsorted(grid.xs, x[inside], "right") - 1, 0, len(grid.xs) - 2)
    row = np.clip(np.searchsorted(grid.ys, y[inside], "right") - 1, 0, len(grid.ys) - 2)
    owner = _owners(grid)[row, col]
    taken[inside[owner < 0]] = False
    inside, owner = inside[owner >= 0], owner[owner >= 0]
    order = np.argsort(owner, kind="stable")
    owners, starts = np.unique(owner[order], return_index=True)
    parts = np.split(inside[order], starts[1:]) if len(owners) else []
    lines = {
        (grid.cells[n].row, grid.cells[n].col): found
        for n, found in zip(owners.tolist(), lines_of_groups(chars, parts), strict=True)
    }
    return _Placed(grid, lines, drawn)


def _owners(grid: RuledGrid) -> Indexes:
    """For each unit of the grid the index of the cell that covers it, -1 for none."""
    owners = np.full((len(grid.ys) - 1, len(grid.xs) - 1), -1, dtype=np.int64)
    for n, cell in enumerate(grid.cells):
        owners[cell.row : cell.row + cell.row_span, cell.col : cell.col + cell.col_span] = n
    return owners


@dataclass(frozen=True, slots=True, eq=False)
class _Entry:
    """A unit of a grid row on the tape: its cell (None: covered), marks, places of labels."""

    cell: RuledCell | None
    start: int
    end: int
    marks: tuple[CellInk, ...]
    labels: dict[int, tuple[int, int]]
    fill: Fill | None


class _Writer:
    """Writes paragraphs and grids onto the tape and remembers where lines and cells stand."""

    def __init__(self, ink: PageInk) -> None:
        self.ink = ink
        self.tape = Tape()
        self.ends: list[tuple[int, int]] = []
        self.grids: list[tuple[RuledGrid, list[list[_Entry]], list[tuple[int, int]]]] = []
        self.previous: Line | None = None
        self.start = 0
        free = ink.chars.boxes
        self.left = float(np.percentile(free[:, 0], 2)) if len(free) else 0.0
        self.right = float(np.percentile(free[:, 2], 98)) if len(free) else ink.width

    def line(self, line: Line, pitch: float) -> None:
        above, self.previous = self.previous, line
        if above is not None and not self._picture_between(above, line):
            apart = is_apart(above, line, pitch)
            if not apart and wraps(self.ink.chars, above, line, self.right, self.left):
                self.tape.add(blank_between(self.ink.chars, above, line))
                self.tape.add(line.order)
                return
            self._end_line()
            if apart:
                self._end_line()
        elif above is not None:
            self._end_line()
            for _ in FIGURE_GAP:
                self._end_line()
        self.tape.add(line.order)

    def grid(self, placed: _Placed) -> None:
        if self.previous is not None or self.tape.length:
            self._end_line()
            self._end_line()
        self.previous = None
        rows: list[list[_Entry]] = []
        ends: list[tuple[int, int]] = []
        cells = {(c.row, c.col): c for c in placed.grid.cells}
        for r in range(len(placed.grid.ys) - 1):
            begin = self.tape.length
            rows.append(self._row(placed, cells, r))
            ends.append((begin, self.tape.length))
            self._end_line()
        self.grids.append((placed.grid, rows, ends))
        self._end_line()

    def _row(
        self, placed: _Placed, cells: dict[tuple[int, int], RuledCell], r: int
    ) -> list[_Entry]:
        row: list[_Entry] = []
        for c in range(len(placed.grid.xs) - 1):
            if c:
                self.tape.put("\t")
            begin = self.tape.length
            cell = cells.get((r, c))
            labels: dict[int, tuple[int, int]] = {}
            if cell is not None:
                self._cell(cell, placed.lines.get((r, c), []))
                for bar, label in placed.drawn.labels.get((r, c), {}).items():
                    if self.tape.length > begin:
                        self.tape.put("\n")
                    at = self.tape.length
                    self.tape.add(label)
                    labels[bar] = (at, self.tape.length)
            marks = placed.drawn.marks.get((r, c), ())
            fill = placed.drawn.fills.get((r, c))
            row.append(_Entry(cell, begin, self.tape.length, marks, labels, fill))
        return row

    def _cell(self, cell: RuledCell, lines: Sequence[Line]) -> None:
        upright = len(lines) > 1 and all(len(line.order) == 1 for line in lines)
        for n, line in enumerate(lines):
            goes_on = n > 0 and wraps_in_cell(
                self.ink.chars, lines[n - 1], line, lines[0].x0, cell.x0, cell.x1
            )
            if goes_on and not upright:
                self.tape.add(blank_between(self.ink.chars, lines[n - 1], line))
            elif n > 0 and not upright:
                self.tape.put("\n")
            self.tape.add(line.order)

    def _picture_between(self, above: Line, below: Line) -> bool:
        for x0, top, x1, bottom in self.ink.images.tolist():
            if bottom - top > PICTURE and x1 - x0 > PICTURE:
                middle = (top + bottom) / 2
                if above.middle < middle < below.middle:
                    return True
        return False

    def _end_line(self) -> None:
        self.ends.append((self.start, self.tape.length))
        self.tape.put("\n")
        self.start = self.tape.length

    def finish(self) -> Composed:
        if self.start < self.tape.length:
            self._end_line()
        text, boxes = self.tape.finish(self.ink.chars)
        page = self.ink.page_no

        def run(start: int, end: int) -> Run:
            return Run(page, start, end, text[start:end])

        lines = tuple(run(start, end) for start, end in self.ends)
        grids = tuple(
            Grid(
                page,
                tuple(run(start, end) for start, end in ends),
                tuple(
                    tuple(_grid_cell(r, c, entry, text, page) for c, entry in enumerate(row))
                    for r, row in enumerate(rows)
                ),
                "rulings",
                grid.xs,
                grid.ys,
            )
            for grid, rows, ends in self.grids
        )
        return Composed(text, boxes, lines, grids)


def _grid_cell(r: int, c: int, entry: _Entry, text: str, page_no: int) -> GridCell:
    def run(start: int, end: int) -> Run:
        return Run(page_no, start, end, text[start:end])

    place = run(entry.start, entry.end)
    if entry.cell is None:
        return GridCell(r, c, place, covered=True)
    ink = tuple(
        replace(mark, label=run(*entry.labels[mark.bar])) if mark.bar in entry.labels else mark
        for mark in entry.marks
    )
    spans = entry.cell.row_span, entry.cell.col_span
    return GridCell(r, c, place, *spans, ink=ink, fill=entry.fill)
