"""A reader that looks at a dataset all the time while it is written."""

from __future__ import annotations

import hashlib
import multiprocessing
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from normalize.publish import LISTING
from normalize.schema import load_schema

Digests = Mapping[str, str]
"""SHA-256 over all files of a document, by its id."""


def digests(out: Path) -> Digests:
    """The digest of every document that is listed in a dataset."""
    return {path.stem: _digest(_contents(out, path.stem)) for path in out.glob(f"{LISTING}/*")}


@contextmanager
def watching(out: Path, whole: Digests) -> Iterator[Counter[str]]:
    """Reads documents in another process until the end; then the counts of what it saw.

    ``whole``, ``failed``, ``moving`` (replaced while it was read) and ``half``.
    """
    context = multiprocessing.get_context("spawn")
    stop, (answers, theirs) = context.Event(), context.Pipe(duplex=False)
    reader = context.Process(target=_watch, args=(out, whole, stop, theirs), daemon=True)
    reader.start()
    theirs.close()  # so that a reader that dies is an EOFError here
    seen: Counter[str] = Counter()
    try:
        yield seen
    finally:
        stop.set()
        seen.update(answers.recv())
        reader.join()


def _watch(out: Path, whole: Digests, stop: Any, answers: Any) -> None:
    seen: Counter[str] = Counter()
    while not stop.is_set():
        for path in sorted(out.glob(f"{LISTING}/*.parquet")):
            seen[_look(out, path, whole)] += 1
            if stop.is_set():
                break
        stop.wait(0.01)
    answers.send(seen)


def _look(out: Path, listing: Path, whole: Digests) -> str:
    """One document: its listing, all its files, its listing again."""
    try:
        before = listing.stat()
        contents = _contents(out, listing.stem)
        after = listing.stat()
    except FileNotFoundError:
        return "half" if _stays(listing) else "moving"
    if (before.st_ino, before.st_mtime_ns) != (after.st_ino, after.st_mtime_ns):
        return "moving"
    if whole.get(listing.stem) == _digest(contents):
        return "whole"
    return "failed" if _is_whole_failure(contents) else "half"


def _stays(listing: Path) -> bool:
    """Whether a document that lacks a file is still listed: then a reader sees it so."""
    return listing.exists() and not all(
        (listing.parent.parent / name / listing.name).exists() for name in load_schema().table_names
    )


def _is_whole_failure(contents: Mapping[str, bytes]) -> bool:
    """A document that failed because its worker was killed: its row, its issues, nothing else."""
    import pyarrow as pa

    tables = {n: pq.read_table(pa.BufferReader(content)) for n, content in contents.items()}
    (row,) = tables[LISTING].to_pylist()
    others = [n for n in tables if n not in (LISTING, "issues") and tables[n].num_rows]
    return bool(
        row["status"] == "failed"
        and tables["issues"].num_rows == row["issue_count"] > 0
        and not others
    )


def _contents(out: Path, document_id: str) -> dict[str, bytes]:
    names = load_schema().table_names
    return {n: (out / n / f"{document_id}.parquet").read_bytes() for n in names}


def _digest(contents: Mapping[str, bytes]) -> str:
    total = hashlib.sha256()
    for name in sorted(contents):
        total.update(hashlib.sha256(contents[name]).digest())
    return total.hexdigest()
