"""Ladders that a document itself decides: order of the styles, weak numbers, lists, signs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.enumerations import without_lists
from parsers.heading_signs import heading_signs
from parsers.ladder import child_styles, learn_ladder
from parsers.numbering import read_number
from tests.builders.documents import plan
from tests.builders.outlines import WEAK_LADDERS, Node, Printed, render, walk
from tests.builders.strategies import sentences, titles

PARAGRAPH = "市では、市民の皆さまの利便性を高めるため、次の取組を進めてきました。"
Tree = list[tuple[int, str | None, str]]


def body(*lines: str) -> str:
    return "".join(f"{line}\n\n{PARAGRAPH}\n\n" for line in lines)


def tree(text: str) -> Tree:
    return [(h.level, h.number, h.title.text) for h in plan(text).headings.values]


def styles(*lines: str) -> dict[str, int]:
    return learn_ladder([read_number(line, weak=True) for line in lines])


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # By first appearance where nothing else is known.
        (("1 あ", "(1) い", "① う"), ["bare", "paren", "circled"]),
        # What goes on over another stands above it, whichever came first.
        (("① あ", "1 い", "① う", "2 え", "① お", "3 か"), ["bare", "circled"]),
        # 編, 章, 節 and 項 stand in this order in every plan.
        (("第1節 あ", "第1章 い", "第2節 う"), ["chapter", "section"]),
    ],
)
def test_the_order_of_the_styles(lines: tuple[str, ...], expected: list[str]) -> None:
    ranks = styles(*lines)
    assert sorted(ranks, key=lambda style: ranks[style]) == expected


def test_the_contents_page_and_the_body_are_two_outlines() -> None:
    contents = [read_number(line) for line in ("1 あ", "(1) い", "2 う")]
    assert learn_ladder(contents, contents) == {"bare": 0, "paren": 1}


def test_styles_directly_below() -> None:
    numbers = [read_number(line) for line in ("第1章 あ", "1 い", "(1) う", "2 え", "第2章 お")]
    assert child_styles(numbers, learn_ladder(numbers)) == {"chapter": "bare", "bare": "paren"}


@st.composite
def families(draw: st.DrawFn) -> tuple[tuple[str, ...], tuple[Node, ...]]:
    """A ladder with weak numbers, and a tree in which every heading has a brother."""
    ladder = draw(st.sampled_from(WEAK_LADDERS))

    def nodes(depth: int) -> st.SearchStrategy[tuple[Node, ...]]:
        below = st.just(()) if depth == 1 else nodes(depth - 1)
        return st.lists(st.builds(Node, titles, sentences, below), min_size=2, max_size=3).map(
            tuple
        )

    return ladder, draw(nodes(len(ladder)))


@given(families())
def test_weak_numbers_with_brothers_are_read_back(
    family: tuple[tuple[str, ...], tuple[Node, ...]],
) -> None:
    ladder, nodes = family
    lines = walk(nodes, ladder)
    found = plan(render(lines, contents=False)).headings
    parents = [
        None if h.parent is None else found.values[h.parent].title.text for h in found.values
    ]
    got = [
        Printed(h.level, h.number or "", h.title.text, parent, 0)
        for h, parent in zip(found.values, parents, strict=True)
    ]
    assert got == [
        Printed(e.level, e.number, e.title, e.parent, 0) for e in (li.expected for li in lines)
    ]


@pytest.mark.parametrize("line", ["ア 届出", "【1】届出", "一、届出", "(ア) 届出", "■ 届出"])
def test_a_sign_alone_is_no_heading(line: str) -> None:
    assert tree(body("第1章 概要", line)) == [(1, "1", "概要")]


@pytest.mark.parametrize(
    "items",
    [
        "(1) 市民課\n(2) 税務課",  # line by line
        "(1) 市民課\n\n(2) 税務課\n\n(3) 総務課",  # nothing below most
        "ア 市民課\n\nイ 税務課\n\nウ 総務課",
        "① 市民の皆さまを\n支援しました。",
        "(1) 住民の利便性を高めるための手続の見直しに係る\n企画\n(2) 財政の健全化\n(3) 広報",
        "■ 市民課\n■ 税務課",
        "・市民課\n・税務課",
    ],
)
def test_lists_between_headings(items: str) -> None:
    text = f"第1章 概要\n\n{PARAGRAPH}\n{items}\n\n第2章 課題\n\n{PARAGRAPH}\n"
    assert tree(text) == [(1, "1", "概要"), (1, "2", "課題")]


def test_a_list_on_two_pages_is_one() -> None:
    text = (
        f"第1章 概要\n\n{PARAGRAPH}\n(1) 手続の見直しに係る企画\n\f及び調整\n"
        f"(2) 財政の健全化\n(3) 広報\n\n第2章 課題\n\n{PARAGRAPH}\n"
    )
    assert tree(text) == [(1, "1", "概要"), (1, "2", "課題")]


def test_a_list_in_the_style_of_the_headings_around_it() -> None:
    text = body("1 目的") + f"(1) 市民\n(2) 職員\n\n{body('2 期間', '3 体制')}"
    inner = body("(1) 背景") + "(1) 市民\n(2) 職員\n\n" + body("(2) 課題")
    assert [t for *_, t in tree(text)] == ["目的", "期間", "体制"]
    assert [t for *_, t in tree(inner)] == ["背景", "課題"]


def test_what_the_contents_page_lists_is_no_list() -> None:
    listed = "目次\n第1章 概要...1\n1 目的...1\n2 期間...1\n\n"
    found = tree(f"{listed}第1章 概要\n\n1 目的\n2 期間\n\n{PARAGRAPH}\n")
    assert found[1:] == [(1, "1", "概要"), (2, "1", "目的"), (2, "2", "期間")]


def test_a_list_of_titles_is_none_of_the_headings_that_repeat_them() -> None:
    goals = ("基本目標1 便利", "基本目標2 安全")
    listed = "目次\n第1章 目標...1\n第2章 施策...2\n基本目標1 便利...2\n基本目標2 安全...3\n\n"
    text = (
        f"{listed}第1章 目標\n\n{PARAGRAPH}\n{goals[0]}\n{goals[1]}\n\n{body('第2章 施策', *goals)}"
    )
    assert tree(text)[1:] == [
        (1, "1", "目標"),
        (1, "2", "施策"),
        (2, "1", "便利"),
        (2, "2", "安全"),
    ]


def test_nothing_is_dropped_from_an_empty_document() -> None:
    assert without_lists((), (), frozenset()) == []


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        (body("■ 目的", "■ 期間"), {"■"}),
        (body("■ 目的", "◆ 期間"), set()),  # one line each
        (body("■ 目的", "■ 期間") + "■ 体系\n\n項目\t値\nあ\tい\n", set()),  # it names tables too
        (body("■ 目的", "■ 期間") + "- ■ 市民\n- ■ 職員\n", set()),  # it opens bullets too
        (body("■ 目的", "■ 期間") + "項目\t値\n■ あ\tい\n", set()),  # it stands in cells too
        (body("■ 導入を進めます。", "■ 広げます。"), set()),
        ("", set()),
    ],
)
def test_signs_that_open_headings(text: str, signs: set[str]) -> None:
    assert heading_signs(plan(text).blocks, frozenset()) == signs


def test_numbers_inside_the_back_matter_belong_to_it() -> None:
    text = body("1 概要", "2 課題", "資料編", "1 経緯", "2 委員名簿")
    assert [(level, title) for level, _, title in tree(text)] == [
        (1, "概要"),
        (1, "課題"),
        (1, "資料編"),
        (2, "経緯"),
        (2, "委員名簿"),
    ]


def test_a_title_on_the_line_below_is_heading_not_body() -> None:
    found = plan("第1章\n\n概要\n\n" + PARAGRAPH + "\n").headings.values
    assert [(h.number_raw, h.number, h.title.text, h.run.text) for h in found] == [
        ("第1章", "1", "概要", "第1章")
    ]
