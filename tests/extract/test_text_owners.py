"""Which text object each character belongs to, asked of as few as can be."""

from __future__ import annotations

from itertools import chain

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract import pdfium_calls
from extract.pdfium_codes import text_owners

HEBREW = 0x5D0

# Runs of text objects, each of another address, with characters between that belong to none.
runs = st.lists(st.tuples(st.integers(1, 12), st.integers(0, 3)), max_size=12)


def owners_of(owners: list[int], codes: list[int]) -> tuple[list[int], int]:
    """What is found where PDFium would tell these owners, and how often it is asked."""
    asked: list[int] = []

    def tell(_: object, place: int) -> int:
        asked.append(place)
        return owners[place]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdfium_calls, "char_object", tell)
        found = text_owners(1, np.array(codes, np.uint32))
    assert len(asked) == len(set(asked))
    return found.tolist(), len(asked)


@given(runs)
def test_the_objects_of_characters_that_stand_together(lengths: list[tuple[int, int]]) -> None:
    parts = ([n] * length + [0] * gap for n, (length, gap) in enumerate(lengths, start=1))
    owners = list(chain.from_iterable(parts))
    found, _ = owners_of(owners, [0x3042] * len(owners))
    assert found == owners


@given(st.lists(st.integers(0, 3), min_size=1, max_size=40))
def test_what_is_written_to_the_left_is_asked_one_by_one(owners: list[int]) -> None:
    found, asked = owners_of(owners, [HEBREW] * len(owners))
    assert found == owners and asked == len(owners)


def test_long_objects_are_asked_for_a_quarter_of_their_characters() -> None:
    owners = [7] * 400
    found, asked = owners_of(owners, [0x3042] * 400)
    assert found == owners and asked < 110
