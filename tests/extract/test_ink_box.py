"""Boxes of many runs at once are those of each run alone."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from extract.ink_box import ink_box, ink_boxes
from extract.model import Run

COORDINATE = st.floats(-1000, 1000, width=32)
CHARACTER = st.one_of(
    st.just((float("nan"),) * 4), st.tuples(COORDINATE, COORDINATE, COORDINATE, COORDINATE)
)


@given(st.lists(CHARACTER, max_size=12), st.data())
def test_many_boxes_are_those_of_each(
    characters: list[tuple[float, float, float, float]], data: st.DataObject
) -> None:
    boxes = np.array(characters, dtype=np.float32).reshape(-1, 4)
    offset = st.integers(0, len(characters))
    pairs = data.draw(st.lists(st.tuples(offset, offset), max_size=8))
    ranges = [(min(pair), max(pair)) for pair in pairs]
    alone = [ink_box(boxes, Run(1, start, end, "x" * (end - start))) for start, end in ranges]
    assert ink_boxes(boxes, ranges) == alone
