"""Headings that the file names: bookmarks, and contents pages whose entries are indented."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.ink import Bookmark
from extract.model import Document, Page
from parsers.model import Heading
from parsers.plan import Plan
from tests.builders.documents import document

PARAGRAPH = "市では、市民の皆さまの利便性を高めるため、次の取組を進めてきました。"
Tree = list[tuple[int, str | None, str]]


def body(*lines: str) -> str:
    return "".join(f"{line}\n{PARAGRAPH}\n\n" for line in lines)


def marked(text: str, *marks: tuple[int, str, int | None]) -> Document:
    return replace(document(text), bookmarks=tuple(Bookmark(*mark) for mark in marks))


def tree(found: Document) -> Tree:
    return [(h.level, h.number, h.title.text) for h in Plan(found).headings.values]


MARKS = (
    (1, "第１編　総論", 1),
    (2, "第１章　概要", 1),
    (3, "１．　背景", 1),
    (3, "２．　目的", 1),
    (2, "第２章　現状", 2),
)
TEXT = body("総論", "第１章 概要", "背景", "目的") + "\f" + body("第２章 現状", "その他")


def test_lines_without_number_take_level_and_number_of_their_bookmark() -> None:
    found = Plan(marked(TEXT, *MARKS)).headings
    assert [(h.level, h.number, h.number_raw, h.title.text) for h in found.values] == [
        (1, "1", None, "総論"),
        (2, "1", "第１章", "概要"),
        (3, "1", None, "背景"),
        (3, "2", None, "目的"),
        (2, "2", "第２章", "現状"),
    ]
    assert [h.number_status for h in found.values] == [
        *("inferred", "printed", "inferred", "inferred", "printed")
    ]
    assert [h.parent for h in found.values] == [None, 0, 1, 1, 0]
    assert [(r.rule, r.repaired, r.run and r.run.text) for r in found.repairs] == [
        ("lost-number", "1", "総論"),
        ("lost-number", "1", "背景"),
        ("lost-number", "2", "目的"),
    ]


def test_without_bookmarks_such_lines_are_no_headings() -> None:
    assert [title for _, _, title in tree(document(TEXT))] == ["概要", "現状"]


def test_numbered_lines_below_the_named_ones_stay_headings() -> None:
    text = body("総論", "第１章 概要", "背景", "1) 経緯", "2) 課題", "目的", "1) 成果")
    assert [(lv, title) for lv, _, title in tree(marked(text, *MARKS))] == [
        (1, "総論"),
        (2, "概要"),
        (3, "背景"),
        (4, "経緯"),
        (4, "課題"),
        (3, "目的"),
        (4, "成果"),
    ]


@pytest.mark.parametrize(
    "marks",
    [
        MARKS[:2],  # too few
        tuple((1, title, page) for _, title, page in MARKS),  # one level, several numberings
        tuple((level, title, None) for level, title, _ in MARKS),  # no pages
        tuple((level, title, 7) for level, title, _ in MARKS),  # other pages
        tuple((level, f"{title}について", page) for level, title, page in MARKS),
    ],
)
def test_bookmarks_that_say_nothing(marks: tuple[tuple[int, str, int | None], ...]) -> None:
    assert [title for _, _, title in tree(marked(TEXT, *marks))] == ["概要", "現状"]


def test_another_number_is_another_heading() -> None:
    marks = ((1, "第１章 概要", 1), (1, "第２章 現状", 1), (1, "第３章 概要", 1))
    assert tree(marked(body("第１章 概要", "第２章 現状"), *marks)) == [
        (1, "1", "概要"),
        (1, "2", "現状"),
    ]


def test_a_line_is_one_heading_only() -> None:
    marks = ((1, "概要", 1), (2, "改定", 1), (1, "現状", 1), (2, "改定", 1))
    assert tree(marked(body("概要", "改定", "現状", "改定"), *marks)) == [
        (1, None, "概要"),
        (2, None, "改定"),
        (1, None, "現状"),
        (2, None, "改定"),
    ]


def test_text_that_repeats_a_title_inside_a_table_is_no_heading() -> None:
    marks = ((1, "概要", 1), (1, "現状", 1), (1, "課題", 1))
    text = "概要\t現状\t課題\nあ\tい\tう\n\n" + body("概要", "課題")
    assert [title for *_, title in tree(marked(text, *marks))] == ["概要", "課題"]


LEVELS = st.lists(st.integers(1, 4), min_size=3, max_size=12)


@given(LEVELS)
def test_the_tree_has_the_depth_of_the_bookmarks(levels: list[int]) -> None:
    titles = [f"題目その{'甲乙丙丁戊己庚辛壬癸子丑'[i]}" for i in range(len(levels))]
    marks = [(level, title, 1) for level, title in zip(levels, titles, strict=True)]
    found = Plan(marked(body(*titles), *marks)).headings.values
    assert [h.title.text for h in found] == titles
    for i, heading in enumerate(found):
        above = [j for j in range(i) if levels[j] < levels[i]]
        assert heading.parent == (above[-1] if above else None)


def placed(text: str, step: float = 12.0) -> Document:
    """A text whose characters have boxes; an ideographic space at a line's start indents it."""
    pages = []
    for page in document(text).pages:
        boxes = np.full((len(page.text), 4), np.nan, dtype=np.float32)
        for n, line in enumerate(page.lines):
            for i, character in enumerate(line.text):
                if not character.isspace():
                    x, y = 50 + i * step, 20.0 * n
                    boxes[line.start + i] = (x, y, x + step, y + step)
        pages.append(replace(page, boxes=boxes))
    return replace(document(text), pages=tuple(pages))


CONTENTS = (
    "目次\n\n総論 ...... 1\n　背景 ...... 1\n　目的 ...... 1\n各論 ...... 2\n　体制 ...... 2\n"
)
PAGES = f"\f{body('総論', '背景', '目的')}\f{body('各論', '体制')}"


def listed(found: Document) -> list[tuple[int, str, str]]:
    headings: tuple[Heading, ...] = Plan(found).headings.values
    return [(h.level, h.title.text, h.toc_status) for h in headings if h.kind == "heading"]


def test_indented_entries_of_a_contents_page_name_headings() -> None:
    assert listed(placed(CONTENTS + PAGES)) == [
        (1, "総論", "matched"),
        (2, "背景", "matched"),
        (2, "目的", "matched"),
        (1, "各論", "matched"),
        (2, "体制", "matched"),
    ]


def test_on_other_pages_the_titles_alone_tell() -> None:
    scattered = f"\f{body('背景')}\f\f\f{body('目的')}\f{body('総論', '体制')}\f\f{body('各論')}"
    assert {status for *_, status in listed(placed(CONTENTS + scattered))} == {"matched"}


def test_a_text_without_boxes_is_indented_by_its_spaces() -> None:
    assert listed(document(CONTENTS + PAGES)) == listed(placed(CONTENTS + PAGES))
    level = CONTENTS.replace("　", "")
    assert {level for level, *_ in listed(document(level + PAGES))} == {1}


def test_boxes_of_the_builder_lie_in_rows() -> None:
    page: Page = placed("あ\n　い\n").pages[0]
    assert page.boxes is not None
    assert page.boxes[0, 0] == 50
    assert page.boxes[3, 0] == 62
