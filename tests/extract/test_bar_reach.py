"""Year columns and rows of drawn bars: exact, uncertain, overrun, ambiguous."""

from __future__ import annotations

from itertools import accumulate
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.arrow_shapes import read_bars
from extract.bar_model import Bar, Shape
from extract.bar_reach import rows_of, years_of
from tests.builders.bar_drawing import KINDS, Pen
from tests.builders.ink import Sketch

COLUMNS = (100.0, 140.0, 180.0, 220.0, 260.0)
ROWS = (200.0, 220.0, 240.0, 260.0)


def bar(x0: float, x1: float, top: float = 204, bottom: float = 216, shape: Shape = "bar") -> Bar:
    return Bar(x0, top, x1, bottom, shape)


@pytest.mark.parametrize(
    ("x0", "x1", "first", "last", "columns"),
    [
        (100, 260, 0, 3, ((0, 1.0), (1, 1.0), (2, 1.0), (3, 1.0))),
        (142, 178, 1, 1, ((1, 0.9),)),
        (120, 200, 0, 2, ((0, 0.5), (1, 1.0), (2, 0.5))),
        (139.2, 180.9, 1, 1, ((1, 1.0),)),  # drawn to the borders, and a little beyond
        (150, 152, 1, 1, ((1, 0.05),)),  # a short bar has one column, however little of it
        (150, 150.5, 1, 1, ((1, 0.013),)),
        (20, 90, None, None, ()),
        (270, 300, None, None, ()),
    ],
)
def test_years(
    x0: float,
    x1: float,
    first: int | None,
    last: int | None,
    columns: tuple[tuple[int, float], ...],
) -> None:
    reach = years_of(bar(x0, x1), COLUMNS)
    assert (reach.first, reach.last, reach.columns) == (first, last, columns)
    assert not reach.uncertain


@pytest.mark.parametrize(
    ("x0", "x1", "first", "last", "start", "end"),
    [
        (100, 183, 0, 1, False, True),  # 7 % of the third column
        (136, 180, 1, 1, True, False),  # 10 % of the first
        (136, 183, 1, 1, True, True),
        (138, 144, 1, 1, True, True),  # a short bar across a border: the larger part
        (100, 186, 0, 2, False, False),  # 15 % is enough
    ],
)
def test_slivers_are_flagged(
    x0: float, x1: float, first: int, last: int, start: bool, end: bool
) -> None:
    reach = years_of(bar(x0, x1), COLUMNS)
    assert (reach.first, reach.last) == (first, last)
    assert (reach.uncertain_start, reach.uncertain_end) == (start, end)
    assert reach.uncertain == (start or end)


@pytest.mark.parametrize(
    ("x0", "x1", "left", "right", "first", "last"),
    [
        (80, 150, True, False, 0, 1),
        (150, 300, False, True, 1, 3),
        (80, 300, True, True, 0, 3),
        (99, 261, False, False, 0, 3),
        (20, 90, True, False, None, None),
    ],
)
def test_bars_beyond_the_table_are_clipped_and_flagged(
    x0: float, x1: float, left: bool, right: bool, first: int | None, last: int | None
) -> None:
    reach = years_of(bar(x0, x1), COLUMNS)
    assert (reach.overrun_left, reach.overrun_right) == (left, right)
    assert (reach.first, reach.last) == (first, last)
    assert all(share <= 1 for _, share in reach.columns)


def test_a_picture_may_have_a_rim() -> None:
    assert years_of(bar(138.2, 181.8, shape="image"), COLUMNS).columns == ((1, 1.0),)
    assert years_of(bar(138.2, 181.8), COLUMNS).uncertain


@pytest.mark.parametrize("edges", [(), (1.0,), (2.0, 1.0), (1.0, 1.0)])
def test_bad_edges_are_refused(edges: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="ascending"):
        years_of(bar(0, 1), edges)
    with pytest.raises(ValueError, match="ascending"):
        rows_of(bar(0, 1), edges)


@settings(max_examples=25)
@given(
    widths=st.lists(st.floats(26, 90), min_size=1, max_size=6),
    data=st.data(),
    jitter=st.floats(0, 0.12),
    mirrored=st.booleans(),
)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_gives_its_first_and_last_year(
    kind: str, widths: list[float], data: st.DataObject, jitter: float, mirrored: bool
) -> None:
    """Right for every drawn span that ends clear of a border or on it (97 % are asked for)."""
    edges = list(accumulate(widths, initial=60.0))
    first = data.draw(st.integers(0, len(widths) - 1))
    last = data.draw(st.integers(first, len(widths) - 1))
    inset = st.floats(0, 0.1 if first == last else 0.8)
    x0 = edges[first] + data.draw(inset) * widths[first]
    x1 = edges[last + 1] - data.draw(inset) * widths[last]
    sketch = Sketch()
    axis = (x0 + x1) / 2 if mirrored else None
    KINDS[kind][0](Pen(sketch, axis, jitter, Random(3)), (x0, 300, x1, 312))
    page = sketch.page()
    bars = read_bars(page, range(len(page.drawings))).bars
    assert len(bars) == 1
    reach = years_of(bars[0], edges)
    # A shadow of 1.5 pt or the last gap between dashes may move an end that far.
    assert reach.uncertain or (reach.first, reach.last) == (first, last)
    if kind not in ("block arrow, shadow", "line, dashes"):
        assert (reach.first, reach.last) == (first, last)


@given(
    x0=st.floats(100, 259),
    length=st.floats(1, 160),
    column=st.floats(20, 60),
)
def test_an_end_near_a_border_is_never_wrong_without_a_flag(
    x0: float, length: float, column: float
) -> None:
    edges = [100 + column * k for k in range(10)]
    x1 = min(x0 + length, edges[-1])
    reach = years_of(bar(x0, x1), edges)
    at_start, at_end = (x0 - 100) / column, (x1 - 100) / column
    if reach.first is None or reach.last is None:
        assert x1 - x0 <= 0
        return
    if not reach.uncertain:
        # Each end lies in its column, or on its border within a point.
        assert reach.first - 1 / column - 0.01 <= at_start <= reach.first + 1
        assert reach.last <= at_end <= reach.last + 1 + 1 / column + 0.01
    for column_no, share in reach.columns[1:-1]:
        assert share == 1, column_no


@pytest.mark.parametrize(
    ("top", "bottom", "row", "candidates"),
    [
        (204, 216, 0, (0,)),
        (222, 238, 1, (1,)),
        (212, 222, 0, (0,)),  # 80 % in one row
        (210, 230, None, (0, 1)),
        (213, 223, None, (0, 1)),
        (217.5, 242.5, 1, (1,)),  # higher than its row, and over its middle
        (219.5, 220.5, None, (0, 1)),  # a line on the border
        (229.5, 230.5, 1, (1,)),
        (202, 238, None, (0, 1)),
        (100, 120, None, ()),
        (190, 204, None, (0,)),  # mostly above the table
    ],
)
def test_rows(top: float, bottom: float, row: int | None, candidates: tuple[int, ...]) -> None:
    hit = rows_of(bar(100, 200, top, bottom), ROWS)
    assert (hit.row, hit.candidates, hit.all_rows) == (row, candidates, False)


def test_a_bar_over_all_rows_is_flagged() -> None:
    hit = rows_of(bar(100, 200, 203, 257), ROWS)
    assert (hit.row, hit.candidates, hit.all_rows) == (None, (0, 1, 2), True)
    assert not rows_of(bar(100, 200, 203, 217), ROWS[:2]).all_rows


@given(st.integers(0, 4), st.floats(0, 0.19), st.booleans(), st.floats(6, 19))
def test_a_small_lean_keeps_the_row(row: int, lean: float, up: bool, height: float) -> None:
    edges = [100.0 + 20 * k for k in range(6)]
    over = lean * height * 0.99
    top = edges[row] - over if up else edges[row + 1] - height + over
    assert rows_of(bar(0, 50, top, top + height), edges).row == row
