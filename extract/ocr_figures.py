"""What is drawn in the tables of a scan: bars, shaded cells, and the picture without bars."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from extract.bar_model import Bar
from extract.ink_box import Box
from extract.ocr_bars import bar_of
from extract.ocr_dashes import with_dashes
from extract.ocr_frames import fills, framed
from extract.ocr_labels import wipe
from extract.ocr_pieces import LIGHT, Grey, Mask, Pieces, pieces, shaded, without_rulings
from extract.ocr_rules import rules
from extract.ocr_skew import darkest
from extract.ruling_grids import RuledCell, RuledGrid
from extract.strokes import Strokes

Reals = NDArray[np.float64]

# Points around a grid that are looked at, and from a ruling's middle to what is surely cell.
RIM = 2.0
INSET = 1.2
# Share of a cell, and of its upper and lower edge, that shading covers.
COVER = 0.9


@dataclass(frozen=True, slots=True, eq=False)
class Figures:
    """Bars; ``odd`` boxes of large ink that is none; shading; all in points.

    ``grey`` is the picture to recognise characters in: bars are wiped out, their labels are dark
    on white. ``strokes`` are those of the page with the shading of its cells.
    """

    bars: tuple[Bar, ...]
    odd: tuple[Box, ...]
    grey: Grey
    strokes: Strokes


def read_figures(
    pixels: Grey, grids: Sequence[RuledGrid], strokes: Strokes, scale: float
) -> Figures:
    """The figures in these tables of a picture (height, width, 3), ``scale`` pixels a point."""
    grey = darkest(pixels)
    clean = grey.copy()
    bars: list[Bar] = []
    odd: list[Box] = []
    shading: list[tuple[Box, tuple[int, int, int]]] = []
    for grid in grids:
        x0, top = (max(0, round((v - RIM) * scale)) for v in (grid.x0, grid.top))
        x1, bottom = (round((v + RIM) * scale) for v in (grid.x1, grid.bottom))
        part = slice(top, bottom), slice(x0, x1)
        ink = shaded(grey[part])
        corner = x0 / scale, top / scale
        shade = [cell for cell in grid.cells if _is_shaded(ink, cell, corner, scale)]
        rest = ink.copy()
        for cell in shade:  # what is drawn on a background is darker than that
            area = _inside(cell, corner, scale, -INSET)
            light = np.median(grey[part][area]) >= LIGHT
            rest[area] = shaded(grey[part][area]) if light else False
        rest = without_rulings(rest, *_moved(strokes, corner), scale)
        found = pieces(with_dashes(rest, scale))
        here: list[Bar] = []
        for number, bar in _bars(found, scale, odd, corner):
            filled = fills(_at(bar, corner), grid.cells)
            if filled is not None:
                shade.append(filled)
                continue
            wipe(clean[part], found, number, bar, scale)
            here.append(_at(bar, corner))
        bars += framed(here)
        shading += [((c.x0, c.top, c.x1, c.bottom), _colour(pixels, c, scale)) for c in shade]
    return Figures(tuple(bars), tuple(odd), clean, _with_shading(strokes, shading))


def _bars(
    found: Pieces, scale: float, odd: list[Box], corner: tuple[float, float]
) -> Iterator[tuple[int, Bar]]:
    """The bars among the pieces by number; the boxes of other large ones go to ``odd``."""
    least = rules()["bar"]["min_width"]
    for number, box in enumerate((found.boxes / scale).tolist(), 1):
        x0, top, x1, bottom = box
        if max(x1 - x0, bottom - top) < least:
            continue
        bar = bar_of(found, number, scale)
        if bar is not None:
            yield number, bar
        else:
            dx, dy = corner
            odd.append((x0 + dx, top + dy, x1 + dx, bottom + dy))


def _at(bar: Bar, corner: tuple[float, float]) -> Bar:
    dx, dy = corner
    return replace(bar, x0=bar.x0 + dx, x1=bar.x1 + dx, top=bar.top + dy, bottom=bar.bottom + dy)


def _moved(strokes: Strokes, corner: tuple[float, float]) -> tuple[Reals, Reals]:
    """The upright and the level rulings, counted from a corner."""
    dx, dy = corner
    upright = strokes.vertical - np.array([dx, dy, dy, 0.0])
    level = strokes.horizontal - np.array([dy, dx, dx, 0.0])
    return upright, level


def _inside(
    cell: RuledCell, corner: tuple[float, float], scale: float, inset: float = INSET
) -> tuple[slice, slice]:
    """The pixels of a cell in the picture of its grid."""
    dx, dy = corner
    rows = slice(
        max(0, round((cell.top - dy + inset) * scale)),
        max(0, round((cell.bottom - dy - inset) * scale)),
    )
    columns = slice(
        max(0, round((cell.x0 - dx + inset) * scale)),
        max(0, round((cell.x1 - dx - inset) * scale)),
    )
    return rows, columns


def _is_shaded(ink: Mask, cell: RuledCell, corner: tuple[float, float], scale: float) -> bool:
    """Whether a cell has a background: from border to border, and over nearly all of it."""
    area = ink[_inside(cell, corner, scale)]
    if min(area.shape) < 3:
        return False
    edges = (area[:2], area[-2:], area[:, :2], area[:, -2:])
    return bool(area.mean() >= COVER and all(edge.mean() >= COVER for edge in edges))


def _colour(pixels: Grey, cell: RuledCell, scale: float) -> tuple[int, int, int]:
    """The usual colour of a cell."""
    area = pixels[_inside(cell, (0.0, 0.0), scale)].reshape(-1, 3)
    red, green, blue = np.median(area, axis=0).astype(int).tolist()
    return red, green, blue


def _with_shading(strokes: Strokes, fills: Sequence[tuple[Box, tuple[int, int, int]]]) -> Strokes:
    return replace(
        strokes,
        shading=np.array([box for box, _ in fills]).reshape(-1, 4),
        shading_colour=np.array([colour for _, colour in fills], dtype=np.int64).reshape(-1, 3),
        shading_drawings=np.arange(len(fills)),
    )
