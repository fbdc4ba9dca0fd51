"""What belongs to a measure in other tables: departments, tags, schedules, items."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from normalize.schema import load_schema
from shisaku.exporting.diff_model import Field, Row
from shisaku.exporting.diff_read import read_rows

MEASURES = "measures"

Owner = tuple[str, str]
Parts = Mapping[Owner, Mapping[str, tuple[str, ...]]]


def parts_of(folder: Path) -> Parts:
    """What belongs to each measure, by table: a line a row, without ids and places.

    Columns that the measure has itself, as its number, are told there alone.
    """
    parts: dict[Owner, dict[str, tuple[str, ...]]] = {}
    own = load_schema().table(MEASURES).column_names
    for table in load_schema().tables:
        if table.name == MEASURES or "measure_id" not in table.column_names:
            continue
        said = [
            column.name
            for column in table.columns
            if column.references is None and column.name not in (*table.primary_key, *own)
        ]
        for row in read_rows(folder, table.name):
            if row.get("measure_id") is not None:
                line = " / ".join(str(row[name]) for name in said if row.get(name) is not None)
                mine = parts.setdefault(owner(row), {})
                mine[table.name] = (*mine.get(table.name, ()), line)
    return parts


def part_fields(
    was: Mapping[str, tuple[str, ...]], now: Mapping[str, tuple[str, ...]]
) -> Iterator[Field]:
    """The tables in which the parts of a measure differ, a line a row."""
    for name in sorted(was.keys() | now.keys()):
        if was.get(name) != now.get(name):
            yield Field(name, "\n".join(was.get(name, ())), "\n".join(now.get(name, ())))


def owner(row: Row) -> Owner:
    """The measure that a row is, or is a part of."""
    return row["document_id"], row["measure_id"]
