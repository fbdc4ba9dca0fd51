"""The lists at the end of an inspection: bodies, trainings, counts, repairs, issues."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from shisaku.layout import at, columns, flat, print_title, short
from shisaku.messages import Messages
from shisaku.places import Places
from shisaku.summary import SEVERITIES
from shisaku.work import CompleteRows

if TYPE_CHECKING:
    from rich.console import Console

MOST_OF_A_KIND = 5
"""Repairs of one rule that are shown; the rest is counted."""


def print_bodies(out: Console, rows: CompleteRows, places: Places, messages: Messages) -> None:
    """Organizations with chair, members and roles."""
    _title(out, messages("organizations"), rows["organizations"])
    for body in rows["organizations"]:
        chair = " ".join(filter(None, (body["chair_title"], body["chair"])))
        facts = "; ".join(filter(None, (body["group_raw"], body["parent_name"], chair)))
        name = body["name"] or body["name_raw"]
        line = at(places.line(body["span_id"]))
        _list_row(out, line, f"{name}  {facts}" if facts else name)
        for role in rows["organization_roles"]:
            if role["organization_id"] == body["organization_id"]:
                _list_row(out, "", f"  {flat(role['role'] or role['role_raw'])}")


def print_trainings(out: Console, rows: CompleteRows, places: Places, messages: Messages) -> None:
    """Courses with their category."""
    _title(out, messages("trainings"), rows["trainings"])
    for row in rows["trainings"]:
        category = (
            f"{flat(row['category'] or row['category_raw'])}: " if row["category_raw"] else ""
        )
        course = flat(row["course"] or row["course_raw"])
        _list_row(out, at(places.line(row["span_id"])), f"{category}{course}")


def print_counts(out: Console, rows: CompleteRows, places: Places, messages: Messages) -> None:
    """Rows of every table that has some."""
    counts = [f"{table} {len(found):,}" for table, found in sorted(rows.items()) if found]
    print_title(out, messages("counts"))
    out.print("  ".join(counts))


def print_notes(out: Console, rows: CompleteRows, places: Places, messages: Messages) -> None:
    """Repairs, the first of each rule, and all issues, the worst first."""
    _title(out, messages("repairs"), rows["repairs"])
    totals = Counter(row["rule"] for row in rows["repairs"])
    shown: Counter[str] = Counter()
    for row in rows["repairs"]:
        rule = row["rule"]
        shown[rule] += 1
        if shown[rule] <= MOST_OF_A_KIND:
            change = f"{short(row['raw'])} → {short(row['repaired'])}"
            line = at(places.line(row["span_id"]))
            _list_row(out, line, f"{change}  {row['reason']} [{rule}]")
        elif shown[rule] == totals[rule]:
            rest = messages("more", count=totals[rule] - MOST_OF_A_KIND)
            _list_row(out, "", f"{rest} [{rule}]")
    _title(out, messages("issues"), rows["issues"])
    for row in sorted(rows["issues"], key=lambda issue: SEVERITIES.index(issue["severity"])):
        name = messages(f"severity-{row['severity']}")
        line = at(places.line(row["span_id"]))
        _list_row(out, line, f"{name}: {row['message']} [{row['code']}]")


def _title(out: Console, title: str, rows: Sequence[object]) -> None:
    if rows:
        print_title(out, title, len(rows))


def _list_row(out: Console, line: str, text: str) -> None:
    grid = columns("right", "left")
    grid.columns[0].width = 5
    grid.add_row(line, text)
    out.print(grid)
