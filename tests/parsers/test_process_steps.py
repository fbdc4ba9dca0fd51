"""Steps of printed processes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.fold import key
from extract.model import Document
from extract.text_file import read_text, text_page
from parsers.blocks import blocks
from parsers.contents import find_contents
from parsers.headings import find_headings
from parsers.model import Findings
from parsers.process_steps import ProcessStep, find_process_steps
from parsers.reconcile import reconcile

ROOT = Path(__file__).resolve().parents[2]


def found(document: Document) -> Findings[ProcessStep]:
    parts = blocks(document)
    contents = find_contents(parts)
    headings = reconcile(find_headings(parts, contents), contents).values
    return find_process_steps(parts, headings)


def written(text: str) -> Document:
    page = text_page(1, f"第1章 実施の流れ\n\n{text}\n")
    return Document("plan.txt", "0", "text/plain", "utf-8", "text", (page,))


def shown(text: str) -> list[tuple[str | None, int, str, str | None]]:
    return [
        (
            s.process.text if s.process else None,
            s.number,
            s.title.text,
            s.content.text if s.content else None,
        )
        for s in found(written(text)).values
    ]


def test_gold_steps() -> None:
    lines = (ROOT / "tests/gold/001/facts.jsonl").read_text("utf-8").splitlines()
    gold = [f for f in map(json.loads, lines) if f["kind"] == "process_step"]
    document = read_text(next((ROOT / "data/raw").rglob("001_*.txt")))
    assert [
        (
            key(s.process.text if s.process else ""),
            s.number,
            key(s.title.text),
            key(s.content.text if s.content else ""),
        )
        for s in found(document).values
    ] == [(key(f["process"]), f["step"], key(f["title"]), key(f["content"])) for f in gold]


@pytest.mark.parametrize("number", ["000", "002", "003", "004"])
def test_plans_without_steps(number: str) -> None:
    assert found(read_text(next((ROOT / "data/raw").rglob(f"{number}_*.txt")))) == Findings()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "改善サイクルによります。\n\n"
            "STEP1 現状把握\n現状を整理します。\n\nSTEP2 計画\n立てます。",
            [
                ("改善サイクル", 1, "現状把握", "現状を整理します。"),
                ("改善サイクル", 2, "計画", "立てます。"),
            ],
        ),
        (
            "・ステップ１：現状把握：現状を整理します。\n・ステップ２：計画",
            [(None, 1, "現状把握", "現状を整理します。"), (None, 2, "計画", None)],
        ),
        (
            "第一段階 準備\n\n整えます。\n\n第二段階 実行",
            [(None, 1, "準備", "整えます。"), (None, 2, "実行", None)],
        ),
        ("ステップ1 準備", []),
        ("ステップアップ研修を行います。", []),
    ],
)
def test_wordings(text: str, expected: list[tuple[str | None, int, str, str | None]]) -> None:
    assert shown(text) == expected


def test_a_row_that_skips_a_number_ends_there() -> None:
    findings = found(written("ステップ1 準備\n\nステップ2 実行\n\nステップ4 評価"))
    assert [s.number for s in findings.values] == [1, 2]
    assert [i.code for i in findings.issues] == ["process-step-out-of-row"]


@given(st.integers(2, 20))
def test_a_whole_row_is_read(last: int) -> None:
    text = "\n\n".join(f"ステップ{n} 作業" for n in range(1, last + 1))
    assert [s.number for s in found(written(text)).values] == list(range(1, last + 1))


@given(st.lists(st.integers(1, 5), max_size=6))
def test_numbers_count_up_from_one(numbers: list[int]) -> None:
    text = "\n\n".join(f"ステップ{n} 作業" for n in numbers)
    values = found(written(text)).values
    for before, step in zip((None, *values), values, strict=False):
        assert step.number == 1 or (before is not None and step.number == before.number + 1)
