"""The heading tree: ladders, sequences, lost numbers, parts of the document."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.text_file import read_text
from parsers.ladder import Rung, fits, learn_ladder
from parsers.model import Heading
from parsers.numbering import read_number
from parsers.plan import Plan
from tests.builders.documents import plan
from tests.builders.outlines import Node, Printed, render, walk
from tests.builders.strategies import mixed_texts, outlines

PARAGRAPH = "市では、市民の皆さまの利便性を高めるため、次の取組を進めてきました。"


def tree(text: str) -> list[tuple[int, str | None, str]]:
    return [(h.level, h.number, h.title.text) for h in plan(text).headings.values]


def body(*lines: str) -> str:
    return "".join(f"{line}\n\n{PARAGRAPH}\n\n" for line in lines)


def reread(headings: tuple[Heading, ...]) -> list[Printed]:
    """The headings in the form that the builder of outlines expects."""
    return [
        Printed(
            h.level,
            h.number or "",
            h.title.text,
            None if h.parent is None else headings[h.parent].title.text,
            h.toc_page or 0,
        )
        for h in headings
        if h.kind == "heading"
    ]


@given(outlines(), st.booleans())
def test_an_outline_is_read_back(
    outline: tuple[tuple[str, ...], tuple[Node, ...]], wide: bool
) -> None:
    ladder, nodes = outline
    lines = walk(nodes, ladder, wide=wide)
    found = plan(render(lines, contents=False)).headings
    expected = [
        Printed(e.level, e.number, e.title, e.parent, 0) for e in (li.expected for li in lines)
    ]
    assert reread(found.values) == expected
    assert all(h.number_status == "printed" for h in found.values)
    assert (found.repairs, found.issues) == ((), ())


@given(outlines(), st.sampled_from(["......", " ", "\t", " ・・・ ", "……"]))
def test_an_outline_with_its_contents_page_is_read_back(
    outline: tuple[tuple[str, ...], tuple[Node, ...]], leader: str
) -> None:
    ladder, nodes = outline
    lines = walk(nodes, ladder)
    found = plan(render(lines, contents=True, leader=leader)).headings
    assert reread(found.values) == [li.expected for li in lines]
    statuses = {h.toc_status for h in found.values if h.kind == "heading"}
    assert statuses == {"matched"}
    assert found.issues == ()


@given(mixed_texts)
def test_parents_stand_before_their_children(text: str) -> None:
    headings = plan(text).headings.values
    for i, heading in enumerate(headings):
        if heading.parent is None:
            assert heading.level == 1 or heading.toc_status == "toc_only"
        else:
            assert heading.parent < i
            assert heading.level == headings[heading.parent].level + 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The same number in another chapter begins a new row.
        (
            body("第1章 概要", "1 目的", "2 期間", "第2章 現状", "1 課題"),
            [
                (1, "1", "概要"),
                (2, "1", "目的"),
                (2, "2", "期間"),
                (1, "2", "現状"),
                (2, "1", "課題"),
            ],
        ),
        # One number may be missing: its heading was lost.
        (body("1 目的", "3 期間"), [(1, "1", "目的"), (1, "3", "期間")]),
        # A number that neither follows nor begins a row is text.
        (body("1 目的", "7 期間"), [(1, "1", "目的")]),
        (body("1 目的", "(3) 期間"), [(1, "1", "目的")]),
        # An extract from the middle of a plan may begin with any chapter.
        (body("第6章 推進体制", "1 組織"), [(1, "6", "推進体制"), (2, "1", "組織")]),
        # The same style never nests in itself.
        (
            body("第1章 概要", "(1) 目的", "① 背景", "(2) 期間"),
            [
                (1, "1", "概要"),
                (2, "(1)", "目的"),
                (3, "①", "背景"),
                (2, "(2)", "期間"),
            ],
        ),
        # Parts before the chapters hold none of them.
        (body("はじめに", "第1章 概要"), [(1, None, "はじめに"), (1, "1", "概要")]),
        (
            body("第1章 概要", "1 目的", "資料編", "1 用語"),
            [
                (1, "1", "概要"),
                (2, "1", "目的"),
                (1, None, "資料編"),
                (2, "1", "用語"),
            ],
        ),
        ("", []),
    ],
)
def test_trees(text: str, expected: list[tuple[int, str | None, str]]) -> None:
    assert tree(text) == expected


def test_a_number_out_of_sequence_is_told() -> None:
    (issue,) = plan(body("1 目的", "7 期間")).headings.issues
    assert (issue.code, issue.value_raw) == ("number-out-of-sequence", "7")
    assert issue.run is not None
    assert issue.run.text == "7 期間"


LOST = body(
    "第1章 国の動向", "(1) 方針", "① 行政の推進", "(2) 改革", "データ公開の推進",
    "基盤整備の推進", "(3) 普及", "① 利用の推進", "活用の推進",
)  # fmt: skip


def test_lost_numbers_take_their_place_in_the_ladder() -> None:
    assert [h for h in tree(LOST) if h[0] == 3] == [
        (3, "①", "行政の推進"),
        (3, None, "データ公開の推進"),
        (3, None, "基盤整備の推進"),
        (3, "①", "利用の推進"),
        (3, "②", "活用の推進"),
    ]


def test_a_number_without_evidence_beside_it_stays_unknown_and_is_told() -> None:
    issues = plan(LOST).headings.issues
    assert [(i.code, i.run.text if i.run else "") for i in issues] == [
        ("heading-number-unknown", "データ公開の推進"),
        ("heading-number-unknown", "基盤整備の推進"),
    ]


def test_a_lost_number_is_inferred_and_told() -> None:
    found = plan(LOST).headings
    inferred = [h for h in found.values if h.number_status == "inferred"]
    assert [h.number_raw for h in inferred] == [None]
    assert [(r.run.text if r.run else "", r.raw, r.repaired, r.rule) for r in found.repairs] == [
        ("活用の推進", "", "②", "lost-number"),
    ]
    assert all(r.reason and r.confidence < 0.9 for r in found.repairs)


def test_a_quoted_number_is_surer_than_the_sequence() -> None:
    quoted = LOST + "前記「② データ公開の推進」のとおりです。\n"
    found = plan(quoted).headings
    title = "データ公開の推進"
    assert [h.number for h in found.values if h.title.text == title] == ["②"]
    (repair,) = (r for r in found.repairs if r.run and r.run.text == title)
    assert repair.repaired == "②"
    assert repair.confidence > 0.9


def test_without_circled_numbers_nothing_is_inferred() -> None:
    assert tree(body("第1章 動向", "(1) 方針", "データ公開の推進")) == [
        (1, "1", "動向"),
        (2, "(1)", "方針"),
    ]


@pytest.mark.parametrize(
    ("line", "raw", "title"),
    [
        ("第 1 章　計画の概要", "第 1 章", "計画の概要"),
        ("（３）地域産業の活性化", "（３）", "地域産業の活性化"),
        ("１．目 的", "１．", "目 的"),
    ],
)
def test_numbers_and_titles_are_kept_as_printed(line: str, raw: str, title: str) -> None:
    (heading,) = plan(body(line.replace("３", "１"))).headings.values
    assert (heading.number_raw, heading.title.text) == (raw.replace("３", "１"), title)
    assert heading.run.text == line.replace("３", "１")


def test_the_ladder_ranks_styles_by_first_appearance() -> None:
    numbers = [read_number(line) for line in ("(1) あ", "① い", "(2) う", "1 え")]
    assert learn_ladder([None, *numbers]) == {"paren": 0, "circled": 1, "bare": 2}


@pytest.mark.parametrize(
    ("last", "new", "expected"),
    [
        (None, "9 目的", True),  # an extract begins anywhere
        ("1 目的", "2 期間", True),
        ("1 目的", "3 期間", True),
        ("1 目的", "1 期間", False),
        ("1 目的", "4 期間", False),
        ("2 目的", "1 期間", False),
        ("1 目的", "(1) 期間", True),
        ("1 目的", "(2) 期間", False),
        ("2 目的", "2.1 期間", True),
        ("2 目的", "2.2 期間", False),
        ("2 目的", "3.1 期間", False),
    ],
)
def test_fits(last: str | None, new: str, expected: bool) -> None:
    above = [read_number(last)] if last else []
    stack = [Rung(n.style, n.parts, 0) for n in above if n is not None]
    numbered = read_number(new)
    assert numbered is not None
    assert fits(stack, learn_ladder([*above, numbered]), numbered) is expected


GOLD = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "gold/003/sections.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]


@pytest.fixture(scope="module")
def real(root: Path) -> Plan:
    """The plan that the sections of the gold are taken from."""
    (path,) = (root / "data/raw/082112/johoka-3").glob("003_*.txt")
    return Plan(read_text(path))


@pytest.mark.parametrize("gold", GOLD, ids=[f"{g['line']} {g['title']}" for g in GOLD])
def test_headings_of_a_real_plan(real: Plan, gold: dict[str, object]) -> None:
    page = real.document.pages[0]
    lines = {line.strip().start: n for n, line in enumerate(page.lines, 1)}
    (found,) = (
        h
        for h in real.headings.values
        if h.toc_status != "toc_only" and lines.get(h.run.start) == gold["line"]
    )
    assert (found.level, found.number, found.kind) == (gold["level"], gold["number"], gold["kind"])
    assert found.toc_page == gold["toc_page"]
    assert (found.number_raw is None) == (gold["number_raw"] is None)
    assert "".join(found.title.text.split()) == "".join(str(gold["title"]).split())


def test_no_other_heading_in_the_chapters_of_the_gold(real: Plan) -> None:
    page = real.document.pages[0]
    starts = [line.start for line in page.lines]
    first, last = starts[GOLD[0]["line"] - 1], starts[GOLD[-1]["line"]]
    found = [
        h for h in real.headings.values
        if h.toc_status != "toc_only" and first <= h.run.start < last
    ]  # fmt: skip
    assert len(found) == len(GOLD)
