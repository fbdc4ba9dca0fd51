"""CSV of a declared table that spreadsheets open safely and that is read back without loss.

Two rules make it exact. A null is an empty cell; an empty string
is one only in a column without nulls, else a lone ``'``. And a ``'`` put before a text, because a
spreadsheet would run it as a formula, is taken away in reading: texts that begin with a ``'`` of
their own get one too.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from normalize.table_model import Column, Table
from shisaku.csv_file import harmless
from shisaku.exporting.csv_lines import quoted, write_lines
from shisaku.exporting.stored import Values

_MARK = "'"
_FIELD_LIMIT = 2**31 - 1
_BOOLS = {"true": True, "false": False}


class BadCsv(ValueError):
    """A cell or row that the table cannot have; ``row`` counts records, the header being 1."""

    def __init__(self, path: Path, row: int, column: str, value: str) -> None:
        place = f"{row}, {column}" if column else str(row)
        super().__init__(f"{path.name} ({place}): {value:.100}")
        self.row, self.column, self.value = row, column, value


def write_exact(path: Path, table: Table, rows: Iterable[Values]) -> int:
    """Write the rows of a table under its column names; how many they were."""
    fields = [_encoder(column.type, column.nullable) for column in table.columns]
    lines = ((field(v) for field, v in zip(fields, row, strict=True)) for row in rows)
    return write_lines(path, table.column_names, lines)


def read_exact(path: Path, table: Table) -> Iterator[Values]:
    """The rows that ``write_exact`` wrote; what it cannot have written is ``BadCsv``."""
    # The limit is one of the whole process; the default is too short for a page of text.
    csv.field_size_limit(_FIELD_LIMIT)
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, strict=True)
        header = tuple(next(reader, ()))
        if header != table.column_names:
            raise BadCsv(path, 1, "", ",".join(header))
        for number, cells in enumerate(reader, 2):
            if len(cells) != len(header):
                raise BadCsv(path, number, "", ",".join(cells))
            yield tuple(
                _decoded(column, cell, path, number)
                for column, cell in zip(table.columns, cells, strict=True)
            )


def _decoded(column: Column, cell: str, path: Path, row: int) -> Any:
    try:
        return decoded(column, cell)
    except (ValueError, KeyError) as error:
        raise BadCsv(path, row, column.name, cell) from error


def decoded(column: Column, cell: str) -> Any:
    """The value of a cell without its quotes; ValueError or KeyError if it is not of the type."""
    match column.type:
        case "string":
            if cell == "":
                return None if column.nullable else ""
            return cell.removeprefix(_MARK)
        case _ if cell == "":
            return None
        case "int32":
            return int(cell)
        case "float64":
            return float(cell)
        case "bool":
            return _BOOLS[cell]


@cache
def _encoder(kind: str, nullable: bool) -> Callable[[Any], str]:
    """How a value becomes a field of a line: looked up once a column, not once a cell."""
    if kind == "string":
        empty = quoted(_MARK if nullable else "")
        return lambda v: "" if v is None else quoted(_safe(v)) if v else empty
    if kind == "bool":
        return lambda v: "" if v is None else "true" if v else "false"
    if kind == "float64":
        return lambda v: "" if v is None else repr(float(v))
    return lambda v: "" if v is None else str(v)


def _safe(text: str) -> str:
    return f"{_MARK}{text}" if text.startswith(_MARK) else harmless(text)
