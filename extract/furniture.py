"""Finds what belongs to the page and not to the plan: page numbers, running heads, thumb tabs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from statistics import median

import numpy as np
import regex

from extract.fold import key
from extract.frozen import frozen
from extract.ink import Floats
from extract.model import Page, Run
from extract.quantiles import quantile

# Shares of the page height and width in which furniture stands; pages on which a head must
# repeat, and how far its place may move, in points.
MARGIN = 0.13
SIDE = 0.07
FEWEST = 3
SAME_PLACE = 3.0
MOST = 0.5
# A head that changes from page to page is printed no larger than this many times the text.
LARGE = 1.15
DIGITS = regex.compile(r"\d+")
PAGE_NUMBER = regex.compile(r"^[-~<(\[]*(?:[Pp]\.?)?(?:\d{1,4}|[ivxlc]{1,6}|[ⅰ-ⅻⅠ-Ⅻ])[-~>)\]]*$")

Slot = tuple[str, int, int]


@frozen
class _Line:
    """A line in a margin: where, its words with and without digits, whether it may change."""

    run: Run
    slot: Slot
    words: str
    name: str
    changeable: bool


def furniture(pages: Sequence[Page]) -> list[tuple[Run, ...]]:
    """For each page its lines of furniture, in reading order.

    A line in the margin is furniture when it is a page number, when the same words stand at the
    same height on several pages, or, in the size of the text or smaller, when they differ in
    digits alone or most pages have such a line there (the running head of a short chapter).
    A whole sentence is none.
    """
    usual = _usual_size(pages)
    margins = [_margins(page, usual) for page in pages]
    same = Counter((line.words, line.slot) for lines in margins for line in lines)
    alike = Counter((line.name, line.slot) for lines in margins for line in lines)
    repeated = Counter(slot for (_, slot), n in alike.items() if n >= FEWEST for _ in range(n))
    heads = {slot for slot, n in repeated.items() if n >= max(FEWEST, MOST * len(pages))}

    def belongs(line: _Line) -> bool:
        if PAGE_NUMBER.match(line.words) and line.slot[0] == "level":
            return True
        if line.words.endswith("。"):
            return False
        changing = alike[line.name, line.slot] >= FEWEST or line.slot in heads
        return same[line.words, line.slot] >= FEWEST or (line.changeable and changing)

    return [tuple(line.run for line in lines if belongs(line)) for lines in margins]


def _usual_size(pages: Sequence[Page]) -> float:
    """The height of most characters of the document, in points."""
    heights = [page.boxes[:, 3] - page.boxes[:, 1] for page in pages if page.boxes is not None]
    printed = [part[~np.isnan(part)] for part in heights]
    whole = np.concatenate(printed) if printed else np.empty(0)
    return quantile(np.sort(whole), 0.5) if len(whole) else 0.0


def _margins(page: Page, usual: float) -> list[_Line]:
    """The lines that stand in a margin of the page."""
    if page.boxes is None or page.height_pt is None or page.width_pt is None:
        return []
    lines = [line for line in page.lines if line.text.strip()]
    found: list[_Line] = []
    for line, (x0, top, x1, bottom) in zip(lines, _extents(page.boxes, lines), strict=True):
        if bottom < MARGIN * page.height_pt or top > (1 - MARGIN) * page.height_pt:
            slot: Slot = ("level", _place(top, bottom), 0)
        elif x1 < SIDE * page.width_pt or x0 > (1 - SIDE) * page.width_pt:
            slot = ("side", _place(top, bottom), _place(x0, x1))
        else:
            continue
        heights = page.boxes[line.start : line.end, 3] - page.boxes[line.start : line.end, 1]
        size = median(heights[~np.isnan(heights)].tolist())
        words = key(line.text)
        found.append(_Line(line, slot, words, DIGITS.sub("", words), size <= LARGE * usual))
    return found


def _place(start: float, end: float) -> int:
    return round((start + end) / 2 / SAME_PLACE)


def _extents(boxes: Floats, lines: Sequence[Run]) -> list[list[float]]:
    """x0, top, x1, bottom around each line; NaN for a line of which nothing was printed."""
    if not lines:
        return []
    # Every other range is what lies between two lines; one row more, as a line may end the page.
    edges = np.array([(line.start, line.end) for line in lines]).ravel()
    padded = np.concatenate((boxes, np.full((1, 4), np.nan, boxes.dtype)))
    low = np.fmin.reduceat(padded[:, :2], edges)[::2]
    high = np.fmax.reduceat(padded[:, 2:], edges)[::2]
    extents: list[list[float]] = np.concatenate((low, high), axis=1).tolist()
    return extents
