"""Rulings of a scanned page: long, thin, dark runs of pixels, level and upright."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from extract.ocr_hidden import bridged
from extract.strokes import Strokes

Grey = NDArray[np.uint8]
Reals = NDArray[np.float64]

# Darker than this is ink.
INK = 160
# Points. The strokes of large letters are shorter than LONG; rules are thinner than THICK.
LONG = 36.0
SHORT = 10.0
THICK = 2.5
# How far the end of a ruling may lie from the ruling it ends on.
NEAR = 3.0
# How far from the tip of a line its head reaches, and where a ruling it ends on is over.
HEAD = 12.0
TIP = 1.0
# A bar that is painted over a ruling is darker than this.
SHADE = 235
# A ruling may break for specks, and for a ruling that crosses it.
CROSS = 2.9
DARK = 0.9
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
    upright = upright[_ends_on(upright, level)]
    level = level[_ends_on(level, upright)]
    none = np.empty((0, 4))
    empty = np.empty(0, dtype=np.int64)
    return Strokes(level, upright, none, np.empty((0, 3), dtype=np.int64), empty, empty)


def _lines(dark: NDArray[np.bool_], scale: float, least: float) -> Reals:
    """Lines along the rows: (n, 4) position, from, to, thickness in points."""
    # A bar that lies over a ruling hides it: only what is thin counts, up to the bar and behind.
    # A ruling is not thin where another crosses it.
    thin = _thin(dark, round(THICK * scale))
    row, start, end = dark_runs(thin, round(CROSS * scale))
    long = end - start >= least * scale
    row, start, end = row[long], start[long], end[long]
    kept = _share(dark, row, start, end) >= DARK
    row, start, end = row[kept], start[kept], end[kept]
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
            found[n] |= head.sum() >= 2 * scale
    return found


def _extent(dark: NDArray[np.bool_]) -> NDArray[np.int64]:
    """In each column the dots from the first row on that are dark without a gap."""
    return np.asarray(np.where(dark.all(axis=0), len(dark), dark.argmin(axis=0)))


def _ends_on(lines: Reals, across: Reals) -> NDArray[np.bool_]:
    """Which lines begin and end on lines of the other direction."""
    at, first, last, _ = lines.T[:, :, None]
    cross, start, end, _ = across.T[:, None, :]
    over = (at >= start - NEAR) & (at <= end + NEAR)
    both = [(over & (np.abs(cross - tip) <= NEAR)).any(axis=1) for tip in (first, last)]
    return np.asarray(both[0] & both[1])
