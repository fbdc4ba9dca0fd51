"""Planted faults are found, each with the rule's number and the place; a clean export has none."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shisaku.exporting.check import Report, check_folder
from shisaku.exporting.check_model import letters
from shisaku.exporting.check_rules import RulesError, load_rules, make_rules
from shisaku.exporting.check_shapes import SEVERAL, has_dependent_character
from tests.builders.small_data import converted, exported

Records = list[list[str]]
Run = Callable[..., Any]
Plant = Callable[[Records], object]


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exported")
    return exported(converted(folder), folder / "package")


@pytest.fixture
def spoiled(package: Path, tmp_path: Path) -> Path:
    """A copy of the package in which a test may plant faults."""
    return shutil.copytree(package, tmp_path / "package")


def records(path: Path) -> Records:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def write(path: Path, rows: Records) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, lineterminator="\r\n").writerows(rows)


def found(report: Report) -> set[tuple[str, str, int | None, str | None]]:
    """Rule number, file, row and column of every finding, once for each rule."""
    return {
        (rule.number, finding.file, finding.row, finding.column)
        for finding in report.findings
        for rule in load_rules().of(finding.check)
    }


def test_an_export_breaks_no_rule(package: Path) -> None:
    report = check_folder(package)
    assert report.findings == []
    assert report.n_tables > 50
    assert sum(count for _, count in report.accepted) > 10


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_nor_does_the_export_of_real_plans(root: Path, tmp_path: Path, form: str) -> None:
    from shisaku.convert import Options, convert
    from shisaku.messages import Messages

    convert(Options((root / "data" / "raw",), tmp_path / "data", quiet=True), Messages("en"))
    report = check_folder(exported(tmp_path / "data", tmp_path / "package", form))
    assert report.findings == []
    assert sum(count for _, count in report.accepted) > 100


def test_a_listed_file_that_is_not_there(spoiled: Path) -> None:
    (spoiled / "csv" / "spans.csv").unlink()
    assert found(check_folder(spoiled)) == {("files", "datapackage.json", None, None)}


def put(row: int, column: str, value: str) -> Plant:
    """A fault that is a value: ``row`` as a spreadsheet counts it."""

    def plant(rows: Records) -> None:
        rows[row - 1][rows[0].index(column)] = value

    return plant


def without(column: str) -> Plant:
    def plant(rows: Records) -> None:
        index = rows[0].index(column)
        for row in rows:
            del row[index]

    return plant


def renamed(column: str, name: str) -> Plant:
    def plant(rows: Records) -> None:
        rows[0][rows[0].index(column)] = name

    return plant


def at(place: int, row: list[str] | None = None) -> Plant:
    """A row put before the one that a spreadsheet counts so: a copy of the first, or this one."""

    def plant(rows: Records) -> None:
        rows.insert(place - 1, list(rows[0]) if row is None else row)

    return plant


def again(row: int) -> Plant:
    return lambda rows: rows.append(list(rows[row - 1]))


def longer(row: int) -> Plant:
    return lambda rows: rows[row - 1].append("余り")


def shorter(row: int) -> Plant:
    return lambda rows: rows[row - 1].pop()


FAULTS: list[tuple[str, str, Plant, set[str], int | None, str | None]] = [
    ("broken key", "departments", put(3, "measure_id", "m-none"), {"reference"}, 3, "measure_id"),
    ("missing column", "measures", without("title"), {"columns"}, None, "title"),
    ("unknown column", "measures", renamed("title", "name"), {"columns"}, None, "name"),
    ("wrong enum", "documents", put(2, "status", "fine"), {"L2-04"}, 2, "status"),
    ("other detail", "departments", put(4, "role", "その他（庁外）"), {"L2-05"}, 4, "role"),
    ("formula", "measures", put(2, "title", "=SUM(A1:A2)"), {"L2-06", "1-7"}, 2, "title"),
    (
        "merged year",
        "schedule_marks",
        put(5, "fiscal_year", "2019～2021"),
        {"L1-07", "1-2", "L3-05", "1-11"},
        5,
        "fiscal_year",
    ),
    (
        "year of an era",
        "schedule_marks",
        put(5, "fiscal_year", "令和元年度"),
        {"L3-05", "1-11", "L2-01", "1-3"},
        5,
        "fiscal_year",
    ),
    ("two data", "measures", put(3, "measure_no", "1、2"), {"L1-07", "1-2"}, 3, "measure_no"),
    ("data in brackets", "pages", put(2, "line_count", "10（5）"), {"L1-07"}, 2, "line_count"),
    ("two ids", "measures", put(2, "section_id", "s1;s2"), {"L1-07", "reference"}, 2, "section_id"),
    ("unit in a number", "pages", put(2, "line_count", "10行"), {"L2-01"}, 2, "line_count"),
    ("symbol", "documents", put(2, "page_count", "***"), {"L3-03", "1-13"}, 2, "page_count"),
    ("spaces", "sections", put(2, "title", "情 報 化"), {"L1-06", "1-5"}, 2, "title"),
    ("spaces around", "sections", put(2, "title", "情報化 "), {"L1-06", "1-5"}, 2, "title"),
    ("line break", "sections", put(2, "title", "情報\n化"), {"L1-06", "L1-14"}, 2, "title"),
    ("vendor character", "sections", put(2, "title", "㈱甲乙"), {"L1-08", "1-10"}, 2, "title"),
    ("ditto", "sections", put(3, "title", "〃"), {"L2-02", "1-6"}, 3, "title"),
    ("left out", "measures", put(3, "measure_id", ""), {"L2-02", "1-6"}, 3, "measure_id"),
    (
        "short code",
        "documents",
        put(2, "municipality_code", "12345"),
        {"L3-06", "1-12"},
        2,
        "municipality_code",
    ),
    (
        "prefecture cut short",
        "documents",
        put(2, "prefecture_name", "甲乙"),
        {"L3-06", "1-12"},
        2,
        "prefecture_name",
    ),
    ("nameless column", "measures", renamed("title", "列1"), {"L1-05"}, None, None),
    ("two of a name", "measures", renamed("title", "outline"), {"L2-03"}, None, "outline"),
    ("title above", "measures", at(1, ["実施事業の一覧"]), {"L3-01"}, 1, None),
    ("second table", "measures", at(6), {"L1-02", "2-2"}, 6, None),
    ("blank row", "measures", at(4, []), {"L1-03", "2-1"}, 4, None),
    ("comma not quoted", "measures", longer(4), {"L1-15"}, 4, None),
    ("broken line", "measures", shorter(4), {"L1-14"}, 4, None),
    (
        "other version",
        "documents",
        put(2, "schema_version", "0.0.1"),
        {"L3-07"},
        2,
        "schema_version",
    ),
]


@pytest.mark.parametrize(
    ("table", "plant", "rules", "row", "column"),
    [fault[1:] for fault in FAULTS],
    ids=[fault[0] for fault in FAULTS],
)
def test_a_planted_fault_is_found(
    spoiled: Path,
    table: str,
    plant: Plant,
    rules: set[str],
    row: int | None,
    column: str | None,
) -> None:
    path = spoiled / "csv" / f"{table}.csv"
    rows = records(path)
    plant(rows)
    write(path, rows)
    seen = found(check_folder(spoiled))
    file = f"csv/{table}.csv"
    if column is None:
        assert {(n, f, r) for n, f, r, _ in seen} >= {(n, file, row) for n in rules}
    else:
        assert seen >= {(number, file, row, column) for number in rules}


def test_a_duplicate_id_is_found_at_the_second_row(spoiled: Path) -> None:
    path = spoiled / "csv" / "measures.csv"
    rows = records(path)
    again(2)(rows)
    write(path, rows)
    key = "document_id,measure_id"
    expected = ("primary-key", "csv/measures.csv", len(rows), key)
    assert found(check_folder(spoiled)) == {expected}


def test_a_wide_table_is_told_by_its_years(tmp_path: Path) -> None:
    write(tmp_path / "kpi.csv", [["name", "2019年度", "2020年度"], ["講座", "3", "4"]])
    wide = {place for place in found(check_folder(tmp_path)) if place[0] == "L3-09"}
    assert {column for *_, column in wide} == {"2019年度", "2020年度"}


def test_a_file_for_the_eye_is_no_data(spoiled: Path) -> None:
    (spoiled / "plan.pdf").write_bytes(b"%PDF-1.4")
    (spoiled / "csv" / "extra.csv").write_bytes(b"\x81")
    places = {(n, f) for n, f, _, _ in found(check_folder(spoiled))}
    assert places >= {("L1-01", "plan.pdf"), ("1-1", "plan.pdf"), ("L1-01", "csv/extra.csv")}


def without_unit(field: dict[str, Any]) -> None:
    field.pop("unit")


def without_words(field: dict[str, Any]) -> None:
    field.pop("description")
    field.pop("title")


@pytest.mark.parametrize(
    ("table", "column", "spoil", "rule"),
    [
        ("spans", "x0", without_unit, "L3-04"),
        ("measures", "title", without_words, "L3-08"),
        ("documents", "status", lambda field: field.pop("categories"), "L3-02"),
    ],
)
def test_what_the_descriptor_lacks(
    spoiled: Path, table: str, column: str, spoil: Callable[[Any], object], rule: str
) -> None:
    path = spoiled / "datapackage.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    (resource,) = (r for r in content["resources"] if r["name"] == table)
    (field,) = (f for f in resource["schema"]["fields"] if f["name"] == column)
    spoil(field)
    path.write_text(json.dumps(content), encoding="utf-8")
    assert {(n, f, c) for n, f, _, c in found(check_folder(spoiled))} >= {
        (rule, "datapackage.json", column)
    }


def test_a_zero_is_no_sign_for_nothing(spoiled: Path) -> None:
    path = spoiled / "datapackage.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    content["resources"][0]["schema"]["missingValues"] = ["", "0"]
    path.write_text(json.dumps(content), encoding="utf-8")
    assert ("L1-09", "datapackage.json", None, None) in found(check_folder(spoiled))


def test_a_conversion_can_be_checked_too(package: Path) -> None:
    report = check_folder(package.parent / "data")
    assert report.findings == [] and report.n_tables > 20


def test_the_command_tells_number_place_and_what_it_cannot_see(run: Run, spoiled: Path) -> None:
    path = spoiled / "csv" / "measures.csv"
    rows = records(path)
    put(2, "title", "=1+1")(rows)
    write(path, rows)
    told = run("check", spoiled, "--lang", "ja")
    assert told.status == 1
    assert "L2-06 (2026), 1-7 (2020)" in told.out and "csv/measures.csv:2 title" in told.out
    assert "人が確かめること" in told.out and "L1-09 (2026)" in told.out
    listed = list(csv.reader(run("check", spoiled, "--format", "csv").out.splitlines()))
    assert listed[1][2] == "csv/measures.csv" and listed[1][6] == "'=1+1"
    plain = json.loads(run("check", spoiled, "--format", "json").out)
    (finding,) = plain["findings"]
    assert (finding["row"], finding["column"]) == (2, "title")
    assert {"source": "2026", "number": "L2-06"} in finding["rules"]
    assert plain["not_machine_checkable"] and plain["accepted"]


def test_the_command_without_faults_and_without_tables(
    run: Run, package: Path, tmp_path: Path
) -> None:
    told = run("check", package, "--lang", "ja")
    assert told.status == 0 and "ルールに合わない箇所はありません" in told.out
    empty = run("check", tmp_path, "--lang", "en")
    assert empty.status == 2 and "no table" in empty.err


def test_the_thirty_rules_and_the_fifteen_are_all_there() -> None:
    rules = load_rules()
    numbers = {s: [r.number for r in rules.rules if r.source == s] for s in rules.sources}
    levels = {"L1": 15, "L2": 6, "L3": 9}
    assert numbers["2026"] == [
        f"{k}-{n:02}" for k, top in levels.items() for n in range(1, top + 1)
    ]
    assert numbers["2020"] == [*(f"1-{n}" for n in range(1, 14)), "2-1", "2-2"]


def contents() -> dict[str, Any]:
    return {
        "source": [{"id": "s"}],
        "rule": [{"source": "s", "number": "1", "title": "t", "check": "a"}],
        "check": {"a": {"ja": "い", "en": "i"}},
    }


def with_rule(**changed: str) -> dict[str, Any]:
    content = contents()
    return {**content, "rule": [*content["rule"], {**content["rule"][0], **changed}]}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (with_rule(), "twice"),
        (with_rule(number="2", source="x"), "unknown source"),
        (with_rule(number="2", check="b"), "message"),
        ({**contents(), "check": {**contents()["check"], "b": {}}}, "without rule"),
        ({**contents(), "by_hand": [{"source": "s", "number": "9", "text": {}}]}, "by_hand"),
        ({**contents(), "accepted": [{"checks": ["b"], "columns": [], "reason": {}}]}, "accepted"),
    ],
)
def test_a_rules_file_that_contradicts_itself(content: dict[str, Any], told: str) -> None:
    with pytest.raises(RulesError, match=told):
        make_rules(content)
    assert make_rules(contents()).label("a") == "1 (s)"


@pytest.mark.parametrize("text", ["①", "㈱", "Ⅳ", "髙", "\ue000", "あ㍻"])
def test_vendor_characters(text: str) -> None:
    assert has_dependent_character(text)


@pytest.mark.parametrize("text", ["", "abc", "甲乙", "～", "−", "é", "〜", "令和元年度", "高"])
def test_other_characters(text: str) -> None:
    assert not has_dependent_character(text)


@given(st.integers(-(10**9), 10**9) | st.floats(allow_nan=False, allow_infinity=False))
def test_one_number_is_one_datum(number: float) -> None:
    assert not SEVERAL.fullmatch(str(number))


@given(st.lists(st.integers(0, 9999), min_size=2, max_size=5), st.sampled_from("、;/・～"))
def test_numbers_beside_each_other_are_several(numbers: list[int], sign: str) -> None:
    assert SEVERAL.fullmatch(sign.join(map(str, numbers)))


@given(st.integers(0, 20_000))
def test_letters_count_as_spreadsheets_do(index: int) -> None:
    value = 0
    for letter in letters(index):
        value = value * 26 + ord(letter) - 64
    assert value == index + 1


@settings(max_examples=25)
@given(rows=st.lists(st.lists(st.text(max_size=6), max_size=4), max_size=6))
def test_no_csv_file_is_an_exception(
    rows: Records, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("odd")
    plain = [[cell.encode("utf-8", "replace").decode() for cell in row] for row in rows]
    write(folder / "measures.csv", plain)
    write(folder / "other.csv", plain)
    assert check_folder(folder).n_tables == 2
