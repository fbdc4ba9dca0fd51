"""Reads tables with one measure a row: fields and years in the header."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.model import Issue, Repair
from parsers.columns import Row, body_rows, of_kind
from parsers.item_schedules import ItemSchedule
from parsers.measures import Measure, measure_of
from parsers.model import Cell, Findings, Table
from parsers.schedules import read_rows
from parsers.table_kinds import list_field, year_columns

KIND = "measure_list"


def read_measure_lists(tables: Sequence[Table]) -> Findings[Measure]:
    """The measures of all tables of kind ``measure_list``, in printed order.

    A row without a title is an issue, and so is a column whose name fields.toml does not have.
    What is printed in the years of a row is the measure's own schedule, without a phase.
    """
    values: list[Measure] = []
    repairs: list[Repair] = []
    issues: list[Issue] = []
    for index, table, _ in of_kind(tables, KIND):
        columns = _columns(table)
        issues += (_unknown(cell) for cell in unknown_columns(table))
        for row in body_rows(table):
            printed = {name: row.at(col) for name, col in columns.items()}
            fields = {name: view for name, view in printed.items() if view is not None}
            if "measure" not in fields:
                issues.append(_without_title(row))
                continue
            measure, found = measure_of(index, table.section, fields)
            values.append(replace(measure, schedules=_schedules(table, row)))
            repairs += found
    return Findings(tuple(values), tuple(repairs), tuple(issues))


def unknown_columns(table: Table) -> tuple[Cell, ...]:
    """The header cells of a list that name neither a field nor a year."""
    return tuple(c for c in _header(table) if list_field(c.text) is None and c.text)


def _header(table: Table) -> Iterator[Cell]:
    """The names of the columns but the years, which may stand in a second row of their own."""
    last = table.rows[table.n_header_rows - 1]
    years = {cell.col for cell in year_columns(last)}
    named: dict[int, Cell] = {}
    for row in table.rows[: table.n_header_rows]:
        named |= {cell.col: cell for cell in row if cell.text}
    return (cell for col, cell in sorted(named.items()) if col not in years)


def _columns(table: Table) -> dict[str, int]:
    """Field -> its column; the first where two have one name."""
    columns: dict[str, int] = {}
    for cell in _header(table):
        name = list_field(cell.text)
        if name is not None:
            columns.setdefault(name, cell.col)
    return columns


def _schedules(table: Table, row: Row) -> tuple[ItemSchedule, ...]:
    header = table.rows[table.n_header_rows - 1]
    if not year_columns(header):
        return ()
    found = read_rows([row.cells], header, label_cols=0)
    return tuple(ItemSchedule(None, schedule) for schedule in found)


def _unknown(column: Cell) -> Issue:
    name = column.view.strip()
    message = (
        f"「{name.text}」は parsers/data/fields.toml にない列名です。値は records にあります。"
    )
    return Issue("info", "field-label-unknown", message, name.whole, name.text)


def _without_title(row: Row) -> Issue:
    message = "施策名の欄が空の行です。"
    return Issue("warning", "row-without-title", message, row.run, row.run.text)
