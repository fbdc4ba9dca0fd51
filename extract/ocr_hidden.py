"""Rulings of a scanned page that go on under a bar: it hides them, and they do not end there."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
Reals = NDArray[np.float64]

# Share of the way under a bar that must be its ink.
COVER = 0.9
# Pieces of one ruling lie no farther apart across it, and tips no farther from a ruling (points).
ASIDE = 1.0
NEAR = 3.0
# A line that goes on a little behind a border does not end on it.
TIP = 1.0


def bridged(lines: Reals, across: Reals, dark: Mask, shade: Mask, scale: float) -> Reals:
    """Lines (n, 4: position, from, to, thickness in points) with what bars hide of them.

    Pieces with ink all the way between them are one line, unless both end on lines of
    ``across``, as the borders of a merged cell do: then the ink between must be dark. A line
    from a border into ink that reaches another border goes on to that: of a ruling under a bar,
    too little may be left in the last column to be seen.
    """
    found: list[Reals] = []
    for group in _levels(lines):
        last: Reals | None = None
        for line in group:
            if last is None or not _goes_on(last, line, across, dark, shade, scale):
                found.append(line)
            else:
                thick = max(last[3], line[3])
                # Specks leave crumbs of a line within another that is longer.
                found[-1] = np.array([last[0], last[1], max(last[2], line[2]), thick])
            last = found[-1]
    return np.array([_reaching(line, across, shade, scale) for line in found]).reshape(-1, 4)


def _levels(lines: Reals) -> list[Reals]:
    """The lines of one position each, from start to end."""
    ordered = lines[np.argsort(lines[:, 0], kind="stable")]
    cuts = np.flatnonzero(np.diff(ordered[:, 0]) > ASIDE) + 1
    return [part[np.argsort(part[:, 1], kind="stable")] for part in np.split(ordered, cuts)]


def _goes_on(
    one: Reals, other: Reals, across: Reals, dark: Mask, shade: Mask, scale: float
) -> bool:
    """Whether a line is the same as one before it, parted from it by a bar only."""
    if other[1] <= one[2]:
        return True
    hidden = _way(shade, one[0], one[2], other[1], scale)
    if not hidden.size or hidden.mean() < COVER:
        return False
    ends = all(len(borders(across, one[0], tip, TIP)) for tip in (one[2], other[1]))
    return not ends or bool(_way(dark, one[0], one[2], other[1], scale).mean() >= COVER)


def _reaching(line: Reals, across: Reals, shade: Mask, scale: float) -> Reals:
    """A line that begins on a border, on to the last border that ink leads to."""
    at, first, last, thick = line.tolist()
    grown = {False: first, True: last}
    for after, tip, other in ((True, last, first), (False, first, last)):
        if len(borders(across, at, tip, TIP)) or not len(borders(across, at, other)):
            continue
        over = across[(across[:, 1] <= at + NEAR) & (at - NEAR <= across[:, 2]), 0]
        for border in over[np.argsort(np.abs(over - tip))].tolist():
            if (border > tip) == after:
                way = _way(shade, at, min(tip, border), max(tip, border), scale)
                if not way.size or way.mean() < COVER:
                    break
                grown[after] = border
    return np.array([at, grown[False], grown[True], thick])


def borders(across: Reals, at: float, tip: float, near: float = NEAR) -> Reals:
    """The lines of ``across`` that lie within ``near`` points of a tip, for a line at ``at``."""
    over = (across[:, 1] <= at + NEAR) & (at - NEAR <= across[:, 2])
    return np.asarray(across[over & (np.abs(across[:, 0] - tip) <= near)])


def _way(pixels: Mask, at: float, first: float, last: float, scale: float) -> Mask:
    """The pixels along a line from one place to another."""
    row = min(round(at * scale), len(pixels) - 1)
    return pixels[row, round(first * scale) : round(last * scale)]
