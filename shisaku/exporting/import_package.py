"""``shisaku import-package``: the tables of an exported package as ``convert`` wrote them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import Any

from normalize.schema import SchemaError, Table, load_schema
from normalize.validate import validate
from normalize.write import write_tables
from shisaku.console import say
from shisaku.exporting.datapackage import FILE_NAME, file_facts
from shisaku.exporting.exact_csv import read_exact
from shisaku.exporting.export import Aside, refuse_filled
from shisaku.exporting.parquet_file import read_parquet
from shisaku.exporting.stored import NotTogether, Values, by_document
from shisaku.messages import Messages

EXIT_OK, EXIT_WRONG_USE = 0, 2
FORMS = ("parquet", "csv")


class BadPackage(ValueError):
    """A package that cannot be read back: a message name and the values it takes."""

    def __init__(self, name: str, **values: object) -> None:
        super().__init__(name)
        self.name = name
        self.values = values


def import_package(package: Path, out: Path, form: str, messages: Messages) -> int:
    """Write the tables of a package into a new folder; 2 if that is filled or the package bad.

    ``form`` is which files to read, ``parquet`` or ``csv``: both hold the same rows.
    """
    refuse_filled(out)
    try:
        with Aside(out) as folder:
            count = sum(1 for _ in _restored(package, folder, form))
    except BadPackage as error:
        say(messages(error.name, **error.values))
        return EXIT_WRONG_USE
    except (ValueError, KeyError) as error:
        say(messages("package-malformed", path=package, reason=error))
        return EXIT_WRONG_USE
    print(messages("imported", path=out, documents=f"{count:,}"))
    return EXIT_OK


def _restored(package: Path, out: Path, form: str) -> Iterator[str]:
    """Writes each document, checked against the declared tables, and yields its id."""
    tables = load_schema().tables
    paths = table_files(package, form)
    rows = {table.name: _rows(paths[table.name], table, form) for table in tables}
    try:
        for document_id, of_document in by_document(tables, rows):
            for violation in validate(of_document)[:1]:
                raise BadPackage("package-malformed", path=package, reason=violation)
            write_tables(of_document, document_id, out)
            yield document_id
    except NotTogether as error:
        raise BadPackage("package-order", path=package, table=error) from error
    except SchemaError as error:
        raise BadPackage("package-malformed", path=package, reason=error) from error


def _rows(path: Path, table: Table, form: str) -> Iterator[Values]:
    return read_parquet(path, table) if form == "parquet" else read_exact(path, table)


def table_files(package: Path, form: str) -> dict[str, Path]:
    """The file of each declared table in a package; ``BadPackage`` if one is not as described.

    Digests are compared: a file that was edited after the export is refused, by name.
    """
    try:
        described = json.loads((package / FILE_NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadPackage("package-none", path=package, file=FILE_NAME) from error
    found = {}
    for resource in described.get("resources", ()):
        for file in chain([resource], resource.get("alternates", ())):
            if file.get("format") == form:
                found[resource["name"]] = file
    return {
        table.name: _checked(package, found.get(table.name), table.name)
        for table in load_schema().tables
    }


def _checked(package: Path, file: Mapping[str, Any] | None, table: str) -> Path:
    if file is None:
        raise BadPackage("package-malformed", path=package, reason=table)
    path = str(file["path"])
    if PurePosixPath(path).is_absolute() or ".." in PurePosixPath(path).parts or "\\" in path:
        raise BadPackage("package-malformed", path=package, reason=path)
    try:
        same = file_facts(package, path)["hash"] == file["hash"]
    except OSError as error:
        raise BadPackage("package-lost", path=package / path) from error
    if not same:
        raise BadPackage("package-changed", path=package / path)
    return package / path
