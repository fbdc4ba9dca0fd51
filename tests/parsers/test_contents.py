"""The contents page: which lines are entries, and where it ends."""

from __future__ import annotations

import pytest
from hypothesis import given

from extract.model import Run
from parsers.blocks import blocks
from parsers.contents import Contents, find_contents, read_entry
from tests.builders.documents import document
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
    ],
)
def test_entries(text: str, number: str | None, title: str, page: int) -> None:
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
