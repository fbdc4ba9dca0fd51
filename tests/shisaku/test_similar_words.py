"""Which words of a text count, and the rows that say so."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.vocabulary import VocabularyError, shipped
from shisaku.similarity.settings import checked, settings
from shisaku.similarity.words import words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("、。（）２０２１年度 １２３", []),
        ("推進を図るため実施する。", []),
        ("書かない窓口", ["書く", "窓口"]),
        ("申請書を書く", ["申請書", "書く"]),
        ("インターネットで申込みできる", ["インターネット", "申し込み"]),
        ("インターネットで申し込む", ["インターネット", "申し込み"]),
        ("オンラインで予約する", ["オンライン", "予約"]),
        ("無線ＬＡＮ・Ｗｉ－Ｆｉ・ＷｉＦｉ", ["無線LAN", "無線LAN", "無線LAN"]),
        ("ＲＰＡとrpaとRPA", ["RPA", "RPA", "RPA"]),
        ("地理情報システム（ＧＩＳ）", ["GIS", "GIS"]),
        ("シニアのスマホ", ["高齢者", "スマートフォン"]),
        ("ゴミの分別、ごみの分別", ["ごみ", "分別", "ごみ", "分別"]),
        ("水戸市と東京都の図書館", ["図書館"]),
        ("美しい公園", ["美しい", "公園"]),
        ("予\n約の受\n付", ["予約", "受け付け"]),
        ("予約\x00窓口", ["予約", "窓口"]),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert [word.lemma for word in words(text)] == expected


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("施設予約", ["予約"]),
        ("施設 予約", []),
        ("施設の予約", []),
        ("施設、予約", []),
        ("図書館蔵書検索", ["蔵書", "検索"]),
        ("施設事業予約", []),  # 事業 says nothing, and keeps the others apart
    ],
)
def test_nouns_that_stand_together(text: str, joined: list[str]) -> None:
    assert [word.lemma for word in words(text) if word.joined] == joined


@given(st.text(max_size=60))
def test_any_text(text: str) -> None:
    found = words(text)
    assert all(word.lemma and word.lemma not in settings().stop for word in found)
    assert not (found and found[0].joined)


@pytest.mark.parametrize("word", sorted(settings().stop | settings().weak))
def test_every_word_of_the_lists_is_a_lemma(word: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rows: Any = copy.deepcopy(shipped("shisaku.similarity", "similarity"))
    rows["stop"], rows["weak"] = [], []
    without = checked(rows)
    monkeypatch.setattr("shisaku.similarity.words.settings", lambda: without)
    assert [found.lemma for found in words(word)] == [word]


@pytest.mark.parametrize("name", sorted(settings().names))
def test_every_spelling_is_found(name: str) -> None:
    assert [word.lemma for word in words(name)] == [settings().names[name]]


@pytest.mark.parametrize(
    ("section", "key", "value", "told"),
    [
        ("stop", None, ["行う", "行う"], "there twice: 行う"),
        ("weak", None, ["行う"], "there twice: 行う"),
        ("names", "別", ["SNS"], "stands for two words"),
        ("least", "score", 1.5, "between 0 and 1"),
        ("least", "words", 0, "above 0"),
        ("weights", "theme", -0.1, "no weight"),
        ("weights", "weak", 2.5, "no weight"),
    ],
)
def test_contradictions_are_refused(section: str, key: str | None, value: Any, told: str) -> None:
    rows: Any = copy.deepcopy(shipped("shisaku.similarity", "similarity"))
    if key is None:
        rows[section] = value
    else:
        rows[section][key] = value
    with pytest.raises(VocabularyError, match=told):
        checked(rows)
