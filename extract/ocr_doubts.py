"""What was not read, and what was read with doubt; thresholds stand in data/ocr.toml."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from extract.frozen import frozen
from extract.ink import Floats
from extract.model import Grid, GridCell, Issue, Run
from extract.ocr_chars import Char
from extract.ocr_cut import Piece
from extract.ocr_rules import POINT, rules
from extract.ocr_words import Word
from extract.reading_order import Composed

# What the recogniser makes of lines and arrows; a cell that is mostly this was not read.
STROKES = frozenset("ー一―—─-_=|｜・:：.>＞…")


@frozen
class Unread:
    """A piece by its number, or a line of it, of which nothing counts; what was made of it."""

    piece: int
    text: str
    confidence: float


def parted(words: Sequence[Word], pieces: Sequence[Piece]) -> tuple[list[Word], list[Unread]]:
    """The words that were read, and the cells and the lines of text that were not.

    A cell is a value: it is read as a whole or not at all.
    """
    groups: dict[tuple[int, float, float], list[Word]] = {
        (n, 0.0, 0.0): [] for n, piece in enumerate(pieces) if piece.is_cell
    }
    inked = {word.picture for word in words}
    groups |= {(n, 0.0, 0.0): [] for n, p in enumerate(pieces) if not p.is_cell and n not in inked}
    for word in words:
        whole = pieces[word.picture].is_cell
        line = (word.picture, 0.0 if whole else word.top, 0.0 if whole else word.bottom)
        groups.setdefault(line, []).append(word)
    read: list[Word] = []
    unread: list[Unread] = []
    for (n, _, _), found in sorted(groups.items(), key=lambda group: group[0][0]):
        text, sure = "".join(word.text for word in found), confidence(found)
        drawn = sum(char in STROKES for char in text) * 2 > len(text)
        if not text or drawn or sure < rules()["confidence"]["read"]:
            unread.append(Unread(n, text, sure))
        else:
            read += found
    return read, unread


def confidence(words: Sequence[Word]) -> float:
    """The mean over characters, 0 to 100; 0 without any."""
    total = sum(word.confidence * len(word.text) for word in words)
    return total / max(1, sum(len(word.text) for word in words))


def with_unread(
    grids: Sequence[Grid], pieces: Sequence[Piece], unread: Sequence[Unread], scale: float
) -> tuple[Grid, ...]:
    """The grids, told which of their cells hold something that was not read."""
    places = [
        ((x0 + x1) / 2 / scale, (top + bottom) / 2 / scale)
        for x0, top, x1, bottom in (pieces[u.piece].box for u in unread if pieces[u.piece].is_cell)
    ]

    def told(grid: Grid, cell: GridCell) -> GridCell:
        x0, x1 = grid.xs[cell.col], grid.xs[cell.col + cell.col_span]
        top, bottom = grid.ys[cell.row], grid.ys[cell.row + cell.row_span]
        inside = any(x0 <= x <= x1 and top <= y <= bottom for x, y in places)
        return replace(cell, unread=True) if inside and not cell.covered else cell

    return tuple(
        replace(grid, cells=tuple(tuple(told(grid, cell) for cell in row) for row in grid.cells))
        for grid in grids
    )


def unread_issue(page_no: int, piece: Piece, unread: Unread) -> Issue:
    """The issue that something is printed there but not in the text."""
    message = f"{page_no}ページの{piece.name}に、文字として読めないものがあります。"
    if unread.text:
        message += f"確度{unread.confidence:.0f}％の読みは使っていません。"
    return Issue("warning", "recognition-failed", message, value_raw=unread.text or None)


def confidences(composed: Composed, chars: Sequence[Char]) -> Floats:
    """How surely each code point of the text was recognised, 0 to 100, NaN where nothing was."""
    # A character of the text is known by its box, which the reading order leaves as it is.
    known = {tuple(map(np.float32, char.box)): char.confidence for char in chars}
    found = [known.get(tuple(box), np.nan) for box in composed.boxes]
    return np.array(found, dtype=np.float32)


def unsure_issues(composed: Composed, sure: Floats) -> Iterator[Issue]:
    """Cells and lines of low confidence, or with a point that may be a comma.

    ``sure`` are the confidences of the text's code points.
    """
    for run in _units(composed):
        found = sure[run.start : run.end]
        found = found[~np.isnan(found)]
        mean = float(found.mean()) if len(found) else 100.0
        if mean < rules()["confidence"]["sure"] or POINT.search(run.text):
            told = f"文字認識が不確かです（確度{mean:.0f}％）。原文と比べてください。"
            yield Issue("warning", "recognition-unsure", told, run, run.text)


def _units(composed: Composed) -> Iterator[Run]:
    """Cells of grids, and lines outside them."""
    rows = [run for grid in composed.grids for run in grid.row_runs]
    inside = [(run.start, run.end) for run in rows]
    for grid in composed.grids:
        yield from (cell.run for row in grid.cells for cell in row if not cell.covered)
    for line in composed.lines:
        if not any(start <= line.start and line.end <= end for start, end in inside):
            yield line
