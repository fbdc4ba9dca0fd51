"""Spellings of one word meet, and places lead back to the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.fold import fold_text
from normalize.lemmas import lemma_key, lemmas

MEET = [
    ("申込", "申し込み"),
    ("手続", "手続き"),
    ("問合せ", "問い合わせ"),
    ("サーバ", "サーバー"),
    ("子ども", "子供"),
    ("り災証明書", "罹災証明書"),
    ("ゴミ", "ごみ"),
    ("Ｗｉ－Ｆｉ", "Wi-Fi"),
    ("rpa", "RPA"),
    ("マイナン\nバー カード", "マイナンバーカード"),
    ("デジタル・デバイド", "デジタルデバイド"),
    ("データの公開", "データ公開"),
    ("データを公開", "データ公開"),
    ("オンライン申請", "オンライン 申請"),
]
APART = [
    ("決裁", "決済"),
    ("収納", "収入"),
    ("防災", "防火"),
    ("電子", "電気"),
    ("AI RPA", "AIRPA"),
]


@pytest.mark.parametrize(("one", "other"), MEET)
def test_spellings_meet(one: str, other: str) -> None:
    assert lemma_key(one) == lemma_key(other) != ""


@pytest.mark.parametrize(("one", "other"), APART[:-1])
def test_other_words_do_not(one: str, other: str) -> None:
    assert lemma_key(one) != lemma_key(other)


def test_a_blank_between_latin_words_parts_them() -> None:
    one, other = APART[-1]
    assert [len(lemmas(text).words) for text in (one, other)] == [2, 1]


@given(st.text("申請手続を行うデータのAI ・-\n\u3000１Ｗ\x00\ud800公開", max_size=40))
def test_words_are_in_order_and_in_the_text(text: str) -> None:
    folded = fold_text(text)
    read = lemmas(folded)
    assert read.text == "".join(word.lemma for word in read.words)
    at, size = 0, 0
    for word in read.words:
        assert at <= word.start < word.end <= len(folded)
        assert word.at == size
        at, size = word.end, size + len(word.lemma)


@given(st.text(" \u3000\n\t\x00", max_size=5))
def test_a_blank_text_has_no_words(text: str) -> None:
    assert lemmas(fold_text(text)).words == ()


@pytest.mark.parametrize("unit", ["a", "・", "a b ", "防災", "防災。", "申請 x ", "漢"])
def test_long_texts_are_read_in_pieces(unit: str) -> None:
    text = fold_text(unit * (30_000 // len(unit)))
    read = lemmas(text)
    assert "".join(text[word.start : word.end] for word in read.words) == "".join(text.split())
    assert read.words[-1].end == len(text.rstrip())
