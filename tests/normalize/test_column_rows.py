"""Rows held as columns read as the rows they were added as."""

from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.column_rows import ColumnRows
from normalize.columns import column_values, row_values, rows_where

NAMES = ("a", "b", "c")
ROWS = st.lists(
    st.dictionaries(st.sampled_from(NAMES), st.none() | st.integers() | st.text()), max_size=8
)


def added(rows: list[dict[str, object]]) -> ColumnRows:
    held = ColumnRows()
    for row in rows:
        held.add({"id": 0, **row})
    return held


@given(ROWS)
def test_rows_are_as_added_and_lack_no_column(rows: list[dict[str, object]]) -> None:
    names = set().union(*rows) | {"id"} if rows else set()
    whole = [{name: {"id": 0, **row}.get(name) for name in names} for row in rows]
    held = added(rows)
    assert held == whole
    assert [held[n] for n in range(len(held))] == whole == list(held[:])
    assert held.names == names
    assert list(held[1:2]) == whole[1:2]


@given(ROWS)
def test_columns_are_those_of_plain_rows(rows: list[dict[str, object]]) -> None:
    plain = [{"id": 0, **row} for row in rows]
    for name in (*NAMES, "id", "none"):
        assert list(column_values(added(rows), name)) == list(column_values(plain, name))
    assert list(row_values(added(rows), "a", "b")) == list(row_values(plain, "a", "b"))
    found = rows_where(added(rows), "a", {None})
    assert len(found) == len(rows_where(plain, "a", {None}))


def test_columns_can_be_given_and_put() -> None:
    held = ColumnRows({"n": array("i", [1, 2])})
    held.put("text", ["い", "ろ"])
    held.add({"n": 3, "text": "は"})
    assert held == [{"n": 1, "text": "い"}, {"n": 2, "text": "ろ"}, {"n": 3, "text": "は"}]
    assert repr(held[0]) in repr(held)


def test_rows_cannot_be_changed() -> None:
    row = added([{"a": 1}])[0]
    with pytest.raises(TypeError):
        row["a"] = 2  # type: ignore[index]


def test_rows_are_equal_to_rows_alone() -> None:
    assert added([]) == []
    assert added([{"a": 1}]) != [{"a": 1}]
    assert added([]) != 0
