"""Measures as a person wants to check them: items, departments, tags, the year grid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shisaku.layout import columns, flat, print_title
from shisaku.messages import Messages
from shisaku.places import Places
from shisaku.terms import value_name
from shisaku.work import CompleteRows
from shisaku.year_grid import print_schedule

if TYPE_CHECKING:
    from rich.console import Console


def print_measures(out: Console, rows: CompleteRows, places: Places, messages: Messages) -> None:
    """Every measure with its items and schedule, then schedules outside measures."""
    if rows["measures"]:
        print_title(out, messages("measures"), len(rows["measures"]))
    for measure in rows["measures"]:
        number = "-".join(str(n) for n in (measure["policy_no"], measure["measure_no"]) if n)
        place = places.at(measure["span_id"])
        place = place if places.is_paged else messages("line", line=place)
        out.print()
        out.print(f"{number or '-'} {measure['title'] or '-'}  ({place})")
        _print_departments(out, rows, measure["measure_id"], None, messages)
        for item in rows["measure_items"]:
            if item["measure_id"] == measure["measure_id"]:
                _print_item(out, rows, item, messages)
        own = [r for r in rows["schedule_spans"] if r["measure_id"] == measure["measure_id"]]
        marks = [r for r in rows["schedule_marks"] if r["measure_id"] == measure["measure_id"]]
        print_schedule(out, own, marks, rows, messages)
    rest = [r for r in rows["schedule_spans"] if r["measure_id"] is None]
    marks = [r for r in rows["schedule_marks"] if r["measure_id"] is None]
    if rest or marks:
        print_title(out, messages("schedule"))
        print_schedule(out, rest, marks, rows, messages)


def _print_item(out: Console, rows: CompleteRows, item: dict[str, Any], messages: Messages) -> None:
    from rich.padding import Padding

    notes = [
        messages(name, year=item[f"{name}_fy"])
        for name in ("added", "deleted")
        if item[f"{name}_fy"]
    ]
    notes += [_tag(t, messages) for t in rows["legal_tags"] if t["item_id"] == item["item_id"]]
    text = flat(item["text"]) or "-"
    # Label and text in columns: Japanese has no spaces, and a line would break after the label.
    grid = columns("left", "left", gap=1)
    grid.add_row(item["item_label"] or "", text + "".join(f" [{note}]" for note in notes))
    out.print(Padding(grid, (0, 0, 0, 2)))
    _print_departments(out, rows, item["measure_id"], item["item_id"], messages)


def _tag(tag: dict[str, Any], messages: Messages) -> str:
    """A tag as printed, and what it was read as where that differs from the print."""
    if tag["status"] == "exact":
        return str(tag["tag_raw"])
    status = value_name(messages, "legal_tags", "status", tag["status"])
    return f"{tag['tag_raw']} → {tag['tag'] or '?'} {messages('note', text=status)}"


def _print_departments(
    out: Console, rows: CompleteRows, measure_id: str, item_id: str | None, messages: Messages
) -> None:
    """Named departments, and apart from them 他, which is no department's name."""
    from rich.padding import Padding
    from rich.text import Text

    named: dict[str, list[str]] = {"departments": [], "others": []}
    for d in rows["departments"]:
        if d["measure_id"] == measure_id and d["item_id"] == item_id:
            label = "others" if d["kind"] == "others" else "departments"
            named[label].append(flat(d["department"] or d["department_raw"]) or "-")
    for label, names in named.items():
        if names:
            line = Text(f"{messages(label)}: {'、'.join(names)}", overflow="fold")
            out.print(Padding(line, (0, 0, 0, 2 if item_id is None else 4)))
