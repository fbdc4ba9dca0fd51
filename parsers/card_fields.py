"""Reads the labelled rows of a measure card, and its department cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from extract.frozen import frozen
from extract.model import Issue, Repair
from extract.view import View
from parsers.columns import filled
from parsers.departments import Department, looks_like_departments, split_departments
from parsers.field_labels import CardTitle, card_title, field_names, is_field_row, measure_field
from parsers.indicator_cards import indicator_rows, read_card
from parsers.indicator_rows import Place
from parsers.item_labels import label_repair, split_labelled
from parsers.item_tail import split_tail
from parsers.model import Cell, Table, once_per_table
from parsers.schedules import is_amounts
from parsers.vocabulary import load
from parsers.year_header import year_columns, year_rows


@frozen
class Field:
    """One labelled row of a card."""

    name: str
    label: View
    value: View


@once_per_table
def read_fields(
    table: Table,
) -> tuple[Mapping[str, Field], tuple[Repair, ...], tuple[Issue, ...]]:
    """The labelled values outside the schedule, a label printed for another put right.

    A second row labelled as the measure, whose value is a list of departments while the card
    has no department row, is the department row under a wrong label. A label that fields.toml
    does not have is an issue; its value is kept by ``parsers.records``.
    """
    fields: dict[str, Field] = {}
    repairs: list[Repair] = []
    names = {measure_field(row[0].text) for row in table.rows if row}
    issues = [_unknown(label) for label, _ in unknown_fields(table)]
    pairs = labelled_cells(table)
    for name, (cell, value_cell) in zip(
        field_names([c.text for c, _ in pairs]), pairs, strict=True
    ):
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
    return fields, tuple(repairs), tuple(issues)


@once_per_table
def labelled_cells(table: Table) -> tuple[tuple[Cell, Cell], ...]:
    """Each label of a card with its value; a row may hold further pairs behind known labels.

    Of the schedule, which a row of years opens, only rows with the label of a field count.
    Rows of indicators are left out.
    """
    return tuple(_labelled(table))


def _labelled(table: Table) -> Iterator[tuple[Cell, Cell]]:
    apart = indicator_rows(table)
    years: tuple[Cell, ...] = ()
    for i, row in enumerate(table.rows):
        if i in apart:
            continue
        if i in year_rows(table):
            years = year_columns(row)
            continue
        cells = filled(row[1:])
        if not row or not row[0].text or not cells:
            continue  # the rule below a header of pipes, a label alone
        if years and not is_field_row(row, years):
            continue
        yield row[0], cells[0]
        for label, value in zip(cells[1::2], cells[2::2], strict=False):
            if measure_field(label.text) is None:
                break
            yield label, value


def title_alone(table: Table) -> CardTitle | None:
    """The title of a card that no label of its own names; None for any other table."""
    return card_title(table.rows) if table.kind == "measure_card" else None


def unread_cells(table: Table) -> Iterator[tuple[Cell | None, Cell]]:
    """The cells of a card that no field, schedule or indicator takes, each with its label."""
    read: set[tuple[int, int]] = set()
    words = load("fields")["card"]["unread"]
    taken = {f.value.whole for name, f in read_fields(table)[0].items() if name not in words}
    title = title_alone(table)
    if title is not None:
        read |= {(c.row, c.col) for c in (title.title, title.number) if c is not None}
    for label, value in labelled_cells(table):
        if (value.row, value.col) in read:
            read.add((label.row, label.col))
            continue
        read |= {(label.row, label.col), (value.row, value.col)}
        if value.view.strip().whole not in taken:
            yield label, value
    apart = indicator_rows(table)
    nowhere = Place(None, None, None)
    yield from ((None, cell) for cell in read_card(table, nowhere).unread)
    for i, row in enumerate(table.rows):
        if i in apart:
            continue
        if i in year_rows(table):
            yield from _amounts(table, i)
            return  # from here on the rows of the schedule
        values = filled(row)
        head = values[0] if values and values[0].col == 0 else None
        for cell in values:
            if (cell.row, cell.col) not in read and (cell is not head or len(values) > 1):
                yield (head if cell is not head else None), cell


def _amounts(table: Table, header: int) -> Iterator[tuple[Cell | None, Cell]]:
    """The cells below the years that are no schedule, with the label of their row."""
    years = {cell.col for cell in year_columns(table.rows[header])}
    for row in table.rows[header + 1 :]:
        if row and is_amounts(row, years, row[0].view):
            label = row[0] if row[0].text and row[0].col not in years else None
            yield from ((label, cell) for cell in filled(row) if cell is not label)


def unknown_fields(table: Table) -> tuple[tuple[Cell, Cell], ...]:
    """The labelled cells of a card whose label is not in fields.toml."""
    title = title_alone(table)
    named = {c for c in (title.number, title.label) if c is not None} if title is not None else ()
    return tuple(
        pair
        for pair in labelled_cells(table)
        if measure_field(pair[0].text) is None and pair[0] not in named
    )


def _unknown(label: Cell) -> Issue:
    message = (
        f"「{label.text}」は parsers/data/fields.toml にない項目名です。値は records にあります。"
    )
    return Issue("info", "field-label-unknown", message, label.view.strip().whole, label.text)


def unknown_label(label: View) -> Issue:
    """A label of a line, without a table that would keep its value in ``records``."""
    message = (
        f"「{label.text}」は parsers/data/fields.toml にない項目名です。値は本文にだけあります。"
    )
    return Issue("info", "field-label-unknown", message, label.whole, label.text)


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


def related_departments(cell: View | None) -> tuple[Department, ...]:
    """The names of a cell of those that take part."""
    by_label, _, _ = read_department_cell(cell)
    return tuple(as_related(d) for names in by_label.values() for d in names)


def as_related(department: Department) -> Department:
    """A department that takes part, unless its own print says otherwise."""
    return replace(department, role=department.role or "related")


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
