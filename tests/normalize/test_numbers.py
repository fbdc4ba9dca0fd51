"""Printed numbers, ordinals and letters; the kanji numerals on every number up to 9999."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kanjize import KanjizeConfiguration, KanjizeStyle, number2kanji

from normalize.eras import TableError
from normalize.numbers import NumberReading, ordinal, parse_number
from normalize.ordinals import number_words

NUMBERS = [
    ("60.6(%)", 60.6, "%", None),
    ("100.0%", 100.0, "%", None),
    ("(81.3%)", 81.3, "%", None),
    ("1,200人", 1200.0, "人", None),
    ("１，２００", 1200.0, None, None),
    ("延べ1,200人", 1200.0, "人", "延べ"),
    ("80％以上", 80.0, "%", "以上"),
    ("１０人未満", 10.0, "人", "未満"),
    ("約3割", 3.0, "割", "約"),
    ("約80%以上", 80.0, "%", "約・以上"),
    ("3人/年", 3.0, "人/年", None),
    ("12か所", 12.0, "か所", None),
    ("5メートル", 5.0, "メートル", None),
    ("99.9ポイント", 99.9, "ポイント", None),
    ("5年", 5.0, "年", None),
    ("三百人", 300.0, "人", None),
    ("二十六", 26.0, None, None),
    ("五千円", 5000.0, "円", None),
    ("1万2千人", 12000.0, "人", None),
    ("1.5万人", 15000.0, "人", None),
    ("1.15万人", 11500.0, "人", None),
    ("100万人", 1000000.0, "人", None),
    ("4億5230万円", 452300000.0, "円", None),
    ("1,200千円", 1200.0, "千円", None),
    ("12百万円", 12.0, "百万円", None),
    ("-5", -5.0, None, None),
    ("－5.2%", -5.2, "%", None),
    ("+3", 3.0, None, None),
    ("0", 0.0, None, None),
    ("〇", 0.0, None, None),
]


@pytest.mark.parametrize(("text", "value", "unit", "qualifier"), NUMBERS)
def test_number(text: str, value: float, unit: str | None, qualifier: str | None) -> None:
    assert parse_number(text) == NumberReading(value, unit, qualifier)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("　", "empty"),
        ("―", "no-value"),
        ("－", "no-value"),
        ("-", "no-value"),
        ("ー", "no-value"),
        ("－－－", "no-value"),
        ("…", "no-value"),
        ("未定", "no-value"),
        ("△5", "triangle"),
        ("▲ 3.2%", "triangle"),
        ("1,20", "not-a-number"),
        ("1,2345", "not-a-number"),
        ("1.2.3", "not-a-number"),
        ("5.", "not-a-number"),
        ("10～20%", "not-a-number"),
        ("1/2", "not-a-number"),
        ("10の3", "not-a-number"),
        ("第3次", "not-a-number"),
        ("3人、5件", "not-a-number"),
        ("7割が利用", "not-a-number"),
        ("4月26日", "not-a-number"),
        ("3月", "not-a-number"),
        ("2018年", "not-a-number"),
        ("2019年度", "not-a-number"),
        ("千円", "not-a-number"),
        ("一般", "not-a-number"),
        ("十分", "not-a-number"),
        ("△", "not-a-number"),
        ("実施", "not-a-number"),
    ],
)
def test_no_number(text: str, reason: str) -> None:
    assert parse_number(text) == NumberReading(None, reason=reason)


@pytest.mark.parametrize(("text", "value"), [("△5", -5.0), ("▲3.2%", -3.2), ("5", 5.0)])
def test_triangle_is_a_minus_where_the_caller_says_so(text: str, value: float) -> None:
    assert parse_number(text, triangle_is_minus=True).value == value


def test_every_number_up_to_9999_in_kanji() -> None:
    flat = KanjizeConfiguration(style=KanjizeStyle.FLAT)
    for number in range(10000):
        for numeral in (number2kanji(number), number2kanji(number, flat)):
            assert parse_number(numeral).value == number, numeral
            assert ordinal(f"第{numeral}章") == number or len(numeral) > 6, numeral


@given(st.integers(0, 10**12), st.booleans(), st.sampled_from(["", "人", "％", "か所", "円"]))
def test_grouped_and_full_width_integers(number: int, wide: bool, unit: str) -> None:
    printed = f"{number:,}"
    if wide:
        printed = printed.translate({ord(c): chr(ord(c) + 0xFEE0) for c in "0123456789,"})
    reading = parse_number(printed + unit)
    assert reading.value == number
    assert reading.unit == (unit.replace("％", "%") or None)


@given(st.decimals(0, 10**6, places=2))
def test_decimals(number: object) -> None:
    assert parse_number(f"{number}%").value == float(str(number))


@given(st.text() | st.text(alphabet="0123,.-△▲%％人約以上千百万億一二（）() "))
def test_any_text_has_a_value_or_a_reason(text: str) -> None:
    reading = parse_number(text)
    assert (reading.value is None) == (reading.reason is not None)
    if reading.value is None:
        assert (reading.unit, reading.qualifier) == (None, None)


CIRCLED = (
    [chr(c) for c in range(0x2460, 0x2474)]
    + [chr(c) for c in range(0x3251, 0x3260)]
    + [chr(c) for c in range(0x32B1, 0x32C0)]
)


def test_circled_digits_up_to_50() -> None:
    assert (CIRCLED[0], CIRCLED[-1]) == ("①", "㊿")
    assert [ordinal(sign) for sign in CIRCLED] == list(range(1, 51))


@pytest.mark.parametrize("first", ["⑴", "⒈", "Ⅰ", "ⅰ", "❶", "㈠", "㊀", "⓵"])
def test_rows_of_enclosed_and_roman_signs(first: str) -> None:
    assert [ordinal(chr(ord(first) + i)) for i in range(10)] == list(range(1, 11))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("(1)", 1),
        ("（２）", 2),
        ("3.", 3),
        ("４．", 4),
        ("5)", 5),
        ("第三章", 3),
        ("第 10 回", 10),
        ("その1", 1),
        ("その１", 1),
        ("その①", 1),
        ("一", 1),
        ("12", 12),
        ("IV", 4),
        ("XIX", 19),
        ("IIII", None),
        ("XL", None),
        ("ア", None),
        ("½", None),
        ("①②", None),
        ("10-1", None),
        ("㊤", None),
        ("", None),
        ("第", None),
    ],
)
def test_ordinal(text: str, value: int | None) -> None:
    assert ordinal(text) == value


@given(st.text())
def test_ordinal_of_any_text_is_a_count_or_none(text: str) -> None:
    value = ordinal(text)
    assert value is None or value >= 0


def test_an_unknown_kind_of_words_is_refused() -> None:
    with pytest.raises(TableError):
        number_words("no such kind")
