"""Dated events: tables of dates, tables of dates within a form, and lines with a labelled date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from extract.fold import key
from extract.frozen import frozen
from extract.model import Issue, Repair, Run
from extract.view import View, view
from parsers.columns import Row, body_rows, of_kind
from parsers.date_blanks import DateBlank
from parsers.forms import SubTable, entries, shift_repair, sub_tables
from parsers.model import Block, Findings, Table
from parsers.patterns import compiled
from parsers.printed import as_printed
from parsers.table_kinds import column_roles
from parsers.vocabulary import load, per_vocabulary


@frozen
class Event:
    """An event as printed. ``date_text`` is what is printed for the date in ``date``, put in one.

    Events of one ``series`` are printed in order, so a year may be left out after the first.
    """

    date: Run
    date_text: str
    name: View
    content: View | None
    run: Run
    series: int


def find_events(tables: Sequence[Table], blocks: Sequence[Block]) -> Findings[Event]:
    """Every dated event in printed order; a row whose date is not one gives an issue."""
    found: list[Event] = []
    repairs: list[Repair] = []
    issues: list[Issue] = []
    for series, table, roles in of_kind(tables, "events"):
        for row in body_rows(table):
            event = _event(row, roles, series)
            if event is not None:
                found.append(event)
            else:
                message = "経過の表の行に日付または内容がありません。"
                issues.append(Issue("warning", "row-without-date", message, row.run, row.run.text))
    for series, table in enumerate(tables):
        if table.kind == "form":
            for part in sub_tables(table):
                events, shifted = _from_part(part, series)
                found += events
                repairs += shifted
            found += _from_blanks(table, series)
    found += _labelled(blocks, len(tables))
    found.sort(key=lambda e: (e.run.page_no, e.run.start, e.date.start))
    return Findings(tuple(found), tuple(repairs), tuple(issues))


def is_date(text: str) -> bool:
    """Whether a text has the shape of a date or a period; its value is not read here."""
    return compiled(load("events")["date_shape"]).match(key(text)) is not None


def _event(row: Row, roles: dict[str, int], series: int) -> Event | None:
    date = row.at(roles.get("date"))
    name, content = row.at(roles.get("name")), row.at(roles.get("content"))
    if date is None or not is_date(date.text) or (name or content) is None:
        return None
    if name is None or content is None:
        name, content = name_and_content(name or content or date)
    return Event(date.whole, date.text, name, content, row.run, series)


@per_vocabulary
def _content_begins() -> regex.Pattern[str]:
    return compiled(load("events")["content_begins"])


def name_and_content(cell: View) -> tuple[View, View | None]:
    """A cell cut before its first list item, note or new line."""
    folded = cell.folded
    match = _content_begins().search(folded.text)
    if match is None or match.start() == 0:
        return cell, None
    rest = as_printed(folded.cut(match.end(), len(folded.text)))
    return as_printed(folded.cut(0, match.start())), rest if rest.text else None


def _from_part(part: SubTable, series: int) -> tuple[list[Event], list[Repair]]:
    roles = column_roles("events", part.header)
    if "date" not in roles or not ({"name", "content"} & set(roles)):
        return [], []
    events: list[Event] = []
    repairs: list[Repair] = []
    for row in part.rows:
        event = _event(row.row, roles, series)
        if event is not None:
            events.append(event)
            repairs += [shift_repair(row, "events", "date_raw")] if row.shift else []
    return events, repairs


def _from_blanks(table: Table, series: int) -> Iterator[Event]:
    """Dates filled into a form: 年 月 日 in their own cells, or a whole date beside its label."""
    for entry in entries(table):
        if isinstance(entry.value, DateBlank):
            if entry.value.run is not None and entry.field is not None:
                yield Event(
                    entry.value.run, entry.value.text, entry.field, entry.group, entry.run, series
                )
        elif entry.value is not None and _is_whole_date(entry.value.text):
            name = entry.lead if entry.field and _names_a_date(entry.field) else entry.field
            if name is not None and not entry.in_sub_table:
                date = entry.value
                yield Event(date.whole, date.text, name, entry.group, entry.run, series)


def _names_a_date(label: View) -> bool:
    columns = next(k["columns"] for k in load("table_kinds")["kind"] if k["name"] == "events")
    return key(label.text) in {key(name) for name in columns["date"]}


def _is_whole_date(text: str) -> bool:
    return compiled(load("events")["whole_date"]).match(key(text)) is not None


@per_vocabulary
def _label() -> regex.Pattern[str]:
    words = "|".join(map(regex.escape, load("events")["labels"]))
    return compiled(rf"^[-・●○■\s]*(?P<label>{words})\s*[::]?\s*(?P<date>.+)$")


def _labelled(blocks: Sequence[Block], series: int) -> Iterator[Event]:
    for block in blocks:
        for line in () if block.grid else block.lines:
            folded = view(line).folded
            match = _label().match(folded.text.strip()) and _label().match(folded.text)
            if match and _is_whole_date(match["date"]):
                label = as_printed(folded.cut(*match.span("label")))
                date = as_printed(folded.cut(*match.span("date")))
                yield Event(date.whole, date.text, label, None, line, series)
                series += 1
