"""A workbook: a sheet per table, typed cells, header frozen, filters on, codes as text.

XlsxWriter, because it writes row by row in bounded memory and with a fixed time in the archive;
openpyxl writes the time of day. What a sheet cannot hold is told on the first one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from normalize.table_model import Column, Schema, Table
from shisaku.exporting.stored import Values

MOST_ROWS = 1_048_575
"""Rows of a sheet below its header (ECMA-376 readers: 2 to the 20th in all)."""
MOST_CHARS = 32_767
"""UTF-16 units that a cell holds; what is longer is cut and told on the first sheet."""

INDEX, COLUMNS = "目次", "列の説明"
# Stored in the file, so the same for every user whatever the language of messages.
_INDEX_HEADER = ("シート", "表", "行数", "説明", "切り詰めたセル")
_COLUMNS_HEADER = ("シート", "列", "日本語名", "型", "単位", "説明", "値")
_LONG_AGO = datetime(1980, 1, 1)


def write_xlsx(path: Path, schema: Schema, rows: dict[str, Iterable[Values]]) -> None:
    """Write the tables of the schema; ``rows`` by table name. The same rows, the same bytes."""
    from xlsxwriter import Workbook

    settings = {"constant_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
    with Workbook(str(path), {**settings, "strings_to_numbers": False}) as book:
        book.set_properties({"title": "shisaku", "created": _LONG_AGO})
        index, about = book.add_worksheet(INDEX), book.add_worksheet(COLUMNS)
        formats = _Formats(book)
        entries: list[tuple[Any, ...]] = []
        for table in schema.tables:
            for name, part in _parts(table.name, iter(rows[table.name])):
                count, cut = _sheet(book.add_worksheet(name), table, part, formats)
                entries.append((name, table.title_ja, count, table.description_ja, ", ".join(cut)))
        _plain(index, _INDEX_HEADER, entries, formats)
        _plain(about, _COLUMNS_HEADER, _explained(schema), formats)


class _Formats:
    def __init__(self, book: Any) -> None:
        self.header = book.add_format({"bold": True, "bottom": 1})
        # "@" keeps 010006 what it is when a person edits the cell.
        text = book.add_format({"num_format": "@"})
        number, whole = book.add_format(), book.add_format({"num_format": "0"})
        self.of = {"string": text, "int32": whole, "float64": number, "bool": number}


def _parts(name: str, rows: Iterator[Values]) -> Iterator[tuple[str, Iterator[Values]]]:
    """Sheets of as many rows as one holds: ``spans``, ``spans_2`` ... ; one if there is no row."""
    number = 1
    while (first := next(rows, None)) is not None or number == 1:
        part = islice(rows, MOST_ROWS - 1)
        yield name if number == 1 else f"{name}_{number}", _from(first, part)
        number += 1


def _from(first: Values | None, rest: Iterator[Values]) -> Iterator[Values]:
    if first is not None:
        yield first
        yield from rest


def _sheet(
    sheet: Any, table: Table, rows: Iterator[Values], formats: _Formats
) -> tuple[int, list[str]]:
    """How many rows were written, and the places of cells that were cut."""
    for index, column in enumerate(table.columns):
        sheet.set_column(index, index, _width(column), formats.of[column.type])
    sheet.write_row(0, 0, table.column_names, formats.header)
    cut: list[str] = []
    count = 0
    for count, row in enumerate(rows, 1):
        for index, (column, value) in enumerate(zip(table.columns, row, strict=True)):
            if value is None:
                continue
            if isinstance(value, str):
                kept = _fitting(value)
                if kept != value:
                    cut.append(f"{count + 1}行 {column.name}")
                sheet.write_string(count, index, kept, formats.of["string"])
            elif isinstance(value, bool):
                sheet.write_boolean(count, index, value)
            else:
                sheet.write_number(count, index, value, formats.of[column.type])
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, count, len(table.columns) - 1)
    return count, cut


def _width(column: Column) -> int:
    return 24 if column.type == "string" else 10


def _fitting(text: str) -> str:
    """The text, or as much of it as a cell holds."""
    if len(text) * 2 <= MOST_CHARS or len(text.encode("utf-16-le")) // 2 <= MOST_CHARS:
        return text
    # A pair of surrogates is not cut in two: the broken half is dropped.
    return text.encode("utf-16-le")[: MOST_CHARS * 2].decode("utf-16-le", "ignore")


def _plain(
    sheet: Any, header: tuple[str, ...], rows: Iterable[tuple[Any, ...]], formats: _Formats
) -> None:
    sheet.set_column(0, len(header) - 1, 24)
    sheet.write_row(0, 0, header, formats.header)
    count = 0
    for count, row in enumerate(rows, 1):
        for index, value in enumerate(row):
            if isinstance(value, int):
                sheet.write_number(count, index, value)
            elif value:
                sheet.write_string(count, index, _fitting(value))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, count, len(header) - 1)


def _explained(schema: Schema) -> Iterator[tuple[str, ...]]:
    for table in schema.tables:
        for c in table.columns:
            pairs = zip(c.enum, c.enum_ja, strict=True)
            values = "、".join(f"{value} = {meaning}" for value, meaning in pairs)
            yield table.name, c.name, c.title_ja, c.type, c.unit or "", c.description_ja, values
