"""Reads measure cards: one table a measure, field labels down the left side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
    return Findings(tuple(values), tuple(repairs), tuple(issues))


def read_card(index: int, table: Table) -> Findings[Measure]:
    """The measure of one card."""
    fields, repairs, issues = read_fields(table)
    title_cell = fields["measure"].value
    numbered = read_number(title_cell.folded.text)
    title = title_cell
    raw: str | None = None
    if numbered is not None:
        folded = title_cell.folded
        raw = as_printed(folded.cut(0, numbered.title_at)).text
        title = as_printed(folded.cut(numbered.title_at, len(folded.text)))
    outline_cell = fields["outline"].value if "outline" in fields else None
    department_cell = fields["departments"].value if "departments" in fields else None
    lead, parts = split_labelled(outline_cell) if outline_cell else (None, ())
    for part in parts:
        repair = label_repair(part, "measure_items")
        repairs += [repair] if repair else []
    listed, others, department_repairs = read_department_cell(department_cell)
    repairs += department_repairs
    items = _items(outline_cell, parts, listed)
    schedules = read_schedules(table, [item.label for item in items if item.label])
    measure = Measure(
        table=index,
        section=table.section,
        number_raw=raw,
        title=title,
        outline=_outline(items, lead),
        effects=fields["effects"].value if "effects" in fields else None,
        priority=fields["priority"].value if "priority" in fields else None,
        departments=department_cell,
        items=items,
        others=others,
        schedules=schedules.values,
    )
    for name in ("outline", "effects", "departments"):
        if name not in fields:
            issues.append(
                Issue(
                    "info",
                    "measure-field-absent",
                    f"この施策の表には「{name}」にあたる行がありません。",
                    title.whole,
                    name,
                )
            )
    return Findings((measure,), (*repairs, *schedules.repairs), (*issues, *schedules.issues))


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
