"""CSV read for a check: the cells, and the faults that are gone once they are read."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from normalize.table_model import Table
from shisaku.exporting.check_header import header_at
from shisaku.exporting.check_model import Finding, Sheet, is_blank
from shisaku.exporting.check_shapes import NUMBER

ENCODINGS = ("utf-8-sig", "cp932")
MARK = "'"
_FIELD_LIMIT = 2**31 - 1


def read_csv(path: Path, file: str, table: Table | None) -> Sheet:
    """The table in a CSV file (UTF-8 or else CP932); other bytes give a finding and no rows."""
    for encoding in ENCODINGS:
        try:
            text = path.read_bytes().decode(encoding)
        except UnicodeDecodeError:
            continue
        return _sheet(text, path.stem, file, table)
    found = (Finding("file_format", file, value="?", table=path.stem),)
    return Sheet(file, "csv", path.stem, (), (), table=table, found=found)


def _sheet(text: str, name: str, file: str, table: Table | None) -> Sheet:
    # The limit is one of the whole process; pages of a plan are longer than the default.
    csv.field_size_limit(_FIELD_LIMIT)
    records = [list(record) for record in csv.reader(io.StringIO(text, newline=""))]
    head = header_at(records, table)
    header = records[head] if records else []
    rows = [[cell or None for cell in record] for record in records[head + 1 :]]
    sheet = Sheet(file, "csv", name, header, rows, first_row=head + 2, table=table)
    found = [*_widths(sheet), *_broken_lines(sheet), *_formulas(sheet)]
    if head:
        title = next(filter(None, records[0]), "")
        found.append(Finding("header_first", file, row=1, value=title, table=name))
    if table is not None:
        # Exported files have this mark before what a spreadsheet would run: no part of the text.
        rows = [[(cell or "").removeprefix(MARK) or None for cell in row] for row in rows]
    return Sheet(file, "csv", name, header, rows, head + 2, table=table, found=tuple(found))


def _widths(sheet: Sheet) -> Iterator[Finding]:
    """Records of another width: longer by a comma that is not quoted, shorter by a broken line."""
    width = len(sheet.header)
    for index, row in enumerate(sheet.rows):
        if len(row) > width:
            beyond = [cell for cell in row[width:] if cell]
            yield sheet.finding("quoted", index, value=", ".join(map(str, beyond)))
        elif len(row) < width and not is_blank(row):
            yield sheet.finding("one_line", index, value=_shown(row))


def _broken_lines(sheet: Sheet) -> Iterator[Finding]:
    for index, name, _ in sheet.columns():
        for row, text in sheet.texts(index):
            if "\n" in text or "\r" in text:
                yield sheet.finding("one_line", row, name, text)


def _formulas(sheet: Sheet) -> Iterator[Finding]:
    """Cells that a spreadsheet would run."""
    for index, name, _ in sheet.columns():
        for row, text in sheet.texts(index):
            if text[0] in "=+-@" and len(text) > 1 and not NUMBER.fullmatch(text):
                yield sheet.finding("formulas", row, name, text)


def _shown(row: Sequence[object]) -> str:
    return ", ".join(str(cell or "") for cell in row)
