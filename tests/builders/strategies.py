"""Random outlines, cards and texts for property tests."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.builders.cards import YEARS, Card, ItemText, Phase
from tests.builders.outlines import LADDERS, Node

NOUNS = "市民行政情報基盤推進体制整備安全安心地域活性教育防災窓口"
LETTERS = "アイウエオカキクケコサシスセソタチツテト"
TAGS = ("官民デ⑩", "官民デ⑪", "官民デ⑬", "官民デ⑭", "官民デ⑮-1", "官民デ⑮-2", "官民デ⑰")
PHASES = ("検討", "準備", "調達", "導入・実施", "運用", "見直し")

nouns = st.text(NOUNS, min_size=2, max_size=8)
titles = st.builds("{}{}{}".format, nouns, st.sampled_from(["の", "と", "に向けた", "・"]), nouns)
sentences = st.builds("{}を{}し、市民の皆さまの利便性の向上に努めます。".format, nouns, nouns)
units = st.builds(
    "{}{}".format, nouns, st.sampled_from(["課", "室", "センター", "と共に考える課", "事務局"])
)


def _nodes(depth: int) -> st.SearchStrategy[tuple[Node, ...]]:
    below = st.just(()) if depth == 1 else _nodes(depth - 1) | st.just(())
    node = st.builds(Node, titles, sentences, below)
    return st.lists(node, min_size=1, max_size=3).map(tuple)


ladders = st.sampled_from(LADDERS)


@st.composite
def outlines(draw: st.DrawFn) -> tuple[tuple[str, ...], tuple[Node, ...]]:
    """A ladder of numberings and a tree no deeper than it."""
    ladder = draw(ladders)
    nodes = draw(_nodes(len(ladder)).filter(lambda ns: _size(ns) >= 3))
    return ladder, nodes


def _size(nodes: tuple[Node, ...]) -> int:
    return len(nodes) + sum(_size(node.children) for node in nodes)


phases = st.builds(
    Phase,
    st.sampled_from(PHASES),
    st.sets(st.sampled_from(YEARS)).map(lambda years: tuple(sorted(years))),
)


@st.composite
def items(draw: st.DrawFn, letter: str) -> ItemText:
    """A lettered item whose schedule, if it has one, names each phase once."""
    rows = draw(st.lists(phases, max_size=3, unique_by=lambda p: p.label))
    return ItemText(
        letter,
        draw(sentences),
        tuple(draw(st.lists(units, min_size=1, max_size=3, unique=True))),
        tuple(draw(st.lists(st.sampled_from(TAGS), max_size=2, unique=True))),
        draw(st.none() | st.sampled_from(YEARS)),
        tuple(rows),
        draw(st.booleans()),
    )


@st.composite
def cards(draw: st.DrawFn) -> Card:
    """A measure of one to seven items, each with a schedule of its own or without."""
    letters = LETTERS[: draw(st.integers(1, 7))]
    found = tuple(draw(items(letter)) for letter in letters)
    return Card(
        draw(st.integers(1, 20)),
        draw(titles),
        found,
        draw(st.just("") | sentences),
        draw(st.just("") | sentences),
        draw(st.just("") | titles),
        draw(st.booleans()),
    )


# What plans are made of, in an order that no plan has.
tokens = st.sampled_from(
    (
        *("\t", "\n", "\n\n", "\n\n\n\n", "\r\n", "\r", "\f", " ", "　", "|", "|---|---|\n"),
        *("<p>", "</p>", "<br>", '<ul style="', "</td><td>", "&amp;", "&#x41;", "<"),
        *("ア) ", "イ) ", "工) ", "力)", "(ア)", "第1章 ", "第二節", "1 ", "１．", "(1) ", "1.1 "),
        *("① ", "⑱", "Ⅱ ", "XIV ", "一", "目次", "......3", "資料", "はじめに", "施策方針 その1\t"),
        *("実施事業\t", "担当部署\t", "事業概要\t", "期待される効果\t", "用語\t解説\n", "明示法\t"),
        *("2019年度\t", "2020年度\t2021年度\n", "令和元年度\t", "H30\t", "→", "◎", "検討 実施"),
        *(
            "検討",
            "運用",
            "【官民デ⑩】",
            "【官民テ⑩-1】",
            "第10条",
            "（2021年度追加）",
            "(2021年度削除)",
        ),
        *(
            "課",
            "他",
            "関係各課",
            "及び",
            "、",
            "。",
            "（",
            "）",
            "「",
            "」",
            "図1 ",
            "表2-1",
            "計画",
        ),
        *("か\u3099", "\u200b", "\ufe0f", "⺠", "ﾃﾞ", "〒300-2706", "2019年3月"),
    )
)
token_texts = st.lists(tokens, max_size=50).map("".join)
# No surrogates: no decoder yields one, and Parquet holds none.
wild_texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)
mixed_texts = st.lists(tokens | wild_texts, max_size=20).map("".join)
