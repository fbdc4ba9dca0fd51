"""The report at the end of a conversion."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from shisaku.arguments import SEVERITIES
from shisaku.issue_lists import print_tallies
from shisaku.layout import columns
from shisaku.messages import Messages
from shisaku.noted import Kind, renamed
from shisaku.outcome import Outcome, longer_names
from shisaku.run_report import Ran
from shisaku.tally import Tally, together
from shisaku.terms import table_name, value_name

if TYPE_CHECKING:
    from rich.console import Console

PLACES_SHOWN: Mapping[str, int] = {"error": 5, "warning": 5, "info": 1}
"""Places that are shown of each kind of issue, by severity."""
MOST_DOCUMENTS = 50
"""Documents up to which each has its line; of more, only those that hold too little."""
EXAMPLES = 3


def print_summary(out: Console, ran: Ran, folder: Path, messages: Messages) -> None:
    """Documents with status, coverage, rows by table, issues by kind, and where to look next."""
    outcomes = ran.outcomes
    out.print(messages("summary-documents", total=len(outcomes), **ran.by_status()))
    if ran.unchanged:
        out.print(messages("summary-unchanged", count=f"{ran.unchanged:,}"))
    _print_documents(out, outcomes, messages)
    chars = sum(outcome.chars for outcome in outcomes)
    left = sum(outcome.unclassified for outcome in outcomes)
    share = f"{left / chars:.1%}" if chars else "-"
    out.print(
        messages("summary-coverage", chars=f"{chars:,}", unclassified=f"{left:,}", share=share)
    )
    rows: Counter[str] = Counter()
    for outcome in outcomes:
        rows.update(outcome.counts)
    shown = (f"{table_name(messages, t)} {count:,}" for t, count in sorted(rows.items()) if count)
    out.print(f"{messages('summary-tables')}: {'  '.join(shown)}")
    _print_issues(out, outcomes, folder, messages)
    if ran.gone:
        told = "summary-pruned" if ran.pruned else "summary-gone"
        names = _some([f"{id_} ({path.name})" for path, id_ in ran.gone.items()])
        out.print(messages(told, count=f"{len(ran.gone):,}", names=names))
    _print_others(out, ran, folder, messages)
    out.print(messages("next-output", path=_quoted(folder)), soft_wrap=True)


def _print_documents(out: Console, outcomes: Sequence[Outcome], messages: Messages) -> None:
    """A line for each: a plan without measures must be seen, not be lost in a sum."""
    shown = outcomes
    if len(outcomes) > MOST_DOCUMENTS:
        shown = [o for o in outcomes if o.status != "ok" or not o.counts.get("measures")]
        shown = shown[:MOST_DOCUMENTS]
    grid = columns("left", "left", "left", "left")
    for o in shown:
        status = value_name(messages, "documents", "status", o.status)
        measures, items = (o.counts.get(t, 0) for t in ("measures", "measure_items"))
        held = messages("summary-held", measures=measures, items=items)
        grid.add_row("", o.document_id, status, held if o.status != "failed" else o.path.name)
    if len(shown) < len(outcomes):
        grid.add_row("", messages.counted("more", len(outcomes) - len(shown)), "", "")
    out.print(grid)


def _print_issues(
    out: Console, outcomes: Sequence[Outcome], folder: Path, messages: Messages
) -> None:
    names = longer_names([outcome.path for outcome in outcomes])
    found: dict[Kind, Tally] = {}
    for outcome in outcomes:
        for kind, tally in outcome.tallies.items():
            named = renamed(tally.examples, {outcome.document_id: names[outcome.path]})
            own = replace(tally, examples=named)
            found[kind] = together(found[kind], own) if kind in found else own
    if not found:
        out.print(messages("summary-no-issues"))
        return

    def most(kind: Kind) -> int:
        return PLACES_SHOWN[kind[0]]

    out.print(f"{messages('summary-issues')}:")
    ordered = sorted(found.items(), key=lambda item: (SEVERITIES.index(item[0][0]), item[0][1]))
    print_tallies(out, dict(ordered), messages, most)
    out.print(messages("next-issues", path=_quoted(folder)), soft_wrap=True)


def _print_others(out: Console, ran: Ran, folder: Path, messages: Messages) -> None:
    """Documents that lie in the output folder and come from other inputs."""
    own = {outcome.document_id for outcome in ran.outcomes} | set(ran.gone.values())
    stored = {path.name.removesuffix(".parquet") for path in folder.glob("documents/*.parquet")}
    others = sorted(stored - own)
    if others:
        count, names = f"{len(others):,}", _some(others)
        out.print(messages("summary-others", count=count, names=names, path=_quoted(folder)))


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:EXAMPLES]) + (", …" if len(names) > EXAMPLES else "")


def _quoted(path: Path) -> str:
    """A path as it can be given to a command in any shell."""
    text = str(path)
    return f'"{text}"' if any(c.isspace() for c in text) else text
