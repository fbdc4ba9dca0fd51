"""Parts lines that are printed over each other, whose letters would come out one between the other.

Text that ran over its cell, a second version over the first, a watermark: the order in which a
page prints its letters tells which of them belong together.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from extract.ink import Bools, Floats
from extract.text_tape import Indexes

# Shorter runs of letters are marks over a letter: a digit in a circle, an accent.
SHORTEST = 3
# A letter so many times as large as the ones it stands over is a watermark.
LARGER = 2.0
# Letters of a run stand so far right of the one before, in widths of that; runs that share so
# much of a letter's size, in sizes, are printed over each other.
ONWARD = 0.3
SHARED = 1.0
# Lines that one place may hold.
MOST = 8


class Placed(NamedTuple):
    """The letters of some lines: place in content order, box, font size, whether it is blank."""

    places: Indexes
    boxes: Floats
    size: Floats
    blank: Bools


class _Run(NamedTuple):
    """Letters printed one after the other from left to right, by their places in the columns."""

    members: list[int]
    x0: float
    x1: float
    middle: float
    size: float
    printed: int


def parted_lines(line: Indexes, tangled: Indexes, letters: Placed) -> Indexes:
    """The number of the line of each letter, those of ``tangled`` lines parted; all grow alike."""
    parted = line * MOST
    for number in tangled.tolist():
        where = np.flatnonzero(line == number)
        for layer, runs in enumerate(_layers(_runs(where, letters))):
            for run in runs:
                parted[run.members] += layer
    return parted


def _runs(where: Indexes, letters: Placed) -> list[_Run]:
    found: list[list[int]] = []
    boxes = letters.boxes
    for i in where[np.argsort(letters.places[where], kind="stable")].tolist():
        last = found[-1][-1] if found else i
        step = ONWARD * (boxes[last, 2] - boxes[last, 0])
        on = found and boxes[i, 0] >= boxes[last, 0] + step
        if on and max(letters.size[i], letters.size[last]) < LARGER * letters.size[found[-1][0]]:
            found[-1].append(i)
        else:
            found.append([i])
    return [_run(members, letters) for members in found]


def _run(members: list[int], letters: Placed) -> _Run:
    box = letters.boxes[members]
    return _Run(
        members,
        float(box[:, 0].min()),
        float(box[:, 2].max()),
        float((box[:, 1] + box[:, 3]).mean() / 2),
        float(np.median(letters.size[members])),
        int(np.count_nonzero(~letters.blank[members])),
    )


def _layers(runs: list[_Run]) -> list[list[_Run]]:
    """The runs by the line that they are of, from top to bottom; those that match, as one."""
    layers: list[list[_Run]] = []
    for run in runs:
        free = (layer for layer in layers if not any(_is_over(run, other) for other in layer))
        layer = next(free, None)
        if layer is None and len(layers) < MOST:
            layers.append([run])
        else:
            (layers[0] if layer is None else layer).append(run)
    return sorted(layers, key=lambda layer: layer[0].middle)


def _is_over(one: _Run, other: _Run) -> bool:
    """Whether two runs are lines of their own that share their place."""
    small, large = sorted((one, other), key=lambda run: run.size)
    shared = min(one.x1, other.x1) - max(one.x0, other.x0)
    if shared <= SHARED * small.size:
        return False
    lines = min(one.printed, other.printed) >= SHORTEST
    return lines or large.size >= LARGER * small.size
