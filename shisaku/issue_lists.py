"""Issues on the screen: one by one, or by kind with the first places of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from shisaku.layout import columns, short
from shisaku.messages import Messages
from shisaku.noted import Kind, Noted
from shisaku.tally import Tallies, tallied

if TYPE_CHECKING:
    from rich.console import Console


def place_of(issue: Noted) -> str:
    """Where an issue is, for a list over several files."""
    return issue.place


def print_by_kind(
    out: Console,
    issues: Iterable[Noted],
    messages: Messages,
    most: Callable[[Kind], int],
    place: Callable[[Noted], str] = place_of,
) -> None:
    """Each kind once with its number, then the first ``most`` places of it and the rest's number.

    What all issues of a kind say stands once, at the top.
    """
    print_tallies(out, tallied(issues, most=None), messages, most, place)


def print_tallies(
    out: Console,
    tallies: Tallies,
    messages: Messages,
    most: Callable[[Kind], int],
    place: Callable[[Noted], str] = place_of,
) -> None:
    """The same of tallies; of those without an example there is only the number."""
    for kind, tally in tallies.items():
        _print_heading(out, kind, tally.count, tally.common, messages)
        shown = tally.examples[: most(kind)]
        grid = columns("left", "left")
        for issue in shown:
            text = _beside(issue, tally.common, messages)
            if text or place(issue):
                grid.add_row(f"    {place(issue)}", text)
        if shown and tally.count > len(shown):
            grid.add_row(f"    {messages.counted('more', tally.count - len(shown))}", "")
        if grid.row_count:
            out.print(grid)


def print_each(out: Console, issues: Sequence[Noted], messages: Messages) -> None:
    """Every issue on a row of its own: severity, place, message with the print, code."""
    grid = columns("left", "left", "left")
    for issue in issues:
        severity = messages(f"severity-{issue.severity}")
        grid.add_row(severity, issue.place, f"{_with_print(issue, messages)} [{issue.code}]")
    out.print(grid)


def _print_heading(out: Console, kind: Kind, count: int, common: str, messages: Messages) -> None:
    severity, code = kind
    head = f"  {messages(f'severity-{severity}')} {code} ({count:,})"
    grid = columns("left", "left", gap=1)
    grid.add_row(f"{head}:" if common else head, common)
    out.print(grid)


def _beside(issue: Noted, common: str, messages: Messages) -> str:
    """What stands beside the place: only the print if the heading says the rest."""
    if not common:
        return _with_print(issue, messages)
    return "" if issue.printed in common else short(issue.printed)


def _with_print(issue: Noted, messages: Messages) -> str:
    """What an issue says, with the print it is about unless it quotes that itself."""
    if issue.printed in issue.message:
        return issue.message
    return f"{issue.message} {messages('printed', text=short(issue.printed))}"
