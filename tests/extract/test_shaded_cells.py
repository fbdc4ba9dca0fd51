"""Marks made by shading year cells, told from headers, banding and highlighted years."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from extract.shaded_cells import Fills, shaded_bars
from tests.builders.ink import BLUE, GREY, WHITE, Box, Colour

X = (200.0, 240.0, 280.0, 320.0, 360.0)
Y = (120.0, 140.0, 160.0, 180.0)
LEFT, HEAD = 100.0, 100.0
PALE: Colour = (221, 235, 247)


def fills(*painted: tuple[Box, Colour]) -> Fills:
    return Fills(
        np.array([box for box, _ in painted], dtype=np.float64).reshape(-1, 4),
        np.array([colour for _, colour in painted], dtype=np.int64).reshape(-1, 3),
        np.arange(len(painted), dtype=np.int64),
    )


def cell(row: int, a: int, b: int | None = None, off: float = 0.0) -> Box:
    return (X[a] + off, Y[row] - off, X[(a if b is None else b) + 1] + off, Y[row + 1] + off)


def label(row: int) -> Box:
    return (LEFT, Y[row], X[0], Y[row + 1])


def header(column: int) -> Box:
    return (X[column], HEAD, X[column + 1], Y[0])


def found(*painted: tuple[Box, Colour]) -> list[tuple[int, int, int]]:
    """Row, first and last column of each bar."""
    return [
        (Y.index(bar.top), X.index(bar.x0), X.index(bar.x1) - 1)
        for bar in shaded_bars(fills(*painted), X, Y)
    ]


def test_shaded_cells_are_bars() -> None:
    assert found((cell(0, 1), BLUE), (cell(0, 2), BLUE), (cell(2, 3), BLUE)) == [
        (0, 1, 2),
        (2, 3, 3),
    ]
    (bar,) = shaded_bars(fills((cell(1, 0, 2), BLUE)), X, Y)
    assert (bar.shape, bar.colour, bar.drawings, bar.x1) == ("shading", BLUE, (0,), X[3])


def test_two_colours_are_two_bars() -> None:
    assert found((cell(0, 0, 1), BLUE), (cell(0, 2), PALE)) == [(0, 0, 1), (0, 2, 2)]


def test_a_fill_must_equal_cells_within_two_points() -> None:
    assert found((cell(0, 1, off=1.5), BLUE)) == [(0, 1, 1)]
    assert found((cell(0, 1, off=3.0), BLUE)) == []
    assert found(((X[1] + 6, Y[0] + 5, X[2] - 6, Y[1] - 5), BLUE)) == []


def test_white_is_no_mark_and_covers_what_is_below() -> None:
    assert found((cell(0, 1), WHITE)) == []
    assert found((cell(0, 0, 3), BLUE), (cell(0, 1), WHITE)) == [(0, 0, 0), (0, 2, 3)]


def test_banding_is_no_mark() -> None:
    band = [(label(1), GREY), *((cell(1, k), GREY) for k in range(4))]
    assert found(*band) == []
    whole: Box = (LEFT, Y[1], X[-1], Y[2])
    assert found((whole, GREY)) == []


def test_a_mark_on_a_banded_row_is_seen_alone() -> None:
    band = [(label(1), GREY), *((cell(1, k), GREY) for k in range(4))]
    assert found(*band, (cell(1, 2), BLUE)) == [(1, 2, 2)]


def test_a_whole_row_in_the_headers_colour_is_no_mark() -> None:
    heads = [(header(k), PALE) for k in range(4)]
    assert found(*heads, (cell(0, 0, 3), PALE)) == []
    assert found(*heads, (cell(0, 0, 3), BLUE)) == [(0, 0, 3)]
    assert found(*heads, (cell(0, 1, 2), PALE)) == [(0, 1, 2)]


def test_a_highlighted_year_is_no_mark() -> None:
    column = [(header(2), PALE), *((cell(row, 2), PALE) for row in range(3))]
    assert found(*column) == []
    assert found(*column[1:]) == [(0, 2, 2), (1, 2, 2), (2, 2, 2)]


@given(st.lists(st.lists(st.booleans(), min_size=4, max_size=4), min_size=3, max_size=3))
def test_any_pattern_of_marks_is_read_back(marks: list[list[bool]]) -> None:
    painted = [
        (cell(row, column), BLUE)
        for row, line in enumerate(marks)
        for column, mark in enumerate(line)
        if mark
    ]
    seen = {(row, k) for row, a, b in found(*painted) for k in range(a, b + 1)}
    assert seen == {(r, c) for r, line in enumerate(marks) for c, mark in enumerate(line) if mark}


def test_no_fills() -> None:
    assert found() == []
