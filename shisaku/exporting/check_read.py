"""A folder read for a check: every table in it, whatever form it is in."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from normalize.schema import load_schema
from normalize.table_model import Table
from shisaku.exporting.check_csv import read_csv
from shisaku.exporting.check_model import Cell, Finding, Package, Sheet
from shisaku.exporting.check_package import DESCRIPTOR
from shisaku.exporting.check_xlsx import read_xlsx


def read_package(folder: Path) -> Package:
    """The tables of a folder (CSV, XLSX, Parquet) with its descriptor.

    Hidden files and folders are left out. What cannot be read is a finding, never an exception;
    a folder that cannot be listed is an OSError.
    """
    paths = sorted(p for p in folder.rglob("*") if p.is_file() and not _is_hidden(p, folder))
    names = [path.relative_to(folder).as_posix() for path in paths]
    sheets = [sheet for path, name in zip(paths, names, strict=True) for sheet in _read(path, name)]
    descriptor, found = _descriptor(folder / DESCRIPTOR)
    return Package(sheets, names, descriptor, found)


def _is_hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith((".", "_")) for part in path.relative_to(folder).parts)


def _read(path: Path, name: str) -> Iterator[Sheet]:
    match path.suffix.lower():
        case ".csv":
            yield read_csv(path, name, _table(path.stem))
        case ".xlsx":
            yield from read_xlsx(path, name)
        case ".parquet":
            yield _read_parquet(path, name)


def _read_parquet(path: Path, name: str) -> Sheet:
    import pyarrow as pa
    import pyarrow.parquet as pq

    # A conversion has a folder for each table, a package a file.
    table = _table(path.parent.name) or _table(path.stem)
    title = table.name if table else path.stem
    try:
        read = pq.ParquetFile(path).read()
    except (OSError, pa.ArrowException):
        found = (Finding("file_format", name, value="?", table=title),)
        return Sheet(name, "parquet", title, (), (), table=table, found=found)
    columns: list[list[Cell]] = [column.to_pylist() for column in read.columns]
    rows = [list(row) for row in zip(*columns, strict=True)]
    return Sheet(name, "parquet", title, read.column_names, rows, table=table)


def _table(name: str) -> Table | None:
    return next((table for table in load_schema().tables if table.name == name), None)


def _descriptor(path: Path) -> tuple[Mapping[str, Any] | None, tuple[Finding, ...]]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None, ()
    except (OSError, ValueError, RecursionError):
        return None, (Finding("file_format", DESCRIPTOR, value="?"),)
    return (content, ()) if isinstance(content, dict) else (None, ())
