"""Tables of a page that no rulings part: in a drawn frame, on stripes, on bare paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from extract.ink import PageInk
from extract.ruling_grids import RuledGrid
from extract.strokes import Strokes
from extract.subpaths import Array
from extract.text_pieces import Band, Box, bands, free_bands, free_level, pieces
from extract.unruled_grids import ruled, unruled_tables
from extract.unruled_rows import Unruled

# Points by which a drawing may reach into a table without standing in it.
TOUCH = 2.0


def free_grids(
    ink: PageInk,
    strokes: Strokes,
    beside: Sequence[Band],
    frames: Sequence[RuledGrid],
    tables: Sequence[RuledGrid],
) -> tuple[RuledGrid, ...]:
    """Grids by alignment alone, from top to bottom; ``beside`` is what stands outside of the
    ``tables`` of the page.

    A frame that holds one table and nothing else is its edge. A table that drawings, pictures
    or rulings reach into is none: words in columns are the words of the drawing then.
    """
    taken = [grid_box(table) for table in tables]
    found: list[RuledGrid] = []
    for frame in frames:
        box = grid_box(frame)
        table = _only_table(ink, box, taken)
        if table is not None and _is_clear(table.box, ink, strokes):
            found.append(ruled(table, box))
            taken.append(box)
    free = free_bands(ink.chars, taken) if found else beside
    found += [
        ruled(table)
        for table in unruled_tables(free)
        if not any(_meet(table.box, box) for box in taken) and _is_clear(table.box, ink, strokes)
    ]
    return tuple(sorted(found, key=lambda grid: (grid.top, grid.x0)))


def _only_table(ink: PageInk, frame: Box, taken: Sequence[Box]) -> Unruled | None:
    """The table that is all that a frame holds."""
    if any(_meet(frame, box) for box in taken):
        return None
    outside = free_level(ink.chars, [frame])
    inside = free_level(ink.chars, ()) & ~outside
    held = bands(pieces(ink.chars, inside))
    tables = unruled_tables(held, framed=True)
    whole = len(tables) == 1 and sum(map(len, tables[0].rows)) == len(held)
    return tables[0] if whole else None


def _is_clear(box: Box, ink: PageInk, strokes: Strokes) -> bool:
    return not any(_meet(box, (a, b, c, d)) for a, b, c, d in _drawn(box, ink, strokes))


def _drawn(box: Box, ink: PageInk, strokes: Strokes) -> Iterator[list[float]]:
    """The boxes of what is drawn on the page; rulings between the rows of the box are not."""
    x0, _, x1, _ = box
    for pos, start, end, _ in strokes.horizontal.tolist():
        if start > x0 + TOUCH or end < x1 - TOUCH:
            yield [start, pos - TOUCH, end, pos + TOUCH]
    for pos, start, end, _ in strokes.vertical.tolist():
        yield [pos - TOUCH, start, pos + TOUCH, end]
    yield from ink.images.tolist()
    yield from _extents(ink, strokes).tolist()


def _extents(ink: PageInk, strokes: Strokes) -> Array:
    """(k, 4): the boxes of the figures."""
    points, starts = ink.drawings.points, ink.drawings.starts
    if not len(strokes.figures):
        return np.empty((0, 4))
    low = np.minimum.reduceat(points, starts[:-1])[strokes.figures]
    high = np.maximum.reduceat(points, starts[:-1])[strokes.figures]
    return np.hstack((low, high)).astype(np.float64)


def grid_box(grid: RuledGrid) -> Box:
    """The extent of a grid on its page."""
    return grid.x0, grid.top, grid.x1, grid.bottom


def _meet(one: Box, other: Box) -> bool:
    """Whether two boxes overlap by more than a touch."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > TOUCH and down > TOUCH
