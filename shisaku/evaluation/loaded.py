"""Both sides as they come: rows of one converted document, lines of the gold."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from shisaku.evaluation.compare import Lines
from shisaku.places import Places, places_of

Row = Mapping[str, Any]
"""A row of a table or a line of the gold: values as Parquet and JSON have them."""


class BadGold(Exception):
    """A line of a gold file that is not a JSON object: path and line."""

    def __init__(self, path: Path, line: int) -> None:
        super().__init__(f"{path}:{line}")
        self.path = path
        self.line = line


class Fact(dict[str, Any]):
    """A line of the gold in which a field that is not there is None."""

    def __missing__(self, name: str) -> None:
        return None


@dataclass(frozen=True)
class Converted:
    """All rows of one document by table name."""

    document_id: str
    tables: Mapping[str, Sequence[Row]]

    def rows(self, table: str) -> Sequence[Row]:
        """The rows of a table, none if the document has no such table."""
        return self.tables.get(table, ())

    @cached_property
    def places(self) -> Places:
        """Where the document's spans are."""
        return places_of(self.rows("spans"), self.rows("pages"))

    def lines(self, row: Row) -> Lines | None:
        """First and last line of where a row is printed."""
        first = self.places.line(row.get("span_id"))
        last = self.places.last_line(row.get("span_id"))
        return None if first is None or last is None else (first, last)


def converted(rows: Mapping[str, Sequence[Row]]) -> Converted:
    """A document from its rows."""
    return Converted(str(rows["documents"][0]["document_id"]), rows)


def read_converted(data: Path, gold_id: str) -> Converted | None:
    """The document whose file name begins with ``<gold_id>_``; None if there is none.

    Of several the first by document id.
    """
    from normalize.schema import load_schema
    from normalize.write import read_table

    names = load_schema().table_names
    ids = sorted(
        row["document_id"]
        for row in read_table(data, "documents").to_pylist()
        if row["source_name"].startswith(f"{gold_id}_")
    )
    if not ids:
        return None
    return Converted(ids[0], {name: _rows(data / name / f"{ids[0]}.parquet") for name in names})


def _rows(path: Path) -> Sequence[Row]:
    import pyarrow.parquet as pq

    rows: list[Row] = pq.ParquetFile(path).read().to_pylist() if path.exists() else []
    return rows


def read_gold(folder: Path) -> dict[str, list[Row]]:
    """The lines of each ``*.jsonl`` in a folder by file name without suffix."""
    return {path.stem: _json_lines(path) for path in sorted(folder.glob("*.jsonl"))}


def _json_lines(path: Path) -> list[Row]:
    rows: list[Row] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line.strip():
            try:
                row = json.loads(line)
            except ValueError as error:
                raise BadGold(path, number) from error
            if not isinstance(row, dict):
                raise BadGold(path, number)
            rows.append(row)
    return rows


def text(value: object) -> str | None:
    """A value as text, None for None: numbers and words compare alike."""
    return None if value is None else str(value)


def gold_lines(row: Row) -> Lines | None:
    """The lines a gold row names, however its file calls them."""
    for name in ("lines", "source_lines"):
        if row.get(name):
            return row[name][0], row[name][-1]
    for name in ("line", "source_line", "section_heading_line"):
        if row.get(name):
            return row[name], row[name]
    if row.get("line_first"):
        return row["line_first"], row["line_last"]
    return None
