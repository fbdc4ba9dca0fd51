"""Cells of a grid from its unit borders, as boolean matrices."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from extract.subpaths import Array, Ints, Mask

Spans = NDArray[np.int64]

# A cell with boxes drawn into it keeps at least this share of itself free.
FREE = 0.5


def spans(upright: Mask, level: Mask, area: Array | None = None) -> Spans:
    """The cells of a grid of R rows and C columns: (k, 4) row, col, row_span, col_span.

    ``upright`` (R, C + 1) and ``level`` (R + 1, C) tell which unit borders are drawn, ``area``
    (R, C) how large the units are (all alike if not given). Units without a border between
    them are one cell, units open to the outside are none. What is no rectangle is a cell with
    boxes drawn into it, which are left out, when its own outline is closed, its corners and
    most of it are free; else it is cut into rectangles from the top. Cells come in reading order.
    """
    simple = tiles(upright, level)
    if simple is not None:
        return simple
    size = area if area is not None else np.ones((len(upright), level.shape[1]))
    return _by_units(upright, level, size)


def tiles(upright: Mask, level: Mask) -> Spans | None:
    """Cells read off from their top left corners; None unless they tile the grid exactly."""
    n_rows, n_cols = upright.shape[0], level.shape[1]
    if not (upright[:, [0, -1]].all() and level[[0, -1]].all()):
        return None
    right = _next(upright.T, n_cols).T  # for unit (r, c): next drawn border after c
    below = _next(level, n_rows)
    row, col = np.nonzero(upright[:, :-1] & level[:-1])
    col_span, row_span = right[row, col] - col, below[row, col] - row
    if (col_span * row_span).sum() != n_rows * n_cols:
        return None
    shape = (n_rows + 1, n_cols + 1)
    top, low = row * shape[1], (row + row_span) * shape[1]
    paint = _counts(top + col, shape) - _counts(low + col, shape)
    paint += _counts(low + col + col_span, shape) - _counts(top + col + col_span, shape)
    covered = paint.cumsum(axis=0).cumsum(axis=1)[:-1, :-1]
    return np.column_stack([row, col, row_span, col_span]) if (covered == 1).all() else None


def _counts(units: Ints, shape: tuple[int, int]) -> Ints:
    return np.bincount(units, minlength=shape[0] * shape[1]).reshape(shape)


def _next(borders: Mask, last: int) -> Ints:
    """Along axis 0: for each unit the index of the first drawn border after its own start."""
    index = np.where(borders, np.arange(last + 1)[:, None], last)
    following = np.minimum.accumulate(index[::-1], axis=0)[::-1]
    found: Ints = following[1:]
    return found


def _by_units(upright: Mask, level: Mask, area: Array) -> Spans:
    """Cells as connected units, those of the largest extent first."""
    label = _labels(upright, level)
    shapes = [np.nonzero(label == name) for name in np.flatnonzero(np.bincount(label[label >= 0]))]
    boxes = [
        (int(r.min()), int(c.min()), int(np.ptp(r)) + 1, int(np.ptp(c)) + 1) for r, c in shapes
    ]
    taken = np.zeros(label.shape, dtype=bool)
    found: list[tuple[int, int, int, int]] = []
    for i in sorted(range(len(boxes)), key=lambda i: -boxes[i][2] * boxes[i][3]):
        row, col, row_span, col_span = boxes[i]
        inside = (slice(row, row + row_span), slice(col, col + col_span))
        if taken[shapes[i]].any():
            continue
        full = len(shapes[i][0]) == row_span * col_span
        free = area[shapes[i]].sum() >= FREE * area[inside].sum()
        whole = free and _has_corners(label[inside])
        if full or (whole and _is_framed(upright, level, boxes[i])):
            found.append(boxes[i])
            taken[inside] = True
        else:
            shape = np.zeros(label.shape, dtype=bool)
            shape[shapes[i]] = True
            found += _rectangles(shape)
    return np.array(sorted(found), dtype=np.int64).reshape(-1, 4)


def _has_corners(label: Ints) -> bool:
    """Whether the corners of a rectangle of units are of one shape: an L keeps its parts."""
    return len(set(label[[0, 0, -1, -1], [0, -1, 0, -1]].tolist())) == 1


def _is_framed(upright: Mask, level: Mask, box: tuple[int, int, int, int]) -> bool:
    """Whether all four sides of a rectangle of units are drawn."""
    row, col, row_span, col_span = box
    sides = upright[row : row + row_span, [col, col + col_span]]
    ends = level[[row, row + row_span], col : col + col_span]
    return bool(sides.all() and ends.all())


def closed_off(upright: Mask, level: Mask) -> tuple[Mask, Mask]:
    """The borders with those added that close outer units open on one outer side only.

    A table that goes on over the page often lacks its last line: from a corner on, the outer
    row or column is closed where drawn borders stand between its units.
    """
    upright, level = upright.copy(), level.copy()
    for edge in (0, -1):
        level[edge] |= _from_ends(level[edge], upright[edge])
        upright[:, edge] |= _from_ends(upright[:, edge], level[:, edge])
    return upright, level


def _from_ends(drawn: Mask, walls: Mask) -> Mask:
    """Undrawn units of an outer edge next to its ends, if a wall stands at both their sides."""
    found = np.zeros(len(drawn), dtype=bool)
    at = np.flatnonzero(drawn)
    first, last = (int(at[0]), int(at[-1]) + 1) if len(at) else (0, 0)
    found[:first] = bool(walls[0]) and bool(walls[first])
    found[last:] |= bool(walls[last]) and bool(walls[-1])
    return found


def _labels(upright: Mask, level: Mask) -> Ints:
    """A number for each unit, equal where no border parts them; -1 for units open outwards."""
    n_rows, n_cols = upright.shape[0], level.shape[1]
    outside = n_rows * n_cols
    unit = np.arange(outside).reshape(n_rows, n_cols)
    framed = np.pad(unit, 1, constant_values=outside)
    one = np.concatenate([framed[1:-1, :-1][~upright], framed[:-1, 1:-1][~level]])
    other = np.concatenate([framed[1:-1, 1:][~upright], framed[1:, 1:-1][~level]])
    label = np.arange(outside + 1)
    while True:
        before = label.copy()
        least = np.minimum(label[one], label[other])
        np.minimum.at(label, one, least)
        np.minimum.at(label, other, least)
        if np.array_equal(label, before):
            break
    return np.where(label[:-1] == label[-1], -1, label[:-1]).reshape(n_rows, n_cols)


def _rectangles(inside: Mask) -> list[tuple[int, int, int, int]]:
    """Rectangles that make up a shape: runs of columns, joined downwards while they are equal."""
    done: list[tuple[int, int, int, int]] = []
    open_: dict[tuple[int, int], int] = {}
    n_rows = len(inside)
    for r in range(n_rows + 1):
        row = inside[r] if r < n_rows else np.zeros(inside.shape[1], dtype=bool)
        steps = np.diff(np.pad(row.astype(np.int8), 1))
        runs = set(
            zip(
                np.flatnonzero(steps == 1).tolist(),
                np.flatnonzero(steps == -1).tolist(),
                strict=True,
            )
        )
        for left, right in [run for run in open_ if run not in runs]:
            top = open_.pop((left, right))
            done.append((top, left, r - top, right - left))
        for run in runs:
            open_.setdefault(run, r)
    return done
