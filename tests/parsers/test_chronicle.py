"""Dated events printed as lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders.documents import rows

HEAD = "資料編\n\n1 計画策定の経過\n\n"


def events(lines: str, head: str = HEAD) -> list[tuple[str, str | None, str | None, str]]:
    columns = ("date_raw", "date_start", "date_end", "name")
    return [tuple(row[c] for c in columns) for row in rows(head + lines)["events"]]


def test_lines_that_begin_with_a_date() -> None:
    text = (
        "令和３年５月１０日（月）　第１回委員会（方針について）\n"
        "・７月～８月　アンケートの実施\n"
        "令和４年１月５日～２月４日　意見の募集\n"
        "3月下旬：計画の決定\n"
    )
    assert events(text) == [
        ("令和３年５月１０日（月）", "2021-05-10", None, "第１回委員会（方針について）"),
        ("７月～８月", "2021-07", "2021-08", "アンケートの実施"),
        ("令和４年１月５日～２月４日", "2022-01-05", "2022-02-04", "意見の募集"),
        ("3月下旬", "2022-03", None, "計画の決定"),
    ]


@pytest.mark.parametrize(
    ("lines", "head"),
    [
        ("令和3年5月10日 第1回委員会\n", HEAD),  # one line is no chronicle
        ("令和3年5月10日に開きました。\n令和3年6月1日に決めました。\n", HEAD),
        ("令和3年5月10日 甲\n令和3年6月1日 乙\n", "第1章 概要\n\n1 計画の目的\n\n"),
    ],
)
def test_no_chronicle(lines: str, head: str) -> None:
    assert events(lines, head) == []


def test_rows_of_a_table_without_a_header() -> None:
    text = (
        "検討の状況\n\n\t令和3年6月1日\t第1回委員会\n\t10月5日\t第2回委員会 ・素案について\n"
        "\t12月1日～28日\t意見の募集\n"
    )
    assert events(text, "") == [
        ("令和3年6月1日", "2021-06-01", None, "第1回委員会"),
        ("10月5日", "2021-10-05", None, "第2回委員会"),
        ("12月1日～28日", "2021-12-01", "2021-12-28", "意見の募集"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "4月\t実績の調査\n6月\t会議\n",  # every year
        "令和3年6月1日\t委員会\n人口\t1,000人\n",
        "令和3年6月1日\t委員会\t10人\n令和3年7月1日\t部会\t5人\n",
    ],
)
def test_other_tables_without_a_header(text: str) -> None:
    assert events(text, "") == []


days = st.tuples(st.integers(1, 12), st.integers(1, 28))


@given(st.lists(days, min_size=2, max_size=6), st.sampled_from([" ", "　", "：", "\u3000\u3000"]))
def test_every_line_is_an_event(dates: list[tuple[int, int]], gap: str) -> None:
    lines = "".join(f"令和3年{m}月{d}日{gap}会議の開催\n" for m, d in dates)
    assert [event[1] for event in events(lines)] == [f"2021-{m:02}-{d:02}" for m, d in dates]
