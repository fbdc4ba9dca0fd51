"""Finds lines of numbered labels, the heads of a schedule: 令和５年度 令和６年度 令和７年度."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

import regex

from extract.fold import fold_text
from extract.frozen import frozen
from extract.text_pieces import Band, Interval, Piece

LABEL = regex.compile(r"(?P<before>\D{0,6})(?P<number>\d{1,4}|元)(?P<after>\D{0,4})")
# Labels whose distances differ by more than this part of them head no columns.
UNEVEN = 0.1
# An era begins with its first or second year in a plan's table.
ERA_BEGINS = 2


@frozen
class LabelRow:
    """Two or more labels of one line whose numbers go up by one, from left to right."""

    band: Band
    labels: tuple[Piece, ...]

    @property
    def pitch(self) -> float:
        """The usual distance of two labels, in points."""
        ranked = sorted(self._steps())
        return (ranked[(len(ranked) - 1) // 2] + ranked[len(ranked) // 2]) / 2

    @property
    def is_even(self) -> bool:
        """Whether three or more labels stand at one distance, so that they head columns."""
        steps, pitch = self._steps(), self.pitch
        return len(steps) > 1 and all(abs(step - pitch) < UNEVEN * pitch for step in steps)

    def borders(self, first: float) -> tuple[float, ...]:
        """The edges of the columns, from that of the first one on."""
        ways = list(accumulate(self._steps()))
        return (first, *(first + way for way in ways), first + (ways[-1] + self.pitch))

    def _steps(self) -> list[float]:
        """The distances of neighbours, at least one."""
        return [b.centre - a.centre for a, b in pairwise(self.labels)]

    @property
    def extent(self) -> Interval:
        """From half a column before the first label to half a column behind the last one."""
        half = self.pitch / 2
        return self.labels[0].centre - half, self.labels[-1].centre + half


def label_row(band: Band) -> LabelRow | None:
    """The longest run of numbered labels in a line; None when it has fewer than two."""
    if len(band.pieces) < 2:  # as most lines of a text
        return None
    runs: list[list[Piece]] = [[]]
    previous: tuple[str, int, str] | None = None
    for piece in sorted(band.pieces, key=lambda p: p.x0):
        read = _read(piece.text)
        if read is None or previous is None or not _follows(previous, read):
            runs.append([])
        if read is not None:
            runs[-1].append(piece)
        previous = read
    longest = max(runs, key=len)
    return LabelRow(band, tuple(longest)) if len(longest) > 1 else None


def _read(text: str) -> tuple[str, int, str] | None:
    match = LABEL.fullmatch(fold_text(text))
    if match is None:
        return None
    number = 1 if match["number"] == "元" else int(match["number"])
    return match["before"], number, match["after"]


def _follows(one: tuple[str, int, str], other: tuple[str, int, str]) -> bool:
    if one[0] == other[0]:
        return other[1] == one[1] + 1 and one[2] == other[2]
    return other[1] <= ERA_BEGINS < one[1] and one[2] == other[2]


def label_rows(found: Sequence[Band]) -> list[LabelRow]:
    """The lines of labels among the bands of a page, from top to bottom."""
    rows = (label_row(band) for band in found)
    return [row for row in rows if row is not None]
