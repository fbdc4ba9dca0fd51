"""Headings without a number that are printed larger than the running text (files with boxes).

A size makes headings when several lines have it, each with running text, a table or a smaller
heading below; larger sizes stand above smaller ones.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from math import isfinite

from extract.fold import fold_text
from extract.model import Document, Page, Run
from extract.view import view
from parsers.candidates import Candidate, is_sentence, part_kind
from parsers.captions import read_caption
from parsers.contents import Contents
from parsers.model import Block
from parsers.numbering import Numbered, read_number, size_style
from parsers.vocabulary import load

# Printed so many times the size of the text, on so many lines; sizes are told apart in points.
LARGER = 1.15
FEWEST = 2
STEP = 0.5


def large_candidates(
    document: Document, blocks: Sequence[Block], contents: Contents | None
) -> tuple[Candidate, ...]:
    """Candidates of the lines in a size that makes headings; none without boxes."""
    pages = {page.page_no: page for page in document.pages if page.boxes is not None}
    sizes = {
        (i, n): size
        for i, n, line in _lines(blocks, contents)
        if (size := line_size(pages.get(line.page_no), line)) is not None
    }
    sizes = _levelled(sizes)
    usual = _usual(blocks, sizes)
    if usual is None:
        return ()
    by_size: dict[float, list[tuple[int, int]]] = defaultdict(list)
    for (i, n), size in sizes.items():
        if size >= usual * LARGER and _is_title(blocks, sizes, i, n):
            by_size[size].append((i, n))
    places = (p for found in by_size.values() if len(found) >= FEWEST for p in found)
    return tuple(_candidate(blocks, i, n, sizes[i, n]) for i, n in sorted(places))


def _lines(blocks: Sequence[Block], contents: Contents | None) -> Iterator[tuple[int, int, Run]]:
    skip = frozenset(contents.blocks if contents else ())
    for i, block in enumerate(blocks):
        if block.grid is None and i not in skip:
            for n, line in enumerate(block.lines):
                yield i, n, line


def line_size(page: Page | None, line: Run) -> float | None:
    """The height of most characters of a line in points, rounded; None without boxes."""
    if page is None or page.boxes is None:
        return None
    boxes = page.boxes[line.start : line.end]
    # numpy's median takes longer over one line than all else that is done with it.
    heights: list[float] = sorted(filter(isfinite, (boxes[:, 3] - boxes[:, 1]).tolist()))
    if not heights:
        return None
    median = (heights[(len(heights) - 1) // 2] + heights[len(heights) // 2]) / 2
    return round(median / STEP) * STEP


def _levelled(sizes: dict[tuple[int, int], float]) -> dict[tuple[int, int], float]:
    """The same with sizes one step apart as one: the heights of a line depend on its characters."""
    meant: dict[float, float] = {}
    above: float | None = None
    for size in sorted(set(sizes.values()), reverse=True):
        # Only two neighbours become one, or a chain of them would swallow every size.
        joins = above is not None and above - size <= STEP and meant[above] == above
        meant[size] = above if joins and above is not None else size
        above = size
    return {place: meant[size] for place, size in sizes.items()}


def _usual(blocks: Sequence[Block], sizes: dict[tuple[int, int], float]) -> float | None:
    """The size of most characters of the running text."""
    count: Counter[float] = Counter()
    for (i, n), size in sizes.items():
        count[size] += len(blocks[i].lines[n].text)
    return count.most_common(1)[0][0] if count else None


def _is_title(blocks: Sequence[Block], sizes: dict[tuple[int, int], float], i: int, n: int) -> bool:
    """Whether a line reads like a title of what is below it.

    That is running text in another size, a table, or a smaller title.
    """
    rules = load("headings")["unnumbered"]
    line = blocks[i].lines[n]
    text = fold_text(line.text).strip()
    if not 2 <= len(text) <= rules["max_length"] or is_sentence(text) or "。" in text:
        return False
    if read_number(text, weak=True) or part_kind(text) or read_caption(line):
        return False
    below = _below(blocks, i, n)
    if below is None:
        return _is_over_table(blocks, i, n)
    if sizes.get(below, 0.0) >= sizes[i, n]:
        return False
    if below in sizes and _is_title(blocks, sizes, *below):
        return True
    following = fold_text(blocks[below[0]].lines[below[1]].text).strip()
    return following.endswith("。") or len(following) >= rules["min_paragraph"] // 2


def _is_over_table(blocks: Sequence[Block], i: int, n: int) -> bool:
    last = n + 1 == len(blocks[i].lines) and i + 1 < len(blocks)
    return last and blocks[i + 1].grid is not None


def _below(blocks: Sequence[Block], i: int, n: int) -> tuple[int, int] | None:
    if n + 1 < len(blocks[i].lines):
        return i, n + 1
    return (i + 1, 0) if i + 1 < len(blocks) and blocks[i + 1].grid is None else None


def _candidate(blocks: Sequence[Block], i: int, n: int, size: float) -> Candidate:
    line = blocks[i].lines[n]
    numbered = Numbered(size_style(size), "", "", (), 0, may_be_sentence=False)
    return Candidate(i, line, "numbered", numbered, view(line).strip())


def with_large(found: Sequence[Candidate], large: Sequence[Candidate]) -> list[Candidate]:
    """Candidates in printed order; a large line is that and no guess about a lost number."""
    places = {(c.line.page_no, c.line.start) for c in large}
    kept = (c for c in found if (c.line.page_no, c.line.start) not in places)
    return sorted((*kept, *large), key=lambda c: (c.line.page_no, c.line.start))
