"""Documents whose characters were recognised, some of them with doubt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from extract.model import Document, Grid, GridCell, Page
from normalize.build import build
from normalize.manifest import Manifest
from tests.builders.documents import Rows, document

SURE = 95.0


Doubts = Mapping[str, float]


def recognised(text: str, doubts: Doubts | None = None, sure: float = SURE) -> Document:
    """The document of a text as if read from pictures.

    ``doubts`` are confidences of parts of the text, at each place where they stand; all else has
    the confidence ``sure``.
    """
    made = document(text)
    pages = tuple(_page(page, doubts or {}, sure) for page in made.pages)
    return replace(made, text_layer="ocr", pages=pages)


def recognised_rows(text: str, doubts: Doubts | None = None, sure: float = SURE) -> Rows:
    """The rows of such a document, tables without rows left out."""
    return build(recognised(text, doubts, sure), Manifest("plan"))


def _page(page: Page, doubts: Doubts, sure: float) -> Page:
    found = np.full(len(page.text), sure, dtype=np.float32)
    for part, confidence in doubts.items():
        at = page.text.find(part)
        while at >= 0:
            found[at : at + len(part)] = confidence
            at = page.text.find(part, at + 1)
    return replace(page, confidences=found)


UNREAD = "〓"
"""Stands in a text for the print of a cell that was not recognised."""


def with_unread(made: Document, xs: tuple[float, ...]) -> Document:
    """The document with its unread cells empty, its grids ruled at these places."""
    pages = tuple(
        replace(page, grids=tuple(_grid(grid, xs) for grid in page.grids)) for page in made.pages
    )
    return replace(made, pages=pages)


def _grid(grid: Grid, xs: tuple[float, ...]) -> Grid:
    cells = tuple(tuple(map(_cell, row)) for row in grid.cells)
    return replace(grid, cells=cells, xs=xs[: grid.n_cols] + xs[-1:])


def _cell(cell: GridCell) -> GridCell:
    if cell.run.text.strip() != UNREAD:
        return cell
    return replace(cell, run=cell.run.cut(0, 0), unread=True)
