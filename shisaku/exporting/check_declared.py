"""Checks of tables against their declaration: columns, primary keys, references."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from shisaku.exporting.check_model import Cell, Finding, Sheet, is_blank


def columns(sheet: Sheet) -> Iterator[Finding]:
    """Declared columns that are missing, and columns that are declared nowhere."""
    if sheet.table is not None:
        names = sheet.table.column_names
        for name in names:
            if name not in sheet.header:
                yield sheet.finding("columns", None, name, "-")
        for name in sheet.header:
            if name and name not in names:
                yield sheet.finding("columns", None, name, "+")


def primary_key(sheet: Sheet) -> Iterator[Finding]:
    """Rows with the key of an earlier row; a null part equals a null."""
    if sheet.table is None or not set(sheet.table.primary_key) <= set(sheet.header):
        return
    places = [list(sheet.header).index(name) for name in sheet.table.primary_key]
    seen: set[tuple[str, ...]] = set()
    for row, cells in enumerate(sheet.rows):
        if is_blank(cells):
            continue
        key = tuple(_text(cells, index) for index in places)
        if key in seen:
            column = ",".join(sheet.table.primary_key)
            yield sheet.finding("primary_key", row, column, ", ".join(key))
        seen.add(key)


def references(sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """Values that should lead to a row of another table of the same form and lead to none.

    As ids are unique within a document only, the document's id has to be the same too. A table
    that the folder does not have cannot be looked into.
    """
    tables: dict[tuple[str, str, str], list[Sheet]] = defaultdict(list)
    for sheet in sheets:
        tables[sheet.form, _home(sheet), sheet.name].append(sheet)
    known: dict[tuple[str, str, str], set[tuple[str, str]]] = {}
    for sheet in sheets:
        for index, name, column in sheet.columns():
            if column is None or column.references is None:
                continue
            target = (sheet.form, _home(sheet), column.references)
            if target not in known:
                table, key = column.references.split(".")
                known[target] = _keys(tables[*target[:2], table], key)
            if known[target]:
                yield from _lost(sheet, index, name, known[target])


def _keys(owners: Sequence[Sheet], key: str) -> set[tuple[str, str]]:
    """The values a key has, each with its document."""
    found: set[tuple[str, str]] = set()
    for owner in owners:
        if key in owner.header:
            document = _document_column(owner)
            for row, value in owner.cells(list(owner.header).index(key)):
                found.add((_text(owner.rows[row], document), str(value)))
    return found


def _lost(sheet: Sheet, index: int, name: str, known: set[tuple[str, str]]) -> Iterator[Finding]:
    document = _document_column(sheet)
    for row, value in sheet.cells(index):
        if (_text(sheet.rows[row], document), str(value)) not in known:
            yield sheet.finding("references", row, name, value)


def _home(sheet: Sheet) -> str:
    """What tables that refer to each other share: the workbook, else the form."""
    return sheet.file if sheet.form == "xlsx" else ""


def _document_column(sheet: Sheet) -> int:
    names = list(sheet.header)
    return names.index("document_id") if "document_id" in names else len(names)


def _text(cells: Sequence[Cell], index: int) -> str:
    value = cells[index] if index < len(cells) else None
    return "" if value is None else str(value)
