"""Letters drawn as outlines over their invisible text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.glyph_outlines import MOST_PATHS, without_outlines
from extract.ink import PageInk
from extract.page_parts import page_parts
from tests.builders.ink import BLACK, BLUE, Sketch, corners, outline


def frame_in(sketch: Sketch, x: float, y: float) -> None:
    """The outline of 口 in a cell of 10 points, as one path of two rings."""
    rims = (corners((x + 1, y + 1, x + 9, y + 9)), corners((x + 2, y + 2, x + 8, y + 8)))
    sketch.path([outline([*rim, rim[0]]) for rim in rims], fill=BLACK)


def page(hidden: bool) -> PageInk:
    """口口口 in a cell of a table, a bar in the other."""
    sketch = Sketch()
    for y in (50, 90):
        sketch.line((50, y), (300, y))
    for x in (50, 150, 300):
        sketch.line((x, 50), (x, 90))
    sketch.text(60, 60, "口口口", 10)
    for n in range(3):
        frame_in(sketch, 60 + 10 * n, 60)
    sketch.rect((170, 60, 280, 72), fill=BLUE)
    return replace(sketch.page(), hidden_text=hidden)


@pytest.mark.parametrize(("hidden", "left"), [(True, 6), (False, 9)])
def test_only_letters_go(hidden: bool, left: int) -> None:
    kept = without_outlines(page(hidden)).drawings
    assert len(kept) == left
    assert kept.starts.tolist()[-1] == len(kept.points) == len(kept.ops)


def test_the_table_and_its_bar_are_what_is_seen() -> None:
    parts = page_parts(page(True))
    assert [(len(grid.xs), len(grid.ys)) for grid in parts.grids] == [(3, 2)]
    assert [(bar.x0, bar.x1) for bar in parts.bars] == [(170, 280)]


@pytest.mark.parametrize(("paths", "left"), [(MOST_PATHS, MOST_PATHS), (MOST_PATHS + 1, 0)])
def test_a_page_of_outlines_alone(paths: int, left: int) -> None:
    sketch = Sketch()
    for n in range(paths):
        sketch.rect((10 + n % 50 * 10, 10 + n // 50 * 10, 18 + n % 50 * 10, 18 + n // 50 * 10))
    assert len(without_outlines(sketch.page()).drawings) == left


@given(st.floats(20, 500), st.floats(20, 700), st.floats(0.1, 200), st.floats(0.1, 200))
def test_what_reaches_out_of_a_letter_stays(x: float, y: float, wide: float, high: float) -> None:
    sketch = Sketch()
    sketch.text(100, 100, "口", 10)
    sketch.rect((x, y, x + wide, y + high), fill=BLACK)
    ink = replace(sketch.page(), hidden_text=True)
    inside = x >= 98.5 and x + wide <= 111.5 and y >= 98.5 and y + high <= 111.5
    near = abs(x - 98.5) < 0.01 or abs(x + wide - 111.5) < 0.01
    near |= abs(y - 98.5) < 0.01 or abs(y + high - 111.5) < 0.01
    assert near or len(without_outlines(ink).drawings) == (0 if inside else 1)
