"""Columns by the white between texts, where rulings go across only."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extract.aligned_grids import aligned_grids
from extract.ruling_grids import RuledGrid, ruling_grids
from extract.strokes import sort_strokes
from tests.builders.ink import BLACK, Sketch

ROWS = (
    ("年度", "取組", "担当"),
    ("平成30", "運用開始", "市民課"),
    ("令和元", "公衆無線", "企画課"),
)
LEFTS = (60.0, 160.0, 300.0)


def read(sketch: Sketch) -> tuple[RuledGrid, ...]:
    page = sketch.page()
    strokes = sort_strokes(page)
    return aligned_grids(page.chars, strokes, ruling_grids(strokes, page.width, page.height))


def write(sketch: Sketch, rows: Sequence[Sequence[str]], top: float = 100.0) -> None:
    for r, row in enumerate(rows):
        for left, words in zip(LEFTS, row, strict=False):
            sketch.text(left, top + 5 + 20 * r, words)


def rules(sketch: Sketch, n: int, top: float = 100.0) -> None:
    for r in range(n + 1):
        sketch.line((50, top + 20 * r), (500, top + 20 * r))


@pytest.mark.parametrize("framed", [True, False], ids=["closed at the sides", "rules only"])
def test_rows_that_leave_the_same_white_are_parted(framed: bool) -> None:
    sketch = Sketch()
    write(sketch, ROWS)
    rules(sketch, 3)
    if framed:
        sketch.rect((50, 100, 500, 160), stroke=BLACK)
    (grid,) = read(sketch)
    assert [(c.row, c.col) for c in grid.cells] == [(r, c) for r in range(3) for c in range(3)]
    assert LEFTS[0] + 30 < grid.xs[1] < LEFTS[1]
    assert LEFTS[1] + 40 < grid.xs[2] < LEFTS[2]


@pytest.mark.parametrize(
    "rows",
    [
        (("年度" * 20,), ("取組を進めます" * 5,), ("公衆無線の整備です" * 4,)),
        (*ROWS, ("とぎれることなく続く行はどの列にも属さない文章である",)),
        (("年度", "", ""), ("平成", "", ""), ("令和", "取組", "")),
    ],
    ids=["prose", "a row across", "one column"],
)
def test_rows_that_do_not_agree_give_no_columns(rows: Sequence[Sequence[str]]) -> None:
    sketch = Sketch()
    write(sketch, rows)
    rules(sketch, len(rows))
    sketch.rect((50, 100, 500, 100 + 20 * len(rows)), stroke=BLACK)
    (grid,) = read(sketch)
    assert len(grid.xs) == 2


def test_rules_above_and_below_prose_are_no_table_and_do_not_hide_one() -> None:
    sketch = Sketch()
    write(sketch, ROWS, top=200)
    rules(sketch, 3, top=200)
    for y in (50.0, 780.0):
        sketch.line((50, y), (500, y))
    sketch.text(50, 120, "本市は情報化を進めます" * 4)
    sketch.text(50, 400, "本市は情報化を進めます" * 4)
    (grid,) = read(sketch)
    assert (grid.top, grid.bottom, len(grid.cells)) == (200, 260, 9)


def test_page_without_characters_keeps_its_grids() -> None:
    sketch = Sketch()
    rules(sketch, 3)
    sketch.rect((50, 100, 500, 160), stroke=BLACK)
    assert [len(grid.cells) for grid in read(sketch)] == [3]
