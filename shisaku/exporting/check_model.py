"""What the checks look at, and what they find."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

from extract.frozen import frozen
from normalize.table_model import Column, Table

Cell = str | int | float | bool | None
Form = Literal["csv", "xlsx", "parquet"]


@frozen
class Finding:
    """A fault by one check, at a place as a spreadsheet counts it: row 1 is the first.

    ``row`` and ``column`` (the header, or its letter where it has none) are None where the fault
    is the whole file's. ``value`` is what stood there, ``sheet`` the sheet of a workbook.
    """

    check: str
    file: str
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    value: str = ""
    table: str | None = None


@frozen
class Sheet:
    """One table as a file holds it. A cell without anything is None, in CSV the empty one too.

    ``rows`` follow the header, blank ones included; ``first_row`` is the number of the first of
    them. ``table`` is the declaration, None for a table of another name. ``found`` is what only
    the reader of the file could see (merged cells, formulas, quotes).
    """

    file: str
    form: Form
    name: str
    header: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    first_row: int = 2
    sheet: str | None = None
    table: Table | None = None
    found: tuple[Finding, ...] = ()

    def finding(
        self, check: str, row: int | None = None, column: str | None = None, value: object = ""
    ) -> Finding:
        """A finding here; ``row`` is the index in ``rows``."""
        number = None if row is None else row + self.first_row
        return Finding(check, self.file, self.sheet, number, column, str(value), self.name)

    def columns(self) -> Iterator[tuple[int, str, Column | None]]:
        """Position, header and declaration of each column that has a header."""
        declared = {c.name: c for c in self.table.columns} if self.table else {}
        for index, name in enumerate(self.header):
            if name:
                yield index, name, declared.get(name)

    def cells(self, index: int) -> Iterator[tuple[int, Cell]]:
        """Row index and value of the cells of a column that hold something."""
        for row, values in enumerate(self.rows):
            if index < len(values) and values[index] is not None:
                yield row, values[index]

    def texts(self, index: int) -> Iterator[tuple[int, str]]:
        """The same for cells that hold text."""
        for row, value in self.cells(index):
            if isinstance(value, str):
                yield row, value


@frozen
class Package:
    """A folder to check: its tables by file, all its files, its ``datapackage.json`` if any."""

    sheets: Sequence[Sheet]
    files: Sequence[str]
    descriptor: Mapping[str, Any] | None = None
    found: tuple[Finding, ...] = ()


def is_blank(row: Sequence[Cell]) -> bool:
    """Whether a row holds nothing but spaces."""
    return all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in row)


def letters(index: int) -> str:
    """The name that spreadsheets give a column: 0 is A, 26 is AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name
