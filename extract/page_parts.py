"""What the drawings of a page are for: rulings and the tables they make, bars and their cells."""

from __future__ import annotations

from dataclasses import dataclass

from extract.aligned_grids import aligned_grids
from extract.arrow_shapes import read_bars
from extract.bar_model import Bar
from extract.drawn_cells import Drawn, drawn_cells
from extract.ink import PageInk
from extract.ruling_grids import RuledGrid, ruling_grids
from extract.strokes import Strokes, sort_strokes


@dataclass(frozen=True, slots=True, eq=False)
class PageParts:
    """The strokes of a page by what they are for, its tables, its bars.

    ``bars`` are empty on a page without tables. ``drawn`` goes with ``grids``: the bars of each
    by their index in ``bars``.
    """

    strokes: Strokes
    grids: tuple[RuledGrid, ...]
    bars: tuple[Bar, ...]
    drawn: tuple[Drawn, ...]


def page_parts(ink: PageInk) -> PageParts:
    """Strokes sorted, tables found, bars placed in their cells."""
    strokes = sort_strokes(ink)
    found = ruling_grids(strokes, ink.width, ink.height)
    ruled = [grid for grid in found if grid.kind == "table"]
    aligned = aligned_grids(ink.chars, strokes, ruled)
    grids = tuple(grid for grid in aligned if grid.kind == "table")
    bars = read_bars(ink, strokes.figures.tolist()).bars if grids else ()
    return PageParts(strokes, grids, bars, drawn_cells(bars, grids, ink.chars, strokes))
