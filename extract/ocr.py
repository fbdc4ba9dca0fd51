"""Reads a page that is a picture: its rulings make cells, each cell is recognised by itself.

Bars are not recognised: a schedule of a scan has its printed marks only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

import numpy as np

from extract.drawn_cells import drawn_cells
from extract.frozen import frozen
from extract.ink import Chars, PageInk
from extract.ink_box import Box
from extract.model import Issue, Page, Run
from extract.ocr_rulings import INK, scan_rulings
from extract.ocr_words import Grey, Word, read_words
from extract.reading_order import Composed, compose
from extract.ruling_grids import RuledGrid, ruling_grids

DPI = 300
# Points: what a ruling may smear into its cell, white that parts paragraphs.
INSET = 1.5
WHITE = 5.0
# Pixels of ink below which a picture is specks.
SPECKS = 40
# Gaps inside a line up to this many line heights are the recogniser's, not the print's.
LOOSE = 0.9
# Confidence (0 to 100) below which a person should look, and below which nothing was read.
SURE = 70.0
READ = 50.0
# What the recogniser makes of lines and arrows; a cell that is mostly this was not read.
STROKES = frozenset("ー一―—─-_=|｜・:：.>＞…")
# The recogniser takes the comma of 1,056 for a point more often than it should.
POINT = re.compile(r"\d\.\d{3}(?!\d)")


@dataclass(frozen=True, slots=True, eq=False)
class _Piece:
    """A part of the page image, where it lies in it in pixels, and what it is to a reader."""

    grey: Grey
    x0: int
    top: int
    name: str


@frozen
class _Char:
    """A recognised character; its box and size in points."""

    code: int
    box: Box
    size: float
    confidence: float


def read_scan(path: Path, password: str | None, ink: PageInk) -> tuple[Page, Sequence[Issue]]:
    """The page with recognised text, and issues: that it is so, and where it is unsure.

    A blank page stays without text. Raises OSError when tesseract cannot run.
    """
    from extract.pdfium import render_page

    grey = render_page(path, ink.page_no, dpi=DPI, password=password).min(axis=2)
    scale = grey.shape[1] / ink.width
    strokes = scan_rulings(grey, scale)
    found = ruling_grids(strokes, ink.width, ink.height)
    grids = [grid for grid in found if grid.kind == "table"]
    pieces = [*_cells(grey, grids, scale), *_paragraphs(grey, grids, scale)]
    pieces = [piece for piece in pieces if (piece.grey < INK).sum() >= SPECKS]
    words, unread = _kept(read_words([piece.grey for piece in pieces], DPI), pieces)
    chars = [char for line in _lines(words) for char in _chars(line, pieces, scale)]
    columns = _columns(chars)
    drawn = drawn_cells((), grids, columns, strokes)
    composed = compose(replace(ink, chars=columns), grids, drawn)
    page = Page(
        ink.page_no,
        composed.text,
        composed.lines,
        composed.grids,
        ink.width,
        ink.height,
        boxes=composed.boxes,
    )
    if not pieces:
        return page, ()
    told = f"{ink.page_no}ページは文字認識で読みました。図の矢印は読んでいません。"
    return page, (
        Issue("warning", "page-recognised", told),
        *(_unread(ink.page_no, pieces[n], text) for n, text in unread.items()),
        *_unsure(composed, chars),
    )


def _cells(grey: Grey, grids: Sequence[RuledGrid], scale: float) -> Iterator[_Piece]:
    for number, grid in enumerate(grids, 1):
        for cell in grid.cells:
            name = f"{number}番目の表の{cell.row + 1}行{cell.col + 1}列"
            x0, top = round((cell.x0 + INSET) * scale), round((cell.top + INSET) * scale)
            x1, bottom = round((cell.x1 - INSET) * scale), round((cell.bottom - INSET) * scale)
            if x1 > x0 and bottom > top:
                yield _Piece(grey[top:bottom, x0:x1], x0, top, name)


def _paragraphs(grey: Grey, grids: Sequence[RuledGrid], scale: float) -> Iterator[_Piece]:
    """What lies outside the grids, cut where the page is white from side to side."""
    rest = grey.copy()
    for grid in grids:
        x0, top = (max(0, round((v - INSET) * scale)) for v in (grid.x0, grid.top))
        x1, bottom = (round((v + INSET) * scale) for v in (grid.x1, grid.bottom))
        rest[top:bottom, x0:x1] = 255
    inked = np.flatnonzero((rest < INK).any(axis=1))
    for rows in np.split(inked, np.flatnonzero(np.diff(inked) > WHITE * scale) + 1):
        if len(rows):
            yield _Piece(rest[rows[0] : rows[-1] + 1], 0, int(rows[0]), "本文")


def _kept(words: Sequence[Word], pieces: Sequence[_Piece]) -> tuple[list[Word], dict[int, str]]:
    """The words of the pieces that were read, and for the others what was made of them."""
    by_piece: dict[int, list[Word]] = {n: [] for n in range(len(pieces))}
    for word in words:
        by_piece[word.picture].append(word)
    unread: dict[int, str] = {}
    for n, found in by_piece.items():
        text = "".join(word.text for word in found)
        total = sum(word.confidence * len(word.text) for word in found)
        drawn = sum(char in STROKES for char in text) * 2 > len(text)
        if not text or drawn or total < READ * len(text):
            unread[n] = text
    return [word for word in words if word.picture not in unread], unread


def _unread(page_no: int, piece: _Piece, text: str) -> Issue:
    message = f"{page_no}ページの{piece.name}に、文字として読めないものがあります。"
    return Issue("warning", "recognition-failed", message, value_raw=text or None)


def _lines(words: Iterable[Word]) -> Iterator[list[Word]]:
    """The words of each line, gaps closed that only the recogniser makes.

    Between Japanese characters nobody prints the narrow gaps that its boxes leave.
    """
    for _, line in groupby(words, key=lambda w: (w.picture, w.top, w.bottom)):
        found: list[Word] = []
        for word in line:
            last = found[-1] if found else None
            if last is not None and word.x0 - last.x1 < LOOSE * (word.bottom - word.top):
                latin = last.text[-1].isascii() and word.text[0].isascii()
                found[-1] = last if latin else replace(last, x1=max(word.x0, last.x0 + 1))
            found.append(word)
        yield found


def _chars(line: Sequence[Word], pieces: Sequence[_Piece], scale: float) -> Iterator[_Char]:
    """The characters of each word side by side, as high as their line."""
    for word in line:
        piece = pieces[word.picture]
        top, bottom = (piece.top + word.top) / scale, (piece.top + word.bottom) / scale
        step = (word.x1 - word.x0) / len(word.text)
        for n, char in enumerate(word.text):
            x0 = piece.x0 + word.x0 + n * step
            box = (x0 / scale, top, (x0 + step) / scale, bottom)
            yield _Char(ord(char), box, bottom - top, word.confidence)


def _columns(chars: Sequence[_Char]) -> Chars:
    n = len(chars)
    return Chars(
        np.array([c.code for c in chars], dtype=np.uint32),
        np.array([c.box for c in chars], dtype=np.float32).reshape(n, 4),
        np.array([c.size for c in chars], dtype=np.float32),
        np.zeros(n, dtype=np.int16),
        np.zeros(n, dtype=np.bool_),
    )


def _unsure(composed: Composed, chars: Sequence[_Char]) -> Iterator[Issue]:
    """Cells and lines of low confidence, or with a point that may be a comma."""
    # A character of the text is known by its box, which the reading order leaves as it is.
    known = {tuple(map(np.float32, char.box)): char.confidence for char in chars}
    for run in _units(composed):
        boxes = composed.boxes[run.start : run.end]
        found = [known[key] for box in boxes if (key := tuple(box)) in known]
        mean = sum(found) / len(found) if found else 100.0
        if mean < SURE or POINT.search(run.text):
            told = f"文字認識が不確かです（確度{mean:.0f}％）。原文と比べてください。"
            yield Issue("warning", "recognition-unsure", told, run, run.text)


def _units(composed: Composed) -> Iterator[Run]:
    """Cells of grids, and lines outside them."""
    rows = [run for grid in composed.grids for run in grid.row_runs]
    inside = [(run.start, run.end) for run in rows]
    for grid in composed.grids:
        yield from (cell.run for row in grid.cells for cell in row if not cell.covered)
    for line in composed.lines:
        if not any(start <= line.start and line.end <= end for start, end in inside):
            yield line
