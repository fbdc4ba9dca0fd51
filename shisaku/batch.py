"""Many files in sorted order, in this process or in workers that may die alone."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from shisaku.messages import stored
from shisaku.work import Rows, digest, document_id, failed_rows, rows_of_file, storable

LARGE_INPUT = 5_000_000
"""Bytes of all files together from which starting workers pays for itself."""

Task = Callable[[Path], Rows]


def choose_workers(files: Sequence[Path], asked: int | None) -> int:
    """Processes to use: what was asked for, else one unless the input is large."""
    if asked is None:
        asked = (os.cpu_count() or 1) if _size(files) > LARGE_INPUT else 1
    return max(1, min(asked, len(files)))


def convert_all(
    files: Sequence[Path], workers: int, task: Task = rows_of_file
) -> Iterator[tuple[Path, Rows]]:
    """Each file with its rows, in the order given and with an id of its own.

    A file whose document id an earlier one has becomes a failed document.
    """
    results = _in_workers(files, workers, task) if workers > 1 else ((f, task(f)) for f in files)
    owners: dict[str, Path] = {}
    for path, rows in results:
        if (owner := owners.get(document_id(rows))) is not None:
            rows = _duplicate(path, rows, owner)
        owners[document_id(rows)] = path
        yield path, rows


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
            pool.stop()


def _died(path: Path, detail: str) -> Rows:
    message = stored("worker-died", path=storable(path.name), detail=detail)
    return failed_rows(path, "internal-error", message)


def _duplicate(path: Path, rows: Rows, owner: Path) -> Rows:
    taken = document_id(rows)
    sha256 = digest(path)
    message = stored(
        "duplicate-document-id",
        path=storable(path.name),
        document_id=taken,
        other=storable(owner.name),
    )
    failed = failed_rows(path, "duplicate-document-id", message)
    return _renamed(failed, document_id(failed), f"{taken}-{sha256[:8]}")


def _renamed(rows: Rows, old: str, new: str) -> Rows:
    """The rows under another document id, in the ids that begin with it too."""

    def renamed(value: object) -> object:
        if value == old:
            return new
        if isinstance(value, str) and value.startswith(f"{old}:"):
            return new + value[len(old) :]
        return value

    def row(old_row: Mapping[str, object]) -> dict[str, object]:
        return {column: renamed(value) for column, value in old_row.items()}

    return {table: [row(r) for r in table_rows] for table, table_rows in rows.items()}


def _size(files: Sequence[Path]) -> int:
    total = 0
    for path in files:
        try:
            total += path.stat().st_size
        except OSError:  # unreadable: its own row will say so
            continue
    return total
