"""Many files in sorted order, in this process or in workers that may die alone."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, count
from pathlib import Path

from shisaku.duplicates import duplicate_message
from shisaku.messages import stored
from shisaku.readers import format_of
from shisaku.work import Rows, document_id, document_row, failed_rows, rows_of_file, storable

LONG_RUN = 4.0
"""Seconds that all files together take in one process, from which starting workers pays."""

Task = Callable[[Path], Rows]


def choose_workers(files: Sequence[Path], asked: int | None) -> int:
    """Processes to use: what was asked for, else one unless the run is long."""
    if asked is None:
        asked = (os.cpu_count() or 1) if _seconds(files) > LONG_RUN else 1
    return max(1, min(asked, len(files)))


def convert_all(
    files: Sequence[Path], workers: int, task: Task = rows_of_file
) -> Iterator[tuple[Path, Rows]]:
    """Each file with its rows, under an id of its own; those that failed come last.

    The second of two files with one document id becomes a failed document. A file that failed
    anyway never takes the id of one that did not: a PDF may lie beside the text made of it.
    """
    results = _in_workers(files, workers, task) if workers > 1 else ((f, task(f)) for f in files)
    owners: dict[str, Path] = {}
    failed: list[tuple[Path, Rows]] = []
    for path, rows in results:
        if document_row(rows)["status"] == "failed":
            failed.append((path, rows))
        elif (owner := owners.setdefault(document_id(rows), path)) is path:
            yield path, rows
        else:
            failed.append((path, _duplicate(path, document_id(rows), owner)))
    for path, rows in failed:
        named = _renamed(rows, _free_id(rows, owners))
        owners[document_id(named)] = path
        yield path, named


def _in_workers(files: Sequence[Path], workers: int, task: Task) -> Iterator[tuple[Path, Rows]]:
    import multiprocessing

    from pebble import ProcessExpired, ProcessPool

    # spawn: a fork would copy the progress bar's thread; it is also all that Windows has.
    context = multiprocessing.get_context("spawn")
    with ProcessPool(max_workers=workers, context=context) as pool:
        try:
            futures = [pool.schedule(task, args=(path,)) for path in files]
            for path, future in zip(files, futures, strict=True):
                try:
                    rows = future.result()
                except ProcessExpired as error:
                    rows = _died(path, f"exit {error.exitcode}")
                except Exception as error:
                    rows = _died(path, type(error).__name__)
                yield path, rows
        finally:
            # Left early (an interrupt, a full disk): nobody waits for the rest.
            pool.stop()  # type: ignore[no-untyped-call]


def _died(path: Path, detail: str) -> Rows:
    message = stored("worker-died", path=storable(path.name), detail=detail)
    return failed_rows(path, "internal-error", message)


def _duplicate(path: Path, taken: str, owner: Path) -> Rows:
    message = duplicate_message(path, owner, taken)
    return _renamed(failed_rows(path, "duplicate-document-id", message), taken)


def _free_id(rows: Rows, owners: Mapping[str, Path]) -> str:
    """The document's id, with the head of its digest if taken, and a count for equal files."""
    plain = document_id(rows)
    marked = f"{plain}-{str(document_row(rows)['source_sha256'])[:8]}"
    counted = (f"{marked}-{n}" for n in count(2))
    return next(name for name in chain((plain, marked), counted) if name not in owners)


def _renamed(rows: Rows, new: str) -> Rows:
    """The rows under another document id, in the ids that begin with it too."""
    old = document_id(rows)

    def renamed(value: object) -> object:
        if value == old:
            return new
        if isinstance(value, str) and value.startswith(f"{old}:"):
            return new + value[len(old) :]
        return value

    def row(old_row: Mapping[str, object]) -> dict[str, object]:
        return {column: renamed(value) for column, value in old_row.items()}

    return {table: [row(r) for r in table_rows] for table, table_rows in rows.items()}


def _seconds(files: Sequence[Path]) -> float:
    total = 0.0
    for path in files:
        kind = format_of(path)
        try:
            total += path.stat().st_size / 1e6 * kind.seconds if kind else 0.0
        except OSError:  # unreadable: its own row will say so
            continue
    return total
