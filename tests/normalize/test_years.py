"""Printed years, ranges and lists against hand-made readings; japanera tells the era years."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from japanera import ERA_DATA_GENERAL
from kanjize import number2kanji

from normalize.eras import Era, TableError, eras_from, load_eras, load_recurring, year_words
from normalize.numerals import fold, kanji_int
from normalize.years import (
    YearContext,
    axis,
    find_years,
    fiscal_year_of,
    following_context,
    parse_years,
)

SINGLE = [
    ("令和4年度", 2022, "fiscal"),
    ("令和４年度", 2022, "fiscal"),
    ("令和 ４ 年 度", 2022, "fiscal"),
    ("平 成 26 年 度", 2014, "fiscal"),
    ("平成26年\n度", 2014, "fiscal"),
    ("R4", 2022, None),
    ("Ｒ４", 2022, None),
    ("R.4", 2022, None),
    ("H26", 2014, None),
    ("R4年度", 2022, "fiscal"),
    ("R元", 2019, None),
    ("令4年度", 2022, "fiscal"),
    ("㍻30年度", 2018, "fiscal"),
    ("令和元年", 2019, "calendar"),
    ("平成二十六年度", 2014, "fiscal"),
    ("二〇二一年度", 2021, "fiscal"),
    ("西暦2021年度", 2021, "fiscal"),
    ("明治25年", 1892, "calendar"),
    ("大正15年", 1926, "calendar"),
    ("昭和64年", 1989, "calendar"),
    ("平成35年度", 2023, "fiscal"),
    ("2019", 2019, None),
    ("２０１９", 2019, None),
    ("2018年", 2018, "calendar"),
    ("2025 年度", 2025, "fiscal"),
    ("平成31（令和元）年度", 2019, "fiscal"),
    ("31（令和元）年度", 2019, "fiscal"),
    ("4年度(2022年度)", 2022, "fiscal"),
    ("2019(平成31/令和元)年度", 2019, "fiscal"),
    ("平成31年度・令和元年度", 2019, "fiscal"),
    ("2021年度(令和3年度)", 2021, "fiscal"),
    ("2021年度\n(令和3年度)", 2021, "fiscal"),
    ("2021年度\n令和3年度", 2021, "fiscal"),
    ("令和3／2021年度", 2021, "fiscal"),
    ("令和4年(2022年)度", 2022, "fiscal"),
    ("令和4（2022）年度", 2022, "fiscal"),
    ("（2021年度）", 2021, "fiscal"),
    ("令和4年度末", 2022, "fiscal"),
    ("令和4年度中", 2022, "fiscal"),
    ("令和4年度(予定)", 2022, "fiscal"),
    ("2021年度追加", 2021, "fiscal"),
    ("目標年度：令和8年度", 2026, "fiscal"),
    ("令和4年度、5事業", 2022, "fiscal"),
    ("サーバー2021年度更新", 2021, "fiscal"),
    ("’22", 2022, None),
    ("'22年度", 2022, "fiscal"),
    ("’98年度", 1998, "fiscal"),
]

RANGES = [
    *[(f"令和6{mark}8年度", 2024, 2026, "fiscal") for mark in "~～〜-－―–−ー"],
    ("令和元～3年度", 2019, 2021, "fiscal"),
    ("令和６年度 ～ 令和８年度", 2024, 2026, "fiscal"),
    ("R6～8", 2024, 2026, None),
    ("R6-R8", 2024, 2026, None),
    ("H30-R2", 2018, 2020, None),
    ("平成30～令和2年度", 2018, 2020, "fiscal"),
    ("平成31（令和元）～3年度", 2019, 2021, "fiscal"),
    ("平成35（令和5）～37年度", 2023, 2025, "fiscal"),
    ("前期 H19–H22", 2007, 2010, None),
    ("2019～23年度", 2019, 2023, "fiscal"),
    ("2019-23", 2019, 2023, None),
    ("平成25年から平成28年まで", 2013, 2016, "calendar"),
    ("令和4年度より令和6年度まで", 2022, 2024, "fiscal"),
    ("(2019年度～2023年度)", 2019, 2023, "fiscal"),
    ("2019年度～2023年度（令和元～5年度）", 2019, 2023, "fiscal"),
    ("令和4(2022)～令和8(2026)年度", 2022, 2026, "fiscal"),
    ("令和4年度（2022年度）から令和8年度（2026年度）までの5年間", 2022, 2026, "fiscal"),
    ("令和4年度～令和8年度（5か年）", 2022, 2026, "fiscal"),
    ("令和4年度末～令和6年度末", 2022, 2024, "fiscal"),
    ("前期（令和4～6年度）", 2022, 2024, "fiscal"),
    ("中期：令和4年度～令和6年度", 2022, 2024, "fiscal"),
    ("R4→R6", 2022, 2024, None),
    ("令和4年度⇒令和6年度", 2022, 2024, "fiscal"),
    ("'22～'24年度", 2022, 2024, "fiscal"),
    ("R4(2022)～R8(2026)", 2022, 2026, None),
]

LISTS = [
    ("平成24・25年度", (2012, 2013), "fiscal"),
    ("令和4・5・7年度", (2022, 2023, 2025), "fiscal"),
    ("令和4、5年度", (2022, 2023), "fiscal"),
    ("令和4年度及び令和5年度", (2022, 2023), "fiscal"),
    ("令和4年度 令和5年度", (2022, 2023), "fiscal"),
    ("令和4～6、8年度", (2022, 2023, 2024, 2026), "fiscal"),
    ("H30/R1", (2018, 2019), None),
    ("R4,5,6", (2022, 2023, 2024), None),
    ("R1～R3・R5", (2019, 2020, 2021, 2023), None),
    ("2019 2020 2022", (2019, 2020, 2022), None),
]

OPEN = [
    ("～令和6年度", "until", None, 2024),
    ("令和5年度まで", "until", None, 2023),
    ("2025 年度までとします", "until", None, 2025),
    ("令和7年度末まで", "until", None, 2025),
    ("※2028年まで継続", "until", None, 2028),
    ("今年度から令和5年度", "until", None, 2023),
    ("令和5年度以降", "from", 2023, None),
    ("令和5年度から", "from", 2023, None),
    ("令和5年度～", "from", 2023, None),
    ("令和5年度～実施", "from", 2023, None),
    ("令和３年度から実施中", "from", 2021, None),
]

RECURRING = [
    ("毎年度", "every_year", "fiscal"),
    ("毎 年 度", "every_year", "fiscal"),
    ("毎\n年\n度", "every_year", "fiscal"),
    ("毎年度上期", "every_year", "fiscal"),
    ("毎年", "every_year", "calendar"),
    ("随時", "any_time", None),
]

UNKNOWN = [
    ("", "empty"),
    ("―", "empty"),
    ("20 21 22", "era-missing"),
    ("20", "era-missing"),
    ("5年度", "era-missing"),
    ("元年度", "era-missing"),
    ("2021年度(令和4年度)", "contradictory"),
    ("2021年度\n令和4年度", "contradictory"),
    ("2019～2023年度（令和元～4年度）", "contradictory"),
    ("平成30～2年度", "decreasing"),
    ("平成30・元年度", "decreasing"),
    ("2023～2019", "decreasing"),
    ("平成0年度", "out-of-range"),
    ("大正20年", "out-of-range"),
    ("令和3年7月", "date"),
    ("2019年 3月", "date"),
    ("令和3年10・11月", "date"),
    ("H20.7.17", "date"),
    ("2021-07-01", "date"),
    ("2021-07", "year-or-month"),
    ("R3/7", "year-or-month"),
    ("R6-8", "year-or-month"),
    ("5年", "may-be-duration"),
    ("平成29年版", "other-use"),
    ("平成28年法律第103号", "other-use"),
    ("令和5年度を除く", "other-use"),
    ("次年度", "relative-year"),
    ("令和4年度から令和8年度までの4年間", "length"),
    ("～令和4年度～", "unclear"),
    ("令和4年度は準備、令和5年度は運用", "several"),
    ("過去5年度分", "no-year"),
    ("2020年代", "no-year"),
    ("令和100年度", "no-year"),
    ("H264", "no-year"),
    ("1234", "no-year"),
    ("検討", "no-year"),
]


@pytest.mark.parametrize(("text", "year", "unit"), SINGLE)
def test_one_year(text: str, year: int, unit: str | None) -> None:
    reading = parse_years(text)
    assert (reading.kind, reading.status, reading.years) == ("year", "printed", (year,))
    assert (reading.start, reading.end, reading.unit) == (year, year, unit)


@pytest.mark.parametrize(("text", "start", "end", "unit"), RANGES)
def test_range(text: str, start: int, end: int, unit: str | None) -> None:
    reading = parse_years(text)
    assert (reading.kind, reading.status) == ("range", "printed")
    assert reading.years == tuple(range(start, end + 1))
    assert (reading.start, reading.end, reading.unit) == (start, end, unit)


@pytest.mark.parametrize(("text", "years", "unit"), LISTS)
def test_list(text: str, years: tuple[int, ...], unit: str | None) -> None:
    reading = parse_years(text)
    assert (reading.kind, reading.status, reading.years) == ("list", "printed", years)
    assert (reading.start, reading.end, reading.unit) == (years[0], years[-1], unit)


@pytest.mark.parametrize(("text", "kind", "start", "end"), OPEN)
def test_open_period(text: str, kind: str, start: int | None, end: int | None) -> None:
    reading = parse_years(text)
    assert (reading.kind, reading.status, reading.years) == (kind, "printed", ())
    assert (reading.start, reading.end) == (start, end)


@pytest.mark.parametrize(("text", "recurrence", "unit"), RECURRING)
def test_recurring(text: str, recurrence: str, unit: str | None) -> None:
    reading = parse_years(text)
    assert (reading.kind, reading.recurrence, reading.unit) == ("recurring", recurrence, unit)
    assert reading.years == ()


@pytest.mark.parametrize(("text", "reason"), UNKNOWN)
def test_unknown_has_a_reason_and_no_year(text: str, reason: str) -> None:
    reading = parse_years(text)
    assert (reading.kind, reading.status, reading.reason) == ("none", "unknown", reason)
    assert (reading.years, reading.start, reading.end) == ((), None, None)


def test_length_of_a_period_gives_its_end_as_inferred() -> None:
    reading = parse_years("令和4年度から5年間")
    assert (reading.kind, reading.status, reading.end) == ("range", "inferred", 2026)
    assert reading.reason == "duration"


@pytest.mark.parametrize(
    ("text", "context", "years"),
    [
        ("20 21 22", YearContext(era="平成"), (2008, 2009, 2010)),
        ("20 21 22", YearContext(previous=2019), (2020, 2021, 2022)),
        ("20", YearContext("平成", 2019), (2020,)),
        ("30", YearContext("平成", 2017), (2018,)),
        ("5年度", YearContext(era="令和"), (2023,)),
        ("元年度", YearContext(era="令和"), (2019,)),
        ("4～6年度", YearContext(era="令和"), (2022, 2023, 2024)),
        ("４", YearContext(era="令和"), (2022,)),
    ],
)
def test_context_places_bare_numbers(
    text: str, context: YearContext, years: tuple[int, ...]
) -> None:
    reading = parse_years(text, context=context)
    assert (reading.status, reading.reason, reading.years) == ("inferred", "context", years)


@pytest.mark.parametrize(
    ("text", "context", "reason"),
    [
        ("30", YearContext("平成", 2019), "ambiguous"),
        ("5", YearContext(previous=2019), "era-missing"),
        ("5年", YearContext(era="令和"), "may-be-duration"),
        ("5", YearContext(era="no era"), "era-missing"),
    ],
)
def test_context_that_does_not_settle_it(text: str, context: YearContext, reason: str) -> None:
    reading = parse_years(text, context=context)
    assert (reading.status, reading.reason, reading.years) == ("unknown", reason, ())


def test_following_context_keeps_the_last_era_and_year() -> None:
    first = following_context(YearContext(), parse_years("平成31（令和元）年度"))
    assert first == YearContext(era="令和", previous=2019)
    assert parse_years("2年度", context=first).years == (2020,)
    assert following_context(first, parse_years("検討")) == first


def test_find_years_in_running_text() -> None:
    text = (
        "平成28年12月に改め、平成19年の計画を２０１９年度から2023年度までの5年間、毎年度見直し、"
        "令和7年度末までに移行する。H26～H30の平成28年法律第103号、電話2019-1234、事業5、令和元年度。"
    )
    found = [(text[f.start : f.end], f.reading.start, f.reading.end) for f in find_years(text)]
    assert found == [
        ("平成19年", 2007, 2007),
        ("２０１９年度から2023年度までの5年間", 2019, 2023),
        ("毎年度", None, None),
        ("令和7年度末まで", None, 2025),
        ("H26～H30", 2014, 2018),
        ("令和元年度", 2019, 2019),
    ]


def test_a_bare_year_in_running_text_is_found_but_unknown_without_context() -> None:
    (found,) = find_years("目標は30年度とする。")
    assert (found.start, found.end, found.reading.reason) == (3, 7, "era-missing")
    (placed,) = find_years("目標は30年度とする。", context=YearContext(era="平成"))
    assert (placed.reading.status, placed.reading.years) == ("inferred", (2018,))


@pytest.mark.parametrize(
    "text", ["5年間", "3年生", "R4の型番", "1,200人", "過去5年度の実績", "4月"]
)
def test_numbers_in_running_text_are_no_years(text: str) -> None:
    assert find_years(text, context=YearContext(era="令和")) == ()


@pytest.mark.parametrize(
    ("labels", "years"),
    [
        (["2019年度", "2020年度", "2021年度"], (2019, 2020, 2021)),
        (["2018年", "2019年", "2020年"], (2018, 2019, 2020)),
        (["2019", "20", "21"], (2019, 2020, 2021)),
        (["平成30", "令和元", "2", "3"], (2018, 2019, 2020, 2021)),
        (["平成30年度", "元年度", "2年度"], (2018, 2019, 2020)),
        (["平成30", "31", "2"], (2018, 2019, 2020)),
        (["平成30", "2", "3"], (2018, None, None)),
        (["令和2", "2", "3", "4"], (2020, None, 2021, 2022)),
        (["2", "3", "4", "平成30"], (None, None, None, 2018)),
        (["H30", "31", "R2"], (2018, 2019, 2020)),
        (["平成31年度\n（令和元年度）", "2年度"], (2019, 2020)),
        (["令和\n元", "２", "３"], (2019, 2020, 2021)),
        (["4", "5", "令和6年度"], (2022, 2023, 2024)),
        (["事業項目", "2019", "", "2021"], (None, 2019, None, 2021)),
        (["事業項目", "2019", "", "2020", "備考"], (None, 2019, None, 2020, None)),
        (["2019", "2031", "2020"], (2019, None, 2020)),
        (["2019", "2020", "2021", "2023"], (2019, 2020, 2021, None)),
        (["2019", "2020", "2022", "2023"], (None,) * 4),
        (["2021", "2020", "2019"], (None,) * 3),
        (["2019", "2019", "2020"], (None, None, 2020)),
        (["20", "21", "22"], (None,) * 3),
        (["2019年度～2021年度"], (None,)),
        (["2023", "2024年度以降"], (2023, None)),
        (["2019"], (2019,)),
        ([], ()),
    ],
)
def test_axis(labels: list[str], years: tuple[int | None, ...]) -> None:
    assert axis(labels) == years


@pytest.mark.parametrize(
    ("labels", "context", "years"),
    [
        (["20", "21", "22"], YearContext(era="平成"), (2008, 2009, 2010)),
        (["20", "21", "22"], YearContext(previous=2019), (2020, 2021, 2022)),
        (["20", "21", "22"], YearContext("平成", 2019), (None, None, None)),
        (["元", "2", "3"], YearContext(era="令和"), (2019, 2020, 2021)),
        (["30", "元", "2"], YearContext(era="平成"), (None, None, None)),
        (["", "4", "5"], YearContext(era="令和"), (None, 2022, 2023)),
    ],
)
def test_axis_with_context(
    labels: list[str], context: YearContext, years: tuple[int | None, ...]
) -> None:
    assert axis(labels, context) == years


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2018, 4, 1), 2018),
        (date(2019, 3, 31), 2018),
        (date(2019, 1, 1), 2018),
        (date(2019, 12, 31), 2019),
    ],
)
def test_fiscal_year_begins_in_april(day: date, year: int) -> None:
    assert fiscal_year_of(day) == year


ERA_YEARS = [(era, n) for era in load_eras() for n in range(1, era.last_number + 1)]


@pytest.mark.parametrize("era", load_eras(), ids=lambda era: era.name)
def test_first_years_are_those_of_japanera(era: Era) -> None:
    known = {e.kanji: e.since.year for e in ERA_DATA_GENERAL}
    assert (era.name, era.first_year) in known.items()


@given(st.sampled_from(ERA_YEARS), st.sampled_from(["年度", "年", " 年 度", ""]))
def test_every_notation_of_an_era_year(era_year: tuple[Era, int], unit: str) -> None:
    era, number = era_year
    names = [*era.names, *era.letters, *era.short]
    (oracle,) = [e for e in ERA_DATA_GENERAL if e.kanji == era.name]
    expected = oracle.relative_year_to_absolute_year(number)
    numbers = [str(number), number2kanji(number), *(["元"] if number == 1 else [])]
    for name in names:
        for digits in numbers:
            assert parse_years(f"{name}{digits}{unit}").years == (expected,)


@given(
    st.integers(2019, 2080),
    st.integers(1, 12),
    st.sampled_from(["～", "〜", "~", "－", "―", "–", "ー", "から", " ～ "]),
    st.booleans(),
)
def test_ranges_round_trip(start: int, length: int, mark: str, western: bool) -> None:
    end = start + length
    shown = (start, end) if western else (start - 2018, end - 2018)
    era = "" if western else "令和"
    reading = parse_years(f"{era}{shown[0]}年度{mark}{era}{shown[1]}年度")
    assert reading.years == tuple(range(start, end + 1))
    again = parse_years(f"{era}{shown[0]}年度{mark}{era}{shown[1]}年度（{length + 1}年間）")
    assert again.years == reading.years


@given(st.integers(1990, 2018), st.integers(2, 12), st.data())
def test_axis_of_any_notation(start: int, length: int, data: st.DataObject) -> None:
    years = [start + i for i in range(length)]
    labels = [
        data.draw(st.sampled_from([f"{y}年度", f"{y}", f"平成{y - 1988}年度", f"H{y - 1988}"]))
        for y in years
    ]
    assert axis(labels) == tuple(years)


@given(st.integers(1990, 2080), st.integers(4, 12), st.data())
def test_axis_drops_one_misread_label(start: int, length: int, data: st.DataObject) -> None:
    labels = [str(start + i) for i in range(length)]
    bad = data.draw(st.integers(0, length - 1))
    labels[bad] = str(data.draw(st.integers(1900, 1980)))
    found = axis(labels)
    assert found[bad] is None
    assert [y for i, y in enumerate(found) if i != bad] == [
        start + i for i in range(length) if i != bad
    ]


TEXTS = st.text(
    alphabet="令和平成昭HRＲ元0123459２〇一二十年度月日間～-ー・、/()（）. \nからまで以降毎版随時"
)


@given(TEXTS | st.text())
def test_any_text_gives_a_consistent_reading(text: str) -> None:
    reading = parse_years(text)
    assert (reading.kind == "none") == (reading.status == "unknown") == (reading.reason is not None)
    assert list(reading.years) == sorted(set(reading.years))
    if reading.years:
        assert (reading.start, reading.end) == (reading.years[0], reading.years[-1])
    assert reading.status != "inferred" or "年" in text


@given(TEXTS | st.text())
def test_found_years_are_ordered_pieces_of_the_text(text: str) -> None:
    found = find_years(text)
    offsets = [0, *(offset for one in found for offset in (one.start, one.end)), len(text)]
    assert offsets == sorted(offsets)
    assert all(one.start < one.end for one in found)


@given(st.text() | st.text(alphabet="ーｰ～〜－―ア6８　（〔"))
def test_folding_keeps_every_offset_and_is_stable(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize("text", ["", "十百", "二十〇", "〇七", "万", "２６", "年", "百千"])
def test_misread_kanji_numerals_are_none(text: str) -> None:
    assert kanji_int(text) is None


HOSTILE = [
    "2019・",
    "1・",
    "2019年度から",
    "令和4年度(2022年度",
    "平",
    "(",
    "～",
    "毎 ",
    "H4-",
    "一",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_long_nonsense_ends(piece: str) -> None:
    assert parse_years(piece * 4000).kind in {"none", "list", "from", "until", "range", "year"}


ERA_ROW = {"name": "甲", "names": ["甲"], "letters": ["K"], "short": [], "last_number": 9}


@pytest.mark.parametrize(
    "rows",
    [
        [{**ERA_ROW, "first_year": "2000"}],
        [{**ERA_ROW, "first_year": 2000}, {**ERA_ROW, "name": "乙", "first_year": 2001}],
        [
            {**ERA_ROW, "first_year": 2001},
            {**ERA_ROW, "first_year": 2000, "names": ["乙"], "letters": ["O"]},
        ],
        [{**ERA_ROW, "first_year": 2000, "names": ["甲", "甲"]}],
        [{**ERA_ROW, "first_year": 2000, "names": "甲"}],
    ],
)
def test_a_contradictory_era_table_is_refused(rows: list[dict[str, object]]) -> None:
    with pytest.raises(TableError):
        eras_from({"era": rows})


def test_word_tables_are_read() -> None:
    assert len({row.word for row in load_recurring()}) == len(load_recurring())
    assert "まで" in year_words("until")
    with pytest.raises(TableError):
        year_words("no such kind")
