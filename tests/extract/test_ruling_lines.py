"""Positions put together to lines: clusters, and the different labels of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.ruling_lines import clusters, distinct

POSITIONS = st.lists(st.floats(-1000, 1000, width=32), max_size=40)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((), []),
        ((5.0,), [0]),
        ((10.0, 0.0, 10.5), [1, 0, 1]),
        ((0.0, 1.0, 2.0, 2.5), [0, 0, 0, 0]),
        ((0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0), [0, 0, 0, 1, 1, 1, 2]),
        ((0.0, 1.0, 2.0, 3.0, 9.0, 10.0, 11.0, 12.0), [0, 0, 0, 1, 2, 2, 2, 3]),
    ],
)
def test_near_positions_are_one_and_wide_chains_are_cut(
    values: Sequence[float], expected: list[int]
) -> None:
    assert clusters(np.array(values, dtype=np.float64), 1.0).tolist() == expected


@given(POSITIONS)
def test_clusters_count_on_and_are_no_wider_than_a_chain_may_be(values: list[float]) -> None:
    labels = clusters(np.array(values, dtype=np.float64), 1.0).tolist()
    ranked = sorted(zip(values, labels, strict=True))
    assert sorted(set(labels)) == list(range(len(set(labels))))
    assert [label for _, label in ranked] == sorted(labels)
    for name in set(labels):
        own = [value for value, label in ranked if label == name]
        assert own[-1] - own[0] <= 3.0 + 1e-9


@given(st.lists(st.integers(-5, 5), max_size=40))
def test_distinct_values_ascend_and_every_value_finds_its_own(values: list[int]) -> None:
    names, member = distinct(np.array(values, dtype=np.int64))
    assert names.tolist() == sorted(set(values))
    assert names[member].tolist() == values
