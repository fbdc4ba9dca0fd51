"""Reads measure cards: one table a measure, field labels down the left side."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import replace

from extract.frozen import frozen
from extract.model import Issue, Repair
from extract.view import View
from parsers.card_fields import (
    as_related,
    read_department_cell,
    read_fields,
    related_departments,
    title_alone,
)
from parsers.departments import Department
from parsers.field_labels import field_title, is_partner_alone
from parsers.item_labels import Labelled, label_repair, split_labelled
from parsers.item_schedules import ItemSchedule, read_schedules, year_colours
from parsers.item_tail import Tail, split_tail
from parsers.measure_titles import numbered_title, without_departments
from parsers.model import Findings, Heading, Table
from parsers.schedule_lines import schedule_lines, untold


@frozen
class Item:
    """A lettered item, or the whole of a measure without letters (label None).

    ``listed`` are the names of the card's department cell, used when the text names none.
    """

    label_raw: str | None
    label: str | None
    whole: View
    tail: Tail
    listed: tuple[Department, ...] = ()


@frozen
class Measure:
    """One measure as printed; fields are None where the plan prints none.

    ``table`` is None for a measure without a table. ``listed`` are departments of no item.
    """

    table: int | None
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
    background: View | None = None
    outlook: View | None = None
    period: View | None = None
    goals: View | None = None
    listed: tuple[Department, ...] = ()


def read_measures(tables: Sequence[Table], headings: Sequence[Heading] = ()) -> Findings[Measure]:
    """The measures of all cards, in printed order.

    A card without a title has that of the heading it stands under, alone, with none below it.
    """
    values: list[Measure] = []
    repairs: list[Repair] = []
    issues: list[Issue] = []
    colours = year_colours(table for table in tables if table.kind == "measure_card")
    for index, table in enumerate(tables):
        if table.kind == "measure_card":
            found = read_card(index, table, _title_above(index, tables, headings), colours)
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


def _title_above(
    index: int, tables: Sequence[Table], headings: Sequence[Heading]
) -> Heading | None:
    """The heading of a card's section when the section has no other table of measures."""
    section = tables[index].section
    others = (t for i, t in enumerate(tables) if i != index and t.section == section)
    if section is None or section >= len(headings):
        return None
    alone = all(other.kind not in {"measure_card", "measure_list"} for other in others)
    alone = alone and all(heading.parent != section for heading in headings)
    return headings[section] if alone and headings[section].kind == "heading" else None


def read_card(
    index: int, table: Table, above: Heading | None = None, colours: Set[int] = frozenset()
) -> Findings[Measure]:
    """The measure of one card; none, with an issue, where no title is printed for it.

    ``colours`` are backgrounds that mark years in the plan.
    """
    fields, repairs, issues = read_fields(table)
    values = {name: field.value for name, field in fields.items()}
    title = title_alone(table)
    number: str | None = None
    if "measure" not in values and title is not None:
        values["measure"] = title.title.view.strip()
        number = title.number.view.strip().text if title.number is not None else None
    elif "measure" not in values and above is not None:
        values["measure"], number = above.title, above.number_raw
    if "measure" not in values:
        return Findings((), tuple(repairs), (*issues, _untitled(table)))
    measure, value_repairs = measure_of(index, table.section, values)
    if "departments" in fields and is_partner_alone(fields["departments"].label.text):
        measure = of_partners(measure)
    letters = [item.label for item in measure.items if item.label]
    schedules = read_schedules(table, letters, colours)
    said = values.get("schedule")
    rows = schedules.values or (schedule_lines(said) if said is not None else ())
    measure = replace(measure, number_raw=measure.number_raw or number, schedules=rows)
    return Findings(
        (measure,),
        (*repairs, *value_repairs, *schedules.repairs),
        (*issues, *schedules.issues, *untold(said, rows)),
    )


def _untitled(table: Table) -> Issue:
    message = "施策の表に施策名が見つかりません。値は cells と records にあります。"
    return Issue("warning", "measure-title-unknown", message, table.row_runs[0])


def measure_of(
    table: int | None,
    section: int | None,
    values: Mapping[str, View],
    names: View | None = None,
    related: Sequence[Department] = (),
) -> tuple[Measure, list[Repair]]:
    """The measure with these values by field (``measure`` is needed), without its schedule.

    ``related`` in ``values`` are departments that take part, beside those in charge.
    ``names`` is where its departments are printed when the field only repeats them.
    """
    titled = numbered_title(values["measure"])
    if "departments" not in values:
        titled = without_departments(titled)
    raw = titled.number_raw
    if raw is None and "number" in values:
        raw = values["number"].text
    outline, departments = values.get("outline"), values.get("departments", titled.departments)
    lead, parts = split_labelled(outline) if outline else (None, ())
    repairs = [r for part in parts if (r := label_repair(part, "measure_items")) is not None]
    listed, others, department_repairs = read_department_cell(names or departments)
    related = (*related, *related_departments(values.get("related")))
    items, whole = _items(outline, parts, listed), tuple(related)
    if whole and [one.label for one in items] == [None]:
        items, whole = (replace(items[0], listed=(*items[0].listed, *whole)),), ()
    measure = Measure(
        table=table,
        section=section,
        number_raw=raw,
        title=titled.title,
        outline=_outline(items, lead),
        effects=values.get("effects"),
        priority=values.get("priority"),
        departments=departments,
        items=items,
        others=others,
        schedules=(),
        background=values.get("background"),
        outlook=values.get("outlook"),
        period=values.get("period"),
        goals=values.get("goals"),
        listed=(*_whole(items, listed), *whole),
    )
    return measure, [*repairs, *department_repairs]


def of_partners(measure: Measure) -> Measure:
    """The measure of a card that names only departments that take part."""
    items = tuple(replace(i, listed=tuple(map(as_related, i.listed))) for i in measure.items)
    return replace(measure, items=items, listed=tuple(map(as_related, measure.listed)))


def _whole(
    items: Sequence[Item], listed: Mapping[str | None, Sequence[Department]]
) -> Iterator[Department]:
    """The departments under letters that no item has, and those of no letter beside letters."""
    taken = {item.label for item in items}
    for label, names in listed.items():
        if label not in taken:
            yield from names


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
