"""Reads a page that is a picture: put straight, its rulings make cells, each is read by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from extract.bar_merge import absorb_edges, drop_underlines
from extract.drawn_cells import drawn_cells
from extract.ink import Floats, PageInk
from extract.ink_box import Box
from extract.model import Grid, GridCell, Issue, Page
from extract.ocr_chars import characters, columns
from extract.ocr_cut import Piece, cut_page
from extract.ocr_doubts import (
    Unread,
    confidence,
    confidences,
    parted,
    unread_issue,
    unsure_issues,
    with_unread,
)
from extract.ocr_figures import read_figures
from extract.ocr_rules import rules
from extract.ocr_rulings import scan_rulings
from extract.ocr_skew import Straight, as_it_is, darkest, straightened, turned
from extract.ocr_words import Grey, read_words, upright_turn
from extract.reading_order import Composed, compose
from extract.ruling_grids import ruling_grids

DPI = 300


@dataclass(frozen=True, slots=True, eq=False)
class _Reading:
    """What was read of a picture, in points of the straight picture; how surely, 0 to 100.

    ``sure`` tells it of each code point of the text, ``confidence`` of all that was recognised.
    """

    composed: Composed
    sure: Floats
    doubts: tuple[Issue, ...]
    odd: tuple[Box, ...]
    confidence: float
    empty: bool


def read_scan(path: Path, password: str | None, ink: PageInk) -> tuple[Page, Sequence[Issue]]:
    """The page with recognised text and bars, and issues: that it is so, and where it is unsure.

    Boxes lie on the page as it is shown, however it was scanned; the edges of grids are those
    of the straight page. A blank page stays without text. Raises OSError when tesseract cannot
    run.
    """
    from extract.pdfium import render_page

    pixels = render_page(path, ink.page_no, dpi=DPI, password=password)
    scale = pixels.shape[1] / ink.width
    picture = straightened(as_it_is(pixels))
    reading = _read(ink, picture, scale)
    told = f"{ink.page_no}ページは文字認識で読みました。表の外の図は読んでいません。"
    if not reading.empty and _is_doubtful(reading):
        quarters, picture, reading = _turned(ink, pixels, scale, picture, reading)
        if quarters:
            told += f"ページは{quarters * 90}度回して読みました。"
    page = _placed(ink, reading, picture, scale)
    if reading.empty:
        return page, ()
    issues = [Issue("warning", "page-recognised", told)]
    if _is_doubtful(reading):
        told = f"{ink.page_no}ページは文字認識の確度が全体的に低く（{reading.confidence:.0f}％）、"
        told += "あまり読めていません。画質と向きを確かめてください。"
        issues.append(Issue("warning", "page-hardly-read", told))
    return page, (*issues, *reading.doubts)


def _is_doubtful(reading: _Reading) -> bool:
    return reading.confidence < rules()["quarter"]["doubt"]


def _turned(
    ink: PageInk, pixels: Grey, scale: float, picture: Straight, reading: _Reading
) -> tuple[int, Straight, _Reading]:
    """The quarters clockwise by which a page is read best, with its picture and reading.

    The turn that tesseract takes for right is tried first; the first one that is read well counts.
    None is tried where it is sure that the page is upright: dotted lines are read as badly.
    """
    likely, sure = upright_turn(darkest(pixels), DPI)
    found = 0, picture, reading
    if not likely and sure >= rules()["quarter"]["upright"]:
        return found
    for quarters in sorted((1, 2, 3), key=lambda turn: turn != likely):
        other = straightened(turned(pixels, quarters))
        better = _read(ink, other, scale)
        if better.confidence >= found[2].confidence + rules()["confidence"]["better"]:
            found = quarters, other, better
        if not _is_doubtful(found[2]):
            break
    return found


def _read(ink: PageInk, picture: Straight, scale: float) -> _Reading:
    grey = darkest(picture.pixels)
    height, width = grey.shape[0] / scale, grey.shape[1] / scale
    rulings = scan_rulings(grey, scale)
    grids = [grid for grid in ruling_grids(rulings, width, height) if grid.kind == "table"]
    figures = read_figures(picture.pixels, grids, rulings, scale)
    pieces = cut_page(figures.grey, grids, scale)
    found = read_words([piece.grey for piece in pieces], DPI)
    words, unread = parted(found, pieces)
    chars = characters(words, pieces, scale)
    ink = replace(
        ink, width=width, height=height, chars=columns(chars), images=np.empty((0, 4), np.float32)
    )
    bars = drop_underlines(absorb_edges(figures.bars), ink.chars)
    composed = compose(ink, grids, drawn_cells(bars, grids, ink.chars, figures.strokes))
    told = with_unread(composed.grids, pieces, unread, scale)
    composed = Composed(composed.text, composed.boxes, composed.lines, told)
    sure = confidences(composed, chars)
    doubts = (
        *(unread_issue(ink.page_no, pieces[u.piece], u) for u in unread),
        *unsure_issues(composed, sure),
    )
    odd = tuple(box for box in figures.odd if _is_unread(box, pieces, unread, scale))
    return _Reading(composed, sure, doubts, odd, confidence(found), not pieces and not bars)


def _is_unread(box: Box, pieces: Sequence[Piece], unread: Sequence[Unread], scale: float) -> bool:
    """Whether the middle of a box lies in a cell that holds no readable text."""
    x, y = (box[0] + box[2]) / 2 * scale, (box[1] + box[3]) / 2 * scale
    cells = (pieces[u.piece] for u in unread if pieces[u.piece].is_cell)
    return any(c.box[0] <= x <= c.box[2] and c.box[1] <= y <= c.box[3] for c in cells)


def _placed(ink: PageInk, reading: _Reading, picture: Straight, scale: float) -> Page:
    """The page with its boxes where they lie on the paper."""

    def around(box: Box) -> Box:
        x0, top, x1, bottom = picture.around(
            (box[0] * scale, box[1] * scale, box[2] * scale, box[3] * scale)
        )
        return x0 / scale, top / scale, x1 / scale, bottom / scale

    def cell(of: GridCell) -> GridCell:
        fill = replace(of.fill, box=around(of.fill.box)) if of.fill else None
        return replace(
            of, ink=tuple(replace(mark, box=around(mark.box)) for mark in of.ink), fill=fill
        )

    def grid(of: Grid) -> Grid:
        return replace(of, cells=tuple(tuple(map(cell, row)) for row in of.cells))

    composed = reading.composed
    boxes = picture.on_page(composed.boxes * scale) / scale
    return Page(
        ink.page_no,
        composed.text,
        composed.lines,
        tuple(map(grid, composed.grids)),
        ink.width,
        ink.height,
        boxes=boxes.astype(np.float32),
        confidences=reading.sure,
        lost_bars=tuple(map(around, reading.odd)),
    )
