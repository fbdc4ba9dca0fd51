"""Converted tables read in order, a piece at a time: a data set may be larger than the memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from extract.frozen import frozen
from normalize.schema import SchemaError, Table, arrow_schema, load_schema

DOCUMENTS = "documents"
Values = tuple[Any, ...]
"""The values of a row in the declared order of its columns."""
Row = Mapping[str, Any]

_BATCH = 65_536


class NotTogether(ValueError):
    """Rows that stand in another order than their documents, or have none; names the table."""


@frozen
class Stored:
    """A folder as ``convert`` writes it, ``<folder>/<table>/*.parquet``.

    Rows of a document that ``documents`` does not list are left out: it is not complete.
    """

    folder: Path
    listed: frozenset[str]

    def batches(self, table: Table) -> Iterator[Any]:
        """The ``pyarrow.RecordBatch``es of a table, in order of file names.

        A file with another schema, as another version wrote it, is a ``SchemaError``.
        """
        import pyarrow as pa
        import pyarrow.compute as pc

        wanted = pa.array(sorted(self.listed), pa.string())
        for batch in _batches(self.folder, table):
            kept = pc.is_in(batch.column("document_id"), value_set=wanted)
            yield batch if pc.all(kept).as_py() in (True, None) else batch.filter(kept)

    def rows(self, table: Table) -> Iterator[Values]:
        """The rows of a table, as ``batches`` has them."""
        return chain.from_iterable(map(batch_rows, self.batches(table)))


def stored(folder: Path) -> Stored:
    """The data set in a folder. Without documents, ``listed`` is empty."""
    table = load_schema().table(DOCUMENTS)
    ids = [batch.column("document_id").to_pylist() for batch in _batches(folder, table)]
    return Stored(folder, frozenset(chain.from_iterable(ids)))


def batch_rows(batch: Any) -> Iterator[Values]:
    """The rows of a ``pyarrow.RecordBatch``."""
    return zip(*(column.to_pylist() for column in batch.columns), strict=True)


def by_document(
    tables: Sequence[Table], rows: Mapping[str, Iterator[Values]]
) -> Iterator[tuple[str, dict[str, list[Row]]]]:
    """Each document of ``documents`` with its rows by table, one document in memory at a time.

    ``tables`` has ``documents`` in it. Every table must have its documents in the same order;
    else, or when a row belongs to no document, ``NotTogether``.
    """
    declared = {table.name: table for table in tables}
    groups = {name: _Groups(table, rows[name]) for name, table in declared.items()}
    seen: set[str] = set()
    while (document_id := groups[DOCUMENTS].next_id) is not None:
        if document_id in seen:
            raise NotTogether(DOCUMENTS)
        seen.add(document_id)
        yield document_id, {name: group.take(document_id) for name, group in groups.items()}
    for name, group in groups.items():
        if group.next_id is not None:
            raise NotTogether(name)


class _Groups:
    """The rows of a table in runs of one document; ``next_id`` is whose run comes next."""

    def __init__(self, table: Table, rows: Iterator[Values]) -> None:
        self._names = table.column_names
        self._runs = groupby(rows, key=itemgetter(self._names.index("document_id")))
        self.next_id: str | None
        self._run: Iterator[Values]
        self._advance()

    def _advance(self) -> None:
        self.next_id, self._run = next(self._runs, (None, iter(())))

    def take(self, document_id: str) -> list[Row]:
        """The rows of a document, if it is the next one."""
        if self.next_id != document_id:
            return []
        taken: list[Row] = [dict(zip(self._names, row, strict=True)) for row in self._run]
        self._advance()
        return taken


def _batches(folder: Path, table: Table) -> Iterator[Any]:
    import pyarrow.parquet as pq

    schema = arrow_schema(table)
    for path in sorted((folder / table.name).glob("*.parquet")):
        with pq.ParquetFile(path) as file:
            if not file.schema_arrow.equals(schema, check_metadata=True):
                raise SchemaError(f"{path} has other columns than this version writes")
            yield from file.iter_batches(_BATCH)
