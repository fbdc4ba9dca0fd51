"""Files of many documents: parts of a table, each sorted, none much larger than a reader likes."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Any

from normalize.publish import LISTING, SUFFIX

GROUP_ROWS = 131_072
GROUP_BYTES = 64 << 20
"""A row group ends with the document in which it reaches these rows, or bytes of text."""
PART_BYTES = 256 << 20
"""A file ends with the row group in which it reaches this size."""
_PREFIX = "part-"


def is_compacted(folder: Path) -> bool:
    """Whether the tables in a folder are parts: no id of a document begins as their names do."""
    return any((folder / LISTING).glob(f"{_PREFIX}*{SUFFIX}"))


class PartWriter:
    """Writes rows as ``part-00000.parquet``, ``part-00001.parquet`` … of one folder.

    A document is never divided between two parts, and a table without rows has one empty part.
    The same rows give the same bytes, however they arrive; in memory is one row group.
    """

    def __init__(
        self,
        folder: Path,
        schema: Any,
        group_rows: int = GROUP_ROWS,
        group_bytes: int = GROUP_BYTES,
        part_bytes: int = PART_BYTES,
    ) -> None:
        self._folder, self._schema = folder, schema
        self._group_rows, self._group_bytes = group_rows, group_bytes
        self._part_bytes = part_bytes
        self._held: list[Any] = []
        self._rows = self._bytes = self._parts = 0
        self._last: str | None = None
        self._sink: Any = None
        self._writer: Any = None

    def __enter__(self) -> PartWriter:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        try:
            if kind is None:
                self._flush()
                if not self._parts:
                    self._open()
        finally:
            self._close()

    def write(self, document_id: str, batch: Any) -> None:
        """Add rows of one document; those of the same document come one after the other."""
        is_full = self._rows >= self._group_rows or self._bytes >= self._group_bytes
        if is_full and document_id != self._last:
            self._flush()
        self._held.append(batch)
        self._rows += batch.num_rows
        self._bytes += _text_bytes(batch)
        self._last = document_id

    def _flush(self) -> None:
        import pyarrow as pa

        if not self._held:
            return
        if self._writer is None:
            self._open()
        # One chunk: where the pages of a file end must not depend on how the rows arrived.
        table = pa.Table.from_batches(self._held, schema=self._schema).combine_chunks()
        self._writer.write_table(table, row_group_size=max(self._rows, 1))
        self._held, self._rows, self._bytes = [], 0, 0
        if self._sink.tell() >= self._part_bytes:
            self._close()

    def _open(self) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        path = self._folder / f"{_PREFIX}{self._parts:05}{SUFFIX}"
        self._sink = pa.OSFile(str(path), "wb")
        self._writer = pq.ParquetWriter(
            self._sink, self._schema, compression="zstd", compression_level=3
        )
        self._parts += 1

    def _close(self) -> None:
        if self._writer is not None:
            self._writer.close()
            self._sink.close()
        self._writer = self._sink = None


def _text_bytes(batch: Any) -> int:
    """Bytes of all strings: unlike what Arrow holds, they depend on nothing but the rows."""
    import pyarrow as pa
    import pyarrow.compute as pc

    texts = (c for c in batch.columns if pa.types.is_string(c.type))
    return sum(pc.sum(pc.binary_length(column)).as_py() or 0 for column in texts)
