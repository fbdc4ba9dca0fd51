"""The printed characters of a page by lines and columns, for tables that are parted by white."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from extract.frozen import frozen
from extract.ink import Chars
from extract.ink_chars import is_blank
from extract.quantiles import quantile
from extract.subpaths import Array, Ints, Mask
from extract.text_pieces import SAME_LINE, Band, Interval, bands, pieces


@frozen(eq=False)
class Texts:
    """Boxes (n, 4) of the printed characters, their sizes (n,), their usual size in points.

    ``which`` are their indexes among all ``chars`` of the page.
    """

    chars: Chars
    which: Ints
    box: Array
    sizes: Array
    size: float

    def within(self, x0: float, top: float, x1: float, bottom: float) -> Mask:
        """(n,) whose middles lie in an area."""
        x = (self.box[:, 0] + self.box[:, 2]) / 2
        y = (self.box[:, 1] + self.box[:, 3]) / 2
        inside: Mask = (x > x0) & (x < x1) & (y > top) & (y < bottom)
        return inside

    def lines(self, x0: float, top: float, x1: float, bottom: float) -> list[Band]:
        """What is printed in an area, in bands of pieces from the top."""
        members = np.zeros(len(self.chars), dtype=bool)
        members[self.which[self.within(x0, top, x1, bottom)]] = True
        return bands(pieces(self.chars, members))

    def band(self, x0: float, top: float, x1: float, bottom: float) -> Array:
        """The boxes whose middles lie in an area, ordered by their left side."""
        inside = self.box[self.within(x0, top, x1, bottom)]
        return inside[np.argsort(inside[:, 0], kind="stable")]


@frozen
class Level:
    """One line of print across a table: its extent, largest font size, extent by column."""

    top: float
    bottom: float
    size: float
    parts: tuple[Interval | None, ...]

    @property
    def filled(self) -> int:
        """In how many columns something stands."""
        return sum(part is not None for part in self.parts)


def page_texts(chars: Chars) -> Texts | None:
    """What is printed on a page; None for one without print."""
    which = np.flatnonzero(~is_blank(chars.codes))
    if not len(which):
        return None
    sizes = chars.size[which].astype(np.float64)
    boxes = chars.boxes[which].astype(np.float64)
    return Texts(chars, which, boxes, sizes, quantile(np.sort(sizes), 0.5))


def levels(texts: Texts, xs: Sequence[float], top: float, bottom: float) -> list[Level]:
    """The lines between two heights, from the top, parted at the borders ``xs``."""
    inside = np.flatnonzero(texts.within(xs[0], top, xs[-1], bottom))
    if not len(inside):
        return []
    box = texts.box[inside]
    middle = (box[:, 1] + box[:, 3]) / 2
    down = np.argsort(middle, kind="stable")
    box, sizes, middle = box[down], texts.sizes[inside][down], middle[down]
    apart = np.flatnonzero(np.diff(middle) > SAME_LINE * np.minimum(sizes[1:], sizes[:-1])) + 1
    starts = np.array([0, *apart])
    extents = zip(
        np.minimum.reduceat(box[:, 1], starts).tolist(),
        np.maximum.reduceat(box[:, 3], starts).tolist(),
        np.maximum.reduceat(sizes, starts).tolist(),
        _parts(box, starts, xs),
        strict=True,
    )
    return [Level(*extent) for extent in extents]


def _parts(box: Array, starts: Ints, xs: Sequence[float]) -> list[tuple[Interval | None, ...]]:
    """By line, from its first box on, the extent of what stands in each column."""
    n_cols = len(xs) - 1
    line = np.repeat(np.arange(len(starts)), np.diff([*starts, len(box)]))
    # Middles lie inside of the outer borders; on one, in the column to the left of it.
    cell = line * n_cols + np.searchsorted(np.array(xs), (box[:, 0] + box[:, 2]) / 2) - 1
    order = np.argsort(cell, kind="stable")
    cells, first = np.unique(cell[order], return_index=True)
    left = np.minimum.reduceat(box[order, 0], first).tolist()
    right = np.maximum.reduceat(box[order, 2], first).tolist()
    found: list[Interval | None] = [None] * (len(starts) * n_cols)
    for n, a, b in zip(cells.tolist(), left, right, strict=True):
        found[n] = (a, b)
    return [tuple(found[n : n + n_cols]) for n in range(0, len(found), n_cols)]


def blocks(row: Iterable[Level], least: float) -> list[list[Level]]:
    """Lines in runs that white of more than ``least`` points over the whole width parts."""
    found: list[list[Level]] = []
    reach = -np.inf
    for level in row:
        if level.top - reach > least:
            found.append([])
        found[-1].append(level)
        reach = max(reach, level.bottom)
    return found
