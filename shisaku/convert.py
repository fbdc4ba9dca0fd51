"""``shisaku convert``: files and folders to Parquet tables."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from extract.frozen import frozen
from shisaku.batch import Batch, Converted, Engine, choose_engine
from shisaku.console import console
from shisaku.limits import NO_LIMITS, Limits, can_limit_memory
from shisaku.messages import Messages
from shisaku.parts import is_compacted
from shisaku.readers import AS_USUAL, FORMATS, Reading
from shisaku.run_log import LOG_FORMATS, Log, run_log
from shisaku.run_report import Ran, write_report
from shisaku.sources import SourceError, Sources, find_sources
from shisaku.store import HIDDEN, Store, opened
from shisaku.summary import print_summary

EXIT_OK, EXIT_INCOMPLETE, EXIT_WRONG_USE = 0, 1, 2


@frozen
class Options:
    """What a person asked of a conversion. ``workers`` None means as many as pay off.

    ``force`` converts what is unchanged too. ``prune`` removes documents whose source is gone.
    ``report`` is the folder for the report, None for the hidden one of the output. ``scheduler``
    is the address of the Dask cluster that does the work, None for this machine.
    """

    inputs: tuple[Path, ...]
    out: Path
    workers: int | None = None
    quiet: bool = False
    reading: Reading = AS_USUAL
    limits: Limits = NO_LIMITS
    force: bool = False
    prune: bool = False
    report: Path | None = None
    log_format: str = LOG_FORMATS[0]
    scheduler: str | None = None


def convert(options: Options, messages: Messages) -> int:
    """Convert and report; the exit status: 0 all ok, 1 some document is not, 2 wrong use."""
    if options.scheduler is not None:
        options = _for_all_machines(options)
    with run_log(options.log_format, options.quiet, messages) as log:
        try:
            sources = _sources(options)
            if not options.quiet:
                _note_skipped(sources.skipped, messages, log)
            if options.limits.memory_mb is not None and not can_limit_memory():
                log.note(messages("no-memory-limit"))
            ran = _run(sources.files, options, log)
        except SourceError as error:
            log.note(messages(error.name, **error.values))
            return EXIT_WRONG_USE
        except OSError as error:
            # Libraries put words of their own around what the system said.
            reason = os.strerror(error.errno) if error.errno else error
            log.note(messages("output-not-writable", path=options.out, reason=reason))
            return EXIT_WRONG_USE
        for outcome in ran.outcomes:
            if outcome.status == "failed":
                log.note(f"{outcome.path}: {outcome.explained(messages)}")
        log.finished()
    report = _report(ran, options, messages)
    if not options.quiet:
        print_summary(console(), ran, options.out, messages)
        console().print(messages("next-report", path=report), soft_wrap=True)
    return EXIT_OK if all(o.status == "ok" for o in ran.outcomes) else EXIT_INCOMPLETE


def _sources(options: Options) -> Sources:
    sources = find_sources(options.inputs, out=options.out)
    if not sources.files:
        given = ", ".join(map(str, options.inputs))
        raise SourceError("no-documents", path=given, suffixes=", ".join(FORMATS))
    return sources


def _run(files: Sequence[Path], options: Options, log: Log) -> Ran:
    if is_compacted(options.out):
        raise SourceError("out-is-compacted", path=options.out)
    begun = time.monotonic()
    with opened(options.out, options.reading) as store:
        engine = _engine(files, options, store)
        log.started(len(files))
        placed: list[Converted] = []
        for converted in Batch(files, store, log.arrived, options.force).run(engine):
            log.placed(converted)
            placed.append(converted)
        gone = _gone(files, store)
        if options.prune:
            for path in gone:
                store.journal.forget(path)
        store.tidy()
    placed.sort(key=lambda c: str(c.outcome.path))
    return Ran(tuple(placed), gone, options.prune, time.monotonic() - begun)


def _engine(files: Sequence[Path], options: Options, store: Store) -> Engine:
    if options.scheduler is None:
        return choose_engine(files, options.workers, options.limits, store.after_death)
    from shisaku.cluster import in_cluster

    return partial(
        in_cluster,
        scheduler=options.scheduler,
        limits=options.limits,
        reading=store.reading,
        aside=store.aside,
    )


def _for_all_machines(options: Options) -> Options:
    """The options with paths that mean the same everywhere."""
    words = options.reading.vocabulary
    reading = replace(options.reading, vocabulary=words.absolute() if words else None)
    return replace(options, out=options.out.absolute(), reading=reading)


def _gone(files: Sequence[Path], store: Store) -> dict[Path, str]:
    """Sources that are no more, with the ids of the documents that are left of them."""
    entries = store.journal.entries
    lost = sorted((p for p in entries.keys() - set(files) if not p.exists()), key=str)
    kept = [p for p in files if p in entries and entries[p].status != "failed" and not p.exists()]
    found = [*lost, *kept]
    return {path: entries[path].document_id for path in found}


def _report(ran: Ran, options: Options, messages: Messages) -> Path:
    """The report's page; one that cannot be written takes nothing from the conversion."""
    folder = options.report or options.out / HIDDEN
    try:
        return write_report(ran, folder, messages)
    except OSError as error:
        raise SourceError("file-not-writable", path=folder, reason=error.strerror) from error


def _note_skipped(skipped: Sequence[Path], messages: Messages, log: Log) -> None:
    """One line for each suffix, so that a folder of pictures is one line too."""
    counts = Counter(path.suffix.lower() for path in skipped)
    for suffix, count in sorted(counts.items()):
        first = next(path for path in skipped if path.suffix.lower() == suffix)
        name = suffix or messages("no-suffix")
        log.note(messages("skipped", suffix=name, count=count, path=first))
