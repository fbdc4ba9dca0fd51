"""Gives the characters of a page to the cells of its tables, and what is left to the page."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from extract.drawn_cells import Drawn, Place
from extract.frozen import frozen
from extract.hanging import hung_in
from extract.ink import Chars
from extract.ruling_grids import RuledGrid
from extract.text_lines import Line, grouped_lines
from extract.text_tape import Indexes
from extract.turned_lines import turned_lines

# Owners of characters that lie in no cell: the page, and what is written otherwise.
PAGE = -1
TAKEN = -2


@frozen(eq=False)
class PlacedGrid:
    """A grid with the lines of each of its cells by (row, col), and what is drawn in them."""

    grid: RuledGrid
    lines: dict[Place, list[Line]]
    drawn: Drawn


@frozen(eq=False)
class PlacedLines:
    """The lines of a page: those of its grids, those around them, those that are turned."""

    grids: tuple[PlacedGrid, ...]
    free: list[Line]
    turned: list[Line]


def place_lines(chars: Chars, grids: Sequence[RuledGrid], drawn: Sequence[Drawn]) -> PlacedLines:
    """The lines of all cells and of the page around them; ``drawn`` goes with ``grids``.

    A character belongs to the first cell that its middle lies in, unless it labels a bar; a
    mark that ends a line, to the cell of that line.
    """
    owner = np.full(len(chars), PAGE, dtype=np.int64)
    for part in drawn:
        for labels in part.labels.values():
            for label in labels.values():
                owner[label] = TAKEN
    middles = (chars.boxes[:, :2] + chars.boxes[:, 2:]) / 2
    # The cells of all grids are numbered on, so that all lines are made at once.
    first = [0]
    for grid in grids:
        _give(owner, middles, grid, first[-1])
        first.append(first[-1] + len(grid.cells))
    hung_in(owner, chars)
    turned = np.flatnonzero((owner == PAGE) & (chars.angle != 0))
    owner[turned] = TAKEN
    upright = np.flatnonzero(owner != TAKEN)
    lines = grouped_lines(chars, upright, owner[upright])
    placed = (
        PlacedGrid(
            grid,
            {(cell.row, cell.col): lines.get(n, []) for n, cell in enumerate(grid.cells, start)},
            part,
        )
        for grid, part, start in zip(grids, drawn, first, strict=False)
    )
    return PlacedLines(tuple(placed), lines.get(PAGE, []), turned_lines(chars, turned))


def _give(owner: Indexes, middles: NDArray[np.floating], grid: RuledGrid, first: int) -> None:
    """Make cells of a grid, numbered from ``first``, owners of the page's characters in them."""
    x, y = middles[:, 0], middles[:, 1]
    inside = np.flatnonzero(
        (owner == PAGE) & (x >= grid.x0) & (x <= grid.x1) & (y >= grid.top) & (y <= grid.bottom)
    )
    if not len(inside):
        return
    # A middle on the last edge lies in the last unit.
    col = np.array(grid.xs[1:-1]).searchsorted(x[inside], "right")
    row = np.array(grid.ys[1:-1]).searchsorted(y[inside], "right")
    cell = _cell_numbers(grid)[row * (len(grid.xs) - 1) + col]
    owner[inside] = np.where(cell < 0, PAGE, cell + first)


def _cell_numbers(grid: RuledGrid) -> Indexes:
    """For each unit of the grid, row by row, the cell that covers it by index, -1 for none."""
    n_cols = len(grid.xs) - 1
    numbers = [-1] * ((len(grid.ys) - 1) * n_cols)
    for n, cell in enumerate(grid.cells):
        first = cell.row * n_cols + cell.col
        for unit in range(first, first + cell.row_span * n_cols, n_cols):
            for at in range(unit, unit + cell.col_span):
                numbers[at] = n
    return np.array(numbers, dtype=np.int64)
