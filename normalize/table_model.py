"""What a table declaration is: columns, tables, the schema of all tables."""

from __future__ import annotations

import math
from typing import Literal

from extract.frozen import frozen

SCHEMA_VERSION = "1.0.0"
"""Version of the declared tables; it changes when a column changes its name, type or meaning."""

ColumnType = Literal["string", "int32", "float64", "bool"]

_INT32 = range(-(2**31), 2**31)


class SchemaError(ValueError):
    """A declaration or a row that breaks the table contract; the text names the place."""


@frozen
class Column:
    """One declared column. ``enum_ja`` explains each value of ``enum`` in the same order.

    ``references`` is ``"<table>.<column>"``; ``enum`` is empty where any value goes; ``unit`` is
    that of every number of the column, None for counts without one and where rows have their own.
    """

    name: str
    type: ColumnType
    nullable: bool
    title_ja: str
    description_ja: str
    enum: tuple[str, ...] = ()
    enum_ja: tuple[str, ...] = ()
    references: str | None = None
    unit: str | None = None

    def accepts(self, value: object) -> bool:
        """Whether a value that is not None has the column's type, exactly.

        A bool is no int32, NaN and infinity are no float64 (unknown is None),
        and a string with a lone surrogate is no string (it cannot be stored).
        """
        match self.type:
            case "string":
                return isinstance(value, str) and _is_encodable(value)
            case "bool":
                return isinstance(value, bool)
            case "int32":
                return isinstance(value, int) and not isinstance(value, bool) and value in _INT32
            case "float64":
                return (
                    isinstance(value, int | float)
                    and not isinstance(value, bool)
                    and math.isfinite(value)
                )


@frozen
class Table:
    """One declared table. Parts of ``primary_key`` may be nullable: null equals null there."""

    name: str
    order: int
    title_ja: str
    description_ja: str
    description: str
    primary_key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def column_names(self) -> tuple[str, ...]:
        """Names in declared order, which is the order in the files."""
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> Column:
        """The column of that name; ``SchemaError`` if the table has none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise SchemaError(f"table {self.name!r} has no column {name!r}")


@frozen
class Schema:
    """All declared tables in their declared order."""

    version: str
    tables: tuple[Table, ...]

    @property
    def table_names(self) -> tuple[str, ...]:
        """Names in declared order."""
        return tuple(table.name for table in self.tables)

    def table(self, name: str) -> Table:
        """The table of that name; ``SchemaError`` if there is none."""
        for table in self.tables:
            if table.name == name:
                return table
        raise SchemaError(f"no table {name!r} is declared")


def _is_encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
