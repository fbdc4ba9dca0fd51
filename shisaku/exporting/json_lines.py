"""JSON Lines (https://jsonlines.org/): a row a line, UTF-8, nulls written, columns in order."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from normalize.table_model import Table
from shisaku.exporting.stored import Values


def write_json_lines(path: Path, table: Table, rows: Iterable[Values]) -> int:
    """Write the rows of a table; how many they were."""
    names, count = table.column_names, 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for row in rows:
            values = dict(zip(names, row, strict=True))
            file.write(json.dumps(values, ensure_ascii=False, allow_nan=False) + "\n")
            count += 1
    return count


def write_json(path: Path, content: object) -> None:
    """Write one JSON document, as a person reads it."""
    text = json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")
