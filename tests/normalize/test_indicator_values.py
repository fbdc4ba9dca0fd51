"""Printed values of indicators."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.indicator_values import IndicatorValue, bounds, read_value, unit_of_name


def number(value: float, unit: str | None = None, bound: str | None = None) -> IndicatorValue:
    return IndicatorValue("number", value, unit, bound)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("80％以上", number(80, "%", "at_least")),
        ("延べ1,200人", number(1200, "人")),
        ("12件／年", number(12, "件/年")),
        ("3.5ポイント増", number(3.5, "ポイント", "increase")),
        ("10％削減", number(10, "%", "decrease")),
        ("10％ 増 加", number(10, "%", "increase")),
        ("10％の削減", number(10, "%", "decrease")),
        ("５０", number(50)),
        ("約２万件", number(2, "万件", "about")),
        ("2億円", number(2, "億円")),
        ("2億円以上", number(2, "億円", "at_least")),
        ("1,500百万円", number(1500, "百万円")),
        ("30千円", number(30, "千円")),
        ("≧90%", number(90, "%", "at_least")),
        ("5～10件", IndicatorValue("range", None, "件", "range", 5, 10)),
        ("5件～10件", IndicatorValue("range", None, "件", "range", 5, 10)),
        ("10～5件", IndicatorValue("words")),
        ("5人～10件", IndicatorValue("words")),
        ("―", IndicatorValue("none")),
        ("－", IndicatorValue("none")),
        ("", IndicatorValue("none")),
        ("検討中", IndicatorValue("words")),
        ("実施", IndicatorValue("words")),
        ("毎年増加", IndicatorValue("words")),
        ("対前年度比10％増", IndicatorValue("words")),
        ("▲5", IndicatorValue("words")),
        ("1億2千万円", number(120_000_000, "円")),
    ],
)
def test_values(text: str, expected: IndicatorValue) -> None:
    assert read_value(text) == expected


@given(
    st.integers(0, 10**9),
    st.sampled_from(["", "件", "人", "％", "千円", "か所"]),
    st.sampled_from(["", *bounds()]),
    st.booleans(),
)
def test_a_number_is_read_back(n: int, unit: str, word: str, commas: bool) -> None:
    digits = f"{n:,}" if commas else str(n)
    before = word in {"最低", "最大", "約", "おおむね", "概ね", "およそ"}
    found = read_value(f"{word}{digits}{unit}" if before else f"{digits}{unit}{word}")
    assert found == number(n, unit.replace("％", "%") or None, bounds().get(word))


@given(st.integers(0, 999), st.integers(0, 999), st.sampled_from(["～", "〜", "~"]))
def test_a_range_has_its_ends_and_no_value(low: int, more: int, joint: str) -> None:
    found = read_value(f"{low}{joint}{low + more}件")
    assert (found.status, found.value, found.low, found.high) == ("range", None, low, low + more)


@given(st.text("0123456789,.～-―％件万億円増加減少以上約検討中 ()▲", max_size=12))
def test_any_text_gives_a_number_only_where_a_digit_is_printed(text: str) -> None:
    found = read_value(text)
    assert (found.value is not None) == (found.status == "number")
    assert found.value is None or any(char.isdigit() for char in text)


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("申請率（％）", "%"),
        ("経費（単位：千円）", "千円"),
        ("件数（件／年）", "件/年"),
        ("申請率（市民）", None),
        ("申請率", None),
    ],
)
def test_units_behind_names(name: str, unit: str | None) -> None:
    assert unit_of_name(name) == unit
