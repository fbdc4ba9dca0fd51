"""Reads measure cards: one table a measure, field labels down the left side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.model import Issue, Repair
from extract.view import View
from parsers.departments import Department, looks_like_departments, split_departments
from parsers.item_labels import (
    Labelled,
    label_repair,
    leading_label,
    meant,
    next_label,
    split_labelled,
)
from parsers.item_tail import Tail, split_tail
from parsers.model import Cell, Findings, Table
from parsers.numbering import read_number
from parsers.printed import as_printed
from parsers.schedules import ScheduleRow, read_rows, split_phases
from parsers.table_kinds import measure_field, year_columns


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
class ItemSchedule:
    """Schedule rows of one item (label None: of the measure)."""

    label: str | None
    row: ScheduleRow


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


@dataclass(frozen=True, slots=True)
class Field:
    """One labelled row of a card."""

    name: str
    label: View
    value: View


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
    return Findings(
        (measure,), (*repairs, *schedules.repairs), (*issues, *schedules.issues)
    )


def _outline(items: tuple[Item, ...], lead: View | None) -> View | None:
    """The text above the letters; for a measure without letters the item's own text."""
    if len(items) == 1 and items[0].label is None:
        return items[0].tail.text
    return lead if lead is not None and lead.text else None


def read_fields(table: Table) -> tuple[dict[str, Field], list[Repair], list[Issue]]:
    """The labelled rows above the schedule, a label printed for another put right.

    A second row labelled as the measure, whose value is a list of departments while the card
    has no department row, is the department row under a wrong label.
    """
    fields: dict[str, Field] = {}
    repairs: list[Repair] = []
    issues: list[Issue] = []
    names = {measure_field(row[0].text) for row in table.rows if row}
    for row in table.rows:
        if year_columns(row):
            break
        name = measure_field(row[0].text)
        value = next((c.view.strip() for c in row[1:] if c.text), None)
        if name is None or value is None:
            continue
        label = row[0].view.strip()
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
                Issue("warning", "field-printed-twice", "同じ項目名の行が二つあります。", label.whole, label.text)
            )
            continue
        fields[name] = Field(name, label, value)
    return fields, repairs, issues


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
        tail = split_tail(body)
        names = () if tail.deleted else split_departments(body)
        by_label[label] = tuple(d for d in names if d.kind != "others")
        others = next((d for d in names if d.kind == "others"), others)
    return by_label, others, repairs


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


def read_schedules(table: Table, labels: Sequence[str]) -> Findings[ItemSchedule]:
    """The schedule rows of a card, each with the letter of its item, wrong letters repaired."""
    headers = [i for i, row in enumerate(table.rows) if len(year_columns(row)) >= 2]
    values: list[ItemSchedule] = []
    repairs: list[Repair] = []
    issues: list[Issue] = []
    used: list[str] = []
    for i, end in zip(headers, [*headers[1:], len(table.rows)], strict=False):
        header = table.rows[i]
        label = _header_label(header[0], labels, used, repairs)
        if label is not None:
            used.append(label)
        for row in read_rows(table.rows[i + 1 : end], header, label_cols=1):
            own, row = _row_label(row) if label is None else (label, row)
            if label is None and own is not None and own not in used:
                used.append(own)
            if row.label is not None and split_tail(row.label).deleted is not None:
                continue
            values.append(ItemSchedule(own, row))
    missing = [letter for letter in labels if letter not in used]
    if headers and labels and len(missing) > 0:
        issues.append(
            Issue(
                "info",
                "item-without-schedule",
                f"スケジュールのない項目があります（{'・'.join(missing)}）。",
                table.rows[headers[0]][0].view.whole.strip(),
                "・".join(missing),
            )
        )
    return Findings(tuple(values), tuple(repairs), tuple(issues))


def _header_label(
    cell: Cell, labels: Sequence[str], used: Sequence[str], repairs: list[Repair]
) -> str | None:
    """The letter of a schedule header; by sequence where it is a look-alike, wrong or lost."""
    printed = leading_label(cell.view)
    expected = next_label(used)
    if printed is not None:
        letter = meant(printed[0])
        if letter in used and expected in labels and expected is not None:
            rule, reason = "label-out-of-sequence", f"「{printed[0]}」は既にあり、次は「{expected}」"
            letter = expected
        elif letter != printed[0]:
            rule, reason = "kanji-for-katakana", f"「{printed[0]}」は「{letter}」の誤読"
        else:
            return letter
    elif used and expected in labels and expected is not None:
        letter, rule = expected, "label-lost"
        reason = f"項目記号が印刷されておらず、前が「{used[-1]}」なので「{expected}」とする"
    else:
        return None
    run = cell.view.whole.strip()
    raw = printed[0] if printed else cell.text
    repairs.append(Repair(run, "schedule_marks", "item_id", raw, letter, rule, reason, 0.9))
    return letter


def _row_label(row: ScheduleRow) -> tuple[str | None, ScheduleRow]:
    """A row that carries the letter itself (ア) 運用)."""
    printed = leading_label(row.label) if row.label is not None else None
    if printed is None:
        return None, row
    letter, rest = printed
    return meant(letter), replace(row, phases=split_phases(rest))
