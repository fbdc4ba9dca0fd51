"""Lines to paste are TOML whatever the words are, and labels get a field only by evidence."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import Run
from shisaku.layout_lines import layout_block, paste_line, section
from shisaku.unknown_labels import unknown_labels
from shisaku.unknown_model import Unknown, stands_for_year
from tests.builders.documents import plan

RUN = Run(1, 0, 1, "x")
WORDS = st.text(min_size=1).filter(lambda text: text.isprintable())


def label(word: str, field: str, sure: bool = True) -> Unknown:
    return Unknown("label", word, RUN, 1, "fields", ("measure_fields", field), word, None, sure)


def year(word: str, value: int | None) -> Unknown:
    return Unknown("year", word, RUN, 1, "fields", ("named_years",), word, value)


@given(st.lists(st.tuples(WORDS, st.sampled_from(["outline", "effects"]), st.booleans())))
def test_every_word_is_in_the_block(labels: list[tuple[str, str, bool]]) -> None:
    block = tomllib.loads("\n".join(layout_block([label(*one) for one in labels])))
    written = block.get("fields", {}).get("measure_fields", {})
    assert {(word, field) for field, words in written.items() for word in words} == {
        (word, field) for word, field, _ in labels
    }


@given(st.dictionaries(WORDS, st.one_of(st.none(), st.integers(1900, 2100))))
def test_every_known_year_is_in_the_block(years: dict[str, int | None]) -> None:
    block = tomllib.loads("\n".join(layout_block([year(*one) for one in years.items()])))
    written = block.get("fields", {}).get("named_years", {})
    assert written == {word: value for word, value in years.items() if value is not None}


@pytest.mark.parametrize(
    ("unknown", "line", "place"),
    [
        (label("甲", "outline"), 'outline = ["甲"]', "fields.toml [measure_fields]"),
        (label("甲", "outline", False), 'outline = ["甲"]  # ?', "fields.toml [measure_fields]"),
        (label("甲", "?", False), '# ? = ["甲"]', "fields.toml [measure_fields]"),
        (year("初年度", 2022), '"初年度" = 2022', "fields.toml [named_years]"),
        (year("初年度", None), '# "初年度" = ?', "fields.toml [named_years]"),
        (
            Unknown("mark", "甲", RUN, 1, "marks", ("glyphs",), "甲"),
            'glyphs = ["甲"]',
            "marks.toml",
        ),
    ],
)
def test_a_line_by_itself(unknown: Unknown, line: str, place: str) -> None:
    assert (paste_line(unknown), section(unknown)) == (line, place)


CARD = "事業名\t甲\n担当課\t{department}\n取組内容\t進めます。\n{label}\t{value}\n"


@pytest.mark.parametrize(
    ("name", "value", "field", "sure"),
    [
        ("推進主体名", "情報政策課、財政課", "departments", True),
        ("市の概要", "概要です", "outline", False),
        ("めざす姿", "便利になります。", "effects", False),
        ("財源", "一般", "?", False),
    ],
)
def test_a_label_gets_the_field_that_its_values_speak_for(
    name: str, value: str, field: str, sure: bool
) -> None:
    text = CARD.format(department="総務課", label=name, value=value)
    (unknown,) = unknown_labels(plan(text).tables)
    assert (unknown.word, unknown.path[-1], unknown.sure) == (name, field, sure)
    assert unknown.run.text == name


@pytest.mark.parametrize(
    "rows",
    [
        "成果指標\t申請の件数\n現状値\t10件\n目標値\t20件\n",
        "成果指標\t令和4年度\t令和5年度\n申請の件数\t10件\t20件\n",
    ],
)
def test_what_was_read_is_no_unknown_label(rows: str) -> None:
    number = "取組1-1\t電子申請の拡大\n担当課\t総務課\n取組内容\t進めます。\n"
    for card in (number, CARD.format(department="総務課", label="目的", value="進めます。")):
        assert "取組1-1" not in [u.word for u in unknown_labels(plan(card).tables)]
        found = [u.word for u in unknown_labels(plan(card + rows).tables)]
        assert not {"取組1-1", "成果指標", "現状値", "目標値"} & set(found)


def test_rows_of_a_schedule_are_no_labels() -> None:
    text = CARD.format(department="総務課", label="事業項目", value="令和4年度\t令和5年度")
    assert list(unknown_labels(plan(text + "新しい仕組み\t→\n").tables)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *((text, True) for text in ("初年度", "2年目", "第１期", "最終年度")),
        *((text, False) for text in ("令和4年度", "担当", "2022", "第1章", "年度")),
    ],
)
def test_what_stands_for_a_year(text: str, expected: bool) -> None:
    assert stands_for_year(text) is expected
