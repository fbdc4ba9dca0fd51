"""Rows of a conversion or a package, whatever version wrote them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

DOCUMENTS = "documents"


class NotReadable(ValueError):
    """A folder that holds no tables, or a file in it that is no Parquet file; names it."""


def read_rows(folder: Path, table: str) -> list[dict[str, Any]]:
    """All rows of a table, ``<folder>/<table>/*.parquet`` or ``<table>.parquet`` anywhere below.

    Columns are those of the files: an older version may lack some. A table that is not there has
    no rows; a folder without the table ``documents`` is ``NotReadable``.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows: list[dict[str, Any]] = []
    for path in _files(folder, table):
        try:
            rows += pq.ParquetFile(path).read().to_pylist()
        except (OSError, pa.ArrowException) as error:
            raise NotReadable(f"{path}: {error}") from error
    if table == DOCUMENTS and not rows:
        raise NotReadable(str(folder))
    return rows


def _files(folder: Path, table: str) -> list[Path]:
    converted = sorted((folder / table).glob("*.parquet"))
    return converted or sorted(folder.rglob(f"{table}.parquet"))
