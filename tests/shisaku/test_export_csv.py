"""The CSV of an export: safe in a spreadsheet, and read back without loss."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.schema import load_schema
from normalize.table_model import Column, Table
from shisaku.exporting.exact_csv import BadCsv, decoded, read_exact, write_exact
from tests.builders.stored_rows import ODD, texts

TABLE = Table(
    "t",
    1,
    "表",
    "",
    "",
    ("id",),
    (
        Column("id", "string", False, "", ""),
        Column("text", "string", True, "", ""),
        Column("count", "int32", True, "", ""),
        Column("share", "float64", True, "", ""),
        Column("is_it", "bool", True, "", ""),
    ),
)

rows = st.lists(
    st.tuples(
        texts,
        st.none() | texts,
        st.none() | st.integers(-(2**31), 2**31 - 1),
        st.none() | st.floats(allow_nan=False, allow_infinity=False),
        st.none() | st.booleans(),
    )
)


@given(rows)
def test_what_is_written_is_read(tmp_path_factory: pytest.TempPathFactory, given: Any) -> None:
    path = tmp_path_factory.mktemp("csv") / "t.csv"
    assert write_exact(path, TABLE, given) == len(given)
    assert list(read_exact(path, TABLE)) == given


def test_a_long_page_is_read(tmp_path: Path) -> None:
    long = ("x" * 200_000, None, None, None, None)
    write_exact(tmp_path / "t.csv", TABLE, [long])
    assert list(read_exact(tmp_path / "t.csv", TABLE)) == [long]


@pytest.mark.parametrize("text", ODD)
def test_no_cell_is_a_formula(tmp_path: Path, text: str) -> None:
    path = tmp_path / "t.csv"
    write_exact(path, TABLE, [(text, text, -1, -1.5, None)])
    with path.open(encoding="utf-8-sig", newline="") as file:
        _, (first, second, *numbers) = csv.reader(file)
    assert all(cell == "" or cell[0] not in "=+-@＝＋－＠\t\r\n" for cell in (first, second))
    assert numbers == ["-1", "-1.5", ""], "negative numbers stay numbers"


@pytest.mark.parametrize(
    ("row", "line"),
    [
        (("082112", None, 1, 0.5, True), '"082112",,1,0.5,true'),
        (("", "", None, None, False), '"","\'",,,false'),
        (("=1", "'=1", 0, 1e300, None), '"\'=1","\'\'=1",0,1e+300,'),
        (('a"b', "a,b", -1, -0.0, None), '"a""b","a,b",-1,-0.0,'),
    ],
)
def test_form_of_a_line(tmp_path: Path, row: Any, line: str) -> None:
    write_exact(tmp_path / "t.csv", TABLE, [row])
    text = (tmp_path / "t.csv").read_bytes().decode()
    assert text == f'\ufeff"id","text","count","share","is_it"\r\n{line}\r\n'


@pytest.mark.parametrize(
    ("text", "row", "column"),
    [
        ("id,text\r\n", 1, ""),
        ("id,text,count,share,is_it\r\na,b\r\n", 2, ""),
        ("id,text,count,share,is_it\r\na,b,1,1,true\r\na,b,x,1,true\r\n", 3, "count"),
        ("id,text,count,share,is_it\r\na,b,1,one,true\r\n", 2, "share"),
        ("id,text,count,share,is_it\r\na,b,1,1,yes\r\n", 2, "is_it"),
    ],
)
def test_what_is_no_table_is_named(tmp_path: Path, text: str, row: int, column: str) -> None:
    path = tmp_path / "t.csv"
    path.write_text(text, encoding="utf-8", newline="")
    with pytest.raises(BadCsv) as bad:
        list(read_exact(path, TABLE))
    assert (bad.value.row, bad.value.column) == (row, column)


def test_every_declared_column_can_be_read_empty_or_null() -> None:
    for table in load_schema().tables:
        for column in table.columns:
            empty = "" if column.type == "string" and not column.nullable else None
            assert decoded(column, "") == empty
