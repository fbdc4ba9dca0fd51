"""``shisaku inspect FILE --explain``: what was recognised by which row, and what by none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from parsers.vocabulary import load
from shisaku.console import console
from shisaku.layout import columns, flat, print_title, short
from shisaku.layout_lines import layout_block, paste_line, section
from shisaku.messages import Messages
from shisaku.one_plan import OnePlan, one_plan
from shisaku.readers import Reading
from shisaku.recognised import Rule, heading_rules, label_counts, table_rules, value_counts
from shisaku.terms import table_kind_name
from shisaku.unknown_model import Unknown
from shisaku.unknown_words import unknown_words

if TYPE_CHECKING:
    from rich.console import Console

EXIT_OK, EXIT_INCOMPLETE = 0, 1


def explain(file: Path, messages: Messages, reading: Reading) -> int:
    """Print the explanation of one plan; exit status 1 where something was not recognised.

    Raises SourceError as ``one_plan``.
    """
    with one_plan(file, reading, messages) as one:
        unknowns = unknown_words(one.plan, plan_years(one.rows))
        out = console()
        _print_rules(out, one, messages)
        _print_values(out, one, messages)
        _print_unknown(out, one, unknowns, messages)
    return EXIT_INCOMPLETE if unknowns else EXIT_OK


def plan_years(rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> tuple[int | None, int | None]:
    """First and last fiscal year of the plan, as far as the document or plan.toml tells."""
    row = rows["documents"][0]
    return row["period_start_fy"], row["period_end_fy"]


def _print_rules(out: Console, one: OnePlan, messages: Messages) -> None:
    headings = heading_rules(one.plan.headings.values)
    tables = table_rules(one.plan.tables)
    for title, rules in (("headings", headings), ("tables", tables)):
        if not rules:
            continue
        print_title(out, messages(title), len(rules))
        places = one.places([rule.run for rule in rules])
        grid = columns("right", "left", "left", "left")
        for n, rule in enumerate(rules):
            meaning = _meaning(title, rule, messages)
            grid.add_row(places.at(str(n)), meaning, short(rule.printed), rule.evidence)
        out.print(grid)


def _meaning(title: str, rule: Rule, messages: Messages) -> str:
    return rule.meaning if title == "headings" else table_kind_name(messages, rule.meaning)


def _print_values(out: Console, one: OnePlan, messages: Messages) -> None:
    rows = one.rows
    for title, counts in (
        ("explain-labels", label_counts(one.plan.tables)),
        ("departments", value_counts(rows, "departments", "department_raw", "kind")),
        ("explain-marks", value_counts(rows, "schedule_marks", "mark_raw", "mark_kind")),
        ("explain-years", value_counts(rows, "schedule_marks", "year_raw", "fiscal_year")),
        ("explain-phases", value_counts(rows, "schedule_spans", "phase_raw", "phase")),
    ):
        if counts:
            print_title(out, messages(title), len(counts))
            shown = (f"{flat(raw)} = {meaning} ×{n}" for (raw, meaning), n in counts.items())
            out.print("  ".join(shown))


def _print_unknown(
    out: Console, one: OnePlan, unknowns: Sequence[Unknown], messages: Messages
) -> None:
    if not unknowns:
        print_title(out, messages("explain-none"))
        return
    print_title(out, messages("explain-unknown"), len(unknowns))
    places = one.places([unknown.run for unknown in unknowns])
    grid = columns("right", "left", "left", "left", "left")
    for n, unknown in enumerate(unknowns):
        kind = messages(f"explain-kind-{unknown.kind}")
        printed = f"{short(unknown.printed)} ×{unknown.count}"
        grid.add_row(places.at(str(n)), kind, printed, section(unknown), paste_line(unknown))
    out.print(grid)
    print_title(out, messages("explain-paste"))
    # Not through rich: a line that it folds could not be pasted.
    for line in layout_block(unknowns):
        print(line)
    if any(not unknown.sure for unknown in unknowns):
        fields = ", ".join(load("fields")["measure_fields"])
        print(messages("explain-unsure", fields=fields))
