"""Tables parted by white are looked for in a bounded number of tries, with the same results."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract import unruled_grids
from extract.aligned_grids import aligned_grids
from extract.row_bands import Rows, rows_between
from extract.row_edges import MOST_EDGES, MOST_GROUPS, RowEdges, row_edges
from extract.row_texts import page_texts
from extract.strokes import sort_strokes
from extract.text_pieces import Band, Interval, Piece, overlaps
from extract.unruled_grids import MOST_TRIED, unruled_tables
from extract.unruled_rows import Unruled, grown
from tests.builders.ink import Sketch

PITCH = 20.0


def ruled(rows: list[list[int]]) -> Sketch:
    """Rules with a row of short words between two, each word in the column of its number."""
    sketch = Sketch()
    for r, row in enumerate(rows):
        for col in row:
            sketch.text(60 + 40 * col, 5 + PITCH * r, "予算")
    for r in range(len(rows) + 1):
        sketch.line((50, PITCH * r), (500, PITCH * r))
    return sketch


def test_rows_that_never_agree_are_tried_in_steps_of_their_number(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[tuple[int, int]] = []
    borders = Rows.borders

    def counted(rows: Rows, first: int, last: int, *, more: bool = False) -> tuple[float, ...]:
        asked.append((first, last))
        return borders(rows, first, last, more=more)

    monkeypatch.setattr(Rows, "borders", counted)
    sketch = Sketch()
    for r in range(60):
        sketch.text(60, 5 + PITCH * r, "とぎれることなく続く行はどの列にも属さない")
        sketch.line((50, PITCH * r), (500, PITCH * r))
    ink = sketch.page()
    assert aligned_grids(ink.chars, sort_strokes(ink), ()) == ()
    assert len(asked) <= 60


ROW = st.lists(st.integers(0, 9), max_size=6, unique=True)


@given(st.lists(ROW, min_size=2, max_size=8))
def test_beyond_their_reach_rows_share_no_borders(rows: list[list[int]]) -> None:
    texts = page_texts(ruled(rows).page().chars)
    if texts is None:
        return
    ys = tuple(PITCH * r for r in range(len(rows) + 1))
    between = rows_between(texts, RowEdges(ys, 50.0, 500.0))
    for first in range(len(rows)):
        for last in range(between.reach(first) + 1, len(rows) + 1):
            assert not between.borders(first, last, more=True)


def groups(n: int) -> Sketch:
    """Three rules each, of extents and at heights of their own."""
    sketch = Sketch()
    for i in range(n):
        x0, x1 = 10 + 3 * (i % 60), 400 + 3 * (i // 60)
        for y in (PITCH * (3 * i + k) for k in range(3)):
            sketch.line((x0, y), (x1, y))
    return sketch


@pytest.mark.parametrize(
    ("sketch", "count"),
    [
        (groups(40), 40),
        (groups(MOST_GROUPS + 1), 0),
        (ruled([[]] * (MOST_EDGES - 1)), 1),
        (ruled([[]] * MOST_EDGES), 0),
    ],
    ids=["groups", "a drawing", "rows", "hatching"],
)
def test_drawings_part_no_rows(sketch: Sketch, count: int) -> None:
    assert len(row_edges(sort_strokes(sketch.page()), ())) == count


def leaders(rows: int, columns: int) -> list[Band]:
    return [
        Band(
            tuple(
                Piece(10 + 30.0 * c, 12.0 * r, 20 + 30.0 * c, 12.0 * r + 10, 10.0, "……")
                for c in range(columns)
            ),
            12.0 * r,
            12.0 * r + 10,
        )
        for r in range(rows)
    ]


def test_a_doubted_run_is_not_tried_from_each_of_its_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[int] = []

    def counted(run: list[Band], gutters: list[Interval]) -> Unruled | None:
        tried.append(len(run) * len(run[0].pieces))
        return grown(run, gutters)

    monkeypatch.setattr(unruled_grids, "grown", counted)
    assert unruled_tables(leaders(1000, 8)) == []
    assert sum(tried) <= MOST_TRIED + 1000 * 8 * 2


CUTS = st.lists(st.integers(0, 60), max_size=12, unique=True).map(sorted)


@given(CUTS, CUTS)
def test_overlaps_are_those_of_all_pairs(one: list[int], other: list[int]) -> None:
    a, b = (
        [(float(x), float(y)) for x, y in zip(cuts[::2], cuts[1::2], strict=False)]
        for cuts in (one, other)
    )
    pairs = [(max(p[0], q[0]), min(p[1], q[1])) for p in a for q in b]
    assert overlaps(a, b) == [(x, y) for x, y in pairs if x < y]
