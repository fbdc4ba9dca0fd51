"""The boxes of many pages in one array, whose memory comes back as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

import numpy as np

from extract.model import Page

TOGETHER = 100
"""Pages that share an array."""


def share_boxes(pages: Sequence[Page]) -> list[Page]:
    """The pages with their boxes as parts of one array; pages without boxes as they are.

    An array a page is small enough to leave holes all over the memory when it goes, which the
    columns of the tables do not fit into: 15 MiB of 1,000 pages.
    """
    boxed = [page.boxes for page in pages if page.boxes is not None]
    if not boxed or len(boxed) < len(pages):
        return list(pages)
    every = np.concatenate(boxed)
    ends = accumulate(map(len, boxed), initial=0)
    places = pairwise(ends)
    return [
        replace(page, boxes=every[start:end])
        for page, (start, end) in zip(pages, places, strict=True)
    ]
