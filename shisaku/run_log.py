"""What a run says on standard error while it goes on: a bar for people, JSON lines for machines."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from shisaku.batch import Converted
from shisaku.console import console, say
from shisaku.messages import Messages
from shisaku.tally import number_of

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

LOG_FORMATS = ("text", "json")


class Log:
    """Says notes, and nothing of progress: what a pipe gets."""

    def note(self, text: str) -> None:
        """Something that a person should know."""
        say(text)

    def started(self, total: int) -> None:
        """The run begins with so many files."""

    def arrived(self, status: str) -> None:
        """A file is done, ``unchanged`` or with the status of its document."""

    def placed(self, converted: Converted) -> None:
        """A document is in its place, with its final id and status."""

    def finished(self) -> None:
        """All documents are in their places."""


class JsonLog(Log):
    """One JSON object a line: started, document, note, finished."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._begun = time.monotonic()

    def note(self, text: str) -> None:
        self._say(event="note", message=text)

    def started(self, total: int) -> None:
        self._say(event="started", documents=total)

    def placed(self, converted: Converted) -> None:
        outcome = converted.outcome
        self._counts[outcome.status] += 1
        self._counts["unchanged"] += not converted.is_new
        self._say(
            event="document",
            document_id=outcome.document_id,
            source=str(outcome.path),
            status=outcome.status,
            unchanged=not converted.is_new,
            seconds=round(converted.seconds, 3),
            peak_mb=converted.peak_mb,
            errors=number_of(outcome.tallies, "error"),
            warnings=number_of(outcome.tallies, "warning"),
            code=outcome.code,
            message=outcome.message,
        )

    def finished(self) -> None:
        counts = {n: self._counts[n] for n in ("ok", "partial", "failed", "unchanged")}
        self._say(event="finished", **counts, seconds=round(time.monotonic() - self._begun, 3))

    def _say(self, **values: object) -> None:
        # Escaped: a console of any encoding shows it, and a name of other bytes is no trouble.
        say(json.dumps(values, ensure_ascii=True))


class BarLog(Log):
    """A bar with the rate, the time that remains and the statuses so far."""

    def __init__(self, bar: Progress, messages: Messages) -> None:
        self._bar, self._messages = bar, messages
        self._counts: Counter[str] = Counter()
        self._begun = time.monotonic()
        self._task: TaskID | None = None

    def note(self, text: str) -> None:
        self._bar.console.print(text, soft_wrap=True)

    def started(self, total: int) -> None:
        self._task = self._bar.add_task("", total=total, told="")

    def arrived(self, status: str) -> None:
        self._counts[status] += 1
        counts = {n: self._counts[n] for n in ("ok", "partial", "failed", "unchanged")}
        rate = sum(self._counts.values()) / max(time.monotonic() - self._begun, 0.001)
        told = self._messages("progress-told", rate=f"{rate:.1f}", **counts)
        if self._task is not None:
            self._bar.update(self._task, advance=1, told=told)


@contextmanager
def run_log(form: str, quiet: bool, messages: Messages) -> Iterator[Log]:
    """The log for a form of ``LOG_FORMATS``; the bar only where a person can see it."""
    if form == "json":
        yield JsonLog()
    elif quiet or not sys.stderr.isatty():
        yield Log()
    else:
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeRemainingColumn,
        )

        columns = (
            TextColumn(messages("progress")),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.fields[told]}", markup=False),
        )
        with Progress(*columns, console=console(sys.stderr), transient=True) as bar:
            yield BarLog(bar, messages)
