"""Reads the labelled rows of a measure card, and its department cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extract.frozen import frozen
from extract.model import Issue, Repair
from extract.view import View
from parsers.columns import filled
from parsers.departments import Department, looks_like_departments, split_departments
from parsers.indicator_cards import indicator_rows, read_card
from parsers.indicator_rows import Place
from parsers.item_labels import label_repair, split_labelled
from parsers.item_tail import split_tail
from parsers.model import Cell, Table
from parsers.table_kinds import measure_field
from parsers.vocabulary import load
from parsers.year_header import year_columns


@frozen
class Field:
    """One labelled row of a card."""

    name: str
    label: View
    value: View


def read_fields(table: Table) -> tuple[dict[str, Field], list[Repair], list[Issue]]:
    """The labelled values outside the schedule, a label printed for another put right.

    A second row labelled as the measure, whose value is a list of departments while the card
    has no department row, is the department row under a wrong label. A label that fields.toml
    does not have is an issue; its value is kept by ``parsers.records``.
    """
    fields: dict[str, Field] = {}
    repairs: list[Repair] = []
    names = {measure_field(row[0].text) for row in table.rows if row}
    issues = [_unknown(label) for label, _ in unknown_fields(table)]
    for cell, value_cell in labelled_cells(table):
        name = measure_field(cell.text)
        if name is None:
            continue
        label, value = cell.view.strip(), value_cell.view.strip()
        if name in fields and "departments" not in names and _is_department_list(value):
            repairs.append(
                Repair(
                    label.whole,
                    "measures",
                    "departments_raw",
                    label.text,
                    "departments",
                    "label-printed-for-another",
                    f"見出し「{label.text}」が二度あり、値は部署の列挙なので担当部署の行とみなす",
                    0.95,
                )
            )
            name = "departments"
        if name in fields:
            issues.append(
                Issue(
                    "warning",
                    "field-printed-twice",
                    "同じ項目名の行が二つあります。",
                    label.whole,
                    label.text,
                )
            )
            continue
        fields[name] = Field(name, label, value)
    return fields, repairs, issues


def labelled_cells(table: Table) -> Iterator[tuple[Cell, Cell]]:
    """Each label of a card with its value; a row may hold further pairs behind known labels.

    Of the schedule, which a row of years opens, only rows with the label of a field count.
    Rows of indicators are left out.
    """
    apart = indicator_rows(table)
    in_schedule = False
    for i, row in enumerate(table.rows):
        if i in apart:
            continue
        if len(year_columns(row)) >= 2:
            in_schedule = True
            continue
        cells = filled(row[1:])
        if not row or not row[0].text or not cells:
            continue  # the rule below a header of pipes, a label alone
        if in_schedule and measure_field(row[0].text) is None:
            continue
        yield row[0], cells[0]
        for label, value in zip(cells[1::2], cells[2::2], strict=False):
            if measure_field(label.text) is None:
                break
            yield label, value


def title_alone(table: Table) -> Cell | None:
    """The first cell of a card whose first row is its title without a label; else None."""
    cells = filled(table.rows[0]) if table.rows else ()
    alone = len(cells) == 1 and measure_field(cells[0].text) is None
    return cells[0] if alone and table.kind == "measure_card" else None


def unread_cells(table: Table) -> Iterator[tuple[Cell | None, Cell]]:
    """The cells of a card that no field, schedule or indicator takes, each with its label."""
    read: set[tuple[int, int]] = set()
    words = load("fields")["card"]["unread"]
    taken = {f.value.whole for name, f in read_fields(table)[0].items() if name not in words}
    title = title_alone(table)
    if title is not None:
        read.add((title.row, title.col))
    for label, value in labelled_cells(table):
        read |= {(label.row, label.col), (value.row, value.col)}
        if value.view.strip().whole not in taken:
            yield label, value
    apart = indicator_rows(table)
    nowhere = Place(None, None, None)
    yield from ((None, cell) for cell in read_card(table, nowhere).unread)
    for i, row in enumerate(table.rows):
        if i in apart:
            continue
        if len(year_columns(row)) >= 2:
            return  # from here on the rows of the schedule
        values = filled(row)
        head = values[0] if values and values[0].col == 0 else None
        for cell in values:
            if (cell.row, cell.col) not in read and (cell is not head or len(values) > 1):
                yield (head if cell is not head else None), cell


def unknown_fields(table: Table) -> tuple[tuple[Cell, Cell], ...]:
    """The labelled cells of a card whose label is not in fields.toml."""
    return tuple(pair for pair in labelled_cells(table) if measure_field(pair[0].text) is None)


def _unknown(label: Cell) -> Issue:
    message = (
        f"「{label.text}」は parsers/data/fields.toml にない項目名です。値は records にあります。"
    )
    return Issue("info", "field-label-unknown", message, label.view.strip().whole, label.text)


def _is_department_list(value: View) -> bool:
    lead, parts = split_labelled(value)
    bodies = [part.body for part in parts] or [lead]
    return all(looks_like_departments(body) for body in bodies if body.text)


def read_department_cell(
    cell: View | None,
) -> tuple[dict[str | None, tuple[Department, ...]], Department | None, list[Repair]]:
    """Names by letter (None: for the whole measure), the 「他」 at the end, letter repairs."""
    if cell is None:
        return {}, None, []
    lead, parts = split_labelled(cell)
    repairs = [r for part in parts if (r := label_repair(part, "departments")) is not None]
    by_label: dict[str | None, tuple[Department, ...]] = {}
    others: Department | None = None
    bodies: list[tuple[str | None, View]] = [(part.label, part.body) for part in parts]
    for label, body in bodies or [(None, lead)]:
        names = _names(body)
        by_label[label] = tuple(d for d in names if d.kind != "others")
        others = next((d for d in names if d.kind == "others"), others)
    return by_label, others, repairs


def _names(body: View) -> tuple[Department, ...]:
    """The names of one part without the note that it was added; none where it was deleted."""
    names: list[Department] = []
    deleted = False
    for department in split_departments(body):
        tail = split_tail(department.name)
        deleted = deleted or tail.deleted is not None
        name = tail.text if tail.added is not None else department.name
        if name.text:
            names.append(replace(department, name=name))
    return tuple(d for d in names if d.kind == "others" or not deleted)
