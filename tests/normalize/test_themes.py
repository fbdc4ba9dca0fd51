"""Themes of the rows of a plan: the vocabulary, tags of law, evidence and its print."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import normalize.theme_lemmas
from normalize.lemmas import lemma_key
from normalize.tags import laws
from normalize.theme_lemmas import FILE, made_now
from normalize.theme_model import Term
from normalize.theme_scores import evidence_in, verdicts
from normalize.theme_vocabulary import lexicon, themes, weights
from normalize.validate import validate
from parsers.layer_faults import LayerError
from parsers.layers import layered, read_layers
from parsers.vocabulary import VocabularyError, shipped, using
from tests.builders.cards import LEGEND
from tests.builders.documents import Rows, rows, shown

SHIPPED = shipped("normalize", "themes")
CARD = "実施事業\t① {title}\n担当部署\t市民課\n事業概要\t{outline}\n"
PHRASES = (
    *("電子申請を進める。", "公園の台帳", "防災メール", "市民協働の推進", "防災危機管理課", "甲"),
    *("マイナンバーカード", "AIとRPA", "データの公開", "職員研修", "無線LAN（Wi-Fi）", "や", "、"),
    "多言語の翻訳",
)


def row_themes(built: Rows, item_id: str) -> dict[str, Mapping[str, object]]:
    return {r["theme"]: r for r in built["item_themes"] if r["item_id"] == item_id}


def given_by(text: str) -> dict[str, float]:
    return {one.theme: one.score for one in verdicts(evidence_in(shown(text), "text"))}


def listed() -> Iterator[tuple[str, str, str]]:
    """Theme, list and term of every shipped term."""
    for row in SHIPPED["theme"]:
        for name in ("alone", "support", "indicators", "excludes"):
            for alike in row[name]:
                yield from ((row["code"], name, term) for term in alike.split("|"))


def test_the_lemmas_made_beforehand_are_current() -> None:
    file = Path(normalize.theme_lemmas.__file__).parent / "data" / FILE
    current = file.read_text(encoding="utf-8") == made_now()
    assert current, "run: python -m normalize.theme_lemmas"


def test_no_term_stands_twice_in_a_theme() -> None:
    seen: dict[tuple[str, str], str] = {}
    for code, name, term in listed():
        kind = "told" if name in ("alone", "support") else name
        assert seen.setdefault((code + kind, lemma_key(term)), term) is term, (code, term)


def test_no_shipped_exclusion_silences_a_term_of_its_theme() -> None:
    told = {(code, lemma_key(t)) for code, name, t in listed() if name in ("alone", "support")}
    assert not told & {(code, lemma_key(t)) for code, name, t in listed() if name == "excludes"}


def test_terms_of_two_themes_are_those_that_are_named_so() -> None:
    owners: dict[str, set[str]] = {}
    for code, name, term in listed():
        if name in ("alone", "support"):
            owners.setdefault(lemma_key(term), set()).add(code)
    several = {lemma for lemma, codes in owners.items() if len(codes) > 1}
    assert several == {lemma_key(term) for term in SHIPPED["shared"]["terms"]}


def test_every_theme_is_told_and_every_article_is_of_a_known_law() -> None:
    known = {
        (law["id"], row["article"], row.get("paragraph"))
        for law in laws()["law"]
        for row in law["article"]
    }
    groups = {row["code"] for row in SHIPPED["group"]}
    assert groups == {theme.group for theme in themes().values()}
    for row in SHIPPED["theme"]:
        assert row["alone"] and row["definition"].strip() and row["name"].strip()
    for theme in themes().values():
        for one in theme.articles:
            assert (one.law, one.article, one.paragraph) in known, theme.code


def test_every_term_alone_gives_its_theme() -> None:
    for row in SHIPPED["theme"]:
        for term in row["alone"]:
            assert row["code"] in given_by(term), (row["code"], term)


def test_no_supporting_term_gives_its_theme_by_itself() -> None:
    for row in SHIPPED["theme"]:
        for alike in row["support"]:
            assert row["code"] not in given_by(alike.replace("|", "、")), (row["code"], alike)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('[[theme]]\ncode = "mynumber"\nsupport = ["マイナンバー"]\n', "is alone"),
        ('[[theme]]\ncode = "mynumber"\nalone = ["観光"]\n', "means both"),
        ('[[theme]]\ncode = "mynumber"\nalone = ["・"]\n', "no word"),
        ('[[theme]]\ncode = "mynumber"\ngroup = "none"\n', "no group"),
        ("[weights]\nalone = 1.5\n", "between 0 and 1"),
        ("[passing]\nfactor = 0.0\n", "between 0 and 1"),
    ],
)
def test_a_contradiction_is_refused(text: str, fault: str, tmp_path: Path) -> None:
    (tmp_path / "themes.toml").write_text(text, encoding="utf-8")
    vocabulary = layered(read_layers(tmp_path))
    with using(vocabulary), pytest.raises(VocabularyError, match=fault):
        given_by("観光")


def test_an_unknown_key_is_refused(tmp_path: Path) -> None:
    text = '[[theme]]\ncode = "mynumber"\nterms = ["x"]\n'
    (tmp_path / "themes.toml").write_text(text, encoding="utf-8")
    with pytest.raises(LayerError):
        layered(read_layers(tmp_path))


def test_a_users_terms_and_themes_count(tmp_path: Path) -> None:
    own = """
[[theme]]
code = "space"
group = "field"
name = "宇宙"
definition = "宇宙に関わる取組"
articles = []
dx_plan = []
alone = ["人工衛星"]
support = []
indicators = []
excludes = []

[[theme]]
code = "industry"
alone = ["真珠"]
excludes = ["観光"]
"""
    (tmp_path / "themes.toml").write_text(own, encoding="utf-8")
    text = "人工衛星で真珠の育ち方を見る。観光。"
    assert set(given_by(text)) == {"industry"}
    with using(layered(read_layers(tmp_path))):
        assert given_by(text) == {"space": 0.7, "industry": 0.7}
        assert given_by("観光") == {}
        assert list(themes())[-1] == "space"
    assert set(given_by(text)) == {"industry"}


def test_evidence_adds_up_and_alike_terms_count_once() -> None:
    alone, support = weights()["alone"], weights()["support"]
    assert given_by("台帳")["paperless"] == alone
    assert given_by("台帳の印刷")["paperless"] == round(1 - (1 - alone) * (1 - support), 4)
    assert given_by("台帳の印刷、紙、書類") == given_by("台帳の印刷")
    assert given_by("台帳と台帳") == given_by("台帳")


def test_a_word_in_a_long_sentence_counts_less() -> None:
    long = "甲と乙と丙と丁の" * 12
    assert given_by(f"{long}観光。") == {}
    assert given_by(f"{long}観光と観光。") != {}
    assert given_by(f"{long}。観光。") != {}


def test_a_title_is_that_of_all_items_and_an_outline_gives_nothing_alone() -> None:
    built = rows(CARD.format(title="防災の強化", outline="観光に使う。ア) 甲 イ) 電子申請"))
    first, second = (str(row["item_id"]) for row in built["measure_items"])
    assert set(row_themes(built, first)) == {"disaster"}
    assert set(row_themes(built, second)) == {"disaster", "online_procedures"}
    assert row_themes(built, second)["disaster"]["measure_id"] == built["measures"][0]["measure_id"]


def tagged(title: str, items: str) -> tuple[dict[str, Mapping[str, object]], ...]:
    built = rows(f"{LEGEND}\n{CARD.format(title=title, outline=items)}")
    assert validate(built) == ()
    return tuple(row_themes(built, str(row["item_id"])) for row in built["measure_items"])


def test_a_tag_adds_to_words_and_gives_a_theme_where_they_give_none() -> None:
    alone, tag = weights()["alone"], weights()["tag"]
    first, second = tagged("窓口", "ア) オープンデータ【官民デ⑪】 イ) 甲【官民デ⑪】")
    told, hinted = first["open_data"], second["open_data"]
    assert (told["basis"], told["term_score"], told["evidence_count"]) == ("term", alone, 2)
    assert told["score"] == round(1 - (1 - alone) * (1 - tag), 4)
    assert (hinted["basis"], hinted["score"], hinted["term_score"]) == ("tag", tag, None)
    assert hinted["evidence_raw"] == "官民デ⑪"


def test_a_tag_gives_nothing_beside_themes_of_words() -> None:
    first, second, third = tagged(
        "窓口", "ア) 防災【官民デ⑪】 イ) 防災、二次利用【官民デ⑪】 ウ) 二次利用【官民デ⑪】"
    )
    assert set(first) == set(second) == {"disaster"}
    support, tag = weights()["support"], weights()["tag"]
    assert {code: row["score"] for code, row in third.items()} == {
        "open_data": round(1 - (1 - support) * (1 - tag), 4)
    }
    assert (third["open_data"]["basis"], third["open_data"]["term_score"]) == ("tag", support)


TABLES = """
3 推進体制

組織	役割
デジタル推進本部	計画の進行管理を行う。
情報セキュリティ委員会	個人情報の保護を図る。
甲部会	乙を行う。

4 職員研修

研修名	内容
情報セキュリティ研修	標的型攻撃への備えを学ぶ。
ＡＩ活用研修	生成ＡＩの使い方を学ぶ。
"""


def test_bodies_and_trainings_have_themes() -> None:
    built = rows(TABLES)
    named = {str(r["training_id"]): r["course"] for r in built["trainings"]}
    named |= {str(r["organization_id"]): r["name"] for r in built["organizations"]}
    found: dict[object, set[str]] = {}
    for row in built["item_themes"]:
        found.setdefault(named[str(row["item_id"])], set()).add(str(row["theme"]))
    assert found == {
        "デジタル推進本部": {"governance"},
        "情報セキュリティ委員会": {"security"},
        "甲部会": {"governance"},
        "情報セキュリティ研修": {"security", "human_resources"},
        "ＡＩ活用研修": {"ai_rpa", "human_resources"},
    }


def test_a_deleted_item_has_no_theme() -> None:
    built = rows(CARD.format(title="防災", outline="ア) 甲 イ) （2021年度削除）"))
    assert {row["item_id"] for row in built["item_themes"]} == {"unknown-plan:mx-1:ア"}


def test_a_plan_without_such_rows_needs_no_analyser(monkeypatch: pytest.MonkeyPatch) -> None:
    import normalize.lemmas

    def refused(text: str) -> None:
        raise AssertionError("the analyser was asked")

    monkeypatch.setattr(normalize.lemmas, "analysed", refused)
    assert rows("第1章 はじめに\n\n防災と観光の情報化を進めます。\n")["item_themes"] == []


def test_the_lexicon_holds_no_empty_term() -> None:
    assert "" not in lexicon().terms
    assert all(isinstance(term, Term) for known in lexicon().terms.values() for term in known)


@settings(max_examples=60)
@given(
    st.lists(st.sampled_from(PHRASES), max_size=12), st.lists(st.sampled_from(PHRASES), max_size=6)
)
def test_rows_hold_together(item: list[str], title: list[str]) -> None:
    outline = f"ア) {''.join(item)} イ) 乙"
    built = rows(CARD.format(title="".join(title) or "丙", outline=outline))
    assert validate(built) == ()
    raw = {row["span_id"]: row["raw_text"] for row in built["spans"]}
    items = {row["item_id"] for row in built["measure_items"]}
    for row in built["item_themes"]:
        own = [
            one
            for one in built["theme_evidence"]
            if (one["item_id"], one["theme"]) == (row["item_id"], row["theme"])
        ]
        assert row["item_id"] in items
        assert row["evidence_count"] == len(own) > 0
        assert [one["seq"] for one in own] == list(range(1, len(own) + 1))
        assert (row["evidence_raw"], row["span_id"]) == (own[0]["evidence_raw"], own[0]["span_id"])
        assert all(raw[one["span_id"]] == one["evidence_raw"] for one in own)
        assert row["score"] == round(1 - math.prod(1 - one["weight"] for one in own), 4)
        assert weights()["given"] <= row["score"] <= 1
    given_rows = {(row["item_id"], row["theme"]) for row in built["item_themes"]}
    assert {(one["item_id"], one["theme"]) for one in built["theme_evidence"]} == given_rows


@given(st.lists(st.sampled_from(PHRASES), max_size=8), st.data())
def test_white_space_and_width_do_not_matter(parts: list[str], data: st.DataObject) -> None:
    text = "".join(parts)
    wide = str.maketrans({chr(c): chr(c + 0xFEE0) for c in range(0x21, 0x7F)})
    blanks = st.sampled_from(("", " ", "\u3000", "\n"))
    spaced = "".join(c + ("" if c.isascii() else data.draw(blanks, label="behind")) for c in text)
    assert given_by(spaced) == given_by(text.translate(wide)) == given_by(text)
    for one in evidence_in(shown(spaced), "text"):
        assert one.hit is not None
        printed = one.hit.printed.whole
        assert printed.text == spaced[printed.start : printed.end]
        assert lemma_key(printed.text) == one.hit.lemma
