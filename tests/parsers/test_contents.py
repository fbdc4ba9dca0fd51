"""The contents page: which lines are entries, and where it ends."""

from __future__ import annotations

import pytest
from hypothesis import given

from extract.model import Run
from parsers.blocks import blocks
from parsers.contents import Contents, find_contents, read_entry
from tests.builders.documents import document, plan
from tests.builders.outlines import Node, render, walk
from tests.builders.strategies import mixed_texts, outlines


def line(text: str) -> Run:
    return Run(1, 0, len(text), text)


def find(text: str) -> Contents | None:
    return find_contents(blocks(document(text)))


@pytest.mark.parametrize(
    ("text", "number", "title", "page"),
    [
        ("第 1 章 計画の概要\t1", "第 1 章", "計画の概要", 1),
        ("1 計画の目的.....1", "1", "計画の目的", 1),
        ("2 計画の位置付け\t12", "2", "計画の位置付け", 12),
        ("(1) 調査方法 ・・・・・・ 20", "(1)", "調査方法", 20),
        ("（１）調査方法……２０", "(1)", "調査方法", 20),
        ("資料編 ……… 101", None, "資料編", 101),
        ("はじめに　　　　 1ページ", None, "はじめに", 1),
        ("第2章 取組 ... P.12", "第2章", "取組", 12),
        ("(4) 6次産業化への先進技術活用.....11", "(4)", "6次産業化への先進技術活用", 11),
        ("第2章 取組 ...... - 12 -", "第2章", "取組", 12),
        ("第2章 取組 ……P12", "第2章", "取組", 12),
        ("第2章 取組 …… 12頁", "第2章", "取組", 12),
        ("第2章 取組 …… (12)", "第2章", "取組", 12),
        ("はじめに ...... iii", None, "はじめに", None),
        ("基本目標1 便利なまち……12", "基本目標1", "便利なまち", 12),
        ("ア 調査……12", "ア", "調査", 12),
    ],
)
def test_entries(text: str, number: str | None, title: str, page: int | None) -> None:
    entry = read_entry(line(text))
    assert entry is not None
    assert (entry.numbered.raw if entry.numbered else None, entry.page) == (number, page)
    assert entry.title.text == title


@pytest.mark.parametrize(
    "text",
    [
        "計画の目的",
        "",
        "12",
        "第1章",
        "第1章 5",
        "平成30年度-12",
        "電話0297-23-2111",
        "この計画は令和5",
    ],
)
def test_no_entry(text: str) -> None:
    assert read_entry(line(text)) is None


ENTRIES = "1 目的...1\n2 現状...2\n\n3 課題...3\n"


@pytest.mark.parametrize(
    "title", ["目次", "目 次", "目　次", "もくじ", "CONTENTS", "ＣＯＮＴＥＮＴＳ"]
)
def test_titles(title: str) -> None:
    found = find(f"{title}\n\n{ENTRIES}")
    assert found is not None
    assert [e.title.text for e in found.entries] == ["目的", "現状", "課題"]


@pytest.mark.parametrize(
    "text",
    [
        ENTRIES,  # no title
        "目次\n\n1 目的...1\n2 現状...2\n",  # two entries could be anything
        "目次\n\n1 目的\n2 現状\n3 課題\n",  # no page numbers
        "目次の作り方\n\n" + ENTRIES,
    ],
)
def test_no_contents_page(text: str) -> None:
    assert find(text) is None


def test_it_ends_where_lines_have_no_page_number() -> None:
    text = f"表紙\n\n目次\n\n{ENTRIES}\n\n1 目的\n\n目的は三つある。\n\n2 現状...9\n"
    found = find(text)
    assert found is not None
    assert found.title_block == 1
    assert found.blocks == (1, 2, 3)
    assert [e.page for e in found.entries] == [1, 2, 3]


def test_the_title_may_be_the_first_line_of_the_entries() -> None:
    found = find("目次\n1 目的...1\n\n2 現状...2\n3 課題...3\n")
    assert found is not None
    assert len(found.entries) == 3


def titles(text: str) -> list[tuple[str, int | None]]:
    found = find(text)
    return [(e.title.text, e.page) for e in found.entries] if found else []


def test_two_columns_are_read_one_after_the_other() -> None:
    text = "目次\n\n1 目的...1    3 課題...3\n2 現状...2    4 体制……4\n\n本文です。\n"
    assert titles(text) == [("目的", 1), ("現状", 2), ("課題", 3), ("体制", 4)]


def test_a_line_with_two_numbers_is_one_entry() -> None:
    text = "目次\n\n1 目的...1\n2 平成 30  年度の成果...2\n3 課題...3\n"
    assert titles(text)[1] == ("平成 30  年度の成果", 2)


BODY = "\n\n1 市民と行政が共に進める情報化の目的\n\n目的は三つある。\n\n2 現状\n\n現状を示す。\n"


@pytest.mark.parametrize("half", ["1 市民と行政が共に進める", "1 市民と行政が"])
def test_an_entry_over_two_lines_is_one_when_the_body_says_so(half: str) -> None:
    rest = "市民と行政が共に進める情報化の目的"[len(half) - 2 :]
    text = f"目次\n\n{half}\n{rest}...1\n2 現状...2\n3 課題...3\n{BODY}"
    assert titles(text)[0] == ("市民と行政が共に進める情報化の目的", 1)


def test_a_chapter_may_be_listed_without_a_page() -> None:
    text = (
        "目次\n\n第1章 概要\n1 目的...1\n2 現状...2\n第2章 取組\n1 窓口...3\n\n"
        "第1章 概要\n\n1 目的\n\n目的は三つある。\n\n第2章 取組\n\n取り組みます。\n"
    )
    assert titles(text) == [("概要", None), ("目的", 1), ("現状", 2), ("取組", None), ("窓口", 3)]


def test_it_goes_on_on_the_next_page() -> None:
    first, second = "1 目的...1\n2 現状...2\n\n- 1 -\n", "3 課題...3\n\n- 2 -\n"
    text = f"目次\n\n{first}\f目次\n\n{second}\f1 目的\n\n示す。\n"
    assert titles(text) == [("目的", 1), ("現状", 2), ("課題", 3)]


UNPAGED = "目次\n1 目的\n計画の趣旨\n計画の期間\n2 現状\n人口の動き\n"
PRINTED = (
    "1 目的\n\n計画の趣旨\n\n示す。\n\n計画の期間\n\n示す。\n\n2 現状\n\n人口の動き\n\n示す。\n"
)


def test_without_pages_it_is_what_the_body_repeats() -> None:
    assert [title for title, _ in titles(f"{UNPAGED}\n{PRINTED}")] == [
        *("目的", "計画の趣旨", "計画の期間", "現状", "人口の動き")
    ]
    assert titles(UNPAGED) == []
    assert titles("目次\n1 目的\n2 現状\n\n1 目的\n\n示す。\n") == []


def test_listed_lines_without_number_are_headings() -> None:
    found = plan(f"{UNPAGED}\n{PRINTED}").headings
    assert [(h.level, h.title.text, h.toc_status) for h in found.values if h.kind == "heading"] == [
        (1, "目的", "matched"),
        (2, "計画の趣旨", "matched"),
        (2, "計画の期間", "matched"),
        (1, "現状", "matched"),
        (2, "人口の動き", "matched"),
    ]
    assert found.issues == ()


@given(outlines())
def test_every_entry_is_read_back(outline: tuple[tuple[str, ...], tuple[Node, ...]]) -> None:
    ladder, nodes = outline
    lines = walk(nodes, ladder)
    found = find(render(lines, contents=True))
    assert found is not None
    got = [(e.numbered.number if e.numbered else None, e.title.text, e.page) for e in found.entries]
    expected = [(li.expected.number, li.expected.title, li.expected.page) for li in lines]
    assert got == expected


@given(mixed_texts)
def test_entries_are_lines_of_the_document(text: str) -> None:
    source = document(text)
    found = find_contents(blocks(source))
    lines = {run for page in source.pages for run in page.lines}
    assert found is None or {entry.run for entry in found.entries} <= lines
