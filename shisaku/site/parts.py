"""The values of a measure in the groups that its page shows them in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from shisaku.exporting.stored import Row
from shisaku.measure_facts import article_name
from shisaku.messages import Messages
from shisaku.site.document import Document
from shisaku.site.shown import shown
from shisaku.site.values import Value, column_label, values
from shisaku.terms import phase_name, value_name

_OF_ITEMS = ("departments", "legal_tags", "item_themes")
_SEARCHED = ("measure_items", "departments")
"""Tables of an item that words are searched in; names of themes and laws are no words of it."""

Own = Mapping[str, Sequence[Row]]
"""The rows of a measure by table."""
Part = tuple[str, Mapping[str, Any], list[Value]]
"""What kind of group it is, what names it, and its values."""


def parts(document: Document, own: Own, messages: Messages) -> list[Part]:
    """The groups that hold something: the measure, what goes for all of it, items, schedules."""
    found = _parts(document, own, messages)
    made = [(kind, name, list(rows)) for kind, name, rows in found]
    return [part for part in made if part[2]]


def _parts(
    document: Document, own: Own, messages: Messages
) -> Iterator[tuple[str, Mapping[str, Any], Iterable[Value]]]:
    yield "measure", {}, _of_rows("measures", own["measures"], document, messages)
    whole = [(name, [r for r in own.get(name, ()) if r["item_id"] is None]) for name in _OF_ITEMS]
    yield "whole", {}, _of_tables(whole, document, messages)
    for item in own.get("measure_items", ()):
        of_item = [
            (name, [r for r in own.get(name, ()) if r["item_id"] == item["item_id"]])
            for name in _OF_ITEMS
        ]
        tables = [("measure_items", [item]), *of_item]
        texts = list(_of_tables([t for t in tables if t[0] in _SEARCHED], document, messages))
        rest = _of_tables([t for t in tables if t[0] not in _SEARCHED], document, messages)
        named = {"label": shown(item["item_label"]), "id": item["item_id"], "texts": len(texts)}
        yield "item", named, chain(texts, rest)
    labels = {item["item_id"]: item["item_label"] for item in own.get("measure_items", ())}
    schedule = (_phase(row, labels, document, messages) for row in own.get("schedule_spans", ()))
    yield "schedule", {}, schedule
    yield "indicators", {}, _of_rows("indicators", own.get("indicators", ()), document, messages)


def _of_tables(
    tables: Sequence[tuple[str, Sequence[Row]]], document: Document, messages: Messages
) -> Iterator[Value]:
    for name, rows in tables:
        yield from _of_rows(name, rows, document, messages)


def _of_rows(
    table: str, rows: Sequence[Row], document: Document, messages: Messages
) -> Iterator[Value]:
    for row in rows:
        for value in values(table, row, document, messages):
            if table == "legal_tags":
                yield _tag(value, row)
            else:
                yield value


def _tag(value: Value, row: Row) -> Value:
    """A tag is understood as an article of a law, with the reason where print was doubtful."""
    area = f"（{row['policy_area']}）" if row["policy_area"] else ""
    article = article_name(row)
    note = "・".join(filter(None, [value.note, row["reason"]]))
    return Value(value.label, value.raw, article and article + area, note, value.place)


def _phase(
    row: Row, labels: Mapping[str, str | None], document: Document, messages: Messages
) -> Value:
    """One phase in one line: what is printed of it, its years, how each end is known."""
    printed = [row[name] for name in ("phase_raw", "start_raw", "end_raw")]
    raw = "　".join(dict.fromkeys(str(p) for p in printed if p)) or None
    name = phase_name(messages, row["phase"]) if row["phase"] else row["meaning"] or "?"
    first, last = (str(row[name] or "?") for name in ("start_fy", "end_fy"))
    years = first if first == last else f"{first}–{last}"
    label = labels.get(row["item_id"])
    title = column_label("schedule_spans", "phase", messages)
    known = [
        f"{column_label('schedule_spans', name, messages)}: "
        f"{value_name(messages, 'schedule_spans', name, row[name])}"
        for name in ("start_status", "end_status", "reliability")
    ]
    shown_label = f"{title} {label}" if label else title
    return Value(
        shown_label, raw, f"{name}　{years}", "　".join(known), document.place(row["span_id"])
    )
