"""What was recognised on a page of a PDF, as boxes to draw over it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal

from extract.frozen import frozen
from extract.ink import PageInk
from extract.ink_box import Box, ink_box
from extract.model import Page
from extract.page_parts import PageParts
from shisaku.work import CompleteRows

Kind = Literal["ruling", "cell", "furniture", "caption", "heading", "label", "bar"]


@frozen
class Mark:
    """A box (x0, top, x1, bottom; points from the top left) and what to write beside it.

    The tag is ASCII, so that every machine has a font for it: ``H2`` a heading of level 2,
    ``3-5 2021-2023`` a bar over the columns 3 to 5 that were read as these fiscal years.
    """

    kind: Kind
    box: Box
    tag: str = ""


def page_marks(page: Page, ink: PageInk, parts: PageParts, rows: CompleteRows) -> tuple[Mark, ...]:
    """The marks of one page, in the order in which to draw them."""
    return (
        *_rulings(parts),
        *_cells(parts),
        *_furniture(page),
        *_printed(page.page_no, rows),
        *_bars(page.page_no, ink, parts, rows),
    )


def _rulings(parts: PageParts) -> Iterator[Mark]:
    for y, x0, x1, _ in parts.strokes.horizontal.tolist():
        yield Mark("ruling", (x0, y, x1, y))
    for x, top, bottom, _ in parts.strokes.vertical.tolist():
        yield Mark("ruling", (x, top, x, bottom))


def _cells(parts: PageParts) -> Iterator[Mark]:
    for grid in parts.grids:
        for cell in grid.cells:
            yield Mark("cell", (cell.x0, cell.top, cell.x1, cell.bottom))


def _furniture(page: Page) -> Iterator[Mark]:
    for run in page.furniture:
        if page.boxes is not None and (box := ink_box(page.boxes, run)):
            yield Mark("furniture", box)


def _printed(page_no: int, rows: CompleteRows) -> Iterator[Mark]:
    """Captions and headings, where their rows say that they are printed."""
    boxes = {span["span_id"]: _box(span) for span in rows["spans"] if span["page_no"] == page_no}
    for table in rows["tables"]:
        if box := boxes.get(table["caption_span_id"]):
            yield Mark("caption", box, table["kind"] or "")
    for section in rows["sections"]:
        if section["toc_status"] != "toc_only" and (box := boxes.get(section["span_id"])):
            yield Mark("heading", box, f"H{section['level']}")


def _box(span: dict[str, Any]) -> Box | None:
    if span["x0"] is None:
        return None
    return span["x0"], span["top"], span["x1"], span["bottom"]


def _bars(page_no: int, ink: PageInk, parts: PageParts, rows: CompleteRows) -> Iterator[Mark]:
    years = _years(page_no, rows)
    for n, bar in enumerate(parts.bars):
        yield Mark("bar", (bar.x0, bar.top, bar.x1, bar.bottom), _tag(n, parts, years.get(n, ())))
    for drawn in parts.drawn:
        for labels in drawn.labels.values():
            for chars in labels.values():
                x0, top = ink.chars.boxes[chars, :2].min(axis=0).tolist()
                x1, bottom = ink.chars.boxes[chars, 2:].max(axis=0).tolist()
                yield Mark("label", (x0, top, x1, bottom))


def _tag(bar: int, parts: PageParts, years: Iterable[int]) -> str:
    """First and last column from 1, fiscal years if known; ``?`` where no row or no cell fits."""
    found = [
        (place[1], ink)
        for drawn in parts.drawn
        for place, marks in drawn.marks.items()
        for ink in marks
        if ink.bar == bar
    ]
    if not found:
        return "?"
    unsure = "?" if any(ink.unsure or len(ink.rows) > 1 for _, ink in found) else ""
    columns = _range(col + 1 for col, ink in found if not ink.unsure)
    return " ".join(filter(None, (columns, _range(years), unsure)))


def _range(numbers: Iterable[int]) -> str:
    known = sorted(numbers)
    if not known:
        return ""
    return str(known[0]) if known[0] == known[-1] else f"{known[0]}-{known[-1]}"


def _years(page_no: int, rows: CompleteRows) -> dict[int, list[int]]:
    """Fiscal years of the marks of each bar: their spans end with the bar's number."""
    bars = {
        span["span_id"]: int(number)
        for span in rows["spans"]
        if span["page_no"] == page_no
        for _, sign, number in [str(span["span_id"]).rpartition(":bar")]
        if sign and number.isdecimal()  # a bar that no column holds has a name of its own
    }
    found: dict[int, list[int]] = {}
    for mark in rows["schedule_marks"]:
        if mark["span_id"] in bars and mark["fiscal_year"] is not None:
            found.setdefault(bars[mark["span_id"]], []).append(mark["fiscal_year"])
    return found
