"""CSVW metadata (https://www.w3.org/TR/tabular-metadata/) of the CSV files of a data set."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from normalize.table_model import Column, Schema, Table
from shisaku.exporting.datapackage import FlatField
from shisaku.exporting.keys import foreign_keys
from shisaku.exporting.licence import DATA_LICENCE

SUFFIX = "-metadata.json"
"""What follows a CSV file's name in the name of its metadata."""
GROUP = "csv-metadata.json"
"""Metadata of all CSV files of a folder together."""

_CONTEXT = ["http://www.w3.org/ns/csvw", {"@language": "ja"}]
_TYPES = {"string": "string", "int32": "integer", "float64": "number", "bool": "boolean"}
_DIALECT = {
    "encoding": "utf-8",
    "delimiter": ",",
    "quoteChar": '"',
    "doubleQuote": True,
    "lineTerminators": ["\r\n"],
    "header": True,
}
_NO_NULL: list[str] = []


def table_metadata(table: Table) -> dict[str, Any]:
    """Metadata of one CSV file, to stand beside it. Keys to other files are in the group's."""
    return {"@context": _CONTEXT, **_described(table), "dialect": _DIALECT}


def group_metadata(schema: Schema) -> dict[str, Any]:
    """Metadata of all CSV files, with the keys between them.

    A referencing row without its referenced row is an error in CSVW even if the key is null, so
    only keys that are never null are stated here; ``datapackage.json`` has the others too.
    """
    tables = [_described(table) for table in schema.tables]
    for described, table in zip(tables, schema.tables, strict=True):
        keys = [key for key in foreign_keys(schema, table) if not key.optional]
        described["tableSchema"]["foreignKeys"] = [
            {
                "columnReference": list(key.fields),
                "reference": {"resource": f"{key.target}.csv", "columnReference": list(key.key)},
            }
            for key in keys
        ]
    return {
        "@context": _CONTEXT,
        "dc:license": {"@id": DATA_LICENCE.url},
        "dialect": _DIALECT,
        "tables": tables,
    }


def flat_metadata(name: str, title: str, fields: Iterable[FlatField]) -> dict[str, Any]:
    """Metadata of a CSV file that is no declared table."""
    columns = [
        # A name has to be fit for an address; the header itself need not be.
        {
            "name": quote(field.name, safe=""),
            "titles": field.name,
            "dc:description": field.description,
            "datatype": field.type,
        }
        for field in fields
    ]
    return {
        "@context": _CONTEXT,
        "url": name,
        "dc:title": title,
        "dc:license": {"@id": DATA_LICENCE.url},
        "tableSchema": {"columns": columns},
        "dialect": _DIALECT,
    }


def _described(table: Table) -> dict[str, Any]:
    return {
        "url": f"{table.name}.csv",
        "dc:title": table.title_ja,
        "dc:description": table.description_ja,
        "tableSchema": {
            "columns": [_column(column) for column in table.columns],
            "primaryKey": list(table.primary_key),
        },
    }


def _column(column: Column) -> Mapping[str, Any]:
    # `titles` are what the header row may hold; the Japanese name is another property.
    described: dict[str, Any] = {
        "name": column.name,
        "titles": column.name,
        "dc:title": column.title_ja,
        "dc:description": column.description_ja,
        "datatype": _datatype(column),
    }
    if not column.nullable and column.type == "string":
        described["null"] = _NO_NULL  # an empty cell is the empty string here
    elif not column.nullable:
        described["required"] = True
    if column.unit:
        described["schema:unitText"] = column.unit
    return described


def _datatype(column: Column) -> Any:
    base = _TYPES[column.type]
    if column.enum:
        # CSVW has no list of values; a pattern of all of them says the same.
        return {"base": base, "format": "|".join(column.enum)}
    return base
