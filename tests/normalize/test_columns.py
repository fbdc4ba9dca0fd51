"""Whole columns are checked as their values are one by one."""

from __future__ import annotations

from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.columns import column_values, has_null, surely_accepts, undeclared
from normalize.table_model import Column, ColumnType, Table

TYPES: tuple[ColumnType, ...] = ("string", "int32", "float64", "bool")


class Word(StrEnum):
    A = "a"


def column(column_type: ColumnType) -> Column:
    return Column("x", column_type, True, "", "")


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**40), 2**40),
    st.integers(-(2**31) - 1, -(2**31) + 1),
    st.floats(allow_nan=True, allow_infinity=True),
    st.text(),
    st.sampled_from(["\ud800", "a\udfff", Word.A, b"a", ()]),
)


@given(st.sampled_from(TYPES), st.lists(VALUES, max_size=8))
def test_a_column_that_is_surely_accepted_holds_nothing_wrong(
    column_type: ColumnType, values: list[object]
) -> None:
    one = column(column_type)
    if surely_accepts(one, values):
        assert all(value is None or one.accepts(value) for value in values)


PLAIN = {
    "string": st.text(),
    "int32": st.integers(-(2**31), 2**31 - 1),
    "float64": st.one_of(st.floats(allow_nan=False, allow_infinity=False), st.integers(-9, 9)),
    "bool": st.booleans(),
}


@given(st.data(), st.sampled_from(TYPES))
def test_plain_values_are_surely_accepted(data: st.DataObject, column_type: ColumnType) -> None:
    values = data.draw(st.lists(st.one_of(st.none(), PLAIN[column_type])))
    assert surely_accepts(column(column_type), values)
    assert has_null(values) == (None in values)


def test_a_derived_type_is_left_to_a_closer_look() -> None:
    assert not surely_accepts(column("string"), ["b", Word.A])
    assert column("string").accepts(Word.A)


@pytest.mark.parametrize(
    ("rows", "values", "others"),
    [
        ([], [], frozenset()),
        ([{"x": 1}, {}, {"x": None}], [1, None, None], frozenset()),
        ([{"x": 1, "y": 2}, {"z": 3}], [1, None], frozenset({"y", "z"})),
    ],
)
def test_rows_become_columns(
    rows: list[dict[str, object]], values: list[object], others: frozenset[str]
) -> None:
    table = Table("t", 1, "", "", "", ("x",), (column("int32"),))
    assert column_values(rows, "x") == values
    assert undeclared(table, rows) == others
