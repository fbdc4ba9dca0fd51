"""Rows turned into columns, which are checked whole: one value at a time is what costs."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from types import NoneType
from typing import Any

from normalize.column_rows import ColumnRows
from normalize.table_model import Column, ColumnType, Table

_STORED: dict[ColumnType, frozenset[type]] = {
    "string": frozenset({str}),
    "bool": frozenset({bool}),
    "int32": frozenset({int}),
    "float64": frozenset({int, float}),
}

_TOGETHER = 1000
"""Texts that are looked at as one: as quick as all of them, without a copy of a whole column."""


def column_values(rows: Sequence[Mapping[str, object]], name: str) -> Sequence[object]:
    """The values of a column in the order of the rows, None where a row lacks it."""
    if isinstance(rows, ColumnRows):
        return rows.column(name)
    return [row.get(name) for row in rows]


def row_values(rows: Sequence[Mapping[str, object]], *names: str) -> Iterator[tuple[object, ...]]:
    """The values of some columns, row by row."""
    return zip(*(column_values(rows, name) for name in names), strict=True)


def rows_where(
    rows: Sequence[Mapping[str, object]], name: str, wanted: Collection[object]
) -> list[Mapping[str, object]]:
    """The rows whose value in a column is one of the wanted ones."""
    return [rows[n] for n, value in enumerate(column_values(rows, name)) if value in wanted]


def undeclared(table: Table, rows: Sequence[Mapping[str, object]]) -> frozenset[str]:
    """The columns that some row has and the table has not."""
    names = rows.names if isinstance(rows, ColumnRows) else frozenset[str]().union(*rows)
    return names - frozenset(table.column_names)


def has_null(values: Sequence[object]) -> bool:
    """Whether a value is missing."""
    return NoneType in set(map(type, values))


def surely_accepts(column: Column, values: Sequence[object]) -> bool:
    """Whether the column accepts every value that is not None, by a look at all of them at once.

    False says no more than that they must be looked at one by one: values of derived types
    (a ``StrEnum``) are found so, as well as wrong ones.
    """
    types = set(map(type, values))
    if not types <= _STORED[column.type] | {NoneType}:
        return False
    present: Sequence[Any] = values
    if NoneType in types:
        present = [value for value in values if value is not None]
    match column.type:
        case "string":
            parts = (present[n : n + _TOGETHER] for n in range(0, len(present), _TOGETHER))
            return all(_is_encodable("".join(part)) for part in parts)
        case "int32":
            ends = (min(present), max(present)) if present else ()
            return all(map(column.accepts, ends))
        case "float64":
            return all(map(math.isfinite, present))
        case "bool":
            return True


def _is_encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
