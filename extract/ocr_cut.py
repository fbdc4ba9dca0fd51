"""Cuts the picture of a page into what tesseract reads well: single cells, and paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from extract.ocr_rulings import INK
from extract.ocr_words import Grey
from extract.ruling_grids import RuledGrid

# Points: what a ruling may smear into its cell, white that parts paragraphs.
INSET = 1.5
WHITE = 5.0
# Pixels of ink below which a picture is specks.
SPECKS = 40


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """A part of the page image, where it lies in it in pixels, and what it is to a reader."""

    grey: Grey
    x0: int
    top: int
    name: str
    is_cell: bool

    @property
    def box(self) -> tuple[int, int, int, int]:
        """x0, top, x1, bottom in pixels of the page image."""
        height, width = self.grey.shape
        return self.x0, self.top, self.x0 + width, self.top + height


def cut_page(grey: Grey, grids: Sequence[RuledGrid], scale: float) -> list[Piece]:
    """The cells of the grids and the paragraphs around them that hold ink, ``scale`` pixels a
    point."""
    cut = [*_cells(grey, grids, scale), *_paragraphs(grey, grids, scale)]
    return [piece for piece in cut if (piece.grey < INK).sum() >= SPECKS]


def _cells(grey: Grey, grids: Sequence[RuledGrid], scale: float) -> Iterator[Piece]:
    for number, grid in enumerate(grids, 1):
        for cell in grid.cells:
            name = f"{number}番目の表の{cell.row + 1}行{cell.col + 1}列"
            x0, top = round((cell.x0 + INSET) * scale), round((cell.top + INSET) * scale)
            x1, bottom = round((cell.x1 - INSET) * scale), round((cell.bottom - INSET) * scale)
            if x1 > x0 and bottom > top:
                yield Piece(grey[top:bottom, x0:x1], x0, top, name, is_cell=True)


def _paragraphs(grey: Grey, grids: Sequence[RuledGrid], scale: float) -> Iterator[Piece]:
    """What lies outside the grids, cut where the page is white from side to side."""
    rest = grey.copy()
    for grid in grids:
        x0, top = (max(0, round((v - INSET) * scale)) for v in (grid.x0, grid.top))
        x1, bottom = (round((v + INSET) * scale) for v in (grid.x1, grid.bottom))
        rest[top:bottom, x0:x1] = 255
    inked = np.flatnonzero((rest < INK).any(axis=1))
    for rows in np.split(inked, np.flatnonzero(np.diff(inked) > WHITE * scale) + 1):
        if len(rows):
            top = int(rows[0])
            yield Piece(rest[top : rows[-1] + 1], 0, top, "本文", is_cell=False)
