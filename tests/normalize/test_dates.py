"""Printed dates and periods against hand-made readings; japanera writes dates to be read back."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from japanera import EraDate

from normalize.dates import (
    DateContext,
    DateReading,
    find_dates,
    following_date_context,
    parse_date,
    parse_dates,
)

PRINTED = [
    ("平成21年 5月 14日", "2009-05-14", None, "day"),
    ("平成21年4月16日", "2009-04-16", None, "day"),
    ("平成31年 1月11日", "2019-01-11", None, "day"),
    ("平成二十一年五月十四日", "2009-05-14", None, "day"),
    ("平成31(2019)年4月1日", "2019-04-01", None, "day"),
    ("平成30年10月10日（水）", "2018-10-10", None, "day"),
    ("平成30年4月26日 第1回会議", "2018-04-26", None, "day"),
    ("平成20年12月22日14:00～16:00", "2008-12-22", None, "day"),
    ("H20.7.17", "2008-07-17", None, "day"),
    ("Ｈ２０．７．１７", "2008-07-17", None, "day"),
    ("2021-07-01", "2021-07-01", None, "day"),
    ("2021/7/1", "2021-07-01", None, "day"),
    ("令和3年7月", "2021-07", None, "month"),
    ("2019年 3月", "2019-03", None, "month"),
    ("平成 27 年 9 月", "2015-09", None, "month"),
    ("平成30年10月上旬", "2018-10", None, "month"),
    ("令和3年度2月", "2022-02", None, "month"),
    ("R3.7", "2021-07", None, "month"),
    ("(R3.7)", "2021-07", None, "month"),
    ("2021-07", "2021-07", None, "month"),
    ("2018", "2018", None, "year"),
    ("2018年", "2018", None, "year"),
    ("令和3年度", "2021", None, "fy"),
    ("令和7年度末", "2025", None, "fy"),
    ("令和3年度～令和5年度", "2021", "2023", "fy"),
    ("H20.9~H21.2", "2008-09", "2009-02", "month"),
    ("平成30年10～12月", "2018-10", "2018-12", "month"),
    ("平成30年～平成31年3月", "2018", "2019-03", "year"),
    ("平成30年10月10日～24日", "2018-10-10", "2018-10-24", "day"),
    ("平成30年10月10～24日", "2018-10-10", "2018-10-24", "day"),
    ("平成30年10月10日から同月24日まで", "2018-10-10", "2018-10-24", "day"),
    ("平成30年10月10日（水） ～ 平成30年10月24日（水）", "2018-10-10", "2018-10-24", "day"),
    ("令和7年3月まで", None, "2025-03", "month"),
    ("～令和7年3月31日", None, "2025-03-31", "day"),
]


@pytest.mark.parametrize(("text", "start", "end", "precision"), PRINTED)
def test_printed(text: str, start: str | None, end: str | None, precision: str) -> None:
    reading = parse_date(text)
    assert (reading.status, reading.listed) == ("printed", False)
    assert (reading.date_start, reading.date_end, reading.precision) == (start, end, precision)


AUTUMN = DateContext(year=2018, month=9)


@pytest.mark.parametrize(
    ("text", "context", "start", "end"),
    [
        ("9月14日", AUTUMN, "2018-09-14", None),
        ("10月10日～ 10月24日", AUTUMN, "2018-10-10", "2018-10-24"),
        ("10月上旬～11月中旬", AUTUMN, "2018-10", "2018-11"),
        ("12月25日～1月10日", AUTUMN, "2018-12-25", "2019-01-10"),
        ("10月10日（水）", AUTUMN, "2018-10-10", None),
        ("3月", DateContext(year=2019, month=2), "2019-03", None),
        ("3月", DateContext(fiscal_year=2018), "2019-03", None),
        ("4月1日", DateContext(fiscal_year=2018), "2018-04-01", None),
        ("3月", DateContext(year=2018), "2018-03", None),
    ],
)
def test_year_from_the_context(
    text: str, context: DateContext, start: str, end: str | None
) -> None:
    reading = parse_date(text, context=context)
    assert (reading.status, reading.date_start, reading.date_end) == ("inferred", start, end)


@pytest.mark.parametrize(
    ("text", "context", "reason"),
    [
        ("9月14日", None, "year-missing"),
        ("2月7日", AUTUMN, "year-turned"),
        ("10月10日（木）", AUTUMN, "weekday"),
        ("平成30年2月30日", None, "invalid-day"),
        ("平成30年4月31日", None, "invalid-day"),
        ("平成29年2月29日", None, "invalid-day"),
        ("平成30年13月1日", None, "invalid-day"),
        ("平成30年10月0日", None, "invalid-day"),
        ("平成30年10月24日～10日", None, "decreasing"),
        ("令和3年7月～令和2年7月", None, "decreasing"),
        ("2021年(令和4年)7月1日", None, "unreadable-year"),
        ("3年7月1日", AUTUMN, "unreadable-year"),
        ("2018年、2020年", None, "no-date"),
        ("随時", None, "no-date"),
        ("第3回会議", None, "no-year"),
        ("7/17", AUTUMN, "era-missing"),
        ("", None, "empty"),
    ],
)
def test_unknown(text: str, context: DateContext | None, reason: str) -> None:
    reading = parse_date(text, context=context)
    assert reading.reason == reason
    assert reading.status == "unknown"
    assert (reading.date_start, reading.date_end, reading.precision) == (None, None, None)


def test_a_leap_day_is_valid() -> None:
    assert parse_date("平成28年2月29日").date_start == "2016-02-29"


def test_a_wrong_weekday_beside_a_printed_year_is_noted() -> None:
    reading = parse_date("平成30年10月10日（木）")
    assert (reading.status, reading.reason) == ("printed", "weekday")
    assert reading.date_start == "2018-10-10"


def test_a_year_between_two_dates_of_a_cell_ends_the_first_ones_year() -> None:
    first, second = parse_dates("平成18年8月策定、平成19年度は9月に改訂")
    assert (first.date_start, second.status) == ("2006-08", "unknown")
    assert second.reason == "year-missing"


def test_two_dates_are_a_list() -> None:
    text = "11月16日及び 11月19日"
    reading = parse_date(text, context=AUTUMN)
    assert (reading.date_start, reading.date_end, reading.listed) == (
        "2018-11-16",
        "2018-11-19",
        True,
    )
    both = parse_dates(text, context=AUTUMN)
    assert [(r.date_start, r.date_end, r.listed) for r in both] == [
        ("2018-11-16", None, False),
        ("2018-11-19", None, False),
    ]


def test_a_list_with_one_bad_date_is_unknown() -> None:
    reading = parse_date("平成30年11月16日及び11月31日")
    assert (reading.status, reading.reason) == ("unknown", "invalid-day")


def test_months_of_one_year() -> None:
    assert [r.date_start for r in parse_dates("平成30年10・11月")] == ["2018-10", "2018-11"]


def test_a_column_of_dates_hands_its_year_down() -> None:
    cells = [
        "平成30年 4月26日",
        "9月14日",
        "12月25日",
        "平成31年 1月11日",
        "2月12日～ 3月13日",
        "3月",
    ]
    context, found = DateContext(), list[tuple[str | None, str | None]]()
    for cell in cells:
        reading = parse_date(cell, context=context)
        context = following_date_context(context, reading)
        found.append((reading.date_start, reading.date_end))
    assert found == [
        ("2018-04-26", None),
        ("2018-09-14", None),
        ("2018-12-25", None),
        ("2019-01-11", None),
        ("2019-02-12", "2019-03-13"),
        ("2019-03", None),
    ]


@pytest.mark.parametrize("text", ["令和3年度", "随時", ""])
def test_what_names_no_month_leaves_the_context_alone(text: str) -> None:
    following = following_date_context(AUTUMN, parse_date(text))
    assert (following.year, following.month) == (2018, 9)


def test_find_dates_in_running_text() -> None:
    text = (
        "平成16年6月一部改訂、Ver2.5、平成18年8月〜平成19年の3月に、２０２１-07-01付、"
        "\n 令和4年度は\n9月に行い、R3.7の型番。"
    )
    found = [
        (text[f.start : f.end], f.readings[0].date_start, f.readings[0].date_end)
        for f in find_dates(text)
    ]
    assert found == [
        ("平成16年6月", "2004-06", None),
        ("平成18年8月〜平成19年の3月", "2006-08", "2007-03"),
        ("２０２１-07-01", "2021-07-01", None),
        ("9月", None, None),
    ]


DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@given(DAYS)
def test_dates_written_by_japanera(day: date) -> None:
    printed = EraDate.from_date(day)
    for form in ("%-K%-Y年%-m月%-d日", "%-K%-N年%-m月%-d日"):
        assert parse_date(printed.strftime(form)).date_start == day.isoformat()


FORMS = ["{}年{}月{}日", "{} 年 {} 月 {} 日", "{}-{:02}-{:02}", "{}/{}/{}", "{}.{}.{}"]


@given(DAYS, st.sampled_from(FORMS))
def test_western_dates_round_trip(day: date, form: str) -> None:
    reading = parse_date(form.format(day.year, day.month, day.day))
    assert reading == DateReading("printed", day.isoformat(), precision="day")


@given(DAYS, DAYS, st.sampled_from(["～", "〜", "－", " ~ ", "から"]))
def test_periods_round_trip(one: date, other: date, mark: str) -> None:
    start, end = sorted([one, other])
    reading = parse_date(f"{start:%Y年%m月%d日}{mark}{end:%Y年%m月%d日}")
    assert (reading.date_start, reading.date_end) == (start.isoformat(), end.isoformat())


TEXTS = st.text(alphabet="令和平成HR元0123459２十年度月日(水)～-・、/. \nから及びまで同上旬")
CONTEXTS = st.builds(
    DateContext,
    year=st.none() | st.integers(1990, 2030),
    month=st.none() | st.integers(1, 12),
    fiscal_year=st.none() | st.integers(1990, 2030),
)


@given(TEXTS | st.text(), CONTEXTS)
def test_any_text_gives_real_dates_in_order(text: str, context: DateContext) -> None:
    for reading in parse_dates(text, context=context):
        known = [d for d in (reading.date_start, reading.date_end) if d]
        assert bool(known) == (reading.status != "unknown") == (reading.precision is not None)
        for printed in known:
            date.fromisoformat((printed + "-01-01")[:10])
        if reading.date_start and reading.date_end:
            length = min(len(reading.date_start), len(reading.date_end))
            assert reading.date_start[:length] <= reading.date_end[:length]


@given(TEXTS)
def test_found_dates_are_ordered_pieces_of_the_text(text: str) -> None:
    pos = 0
    for found in find_dates(text):
        assert pos <= found.start < found.end <= len(text)
        assert found.readings
        pos = found.end


@pytest.mark.parametrize("piece", ["1月", "10月10日、", "2019年度から", "2021.7.1", "～", "同月"])
def test_long_nonsense_ends(piece: str) -> None:
    assert len(parse_dates(piece * 3000)) >= 1
