"""Page numbers, running heads and thumb tabs, told from text at the rim of a page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from extract.furniture import furniture
from extract.model import Grid, GridCell, Page, Run

WIDTH, HEIGHT = 595.0, 842.0
Placed = tuple[str, float, float, float]  # text, x, top, size


def page(page_no: int, lines: list[Placed]) -> Page:
    """A page of lines with square characters, and a body in the middle."""
    lines = [*lines, *(("本文が続きます。" * 4, 60.0, 200.0 + 20 * n, 10.0) for n in range(20))]
    text, boxes, runs = "", [], []
    for words, x, top, size in lines:
        runs.append(Run(page_no, len(text), len(text) + len(words), words))
        boxes += [(x + n * size, top, x + (n + 1) * size, top + size) for n in range(len(words))]
        boxes.append((np.nan,) * 4)
        text += words + "\n"
    return Page(
        page_no,
        text,
        tuple(runs),
        width_pt=WIDTH,
        height_pt=HEIGHT,
        boxes=np.array(boxes, dtype=np.float32),
    )


def found(pages: int, lines: Callable[[int], list[Placed]]) -> list[list[str]]:
    made = [page(n, lines(n)) for n in range(1, pages + 1)]
    return [[run.text for run in runs] for runs in furniture(made)]


@pytest.mark.parametrize(
    "number", ["{}", "- {} -", "－{}－", "P.{}", "({})", "{}/12", "{}ページ", "- {} / 2 頁 -"]
)
def test_page_numbers(number: str) -> None:
    assert found(2, lambda n: [(number.format(n), 290, 810, 9)]) == [
        [number.format(1)],
        [number.format(2)],
    ]


def test_a_running_head_repeats_at_one_height() -> None:
    assert found(3, lambda n: [("情報化計画", 60, 30, 8)]) == [["情報化計画"]] * 3
    assert found(5, lambda n: [("情報化計画", 60, 30, 8)] if n < 3 else []) == [[]] * 5
    assert found(3, lambda n: [("情報化計画", 60, 30 + 20 * n, 8)]) == [[], [], []]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (("情報化計画", 60, 30, 8), True),
        (("情報化計画", 60, 800, 8), True),
        (("情報化計画", 60, 30, 14), False),  # a title
        (("取組一覧", 60, 97, 8), False),  # too near to the text, which begins at 112
        (("情報化計画", 60, 97, 8), False),
        (("次のとおり取り組みます。", 60, 30, 8), False),
    ],
)
def test_in_a_short_document_a_head_apart_from_the_text_repeats_twice(
    line: Placed, expected: bool
) -> None:
    text: list[Placed] = [("本文が始まります", 60, 112, 10)]
    head = [[line[0]] if expected else []] * 2
    assert found(2, lambda n: [line, *((f"{n}{text[0][0]}", *text[0][1:]),)]) == head
    assert found(3, lambda n: [line, *text] if n < 3 else text)[:2] == head


def test_a_head_of_a_short_document_that_changes_may_be_a_heading() -> None:
    assert found(2, lambda n: [(f"基本目標{n}", 60, 30, 8)]) == [[], []]


def test_a_head_with_text_above_it_is_none() -> None:
    lines: list[Placed] = [("情報化計画", 60, 60, 8)]
    assert found(2, lambda n: [(f"{n}つめの資料から", 60, 30, 8), *lines]) == [[], []]


def test_rows_of_a_table_are_no_furniture() -> None:
    def with_table(n: int, bottom: float) -> Page:
        made = page(n, [("年度", 60, 60, 8)])
        (run, *_) = made.lines
        cells = ((GridCell(0, 0, run),),)
        grid = Grid(n, (run,), cells, "rulings", (50.0, 200.0), (50.0, bottom))
        return replace(made, grids=(grid,))

    for bottom, heads in ((300.0, 0), (80.0, 1)):
        made = furniture([with_table(n, bottom) for n in range(1, 5)])
        assert [len(runs) for runs in made] == [heads] * 4


def test_a_head_may_change_in_its_number_but_a_heading_is_larger() -> None:
    assert found(4, lambda n: [(f"第{n}章", 60, 30, 8)]) == [[f"第{n}章"] for n in range(1, 5)]
    assert found(4, lambda n: [(f"{n} 取組の状況", 60, 70, 13)]) == [[]] * 4


def test_the_head_of_a_short_chapter_stands_where_the_others_do() -> None:
    heads = {1: "第1章 概要", 2: "第1章 概要", 3: "第1章 概要", 4: "資料編"}
    assert found(4, lambda n: [(heads[n], 400, 30, 8)]) == [[head] for head in heads.values()]


def test_a_sentence_is_no_furniture() -> None:
    assert found(4, lambda n: [("次のとおり取り組みます。", 60, 70, 10)]) == [[]] * 4


def test_tabs_at_the_side() -> None:
    assert found(3, lambda n: [("第２章", 575, 300, 6)]) == [["第２章"]] * 3
    assert found(3, lambda n: [("第２章", 300, 400, 6)]) == [[]] * 3


def test_a_page_without_places_has_none() -> None:
    assert furniture([Page(1, "1\n", (Run(1, 0, 1, "1"),))]) == [()]
    assert furniture([]) == []
