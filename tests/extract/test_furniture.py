"""Page numbers, running heads and thumb tabs, told from text at the rim of a page."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from extract.furniture import furniture
from extract.model import Page, Run

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


@pytest.mark.parametrize("number", ["{}", "- {} -", "－{}－", "P.{}", "({})"])
def test_page_numbers(number: str) -> None:
    assert found(2, lambda n: [(number.format(n), 290, 810, 9)]) == [
        [number.format(1)],
        [number.format(2)],
    ]


def test_a_running_head_repeats_at_one_height() -> None:
    assert found(3, lambda n: [("情報化計画", 60, 30, 8)]) == [["情報化計画"]] * 3
    assert found(2, lambda n: [("情報化計画", 60, 30, 8)]) == [[], []]
    assert found(3, lambda n: [("情報化計画", 60, 30 + 20 * n, 8)]) == [[], [], []]


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
