"""Rulings of a scanned page: long, thin, dark runs of pixels, level and upright."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from extract.ocr_hidden import borders, bridged
from extract.ruling_lines import meets
from extract.segments import from_columns
from extract.strokes import Strokes

Grey = NDArray[np.uint8]
Reals = NDArray[np.float64]

# Darker than this is ink.
INK = 160
# Points. The strokes of large letters are shorter than LONG; rules are thinner than THICK.
LONG = 36.0
SHORT = 10.0
THICK = 2.5
# White that specks may leave between the end of a ruling and the ruling it ends on.
TOUCH = 0.6
# How far from the tip of a line its head reaches, and where a ruling it ends on is over.
HEAD = 12.0
TIP = 1.0
# A bar that is painted over a ruling is darker than this.
SHADE = 235
# A ruling may break for specks, and for a ruling that crosses it.
CROSS = 2.9
BREAK = 0.8
DARK = 0.9
THIN = 0.25
# Runs looked at in one direction: a photo has more, and no rulings.
MOST_RUNS = 200_000


def scan_rulings(grey: Grey, scale: float) -> Strokes:
    """The rulings of a page image (height, width) with ``scale`` pixels a point, in points.

    Level ones are at least 36 points long: the letters 田 and 目 are no tables. Upright ones
    end on level ones and these on upright ones, so that lines of arrows are none. Nothing
    else is recognised, and no table that lacks its outer rulings.
    """
    dark = grey < INK
    level = _lines(dark, scale, LONG)
    upright = _lines(dark.T, scale, SHORT)
    shade = grey < SHADE
    # Where a bar lies over the one, the other must be known to tell a cell's border from a tip.
    upright = bridged(upright, level, dark.T, shade.T, scale)
    level = bridged(level, upright, dark, shade, scale)
    level = level[~_headed(dark, level, scale)]
    upright = upright[_ends_on(upright, level, shade.T, scale)]
    level = level[_ends_on(level, upright, shade, scale)]
    none = np.empty((0, 4))
    empty = np.empty(0, dtype=np.int64)
    met = meets(from_columns(level), from_columns(upright))
    return Strokes(level, upright, none, np.empty((0, 3), dtype=np.int64), empty, empty, met)


def _lines(dark: NDArray[np.bool_], scale: float, least: float) -> Reals:
    """Lines along the rows: (n, 4) position, from, to, thickness in points."""
    # Under a bar of ink a ruling is not seen, and what is left of it may be short: runs are
    # looked for in all ink, if much of them is thin, and in thin ink alone.
    thin = _thin(dark, round(THICK * scale))
    whole = _kept(dark, dark_runs(dark, round(BREAK * scale)), least * scale)
    much = _share(thin, *whole) >= THIN
    row, start, end = (part[much] for part in whole)
    parts = _kept(dark, dark_runs(thin, round(CROSS * scale)), least * scale)
    return np.concatenate([_merged(row, start, end, scale), _merged(*parts, scale)])


def _kept(
    dark: NDArray[np.bool_],
    runs: tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]],
    least: float,
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """The runs that are long enough, in pixels, and nearly all ink."""
    row, start, end = (part[runs[2] - runs[1] >= least] for part in runs)
    kept = _share(dark, row, start, end) >= DARK
    return row[kept], start[kept], end[kept]


def _merged(
    row: NDArray[np.int64], start: NDArray[np.int64], end: NDArray[np.int64], scale: float
) -> Reals:
    """The lines that runs of neighbouring rows make, as ``_lines`` gives them."""
    if not len(row) or len(row) > MOST_RUNS:
        return np.empty((0, 4))
    label = _stacks(row, start, end)
    n = int(label.max()) + 1
    length = (end - start).astype(np.float64)
    first, last = np.full(n, np.inf), np.zeros(n)
    np.minimum.at(first, label, start)
    np.maximum.at(last, label, end)
    area = np.bincount(label, length)
    middle = np.bincount(label, length * (row + 0.5)) / area
    thickness = area / (last - first)
    lines = np.column_stack([middle, first, last, thickness]) / scale
    return lines[lines[:, 3] <= THICK]


def dark_runs(
    dark: NDArray[np.bool_], gap: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Row, start and end of the dark runs of every row; runs less than ``gap`` apart are one."""
    padded = np.zeros((dark.shape[0], dark.shape[1] + 2), dtype=np.int8)
    padded[:, 1:-1] = dark
    step = np.diff(padded, axis=1)
    row, start = np.nonzero(step == 1)
    _, end = np.nonzero(step == -1)
    apart = (row[1:] != row[:-1]) | (start[1:] - end[:-1] > gap)
    firsts = np.concatenate(([True], apart)) if len(row) else np.empty(0, dtype=bool)
    lasts = np.concatenate((apart, [True])) if len(row) else firsts
    return row[firsts], start[firsts], end[lasts]


def _share(
    pixels: NDArray[np.bool_],
    row: NDArray[np.int64],
    start: NDArray[np.int64],
    end: NDArray[np.int64],
) -> Reals:
    """How much of each run is set."""
    before = np.zeros((pixels.shape[0], pixels.shape[1] + 1), dtype=np.int32)
    np.cumsum(pixels, axis=1, out=before[:, 1:])
    return np.asarray((before[row, end] - before[row, start]) / (end - start))


def _thin(dark: NDArray[np.bool_], most: int) -> NDArray[np.bool_]:
    """The dark pixels whose run across the rows is short: those of thin level lines."""
    column, start, end = dark_runs(dark.T, 0)
    short = end - start <= most
    step = np.zeros((dark.shape[0] + 1, dark.shape[1]), dtype=np.int8)
    step[start[short], column[short]] = 1
    step[end[short], column[short]] = -1
    return np.cumsum(step, axis=0, dtype=np.int8)[:-1].astype(np.bool_)


def _stacks(
    row: NDArray[np.int64], start: NDArray[np.int64], end: NDArray[np.int64]
) -> NDArray[np.int64]:
    """The number of the line that each run belongs to: runs on the next row that overlap it."""
    label = np.arange(len(row))
    open_: list[int] = []
    for i, (y, a, b) in enumerate(zip(row.tolist(), start.tolist(), end.tolist(), strict=True)):
        open_ = [k for k in open_ if row[k] >= y - 1]
        touching = [k for k in open_ if row[k] == y - 1 and start[k] < b and end[k] > a]
        if touching:
            label[i] = label[touching[0]]
            for other in {int(label[k]) for k in touching[1:]} - {int(label[i])}:
                label[label == other] = label[i]
        open_.append(i)
    return np.unique(label, return_inverse=True)[1]


def _headed(dark: NDArray[np.bool_], lines: Reals, scale: float) -> NDArray[np.bool_]:
    """Which level lines widen to the head of an arrow before they end: those rule nothing."""
    found = np.zeros(len(lines), dtype=bool)
    reach = round(HEAD * scale)
    for n, (at, first, last, thick) in enumerate(lines.tolist()):
        row = round(at * scale)
        if not reach < row < len(dark) - reach:
            continue
        least = thick * scale + 2 * scale
        for tip, way in ((first, 1), (last, -1)):
            columns = round(tip * scale) + way * np.arange(round(TIP * scale), reach)
            columns = columns[(columns >= 0) & (columns < dark.shape[1])]
            above = _extent(dark[row - reach : row, columns][::-1])
            below = _extent(dark[row : row + reach, columns])
            high = above + below
            even = np.abs(above - below) <= np.maximum(scale, 0.25 * high)
            # An upright ruling or a letter that stands on the line goes on, or lies on one side.
            head = (high >= least) & even & (high < 1.5 * reach)
            # Behind a head the line is thin again; a bar that lies over a ruling is not.
            behind = round(tip * scale) + way * np.arange(reach, 2 * reach)
            behind = behind[(behind >= 0) & (behind < dark.shape[1])]
            body = _extent(dark[row - reach : row, behind][::-1])
            body = body + _extent(dark[row : row + reach, behind])
            bar = bool((body >= least).mean() >= DARK) if len(body) else False
            found[n] |= head.sum() >= 2 * scale and not bar
    return found


def _extent(dark: NDArray[np.bool_]) -> NDArray[np.int64]:
    """In each column the dots from the first row on that are dark without a gap."""
    return np.asarray(np.where(dark.all(axis=0), len(dark), dark.argmin(axis=0)))


def _ends_on(
    lines: Reals, across: Reals, shade: NDArray[np.bool_], scale: float
) -> NDArray[np.bool_]:
    """Which lines begin and end on lines of the other direction, with no paper between."""
    return np.array(
        [all(_touches(line, tip, across, shade, scale) for tip in line[1:3]) for line in lines],
        dtype=np.bool_,
    )


def _touches(
    line: Reals, tip: float, across: Reals, shade: NDArray[np.bool_], scale: float
) -> bool:
    row = min(round(line[0] * scale), len(shade) - 1)
    for cross, _, _, thick in borders(across, line[0], tip).tolist():
        # An arrow's line is mostly drawn a little short of the border; a ruling reaches it.
        if abs(cross - tip) - thick / 2 <= TOUCH:
            return True
        way = shade[row, round(min(cross, tip) * scale) : round(max(cross, tip) * scale)]
        if way.mean() >= DARK:
            return True
    return False
