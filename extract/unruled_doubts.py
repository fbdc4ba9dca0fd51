"""Why text that stands in columns may be no table: prose, contents, addresses, lists."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import regex

from extract.text_pieces import Piece

# A column stands on one edge when this share of its cells begins, ends or is centred there,
# within this many font sizes.
ON_EDGE = 0.7
EDGE = 0.35
# Lines of prose have so many characters, and so many of them end near the right edge.
LONG = 12
FULL = 0.5
# White at the right edge of prose, in font sizes: a sign that may not begin a line.
RAGGED = 2.0
LEADER = regex.compile(r"([.．・･…‥_\-－―─])\1{3,}|[…‥]{2,}")
ADDRESS = regex.compile(r"〒|@|https?:|\p{Nd}{2,5}[-－‐(（)）]\p{Nd}{1,4}[-－‐)）]\p{Nd}{3,4}")
# Numbers and signs that begin the items of a list.
ENUMERATOR = regex.compile(
    r"[(（〔【]?(?:\p{Nd}{1,3}|[ア-ンｱ-ﾝa-zA-Zａ-ｚＡ-Ｚ一二三四五六七八九十])"
    r"(?:[-－‐.．]\p{Nd}{1,2})*[)）〕】.．、:：]?|\p{No}|[^\p{L}\p{N}\s]{1,2}"
    r"|第[\p{Nd}一二三四五六七八九十]+[章節編部項款条]"
)
NUMBER = regex.compile(r"[(（－‐-]?\p{Nd}{1,3}[)）－‐-]?")


class Columns(Protocol):
    """Text in columns: the pieces of each cell of a column, from the top."""

    @property
    def n_cols(self) -> int: ...

    def column(self, col: int) -> list[list[Piece]]: ...


def doubt(table: Columns, *, framed: bool = False) -> str | None:
    """Why it may be no table, in a word; None when nothing speaks against one.

    A drawn frame answers for its alignment.
    """
    columns = [table.column(col) for col in range(table.n_cols)]
    pieces = [piece for column in columns for cell in column for piece in cell]
    if any(LEADER.search(piece.text) for piece in pieces):
        return "leaders"
    if table.n_cols < 4 and any(ADDRESS.search(piece.text) for piece in pieces):
        return "addresses"
    if not framed and not all(_on_edge(column) for column in columns):
        return "alignment"
    if sum(_is_prose(column) for column in columns) > 1:
        return "prose"
    texts = [["".join(piece.text for piece in cell) for cell in column] for column in columns]
    if table.n_cols == 2 and _share(texts[0], ENUMERATOR) > FULL:
        return "list"
    if _are_pages(texts[-1]):
        return "contents"
    return None


def _on_edge(column: Sequence[Sequence[Piece]]) -> bool:
    cells = [cell for cell in column if cell]
    within = EDGE * max(piece.size for cell in cells for piece in cell)
    left = [min(piece.x0 for piece in cell) for cell in cells]
    right = [max(piece.x1 for piece in cell) for cell in cells]
    centre = [(a + b) / 2 for a, b in zip(left, right, strict=True)]
    return any(_close(places, within) for places in (left, right, centre))


def _close(places: Sequence[float], within: float) -> bool:
    """Whether most places lie within a distance of the middle one; of two, both."""
    middle = sorted(places)[len(places) // 2]
    near = sum(abs(place - middle) <= within for place in places)
    return near >= ON_EDGE * len(places)


def _is_prose(column: Sequence[Sequence[Piece]]) -> bool:
    """Whether most lines are long and full: they break where the column ends."""
    lines = [piece for cell in column for piece in cell]
    edge = max(piece.x1 for piece in lines)
    full = [p for p in lines if len(p.text) >= LONG and edge - p.x1 < RAGGED * p.size]
    return len(full) >= FULL * len(lines)


def _share(texts: Sequence[str], pattern: regex.Pattern[str]) -> float:
    printed = [text for text in texts if text]
    return sum(pattern.fullmatch(text) is not None for text in printed) / max(1, len(printed))


def _are_pages(texts: Sequence[str]) -> bool:
    """Whether a last column is page numbers: all of them numbers that never fall."""
    if any(NUMBER.fullmatch(text) is None for text in texts):
        return False
    numbers = [int("".join(c for c in text if c.isdecimal())) for text in texts]
    return numbers == sorted(numbers)
