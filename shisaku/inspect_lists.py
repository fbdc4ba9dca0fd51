"""The lists at the end of an inspection: bodies, trainings, counts, repairs, issues."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from shisaku.issue_lists import print_by_kind
from shisaku.layout import columns, flat, print_title, short
from shisaku.messages import Messages
from shisaku.noted import Noted, noted_issues
from shisaku.places import Places
from shisaku.terms import table_name
from shisaku.work import CompleteRows

if TYPE_CHECKING:
    from rich.console import Console

MOST_OF_A_KIND = 5
"""Repairs of one rule and issues of one code that are shown; the rest is counted."""


def print_bodies(out: Console, rows: CompleteRows, places: Places, messages: Messages) -> None:
    """Organizations with chair, members and roles."""
    _title(out, messages("organizations"), rows["organizations"])
    for body in rows["organizations"]:
        chair = " ".join(filter(None, (body["chair_title"], body["chair"])))
        facts = "; ".join(filter(None, (body["group_raw"], body["parent_name"], chair)))
        name = body["name"] or body["name_raw"]
        line = places.at(body["span_id"])
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
        _list_row(out, places.at(row["span_id"]), f"{category}{course}")


def print_counts(out: Console, rows: CompleteRows, places: Places, messages: Messages) -> None:
    """Rows of every table that has some."""
    held = sorted((table, len(found)) for table, found in rows.items() if found)
    counts = [f"{table_name(messages, table)} {count:,}" for table, count in held]
    print_title(out, messages("counts"))
    out.print("  ".join(counts))


def print_warnings(out: Console, rows: CompleteRows, places: Places, messages: Messages) -> None:
    """Errors and warnings by code: what a person should know before reading on."""
    _print_issues(out, rows, places, messages, "warnings", ("error", "warning"))


def print_remarks(out: Console, rows: CompleteRows, places: Places, messages: Messages) -> None:
    """The other issues by code."""
    _print_issues(out, rows, places, messages, "remarks", ("info",))


def print_repairs(out: Console, rows: CompleteRows, places: Places, messages: Messages) -> None:
    """The first repairs of each rule and the number of the rest."""
    _title(out, messages("repairs"), rows["repairs"])
    totals = Counter(row["rule"] for row in rows["repairs"])
    shown: Counter[str] = Counter()
    for row in rows["repairs"]:
        rule = row["rule"]
        shown[rule] += 1
        if shown[rule] <= MOST_OF_A_KIND:
            change = f"{short(row['raw'])} → {short(row['repaired'])}"
            line = places.at(row["span_id"])
            _list_row(out, line, f"{change}  {row['reason']} [{rule}]")
        elif shown[rule] == totals[rule]:
            rest = messages.counted("more", totals[rule] - MOST_OF_A_KIND)
            _list_row(out, "", f"{rest} [{rule}]")


def _print_issues(
    out: Console,
    rows: CompleteRows,
    places: Places,
    messages: Messages,
    title: str,
    severities: Sequence[str],
) -> None:
    found = noted_issues(rows["documents"][0], rows["issues"], places)
    chosen = [issue for issue in found if issue.severity in severities]

    def place(issue: Noted) -> str:
        if issue.line is None:
            return "" if issue.file == rows["documents"][0]["source_name"] else issue.file
        return messages("line", line=issue.line) if issue.is_text else f"p.{issue.page}"

    _title(out, messages(title), chosen)
    print_by_kind(out, chosen, messages, lambda _: MOST_OF_A_KIND, place)


def _title(out: Console, title: str, rows: Sequence[object]) -> None:
    if rows:
        print_title(out, title, len(rows))


def _list_row(out: Console, line: str, text: str) -> None:
    grid = columns("right", "left")
    grid.columns[0].width = 5
    grid.add_row(line, text)
    out.print(grid)
