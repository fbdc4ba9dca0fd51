"""Checks of the package as a whole: file formats, and what ``datapackage.json`` explains."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from normalize.table_model import SCHEMA_VERSION
from shisaku.exporting.check_model import Finding, Package, Sheet

DESCRIPTOR = "datapackage.json"
CSVW = "-metadata.json"
"""What follows a CSV file's name in that of its metadata (CSV on the Web)."""
UNREADABLE = frozenset({".pdf", ".doc", ".docx", ".xls", ".ppt", ".pptx", ".jpg", ".png", ".tif"})
"""Endings of files that are made for the eye or for one program."""


def file_format(package: Package) -> Iterator[Finding]:
    """Files in a format that programs cannot read as data."""
    for file in package.files:
        if PurePosixPath(file).suffix.lower() in UNREADABLE:
            yield Finding("file_format", file, value=PurePosixPath(file).suffix)


def files(package: Package) -> Iterator[Finding]:
    """Files that the descriptor lists and that are not there."""
    for resource in (package.descriptor or {}).get("resources", ()):
        for listed in (resource, *resource.get("alternates", ())):
            path = listed.get("path")
            for name in path if isinstance(path, list) else [path]:
                is_address = isinstance(name, str) and "://" in name
                if name is not None and not is_address and name not in package.files:
                    yield Finding("files", DESCRIPTOR, value=str(name), table=resource.get("name"))


def blank_and_zero(package: Package) -> Iterator[Finding]:
    """A declared sign for a missing value that is also a number."""
    for name, schema, _ in _schemas(package):
        for sign in schema.get("missingValues", ()):
            text = sign.get("value", "") if isinstance(sign, dict) else sign
            if str(text).strip() in ("0", "0.0", "０"):
                yield Finding("blank_and_zero", DESCRIPTOR, value=text, table=name)


def code_table(package: Package) -> Iterator[Finding]:
    """Closed lists whose values the descriptor does not explain."""
    for name, field in _fields(package):
        codes = field.get("constraints", {}).get("enum") or field.get("categories") or ()
        labels = {
            c["value"]: c.get("label") for c in field.get("categories", ()) if isinstance(c, dict)
        }
        for code in codes:
            value = code["value"] if isinstance(code, dict) else code
            if not labels.get(value) and f"{value}" not in field.get("description", ""):
                yield Finding("code_table", DESCRIPTOR, None, None, field["name"], value, name)


def units(package: Package) -> Iterator[Finding]:
    """Number columns that no unit is given for, in the descriptor or in a column ``unit``.

    Integers without a unit are numbers of things or years, which have none.
    """
    for name, _, fields in _schemas(package):
        has_column = any(field["name"] == "unit" for field in fields)
        for field in fields:
            if field.get("type") == "number" and not has_column and "unit" not in field:
                yield Finding("units", DESCRIPTOR, None, None, field["name"], table=name)


def same_format(package: Package) -> Iterator[Finding]:
    """Documents of another version of the tables than the program's."""
    for sheet in package.sheets:
        if sheet.name == "documents" and "schema_version" in sheet.header:
            index = list(sheet.header).index("schema_version")
            for row, value in sheet.cells(index):
                if value != SCHEMA_VERSION:
                    yield sheet.finding("same_format", row, "schema_version", value)


def definitions(package: Package) -> Iterator[Finding]:
    """A missing descriptor, columns it does not describe, column names not in ASCII."""
    for sheet in package.sheets:
        for _, name, _ in sheet.columns():
            if not name.isascii():
                yield sheet.finding("definitions", None, name, name)
    if package.descriptor is None:
        for sheet in package.sheets:
            if not _is_described(sheet, package):
                yield sheet.finding("definitions", value="-")
        return
    for name, field in _fields(package):
        if not (field.get("description") or field.get("title")):
            yield Finding("definitions", DESCRIPTOR, None, None, field["name"], table=name)


def _is_described(sheet: Sheet, package: Package) -> bool:
    """Whether something besides a descriptor says what the columns are, as the form has it."""
    match sheet.form:
        case "csv":
            return f"{sheet.file}{CSVW}" in package.files
        case "xlsx":
            beside = [s for s in package.sheets if s.file == sheet.file and s.table is None]
            named = {cell for other in beside for row in other.rows for cell in row}
            return sheet.table is not None and named.issuperset(filter(None, sheet.header))
        case "parquet":  # the descriptions are in the file
            return True


def _fields(package: Package) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for name, _, fields in _schemas(package):
        yield from ((name, field) for field in fields)


def _schemas(
    package: Package,
) -> Iterator[tuple[str, Mapping[str, Any], list[Mapping[str, Any]]]]:
    """Name, schema and fields of each tabular resource, once a schema."""
    seen = []
    for resource in (package.descriptor or {}).get("resources", ()):
        schema = resource.get("schema")
        if isinstance(schema, dict) and schema not in seen:
            seen.append(schema)
            yield str(resource.get("name")), schema, schema.get("fields", [])
