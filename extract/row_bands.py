"""What stands between edges across a page, and the upright borders that all rows share."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from extract.frozen import frozen
from extract.row_edges import RowEdges
from extract.row_texts import Texts
from extract.subpaths import Array, Mask
from extract.text_pieces import Interval as Gap
from extract.text_pieces import overlaps

# White narrower than this many characters is a space in a text.
GUTTER = 1.0
# Fewer rows prove less: they need this much, and text in every cell.
ENOUGH = 3
WIDE_GUTTER = 2.0
# Share of the rows in which a column must hold text; where so many borders part the names of
# columns, marks may stand below few of them.
FILLED = 0.5
NAMED = 3
# Text that reaches this far over a border that is drawn, in points, has none there.
OVER = 1.0
# Further than any page reaches.
BESIDE: Gap = (-1e6, 1e6)


@frozen(eq=False)
class Rows:
    """What stands between neighbouring edges: boxes ordered by their left side, and by row the
    white between them.
    """

    edges: RowEdges
    size: float
    boxes: tuple[Array, ...]
    gaps: tuple[list[Gap], ...]

    def borders(self, first: int, last: int, *, more: bool = False) -> tuple[float, ...]:
        """The upright borders that the rows between two edges share; else nothing.

        Those are the middles of the white that all leave, or what pieces of the edges show. They
        part columns with text, and each row into several. ``more``: other rows will be asked too.
        """
        boxes = self.boxes[first:last]
        if not all(len(box) for box in boxes):
            return ()
        found = self.edges.cuts or self._shared(first, last, more)
        # What is drawn alone can be crossed: white of all rows has nothing in it.
        if not found or (self.edges.cuts and any(_is_crossed(box, found) for box in boxes)):
            return ()
        filled = np.array([_filled(box, found) for box in boxes])
        if last - first < ENOUGH and not more:
            return found if filled.all() else ()
        named = len(found) >= NAMED and filled[0].all()
        often = named or (filled.mean(axis=0) >= FILLED).all()
        return found if often and (filled.sum(axis=1) > 1).all() else ()

    def reach(self, first: int) -> int:
        """The last edge to which the rows from an edge on can share borders at all.

        With each row more, less white is shared and no row above fills more columns: what one
        row rules out, no further row mends.
        """
        shared: list[Gap] = [BESIDE]
        for row in range(first, len(self.boxes)):
            box = self.boxes[row]
            shared = _in_both(shared, self.gaps[row], self.size * GUTTER)
            found = self.edges.cuts or _middles(shared)
            if not len(box) or not found or _filled(box, found).sum() < 2:
                return row
        return len(self.boxes)

    def _shared(self, first: int, last: int, more: bool) -> tuple[float, ...]:
        least = self.size * (GUTTER if more or last - first >= ENOUGH else WIDE_GUTTER)
        shared: list[Gap] = [BESIDE]
        for gaps in self.gaps[first:last]:
            shared = _in_both(shared, gaps, least)
        return _middles(shared)


def rows_between(texts: Texts, edges: RowEdges) -> Rows:
    """What stands between the edges."""
    boxes = tuple(texts.band(edges.x0, a, edges.x1, b) for a, b in pairwise(edges.ys))
    return Rows(edges, texts.size, boxes, tuple(map(_gaps, boxes)))


def _gaps(band: Array) -> list[Gap]:
    """White between and beside characters ordered by their left side."""
    if not len(band):
        return [BESIDE]
    reach = np.maximum.accumulate(band[:, 2])
    at = np.flatnonzero(band[1:, 0] > reach[:-1])
    starts = [BESIDE[0], *reach[at].tolist(), float(reach[-1])]
    return list(zip(starts, [*band[[0, *(at + 1)], 0].tolist(), BESIDE[1]], strict=True))


def _in_both(one: Sequence[Gap], other: Sequence[Gap], least: float) -> list[Gap]:
    return [(a, b) for a, b in overlaps(one, other) if b - a >= least]


def _middles(gaps: Sequence[Gap]) -> tuple[float, ...]:
    """The middles of white that has text on both sides."""
    return tuple((a + b) / 2 for a, b in gaps if BESIDE[0] < a and b < BESIDE[1])


def _filled(band: Array, borders: Sequence[float]) -> Mask:
    """(columns,) in which the middle of a character lies."""
    cols = np.searchsorted(np.array(borders), (band[:, 0] + band[:, 2]) / 2, side="right")
    filled: Mask = np.bincount(cols, minlength=len(borders) + 1) > 0
    return filled


def _is_crossed(band: Array, borders: Sequence[float]) -> bool:
    return any(((band[:, 0] < x - OVER) & (band[:, 2] > x + OVER)).any() for x in borders)
