"""Workbooks read for a check: cells as stored, and what a reader of values would not see.

The parts are read as ISO/IEC 29500-1 (SpreadsheetML) has them, without a library: readers drop
what a check is about (text boxes, the formula behind a value, the style of an empty cell).
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree as ET

from normalize.schema import load_schema
from shisaku.exporting.check_header import header_at
from shisaku.exporting.check_model import Cell, Finding, Sheet, is_blank, letters
from shisaku.exporting.check_xlsx_parts import Parts, marked_styles, shared_strings, unescaped

_M = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_CELL = re.compile(r"([A-Z]+)([0-9]+)")


def read_xlsx(path: Path, file: str) -> list[Sheet]:
    """The sheets of a workbook; what is no workbook gives one sheet with a finding, no rows."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = Parts(archive)
            strings, marked = shared_strings(parts), marked_styles(parts)
            return [_sheet(parts, sheet, strings, marked, file) for sheet in parts.sheets()]
    except (zipfile.BadZipFile, KeyError, ET.ParseError, ValueError):
        found = (Finding("file_format", file, value="?"),)
        return [Sheet(file, "xlsx", path.stem, (), (), found=found)]


def _sheet(
    parts: Parts,
    sheet: tuple[str, str, bool],
    strings: Sequence[str],
    marked: Mapping[int, str],
    file: str,
) -> Sheet:
    name, part, hidden = sheet
    root = parts.xml(part)
    grid = [*_grid(root, strings)]
    table = next((t for t in load_schema().tables if t.name == name), None)
    head = header_at(grid, table)
    header = ["" if cell is None else str(cell) for cell in grid[head]] if grid else []
    while header and not header[-1]:
        header.pop()
    found = [*_marks(root, header, head, marked), *_objects(parts, part)]
    if hidden:
        found.append(("hidden", None, None, name))
    if head and not is_blank(grid[0]):
        found.append(("header_first", 1, None, _first(grid[0])))
    elif head:
        found.append(("header_first", 1, None, ""))
    findings = tuple(Finding(c, file, name, row, col, value, name) for c, row, col, value in found)
    rows = grid[head + 1 :]
    return Sheet(file, "xlsx", name, header, rows, head + 2, name, table, findings)


_Mark = tuple[str, int | None, str | None, str]


def _grid(root: ET.Element, strings: Sequence[str]) -> Iterator[list[Cell]]:
    """The rows from the first of the sheet on, those that are not stored as blank ones."""
    expected = 1
    for row in root.iter(f"{_M}row"):
        number = int(row.get("r", expected))
        yield from ([] for _ in range(expected, number))
        values: list[Cell] = []
        for cell in row.iter(f"{_M}c"):
            at = _place(cell.get("r", f"{letters(len(values))}{number}"))[1]
            values += [None] * (at - len(values))
            values.append(_value(cell, strings))
        yield values
        expected = number + 1


def _value(cell: ET.Element, strings: Sequence[str]) -> Cell:
    kind, value = cell.get("t", "n"), cell.findtext(f"{_M}v")
    if kind == "inlineStr":
        return unescaped("".join(t.text or "" for t in cell.iter(f"{_M}t"))) or None
    if value is None or value == "":
        return None
    match kind:
        case "s":
            return strings[int(value)] or None
        case "b":
            return value == "1"
        case "n":
            number = float(value)
            return int(number) if number.is_integer() and "E" not in value else number
        case _:  # text of a formula, an error, a date
            return value


def _place(reference: str) -> tuple[int, int]:
    """Row number and column index of a reference as B3."""
    match = _CELL.fullmatch(reference)
    if match is None:
        raise ValueError(f"no cell: {reference!r}")
    index = 0
    for letter in match[1]:
        index = index * 26 + ord(letter) - 64
    return int(match[2]), index - 1


def _marks(
    root: ET.Element, header: Sequence[str], head: int, marked: Mapping[int, str]
) -> Iterator[_Mark]:
    def column(index: int) -> str:
        named = header[index] if index < len(header) else ""
        return named or letters(index)

    for merge in root.iter(f"{_M}mergeCell"):
        area = merge.get("ref", "")
        row, index = _place(area.partition(":")[0])
        yield "merged", row, column(index), area
    for row_element in root.iter(f"{_M}row"):
        if row_element.get("hidden") in ("1", "true"):
            yield "hidden", int(row_element.get("r", 0)), None, ""
    for span in root.iter(f"{_M}col"):
        if span.get("hidden") in ("1", "true"):
            yield "hidden", None, column(int(span.get("min", 1)) - 1), ""
    for cell in root.iter(f"{_M}c"):
        row, index = _place(cell.get("r", "A1"))
        formula = cell.find(f"{_M}f")
        if formula is not None:
            yield "formulas", row, column(index), f"={formula.text or ''}"
        if row > head + 1 and (style := marked.get(int(cell.get("s", 0)))):
            yield "formats", row, column(index), style


def _objects(parts: Parts, part: str) -> Iterator[_Mark]:
    """Pictures, shapes, charts (drawings) and notes that lie over the cells."""
    for kind, target in parts.related(part):
        if kind in ("drawing", "vmlDrawing", "comments", "threadedComment", "oleObject"):
            yield "objects", None, None, PurePosixPath(target).name


def _first(row: Sequence[Cell]) -> str:
    return next((str(cell) for cell in row if cell is not None), "")
