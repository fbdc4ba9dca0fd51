"""Reads tables with one measure a row: fields, years and indicators in the header."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.fold import key
from extract.frozen import frozen
from extract.model import Issue, Repair
from extract.view import View
from parsers.columns import Row, body_rows, header_rows, of_kind
from parsers.departments import Department, split_departments
from parsers.header_rows import column_names
from parsers.indicator_labels import YEAR, Column, columns
from parsers.indicator_rows import unread_in_rows
from parsers.item_schedules import ItemSchedule
from parsers.list_headers import list_columns
from parsers.measures import Measure, measure_of
from parsers.model import Cell, Findings, Table
from parsers.repeated_cells import Filled, filled_down
from parsers.schedules import is_amounts, read_rows
from parsers.statement_columns import titled_left
from parsers.vocabulary import load
from parsers.year_header import year_axis

KIND = "measure_list"
JOIN = "\n"


@frozen
class Entry:
    """The rows of one measure: the one with its title, and those that go on under it."""

    measure: Measure
    rows: tuple[Row, ...]


@frozen
class Columns:
    """What the header of a list names: field -> columns, indicators, years, and the rest."""

    fields: dict[str, tuple[int, ...]]
    related: frozenset[int]
    indicators: tuple[Column, ...]
    years: tuple[tuple[Cell, ...], ...]
    unknown: tuple[Cell, ...]

    def of(self, field: str) -> int | None:
        """The first column of a field, None without one."""
        return next(iter(self.fields.get(field, ())), None)


def read_measure_lists(tables: Sequence[Table]) -> Findings[Measure]:
    """The measures of all tables of kind ``measure_list``, in printed order.

    A row without a title goes on under the measure above it; with a number of its own it is an
    issue. So is a column whose name fields.toml does not have.
    What is printed in the years of a row is the measure's own schedule, without a phase.
    """
    values: list[Measure] = []
    repairs: list[Repair] = []
    issues: list[Issue] = []
    for index, table, _ in of_kind(tables, KIND):
        found = read_list(index, table)
        values += (entry.measure for entry in found.values)
        repairs += found.repairs
        issues += found.issues
    return Findings(tuple(values), tuple(repairs), tuple(issues))


def read_list(index: int, table: Table) -> Findings[Entry]:
    """The measures of one list, each with its rows."""
    named = list_header(table)
    issues = [_unknown(cell) for cell in named.unknown]
    issues += (_without_title(row) for row in _rows_of(table, named)[1] if len(row.filled) > 1)
    cols = list(_fields(named))
    filled = {f.row.index: f for f in filled_down(table, named.of("departments"), cols)}
    entries: list[Entry] = []
    repairs: list[Repair] = []
    for rows in _rows_of(table, named)[0]:
        entry, found = _entry(index, table, named, [filled[row.index] for row in rows])
        entries.append(entry)
        repairs += found
    return Findings(tuple(entries), tuple(repairs), tuple(issues))


def _fields(named: Columns) -> Iterator[int]:
    for field, cols in named.fields.items():
        if field not in {"measure", "number"}:
            yield from cols


def list_header(table: Table) -> Columns:
    """The columns of a list of measures by what they hold."""
    rows = header_rows(table)
    cells = tuple(column_names(rows).values())
    fields = titled_left(table, list_columns(cells))
    indicators = tuple(c for c in resolved_in_list(columns(rows)) if c.col not in fields)
    shown = {column.col for column in indicators}
    levels = tuple(tuple(cell for cell in row if cell.col not in shown) for row in rows)
    axis = {column.col for column in year_axis(levels)} - fields.keys()
    years = levels if axis else ()
    taken = {*fields, *shown, *axis}
    by_field: dict[str, tuple[int, ...]] = {}
    extra: set[int] = set()
    unread = load("fields")["card"]["unread"]
    for col, field in fields.items():
        if field in unread or (field in by_field and field != "departments"):
            extra.add(col)
        else:
            by_field[field] = (*by_field.get(field, ()), col)
    labels = {key(name) for name in load("fields")["related_departments"]["labels"]}
    units = by_field.get("departments", ())
    related = frozenset(c.col for c in cells if c.col in units[1:] and key(c.text) in labels)
    unknown = tuple(c for c in cells if c.text and (c.col not in taken or c.col in extra))
    return Columns(by_field, related, indicators, years, unknown)


def resolved_in_list(found: Sequence[Column]) -> tuple[Column, ...]:
    """The columns of indicators, none where no column names one; years alone are a schedule."""
    if not any(column.role == "name" for column in found):
        return ()
    return tuple(c for c in found if c.role not in {YEAR, "actual", "fiscal_year"})


def unread_cells(table: Table) -> Iterator[tuple[Row, str | None, Cell]]:
    """The cells below a header that no field, year or indicator takes, with their column's name."""
    named = list_header(table)
    entries, apart = _rows_of(table, named)
    names = {c.col: c.text for c in column_names(header_rows(table)).values()}
    unknown = {cell.col for cell in named.unknown}
    known = {row.index for rows in entries for row in rows}
    shown = {column.col for column in named.indicators}
    years = {column.col for column in year_axis(named.years)} if named.years else set()
    lost = {
        (row.index, cell.col)
        for rows in entries
        for row, cell in unread_in_rows(rows, named.indicators)
        if cell.col in shown
    }
    for row in sorted((*apart, *(row for rows in entries for row in rows)), key=lambda r: r.index):
        for cell in row.filled:
            apart_from_all = row.index not in known or cell.col not in names
            apart_from_all |= cell.col in years and is_amounts(row.cells, years)
            if apart_from_all or cell.col in unknown or (row.index, cell.col) in lost:
                yield row, names.get(cell.col), cell


def _rows_of(table: Table, named: Columns) -> tuple[list[list[Row]], list[Row]]:
    """The rows of each measure, and the rows of none: group titles, rows without a title."""
    entries: list[list[Row]] = []
    apart: list[Row] = []
    for row in body_rows(table):
        title, number = row.at(named.of("measure")), row.at(named.of("number"))
        if title is not None and not _is_group(row, table):
            entries.append([row])
        elif title is None and number is None and entries and not _only(row, named):
            entries[-1].append(row)
        else:
            apart.append(row)
    return entries, apart


def _is_group(row: Row, table: Table) -> bool:
    """Whether a row is one cell over the whole width: the title of the rows below it."""
    return (
        len(row.filled) == 1
        and row.filled[0].col_span > 1
        and (row.filled[0].col_span >= table.n_cols - 1)
    )


def _only(row: Row, named: Columns) -> bool:
    """Whether a row holds nothing but columns of no field, left of the measure."""
    title = named.of("measure")
    return title is not None and all(cell.col < title for cell in row.filled)


def _entry(
    index: int, table: Table, named: Columns, rows: Sequence[Filled]
) -> tuple[Entry, list[Repair]]:
    values: dict[str, View] = {}
    for field, cols in named.fields.items():
        for filled in rows:
            value = next((v for col in cols[:1] if (v := filled.printed(col)) is not None), None)
            if value is not None:
                values[field] = values[field].then(value, JOIN) if field in values else value
    names, related = _departments(named, rows)
    measure, repairs = measure_of(index, table.section, values, names, related)
    measure = replace(measure, schedules=_schedules(named, rows))
    repairs += (repair for filled in rows for repair in filled.repairs)
    return Entry(measure, tuple(filled.row for filled in rows)), repairs


def _departments(
    named: Columns, rows: Sequence[Filled]
) -> tuple[View | None, tuple[Department, ...]]:
    """Where the departments of a measure are printed, and those of further columns."""
    first, *further = named.fields.get("departments", (None,))
    names: View | None = None
    for filled in rows:
        value = filled.meant(first)
        if value is not None and (names is None or value.text not in names.text.split(JOIN)):
            names = names.then(value, JOIN) if names is not None else value
    related: list[Department] = []
    for col in further:
        for filled in rows:
            value = filled.meant(col)
            role = "related" if col in named.related else None
            found = split_departments(value) if value is not None else ()
            related += (replace(d, role=d.role or role) for d in found if d.kind != "others")
    return names, tuple(related)


def _schedules(named: Columns, rows: Sequence[Filled]) -> tuple[ItemSchedule, ...]:
    """What stands in the years of each row; a row among several is called by its department."""
    if not named.years:
        return ()
    found: list[ItemSchedule] = []
    for filled in rows:
        label = filled.printed(named.of("departments")) if len(rows) > 1 else None
        for schedule in read_rows([filled.row.cells], *named.years, label_cols=0):
            found.append(ItemSchedule(None, replace(schedule, label=label)))
    return tuple(found)


def _unknown(column: Cell) -> Issue:
    name = column.view.strip()
    message = (
        f"「{name.text}」は parsers/data/fields.toml にない列名です。値は records にあります。"
    )
    return Issue("info", "field-label-unknown", message, name.whole, name.text)


def _without_title(row: Row) -> Issue:
    message = "施策名の欄が空の行です。"
    return Issue("warning", "row-without-title", message, row.run, row.run.text)
