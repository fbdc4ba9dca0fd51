"""Every character has exactly one of the eight classes."""

from __future__ import annotations

import pytest
from hypothesis import given

from parsers.model import TextClass
from parsers.plan import Plan
from parsers.text_classes import count_classes, line_classes
from tests.builders.documents import plan
from tests.builders.strategies import mixed_texts


def counts(found: Plan) -> dict[TextClass, int]:
    return count_classes(
        found.document, found.blocks, found.headings.values, found.contents, found.tables
    )


def classes(text: str) -> list[tuple[str, str]]:
    found = plan(text)
    by_line = line_classes(found.blocks, found.headings.values, found.contents, found.tables)
    return [
        (line.text.strip(), by_line[(page.page_no, line.start)].value)
        for page in found.document.pages
        for line in page.lines
        if line.text.strip()
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("第1章 概要", "heading"),
        ("市では、計画を作りました。", "body"),
        ("用語\t解説", "table"),
        ("■年代別の割合", "caption"),
        ("図1 推進体制", "caption"),
        ("- 12 -", "furniture"),
        ("１２", "furniture"),
        ("P.3", "furniture"),
        ("…", "unclassified"),
        ("（　）", "unclassified"),
        ("2019年", "body"),
    ],
)
def test_a_line(line: str, expected: str) -> None:
    assert classes(f"本文です。\n\n{line}\n")[1:] == [(line, expected)]


def test_the_contents_page() -> None:
    text = "目 次\n\n1 目的...1\n2 期間...2\n3 課題...3\n\n\n1 目的\n\n本文です。\n"
    assert [kind for _, kind in classes(text)] == [
        "heading", "contents", "contents", "contents", "heading", "body",
    ]  # fmt: skip


def test_line_ends_and_blank_lines_belong_to_the_line_above() -> None:
    found = counts(plan("\n1 目的\n\n本文です。\r\n\n"))
    assert (found[TextClass.HEADING], found[TextClass.BODY]) == (1 + 4 + 2, 5 + 2 + 1)


@pytest.mark.parametrize("text", ["", "\n", " \n\n", "\f", "あ\f\fい", "\f\f"])
def test_pages_without_text(text: str) -> None:
    found = counts(plan(text))
    assert set(found) == set(TextClass)
    assert sum(found.values()) == len(text)


@given(mixed_texts)
def test_the_classes_add_up(text: str) -> None:
    found = plan(text)
    assert sum(counts(found).values()) == len(text)
    known = line_classes(found.blocks, found.headings.values, found.contents, found.tables)
    for page in found.document.pages:
        for line in page.lines:
            assert ((page.page_no, line.start) in known) >= bool(line.text.strip())
