"""Which signs (■ ◆ ○ …) this document prints before headings.

The same sign names tables in one plan, opens bullets in another and headings in a third. It
opens headings where nearly every line that begins with it is short and has text below it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import regex

from extract.fold import fold_text
from parsers.model import Block
from parsers.numbering import read_number
from parsers.vocabulary import load

FEWEST = 2
MOST_OTHERS = 0.1
BULLET = regex.compile(r"^[-*+・|\s]+")
ENDS = ("。", "、", ",", ";")


def heading_signs(blocks: Sequence[Block], skip: frozenset[int]) -> frozenset[str]:
    """The signs that open headings here; ``skip`` are blocks that hold none."""
    good: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for i, n, text, plain in _lines(blocks, skip):
        numbered = read_number(text, weak=True)
        if numbered is None or numbered.parts or numbered.label is None:
            continue
        every[numbered.label] += 1
        title = text[numbered.title_at :]
        good[numbered.label] += plain and _reads_like_a_heading(title, blocks, i, n)
    return frozenset(
        sign
        for sign, count in good.items()
        if count >= FEWEST and every[sign] - count <= MOST_OTHERS * every[sign]
    )


def _lines(blocks: Sequence[Block], skip: frozenset[int]) -> Iterator[tuple[int, int, str, bool]]:
    """Every line with its block, folded, and whether it stands plainly: no cell, no bullet."""
    for i, block in enumerate(blocks):
        if i in skip:
            continue
        if block.grid is not None:
            for row in block.grid.cells:
                yield from ((i, 0, fold_text(cell.run.text).strip(), False) for cell in row)
            continue
        for n, line in enumerate(block.lines):
            text = fold_text(line.text).strip()
            bare = BULLET.sub("", text)
            yield i, n, bare, bare == text


def _reads_like_a_heading(title: str, blocks: Sequence[Block], i: int, n: int) -> bool:
    if not title or len(title) > load("headings")["weak_length"] or "。" in title:
        return False
    return not title.endswith(ENDS) and _has_text_below(blocks, i, n)


def _has_text_below(blocks: Sequence[Block], i: int, n: int) -> bool:
    """Whether running text or a numbered line follows, not a line with a sign, a table, a gap."""
    rules = load("headings")["unnumbered"]
    if n + 1 < len(blocks[i].lines):
        below = blocks[i].lines[n + 1]
    elif i + 1 < len(blocks) and blocks[i + 1].grid is None:
        if blocks[i + 1].gap >= rules["figure_gap"]:
            return False  # it names the figure that stood there
        below = blocks[i + 1].first
    else:
        return False
    text = fold_text(below.text).strip()
    numbered = read_number(text, weak=True)
    if numbered is not None:
        return bool(numbered.parts)
    return text.endswith("。") or len(text) >= rules["min_paragraph"] // 2
