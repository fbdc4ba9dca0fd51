"""Shapes that other plans print and that were once lost or misread."""

from __future__ import annotations

import pytest

from parsers.plan import Plan
from parsers.year_header import is_year_label
from tests.builders.documents import plan, tables


def test_contents_without_a_blank_line_below_the_title() -> None:
    text = (
        "目次\n第1章 目的...1\n1 趣旨...1\n第2章 取組...3\n\n第1章 目的\n\n1 趣旨\n\n第2章 取組\n"
    )
    found: Plan = plan(text)
    assert found.contents is not None
    assert [h.toc_page for h in found.headings.values if h.kind == "heading"] == [1, 1, 3]


def test_a_shifted_number_is_matched_by_its_title() -> None:
    text = "目次\n1 甲の目的...1\n2 乙の取組...2\n3 丙の体制...3\n\n1 乙の取組\n\n2 丙の体制\n"
    matched = [h.toc_page for h in plan(text).headings.values if h.toc_status == "matched"]
    assert sorted(page for page in matched if page) == [2, 3]


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("令和5（2023）年度", True),
        ("2023年度（R5）", True),
        ("6年度", True),
        ("元年度", True),
        ("R9以降", True),
        ("1年", False),
        ("5", False),
        ("年度", False),
    ],
)
def test_year_labels(label: str, expected: bool) -> None:
    assert is_year_label(label) is expected


def test_a_time_with_its_year_is_no_yearly_cycle() -> None:
    dated = "時期\t内容\n令和4年5月\t第1回会議\n6月\t第2回会議\n"
    yearly = "時期\t内容\n4月\t照会\n6月\t点検\n"
    assert [t.kind for t in tables(dated)] == ["events"]
    assert [t.kind for t in tables(yearly)] == ["annual_cycle"]


def test_another_header_begins_another_table() -> None:
    text = "用語\t説明\nＡＩ\t人工知能\n\nサービス名\t概要\n予約\t施設の予約\n"
    assert [t.kind for t in tables(text)] == ["glossary", "services"]


def test_the_period_of_another_plan_is_not_taken() -> None:
    text = (
        "第1章 経緯\n\n前の計画の期間\n平成26年度～平成30年度\n\n本文です。\n"
        + "続きです。\n\n" * 9
    )
    assert plan(text).identity.period is None
