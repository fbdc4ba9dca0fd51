"""``shisaku schema``: the declared tables as text, Markdown or JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from shisaku.console import console, say
from shisaku.layout import columns
from shisaku.messages import Messages

if TYPE_CHECKING:
    from normalize.table_model import Table

EXIT_OK, EXIT_WRONG_USE = 0, 2


def show_schema(table: str | None, form: str, messages: Messages) -> int:
    """Print all tables, or one with its columns; ``form`` is text, markdown or json."""
    from normalize.schema import SchemaError, load_schema

    schema = load_schema()
    try:
        tables = schema.tables if table is None else (schema.table(table),)
    except SchemaError:
        names = ", ".join(schema.table_names)
        say(messages("no-table", table=table, tables=names))
        return EXIT_WRONG_USE
    if form == "json":
        plain = {"schema_version": schema.version, "tables": [asdict(t) for t in tables]}
        print(json.dumps(plain, ensure_ascii=False, indent=2))
    elif form == "markdown":
        print(_markdown(table), end="")
    elif table is None:
        _print_tables(tables, messages)
    else:
        _print_columns(tables[0], messages)
    return EXIT_OK


def _markdown(table: str | None) -> str:
    """The data dictionary, or its section on one table."""
    from normalize.dictionary import markdown

    whole = markdown()
    if table is None:
        return whole
    parts = whole.split("\n## ")
    return next(f"## {part.rstrip()}\n" for part in parts if part.startswith(f"{table} ("))


def _print_tables(tables: Sequence[Table], messages: Messages) -> None:
    japanese = messages.language == "ja"
    grid = columns("left", "left", "left")
    for table in tables:
        text = table.description_ja if japanese else table.description
        grid.add_row(table.name, table.title_ja, text)
    console().print(grid)


def _print_columns(table: Table, messages: Messages) -> None:
    out = console()
    out.print(f"{table.name} ({table.title_ja})", style="bold")
    out.print(table.description_ja if messages.language == "ja" else table.description)
    out.print()
    grid = columns("left", "left", "left", "left")
    for column in table.columns:
        key = "*" if column.name in table.primary_key else "" if column.nullable else "!"
        values = "、".join(
            f"{value} = {meaning}"
            for value, meaning in zip(column.enum, column.enum_ja, strict=True)
        )
        text = "。".join(filter(None, (column.description_ja, values)))
        grid.add_row(f"{column.name}{key}", column.type, column.title_ja, text)
    out.print(grid)
    out.print()
    out.print(messages("schema-signs"))
