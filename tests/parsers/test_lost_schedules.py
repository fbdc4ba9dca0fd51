"""Schedules that are one picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from extract.model import Document, Page
from extract.text_file import text_page
from parsers.plan import Plan

PICTURE = (100.0, 200.0, 400.0, 400.0)


def page(page_no: int, lines: Sequence[tuple[str, float]], *, picture: bool) -> Page:
    """A page of lines at these heights, with or without a picture from 200 to 400 points."""
    made = text_page(page_no, "".join(f"{text}\n" for text, _ in lines))
    boxes = np.full((len(made.text), 4), np.nan, dtype=np.float32)
    for run, (_, top) in zip(made.lines, lines, strict=True):
        boxes[run.start : run.end] = (60, top, 300, top + 10)
    pictures = (PICTURE,) if picture else ()
    return replace(made, boxes=boxes, width_pt=595.0, height_pt=842.0, pictures=pictures)


def named(*pages: Page) -> list[str]:
    document = Document("plan.pdf", "0" * 64, "application/pdf", None, "native", pages)
    return [lost.named.text for lost in Plan(document).lost_schedules]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([("図1 推進スケジュール", 180)], ["図1 推進スケジュール"]),
        ([("本文です。", 100), ("図1 ロードマップ", 410)], ["図1 ロードマップ"]),
        ([("実施工程", 300)], ["実施工程"]),
        ([("図1 組織図", 180)], []),
        ([(f"スケジュールの見直しを{'毎年度の進捗をふまえて' * 4}行います。", 180)], []),
        ([("工程表", 20), ("一", 60), ("二", 90), ("三", 120)], []),
    ],
)  # fmt: skip
def test_words_beside_the_picture(lines: list[tuple[str, float]], expected: list[str]) -> None:
    assert named(page(1, lines, picture=True)) == expected
    assert named(page(1, lines, picture=False)) == []


def test_the_heading_of_the_section_names_a_picture_on_a_later_page() -> None:
    first = page(
        1, [("第1章 推進スケジュール", 60), ("", 80), ("次のとおりです。", 100)], picture=False
    )
    later = [("凡例", 100), ("注記", 150)]
    assert named(first, page(2, later, picture=True)) == ["第1章 推進スケジュール"]
    table = [
        ("項目\t2019年度\t2020年度", 100),
        ("調査\t→\t", 130),
        ("", 140),
        ("写真", 150),
        ("庁舎", 170),
    ]
    assert named(first, page(2, table, picture=True)) == []


def test_bars_of_a_grid_are_named_by_its_years() -> None:
    rows = [
        ("項目\t2019年度\t2020年度", 100),
        ("調査\t検討\t", 130),
        ("公表\t準備\t", 160),
        ("研修\t\t", 190),
    ]
    made = page(1, rows, picture=False)
    (grid,) = made.grids
    placed = replace(grid, xs=(50.0, 130.0, 210.0, 300.0), ys=(90.0, 120.0, 150.0, 180.0, 210.0))
    for box, expected in (
        ((140.0, 185.0, 200.0, 205.0), [rows[0][0]]),
        ((140.0, 385.0, 200.0, 405.0), []),
    ):
        assert named(replace(made, grids=(placed,), lost_bars=(box,))) == expected
