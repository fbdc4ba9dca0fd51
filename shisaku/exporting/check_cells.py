"""Checks of single cells: spaces, several data in one, characters, years, places."""

from __future__ import annotations

import re
from collections.abc import Iterator

from normalize.municipalities import load_register
from normalize.table_model import Column
from shisaku.exporting.check_model import Finding, Sheet
from shisaku.exporting.check_shapes import (
    CODE_COLUMN,
    ERA_YEAR,
    LIST,
    NUMBER,
    PREFECTURE_COLUMN,
    SEMICOLON,
    SEVERAL,
    SYMBOL,
    WESTERN_YEAR,
    YEAR_COLUMN,
    has_dependent_character,
)

_UNEVEN = re.compile(r"\A\s|\s\Z|[\n\r\t\f\v]|[ \u3000]{2}")
_ONE_CHARACTER = re.compile(r"\w(?:[ \u3000]\w)+")


def whitespace(sheet: Sheet) -> Iterator[Finding]:
    """Spaces around a value or in rows, tabs and line breaks in it, 氏　名 set apart by spaces."""
    for index, name in enumerate(sheet.header):
        if _is_uneven(name):
            yield Finding("whitespace", sheet.file, sheet.sheet, sheet.first_row - 1, name, name)
        for row, text in sheet.texts(index):
            if _is_uneven(text):
                yield sheet.finding("whitespace", row, name or None, text)


def _is_uneven(text: str) -> bool:
    return bool(_UNEVEN.search(text)) or bool(_ONE_CHARACTER.fullmatch(text))


def one_datum(sheet: Sheet) -> Iterator[Finding]:
    """Cells with several data: numbers with others beside them, lists of short values.

    Prose is not looked into: only number cells, cells of closed lists and codes, and lists
    joined with a semicolon can be told by a program.
    """
    for index, name, column in sheet.columns():
        separators = _separators(name, column)
        for row, text in sheet.texts(index):
            listed = separators is not None and separators.search(text)
            if listed or SEVERAL.fullmatch(text):
                yield sheet.finding("one_datum", row, name, text)


def _separators(name: str, column: Column | None) -> re.Pattern[str] | None:
    """What parts the values of a list in a column that may hold one value only."""
    if CODE_COLUMN.search(name):
        return LIST
    if column is None:
        return SEMICOLON
    return LIST if column.enum or column.references else None


def dependent_characters(sheet: Sheet) -> Iterator[Finding]:
    """Characters that only some machines have, or have at other codes."""
    for index, name, _ in sheet.columns():
        for row, text in sheet.texts(index):
            if has_dependent_character(text):
                yield sheet.finding("dependent_characters", row, name, text)


def numbers(sheet: Sheet) -> Iterator[Finding]:
    """Number columns with text, and symbols in place of a number."""
    for index, name, column in sheet.columns():
        declared = column is not None and column.type in ("int32", "float64")
        if column is not None and not declared:
            continue
        found = [(row, text) for row, text in sheet.texts(index) if not NUMBER.fullmatch(text)]
        if not declared and not _is_number_column(sheet, index, len(found)):
            continue
        for row, text in found:
            if not SEVERAL.fullmatch(text):
                check = "symbols" if SYMBOL.fullmatch(text) else "numbers"
                yield sheet.finding(check, row, name, text)
        if declared and sheet.form != "csv":
            yield from (
                sheet.finding("numbers", row, name, text)
                for row, text in sheet.texts(index)
                if NUMBER.fullmatch(text)
            )


def _is_number_column(sheet: Sheet, index: int, others: int) -> bool:
    """Whether most cells of a column that is declared nowhere are numbers."""
    return 2 * others < sum(1 for _ in sheet.cells(index))


def years(sheet: Sheet) -> Iterator[Finding]:
    """Years of an era without the western one beside them, and years that are not four digits."""
    western = {
        row
        for index, name, column in sheet.columns()
        if YEAR_COLUMN.search(name)
        for row, cell in sheet.cells(index)
        if WESTERN_YEAR.fullmatch(str(cell))
    }
    for index, name, _ in sheet.columns():
        is_year = YEAR_COLUMN.search(name) is not None
        for row, cell in sheet.cells(index):
            text = str(cell)
            bare_era = ERA_YEAR.fullmatch(text) and row not in western
            if bare_era or (is_year and not WESTERN_YEAR.fullmatch(text)):
                yield sheet.finding("years", row, name, text)


def places(sheet: Sheet) -> Iterator[Finding]:
    """Municipality codes that the register lacks, prefectures without 都道府県."""
    register = load_register()
    prefectures = {m.prefecture_name for m in register.municipalities}
    for index, name, _ in sheet.columns():
        if CODE_COLUMN.search(name):
            for row, cell in sheet.cells(index):
                if register.by_code(str(cell)) is None:
                    yield sheet.finding("places", row, name, cell)
        elif PREFECTURE_COLUMN.search(name):
            for row, cell in sheet.cells(index):
                if cell not in prefectures:
                    yield sheet.finding("places", row, name, cell)
