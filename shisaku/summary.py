"""What a conversion came to: small numbers kept while the rows themselves go to disk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from shisaku.layout import columns
from shisaku.messages import Messages, catalogue
from shisaku.places import places_of
from shisaku.work import Rows, document_id, document_row

if TYPE_CHECKING:
    from rich.console import Console

SEVERITIES = ("error", "warning", "info")
PLACES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Noted:
    """One issue: how bad, which kind, and file with line."""

    severity: str
    code: str
    place: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file. ``code`` and ``message`` are its first error."""

    path: Path
    document_id: str
    status: str
    chars: int
    unclassified: int
    counts: Mapping[str, int]
    issues: tuple[Noted, ...]
    code: str | None
    message: str | None

    def explained(self, messages: Messages) -> str:
        """Why the file gave no document: as stored in Japanese, in short in English."""
        name = f"unreadable-{self.code}"
        if messages.language != "ja" and name in catalogue():
            text = messages(name)
        else:
            text = self.message or ""
        return f"{text} [{self.code}]"


def outcome_of(path: Path, rows: Rows) -> Outcome:
    """The outcome that the rows of a file tell."""
    row = document_row(rows)
    places = places_of(rows.get("spans", ()), rows.get("pages", ()))
    issues = rows.get("issues", ())
    errors = [i for i in issues if i["severity"] == "error"]
    lines = [places.line(issue.get("span_id")) for issue in issues]
    return Outcome(
        path=path,
        document_id=document_id(rows),
        status=str(row["status"]),
        chars=_number(row["char_count"]),
        unclassified=_number(row["chars_unclassified"]),
        counts={table: len(table_rows) for table, table_rows in rows.items()},
        issues=tuple(
            Noted(str(i["severity"]), str(i["code"]), path.name + (f":{line}" if line else ""))
            for i, line in zip(issues, lines, strict=True)
        ),
        code=str(errors[0]["code"]) if errors else None,
        message=str(errors[0]["message"]) if errors else None,
    )


def print_summary(
    out: Console, outcomes: Sequence[Outcome], folder: Path, messages: Messages
) -> None:
    """Documents by status, coverage, rows by table, issues by kind, and where to look next."""
    by_status = Counter(outcome.status for outcome in outcomes)
    counted = {status: by_status[status] for status in ("ok", "partial", "failed")}
    out.print(messages("summary-documents", total=len(outcomes), **counted))
    chars = sum(outcome.chars for outcome in outcomes)
    left = sum(outcome.unclassified for outcome in outcomes)
    share = f"{left / chars:.1%}" if chars else "–"
    out.print(
        messages("summary-coverage", chars=f"{chars:,}", unclassified=f"{left:,}", share=share)
    )
    rows: Counter[str] = Counter()
    for outcome in outcomes:
        rows.update(outcome.counts)
    shown = "  ".join(f"{table} {count:,}" for table, count in sorted(rows.items()) if count)
    out.print(f"{messages('summary-tables')}: {shown}")
    _print_issues(out, outcomes, messages)
    out.print(messages("next-output", path=folder), soft_wrap=True)
    if any(outcome.issues for outcome in outcomes):
        out.print(messages("next-issues", path=folder / "issues"), soft_wrap=True)


def _print_issues(out: Console, outcomes: Iterable[Outcome], messages: Messages) -> None:
    places: dict[tuple[str, str], list[str]] = {}
    for outcome in outcomes:
        for issue in outcome.issues:
            places.setdefault((issue.severity, issue.code), []).append(issue.place)
    if not places:
        out.print(messages("summary-no-issues"))
        return
    out.print(f"{messages('summary-issues')}:")
    grid = columns("left", "left", "left", "right", "left")
    for severity, code in sorted(places, key=lambda key: (SEVERITIES.index(key[0]), key[1])):
        found = places[severity, code]
        shown = ", ".join(found[:PLACES_SHOWN])
        if len(found) > PLACES_SHOWN:
            shown += f", {messages('more', count=len(found) - PLACES_SHOWN)}"
        name = messages(f"severity-{severity}")
        grid.add_row("", name, code, str(len(found)), shown)
    out.print(grid)


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0
