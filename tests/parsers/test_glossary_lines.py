"""Terms of a glossary printed as lines."""

from __future__ import annotations

import pytest

from tests.builders.documents import rows

HEAD = "資料編\n\n1 用語解説\n\n"


def terms(text: str, head: str = HEAD) -> list[tuple[str, str]]:
    return [(t["term"], t["explanation"]) for t in rows(head + text)["glossary_terms"]]


@pytest.mark.parametrize(
    "text",
    [
        "【AI】\n人工知能のこと。\n【クラウド】\n網を使う\n形のこと。\n",
        "【AI】人工知能のこと。\n\n【クラウド】網を使う\n形のこと。\n",
        "【あ行】\n\nAI：人工知能のこと。\n\n【か行】\n\nクラウド：網を使う\n形のこと。\n",
        "・AI：人工知能のこと。\n・クラウド：網を使う\n形のこと。\n",
    ],
)
def test_forms(text: str) -> None:
    assert terms(text) == [("AI", "人工知能のこと。"), ("クラウド", "網を使う 形のこと。")]


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("【AI】\n人工知能のこと。\n", HEAD),  # one alone may be anything
        ("【AI】\n\n【クラウド】\n", HEAD),  # no explanation
        ("用語は本文を参照。\n以下に示します。\n", HEAD),
        ("【目的】\n甲のため。\n【方法】\n乙による。\n", "第1章 概要\n\n1 計画\n\n"),
    ],
)
def test_no_terms(text: str, head: str) -> None:
    assert terms(text, head) == []
