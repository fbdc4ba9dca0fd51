"""``datapackage.json``: a Data Package, version 2 (https://datapackage.org/standard/)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from extract.frozen import frozen
from normalize.schema import load_schema
from normalize.table_model import Column, Schema, Table
from shisaku.exporting.dcat_text import DESCRIPTION, TITLE
from shisaku.exporting.keys import ForeignKey, foreign_keys
from shisaku.exporting.licence import DATA_LICENCE, credit, source_licence, source_title
from shisaku.exporting.stored import Row

FILE_NAME = "datapackage.json"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_TYPES = {"string": "string", "int32": "integer", "float64": "number", "bool": "boolean"}
_CSV = {
    "format": "csv",
    "mediatype": "text/csv",
    "encoding": "utf-8",
    "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
}


@frozen
class FlatField:
    """A column of a CSV file that no table declares; ``type`` is string or integer."""

    name: str
    type: str
    description: str


def descriptor(folder: Path, documents: Sequence[Row], flat: Iterable[Mapping[str, Any]]) -> Any:
    """The descriptor of the files that stand in ``folder``: tables as CSV with their Parquet twins.

    ``flat`` are the resources of other CSV files. Nothing in it depends on the time of writing.
    """
    schema = load_schema()
    return {
        "$schema": PROFILE,
        "name": "shisaku",
        "title": TITLE,
        "description": DESCRIPTION,
        "version": data_version(documents),
        "licenses": [
            {"name": DATA_LICENCE.name, "title": DATA_LICENCE.title, "path": DATA_LICENCE.url}
        ],
        "sources": [_source(row) for row in documents],
        "resources": [
            *(_resource(folder, schema, table) for table in schema.tables),
            *flat,
        ],
    }


def data_version(documents: Sequence[Row]) -> str:
    """``<schema version>+<digest>``: another one as soon as a source, word or program is another.

    It is a version as https://semver.org/ has them, the digest being build metadata.
    """
    made_of = (
        "document_id",
        "source_sha256",
        "vocabulary_sha256",
        "layout_sha256",
        "program_version",
    )
    text = "\n".join("\t".join(str(row[name]) for name in made_of) for row in documents)
    return f"{load_schema().version}+{hashlib.sha256(text.encode()).hexdigest()[:12]}"


def file_facts(folder: Path, path: str) -> dict[str, Any]:
    """Path, size and digest of a file of the package, as a resource has them."""
    file = folder / path
    with file.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return {"path": path, "bytes": file.stat().st_size, "hash": f"sha256:{digest}"}


def flat_resource(
    folder: Path, path: str, name: str, title: str, fields: Iterable[FlatField]
) -> dict[str, Any]:
    """The resource of a CSV file that is no declared table."""
    described = [{"name": f.name, "type": f.type, "description": f.description} for f in fields]
    return {
        "name": name,
        "type": "table",
        "title": title,
        **file_facts(folder, path),
        **_CSV,
        "schema": {"fields": described, "missingValues": [""]},
    }


def _source(row: Row) -> dict[str, Any]:
    source = {
        "title": source_title(row),
        "document_id": row["document_id"],
        "file": row["source_name"],
        "sha256": row["source_sha256"],
        "licence": source_licence(row),
        "credit": credit(row),
    }
    return source | ({"path": row["source_url"]} if _is_address(row["source_url"]) else {})


def _is_address(url: str | None) -> bool:
    return url is not None and url.startswith(("http://", "https://"))


def _resource(folder: Path, schema: Schema, table: Table) -> dict[str, Any]:
    parquet = {"format": "parquet", "mediatype": "application/vnd.apache.parquet"}
    return {
        "name": table.name,
        "type": "table",
        "title": table.title_ja,
        "description": table.description_ja,
        **file_facts(folder, f"csv/{table.name}.csv"),
        **_CSV,
        "schema": _schema(schema, table),
        # The same rows, not another resource: readers of the package would count them twice.
        "alternates": [{**file_facts(folder, f"parquet/{table.name}.parquet"), **parquet}],
    }


def _schema(schema: Schema, table: Table) -> dict[str, Any]:
    keys = [key.without_nulls() for key in foreign_keys(schema, table)]
    described: dict[str, Any] = {
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.primary_key),
    }
    if keys:
        described["foreignKeys"] = [
            {
                "fields": list(key.fields),
                "reference": _reference(table, key),
            }
            for key in keys
        ]
    return described


def _reference(table: Table, key: ForeignKey) -> dict[str, Any]:
    """The table referred to; the table itself goes without a name."""
    named = {} if key.target == table.name else {"resource": key.target}
    return {**named, "fields": list(key.key)}


def _field(column: Column) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": column.name,
        "type": _TYPES[column.type],
        "title": column.title_ja,
        "description": column.description_ja,
    }
    constraints: dict[str, Any] = {}
    if not column.nullable and column.type == "string":
        described["missingValues"] = []  # an empty cell is the empty string here
    if not column.nullable:
        constraints["required"] = True
    if column.enum:
        constraints["enum"] = list(column.enum)
        described["categories"] = [
            {"value": value, "label": label}
            for value, label in zip(column.enum, column.enum_ja, strict=True)
        ]
    if constraints:
        described["constraints"] = constraints
    if column.unit:
        described["unit"] = column.unit
    return described
