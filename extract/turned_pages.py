"""Pages that lie on their side: a source of pages that turns some of them before they are read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np

from extract.ink import Bookmark, Floats, PageInk
from extract.page_rules import Turn
from extract.pdf_source import PdfFacts, PdfSource

_QUARTERS: Mapping[int, Turn] = {0: 0, 1: 90, 2: 180, 3: 270}


def turning(
    open_pdf: Callable[[Path], AbstractContextManager[PdfSource]], turns: Mapping[int, Turn]
) -> Callable[[Path], AbstractContextManager[PdfSource]]:
    """An opener whose source gives the pages in ``turns`` turned clockwise by so many degrees."""

    @contextmanager
    def opened(path: Path) -> Iterator[PdfSource]:
        with open_pdf(path) as source:
            yield _Turning(source, turns)

    return opened


class _Turning:
    """A source whose pages are those of another, some of them turned."""

    def __init__(self, source: PdfSource, turns: Mapping[int, Turn]) -> None:
        self._source = source
        self._turns = turns

    @property
    def page_count(self) -> int:
        return self._source.page_count

    @property
    def labels(self) -> tuple[str | None, ...]:
        return self._source.labels

    @property
    def facts(self) -> PdfFacts:
        return self._source.facts

    @property
    def bookmarks(self) -> tuple[Bookmark, ...]:
        return self._source.bookmarks

    def read_page(self, page_no: int) -> PageInk:
        ink = self._source.read_page(page_no)
        # A scan is read from the picture of the page, which nobody turned.
        return turned(ink, self._turns.get(page_no, 0)) if len(ink.chars) else ink


def turned(ink: PageInk, degrees: Turn) -> PageInk:
    """The page turned clockwise; positions count from the top left of the page as it then lies."""
    for _ in range(degrees // 90):
        ink = _quarter(ink)
    return ink


def _quarter(ink: PageInk) -> PageInk:
    """A quarter clockwise: what was at the left edge is at the top, from the bottom up."""
    x, y = ink.drawings.points.T
    angle = ((ink.chars.angle.astype(np.int32) + 90) % 360).astype(np.int16)
    chars = replace(ink.chars, boxes=_boxes(ink.chars.boxes, ink.height), angle=angle)
    points = np.column_stack([ink.height - y, x]).astype(np.float32)
    return replace(
        ink,
        width=ink.height,
        height=ink.width,
        rotation=_QUARTERS[(ink.rotation // 90 + 1) % 4],
        chars=chars,
        drawings=replace(ink.drawings, points=points),
        images=_boxes(ink.images, ink.height),
    )


def _boxes(boxes: Floats, height: float) -> Floats:
    x0, top, x1, bottom = boxes.reshape(-1, 4).T
    return np.column_stack([height - bottom, x0, height - top, x1]).astype(np.float32)
