"""Finds the first and the last row of a table that no rule or stripe closes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extract.row_doubts import Row
from extract.row_texts import Level, Texts, levels

# What stands further from the last rule than this many times the text of other rows does, is
# none of the table; points by which it may.
FURTHER = 1.5
SLACK = 2.0
# Lines of one cell stand nearer than this many times other lines of cells do; without others,
# than this part of the white between two rows, and than so many font sizes.
NEARER = 0.8
LOOSER = 1.15
LEADING = 0.6
# A head is less high than so many font sizes: more is text.
HIGHEST = 40.0
# White between the columns of such a row, in font sizes: running text leaves none.
GUTTER = 0.5
# Marks are narrower, in font sizes.
MARK = 1.2


def open_ends(
    texts: Texts,
    xs: Sequence[float],
    ys: Sequence[float],
    rows: Sequence[Row],
    limits: tuple[float, float],
    *,
    drawn: bool,
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """The upper edge of a row above edges ``ys``, the lower one of a row below them; or nothing.

    ``limits`` are the heights that such rows may not pass; ``drawn`` are borders that something
    shows, so that text which only happens to break there must leave white. Lines belong to such
    a row as far as they stand as near to the rule and to each other as the lines of ``rows`` do;
    it is one when it has as many columns, or all but one of four or more.
    """
    above = sorted(row[0].top - y for row, y in zip(rows, ys, strict=False))
    below = sorted(y - _bottom(row) for row, y in zip(rows, ys[1:], strict=False))
    high, low = above[len(above) // 2], below[len(below) // 2]
    near = _leading(rows, high + low, texts.size)
    first = _nearest(levels(texts, xs, limits[0], ys[0])[::-1], ys[0], low, near)
    last = _nearest(levels(texts, xs, ys[-1], limits[1]), ys[-1], high, near)
    first, last = ([] if drawn and _runs_on(block) else block for block in (first[::-1], last))
    top = (min(level.top for level in first) - high,) if _is_row(first, len(xs) - 1) else ()
    end = (_bottom(last) + low,) if _is_row(last, len(xs) - 1) or _holds_marks(last) else ()
    return top, end


def head_above(texts: Texts, x0: float, x1: float, edge: float) -> float | None:
    """The top of the lines that stand right above an edge, None where nothing does."""
    found = levels(texts, (x0, x1), edge - HIGHEST * texts.size, edge)[::-1]
    block = _nearest(found, edge, LEADING * texts.size, LEADING * texts.size)
    return min(level.top for level in block) - SLACK if block else None


def _bottom(row: Row) -> float:
    return max(level.bottom for level in row)


def _leading(rows: Sequence[Row], between: float, size: float) -> float:
    """The most white between two lines of a cell, where ``between`` lies between two rows."""
    most = max(between, size)
    gaps = sorted(
        gap for row in rows for a, b in pairwise(row) if 0 < (gap := b.top - a.bottom) < most
    )
    return LOOSER * gaps[len(gaps) // 2] if gaps else min(LEADING * size, NEARER * between)


def _nearest(found: Sequence[Level], edge: float, usual: float, near: float) -> list[Level]:
    """The lines from an edge outwards as far as they are one block; none if it stands far."""
    if not found:
        return []
    first, *rest = found
    gap = edge - first.bottom if first.top < edge else first.top - edge
    if gap > FURTHER * max(usual, 0.0) + SLACK:
        return []
    block = [first]
    top, bottom = first.top, first.bottom
    for level in rest:
        if max(top - level.bottom, level.top - bottom) > near:
            break
        block.append(level)
        top, bottom = min(top, level.top), max(bottom, level.bottom)
    return block


def _is_row(block: Sequence[Level], n_cols: int) -> bool:
    """Whether lines fill the columns; a caption above stands alone in the first one."""
    if not block or (block[0].filled == 1 and block[0].parts[0] is not None and len(block) > 1):
        return False
    filled = sum(any(level.parts[col] is not None for level in block) for col in range(n_cols))
    return filled >= (n_cols if n_cols < 4 else n_cols - 1)


def _holds_marks(block: Sequence[Level]) -> bool:
    """Whether a line is a label and marks beside it."""
    if len(block) != 1 or block[0].parts[0] is None:
        return False
    (level,) = block
    beside = [part for part in level.parts[1:] if part is not None]
    return bool(beside) and all(b - a < MARK * level.size for a, b in beside)


def _runs_on(block: Sequence[Level]) -> bool:
    """Whether a line goes on from one column to the next."""
    lines = ([part for part in level.parts if part is not None] for level in block)
    size = max((level.size for level in block), default=0.0)
    return any(b[0] - a[1] < GUTTER * size for line in lines for a, b in pairwise(line))
