"""``shisaku check``: what breaks a rule, with number and place; what a person has to look at."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from shisaku.console import console, say
from shisaku.exporting.check import Report, check_folder
from shisaku.exporting.check_model import Finding
from shisaku.exporting.check_rules import Rules, load_rules
from shisaku.exporting.output import print_csv
from shisaku.layout import columns, short
from shisaku.messages import Messages

EXIT_OK, EXIT_FOUND, EXIT_WRONG_USE = 0, 1, 2
MOST_OF_A_CHECK = 5
"""Places told of one check; --format csv and json have all."""

COLUMNS = ("rules", "check", "file", "sheet", "row", "column", "value", "message")


def check_command(folder: Path, form: str, messages: Messages) -> int:
    """Print the report on a folder as ``form`` says; 0 no fault, 1 faults, 2 wrong use."""
    try:
        report = check_folder(folder)
    except OSError as error:
        say(messages("not-listable", path=folder, reason=error.strerror or error))
        return EXIT_WRONG_USE
    if not report.n_tables:
        say(messages("check-no-tables", path=folder))
        return EXIT_WRONG_USE
    rules = load_rules()
    match form:
        case "json":
            print(json.dumps(plain(report, rules), ensure_ascii=False, indent=2))
        case "csv":
            rows = [_row(finding, rules, messages) for finding in report.findings]
            print_csv([messages(f"check-column-{name}") for name in COLUMNS], rows)
        case _:
            print_report(report, rules, messages)
    return EXIT_FOUND if report.findings else EXIT_OK


def plain(report: Report, rules: Rules) -> Mapping[str, Any]:
    """The report as JSON has it: all findings, the rules, what is not machine-checkable."""
    return {
        "n_tables": report.n_tables,
        "findings": [
            {
                **asdict(finding),
                "rules": [
                    {"source": r.source, "number": r.number} for r in rules.of(finding.check)
                ],
                "message": _message(finding, rules, "ja"),
            }
            for finding in report.findings
        ],
        "accepted": [{"reason": row.reason, "count": n} for row, n in report.accepted],
        "not_machine_checkable": [
            {"source": source, "number": number, "text": text}
            for source, number, text in rules.by_hand
        ],
        "rules": [asdict(rule) for rule in rules.rules],
        "sources": list(rules.sources.values()),
    }


def print_report(report: Report, rules: Rules, messages: Messages) -> None:
    """The faults by check with the first places, then accepted deviations and a person's part."""
    out = console()
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in report.findings:
        found[finding.check].append(finding)
    for check in sorted(found, key=lambda name: -len(found[name])):
        out.print(f"{rules.label(check)}: {rules.of(check)[0].title} ({len(found[check]):,})")
        grid = columns("left", "left")
        for finding in found[check][:MOST_OF_A_CHECK]:
            grid.add_row(f"    {place(finding)}", _message(finding, rules, messages.language))
        if (more := len(found[check]) - MOST_OF_A_CHECK) > 0:
            grid.add_row(f"    {messages.counted('more', more)}", "")
        out.print(grid)
    if not report.findings:
        out.print(messages("check-none", count=f"{report.n_tables:,}"))
    _print_rest(report, rules, messages)


def _print_rest(report: Report, rules: Rules, messages: Messages) -> None:
    out, language = console(), messages.language
    if report.accepted:
        out.print()
        out.print(messages("check-accepted"))
        _print_pairs([(f"{n:,}", row.reason[language]) for row, n in report.accepted])
    out.print()
    out.print(messages("check-by-hand"))
    _print_pairs(
        [(f"{number} ({source})", text[language]) for source, number, text in rules.by_hand]
    )
    partly = ", ".join(f"{rule.number} ({rule.source})" for rule in rules.rules if rule.limits)
    out.print()
    out.print(messages("check-limits", rules=partly), soft_wrap=True)


def _print_pairs(pairs: Sequence[tuple[str, str]]) -> None:
    grid = columns("right", "left")
    for left, right in pairs:
        grid.add_row(f"    {left}", right)
    console().print(grid)


def place(finding: Finding) -> str:
    """Where a finding is: file, sheet, row as a spreadsheet counts it, column."""
    file = f"{finding.file}[{finding.sheet}]" if finding.sheet else finding.file
    row = "" if finding.row is None else f":{finding.row}"
    column = "" if finding.column is None else f" {finding.column}"
    return f"{file}{row}{column}"


def _message(finding: Finding, rules: Rules, language: str) -> str:
    return rules.messages[finding.check][language].format(value=short(finding.value) or "-")


def _row(finding: Finding, rules: Rules, messages: Messages) -> list[str | int | None]:
    return [
        rules.label(finding.check),
        finding.check,
        finding.file,
        finding.sheet,
        finding.row,
        finding.column,
        finding.value,
        _message(finding, rules, messages.language),
    ]
