"""Finished table files come to their place in a dataset, and leave it, so that readers see no half.

A document is there when its file in ``documents`` is there: that file leaves first and comes
last. Whoever reads it, then the other tables, and finds the same file again has read one whole
document.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from zlib import crc32

from normalize.schema import load_schema

LISTING = "documents"
"""The table that says which documents there are."""
SUFFIX = ".parquet"


def publish(folder: Path, document_id: str, out: Path) -> None:
    """Move ``<folder>/<table>`` of every declared table to ``<out>/<table>/<id>.parquet``.

    If a move fails, all are undone. If the process ends half-way, the document is not listed,
    and publishing it again completes it. Both folders must be on one file system.
    """
    targets = {folder / name: out / name / f"{document_id}{SUFFIX}" for name in _listing_last()}
    moved: list[tuple[Path, Path]] = []

    def move(source: Path, target: Path) -> None:
        os.replace(source, target)
        moved.append((source, target))

    try:
        for source, target in reversed(list(targets.items())):
            target.parent.mkdir(exist_ok=True)
            if target.exists():
                move(target, folder / f"{source.name}.before")
        for source, target in targets.items():
            move(source, target)
    except BaseException:
        for source, target in reversed(moved):
            os.replace(target, source)
        raise


def withdraw(document_id: str, out: Path) -> None:
    """Remove a document from every declared table; one that is not there is no fault."""
    for name in reversed(_listing_last()):
        (out / name / f"{document_id}{SUFFIX}").unlink(missing_ok=True)


def staged_footprint(folder: Path) -> int:
    """The footprint that the tables in a folder will have as a published document."""
    return _footprint((n, (folder / n).stat().st_size) for n in load_schema().table_names)


def footprints(out: Path) -> Mapping[str, int]:
    """Footprint by document id of every document that has a file in each declared table.

    A footprint is a checksum of the sizes of the files: a file that somebody removed, or that a
    power failure left empty, changes it.
    """
    found: dict[str, tuple[int, int]] = {}
    names = load_schema().table_names
    for table in names:
        for document_id, size in _sizes(out / table):
            count, sum_ = found.get(document_id, (0, 0))
            found[document_id] = (count + 1, _add(sum_, table, size))
    return {document: sum_ for document, (count, sum_) in found.items() if count == len(names)}


def _listing_last() -> list[str]:
    return [*(n for n in load_schema().table_names if n != LISTING), LISTING]


def _sizes(folder: Path) -> Iterator[tuple[str, int]]:
    try:
        entries = os.scandir(folder)
    except FileNotFoundError:
        return
    with entries:
        for entry in entries:
            if entry.name.endswith(SUFFIX):
                yield entry.name.removesuffix(SUFFIX), entry.stat().st_size


def _footprint(sizes: Iterable[tuple[str, int]]) -> int:
    sum_ = 0
    for table, size in sizes:
        sum_ = _add(sum_, table, size)
    return sum_


def _add(sum_: int, table: str, size: int) -> int:
    return crc32(f"{table}:{size};".encode(), sum_)
