"""Rows of the next page put under the columns of the part above."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import CellInk, Run
from extract.view import view
from parsers.model import Cell
from parsers.page_columns import SAME_EDGE, under_columns

ABOVE = (50.0, 100.0, 120.0, 200.0, 300.0)


def row(xs: tuple[float, ...], bar: int | None = None) -> tuple[Cell, ...]:
    """A cell for each column, with its number as text; ``bar`` tells the one that holds a bar."""
    ink = CellInk(1, 1.0, "bar", (0,), (0.0, 0.0, 1.0, 1.0))
    return tuple(
        Cell(0, n, view(Run(1, n, n + 1, str(n))), ink=(ink,) if n == bar else ())
        for n in range(len(xs) - 1)
    )


def placed(xs: tuple[float, ...], bar: int | None = None) -> list[tuple[str, int, int]] | None:
    """Text, column and span of each cell below ``ABOVE``, whose years begin in 1 and 3."""
    found = under_columns(ABOVE, xs, [row(xs, bar)], {1, 3})
    if found is None:
        return None
    return [(cell.text, cell.col, cell.col_span) for cell in found[0] if not cell.covered]


@pytest.mark.parametrize(
    ("xs", "expected"),
    [
        (ABOVE, [("0", 0, 1), ("1", 1, 1), ("2", 2, 1), ("3", 3, 1)]),
        ((50.0, 100.0, 200.0, 300.0), [("0", 0, 1), ("1", 1, 2), ("2", 3, 1)]),
        # Moved to the side, and within what printing moves an edge.
        ((62.0, 113.0, 211.0, 312.5), [("0", 0, 1), ("1", 1, 2), ("2", 3, 1)]),
        ((50.0, 300.0), [("0", 0, 4)]),
        # Another width, an edge where the part above has none.
        ((50.0, 100.0, 200.0), None),
        ((50.0, 100.0, 160.0, 300.0), None),
        ((), None),
    ],
)
def test_cells_stand_below_the_edges_that_they_share(
    xs: tuple[float, ...], expected: list[tuple[str, int, int]] | None
) -> None:
    assert placed(xs) == expected


def test_a_bar_in_a_cell_over_several_years_is_in_none() -> None:
    assert placed((50.0, 100.0, 200.0, 300.0), bar=1) is not None
    assert placed((50.0, 100.0, 300.0), bar=1) is None
    assert placed((50.0, 100.0, 300.0), bar=0) is not None


@given(
    st.lists(st.integers(10, 200), min_size=1, max_size=8),
    st.data(),
    st.floats(-40, 40),
)
def test_every_cell_keeps_its_place_on_the_page(
    widths: list[int], data: st.DataObject, shift: float
) -> None:
    above = tuple(float(50 + sum(widths[:n])) for n in range(len(widths) + 1))
    inner = [x for x in above[1:-1] if data.draw(st.booleans())]
    xs = tuple(x + shift for x in (above[0], *inner, above[-1]))
    found = under_columns(above, xs, [row(xs)])
    assert found is not None
    assert [cell.col for cell in found[0]] == list(range(len(widths)))
    cells = [cell for cell in found[0] if not cell.covered]
    assert [cell.text for cell in cells] == [str(n) for n in range(len(xs) - 1)]
    for cell, (x0, x1) in zip(cells, pairwise(xs), strict=True):
        assert abs(above[cell.col] + shift - x0) <= SAME_EDGE
        assert abs(above[cell.col + cell.col_span] + shift - x1) <= SAME_EDGE
