"""Tables with one measure a row."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.measure_lists import read_measure_lists
from parsers.measures import Measure
from parsers.records import find_records
from tests.builders.documents import tables

HEADER = "番号\t取組名\t担当課\t内容\t令和5年度\t令和6年度\t備考\n"
ROWS = "1\t電子申請\t市民課・税務課\t拡充する\t○\t→\t重点\n２\t無線\t総務課\t\t\t整備\t\n"


def one(text: str) -> Measure:
    (measure,) = read_measure_lists(tables(text)).values
    return measure


def test_a_row_is_a_measure() -> None:
    first, second = read_measure_lists(tables(HEADER + ROWS)).values
    assert (first.number_raw, first.title.text) == ("1", "電子申請")
    assert first.outline is not None and first.outline.text == "拡充する"
    assert [d.name.text for d in first.items[0].listed] == ["市民課", "税務課"]
    assert (second.number_raw, second.outline, second.items) == ("２", None, ())


def test_the_years_of_a_row_are_its_schedule() -> None:
    first, second = read_measure_lists(tables(HEADER + ROWS)).values
    marks = [[(m.year.text, m.cell.text) for m in s.row.marks] for s in first.schedules]
    assert marks == [[("令和5年度", "○"), ("令和6年度", "→")]]
    marks = [[(m.year.text, m.cell.text) for m in s.row.marks] for s in second.schedules]
    assert marks == [[("令和6年度", "整備")]]


def test_years_in_a_second_header_row() -> None:
    text = "取組名\t担当課\t年次計画\t\n\t\tR5\tR6\n電子申請\t市民課\t○\t○\n"
    (schedule,) = one(text).schedules
    assert [m.year.text for m in schedule.row.marks] == ["R5", "R6"]


def test_a_column_of_no_known_name_goes_to_records_with_an_issue() -> None:
    found = tables(HEADER + ROWS)
    issues = read_measure_lists(found).issues
    assert [(i.code, i.value_raw) for i in issues] == [("field-label-unknown", "備考")]
    records = find_records(found).values
    assert [(r.field, r.value) for r in records] == [("備考", "重点")]


def test_a_row_without_title_is_an_issue() -> None:
    found = read_measure_lists(tables(HEADER + "3\t\t市民課\t\t○\t\t\n"))
    assert found.values == ()
    assert "row-without-title" in [i.code for i in found.issues]


@pytest.mark.parametrize(
    "header",
    ["取組名\t令和5年度\t令和6年度\n", "年度\t取組内容\n", "用語\t説明\n", "番号\t内容\n"],
)
def test_other_tables_are_no_lists_of_measures(header: str) -> None:
    columns = header.count("\t")
    assert read_measure_lists(tables(header + "甲" + "\t○" * columns + "\n")).values == ()


def test_a_list_below_a_card_is_a_table_of_its_own() -> None:
    card = "施策名\t協働\n担当課\t市民課\n事業概要\t告知する\n"
    kinds = [t.kind for t in tables(f"{card}\n取組名\t担当課\n電子申請\t総務課\n")]
    assert kinds == ["measure_card", "measure_list"]


titles = st.text("電子申請無線整備", min_size=1, max_size=8)


@given(st.lists(titles, min_size=1, max_size=8))
def test_every_row_is_read_back(names: list[str]) -> None:
    text = "取組名\t担当課\n" + "".join(f"{name}\t市民課\n" for name in names)
    found = read_measure_lists(tables(text)).values
    assert [m.title.text for m in found] == names
