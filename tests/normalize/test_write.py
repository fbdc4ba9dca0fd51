"""The Parquet writer: what is written comes back, twice the same, and all of it or nothing."""

import os
import tempfile
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.schema import Column, SchemaError, Table, arrow_schema, load_schema
from normalize.write import read_table, write_tables

DOC = "000000-plan"
NAMES = load_schema().table_names
PAGE = {"document_id": DOC, "page_no": 1, "line_count": 1, "text": "⺠⑩〜ー"}


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_every_declared_table_gets_a_file_with_the_full_schema(tmp_path: Path) -> None:
    write_tables({"pages": [PAGE]}, DOC, tmp_path / "new" / "out")
    out = tmp_path / "new" / "out"
    assert set(files(out)) == {f"{name}/{DOC}.parquet" for name in NAMES}
    for table in load_schema().tables:
        stored = pq.ParquetFile(out / table.name / f"{DOC}.parquet")
        assert stored.schema_arrow.equals(arrow_schema(table), check_metadata=True)
        assert stored.metadata.num_rows == (table.name == "pages")
        assert b"pandas" not in stored.schema_arrow.metadata


def test_missing_columns_are_null_and_raw_text_is_kept(tmp_path: Path) -> None:
    write_tables({"pages": [PAGE]}, DOC, tmp_path)
    assert read_table(tmp_path, "pages").to_pylist() == [
        {**PAGE, "width_pt": None, "height_pt": None}
    ]


def test_same_rows_same_bytes(tmp_path: Path) -> None:
    write_tables({"pages": [PAGE]}, DOC, tmp_path / "a")
    write_tables({"pages": [dict(reversed(PAGE.items()))]}, DOC, tmp_path / "b")
    write_tables({"pages": [PAGE]}, DOC, tmp_path / "b")
    assert files(tmp_path / "a") == files(tmp_path / "b")


def test_a_document_is_replaced_and_its_neighbours_stay(tmp_path: Path) -> None:
    other = "000001-plan"
    write_tables({"pages": [PAGE]}, DOC, tmp_path)
    write_tables({"pages": [{**PAGE, "document_id": other}]}, other, tmp_path)
    write_tables({"pages": [{**PAGE, "text": "新"}]}, DOC, tmp_path)
    pages = read_table(tmp_path, "pages").to_pylist()
    assert [(page["document_id"], page["text"]) for page in pages] == [
        (DOC, "新"),
        (other, "⺠⑩〜ー"),
    ]


@pytest.mark.parametrize(
    ("table", "row", "words"),
    [
        ("plans", {}, ["'plans'"]),
        ("pages", {"colour": "red"}, ["pages", "'colour'", "'red'"]),
        ("pages", {"page_no": "一"}, ["pages.page_no", "int32", "'一'"]),
        ("pages", {"page_no": True}, ["pages.page_no", "int32", "True"]),
        ("pages", {"page_no": 2**40}, ["pages.page_no", "int32", str(2**40)]),
        ("pages", {"width_pt": "595"}, ["pages.width_pt", "float64", "'595'"]),
        ("pages", {"width_pt": float("nan")}, ["pages.width_pt", "float64", "nan"]),
        ("pages", {"text": 7}, ["pages.text", "string", "7"]),
        ("pages", {"text": "\udcff"}, ["pages.text", "string", r"\udcff"]),
        ("pages", {"text": None}, ["pages.text", "null", "row 0"]),
        ("pages", {"document_id": "other"}, ["pages.document_id", "'other'"]),
        ("pages", {"document_id": None}, ["pages.document_id", "None"]),
    ],
)
def test_faults_name_table_column_and_value(
    tmp_path: Path, table: str, row: dict[str, object], words: list[str]
) -> None:
    with pytest.raises(SchemaError) as caught:
        write_tables({table: [{**PAGE, **row}]}, DOC, tmp_path / "out")
    assert [word for word in words if word not in str(caught.value)] == []
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", ["", ".hidden", "_ignored", "a/b", "a\\b", "..", "a\0b", "a:b"])
def test_document_ids_that_are_no_file_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(SchemaError, match="file name"):
        write_tables({}, name, tmp_path)
    assert files(tmp_path) == {}


@pytest.mark.parametrize("failing", range(2 * len(NAMES)))
def test_a_failing_move_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    """Of a second run each move fails once: 30 set the old files aside, 30 place the new."""
    write_tables({"pages": [PAGE]}, DOC, tmp_path)
    before = files(tmp_path)
    calls = 0

    def replace(source: Path, target: Path, real: Any = os.replace) -> None:
        nonlocal calls
        calls += 1
        if calls == failing + 1:
            raise OSError("disk full")
        real(source, target)

    monkeypatch.setattr("os.replace", replace)
    with pytest.raises(OSError, match="disk full"):
        write_tables({"pages": [{**PAGE, "text": "新"}]}, DOC, tmp_path)
    assert files(tmp_path) == before
    assert {path.name for path in tmp_path.iterdir()} == set(NAMES)


def test_a_failing_first_write_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write_table(*_: object, **__: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("pyarrow.parquet.write_table", write_table)
    with pytest.raises(OSError, match="disk full"):
        write_tables({}, DOC, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_documents_leave_first_and_come_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_tables({}, DOC, tmp_path)
    places: list[str] = []

    def replace(source: Path, target: Path, real: Any = os.replace) -> None:
        table = source.parent if target.parent.name.startswith(".") else target.parent
        places.append(table.name)
        real(source, target)

    monkeypatch.setattr("os.replace", replace)
    write_tables({}, DOC, tmp_path)
    assert places[0] == places[-1] == "documents"
    assert len(places) == 2 * len(NAMES)


def test_read_table_of_nothing_has_the_full_schema(tmp_path: Path) -> None:
    table = read_table(tmp_path, "cells")
    assert table.num_rows == 0
    assert table.schema.equals(arrow_schema(load_schema().table("cells")), check_metadata=True)
    with pytest.raises(SchemaError, match="'nowhere'"):
        read_table(tmp_path, "nowhere")


def test_read_table_refuses_files_of_another_version(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    pq.write_table(pa.table({"document_id": [DOC]}), tmp_path / "pages" / f"{DOC}.parquet")
    with pytest.raises(SchemaError, match="convert again"):
        read_table(tmp_path, "pages")


VALUES: dict[str, st.SearchStrategy[Any]] = {
    "string": st.text(st.characters(exclude_categories=["Cs"])),
    "int32": st.integers(-(2**31), 2**31 - 1),
    "float64": st.floats(allow_nan=False, allow_infinity=False),
    "bool": st.booleans(),
}


def values(column: Column) -> st.SearchStrategy[Any]:
    if column.name == "document_id":
        return st.just(DOC)
    return VALUES[column.type] if not column.nullable else st.none() | VALUES[column.type]


def some_rows(table: Table) -> st.SearchStrategy[tuple[str, list[dict[str, Any]]]]:
    row = st.fixed_dictionaries({column.name: values(column) for column in table.columns})
    return st.tuples(st.just(table.name), st.lists(row, max_size=4))


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(load_schema().tables).flatmap(some_rows))
def test_rows_come_back_as_they_were(written: tuple[str, list[dict[str, Any]]]) -> None:
    name, rows = written
    with tempfile.TemporaryDirectory() as folder:
        write_tables({name: rows}, DOC, Path(folder))
        assert read_table(Path(folder), name).to_pylist() == rows
