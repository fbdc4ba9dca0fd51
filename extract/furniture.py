"""Finds what belongs to the page and not to the plan: page numbers, running heads, thumb tabs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

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
# On fewer pages a head must repeat word by word, with this much white (in sizes of the text)
# between it and the text block.
SHORT = 3
TWICE = 2
APART = 1.5
MOST = 0.5
# A head that changes from page to page is printed no larger than this many times the text.
LARGE = 1.15
DIGITS = regex.compile(r"\d+")
PAGE_NUMBER = regex.compile(
    r"^[-~<(\[]*(?:[Pp]\.?)?(?:\d{1,4}|[ivxlc]{1,6}|[ⅰ-ⅻⅠ-Ⅻ])"
    r"(?:/\d{1,4})?(?:ページ|頁)?[-~>)\]]*$"
)

Slot = tuple[str, int, int]


@frozen
class _Line:
    """A line in a margin: where, its words with and without digits, whether it may change.

    ``apart`` tells that the text block of its page is clearly below or above it.
    """

    run: Run
    slot: Slot
    words: str
    name: str
    changeable: bool
    apart: bool


def furniture(pages: Sequence[Page]) -> list[tuple[Run, ...]]:
    """For each page its lines of furniture, in reading order.

    A line in the margin is furniture when it is a page number, when the same words stand at the
    same height on several pages, or, in the size of the text or smaller, when they differ in
    digits alone or most pages have such a line there (the running head of a short chapter).
    In a document of two or three pages two are several where the line, no larger than the text,
    stands apart from it. A whole sentence is none, nor is a row of a table that reaches out of
    the margin.
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
        if len(pages) <= SHORT and line.changeable and line.apart:
            return same[line.words, line.slot] >= TWICE
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
    extents = _extents(page.boxes, lines)
    head, foot = MARGIN * page.height_pt, (1 - MARGIN) * page.height_pt
    rows = {
        run.start
        for grid in page.grids
        if grid.ys and grid.ys[-1] > head and grid.ys[0] < foot
        for run in grid.row_runs
    }
    found: list[_Line] = []
    for line, (x0, top, x1, bottom) in zip(lines, extents, strict=True):
        if bottom < head or top > foot:
            slot: Slot = ("level", _place(top, bottom), 0)
        elif x1 < SIDE * page.width_pt or x0 > (1 - SIDE) * page.width_pt:
            slot = ("side", _place(top, bottom), _place(x0, x1))
        else:
            continue
        if line.start in rows:
            continue
        heights = page.boxes[line.start : line.end, 3] - page.boxes[line.start : line.end, 1]
        size = quantile(sorted(heights[~np.isnan(heights)].tolist()), 0.5)
        words = key(line.text)
        small = size <= LARGE * usual
        apart = slot[0] == "level" and _is_apart(top, bottom, extents, bottom < head, APART * usual)
        found.append(_Line(line, slot, words, DIGITS.sub("", words), small, apart))
    return found


def _is_apart(
    top: float, bottom: float, extents: Sequence[Sequence[float]], is_head: bool, white: float
) -> bool:
    """Whether a head (or foot) is the outermost line of its page, with white between it and all
    lines at another height.
    """
    others = [(y0, y1) for _, y0, _, y1 in extents if y0 >= bottom or y1 <= top]
    if is_head:
        return all(y0 - bottom >= white for y0, _ in others)
    return all(top - y1 >= white for _, y1 in others)


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
