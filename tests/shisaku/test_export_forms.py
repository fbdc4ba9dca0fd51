"""The forms of an export, as other programs see them: validators, spreadsheets, databases."""

from __future__ import annotations

import json
import re
import shutil
import socket
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any, NoReturn

import pytest
from csvw import CSVW
from frictionless import Package, validate
from openpyxl import load_workbook

from normalize.schema import arrow_schema, load_schema
from normalize.write import read_table, write_tables
from shisaku.exporting.export import ExportOptions, export
from shisaku.exporting.forms import FORMS
from shisaku.exporting.sqlite_file import datasette_metadata, write_sqlite
from shisaku.exporting.xlsx_file import MOST_CHARS, write_xlsx
from shisaku.messages import Messages
from tests.builders.producers import need
from tests.builders.producers import run as make
from tests.builders.stored_rows import odd_document
from tests.shisaku.conftest import PLAN, Run

EN = Messages("en")
SCHEMA = load_schema()
DOCUMENTS = ("082112-a", "unknown-b")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    for seed, document_id in enumerate(DOCUMENTS):
        rows = odd_document(document_id, seed)
        rows["documents"][0]["municipality_code"] = "082112"
        write_tables(rows, document_id, folder)
    return folder


@pytest.fixture(scope="module")
def exports(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("exports")
    for form in FORMS:
        assert export(ExportOptions(data, form, out / form), EN) == 0
    return out


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise AssertionError("the network was asked")

    for name in ("create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, refuse)


def rows_of(data: Path, table: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = read_table(data, table).to_pylist()
    return rows


@pytest.mark.usefixtures("no_network")
def test_frictionless_finds_no_error(exports: Path) -> None:
    report = validate(str(exports / "datapackage" / "datapackage.json"))
    faults = [(task.name, error.message) for task in report.tasks for error in task.errors]
    assert (report.errors, faults, report.valid) == ([], [], True)
    assert report.stats["tasks"] == len(SCHEMA.tables) + 1


@pytest.mark.usefixtures("no_network")
def test_frictionless_finds_a_broken_key(exports: Path, tmp_path: Path) -> None:
    """The keys are really looked at: a row whose document is not listed is an error."""
    broken = shutil.copytree(exports / "datapackage", tmp_path / "broken")
    file = broken / "csv" / "issues.csv"
    text = file.read_text(encoding="utf-8-sig")
    file.write_text(text.replace('"unknown-b"', '"unknown-c"'), encoding="utf-8-sig", newline="")
    report = validate(str(broken / "datapackage.json"))
    kinds = {error.type for task in report.tasks for error in task.errors}
    assert "foreign-key" in kinds


def test_frictionless_reads_types_and_nulls(exports: Path, data: Path) -> None:
    package = Package(str(exports / "datapackage" / "datapackage.json"))
    resource: Any = package.get_resource("documents")
    first, _ = (row.to_dict() for row in resource.read_rows())
    stored = rows_of(data, "documents")[0]
    for column in SCHEMA.table("documents").columns:
        if column.type != "string" or stored[column.name] is None:
            assert first[column.name] == stored[column.name], column.name


@pytest.mark.usefixtures("no_network")
@pytest.mark.parametrize("form", ["csv", "datapackage/csv"])
def test_csvw_finds_no_error(exports: Path, form: str) -> None:
    folder = exports / form
    names = [f"{table.name}.csv-metadata.json" for table in SCHEMA.tables]
    for name in [*names, "csv-metadata.json"]:
        read = CSVW(str(folder / name), validate=True)
        assert (name, read.is_valid, list(map(str, read.warnings))) == (name, True, [])


@pytest.mark.usefixtures("no_network")
@pytest.mark.parametrize("form", ["csv", "datapackage"])
def test_csvw_of_the_flat_file(exports: Path, form: str) -> None:
    read = CSVW(str(exports / form / "flat" / "measures_ja.csv-metadata.json"), validate=True)
    assert (read.is_valid, list(map(str, read.warnings))) == (True, [])


def test_the_package_says_what_is_declared(exports: Path) -> None:
    text = (exports / "datapackage" / "datapackage.json").read_text(encoding="utf-8")
    resources = {r["name"]: r for r in json.loads(text)["resources"]}
    for table in SCHEMA.tables:
        resource = resources[table.name]
        assert (resource["title"], resource["schema"]["primaryKey"]) == (
            table.title_ja,
            list(table.primary_key),
        )
        for column, field in zip(table.columns, resource["schema"]["fields"], strict=True):
            assert (field["name"], field["title"], field["description"], field.get("unit")) == (
                column.name,
                column.title_ja,
                column.description_ja,
                column.unit,
            )
            constraints = field.get("constraints", {})
            assert tuple(constraints.get("enum", ())) == column.enum
            assert constraints.get("required", False) is not column.nullable
        referring = [c.name for c in table.columns if c.references]
        keys = resource["schema"].get("foreignKeys", [])
        assert [key["fields"][-1] for key in keys] == referring


def test_parquet_twins_hold_the_tables(exports: Path, data: Path) -> None:
    import pyarrow.parquet as pq

    for table in SCHEMA.tables:
        twin = pq.ParquetFile(exports / "datapackage" / "parquet" / f"{table.name}.parquet").read()
        assert twin.schema.equals(arrow_schema(table), check_metadata=True)
        assert twin.equals(read_table(data, table.name))


def test_workbook_holds_types_and_codes(exports: Path, data: Path) -> None:
    book = load_workbook(exports / "xlsx" / "shisaku.xlsx")
    assert book.sheetnames[2:] == list(SCHEMA.table_names)
    for table in SCHEMA.tables:
        sheet = book[table.name]
        header, *rows = sheet.iter_rows()
        assert tuple(cell.value for cell in header) == table.column_names
        assert (sheet.freeze_panes, sheet.auto_filter.ref is not None) == ("A2", True)
        assert not sheet.merged_cells.ranges
        stored = rows_of(data, table.name)
        assert len(rows) == len(stored)
        for cells, row in zip(rows, stored, strict=True):
            for cell, (name, value) in zip(cells, row.items(), strict=True):
                assert cell.data_type != "f", (table.name, name)
                if isinstance(value, str) and value:
                    assert (cell.data_type, cell.number_format) == ("s", "@")
                else:
                    assert cell.value == value
    codes = {row[index].value for index, row in _column(book["documents"], "municipality_code")}
    assert codes == {"082112"}


def _column(sheet: Any, name: str) -> list[tuple[int, Any]]:
    header, *rows = sheet.iter_rows()
    index = [cell.value for cell in header].index(name)
    return [(index, row) for row in rows]


def test_workbook_tells_what_it_cut(tmp_path: Path) -> None:
    """An astral character counts twice, and is not cut in two."""
    table = SCHEMA.table("pages")
    texts = ["x" * MOST_CHARS, "x" * (MOST_CHARS + 1), "x" * (MOST_CHARS - 1) + "𠮷野"]
    rows = [("d", n, None, None, 1, text) for n, text in enumerate(texts, 1)]
    schema = type(SCHEMA)(SCHEMA.version, (table,))
    write_xlsx(tmp_path / "x.xlsx", schema, {"pages": rows})
    book = load_workbook(tmp_path / "x.xlsx")
    kept = [row[5].value for row in book["pages"].iter_rows(min_row=2)]
    assert kept == [texts[0], texts[0], "x" * (MOST_CHARS - 1)]
    assert [cell.value for cell in book["目次"][2]][4] == "3行 text, 4行 text"


def test_a_long_table_goes_on_in_another_sheet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shisaku.exporting.xlsx_file.MOST_ROWS", 2)
    schema = type(SCHEMA)(SCHEMA.version, (SCHEMA.table("pages"),))
    rows = [("d", n, None, None, 1, "x") for n in range(1, 6)]
    write_xlsx(tmp_path / "x.xlsx", schema, {"pages": rows})
    book = load_workbook(tmp_path / "x.xlsx")
    held = {name: [r[1].value for r in book[name].iter_rows(min_row=2)] for name in book.sheetnames}
    assert {n: v for n, v in held.items() if n.startswith("pages")} == {
        "pages": [1, 2],
        "pages_2": [3, 4],
        "pages_3": [5],
    }


def test_json_lines_hold_the_rows(exports: Path, data: Path) -> None:
    for table in SCHEMA.tables:
        text = (exports / "jsonl" / f"{table.name}.jsonl").read_bytes().decode("utf-8")
        assert text == "" or text.endswith("\n")
        assert [json.loads(line) for line in text.split("\n")[:-1]] == rows_of(data, table.name)


def test_database_holds_rows_and_keys(exports: Path, data: Path) -> None:
    with closing(sqlite3.connect(exports / "sqlite" / "shisaku.sqlite")) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        for table in SCHEMA.tables:
            found = database.execute(f'SELECT * FROM "{table.name}"').fetchall()
            assert found == [tuple(row.values()) for row in rows_of(data, table.name)]
            info = database.execute(f'PRAGMA table_info("{table.name}")').fetchall()
            keys = [name for *_, name in sorted((part, name) for _, name, *_, part in info if part)]
            assert keys == list(table.primary_key)
            links = database.execute(f'PRAGMA foreign_key_list("{table.name}")').fetchall()
            assert {link[3] for link in links} - {"document_id"} == {
                c.name for c in table.columns if c.references
            } - {"document_id"}
        plan = database.execute(
            "EXPLAIN QUERY PLAN SELECT * FROM departments WHERE document_id = ? AND span_id = ?",
            ("a", "b"),
        ).fetchall()
    assert "departments__span_id" in plan[0][3]


def test_database_refuses_a_broken_row(tmp_path: Path) -> None:
    rows = odd_document("unknown-a", 1)
    rows["issues"][0]["span_id"] = "nowhere"
    values = {name: [tuple(row.values()) for row in held] for name, held in rows.items()}
    with pytest.raises(sqlite3.IntegrityError, match="issues"):
        write_sqlite(tmp_path / "x.sqlite", SCHEMA, values)


def test_datasette_finds_every_column() -> None:
    tables = datasette_metadata(SCHEMA)["databases"]["shisaku"]["tables"]
    assert {name: list(t["columns"]) for name, t in tables.items()} == {
        t.name: list(t.column_names) for t in SCHEMA.tables
    }


@pytest.mark.parametrize("form", FORMS)
def test_same_data_same_bytes(exports: Path, data: Path, tmp_path: Path, form: str) -> None:
    assert export(ExportOptions(data, form, tmp_path / "again"), EN) == 0
    first, again = exports / form, tmp_path / "again"
    names = sorted(p.relative_to(first).as_posix() for p in first.rglob("*") if p.is_file())
    assert names == sorted(p.relative_to(again).as_posix() for p in again.rglob("*") if p.is_file())
    assert [n for n in names if (first / n).read_bytes() != (again / n).read_bytes()] == []


@pytest.mark.parametrize(
    ("file", "column"),
    [("flat/measures_ja.csv", "全国地方公共団体コード"), ("documents.csv", "municipality_code")],
)
def test_codes_stay_codes_in_libreoffice(
    exports: Path, tmp_path: Path, file: str, column: str
) -> None:
    program = need(["soffice", "libreoffice"], "libreoffice-calc-nogui")
    # An office without its spreadsheet program reads no CSV.
    if not Path(program).resolve().with_name("libsclo.so").exists():
        pytest.skip("LibreOffice Calc is not installed: apt-get install libreoffice-calc-nogui")
    # Comma, double quote, UTF-8, from line 1, any column type, Japanese, quoted cells are text.
    reading = "--infilter=CSV:44,34,76,1,,1041,true"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    made = tmp_path / f"{Path(file).stem}.xlsx"
    command = [program, profile, "--headless", reading, "--convert-to", "xlsx"]
    make([*command, "--outdir", str(tmp_path), str(exports / "csv" / file)], made)
    sheet = load_workbook(made).active
    found = _column(sheet, column)
    assert len(found) >= 2
    assert {row[index].value for index, row in found} == {"082112"}
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert [cell.value for cell in cells if cell.data_type == "f"] == []


def test_readme_and_changelog_of_the_data(plan: Path, tmp_path: Path, run: Run) -> None:
    manifest = plan.with_name("plan.toml")
    manifest.write_text('slug = "small"\n[source]\nlicence = "CC BY 4.0"\n', encoding="utf-8")
    raw, data = plan.parent.parent, tmp_path / "data"
    assert run("convert", raw, "--out", data, "--workers", 1, "--quiet").status in (0, 1)
    out = tmp_path / "1"
    assert run("export", data, "--to", "datapackage", "--out", out).status == 0
    readme = (out / "README.md").read_text(encoding="utf-8")
    for part in ("出典：「第2次甲乙市情報化計画」を加工して作成", "CC-BY-4.0", "| CC BY 4.0 |"):
        assert part.translate({0x32: 0xFF12}) in readme or part in readme
    counts = dict(re.findall(r"^\| `(\w+)` \| [^|]+ \| (\d+) \|$", readme, re.M))
    assert counts == {t.name: str(len(rows_of(data, t.name))) for t in SCHEMA.tables}
    first = (out / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "first version" in first and "| plan.txt |" in first

    plan.write_text(PLAN.replace("2019", "2018"), encoding="utf-8")
    assert run("convert", raw, "--out", data, "--workers", 1, "--quiet").status in (0, 1)
    again = tmp_path / "2"
    asked = ("export", data, "--to", "datapackage", "--out", again, "--previous", out)
    assert run(*asked).status == 0
    second = (again / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "source changed: unknown-small" in second
    assert second.endswith(first.partition("\n\n")[2])
    same = tmp_path / "3"
    assert run(*asked[:5], same, "--previous", again).status == 0
    assert (same / "CHANGELOG.md").read_text(encoding="utf-8") == second, "nothing is new"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("nowhere", "--to", "csv", "--out", "new"), "no converted data"),
        (("data", "--to", "csv", "--out", "full"), "not an empty folder"),
        (("data", "--to", "sqlite", "--out", "new", "--check"), "Nothing was written"),
        (("data", "--to", "datapackage", "--out", "new", "--previous", "full"), "is not there"),
        (("data", "--to", "csv", "--out", "full/file/new"), "cannot be written"),
    ],
)
def test_refused_in_plain_words(
    data: Path,
    tmp_path: Path,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    message: str,
) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "file").write_text("x", encoding="utf-8")
    (tmp_path / "data").symlink_to(data)
    monkeypatch.chdir(tmp_path)
    answer = run("export", *arguments, "--lang", "en")
    assert (answer.status, answer.out) == (2, "")
    assert message in answer.err
    assert sorted(p.name for p in tmp_path.iterdir()) == ["data", "full"], "nothing half-written"


def test_without_xlsxwriter_the_install_line_is_told(
    data: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "xlsxwriter", None)
    answer = run("export", data, "--to", "xlsx", "--out", tmp_path / "new", "--lang", "en")
    assert answer.status == 2 and "pip install xlsxwriter" in answer.err
    assert list(tmp_path.iterdir()) == []
