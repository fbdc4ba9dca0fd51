"""Checks of how a table lies in its sheet: header, blank rows, further tables, wide form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from normalize.table_model import Column
from shisaku.exporting.check_model import Finding, Sheet, is_blank, letters
from shisaku.exporting.check_shapes import DITTO, NAMELESS, OTHER, WIDE_COLUMN


def one_table(sheet: Sheet) -> Iterator[Finding]:
    """A second header below, which begins another table."""
    header = [name for name in sheet.header if name]
    for row, cells in enumerate(sheet.rows):
        names = [cell for cell in cells if cell is not None]
        if len(names) > 1 and names == header:
            yield sheet.finding("one_table", row, value=", ".join(map(str, names)))


def split(sheet: Sheet) -> Iterator[Finding]:
    """Blank rows with more below them, and columns without header or cell amid others."""
    last = max((n for n, row in enumerate(sheet.rows) if not is_blank(row)), default=-1)
    for row in range(last):
        if is_blank(sheet.rows[row]):
            yield sheet.finding("split", row)
    for index, name in enumerate(sheet.header):
        if not name and not any(True for _ in sheet.cells(index)):
            yield sheet.finding("split", None, letters(index))


def stray(sheet: Sheet) -> Iterator[Finding]:
    """Cells beside the table in a workbook; in CSV they are fields too many (``quoted``)."""
    width = len(sheet.header)
    if sheet.form == "xlsx":
        for row, cells in enumerate(sheet.rows):
            for index, cell in enumerate(cells[width:], width):
                if cell is not None:
                    yield sheet.finding("stray", row, letters(index), cell)


def header(sheet: Sheet) -> Iterator[Finding]:
    """Columns whose header is missing or says nothing; a declared one is explained."""
    declared = sheet.table.column_names if sheet.table else ()
    for index, name in enumerate(sheet.header):
        if name in declared:
            continue
        if NAMELESS.fullmatch(name) and any(True for _ in sheet.cells(index)):
            yield sheet.finding("header", None, letters(index), name)


def unique_header(sheet: Sheet) -> Iterator[Finding]:
    """Headers that several columns have."""
    for name, count in Counter(sheet.header).items():
        if name and count > 1:
            yield sheet.finding("unique_header", None, name, count)


def omitted(sheet: Sheet) -> Iterator[Finding]:
    """Cells that stand for the one above, and blank ones where a value must be."""
    for index, name, column in sheet.columns():
        for row, text in sheet.texts(index):
            if DITTO.fullmatch(text):
                yield sheet.finding("omitted", row, name, text)
        if column is not None and not column.nullable and _is_needed(sheet, column):
            yield from _missing(sheet, index, name)


def _is_needed(sheet: Sheet, column: Column) -> bool:
    # An empty text may be a value, and CSV shows it as a blank cell.
    return column.type != "string" or column.name in (
        sheet.table.primary_key if sheet.table else ()
    )


def _missing(sheet: Sheet, index: int, name: str) -> Iterator[Finding]:
    for row, cells in enumerate(sheet.rows):
        if not is_blank(cells) and (index >= len(cells) or cells[index] is None):
            yield sheet.finding("omitted", row, name)


def choices(sheet: Sheet) -> Iterator[Finding]:
    """Values that the closed list of a column has not; その他 with text behind it apart."""
    for index, name, column in sheet.columns():
        closed = column.enum if column is not None else ()
        for row, text in sheet.texts(index):
            if OTHER.fullmatch(text) and (closed or column is None):
                yield sheet.finding("other_detail", row, name, text)
            elif closed and text not in closed:
                yield sheet.finding("choices", row, name, text)


def long_form(sheet: Sheet) -> Iterator[Finding]:
    """Columns that are years: each year to come would be a column more."""
    wide = [name for _, name, _ in sheet.columns() if WIDE_COLUMN.fullmatch(name)]
    if len(wide) > 1:
        for name in wide:
            yield sheet.finding("long_form", None, name, name)
