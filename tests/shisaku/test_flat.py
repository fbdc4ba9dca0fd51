"""The flat list of measures: Japanese headers, several values in a cell, no guessed years."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from normalize.schema import load_schema
from normalize.write import write_tables
from shisaku.exporting.flat import flat_file, flat_rows, write_flat
from shisaku.exporting.stored import stored

ID = "unknown-a"
LAW = "428AC1000000103"
Row = dict[str, Any]


def row(table: str, **values: Any) -> Row:
    """A row with what is given; the rest is null, or of no weight where null may not be."""
    plain = {"string": "x", "int32": 0, "float64": 0.0, "bool": False}
    made: Row = {
        c.name: None if c.nullable else c.enum[0] if c.enum else plain[c.type]
        for c in load_schema().table(table).columns
    }
    return made | {"document_id": ID} | values


def measure(number: int = 1, **values: Any) -> Row:
    return row("measures", measure_id=f"m{number}", **values)


def unit(seq: int, name: str, *, kind: str = "unit", number: int = 1) -> Row:
    return row("departments", measure_id=f"m{number}", seq=seq, department=name, kind=kind)


def tag(seq: int, **values: Any) -> Row:
    return row("legal_tags", measure_id="m1", seq=seq, **values)


def phase(seq: int, start: int | None, end: int | None, status: str = "observed") -> Row:
    def known(year: int | None) -> str:
        return "unknown" if year is None else status

    return row(
        "schedule_spans",
        measure_id="m1",
        phase_seq=seq,
        start_fy=start,
        end_fy=end,
        start_status=known(start),
        end_status=known(end),
    )


def flat(folder: Path, **rows: list[Row]) -> list[Row]:
    document = rows.pop("documents", [row("documents")])
    write_tables({"documents": document, **rows}, ID, folder)
    return [dict(found) for found in flat_rows(stored(folder))]


@pytest.mark.parametrize(
    ("departments", "expected"),
    [
        ([], None),
        ([unit(1, "秘書課"), unit(2, "こども課")], "秘書課;こども課"),
        ([unit(1, "秘書課"), unit(2, "秘書課")], "秘書課"),
        ([unit(1, "関係各課", kind="group"), unit(2, "他", kind="others")], "関係各課"),
        ([unit(1, "秘書課"), unit(2, "施設所管課", kind="group")], "秘書課;施設所管課"),
        ([unit(1, "他", kind="others")], None),
        ([unit(1, "秘書課", number=2)], None),
    ],
)
def test_departments(tmp_path: Path, departments: list[Row], expected: str | None) -> None:
    found = flat(tmp_path, measures=[measure(1), measure(2)], departments=departments)
    assert found[0]["departments"] == expected


def theme(item: str, name: str, *, table: str = "measure_items", number: int = 1) -> Row:
    known = {"item_id": item, "item_table": table, "theme": name, "theme_name": name}
    measure_id = f"m{number}" if table == "measure_items" else None
    return row("item_themes", measure_id=measure_id, **known)


@pytest.mark.parametrize(
    ("themes", "expected"),
    [
        ([], None),
        ([theme("ア", "防災"), theme("ア", "観光"), theme("イ", "防災")], "防災;観光"),
        ([theme("ア", "防災", number=2)], None),
        ([theme("研修", "防災", table="trainings")], None),
    ],
)
def test_themes(tmp_path: Path, themes: list[Row], expected: str | None) -> None:
    found = flat(tmp_path, measures=[measure(1), measure(2)], item_themes=themes)
    assert found[0]["themes"] == expected


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ([], None),
        (
            [
                tag(1, status="exact", law_id=LAW, article=10),
                tag(2, status="repaired", law_id=LAW, article=15, paragraph=2),
            ],
            "官民データ活用推進基本法第10条;官民データ活用推進基本法第15条第2項",
        ),
        ([tag(1, status="unresolved", law_id=LAW, article=10)], None),
        ([tag(1, status="exact", law_id=None, article=10)], None),
        ([tag(1, status="exact", law_id="unheard-of", article=3)], "unheard-of第3条"),
    ],
)
def test_articles(tmp_path: Path, tags: list[Row], expected: str | None) -> None:
    assert flat(tmp_path, measures=[measure()], legal_tags=tags)[0]["articles"] == expected


@pytest.mark.parametrize(
    ("printed", "phases", "expected"),
    [
        ((None, None), [], (None, None, None)),
        ((2020, 2022), [phase(1, 2019, 2023)], (2020, 2022, "印字")),
        ((2020, None), [phase(1, 2019, 2023)], (2020, None, "印字")),
        ((None, None), [phase(1, 2019, 2020), phase(2, 2021, 2023)], (2019, 2023, "工程表")),
        ((None, None), [phase(1, 2019, 2020), phase(2, 2021, None)], (2019, None, "工程表")),
        ((None, None), [phase(1, None, None), phase(2, 2021, 2023)], (None, None, None)),
        ((None, None), [phase(1, 2019, 2020, "inferred")], (2019, 2020, "推定")),
    ],
)
def test_years(
    tmp_path: Path,
    printed: tuple[int | None, int | None],
    phases: list[Row],
    expected: tuple[int | None, int | None, str | None],
) -> None:
    start, end = printed
    measures = [measure(period_start_fy=start, period_end_fy=end)]
    (found,) = flat(tmp_path, measures=measures, schedule_spans=phases)
    assert (found["start_fy"], found["end_fy"], found["years_status"]) == expected


@pytest.mark.parametrize(
    ("values", "municipality", "licence", "credit"),
    [
        ({}, None, "不明", "出典：「x」を加工して作成"),
        (
            {
                "prefecture_name": "甲県",
                "municipality_name": "乙市",
                "plan_title": "丙計画",
                "source_licence": "CC BY 4.0",
            },
            "甲県乙市",
            "CC BY 4.0",
            "出典：乙市「丙計画」を加工して作成",
        ),
    ],
)
def test_source(
    tmp_path: Path, values: Row, municipality: str | None, licence: str, credit: str
) -> None:
    (found,) = flat(tmp_path, documents=[row("documents", **values)], measures=[measure()])
    assert (found["municipality"], found["licence"], found["credit"]) == (
        municipality,
        licence,
        credit,
    )


def test_the_file_has_the_declared_headers_and_safe_cells(tmp_path: Path) -> None:
    documents = [row("documents", municipality_code="012025")]
    flat(tmp_path / "data", documents=documents, measures=[measure(title="=1+1", outline='a"\nb')])
    write_flat(tmp_path / "x.csv", stored(tmp_path / "data"))
    content = (tmp_path / "x.csv").read_bytes()
    assert content.startswith('\ufeff"全国地方公共団体コード","ID"'.encode())
    with (tmp_path / "x.csv").open(encoding="utf-8-sig", newline="") as file:
        (found,) = csv.DictReader(file)
    assert list(found) == [column.name for column in flat_file().columns]
    assert (found["全国地方公共団体コード"], found["事業名"]) == ("012025", "'=1+1")
    assert (found["事業概要"], found["開始年度"]) == ('a"\nb', "")
    assert b'"012025"' in content


def test_every_declared_field_is_computed_once(tmp_path: Path) -> None:
    (found,) = flat(tmp_path, measures=[measure()])
    assert sorted(flat_file().fields) == sorted(found)
    names = [column.name for column in flat_file().columns]
    assert len(set(names)) == len(names)


def test_a_document_that_is_not_listed_is_not_there(tmp_path: Path) -> None:
    """Its other tables may be half-written."""
    flat(tmp_path, measures=[measure()])
    (tmp_path / "documents" / f"{ID}.parquet").unlink()
    assert list(flat_rows(stored(tmp_path))) == []
