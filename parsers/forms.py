"""Reads a form (labels and blanks in cells): its entries, and the tables printed inside it.

A row begins with its label, or goes on under the label above it. Cells beside each other are a
label and its values; an empty cell parts two such pairs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.fold import key
from extract.frozen import frozen
from extract.model import Repair, Run
from extract.view import View
from parsers.columns import Row, filled
from parsers.date_blanks import DateBlank, date_blanks
from parsers.list_items import bullet_signs
from parsers.model import Cell, Table
from parsers.patterns import compiled
from parsers.vocabulary import load


@frozen
class Entry:
    """A value of a form: the label of its section, its own label, what is filled in (or None).

    ``lead`` is the label of the pair before this one in the same row.
    Entries of one ``record`` belong together.
    """

    record: int
    group: View | None
    field: View | None
    value: View | DateBlank | None
    cell: Cell
    run: Run
    lead: View | None = None
    in_sub_table: bool = False
    shift: int = 0


@frozen
class SubRow:
    """A row of a table inside a form; ``shift`` columns to the right are already made up for."""

    row: Row
    shift: int


@frozen
class SubTable:
    """A table inside a form: its title or section label, its header and its rows."""

    title: View | None
    header: tuple[Cell, ...]
    header_index: int
    rows: tuple[SubRow, ...]


def shift_repair(row: SubRow, table: str, column: str) -> Repair:
    """The repair of a row that lost empty cells at its beginning."""
    return Repair(
        row.row.run,
        table,
        column,
        row.row.run.text,
        "\t" * row.shift + row.row.run.text,
        "row-shifted",
        f"上の行と比べて全ての値が{row.shift}列左にあり、行頭の空欄が失われている",
        0.95,
    )


def sub_tables(table: Table) -> tuple[SubTable, ...]:
    """The tables inside a form: a row of column names over rows with the same columns filled."""
    found: list[SubTable] = []
    i = 0
    while i < len(table.rows) - 1:
        part = _sub_table(table, i)
        if part is not None:
            found.append(part)
            i += len(part.rows)
        i += 1
    return tuple(found)


def _columns(row: Sequence[Cell]) -> tuple[int, ...]:
    return tuple(cell.col for cell in filled(row))


def _sub_table(table: Table, at: int) -> SubTable | None:
    columns = _columns(table.rows[at + 1])
    header = tuple(c for c in table.rows[at] if c.col in columns and c.text)
    if len(columns) < load("forms")["least_columns"] or _columns(header) != columns:
        return None
    labels = tuple(c for c in filled(table.rows[at]) if c.col < columns[0])
    if len(labels) + len(header) != len(filled(table.rows[at])):
        return None
    if not all(_is_header(cell.text) for cell in header) or columns[0] == 0:
        return None
    rows: list[SubRow] = []
    for i in range(at + 1, len(table.rows)):
        shift = _shift(columns, _columns(table.rows[i]))
        if shift is None:
            break
        moved = tuple(replace(c, col=c.col + shift) for c in table.rows[i])
        rows.append(SubRow(Row(i, table.row_runs[i], moved), shift))
    title = labels[-1].view.strip() if labels else _title_above(table, at)
    return SubTable(title, header, at, tuple(rows))


def _title_above(table: Table, at: int) -> View | None:
    above = filled(table.rows[at - 1]) if at else ()
    return above[0].view.strip() if len(above) == 1 else None


def _shift(columns: tuple[int, ...], row: tuple[int, ...]) -> int | None:
    """By how many columns a row stands too far left; None when it is no row of the table."""
    if len(row) >= 2 and row[0] == columns[0] and set(row) <= set(columns):
        return 0
    if len(row) == len(columns):
        shift = columns[0] - row[0]
        if shift > 0 and all(c - r == shift for c, r in zip(columns, row, strict=True)):
            return shift
    return None


def _is_header(text: str) -> bool:
    limits = load("forms")
    short = len(text) <= limits["longest_header"] and "\n" not in text
    return short and not compiled(r"\d").search(text) and key(text) not in limits["date_parts"]


def is_label(text: str) -> bool:
    """Whether a cell can be the label of the cells beside it."""
    if len(text) > load("forms")["longest_label"] or compiled(r"[\n。]").search(text):
        return False
    if compiled(r"\p{Hiragana}$").search(text):
        return False
    return text[0] not in bullet_signs() and compiled(r"\p{L}").search(text) is not None


def entries(table: Table) -> tuple[Entry, ...]:
    """Every value of a form in printed order; a label without a value has value None."""
    parts = sub_tables(table)
    inside = {sub.row.index: (part, sub) for part in parts for sub in part.rows}
    headers = {part.header_index: part for part in parts}
    found: list[Entry] = []
    group: Cell | None = None
    for i, row in enumerate(table.rows):
        run = table.row_runs[i]
        record = found[-1].record + 1 if found else 1
        if i in inside:
            found += _sub_entries(*inside[i], record)
            continue
        cells = filled(row)
        if cells and cells[0].col == 0:
            group = cells[0]
        if not cells:
            continue
        if i in headers or (len(cells) == 1 and cells[0].col and i + 1 in headers):
            found += _section_entry(row, run, group, record, headers.get(i))
            continue
        found += _row_entries(row, run, group, record)
    return tuple(found)


def _section_entry(
    row: Sequence[Cell], run: Run, group: Cell | None, record: int, part: SubTable | None
) -> Iterator[Entry]:
    """The title of a table inside a form, as the value of the section's label."""
    names = {cell.col for cell in part.header} if part else set()
    for cell in filled(row):
        if cell is not group and cell.col not in names and group is not None:
            yield Entry(record, None, group.view.strip(), cell.view.strip(), cell, run)


def _sub_entries(part: SubTable, sub: SubRow, record: int) -> Iterator[Entry]:
    names = {cell.col: cell.view.strip() for cell in part.header}
    for cell in sub.row.filled:
        yield Entry(
            record,
            part.title,
            names.get(cell.col),
            cell.view.strip(),
            replace(cell, col=cell.col - sub.shift),
            sub.row.run,
            in_sub_table=True,
            shift=sub.shift,
        )


def _row_entries(row: Sequence[Cell], run: Run, group: Cell | None, record: int) -> Iterator[Entry]:
    blanks, rest = date_blanks(row, run)
    label = group.view.strip() if group else None
    numbered = record
    for name, blank in blanks:
        field = name.view.strip() if name is not None and name is not group else None
        yield Entry(numbered, label, field, blank, blank.cell, run)
        numbered += 1
    runs = _runs([c for c in rest if not (blanks and c is group)])
    lead: View | None = None
    for i, cells in enumerate(runs):
        found = tuple(_run_entries(cells, run, group, label, numbered, lead))
        lead = found[0].field if found else lead
        if not found and len(runs) == 1 and not blanks:
            found = (Entry(numbered, None, label, None, cells[0], run),)
        yield from found
        numbered += i < len(runs) - 1 and bool(found)


def _runs(cells: Sequence[Cell]) -> list[list[Cell]]:
    """Filled cells that stand beside each other."""
    runs: list[list[Cell]] = []
    for cell in filled(cells):
        if runs and runs[-1][-1].col + runs[-1][-1].col_span == cell.col:
            runs[-1].append(cell)
        else:
            runs.append([cell])
    return runs


def _run_entries(
    cells: list[Cell],
    run: Run,
    group: Cell | None,
    label: View | None,
    record: int,
    lead: View | None,
) -> Iterator[Entry]:
    opens = cells[0] is group
    values = cells[1:] if opens else cells
    if any(key(c.text) in load("forms")["units"] for c in values):
        yield from _with_units(values, run, label, record)
        return
    if len(values) == 1:
        value = values[0]
        if opens:
            yield Entry(record, None, label, value.view.strip(), value, run)
        elif is_label(value.text):
            yield Entry(record, label, value.view.strip(), None, value, run)
        else:
            yield Entry(record, label, None, value.view.strip(), value, run)
        return
    if values and is_label(values[0].text):
        field = values[0].view.strip()
        for value in values[1:]:
            yield Entry(record, label, field, value.view.strip(), value, run, lead)
        return
    for value in values:
        yield Entry(record, None, label, value.view.strip(), value, run)


def _with_units(
    values: Sequence[Cell], run: Run, label: View | None, record: int
) -> Iterator[Entry]:
    units = load("forms")["units"]
    for cell, after in zip(values, [*values[1:], None], strict=True):
        if key(cell.text) in units:
            continue
        unit = after.view.strip() if after is not None and key(after.text) in units else None
        yield Entry(record, label, unit, cell.view.strip(), cell, run)
