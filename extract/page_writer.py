"""Writes the paragraphs and grids of a page in the form that text plans have.

A paragraph is one line, blank lines part blocks and stand for pictures.
"""

from __future__ import annotations

import numpy as np

from extract.cell_lines import PlacedGrid
from extract.grid_writer import WrittenGrid, write_grid
from extract.ink import PageInk
from extract.paragraphs import Column, blank_between, is_apart, wraps
from extract.quantiles import quantile
from extract.text_lines import Line
from extract.text_tape import Tape

# Blank lines that stand for a picture between two lines of text.
FIGURE_GAP = 3
PICTURE = 40.0
# Shares of the characters that may stand out of the column of running text.
OUTLIERS = 0.02


class PageWriter:
    """The tape of a page, and where its lines and grids stand on it."""

    def __init__(self, ink: PageInk) -> None:
        self._chars = ink.chars
        self._column = _column(ink)
        self._pictures = [
            (top + bottom) / 2
            for x0, top, x1, bottom in ink.images.tolist()
            if bottom - top > PICTURE and x1 - x0 > PICTURE
        ]
        self._above: Line | None = None
        self._set_in: Column | None = None
        self._start = 0
        self.tape = Tape()
        self.lines: list[tuple[int, int]] = []
        self.grids: list[WrittenGrid] = []

    def line(self, line: Line, pitch: float, column: Column | None = None) -> None:
        """Go on with the paragraph, or begin one; ``pitch`` is the leading in font sizes.

        ``column`` is where the line is set, None for the column of the page.
        """
        above, self._above = self._above, line
        before, self._set_in = self._set_in, column
        if above is not None and before is not None and column is not None and before != column:
            above = _on_top(above, before, line, column, pitch)
        if above is None:
            pass
        elif any(above.middle < middle < line.middle for middle in self._pictures):
            self._end_line(1 + FIGURE_GAP)
        elif is_apart(above, line, pitch):
            self._end_line(2)
        elif wraps(self._chars, above, line, column or self._column):
            self.tape.add(blank_between(above, line))
        else:
            self._end_line()
        self.tape.add(line.order)

    def grid(self, placed: PlacedGrid) -> None:
        """A grid between blank lines, each of its rows a line."""
        if self.tape.length:
            self._end_line(2)
        self._above = None
        grid = write_grid(self.tape, self._chars, placed)
        self.grids.append(grid)
        self.lines.extend(grid.rows)
        self._start = self.tape.length
        self._end_line()

    def finish(self) -> None:
        """End the last line."""
        if self._start < self.tape.length:
            self._end_line()

    def _end_line(self, times: int = 1) -> None:
        for _ in range(times):
            self.lines.append((self._start, self.tape.length))
            self.tape.put("\n")
            self._start = self.tape.length


def _on_top(above: Line, before: Column, line: Line, column: Column, pitch: float) -> Line:
    """The last line of a column as if it stood right above the first one of the next."""
    across = column.right - before.right
    down = line.middle - above.middle - max(pitch, 1.0) * line.size
    return above._replace(
        x0=above.x0 + across,
        x1=above.x1 + across,
        top=above.top + down,
        bottom=above.bottom + down,
    )


def _column(ink: PageInk) -> Column:
    """From where to where most text of a page runs."""
    if not len(ink.chars):
        return Column(0.0, ink.width)
    left, right = np.sort(ink.chars.boxes[:, 0]), np.sort(ink.chars.boxes[:, 2])
    return Column(quantile(left, OUTLIERS), quantile(right, 1 - OUTLIERS))
