"""A plan of many pages in exact geometry: title, contents, headings, cards with drawn arrows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tests.builders.pdf_fonts import BOLD, text_width
from tests.builders.pdf_writer import PdfWriter
from tests.builders.plan_script import (
    NOTE,
    CardScript,
    HeadingLine,
    Paragraph,
    PlanScript,
    Ruled,
    ScheduleScript,
    Title,
)
from tests.builders.text_flow import BOTTOM, LEADING, LEFT, RIGHT, TOP, Arrow, Flow, Row

LABEL, YEAR = 91.0, 78.0
# Room between an arrow's ends and the borders of its years, as part of a column.
INSET = 0.05
_ENTRIES = 40


@dataclass(frozen=True, slots=True)
class Rendered:
    """A PDF of a script, with the page of each listed heading (from 1, in order)."""

    pdf: bytes
    heading_pages: tuple[int, ...]


def render(script: PlanScript) -> Rendered:
    """The plan in direct drawing: front matter numbered i, ii …, the body from 1."""
    pages = _set(script, (0,) * len(script.listed)).heading_pages
    return _set(script, pages)


def column_widths(rows: Sequence[Sequence[str]], whole: float) -> list[float]:
    """Widths for the columns of a table of texts: by their longest lines, none very narrow."""
    columns = list(zip(*rows, strict=True))
    wanted = [
        min(240.0, max(text_width(line, 10) for text in column for line in text.split("\n")))
        for column in columns
    ]
    floor = min(36.0, whole / len(columns))
    spare = whole - floor * len(columns)
    total = sum(wanted) or 1.0
    return [floor + spare * width / total for width in wanted]


def year_span(schedule: ScheduleScript, span: tuple[int, int]) -> tuple[float, float]:
    """The place of an arrow in year columns, counted from the first."""
    first, last = (schedule.years.index(year) for year in span)
    return first + INSET, last + 1 - INSET


def _set(script: PlanScript, pages: Sequence[int]) -> Rendered:
    pdf = PdfWriter(script.title)
    pdf.label(1, "r")
    flow = Flow(pdf, script.title)
    front: list[int] = []
    found: list[int] = []
    body = False
    for index, element in enumerate(script.elements):
        if index == script.contents_at:
            _contents(flow, script, pages, len(front) + 2)
            pdf.label(len(pdf.pages) + 1, "D")
            flow.page, body = None, True
        match element:
            case Title(lines):
                page = flow.new_page(number="", head=False)
                for i, line in enumerate(lines):
                    size = 26 if i == 0 else 14
                    page.text(
                        297 - text_width(line, size) / 2, 220 + 90 * i, line, size=size, font=BOLD
                    )
            case HeadingLine(level, text, listed):
                if not body:
                    flow.new_page(number="ii")
                    front.append(index)
                elif level == 1 or flow.page is None:
                    flow.new_page()
                flow.need(80)
                flow.text(text, {1: 18, 2: 14, 3: 12}.get(level, 10.5), font=BOLD, after=10)
                pdf.bookmark(level, text)
                if listed:
                    found.append(len(pdf.pages))
            case Paragraph(text):
                flow.text(text, 10.5)
            case Ruled(rows):
                widths = column_widths(rows, RIGHT - LEFT)
                size = 9 if len(widths) < 8 else 7
                flow.table(widths, [Row(tuple((t, 1) for t in row)) for row in rows], size)
                flow.y += 12
            case CardScript():
                _card(flow, element)
                flow.y += 16
    return Rendered(pdf.to_bytes(), tuple(found))


def _contents(flow: Flow, script: PlanScript, pages: Sequence[int], number: int) -> None:
    """The contents page, with the numbers that are printed on the pages (the labels)."""
    before = len(flow.pdf.pages) + -(-len(script.listed) // _ENTRIES)
    for at in range(0, len(script.listed), _ENTRIES):
        page = flow.new_page(number="i" * (number + at // _ENTRIES))
        if at == 0:
            page.text(270, TOP, "目　次", size=16, font=BOLD)
            flow.pdf.bookmark(1, "目　次")
        part = list(zip(script.listed, pages, strict=True))[at : at + _ENTRIES]
        for i, (heading, page_no) in enumerate(part):
            x, y = LEFT + 14 * (heading.level - 1), TOP + 36 + i * 16
            text, shown = heading.text + " ", f" {max(0, page_no - before)}"
            dots = int((RIGHT - x - text_width(text + shown, 10)) / 5)
            page.text(x, y, text + "." * dots, size=10)
            page.text(RIGHT - text_width(shown, 10), y, shown, size=10)


def _card(flow: Flow, card: CardScript) -> None:
    flow.new_page()
    widths = [LABEL] + [YEAR] * 5
    rows = [Row(((label, 1), (text, 5))) for label, text in card.fields]
    schedules = [row for schedule in card.schedules for row in _schedule(schedule)]
    if not card.split:
        flow.table(widths, [*rows, *schedules], 10.5)
        return
    flow.table(widths, rows, 10.5)
    if flow.y + 10.5 * LEADING + 4 > BOTTOM:
        flow.new_page()
    flow.y += 4
    flow.text(NOTE, 10.5)
    flow.new_page()
    flow.table(widths, schedules, 10.5)


def _schedule(schedule: ScheduleScript) -> list[Row]:
    labels = tuple((label, 1) for label in schedule.year_labels)
    rows = [Row(((schedule.header, 1), *labels))]
    for line in schedule.rows:
        empty = (("", 1),) * len(labels)
        arrow = None
        if line.span is not None:
            first, last = year_span(schedule, line.span)
            arrow = Arrow(line.shape, 1 + first, 1 + last)
        rows.append(Row(((line.label, 1), *empty), arrow))
    return rows
