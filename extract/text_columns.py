"""Running text set in two columns: which lines stand in which, read one column after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from extract.frozen import frozen
from extract.ink import Chars
from extract.paragraphs import Column
from extract.quantiles import quantile
from extract.ruling_grids import RuledGrid
from extract.text_lines import Line, grouped_lines
from extract.text_tape import Indexes

# In font sizes: white that parts columns, how near a full line comes to the end of its column,
# and how far below the last line of a column other text stands.
GUTTER = 1.4
FULL = 1.6
BELOW = 2.0
# Full lines that each column must have; how much wider one column may be than the other.
FEWEST = 5
EVEN = 1.12
# Full lines of running text hold as many characters.
LONG = 10


@frozen
class _Piece:
    """A part of a line without wide white in it: which line, its extent and number of signs."""

    line: int
    x0: float
    x1: float
    count: int


def in_columns(
    chars: Chars, lines: Sequence[Line], grids: Sequence[RuledGrid]
) -> list[tuple[Line, Column | None]]:
    """The lines in reading order, each with the column that it is set in (None: the page's).

    Lines are read by columns where two columns of one width each hold several full lines of
    running text that begin at one place, with white between them that nothing crosses.
    """
    plain: list[tuple[Line, Column | None]] = [(line, None) for line in lines]
    if len(lines) < FEWEST:
        return plain
    pieces = [piece for n, line in enumerate(lines) for piece in _pieces(chars, n, line)]
    start = _second_column(lines, pieces)
    if start is None:
        return plain
    found: list[tuple[Line, Column | None]] = []
    done = 0
    for first, behind in _stretches(lines, pieces, grids, start):
        columns = _columns(lines, pieces, first, behind, start)
        if columns is not None:
            found += plain[done:first]
            found += _split(chars, lines[first:behind], columns)
            done = behind
    return [*found, *plain[done:]]


def _pieces(chars: Chars, n: int, line: Line) -> Iterator[_Piece]:
    if " " not in line.text:  # as most lines; wide white reads as a blank
        yield _Piece(n, line.x0, line.x1, len(line.text))
        return
    order = line.order[line.order >= 0]
    boxes = chars.boxes[order]
    cuts = np.flatnonzero(boxes[1:, 0] - boxes[:-1, 2] > GUTTER * line.size) + 1
    for a, b in pairwise([0, *cuts.tolist(), len(order)]):
        yield _Piece(n, float(boxes[a, 0]), float(boxes[b - 1, 2]), b - a)


def _second_column(lines: Sequence[Line], pieces: Sequence[_Piece]) -> float | None:
    """Where the lines of a second column begin: the place right of the first with most lines."""
    left = min(piece.x0 for piece in pieces)
    right = max(piece.x1 for piece in pieces)
    third = left + (right - left) / 3
    starts = Counter(round(p.x0) for p in pieces if p.count >= LONG and p.x0 > third)
    if not starts or max(starts.values()) < FEWEST - 1:
        return None
    place = max(starts, key=lambda x: (starts[x], -x))
    return min(p.x0 for p in pieces if abs(p.x0 - place) <= 1 and p.count >= LONG)


def _stretches(
    lines: Sequence[Line], pieces: Sequence[_Piece], grids: Sequence[RuledGrid], start: float
) -> Iterator[tuple[int, int]]:
    """Lines one after the other of which none runs across the place, nor a table between them."""
    crossed = {p.line for p in pieces if p.x0 < start - 1 < p.x1}
    begin = 0
    for n in range(len(lines) + 1):
        ends = n == len(lines) or n in crossed
        if not ends and n > begin:
            ends = any(lines[n - 1].middle < g.bottom and g.top < lines[n].middle for g in grids)
            if ends:
                yield begin, n
                begin = n
                continue
        if ends:
            if n > begin:
                yield begin, n
            begin = n + 1


def _columns(
    lines: Sequence[Line], pieces: Sequence[_Piece], first: int, behind: int, start: float
) -> tuple[Column, Column] | None:
    """The two columns of a stretch of lines; None where it is not certain that there are two."""
    own = [p for p in pieces if first <= p.line < behind]
    sides = [p for p in own if p.x0 < start - 1], [p for p in own if p.x0 >= start - 1]
    if not all(sides):
        return None
    size = quantile(sorted(lines[p.line].size for p in own), 0.5)
    columns = [Column(min(p.x0 for p in s), max(p.x1 for p in s)) for s in sides]
    wide = [column.right - column.left for column in columns]
    if max(wide) > EVEN * min(wide) or start - columns[0].right < GUTTER * size:
        return None
    for side, column in zip(sides, columns, strict=True):
        full = [
            p
            for p in side
            if p.count >= LONG
            and p.x1 > column.right - FULL * size
            and p.x0 < column.left + FULL * size
        ]
        if len(full) < FEWEST or len(full) * 2 < len(side):
            return None
    return columns[0], columns[1]


def _split(
    chars: Chars, lines: Sequence[Line], columns: tuple[Column, Column]
) -> list[tuple[Line, Column | None]]:
    """The lines of the first column, then those of the second, and what stands below both."""
    edge = (columns[0].right + columns[1].left) / 2
    rest = _below(lines, edge)
    own = np.concatenate([part for line in lines[:rest] for part in (line.order, line.tail)])
    members: Indexes = np.sort(own[own >= 0])
    side = (chars.boxes[members, 0] > edge).astype(np.int64)
    made = grouped_lines(chars, members, side)
    placed = [(line, columns[n]) for n in (0, 1) for line in made.get(n, [])]
    return [*placed, *((line, None) for line in lines[rest:])]


def _below(lines: Sequence[Line], edge: float) -> int:
    """From which line on text belongs to neither: it stands alone on the left, apart from above."""
    last = max(n for n, line in enumerate(lines) if line.x1 > edge)
    for n in range(last + 1, len(lines)):
        if lines[n].top - lines[n - 1].bottom > BELOW * lines[n].size / 2:
            return n
    return len(lines)
