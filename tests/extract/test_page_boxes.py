"""Pages keep their boxes when they share one array."""

from __future__ import annotations

import numpy as np

from extract.model import Page
from extract.page_boxes import share_boxes


def page(number: int, size: int) -> Page:
    values = np.arange(size * 4, dtype=np.float32).reshape(size, 4) + number
    return Page(number, "あ" * size, (), boxes=values)


def test_boxes_are_those_of_the_page() -> None:
    pages = [page(1, 3), page(2, 0), page(3, 5)]
    shared = share_boxes(pages)
    assert shared == pages
    whole = np.concatenate([page.boxes for page in pages if page.boxes is not None])
    for old, new in zip(pages, shared, strict=True):
        assert old.boxes is not None and new.boxes is not None
        assert np.array_equal(old.boxes, new.boxes)
        assert np.array_equal(new.boxes.base, whole)  # type: ignore[arg-type]


def test_a_page_without_boxes_leaves_all_as_they_are() -> None:
    pages = [page(1, 3), Page(2, "", ())]
    assert all(a is b for a, b in zip(share_boxes(pages), pages, strict=True))
    assert share_boxes([]) == []
