"""Columns that only white parts, compared from page to page."""

from __future__ import annotations

import pytest

from parsers.open_columns import are_alike, columns_overlap

NARROW = (57.0, 86.0, 201.0, 365.0, 433.0, 486.0, 539.0)
WIDE = (57.0, 70.0, 173.0, 390.0, 455.0, 502.0, 539.0)


@pytest.mark.parametrize(
    ("a", "b", "alike", "overlap"),
    [
        (NARROW, NARROW, True, True),
        (NARROW, tuple(x + 5 for x in NARROW), True, True),
        # The words of the second page are longer in one column and shorter in another.
        (NARROW, WIDE, False, True),
        (NARROW, WIDE[1:], False, False),
        ((0.0, 50.0, 300.0), (0.0, 200.0, 300.0), False, True),
        ((0.0, 100.0, 300.0), (180.0, 260.0, 300.0), False, False),
    ],
)
def test_columns(a: tuple[float, ...], b: tuple[float, ...], alike: bool, overlap: bool) -> None:
    assert are_alike(a, b) is alike
    assert columns_overlap(a, b) is overlap
    assert columns_overlap(b, a) is overlap
