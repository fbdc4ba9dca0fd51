"""Finds rows of schedules whose bars stand below no years, mostly after the end of a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from extract.model import CellInk, Document, Page, Run
from parsers.lost_schedules import Box, LostSchedule, pieces_of
from parsers.model import Cell, Table
from parsers.year_header import year_axis, year_levels, year_rows

Place = tuple[int, int]
HALF = 0.5


def find_lost_rows(document: Document, tables: Sequence[Table]) -> tuple[LostSchedule, ...]:
    """Rows with bars that give no year: in a table without years over them, or in no table.

    One for each table and page. ``named`` is the label of the first such row.
    """
    found = [lost for table in tables for lost in _in_table(table)]
    return (*found, *_in_no_table(document, tables))


def _in_table(table: Table) -> Iterator[LostSchedule]:
    read: set[Place] = set()
    unread: list[tuple[int, Run, CellInk]] = []
    for n, cell, below_year in _drawn(table):
        page_no = table.row_runs[n].page_no
        for ink in cell.ink:
            if below_year:
                read.add((page_no, ink.bar))
            elif (label := _label(table.rows[n], cell)) is not None and not _is_band(label, ink):
                unread.append((page_no, label.view.whole.strip(), ink))
    left = [entry for entry in unread if (entry[0], entry[2].bar) not in read]
    for _, group in groupby(left, key=lambda entry: entry[0]):
        entries = list(group)
        yield LostSchedule(entries[0][1], _around([ink.box for _, _, ink in entries]), "rows")


def _drawn(table: Table) -> Iterator[tuple[int, Cell, bool]]:
    """The cells with bars, by row, and whether they stand below a year."""
    if not any(cell.ink for row in table.rows for cell in row):
        return
    heads, columns = year_rows(table), frozenset[int]()
    for n, row in enumerate(table.rows):
        if n in heads:
            levels = table.rows[n : n + max(1, year_levels(table.rows[n:]))]
            columns = frozenset(column.col for column in year_axis(levels))
        for cell in row:
            if cell.ink:
                yield n, cell, not columns.isdisjoint(range(cell.col, cell.col + cell.col_span))


def _label(row: Sequence[Cell], cell: Cell) -> Cell | None:
    """The first cell with text in front of a cell; None where nothing is printed there."""
    return next((c for c in row if c.col < cell.col and c.text), None)


def _is_band(label: Cell, ink: CellInk) -> bool:
    """Whether a bar lies behind most of the label as well: the background of a row."""
    return any(own.bar == ink.bar and own.coverage > HALF for own in label.ink)


def _in_no_table(document: Document, tables: Sequence[Table]) -> Iterator[LostSchedule]:
    """Lines with bars behind them on top of a page, where a schedule ended the page before."""
    ends = {_end(table) for table in tables if _ends_with_bars(table)}
    for before, page in zip(document.pages, document.pages[1:], strict=False):
        if page.loose_bars and (last := _last_line(before)) is not None and last in ends:
            rows = list(_rows_on_top(page))
            if rows:
                yield LostSchedule(rows[0][0], _around([bar for _, bar in rows]), "rows")


def _end(table: Table) -> Place:
    return table.row_runs[-1].page_no, table.row_runs[-1].start


def _ends_with_bars(table: Table) -> bool:
    """Whether the last row is one below years that hold bars, or a header of years itself."""
    heads = year_rows(table)
    return bool(heads) and (
        len(table.rows) - 1 in heads or any(cell.ink for cell in table.rows[-1])
    )


def _last_line(page: Page) -> Place | None:
    apart = {line.start for line in page.furniture}
    printed = [run for run in page.lines if run.start not in apart and run.text.strip()]
    return (page.page_no, printed[-1].start) if printed else None


def _rows_on_top(page: Page) -> Iterator[tuple[Run, Box]]:
    """The lines from the first one on that have a bar behind them, each with its first bar."""
    for run, box in sorted(pieces_of(page), key=lambda piece: piece[1][1]):
        middle = (box[1] + box[3]) / 2
        behind = (bar for bar in page.loose_bars if bar[1] < middle < bar[3] and bar[0] > box[2])
        bar = next(behind, None)
        if bar is None:
            return
        yield run.strip(), bar


def _around(boxes: Sequence[Box]) -> Box:
    x0, top, x1, bottom = zip(*boxes, strict=True)
    return min(x0), min(top), max(x1), max(bottom)
