"""Measures as a person wants to check them: items, departments, tags, the year grid."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from shisaku.layout import columns, flat, print_title
from shisaku.messages import Messages
from shisaku.places import Places
from shisaku.work import CompleteRows

if TYPE_CHECKING:
    from rich.console import Console

Rows = list[dict[str, Any]]


def print_measures(out: Console, rows: CompleteRows, places: Places, messages: Messages) -> None:
    """Every measure with its items and schedule, then schedules outside measures."""
    if rows["measures"]:
        print_title(out, messages("measures"), len(rows["measures"]))
    for measure in rows["measures"]:
        number = "-".join(str(n) for n in (measure["policy_no"], measure["measure_no"]) if n)
        line = places.line(measure["span_id"])
        out.print()
        out.print(f"{number or '–'} {measure['title'] or '–'}  ({messages('line', line=line)})")
        _print_departments(out, rows, measure["measure_id"], None, messages)
        for item in rows["measure_items"]:
            if item["measure_id"] == measure["measure_id"]:
                _print_item(out, rows, item, messages)
        own = [r for r in rows["schedule_spans"] if r["measure_id"] == measure["measure_id"]]
        marks = [r for r in rows["schedule_marks"] if r["measure_id"] == measure["measure_id"]]
        _print_schedule(out, own, marks, rows, messages)
    rest = [r for r in rows["schedule_spans"] if r["measure_id"] is None]
    marks = [r for r in rows["schedule_marks"] if r["measure_id"] is None]
    if rest or marks:
        print_title(out, messages("schedule"))
        _print_schedule(out, rest, marks, rows, messages)


def _print_item(out: Console, rows: CompleteRows, item: dict[str, Any], messages: Messages) -> None:
    from rich.padding import Padding

    notes = [
        messages(name, year=item[f"{name}_fy"])
        for name in ("added", "deleted")
        if item[f"{name}_fy"]
    ]
    notes += [_tag(t) for t in rows["legal_tags"] if t["item_id"] == item["item_id"]]
    text = flat(item["text"]) or "–"
    # Label and text in columns: Japanese has no spaces, and a line would break after the label.
    grid = columns("left", "left", gap=1)
    grid.add_row(item["item_label"] or "", text + "".join(f" [{note}]" for note in notes))
    out.print(Padding(grid, (0, 0, 0, 2)))
    _print_departments(out, rows, item["measure_id"], item["item_id"], messages)


def _tag(tag: dict[str, Any]) -> str:
    """A tag as printed, and what it was read as where that differs from the print."""
    if tag["status"] == "exact":
        return str(tag["tag_raw"])
    return f"{tag['tag_raw']} → {tag['tag'] or '?'} ({tag['status']})"


def _print_departments(
    out: Console, rows: CompleteRows, measure_id: str, item_id: str | None, messages: Messages
) -> None:
    from rich.padding import Padding
    from rich.text import Text

    names = [
        messages("others") if d["kind"] == "others" else str(d["department"] or d["department_raw"])
        for d in rows["departments"]
        if d["measure_id"] == measure_id and d["item_id"] == item_id
    ]
    if names:
        line = f"{messages('departments')}: {'、'.join(names)}"
        out.print(Padding(Text(line, overflow="fold"), (0, 0, 0, 2 if item_id is None else 4)))


def _print_schedule(
    out: Console, spans: Rows, marks: Rows, rows: CompleteRows, messages: Messages
) -> None:
    """A grid of years with the marks as printed, and the span each phase was read as."""
    from rich.padding import Padding
    from rich.table import Table

    labels = {item["item_id"]: item["item_label"] for item in rows["measure_items"]}
    years = _years(spans, marks)
    by_row: dict[str, tuple[Rows, Rows]] = defaultdict(lambda: ([], []))
    for span in spans:
        by_row[span["schedule_row_id"]][0].append(span)
    for mark in marks:
        by_row[mark["schedule_row_id"]][1].append(mark)
    if not by_row:
        return
    grid = Table(box=None, padding=(0, 1), header_style="none")
    grid.add_column("")
    grid.add_column(messages("phase"), overflow="fold")
    for year in years:
        grid.add_column(year, overflow="fold")
    grid.add_column(messages("interpreted"), overflow="fold")
    for row_spans, row_marks in by_row.values():
        first = (row_spans or row_marks)[0]
        cells = {year: "" for year in years}
        for mark in row_marks:
            printed = " ".join(filter(None, (mark["mark_raw"], mark["task_raw"])))
            cells[_year(mark)] = " ".join(filter(None, (cells[_year(mark)], printed)))
        label = flat(first["row_label_raw"] or first["phase_raw"])
        read = "; ".join(_span(s) for s in row_spans)
        grid.add_row(labels.get(first["item_id"]) or "", label, *cells.values(), read)
    out.print(Padding(grid, (0, 0, 0, 2)))


def _years(spans: Rows, marks: Rows) -> list[str]:
    """Every year from the first to the last that is printed or read, then what is no year."""
    printed = [mark["fiscal_year"] for mark in marks]
    read = [span[column] for span in spans for column in ("start_fy", "end_fy")]
    known = [year for year in (*printed, *read) if year]
    axis = [str(year) for year in range(min(known), max(known) + 1)] if known else []
    return axis + sorted({_year(mark) for mark in marks} - set(axis))


def _year(mark: dict[str, Any]) -> str:
    return str(mark["fiscal_year"] or mark["year_raw"] or "?")


def _span(span: dict[str, Any]) -> str:
    """A phase and its years; an inferred year stands in parentheses, an unknown one is ``?``."""
    start = _bound(span["start_fy"], span["start_status"])
    end = _bound(span["end_fy"], span["end_status"])
    trust = "" if span["reliability"] == "full" else f" {span['reliability']}"
    return f"{span['phase'] or span['phase_raw'] or '–'} {start}–{end}{trust}"


def _bound(year: int | None, status: str) -> str:
    if year is None:
        return "?"
    return f"({year})" if status == "inferred" else str(year)
