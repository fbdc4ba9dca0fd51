"""Membership against numpy's own."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from extract.membership import is_among

CODES = st.lists(st.integers(0, 2**32 - 1) | st.integers(0, 5), max_size=12)


@given(CODES, CODES)
def test_is_what_numpy_says(values: list[int], known: list[int]) -> None:
    left, right = np.array(values, dtype=np.uint32), np.array(known, dtype=np.uint32)
    assert is_among(left, right).tolist() == np.isin(left, right).tolist()
