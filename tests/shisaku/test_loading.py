"""``shisaku.load``: types, excerpts, joins, places; folders, compacted folders, packages."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

import shisaku
from normalize.schema import arrow_schema, load_schema
from normalize.write import write_tables
from shisaku.loading import Data
from shisaku.loading_excerpts import excerpts
from shisaku.loading_files import LoadError, UnknownTable, declared
from shisaku.loading_places import PLACE_TYPES, records
from shisaku.loading_schedule import schedule_matrix
from tests.builders.frames import ID, TYPES, Row, frame, row

Run = Callable[..., Any]


def loaded(folder: Path, **rows: list[Row]) -> Data:
    write_tables({"documents": [row("documents")], **rows}, ID, folder)
    return shisaku.load(folder)


@pytest.fixture(scope="module")
def converted(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    from shisaku.cli import main

    out = tmp_path_factory.mktemp("converted") / "parquet"
    main(["convert", str(root / "data" / "raw"), "--out", str(out), "--quiet"])
    return out


def test_import_is_light() -> None:
    code = "import sys, shisaku; print('pandas' in sys.modules, 'load' in dir(shisaku))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False True\n"


def test_package_has_nothing_else() -> None:
    with pytest.raises(AttributeError, match="lode"):
        _ = shisaku.lode


def test_every_table_has_its_columns_and_types(converted: Path) -> None:
    data = shisaku.load(converted)
    for table in load_schema().tables:
        read = getattr(data, table.name)
        assert {c: str(t) for c, t in read.dtypes.items()} == {
            column.name: TYPES[column.type] for column in table.columns
        }
        assert tuple(read.columns) == table.column_names
    assert data.measures["policy_no"].dtype == pd.Int64Dtype()
    assert set(load_schema().table_names) <= set(dir(data))


def test_excerpts_are_left_out_unless_asked_for(converted: Path) -> None:
    data, every = shisaku.load(converted), shisaku.load(converted, excerpts=True)
    (part,) = data.excerpts
    whole = data.excerpts[part]
    assert every.excerpts == {}
    assert set(every.documents["document_id"]) - set(data.documents["document_id"]) == {part}
    for name in ("trainings", "pages", "spans"):
        table = data.table(name)
        assert part not in set(table["document_id"]) and whole in set(table["document_id"])
        assert len(table) < len(every.table(name))
    assert f"{part} (part of {whole})" in repr(data) and part not in repr(every)


A, B, C = "a", "b", "c"


@pytest.mark.parametrize(
    ("documents", "expected"),
    [
        ([(A, "1", None, "ok"), (B, "1", A, "ok")], {B: A}),
        ([(A, "1", None, "failed"), (B, "1", A, "ok")], {}),  # all there is of the plan
        ([(A, "2", None, "ok"), (B, "1", A, "ok")], {}),  # of another municipality
        ([(A, None, None, "ok"), (B, None, A, "ok")], {B: A}),
        ([(B, "1", A, "ok")], {}),
        ([(A, "1", None, "ok"), (B, "1", A, "ok"), (C, "1", B, "ok")], {B: A, C: A}),
        ([(B, "1", A, "ok"), (C, "1", B, "ok")], {C: B}),
        ([(A, "1", B, "ok"), (B, "1", A, "ok")], {}),
        ([(A, "1", A, "ok")], {}),
    ],
)
def test_excerpts(documents: list[tuple[str, Any, Any, str]], expected: dict[str, str]) -> None:
    made = [
        row(
            "documents",
            document_id=slug,
            plan_slug=slug,
            municipality_code=code,
            part_of=part_of,
            status=status,
        )
        for slug, code, part_of, status in documents
    ]
    assert excerpts(frame("documents", *made)) == expected


@given(st.dictionaries(st.sampled_from("abcdef"), st.sampled_from("abcdef"), max_size=6))
def test_a_plan_is_never_left_out_whole(part_of: dict[str, str]) -> None:
    rows = [
        row("documents", document_id=slug, plan_slug=slug, part_of=part_of.get(slug))
        for slug in "abcdef"
    ]
    found = excerpts(frame("documents", *rows))
    assert not set(found.values()) & set(found)


def test_compacted_folders_and_packages_are_the_same(
    converted: Path, tmp_path: Path, run: Run
) -> None:
    run("compact", converted, "--out", tmp_path / "compact")
    run("export", converted, "--to", "datapackage", "--out", tmp_path / "package")
    first = shisaku.load(converted)
    for folder in ("compact", "package", "package/parquet"):
        other = shisaku.load(str(tmp_path / folder))
        assert_frame_equal(first.documents, other.documents)
        assert_frame_equal(first.measures_flat(), other.measures_flat())


def test_a_document_being_written_is_not_there(tmp_path: Path) -> None:
    span = row("spans", span_id="s", page_no=1, char_start=0, char_end=1)
    loaded(tmp_path, spans=[span])
    other = row("spans", document_id="unknown-b", span_id="t", page_no=1)
    table = pa.Table.from_pylist([other], schema=arrow_schema(load_schema().table("spans")))
    pq.write_table(table, tmp_path / "spans" / "unknown-b.parquet")
    assert list(shisaku.load(tmp_path).spans["span_id"]) == ["s"]


def test_changing_a_frame_changes_nothing(tmp_path: Path) -> None:
    data = loaded(tmp_path)
    documents = data.documents
    documents["document_id"] = "changed"
    assert list(data.documents["document_id"]) == [ID]


def test_folders_that_hold_no_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path, words in ((tmp_path / "no", "no such folder"), (tmp_path, "no converted data")):
        with pytest.raises(LoadError, match=words):
            shisaku.load(path)
    monkeypatch.setenv("LANG", "ja_JP.UTF-8")
    monkeypatch.setenv("LC_ALL", "ja_JP.UTF-8")
    with pytest.raises(ValueError, match="フォルダーがありません"):
        shisaku.load(tmp_path / "no")


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    loaded(tmp_path)
    measures = tmp_path / "measures" / f"{ID}.parquet"
    pq.write_table(pa.table({"measure_id": ["m"]}), measures)
    with pytest.raises(LoadError, match="other columns"):
        _ = shisaku.load(tmp_path).measures
    measures.write_bytes(b"no parquet")
    with pytest.raises(LoadError, match="cannot be read"):
        _ = shisaku.load(tmp_path).measures
    measures.unlink()
    with pytest.raises(LoadError, match="table measures is not there"):
        _ = shisaku.load(tmp_path).measures


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("mesures", "measures?"),
        ("Trainings", "trainings?"),
        ("department", "departments?"),
        ("zzz", "Tables: documents,"),
    ],
)
def test_unknown_tables(asked: str, expected: str, tmp_path: Path) -> None:
    data = loaded(tmp_path)
    assert not hasattr(data, asked)  # an AttributeError, as everywhere in Python
    for ask in (data.table, data.__getitem__, declared):
        with pytest.raises(UnknownTable) as raised:
            ask(asked)
        assert expected in str(raised.value)


def test_measures_flat(tmp_path: Path) -> None:
    text = "一行目\n施策の名\n"
    data = loaded(
        tmp_path,
        pages=[row("pages", page_no=1, text=text)],
        spans=[row("spans", span_id="s", page_no=1, char_start=4, char_end=8, raw_text="施策の名")],
        measures=[
            row("measures", measure_id="m1", title="名", span_id="s"),
            row("measures", measure_id="m2", period_start_fy=2020, period_end_fy=2022),
        ],
        departments=[
            row("departments", measure_id="m1", seq=1, department="税務課"),
            row("departments", measure_id="m1", seq=2, department="関係各課", kind="group"),
            row("departments", measure_id="m1", seq=3, department="他", kind="others"),
            row("departments", measure_id="m1", seq=4, department="税務課"),
        ],
        schedule_spans=[
            row(
                "schedule_spans",
                measure_id="m1",
                schedule_row_id="r",
                phase_seq=n,
                start_fy=2019 + n,
                start_status="observed",
                end_fy=2020 + n,
                end_status=status,
            )
            for n, status in ((1, "observed"), (2, "inferred"))
        ],
    )
    flat = data.measures_flat()
    first, second = (flat.iloc[n] for n in (0, 1))
    assert first["departments"] == "税務課;関係各課"
    assert (first["start_fy"], first["end_fy"], first["years_status"]) == (2020, 2022, "inferred")
    assert (first["page_no"], first["line_no"], first["printed"]) == (1, 2, "施策の名")
    assert (second["start_fy"], second["years_status"]) == (2020, "printed")
    assert pd.isna(second["departments"]) and pd.isna(second["page_no"])
    assert {str(flat[name].dtype) for name in ("policy_no", "start_fy", "line_no")} == {"Int64"}
    assert str(data.source(first, lines=0)) == "【施策の名】"
    assert str(data.source(next(flat.itertuples()))) == "一行目\n【施策の名】\n"
    assert data.source(first.to_dict(), "outline_span_id") is None
    assert data.source(second) is None


def test_items_take_departments_of_the_measure_only_without_their_own(tmp_path: Path) -> None:
    data = loaded(
        tmp_path,
        measures=[row("measures", measure_id="m", title="事業", number_raw="①")],
        measure_items=[
            row("measure_items", measure_id="m", item_id=name, item_label=name) for name in "アイ"
        ],
        departments=[
            row("departments", measure_id="m", item_id="ア", seq=1, department="税務課"),
            row("departments", measure_id="m", seq=1, department="総務課"),
        ],
    )
    items = data.items_flat()
    assert list(items["departments"]) == ["税務課", "総務課"]
    assert list(items["title"]) == ["事業", "事業"] and list(items["number_raw"]) == ["①", "①"]


@pytest.mark.parametrize(
    ("period", "spans", "expected"),
    [
        ({}, [], [None, None]),
        ({"period_raw": "R2～", "period_start_fy": 2020}, [], [2020, 2020]),
        ({}, [{"start_fy": 2021}], [2021, 2021]),
        ({}, [{"start_fy": 2021}, {"start_fy": 2022, "item_id": "イ"}], [2021, 2022]),
    ],
)
def test_items_take_years_of_the_measure_only_without_their_own(
    tmp_path: Path, period: Row, spans: list[Row], expected: list[int | None]
) -> None:
    own = {"measure_id": "m", "start_status": "observed"}
    data = loaded(
        tmp_path,
        measures=[row("measures", measure_id="m", title="事業", **period)],
        measure_items=[row("measure_items", measure_id="m", item_id=name) for name in "アイ"],
        schedule_spans=[row("schedule_spans", **own | span) for span in spans],
    )
    starts = data.items_flat()["start_fy"]
    assert [None if pd.isna(year) else year for year in starts] == expected


def test_flat_tables_of_no_rows_have_their_columns(tmp_path: Path) -> None:
    data = loaded(tmp_path)
    for flat in (data.measures_flat(), data.items_flat()):
        assert flat.empty and set(PLACE_TYPES) < set(flat.columns)
    assert data.schedule_matrix().empty


def phase(name: str | None, start: int | None, end: int | None, **values: Any) -> Row:
    known = {True: "observed", False: "unknown"}
    return (
        row(
            "schedule_spans",
            schedule_row_id="r",
            phase_raw=name,
            start_fy=start,
            end_fy=end,
            start_status=known[start is not None],
            end_status=known[end is not None],
            reliability="start_only",
        )
        | values
    )


def mark(name: str | None, year: int | None) -> Row:
    return row("schedule_marks", schedule_row_id="r", phase_raw=name, fiscal_year=year)


def fiscal_years(matrix: pd.DataFrame) -> list[Any]:
    return [column for column in matrix.columns if isinstance(column, int)]


OBS, INF = "observed", "inferred"


@pytest.mark.parametrize(
    ("spans", "marks", "expected"),
    [
        ([phase("検討", 2019, 2019)], [mark("検討", 2019)], [{2019: OBS}]),
        (
            [phase("検討", 2019, 2021, end_status="inferred")],
            [mark("検討", 2019)],
            [{2019: OBS, 2020: INF, 2021: INF}],
        ),
        (  # both ends observed, nothing printed between
            [phase("検討", 2019, 2021)],
            [mark("検討", 2019), mark("検討", 2021)],
            [{2019: OBS, 2020: INF, 2021: OBS}],
        ),
        (  # a period in words has no marks
            [phase("検討", 2019, 2021, reliability="full")],
            [],
            [{2019: OBS, 2020: OBS, 2021: OBS}],
        ),
        (  # 毎年度: the years are the plan's
            [phase("検討", 2019, 2020, reliability="full", start_status=INF, end_status=INF)],
            [],
            [{2019: INF, 2020: INF}],
        ),
        ([phase("検討", 2019, None)], [], [{2019: OBS}]),
        ([phase("検討", None, 2019)], [], [{2019: OBS}]),
        (  # a packed row: which phase a mark belongs to is unknown
            [
                phase("検討", None, None, phase_seq=1),
                phase("実施", None, None, phase_seq=2),
            ],
            [mark(None, 2019), mark(None, 2021)],
            [{}, {}, {2019: OBS, 2021: OBS}],
        ),
        (  # the row is the phase
            [phase(None, 2019, 2019)],
            [mark(None, 2019)],
            [{2019: OBS}],
        ),
        ([], [mark("検討", None)], []),
    ],
)
def test_schedule_matrix(
    spans: list[Row], marks: list[Row], expected: list[dict[int, str]]
) -> None:
    matrix = schedule_matrix(frame("schedule_spans", *spans), frame("schedule_marks", *marks))
    years = fiscal_years(matrix)
    assert years == list(range(min(years), max(years) + 1)) if years else not expected
    found = [
        {year: status for year, status in zip(years, cells, strict=True) if pd.notna(status)}
        for cells in matrix[list(years)].itertuples(index=False)
    ]
    assert found == expected


@given(
    st.lists(
        st.tuples(st.integers(2015, 2030), st.integers(0, 6), st.sampled_from([OBS, INF])),
        max_size=5,
    ),
    st.sets(st.integers(2010, 2035), max_size=6),
)
def test_every_year_of_a_phase_is_a_cell_and_no_other(
    phases: list[tuple[int, int, str]], inked: set[int]
) -> None:
    spans = [
        phase("検討", start, start + length, end_status=status, schedule_row_id=f"r{n}")
        for n, (start, length, status) in enumerate(phases)
    ]
    marks = [mark("検討", year) | {"schedule_row_id": "r0"} for year in inked]
    matrix = schedule_matrix(frame("schedule_spans", *spans), frame("schedule_marks", *marks))
    assert len(matrix) == len(phases)
    for n, (start, length, _) in enumerate(phases):
        cells = matrix.iloc[n]
        known = {year for year in fiscal_years(matrix) if pd.notna(cells[year])}
        assert known == set(range(start, start + length + 1))
        assert {y for y in known if cells[y] == OBS} >= (inked & known if n == 0 else {start})


def test_real_rows_lead_to_their_print(converted: Path) -> None:
    data = shisaku.load(converted)
    flat = data.items_flat()
    lines = {
        document: text.splitlines()
        for document, text in zip(data.pages["document_id"], data.pages["text"], strict=True)
    }
    assert len(flat) == len(data.measure_items)
    for item in records(flat):
        line = lines[item["document_id"]][item["line_no"] - 1]
        assert item["printed"].splitlines()[0] in line
    assert data.located(data.trainings)["page_no"].tolist() == [1] * len(data.trainings)
