"""Which years a plan gives to its named periods."""

from __future__ import annotations

import pytest

from parsers.period_terms import period_word
from tests.builders.documents import plan


def terms(text: str) -> list[tuple[str, str]]:
    return [(term.word.text, term.years.text) for term in plan(text).period_terms]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("前期（令和4～6年度）とします。", [("前期", "令和4～6年度")]),
        (
            "前期：令和4年度～令和6年度、後期：令和7年度～令和8年度",
            [("前期", "令和4年度～令和6年度"), ("後期", "令和7年度～令和8年度")],
        ),
        (
            "短期は令和4年度から令和5年度、長期は令和6年度以降とする。",
            [("短期", "令和4年度から令和5年度")],  # 長期 has no end
        ),
        (
            "令和4～6年度を前期、令和7～8年度を後期とします。",
            [("前期", "令和4～6年度"), ("後期", "令和7～8年度")],
        ),
        ("前期基本計画（令和4～6年度）", []),  # a plan of that name
        ("前期に実施します。", []),
        (
            "短期\t令和4年度～令和5年度\n長期\t令和6年度～令和8年度\n",
            [("短期", "令和4年度～令和5年度"), ("長期", "令和6年度～令和8年度")],
        ),
        (
            "取組\t前期（R4～R6）\t後期（R7～R8）\n窓口\t検討\t実施\n",
            [("前期", "R4～R6"), ("後期", "R7～R8")],
        ),
    ],
)
def test_terms(text: str, expected: list[tuple[str, str]]) -> None:
    assert terms(f"第1章 期間\n\n{text}\n") == expected


@pytest.mark.parametrize(
    ("label", "word"),
    [
        ("前期", "前期"),
        ("短期目標", "短期"),
        ("後期（R7～R8）", "後期"),
        ("年度", None),
        ("", None),
    ],
)
def test_word_of_a_label(label: str, word: str | None) -> None:
    assert period_word(label) == word
