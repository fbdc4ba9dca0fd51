"""Writes a grid onto the tape, a row a line with tabs between its cells, and reads it off it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from extract.cell_lines import PlacedGrid
from extract.drawn_cells import Drawn, Place
from extract.frozen import frozen
from extract.ink import Chars
from extract.model import CellInk, Grid, GridCell, Run
from extract.paragraphs import blank_between, wraps_in_cell
from extract.ruling_grids import RuledCell
from extract.text_lines import Line
from extract.text_tape import Indexes, Tape, TapeText

Span = tuple[int, int]


class _Unit(NamedTuple):
    """A unit of a grid row on the tape: where it stands, its cell, the labels of its bars.

    ``cell`` is None where a neighbour's span covers the unit.
    """

    place: Place
    start: int
    end: int
    cell: RuledCell | None
    labels: Mapping[int, Span]


_NO_LABELS: Mapping[int, Span] = {}


@frozen
class WrittenGrid:
    """A grid that stands on the tape: where its rows and the units of each of them stand."""

    placed: PlacedGrid
    rows: tuple[Span, ...]
    units: tuple[tuple[_Unit, ...], ...]

    def read(self, tape: TapeText, lines: Mapping[Span, Run]) -> Grid:
        """The grid with the text of the whole tape behind it; its rows are among the lines."""
        grid, drawn = self.placed.grid, self.placed.drawn
        return Grid(
            tape.page_no,
            tuple([lines[row] for row in self.rows]),
            tuple([tuple([_read(unit, drawn, tape) for unit in row]) for row in self.units]),
            grid.source,
            grid.xs,
            grid.ys,
        )


def write_grid(tape: Tape, chars: Chars, placed: PlacedGrid) -> WrittenGrid:
    """Put the rows of a grid onto the tape, each with its line end."""
    cells = {(cell.row, cell.col): cell for cell in placed.grid.cells}
    rows: list[Span] = []
    units: list[tuple[_Unit, ...]] = []
    for r in range(len(placed.grid.ys) - 1):
        start = tape.length
        places = [(r, c) for c in range(len(placed.grid.xs) - 1)]
        units.append(tuple([_write(tape, chars, placed, at, cells.get(at)) for at in places]))
        rows.append((start, tape.length))
        tape.put("\n")
    return WrittenGrid(placed, tuple(rows), tuple(units))


def _write(
    tape: Tape, chars: Chars, placed: PlacedGrid, place: Place, cell: RuledCell | None
) -> _Unit:
    if place[1]:
        tape.put("\t")
    start = tape.length
    if cell is None:
        return _Unit(place, start, start, None, _NO_LABELS)
    if lines := placed.lines[place]:
        _write_lines(tape, chars, cell, lines)
    labels = placed.drawn.labels.get(place)
    spans = _write_labels(tape, start, labels) if labels else _NO_LABELS
    return _Unit(place, start, tape.length, cell, spans)


def _write_labels(tape: Tape, start: int, labels: Mapping[int, Indexes]) -> dict[int, Span]:
    """The labels of the bars of a cell that begins at ``start``, each a line of its own."""
    spans: dict[int, Span] = {}
    for bar, label in labels.items():
        if tape.length > start:
            tape.put("\n")
        spans[bar] = (tape.length, tape.length + len(label))
        tape.add(label)
    return spans


def _write_lines(tape: Tape, chars: Chars, cell: RuledCell, lines: Sequence[Line]) -> None:
    """Lines that go on with a sentence are joined, and so are those of single characters."""
    tape.add(lines[0].order)
    if len(lines) == 1:
        return
    upright = all(len(line.order) == 1 for line in lines)
    for above, line in pairwise(lines):
        if not upright:
            if wraps_in_cell(chars, above, line, lines[0].x0, cell.x0, cell.x1):
                tape.add(blank_between(above, line))
            else:
                tape.put("\n")
        tape.add(line.order)


def _read(unit: _Unit, drawn: Drawn, tape: TapeText) -> GridCell:
    (row, col), cell = unit.place, unit.cell
    run = tape.run(unit.start, unit.end)
    if cell is None:
        return GridCell(row, col, run, covered=True)
    if not drawn.marks and not drawn.fills:
        return GridCell(row, col, run, cell.row_span, cell.col_span)
    marks = drawn.marks.get(unit.place)
    ink = tuple(_labelled(mark, unit, tape) for mark in marks) if marks else ()
    fill = drawn.fills.get(unit.place)
    return GridCell(row, col, run, cell.row_span, cell.col_span, ink=ink, fill=fill)


def _labelled(mark: CellInk, unit: _Unit, tape: TapeText) -> CellInk:
    span = unit.labels.get(mark.bar)
    return mark if span is None else replace(mark, label=tape.run(*span))
