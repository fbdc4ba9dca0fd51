"""Finds what belongs to the page and not to the plan: page numbers, running heads and feet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import regex

from extract.fold import key
from extract.model import Page, Run

# Share of the page height in which furniture stands; pages on which a head must repeat, and
# how far its place may move, in points.
MARGIN = 0.13
FEWEST = 3
SAME_PLACE = 3.0
MOST = 0.5
PAGE_NUMBER = regex.compile(r"^[-~<(\[]*(?:[Pp]\.?)?(?:\d{1,4}|[ivxlc]{1,6}|[ⅰ-ⅻⅠ-Ⅻ])[-~>)\]]*$")


def furniture(pages: Sequence[Page]) -> list[tuple[Run, ...]]:
    """For each page its lines of furniture, in reading order.

    A line in the margin is furniture when it is a page number, when the same words without
    their digits stand at the same height on several pages, or when at its height most pages
    have such a line (the running head of a short chapter).
    """
    margins = [[(line, y) for line in page.lines if (y := _margin(page, line))] for page in pages]
    counts = Counter(_name(line, y) for lines in margins for line, y in lines)
    repeated = Counter(y for (_, y), n in counts.items() if n >= FEWEST for _ in range(n))
    heads = {y for y, n in repeated.items() if n >= max(FEWEST, MOST * len(pages))}
    return [
        tuple(
            line
            for line, y in lines
            if PAGE_NUMBER.match(key(line.text))
            or counts[_name(line, y)] >= FEWEST
            or _slot(y) in heads
        )
        for lines in margins
    ]


def _name(line: Run, y: float) -> tuple[str, int]:
    return regex.sub(r"\d+", "", key(line.text)), _slot(y)


def _slot(y: float) -> int:
    return round(y / SAME_PLACE)


def _margin(page: Page, line: Run) -> float | None:
    """The height of a line that stands in the upper or lower margin, None for the others."""
    if page.boxes is None or page.height_pt is None or not line.text.strip():
        return None
    boxes = page.boxes[line.start : line.end]
    top, bottom = float(np.nanmin(boxes[:, 1])), float(np.nanmax(boxes[:, 3]))
    inside = bottom < MARGIN * page.height_pt or top > (1 - MARGIN) * page.height_pt
    return (top + bottom) / 2 if inside else None
