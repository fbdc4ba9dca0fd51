"""Measure cards: fields, items, departments and schedules, misprints put right."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from parsers.measures import Measure
from parsers.model import Findings
from parsers.plan import Plan
from tests.builders.cards import Card, ItemText, Phase, render_card
from tests.builders.documents import document
from tests.builders.strategies import cards, token_texts

YEARS = "\t2019年度\t2020年度\t2021年度"
HEAD = (
    "実施事業\t① 協働\n担当部署\tア) 市民課 イ) 税務課 他\n"
    "事業概要\t推進します。ア) 告知 イ) 共有\n"
)


def read(text: str) -> Findings[Measure]:
    return Plan(document(text)).measures


def one(text: str) -> Measure:
    (measure,) = read(text).values
    return measure


def schedules(text: str) -> list[tuple[str | None, list[str], int]]:
    return [
        (s.label, [p.text for p in s.row.phases], len(s.row.marks)) for s in one(text).schedules
    ]


def rules(text: str) -> list[tuple[str, str, str]]:
    return [(r.rule, r.raw, r.repaired) for r in read(text).repairs]


@settings(max_examples=60)
@given(cards())
def test_a_card_is_read_back(card: Card) -> None:
    found = read(render_card(card))
    (measure,) = found.values
    number = chr(ord("①") + card.number - 1)
    assert (measure.number_raw, measure.title.text) == (number, card.title)
    assert (measure.outline.text if measure.outline else "") == card.lead
    assert (measure.effects.text if measure.effects else "") == card.effects
    assert (measure.priority.text if measure.priority else "") == card.priority
    assert (measure.others is not None) == card.others
    assert [i.label for i in measure.items] == [i.letter for i in card.items]
    for got, item in zip(measure.items, card.items, strict=True):
        assert got.tail.text.text == item.text
        assert [t.text for t in got.tail.tags] == list(item.tags)
        names = got.tail.departments if item.in_text else got.listed
        assert [d.name.text for d in names] == list(item.departments)
        added = got.tail.added.text if got.tail.added else None
        assert added == (f"{item.added}年度追加" if item.added else None)
    assert found.repairs == ()


@settings(max_examples=60)
@given(cards())
def test_its_schedules_are_read_back(card: Card) -> None:
    got = [
        (
            s.label,
            s.row.label.text if s.row.label else None,
            tuple(m.year.text for m in s.row.marks),
        )
        for s in one(render_card(card)).schedules
    ]
    assert got == [
        (item.letter, phase.label, tuple(f"{year}年度" for year in phase.years))
        for item in card.items
        for phase in item.phases
    ]


@settings(max_examples=50)
@given(cards())
def test_markup_makes_no_difference(card: Card) -> None:
    plain, marked = one(render_card(card)), one(render_card(card, markup=True))
    assert [i.tail.text.text for i in plain.items] == [i.tail.text.text for i in marked.items]
    assert plain.title.text == marked.title.text


@given(token_texts)
def test_any_text(text: str) -> None:
    count = len(Plan(document(text)).tables)
    assert all(m.table is None or m.table < count for m in read(text).values)


def test_without_letters_the_measure_is_one_item() -> None:
    found = one("実施事業\t協働\n担当課\t市民課 他\n事業概要\t告知します。【官民デ⑩】\n")
    assert (found.number_raw, found.title.text) == (None, "協働")
    (item,) = found.items
    assert (item.label, item.tail.text.text) == (None, "告知します。")
    assert [t.text for t in item.tail.tags] == ["官民デ⑩"]
    assert [d.name.text for d in item.listed] == ["市民課"]
    assert found.outline is not None
    assert found.outline.text == "告知します。"


def test_fields_that_are_not_printed() -> None:
    found = read("実施事業\t① 協働\n担当部署\t市民課\n重点施策\t1-1 参画\n")
    (measure,) = found.values
    assert (measure.outline, measure.effects, measure.items) == (None, None, ())
    assert found.issues == ()


def test_a_field_that_most_cards_have_is_missed_where_it_is_absent() -> None:
    full = "実施事業\t{n} 協働\n担当部署\t市民課\n事業概要\tする。\n期待される効果\t上がる。\n\n"
    bare = "実施事業\t③ 参画\n担当部署\t市民課\n事業概要\tする。\n"
    found = read(full.format(n="①") + full.format(n="②") + bare)
    assert [(i.code, i.value_raw, i.run.text if i.run else "") for i in found.issues] == [
        ("measure-field-absent", "期待される効果", "参画"),
    ]


def test_a_second_measure_row_of_departments_is_the_department_row() -> None:
    text = (
        "実施事業\t⑤ 協働\n実施事業\tア) 市民課 イ) 税務課・財政課 他\n"
        "事業概要\tア) 告知 イ) 共有\n期待される効果\t向上\n"
    )
    found = read(text)
    (measure,) = found.values
    assert measure.title.text == "協働"
    listed = [[d.name.text for d in item.listed] for item in measure.items]
    assert listed == [["市民課"], ["税務課", "財政課"]]
    (repair,) = found.repairs
    assert (repair.rule, repair.raw) == ("label-printed-for-another", "実施事業")
    assert (repair.table, repair.column) == ("measures", "departments_raw")


@pytest.mark.parametrize(
    "second",
    [
        "実施事業\t告知と共有\n",  # no list of departments
        "担当部署\t市民課\n実施事業\tア) 税務課\n",  # the card has a department row
    ],
)
def test_otherwise_a_field_printed_twice_is_only_told(second: str) -> None:
    found = read(f"実施事業\t⑤ 協働\n{second}事業概要\t告知\n期待される効果\t向上\n")
    assert "field-printed-twice" in [i.code for i in found.issues]
    assert found.repairs == ()


@pytest.mark.parametrize(
    ("headers", "labels", "repairs"),
    [
        (["ア) 事業項目", "イ) 事業項目"], ["ア", "イ"], []),
        # A letter out of sequence: イ) must stand where ア) is printed again.
        (["ア) 事業項目", "ア) 事業項目"], ["ア", "イ"], [("label-out-of-sequence", "ア", "イ")]),
        # A header whose letter was lost.
        (["ア) 事業項目", "事業項目"], ["ア", "イ"], [("label-lost", "事業項目", "イ")]),
        # The first letter is not guessed.
        (["事業項目", "イ) 事業項目"], [None, "イ"], []),
    ],
)
def test_letters_of_schedules(
    headers: list[str], labels: list[str | None], repairs: list[tuple[str, str, str]]
) -> None:
    text = HEAD + "".join(f"{header}{YEARS}\n検討\t→\t\t\n" for header in headers)
    assert schedules(text) == [(label, ["検討"], 1) for label in labels]
    assert rules(text) == repairs


def many(letters: str, printed: str) -> str:
    items = tuple(
        ItemText(c, "告知を行います。", ("市民課",), phases=(Phase("検討", (2019,)),))
        for c in letters
    )
    lines = render_card(Card(1, "協働", items)).splitlines()
    headers = [i for i, line in enumerate(lines) if "事業項目" in line]
    for i, c in zip(headers, printed, strict=True):
        lines[i] = c + lines[i][1:]
    return "\n".join(lines) + "\n"


def test_kanji_for_katakana_in_schedule_headers() -> None:
    text = many("アイウエオカ", "アイウ工才力")
    assert [label for label, *_ in schedules(text)] == list("アイウエオカ")
    assert rules(text) == [
        ("kanji-for-katakana", kanji, kana) for kanji, kana in zip("工才力", "エオカ", strict=True)
    ]


@pytest.mark.parametrize("wrong", ["カ", "力"])
def test_a_letter_that_was_used_before_gives_way_to_the_next(wrong: str) -> None:
    letters = "アイウエオカキクケコサ"
    text = many(letters, letters[:-1] + wrong)
    assert [label for label, *_ in schedules(text)] == list(letters)
    assert rules(text) == [("label-out-of-sequence", wrong, "サ")]


def test_an_item_without_schedule_is_told() -> None:
    found = read(f"{HEAD}ア) 事業項目{YEARS}\n検討\t→\t\t\n")
    assert [(i.code, i.value_raw) for i in found.issues if i.code.startswith("item")] == [
        ("item-without-schedule", "イ")
    ]


def test_packed_rows_and_deletion_notices() -> None:
    packed = f"ア) 事業項目{YEARS}\n検討 実施\t→\t\t→\n"
    deleted = f"イ) 事業項目{YEARS}\n検討\t→\t\t\n（2021年度削除）\t\t\t\n"
    text = HEAD + packed + deleted
    assert schedules(text) == [("ア", ["検討", "実施"], 2), ("イ", ["検討"], 1)]


def test_a_row_may_carry_its_letter_itself() -> None:
    text = f"{HEAD}事業項目{YEARS}\nア) 検討\t→\t\t\nイ) 運用\t\t→\t→\n"
    assert schedules(text) == [("ア", ["検討"], 1), ("イ", ["運用"], 2)]


@pytest.mark.parametrize(
    ("printed", "listed"),
    [
        ("イ) 税務課 他", ["税務課"]),
        ("イ) 税務課・財政課（2021年度追加） 他", ["税務課", "財政課"]),
        ("イ) （2021年度削除） 他", []),
        ("イ) 税務課・財政課（2021年度削除） 他", []),
        ("イ) 税務課（2021年度削除）", []),
    ],
)
def test_departments_of_items_that_came_later_or_went(printed: str, listed: list[str]) -> None:
    a, b = one(HEAD.replace("イ) 税務課 他", printed)).items
    assert [d.name.text for d in a.listed] == ["市民課"]
    assert [d.name.text for d in b.listed] == listed
