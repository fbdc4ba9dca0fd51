"""A SQLite database with its keys and indexes, and the ``metadata.json`` that Datasette reads."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from normalize.table_model import Column, Schema, Table
from shisaku.exporting.dcat_text import DESCRIPTION, TITLE
from shisaku.exporting.keys import ForeignKey, foreign_keys
from shisaku.exporting.licence import DATA_LICENCE
from shisaku.exporting.stored import Values

FILE_NAME = "shisaku.sqlite"
METADATA = "metadata.json"
_TYPES = {"string": "TEXT", "int32": "INTEGER", "float64": "REAL", "bool": "INTEGER"}


def write_sqlite(path: Path, schema: Schema, rows: Mapping[str, Iterable[Values]]) -> None:
    """Write a new database. ``sqlite3.IntegrityError`` if a row breaks a declared rule.

    The same rows and the same version of SQLite give the same bytes.
    """
    database = sqlite3.connect(path, isolation_level=None)
    try:
        for pragma in ("page_size = 4096", "journal_mode = OFF", "synchronous = OFF"):
            database.execute(f"PRAGMA {pragma}")
        # Tables refer to each other in circles: keys are looked at when all rows are there.
        database.execute("PRAGMA foreign_keys = OFF")
        database.execute("BEGIN")
        for table in schema.tables:
            database.execute(_create(schema, table))
            places = ", ".join("?" * len(table.columns))
            database.executemany(
                f"INSERT INTO {_q(table.name)} VALUES ({places})", rows[table.name]
            )
        for statement in _indexes(schema):
            database.execute(statement)
        broken = database.execute("PRAGMA foreign_key_check").fetchone()
        if broken is not None:
            raise sqlite3.IntegrityError(f"{broken[0]} row {broken[1]} refers to no {broken[2]}")
        database.execute("COMMIT")
        database.execute("VACUUM")
    finally:
        database.close()


def datasette_metadata(schema: Schema) -> dict[str, Any]:
    """Titles, descriptions and licence as https://docs.datasette.io/en/stable/metadata.html."""
    return {
        "title": TITLE,
        "description": DESCRIPTION,
        "license": DATA_LICENCE.name,
        "license_url": DATA_LICENCE.url,
        "databases": {
            Path(FILE_NAME).stem: {"tables": {t.name: _described(t) for t in schema.tables}}
        },
    }


def _described(table: Table) -> dict[str, Any]:
    columns = {
        c.name: f"{c.title_ja}: {c.description_ja}" + (f"（単位 {c.unit}）" if c.unit else "")
        for c in table.columns
    }
    return {"title": table.title_ja, "description": table.description_ja, "columns": columns}


def _create(schema: Schema, table: Table) -> str:
    parts = [*map(_column, table.columns), f"PRIMARY KEY ({_list(table.primary_key)})"]
    parts += [
        f"FOREIGN KEY ({_list(key.fields)}) REFERENCES {_q(key.target)} ({_list(key.key)})"
        for key in foreign_keys(schema, table)
    ]
    return f"CREATE TABLE {_q(table.name)} (\n  " + ",\n  ".join(parts) + "\n)"


def _column(column: Column) -> str:
    name = _q(column.name)
    parts = [name, _TYPES[column.type]]
    if not column.nullable:
        parts.append("NOT NULL")
    if column.enum:
        parts.append(f"CHECK ({name} IN ({', '.join(map(_text, column.enum))}))")
    if column.type == "bool":
        parts.append(f"CHECK ({name} IN (0, 1))")
    return " ".join(parts)


def _indexes(schema: Schema) -> Iterator[str]:
    """One index per key that is not the beginning of the primary key already."""
    for table in schema.tables:
        made = set[tuple[str, ...]]()
        for key in foreign_keys(schema, table):
            if not _is_covered(table, key) and key.fields not in made:
                made.add(key.fields)
                name = _q(f"{table.name}__{key.fields[-1]}")
                yield f"CREATE INDEX {name} ON {_q(table.name)} ({_list(key.fields)})"


def _is_covered(table: Table, key: ForeignKey) -> bool:
    return table.primary_key[: len(key.fields)] == key.fields


def _list(names: Iterable[str]) -> str:
    return ", ".join(map(_q, names))


def _q(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
