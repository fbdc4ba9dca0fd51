"""The declared tables: loaded from ``normalize/tables/*.toml``, checked, immutable."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, get_args

from normalize.table_model import (
    SCHEMA_VERSION,
    Column,
    ColumnType,
    Schema,
    SchemaError,
    Table,
)

__all__ = [
    "SCHEMA_VERSION",
    "Column",
    "ColumnType",
    "Declaration",
    "Schema",
    "SchemaError",
    "Table",
    "arrow_schema",
    "build_schema",
    "load_schema",
]

Declaration = Mapping[str, Any]
"""A declaration as TOML gives it."""

_SHARED = "_shared"
_TABLE_KEYS = {"order", "title_ja", "description_ja", "description", "primary_key", "columns"}
_COLUMN_KEYS = {"type", "nullable", "title_ja", "description_ja", "enum", "references", "unit"}


@cache
def load_schema() -> Schema:
    """The schema of this program, read once from the declarations beside this module."""
    declarations: dict[str, Declaration] = {}
    for file in files("normalize").joinpath("tables").iterdir():
        if file.name.endswith(".toml"):
            try:
                declarations[file.name[:-5]] = tomllib.loads(file.read_text(encoding="utf-8"))
            except tomllib.TOMLDecodeError as error:
                raise SchemaError(f"normalize/tables/{file.name}: {error}") from error
    return build_schema(declarations)


def build_schema(declarations: Mapping[str, Declaration]) -> Schema:
    """A checked schema from declarations by table name, ``_shared`` being the common columns.

    Every fault found is named in one ``SchemaError``.
    """
    shared = declarations.get(_SHARED, {}).get("columns", {})
    tables = [
        _table(name, declaration, shared)
        for name, declaration in declarations.items()
        if name != _SHARED
    ]
    schema = Schema(SCHEMA_VERSION, tuple(sorted(tables, key=lambda table: table.order)))
    if faults := tuple(_faults(schema)):
        raise SchemaError("; ".join(faults))
    return schema


def _table(name: str, declaration: Declaration, shared: Mapping[str, Declaration]) -> Table:
    if odd := declaration.keys() ^ _TABLE_KEYS:
        raise SchemaError(f"{name}: missing or unknown keys: {', '.join(sorted(odd))}")
    return Table(
        name=name,
        order=declaration["order"],
        title_ja=declaration["title_ja"],
        description_ja=declaration["description_ja"],
        description=declaration["description"],
        primary_key=tuple(declaration["primary_key"]),
        columns=tuple(
            _column(name, column, {**shared.get(column, {}), **own})
            for column, own in declaration["columns"].items()
        ),
    )


def _column(table: str, name: str, declared: Declaration) -> Column:
    place = f"{table}.{name}"
    if odd := declared.keys() - _COLUMN_KEYS:
        raise SchemaError(f"{place}: unknown keys: {', '.join(sorted(odd))}")
    if gone := {"type", "title_ja", "description_ja"} - declared.keys():
        raise SchemaError(f"{place}: missing keys: {', '.join(sorted(gone))}")
    if declared["type"] not in get_args(ColumnType):
        raise SchemaError(f"{place}: unknown type {declared['type']!r}")
    if "enum" in declared and not declared["enum"]:
        raise SchemaError(f"{place}: empty enum")
    enum: Mapping[str, str] = declared.get("enum", {})
    # "" takes back the reference of the shared declaration: the key is one of several tables.
    references = declared.get("references") or None
    return Column(
        name=name,
        type=declared["type"],
        nullable=declared.get("nullable", True),
        title_ja=declared["title_ja"],
        description_ja=declared["description_ja"],
        enum=tuple(enum),
        enum_ja=tuple(enum.values()),
        # The shared declaration of a key refers to the table that owns it.
        references=None if references == place else references,
        unit=declared.get("unit"),
    )


def _faults(schema: Schema) -> Iterator[str]:
    yield from (f"order {n} is used twice" for n in _repeated([t.order for t in schema.tables]))
    keys = {f"{table.name}.{name}" for table in schema.tables for name in table.primary_key}
    for table in schema.tables:
        names = table.column_names
        if not table.primary_key:
            yield f"{table.name}: no primary key"
        yield from (f"{table.name}: key twice: {n}" for n in _repeated(table.primary_key))
        yield from (
            f"{table.name}: key column not declared: {name}"
            for name in table.primary_key
            if name not in names
        )
        for column in table.columns:
            place = f"{table.name}.{column.name}"
            if column.enum and column.type != "string":
                yield f"{place}: only a string can have an enum"
            if column.unit and column.type not in ("int32", "float64"):
                yield f"{place}: only a number can have a unit"
            if column.references and column.references not in keys:
                yield f"{place}: refers to no key: {column.references}"


def _repeated(values: Sequence[object]) -> list[object]:
    return [value for value, count in Counter(values).items() if count > 1]


@cache
def arrow_schema(table: Table) -> Any:
    """The ``pyarrow.Schema`` of a table: types, null flags, Japanese terms as field metadata.

    Field metadata: ``title_ja``, ``description_ja`` and, where declared, ``enum``,
    ``references`` and ``unit``. Table metadata: titles, descriptions, ``primary_key``,
    ``schema_version``.
    """
    import pyarrow as pa  # here, because most users of the schema never touch Arrow

    types = {
        "string": pa.string(),
        "int32": pa.int32(),
        "float64": pa.float64(),
        "bool": pa.bool_(),
    }
    fields = [
        pa.field(column.name, types[column.type], column.nullable, _field_metadata(column))
        for column in table.columns
    ]
    return pa.schema(
        fields,
        metadata={
            "table": table.name,
            "title_ja": table.title_ja,
            "description": table.description,
            "description_ja": table.description_ja,
            "primary_key": ",".join(table.primary_key),
            "schema_version": SCHEMA_VERSION,
        },
    )


def _field_metadata(column: Column) -> dict[str, str]:
    metadata = {"title_ja": column.title_ja, "description_ja": column.description_ja}
    if column.enum:
        metadata["enum"] = ",".join(column.enum)
    if column.references:
        metadata["references"] = column.references
    if column.unit:
        metadata["unit"] = column.unit
    return metadata
