"""Lettered parts of a text, and letters that print confuses with kanji."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.item_labels import (
    confusable,
    following,
    label_repair,
    leading_label,
    meant,
    next_label,
    orders,
    split_labelled,
)
from tests.builders.documents import shown

KATAKANA = "アイウエオカキクケコサシスセソタチツテト"


def split(text: str) -> tuple[str, list[tuple[str, str, str]]]:
    lead, parts = split_labelled(shown(text))
    return lead.text, [(p.label_raw, p.label, p.body.text) for p in parts]


@pytest.mark.parametrize(
    ("text", "lead", "parts"),
    [
        ("ア) 告知", "", [("ア", "ア", "告知")]),
        ("ア）告知　イ）共有", "", [("ア", "ア", "告知"), ("イ", "イ", "共有")]),
        ("(ア) 告知 (イ) 共有", "", [("ア", "ア", "告知"), ("イ", "イ", "共有")]),
        ("推進します。ア) 告知", "推進します。", [("ア", "ア", "告知")]),
        ("<p>推進します。</p> <p>ア) 告知</p>", "推進します。", [("ア", "ア", "告知")]),
        ("(市民課)ア) 告知", "(市民課)", [("ア", "ア", "告知")]),
        ("ｱ) 告知 ｲ) 共有", "", [("ア", "ア", "告知"), ("イ", "イ", "共有")]),
        ("a) 告知 b) 共有", "", [("a", "a", "告知"), ("b", "b", "共有")]),
        # Kanji that stand for katakana.
        ("ア) あ イ) い ウ) う 工) え 才) お 力) か", "", [
            ("ア", "ア", "あ"), ("イ", "イ", "い"), ("ウ", "ウ", "う"),
            ("工", "エ", "え"), ("才", "オ", "お"), ("力", "カ", "か"),
        ]),
        # One letter may be missing.
        ("ア) あ ウ) う", "", [("ア", "ア", "あ"), ("ウ", "ウ", "う")]),
        # Letters that do not go on the sequence are text.
        ("ア) あ エ) え", "", [("ア", "ア", "あ エ) え")]),
        ("イ) い", "イ) い", []),
        ("ア) あ（上記ア)のとおり）", "", [("ア", "ア", "あ（上記ア)のとおり）")]),
        ("システム(ア)の導入", "システム(ア)の導入", []),
        ("力) をつける", "力) をつける", []),
        ("", "", []),
    ],
)  # fmt: skip
def test_split(text: str, lead: str, parts: list[tuple[str, str, str]]) -> None:
    assert split(text) == (lead, parts)


@given(st.lists(st.text("市民の告知を行う、", min_size=1, max_size=10), min_size=1, max_size=20))
def test_lettered_parts_are_read_back(bodies: list[str]) -> None:
    text = " ".join(f"{c}) {body}" for c, body in zip(KATAKANA, bodies, strict=False))
    expected = [(c, c, body) for c, body in zip(KATAKANA, bodies, strict=False)]
    assert split(text) == ("", expected)


@given(st.text(st.sampled_from("アイウ工カ)（( <p>\n。あ\t"), max_size=40))
def test_parts_are_cut_from_the_text_in_order(text: str) -> None:
    lead, parts = split_labelled(shown(text))
    at = lead.whole.end
    for part in parts:
        assert part.whole.whole.start >= at
        at = part.whole.whole.end
        assert text[part.body.whole.start : part.body.whole.end] == part.body.whole.text
        assert meant(part.label_raw) == part.label


def test_only_a_look_alike_is_repaired() -> None:
    _, (a, *_, e) = split_labelled(shown("ア) あ イ) い ウ) う 工) え"))
    assert label_repair(a, "measure_items") is None
    repair = label_repair(e, "measure_items")
    assert repair is not None
    assert (repair.table, repair.column) == ("measure_items", "item_label")
    assert (repair.raw, repair.repaired, repair.rule) == ("工", "エ", "kanji-for-katakana")
    assert repair.run is not None
    assert repair.run.text == "工"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ア) 事業項目", ("ア", "事業項目")),
        ("  工）事業項目", ("工", "事業項目")),
        ("サ)", ("サ", "")),
        ("事業項目", None),
        ("アプリ) 導入", None),
        ("", None),
    ],
)
def test_leading_label(text: str, expected: tuple[str, str] | None) -> None:
    found = leading_label(shown(text))
    assert (found and (found[0], found[1].text)) == expected


@pytest.mark.parametrize(
    ("letter", "expected"), [("ア", "イ"), ("コ", "サ"), ("ン", None), ("z", None), ("一", None)]
)
def test_following(letter: str, expected: str | None) -> None:
    assert following(letter) == expected


@pytest.mark.parametrize(
    ("used", "expected"), [([], "ア"), (["ア", "イ"], "ウ"), (["ア", "ウ"], "エ"), (["ン"], None)]
)
def test_next_label(used: list[str], expected: str | None) -> None:
    assert next_label(used) == expected


def test_look_alikes_stand_for_letters_and_are_none() -> None:
    letters = "".join(orders())
    assert set(confusable().values()) <= set(letters)
    assert not set(confusable()) & set(letters)
