"""The forms that data can be exported in: which files each is made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from normalize.schema import load_schema
from shisaku.exporting import csvw
from shisaku.exporting.about import CHANGELOG, README, Facts, changelog, facts, readme
from shisaku.exporting.datapackage import FILE_NAME as DESCRIPTOR
from shisaku.exporting.datapackage import descriptor, flat_resource
from shisaku.exporting.exact_csv import write_exact
from shisaku.exporting.flat import flat_file, write_flat
from shisaku.exporting.json_lines import write_json, write_json_lines
from shisaku.exporting.parquet_file import write_parquet
from shisaku.exporting.sqlite_file import FILE_NAME as DATABASE
from shisaku.exporting.sqlite_file import METADATA, datasette_metadata, write_sqlite
from shisaku.exporting.stored import Stored

WORKBOOK = "shisaku.xlsx"


def write_datapackage(folder: Path, data: Stored, previous: Path | None) -> Facts:
    """A Data Package: CSV with CSVW, Parquet, the flat file, README and CHANGELOG."""
    known = facts(data)
    for name in ("csv", "parquet"):
        (folder / name).mkdir()
    _write_csvs(folder / "csv", data)
    for table in load_schema().tables:
        write_parquet(folder / "parquet" / f"{table.name}.parquet", table, data)
    flat = _write_flat(folder, data)
    resource = flat_resource(folder, flat, "measures-ja", flat_file().title, flat_file().columns)
    write_json(folder / DESCRIPTOR, descriptor(folder, known.documents, [resource]))
    _text(folder / README, readme(known, "datapackage"))
    _text(folder / CHANGELOG, changelog(known, previous))
    return known


def write_csv_form(folder: Path, data: Stored, _: Path | None) -> Facts:
    """A CSV file per table with its CSVW metadata, and the flat file."""
    _write_csvs(folder, data)
    _write_flat(folder, data)
    return _with_readme(folder, data, "csv")


def write_xlsx_form(folder: Path, data: Stored, _: Path | None) -> Facts:
    """One workbook with a sheet per table."""
    from shisaku.exporting.xlsx_file import write_xlsx

    schema = load_schema()
    write_xlsx(folder / WORKBOOK, schema, {t.name: data.rows(t) for t in schema.tables})
    return _with_readme(folder, data, "xlsx")


def write_jsonl_form(folder: Path, data: Stored, _: Path | None) -> Facts:
    """A JSON Lines file per table."""
    for table in load_schema().tables:
        write_json_lines(folder / f"{table.name}.jsonl", table, data.rows(table))
    return _with_readme(folder, data, "jsonl")


def write_sqlite_form(folder: Path, data: Stored, _: Path | None) -> Facts:
    """A SQLite database and its metadata for Datasette."""
    schema = load_schema()
    write_sqlite(folder / DATABASE, schema, {t.name: data.rows(t) for t in schema.tables})
    write_json(folder / METADATA, datasette_metadata(schema))
    return _with_readme(folder, data, "sqlite")


FORMS: Mapping[str, Callable[[Path, Stored, Path | None], Facts]] = {
    "datapackage": write_datapackage,
    "csv": write_csv_form,
    "xlsx": write_xlsx_form,
    "jsonl": write_jsonl_form,
    "sqlite": write_sqlite_form,
}


def _with_readme(folder: Path, data: Stored, form: str) -> Facts:
    known = facts(data)
    _text(folder / README, readme(known, form))
    return known


def _write_csvs(folder: Path, data: Stored) -> None:
    schema = load_schema()
    for table in schema.tables:
        write_exact(folder / f"{table.name}.csv", table, data.rows(table))
        write_json(folder / f"{table.name}.csv{csvw.SUFFIX}", csvw.table_metadata(table))
    write_json(folder / csvw.GROUP, csvw.group_metadata(schema))


def _write_flat(folder: Path, data: Stored) -> str:
    """Write the flat file with its metadata; its path in the folder."""
    path = f"flat/{flat_file().name}"
    (folder / "flat").mkdir()
    write_flat(folder / path, data)
    metadata = csvw.flat_metadata(flat_file().name, flat_file().title, flat_file().columns)
    write_json(folder / f"{path}{csvw.SUFFIX}", metadata)
    return path


def _text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
