"""All documents of a table in one Parquet file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from normalize.schema import Table, arrow_schema
from shisaku.exporting.stored import Stored, Values, batch_rows

_GROUP_ROWS = 131_072


def write_parquet(path: Path, table: Table, data: Stored) -> None:
    """Write the table with its declared schema; the same rows give the same bytes."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    held, count = [], 0
    with pq.ParquetWriter(
        path, arrow_schema(table), compression="zstd", compression_level=3
    ) as writer:
        for batch in data.batches(table):
            # Row groups of one document each would be small and many.
            held.append(batch)
            count += batch.num_rows
            if count >= _GROUP_ROWS:
                writer.write_table(pa.Table.from_batches(held), row_group_size=_GROUP_ROWS)
                held, count = [], 0
        if count:
            writer.write_table(pa.Table.from_batches(held), row_group_size=_GROUP_ROWS)


def read_parquet(path: Path, table: Table) -> Iterator[Values]:
    """The rows of a file that ``write_parquet`` wrote; ``ValueError`` for another schema."""
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as file:
        if not file.schema_arrow.equals(arrow_schema(table)):
            raise ValueError(f"{path.name}: other columns")
        for batch in file.iter_batches():
            yield from batch_rows(batch)
