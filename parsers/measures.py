"""Reads measure cards: one table a measure, field labels down the left side."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from extract.model import Issue, Repair
from extract.view import View
from parsers.card_fields import read_department_cell, read_fields
from parsers.departments import Department
from parsers.item_labels import Labelled, label_repair, split_labelled
from parsers.item_schedules import ItemSchedule, read_schedules
from parsers.item_tail import Tail, split_tail
from parsers.model import Findings, Table
from parsers.numbering import read_number
from parsers.printed import as_printed
from parsers.table_kinds import field_title


@dataclass(frozen=True, slots=True)
class Item:
    """A lettered item, or the whole of a measure without letters (label None).

    ``listed`` are the names of the card's department cell, used when the text names none.
    """

    label_raw: str | None
    label: str | None
    whole: View
    tail: Tail
    listed: tuple[Department, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure as printed; fields are None where the card has no such row."""

    table: int
    section: int | None
    number_raw: str | None
    title: View
    outline: View | None
    effects: View | None
    priority: View | None
    departments: View | None
    items: tuple[Item, ...]
    others: Department | None
    schedules: tuple[ItemSchedule, ...]


def read_measures(tables: Sequence[Table]) -> Findings[Measure]:
    """The measures of all cards, in printed order."""
    values: list[Measure] = []
    repairs: list[Repair] = []
    issues: list[Issue] = []
    for index, table in enumerate(tables):
        if table.kind == "measure_card":
            found = read_card(index, table)
            values += found.values
            repairs += found.repairs
            issues += found.issues
    return Findings(tuple(values), tuple(repairs), (*issues, *_absent_fields(values)))


def _absent_fields(measures: Sequence[Measure]) -> Iterator[Issue]:
    """An issue where a card lacks a field that most cards of the plan have."""
    fields: tuple[tuple[str, Callable[[Measure], View | None]], ...] = (
        ("outline", lambda m: m.outline),
        ("effects", lambda m: m.effects),
        ("priority", lambda m: m.priority),
        ("departments", lambda m: m.departments),
    )
    for name, value in fields:
        without = [m for m in measures if value(m) is None]
        if len(without) * 2 >= len(measures):
            continue
        for m in without:
            title = field_title(name)
            message = f"この施策の表には「{title}」にあたる行がありません。"
            yield Issue("info", "measure-field-absent", message, m.title.whole, title)


def read_card(index: int, table: Table) -> Findings[Measure]:
    """The measure of one card."""
    fields, repairs, issues = read_fields(table)
    values = {name: field.value for name, field in fields.items()}
    measure, value_repairs = measure_of(index, table.section, values)
    schedules = read_schedules(table, [item.label for item in measure.items if item.label])
    return Findings(
        (replace(measure, schedules=schedules.values),),
        (*repairs, *value_repairs, *schedules.repairs),
        (*issues, *schedules.issues),
    )


def measure_of(
    table: int, section: int | None, values: Mapping[str, View]
) -> tuple[Measure, list[Repair]]:
    """The measure with these values by field (``measure`` is needed), without its schedule."""
    raw, title = _number_and_title(values["measure"])
    if raw is None and "number" in values:
        raw = values["number"].text
    outline, departments = values.get("outline"), values.get("departments")
    lead, parts = split_labelled(outline) if outline else (None, ())
    repairs = [r for part in parts if (r := label_repair(part, "measure_items")) is not None]
    listed, others, department_repairs = read_department_cell(departments)
    items = _items(outline, parts, listed)
    measure = Measure(
        table=table,
        section=section,
        number_raw=raw,
        title=title,
        outline=_outline(items, lead),
        effects=values.get("effects"),
        priority=values.get("priority"),
        departments=departments,
        items=items,
        others=others,
        schedules=(),
    )
    return measure, [*repairs, *department_repairs]


def _number_and_title(cell: View) -> tuple[str | None, View]:
    folded = cell.folded
    numbered = read_number(folded.text)
    if numbered is None:
        return None, cell
    raw = as_printed(folded.cut(0, numbered.title_at)).text
    return raw, as_printed(folded.cut(numbered.title_at, len(folded.text)))


def _outline(items: tuple[Item, ...], lead: View | None) -> View | None:
    """The text above the letters; for a measure without letters the item's own text."""
    if len(items) == 1 and items[0].label is None:
        return items[0].tail.text
    return lead if lead is not None and lead.text else None


def _items(
    outline: View | None,
    parts: Sequence[Labelled],
    listed: dict[str | None, tuple[Department, ...]],
) -> tuple[Item, ...]:
    if parts:
        return tuple(
            Item(p.label_raw, p.label, p.whole, split_tail(p.body), listed.get(p.label, ()))
            for p in parts
        )
    if outline is None:
        return ()
    return (Item(None, None, outline, split_tail(outline), listed.get(None, ())),)
