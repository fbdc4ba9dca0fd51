"""The plan's own period in the wordings that plans print it in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.years import parse_years
from parsers.plan_period import is_own
from tests.builders.documents import plan, rows

# Enough that no line of the first chapter stands on the cover or in the imprint.
BODY = "\n\n第2章 取組\n\n" + "本文です。\n\n" * 12


def period(text: str, cover: str = "情報化推進計画") -> str | None:
    found = plan(f"{cover}\n\n第1章 概要\n\n{text}{BODY}").identity.period
    return found.text if found is not None else None


TO = "令和7年度から令和9年度まで"
WAVE = "令和7年度～令和9年度"
BOTH = "令和7（2025）年度～令和9（2027）年度"
LONG = "令和7年度（2025年度）から令和9年度（2027年度）まで"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (TO, TO),
        (f"{TO}の3年間", TO),
        (f"{TO}の3年間とします。", TO),
        (f"{LONG}の3年間", LONG),
        (f"本計画の期間は、{TO}の3年間とします。", TO),
        (f"{TO}を計画期間とします。", TO),
        (BOTH, BOTH),
        (f"計画期間は、{WAVE}の3か年です。", WAVE),
        (WAVE, WAVE),
        (f"・{WAVE}（3年間）", WAVE),
        ("2025年度-2027年度", "2025年度-2027年度"),
        ("2025（令和7）年度～2027（令和9）年度", "2025（令和7）年度～2027（令和9）年度"),
        ("令和7年度～9年度", "令和7年度～9年度"),
        ("令和７年度から\n令和９年度までの３年間", "令和７年度から\n令和９年度まで"),
        ("計画期間は、令和7年度から3年間とします。", None),  # no end is printed
        ("令和7年4月から令和10年3月まで", None),
        ("令和7年度", None),
        (f"{TO}に調査を行います。", None),
        (f"総合計画は、{TO}です。", None),
        (f"総合計画の期間\n{TO}", None),
    ],
)
def test_below_a_heading_of_the_period(line: str, expected: str | None) -> None:
    assert period(f"1 計画期間\n\n{line}") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{TO}を計画期間とします。", TO),
        (f"本計画は、{TO}の3年間を計画期間とします。", TO),
        (f"情報化推進計画の計画期間は、{WAVE}とします。", WAVE),
        (f"総合計画との整合を図るため、計画期間は{WAVE}とします。", WAVE),
        (f"国の動向を踏まえ、本計画の期間は、{WAVE}とします。", WAVE),
        (f"総合計画の計画期間は、{TO}です。", None),
        (f"総合計画の期間は、{TO}です。", None),
        (f"総合計画の\n計画期間は、{TO}です。", None),
        (f"総合計画では、計画期間は、{TO}です。", None),
        (f"総合計画は、最上位の計画であり、{TO}を計画期間とします。", None),
        (f"{TO}を計画期間とする総合計画に基づきます。", None),
        (f"前計画の計画期間は、{WAVE}です。", None),
        (f"前計画期間は、{WAVE}です。", None),
        (f"前計画（計画期間は、{WAVE}）を見直します。", None),
        (f"国の計画は、{TO}を計画期間とします。", None),
        (f"「第2次交通計画」の計画期間は、{TO}です。", None),
        (f"調査期間\n{WAVE}", None),
        (f"予算\n{TO}", None),
    ],
)
def test_in_a_sentence(text: str, expected: str | None) -> None:
    assert period(f"1 位置付け\n\n{text}") == expected


def test_a_plan_named_in_the_title_is_the_documents_own() -> None:
    text = f"1 位置付け\n\n総合計画の計画期間は、{TO}です。"
    assert (period(text, "第5次総合計画"), period(text)) == (TO, None)


@pytest.mark.parametrize("line", [BOTH, TO, f"（{WAVE}）"])
def test_on_the_cover(line: str) -> None:
    assert period("", f"情報化推進計画\n{line}") == line.strip("（）")


@pytest.mark.parametrize("value", [BOTH, TO, LONG, f"{WAVE}（3年間）"])
def test_in_a_field(value: str) -> None:
    assert period(f"計画期間\t{value}\n担当\t総務課\n") == value.removesuffix("（3年間）")


@pytest.mark.parametrize("name", ["総合計画の期間", "調査期間", "実施期間", "国の計画"])
def test_the_last_lines_are_no_imprint_below_a_label_of_others(name: str) -> None:
    assert plan(f"第1章 概要\n\n本文です。\n\n1 {name}\n\n{TO}\n").identity.period is None


def test_headings_that_differ_tell_no_period() -> None:
    first, second = (f"1 計画期間\n\n{years}\n\n" for years in (WAVE, "令和8年度～令和9年度"))
    assert period(f"{first}第3章 取組\n\n{second}") is None


def test_the_years_that_it_means() -> None:
    (row,) = rows(f"第1章 概要\n\n1 計画期間\n\n{LONG}の3年間\n{BODY}")["documents"]
    assert (row["period_raw"], row["period_start_fy"], row["period_end_fy"]) == (LONG, 2025, 2027)


YEARS = st.integers(2, 30).flatmap(lambda n: st.tuples(st.just(n), st.integers(n + 1, 40)))
SPELLED = st.sampled_from(
    ["令和{0}年度", "令和{0}（{1}）年度", "令和{0}年度（{1}年度）", "{1}年度"]
)


@given(YEARS, SPELLED, st.sampled_from(["{0}から{1}まで", "{0}～{1}", "{0}から{1}"]), st.data())
def test_ranges_are_read_as_printed(
    years: tuple[int, int], spelled: str, joined: str, data: st.DataObject
) -> None:
    printed = joined.format(*(spelled.format(n, n + 2018) for n in years))
    around = data.draw(
        st.sampled_from(
            [
                "{0}",
                "{0}の{1}年間",
                "本計画の期間は、{0}の{1}年間とします。",
                "{0}を計画期間とします。",
            ]
        )
    )
    found = period("1 計画の期間\n\n" + around.format(printed, years[1] - years[0] + 1))
    assert found == printed
    reading = parse_years(found)
    assert (reading.start, reading.end) == (years[0] + 2018, years[1] + 2018)


@given(st.text("計画期間は、。の前国総合本「」（）1なお", max_size=30))
def test_nothing_before_the_last_sentence_counts(before: str) -> None:
    assert is_own(f"{before}。本計画の", None)
    assert not is_own(f"{before}。前計画の", None)
