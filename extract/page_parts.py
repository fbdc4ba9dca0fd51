"""What the drawings of a page are for: rulings and the tables they make, bars and their cells."""

from __future__ import annotations

from collections.abc import Sequence

from extract.aligned_grids import aligned_grids
from extract.arrow_shapes import read_bars
from extract.bar_model import Bar
from extract.bare_schedules import HIGHEST, bare_schedules
from extract.drawn_cells import Drawn, drawn_cells
from extract.free_grids import free_grids, grid_box
from extract.frozen import frozen
from extract.glyph_outlines import without_outlines
from extract.ink import PageInk
from extract.ruling_grids import RuledGrid, ruling_grids
from extract.strokes import Strokes, sort_strokes
from extract.text_pieces import Box, free_bands


@frozen(eq=False)
class PageParts:
    """The strokes of a page by what they are for, its tables, its bars.

    ``bars`` are empty on a page without tables. ``drawn`` goes with ``grids``: the bars of each
    by their index in ``bars``. ``lost`` are the boxes of bars below labels that no grid holds,
    ``loose`` those of the other bars in no grid.
    """

    strokes: Strokes
    grids: tuple[RuledGrid, ...]
    bars: tuple[Bar, ...]
    drawn: tuple[Drawn, ...]
    lost: tuple[Box, ...] = ()
    loose: tuple[Box, ...] = ()


def page_parts(ink: PageInk) -> PageParts:
    """Strokes sorted, tables found, bars placed in their cells."""
    ink = without_outlines(ink)
    strokes = sort_strokes(ink)
    found = ruling_grids(strokes, ink.width, ink.height)
    ruled = [grid for grid in found if grid.kind == "table"]
    aligned = aligned_grids(ink.chars, strokes, ruled)
    tables = [grid for grid in aligned if grid.kind == "table"]
    frames = [grid for grid in found if grid.kind == "frame"]
    taken, outlines = (list(map(grid_box, grids)) for grids in (tables, frames))
    beside = free_bands(ink.chars, taken)
    bare = bare_schedules(ink, strokes, beside, outlines, taken)
    if bare.grids:
        beside = free_bands(ink.chars, [*taken, *map(grid_box, bare.grids)])
    free = free_grids(ink, strokes, beside, frames, [*tables, *bare.grids])
    grids = tuple(sorted([*tables, *bare.grids, *free], key=lambda grid: (grid.top, grid.x0)))
    ruled_bars = read_bars(ink, strokes.figures.tolist()).bars
    bars = (*(bar for bar in ruled_bars if not _is_known(bar, bare.bars)), *bare.bars)
    drawn = drawn_cells(bars, grids, ink.chars, strokes)
    shown = bars if grids else ()
    return PageParts(strokes, grids, shown, drawn, bare.lost, _loose(bars, strokes, grids))


def _loose(bars: Sequence[Bar], strokes: Strokes, grids: Sequence[RuledGrid]) -> tuple[Box, ...]:
    """The boxes of bars in no grid; there plain ones look like backgrounds."""
    found = [(bar.x0, bar.top, bar.x1, bar.bottom) for bar in bars]
    plain = strokes.shading
    wide, high = plain[:, 2] - plain[:, 0], plain[:, 3] - plain[:, 1]
    found += map(tuple, plain[(wide > high) & (high < HIGHEST)].tolist())
    taken = [grid_box(grid) for grid in grids]
    return tuple(box for box in found if not any(_lies_in(box, grid) for grid in taken))


def _lies_in(box: Box, grid: Box) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return grid[0] <= x <= grid[2] and grid[1] <= y <= grid[3]


def _is_known(bar: Bar, known: Sequence[Bar]) -> bool:
    return any(bar.drawings == other.drawings and bar.images == other.images for other in known)
