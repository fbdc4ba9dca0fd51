"""``shisaku convert``: files and folders to Parquet tables."""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from extract.frozen import frozen
from shisaku.batch import choose_workers, convert_all
from shisaku.console import console, say
from shisaku.messages import Messages
from shisaku.outcome import Outcome, outcome_of
from shisaku.readers import AS_USUAL, FORMATS, Reading
from shisaku.sources import SourceError, Sources, find_sources
from shisaku.summary import print_summary
from shisaku.work import document_id, rows_of_file

EXIT_OK, EXIT_INCOMPLETE, EXIT_WRONG_USE = 0, 1, 2


@frozen
class Options:
    """What a person asked of a conversion. ``workers`` None means as many as pay off."""

    inputs: tuple[Path, ...]
    out: Path
    workers: int | None = None
    quiet: bool = False
    reading: Reading = AS_USUAL


def convert(options: Options, messages: Messages) -> int:
    """Convert and report; the exit status: 0 all ok, 1 some document is not, 2 wrong use."""
    try:
        sources = _sources(options)
        _prepare(options.out)
    except SourceError as error:
        say(messages(error.name, **error.values))
        return EXIT_WRONG_USE
    if not options.quiet:
        _note_skipped(sources.skipped, messages)
    try:
        outcomes = sorted(_run(sources.files, options, messages), key=lambda o: str(o.path))
    except OSError as error:
        say(messages("output-not-writable", path=options.out, reason=error.strerror or error))
        return EXIT_WRONG_USE
    for outcome in outcomes:
        if outcome.status == "failed":
            say(f"{outcome.path}: {outcome.explained(messages)}")
    if not options.quiet:
        print_summary(console(), outcomes, options.out, messages)
    return EXIT_OK if all(o.status == "ok" for o in outcomes) else EXIT_INCOMPLETE


def _sources(options: Options) -> Sources:
    sources = find_sources(options.inputs, out=options.out)
    if not sources.files:
        given = ", ".join(map(str, options.inputs))
        raise SourceError("no-documents", path=given, suffixes=", ".join(FORMATS))
    return sources


def _prepare(out: Path) -> None:
    """Make the output folder and try to write there, before any work is lost."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".write-", dir=out):
            pass
    except OSError as error:
        raise SourceError("output-not-writable", path=out, reason=error.strerror) from error


def _run(files: Sequence[Path], options: Options, messages: Messages) -> Iterator[Outcome]:
    from normalize.write import write_tables

    workers = choose_workers(files, options.workers)
    shown = sys.stderr.isatty() and not options.quiet
    task = partial(rows_of_file, reading=options.reading)
    with _progress(len(files), shown, messages) as advance:
        for path, rows in convert_all(files, workers, task):
            write_tables(rows, document_id(rows), options.out)
            advance()
            yield outcome_of(path, rows)


@contextmanager
def _progress(total: int, shown: bool, messages: Messages) -> Iterator[Callable[[], None]]:
    if not shown:
        yield lambda: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn(messages("progress")), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console(sys.stderr), transient=True) as bar:
        task = bar.add_task("", total=total)
        yield lambda: bar.advance(task)


def _note_skipped(skipped: Sequence[Path], messages: Messages) -> None:
    """One line for each suffix, so that a folder of pictures is one line too."""
    counts = Counter(path.suffix.lower() for path in skipped)
    for suffix, count in sorted(counts.items()):
        first = next(path for path in skipped if path.suffix.lower() == suffix)
        name = suffix or messages("no-suffix")
        say(messages("skipped", suffix=name, count=count, path=first))
