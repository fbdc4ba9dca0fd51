"""``shisaku compact``: the many small files of each table merged into a few large ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from extract.frozen import frozen
from normalize.publish import SUFFIX, footprints
from normalize.schema import SchemaError, Table, arrow_schema, load_schema
from shisaku.console import say
from shisaku.exporting.export import Aside, refuse_filled
from shisaku.exporting.stored import stored
from shisaku.messages import Messages
from shisaku.parts import PartWriter
from shisaku.sources import SourceError

EXIT_OK, EXIT_WRONG_USE = 0, 2
_BATCH = 8_192
"""Rows of one file that are in memory at a time."""


@frozen
class Counts:
    """Files and rows before and after. ``left_out`` are rows of documents that are not listed."""

    files: int = 0
    rows: int = 0
    left_out: int = 0
    new_files: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.files + other.files,
            self.rows + other.rows,
            self.left_out + other.left_out,
            self.new_files + other.new_files,
        )


def compact(data: Path, out: Path, messages: Messages) -> int:
    """Write the tables of a converted folder into a new one, in few files; 0, or 2 if refused.

    The new folder is readable as the old one was. It must be empty or not there, and not within
    the data, and it appears whole or not at all.
    """
    if out.resolve().is_relative_to(data.resolve()):
        raise SourceError("compact-within", path=out, data=data)
    refuse_filled(out)
    before = footprints(data)
    try:
        listed = stored(data).listed
        if not listed:
            say(messages("no-data", path=data))
            return EXIT_WRONG_USE
        with Aside(out) as folder:
            tables = load_schema().tables
            counts = sum((merge(data, t, listed, folder / t.name) for t in tables), Counts())
            if footprints(data) != before:
                raise SourceError("compact-changed", path=data)
    except ValueError as error:  # no Parquet, another version, documents out of order
        say(messages("bad-data", reason=error))
        return EXIT_WRONG_USE
    told = {
        "documents": len(listed),
        "rows": counts.rows,
        "files": counts.files,
        "new": counts.new_files,
    }
    print(messages("compacted", path=out, **{name: f"{n:,}" for name, n in told.items()}))
    if counts.left_out:
        say(messages("compact-left-out", rows=f"{counts.left_out:,}"))
    return EXIT_OK


def merge(data: Path, table: Table, listed: frozenset[str], folder: Path) -> Counts:
    """Merge the files of one table into a new folder, and compare what is in it with them.

    Rows are in order of document ids, within a document as they were. Raises ``SchemaError`` for
    a file of another version, for a document that stands in two files or out of order, and if a
    row was lost.
    """
    files = _in_order(data / table.name, listed)
    rows, left_out = sum(map(_row_count, files)), 0
    folder.mkdir()
    with PartWriter(folder, arrow_schema(table)) as writer:
        for document_id, run in _runs(files, table):
            if document_id in listed:
                writer.write(document_id, run)
            else:
                left_out += run.num_rows
    parts = sorted(folder.glob(f"*{SUFFIX}"))
    written = sum(map(_row_count, parts))
    if written + left_out != rows:
        raise SchemaError(f"{table.name}: {rows} rows became {written}")
    return Counts(len(files), written, left_out, len(parts))


def _in_order(folder: Path, listed: frozenset[str]) -> list[Path]:
    """The files in order of the documents in them. Names will not do: ``a-b.`` is before ``a.``"""
    keys = {path: _first_id(path, listed) for path in sorted(folder.glob(f"*{SUFFIX}"))}
    return sorted(keys, key=lambda path: keys[path])


def _first_id(path: Path, listed: frozenset[str]) -> str:
    """The id of the first document in a file: its name, unless several may be in it."""
    name = path.name.removesuffix(SUFFIX)
    if name in listed:
        return name
    with _opened(path) as file:
        if "document_id" not in file.schema_arrow.names:
            raise SchemaError(f"{path} has other columns than this version writes")
        for batch in file.iter_batches(1, columns=["document_id"]):
            return str(batch.column(0)[0].as_py())
    return name


def _opened(path: Path) -> Any:
    """The ``pyarrow.parquet.ParquetFile``; ``SchemaError`` naming a file that is none."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return pq.ParquetFile(path)
    except pa.ArrowInvalid as error:
        raise SchemaError(f"{path}: {error}") from error


def _row_count(path: Path) -> int:
    with _opened(path) as file:
        return int(file.metadata.num_rows)


def _runs(files: Sequence[Path], table: Table) -> Iterator[tuple[str, Any]]:
    """Batches of rows with the document they all belong to, in ascending order of ids."""
    last, last_path = "", None
    for path in files:
        for batch in _batches(path, table):
            begin = 0
            ids = batch.column("document_id").to_pylist()
            for document_id, group in groupby(ids):
                if document_id < last or (document_id == last and path != last_path):
                    raise SchemaError(f"{path}: {document_id} is there twice or out of order")
                last, last_path = document_id, path
                count = sum(1 for _ in group)
                yield document_id, batch.slice(begin, count)
                begin += count


def _batches(path: Path, table: Table) -> Iterator[Any]:
    with _opened(path) as file:
        if not file.schema_arrow.equals(arrow_schema(table), check_metadata=True):
            raise SchemaError(f"{path} has other columns than this version writes")
        yield from file.iter_batches(_BATCH)
