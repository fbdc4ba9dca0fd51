"""Rules about how the plan is managed and reviewed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.fold import key
from extract.model import Document
from extract.text_file import read_text, text_page
from parsers.blocks import blocks
from parsers.contents import find_contents
from parsers.headings import find_headings
from parsers.reconcile import reconcile
from parsers.rules import Rule, find_rules

ROOT = Path(__file__).resolve().parents[2]


def rules(document: Document) -> tuple[Rule, ...]:
    parts = blocks(document)
    contents = find_contents(parts)
    headings = reconcile(find_headings(parts, contents), contents).values
    return find_rules(parts, headings).values


def written(text: str, title: str = "進行管理") -> Document:
    page = text_page(1, f"第1章 {title}\n\n{text}\n")
    return Document("plan.txt", "0", "text/plain", "utf-8", "text", (page,))


def seed(number: str) -> Document:
    return read_text(next((ROOT / "data/raw").rglob(f"{number}_*.txt")))


def gold() -> list[Any]:
    return [
        pytest.param(number, fact, id=f"{number}-{fact['topic']}")
        for number in ("000", "001")
        for line in (ROOT / f"tests/gold/{number}/facts.jsonl").read_text("utf-8").splitlines()
        if (fact := json.loads(line))["kind"] == "rule"
    ]


@pytest.mark.parametrize(("number", "fact"), gold())
def test_gold_rule(number: str, fact: dict[str, Any]) -> None:
    """Topic and line are those of the gold; its content is a paraphrase."""
    document = seed(number)
    text = document.pages[0].text
    topic, *year = fact["topic"].split(" ") if "年度" in fact["topic"] else [fact["topic"]]
    assert any(
        key(topic) in key(rule.topic.text)
        and [key(rule.year.text)] * bool(year) == list(map(key, year))
        if rule.year
        else key(topic) == key(rule.topic.text) and not year
        for rule in rules(document)
        if text.count("\n", 0, rule.content.whole.start) + 1 == fact["lines"][0]
    )


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("毎年度、進捗状況を評価します。", [("毎年度", "yearly", None)]),
        (
            "中間年度（2021年度）には、計画の見直しを行います。",
            [("中間年度（2021年度）", "mid_term", "2021年度")],
        ),
        (
            "最終年度である令和8年度は、毎年度の評価を踏まえ見直します。",
            [("最終年度である令和8年度", "final", "令和8年度")],
        ),
        ("必要に応じて計画を見直します。", [("必要に応じて", "as_needed", None)]),
        (
            "業務にはPDCAサイクルを適用し、施策にはOODAループを採用します。",
            [("PDCAサイクル", "continuous", None), ("OODAループ", "continuous", None)],
        ),
        ("これまで毎年度、事業を評価してきました。", []),
        ("必要に応じて専門部会を設置します。", []),
        ("計画を見直します。", []),
    ],
)
def test_sentences(sentence: str, expected: list[tuple[str, str, str | None]]) -> None:
    got = [
        (r.topic.text, r.cycle, r.year.text if r.year else None) for r in rules(written(sentence))
    ]
    assert got == expected


def test_two_topics_part_the_sentence() -> None:
    first, second = rules(written("業務にはPDCAサイクルを適用し、施策にはOODAループを採用します。"))
    assert first.content.text == "業務にはPDCAサイクルを適用し"
    assert second.content.text == "施策にはOODAループを採用します。"


@pytest.mark.parametrize(
    ("title", "count"), [("進行管理", 1), ("計画の期間", 1), ("国の推進体制", 0), ("職員研修", 0)]
)
def test_only_sections_about_carrying_out(title: str, count: int) -> None:
    assert len(rules(written("毎年度、進捗状況を評価します。", title))) == count


@given(st.text(alphabet="毎年度評価を見直し、。必要に応じて随時PDCAサイクル \n", max_size=60))
def test_contents_are_cuts_of_the_page(text: str) -> None:
    document = written(text)
    for rule in rules(document):
        run = rule.content.whole
        assert document.pages[0].text[run.start : run.end] == run.text
        assert rule.content.text
