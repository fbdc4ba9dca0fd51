"""Rows to Parquet: one file per declared table and document, all of them or none."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from normalize.arrow_arrays import arrow_array
from normalize.columns import column_values, has_null, surely_accepts, undeclared
from normalize.publish import publish
from normalize.schema import Column, SchemaError, Table, arrow_schema, load_schema

# Readers skip files that begin with "." or "_"; the rest cannot be in a file name somewhere.
_FILE_NAME = re.compile(r'[^._\x00-\x1f<>:"/\\|?*][^\x00-\x1f<>:"/\\|?*]*')


def write_tables(
    rows: Mapping[str, Sequence[Mapping[str, object]]], document_id: str, out: Path
) -> None:
    """Write ``<out>/<table>/<document_id>.parquet`` for every declared table.

    A column that a row lacks is null; a table without rows gets an empty file with the full
    schema. The same rows give the same bytes. An undeclared table or column, a value of
    another type, a null where none may be, or a row of another document is a ``SchemaError``
    naming table, column and value, raised before anything is written. If writing fails, what
    was there before is there again; the file in ``documents`` appears last, so a document
    that is listed there is complete.
    """
    tables = list(arrow_tables(rows, document_id))
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".write-", dir=out) as folder:
        _write(tables, Path(folder))
        publish(Path(folder), document_id, out)


def stage_tables(
    rows: Mapping[str, Sequence[Mapping[str, object]]], document_id: str, folder: Path
) -> None:
    """Write ``<folder>/<table>`` for every declared table, for ``publish`` to move.

    The files are on the disk when it returns: a power failure after publishing loses nothing.
    """
    _write(arrow_tables(rows, document_id), folder)
    for table in load_schema().table_names:
        _sync(folder / table)


def staged_rows(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """The rows of the tables that ``stage_tables`` wrote into a folder."""
    return {n: pq.ParquetFile(folder / n).read().to_pylist() for n in load_schema().table_names}


def _write(tables: Iterable[tuple[str, Any]], folder: Path) -> None:
    for name, table in tables:
        # Named, though they may be the defaults: the bytes must not change with a default.
        pq.write_table(table, folder / name, compression="zstd", compression_level=3)


def _sync(path: Path) -> None:
    # Windows refuses to sync what is open for reading only.
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def arrow_tables(
    rows: Mapping[str, Sequence[Mapping[str, object]]], document_id: str
) -> Iterator[tuple[str, Any]]:
    """Name and ``pyarrow.Table`` of every declared table, checked as ``write_tables`` says.

    One after the other: only the one at hand takes memory beside the rows.
    """
    schema = load_schema()
    if unknown := rows.keys() - set(schema.table_names):
        raise SchemaError(f"no table {min(unknown)!r} is declared")
    check_owner(rows, document_id)
    for table in schema.tables:
        yield table.name, _arrow_table(table, rows.get(table.name, ()))


def check_owner(rows: Mapping[str, Sequence[Mapping[str, object]]], document_id: str) -> None:
    """A ``SchemaError`` if the id can be no file name or a row is of another document."""
    if not _FILE_NAME.fullmatch(document_id):
        raise SchemaError(f"document_id cannot be a file name: {document_id!r}")
    for name, table_rows in rows.items():
        for other in dict.fromkeys(column_values(table_rows, "document_id")):
            if other != document_id:
                raise SchemaError(f"{name}.document_id: {other!r} is not {document_id!r}")


def read_table(out: Path, name: str) -> Any:
    """The ``pyarrow.Table`` of all documents in ``<out>/<name>``, in order of file names.

    Empty with the full schema when the folder has no file or is missing. A file with another
    schema, as an earlier version of the program wrote it, is a ``SchemaError`` naming it.
    """
    schema = arrow_schema(load_schema().table(name))
    parts = []
    for path in sorted((out / name).glob("*.parquet")):
        part = pq.ParquetFile(path).read()
        if not part.schema.equals(schema, check_metadata=True):
            raise SchemaError(f"{path} has other columns than this version writes; convert again")
        parts.append(part)
    return pa.concat_tables(parts) if parts else schema.empty_table()


def _arrow_table(table: Table, rows: Sequence[Mapping[str, object]]) -> Any:
    schema = arrow_schema(table)
    if not rows:  # schema.empty_table() would import pandas
        return pa.Table.from_arrays([pa.nulls(0, field.type) for field in schema], schema=schema)
    if unknown := undeclared(table, rows):
        name = min(unknown)
        value = next(row[name] for row in rows if name in row)
        raise SchemaError(f"{table.name} has no column {name!r} (value {value!r:.200})")
    arrays = [
        _array(table, column, column_values(rows, column.name), field.type)
        for column, field in zip(table.columns, schema, strict=True)
    ]
    return pa.Table.from_arrays(arrays, schema=schema)


def _array(table: Table, column: Column, values: Sequence[object], arrow_type: Any) -> Any:
    # Arrow stores nulls in a column that is declared without them; nobody else would notice.
    if not column.nullable and has_null(values):
        raise SchemaError(f"{table.name}.{column.name}: null in row {values.index(None)}")
    if not surely_accepts(column, values):
        _refuse_others(table, column, values)
    return arrow_array(values, column.type, arrow_type)


def _refuse_others(table: Table, column: Column, values: Sequence[object]) -> None:
    for index, value in enumerate(values):
        if value is not None and not column.accepts(value):
            raise SchemaError(
                f"{table.name}.{column.name}: row {index} is no {column.type}: {value!r:.200}"
            )
