"""Plans as HTML with SVG arrows, printed by headless Chromium."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import count
from pathlib import Path

import pypdfium2

from tests.builders.arrow_shapes import SHAPES, svg_path
from tests.builders.pdf_fonts import text_width
from tests.builders.pdf_paths import Box, Colour, Piece
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
from tests.builders.producers import FONT, need, need_font, run
from tests.builders.rendered_plan import LABEL, YEAR, Rendered, column_widths, year_span

PACKAGE = "chromium"
_WIDTH = 481.0
_BAR = 12.0
# Tables longer than this repeat their first row on every page.
_LONG = 20
_STYLE = f"""
@page {{ size: A4; margin: 66pt 57pt 62pt 57pt;
  @top-left {{ content: "TITLE"; font: 8pt {FONT}; }}
  @bottom-center {{ content: counter(page); font: 9pt {FONT}; }} }}
@page :first {{ @top-left {{ content: none; }} @bottom-center {{ content: none; }} }}
body {{ margin: 0; font: 10.5pt/1.3 {FONT}; }}
h1, .page {{ break-before: page; }}
h1 {{ font-size: 18pt; }} h2 {{ font-size: 14pt; }} h3 {{ font-size: 12pt; }}
h4, h5, h6 {{ font-size: 10.5pt; }}
h1, h2, h3, h4, h5, h6 {{ margin: 0 0 10pt; break-after: avoid; }}
p {{ margin: 0 0 6pt; overflow-wrap: anywhere; }}
table {{ border-collapse: collapse; table-layout: fixed; width: {_WIDTH}pt; margin: 0 0 14pt; }}
td {{ border: 0.5pt solid black; padding: 3pt; overflow-wrap: anywhere; vertical-align: middle;
  position: relative; }}
tr.bar {{ break-inside: avoid; }}
svg {{ position: absolute; top: 50%; transform: translateY(-50%); overflow: visible; }}
.cover {{ text-align: center; padding-top: 150pt; }}
.cover p {{ margin-bottom: 60pt; font-size: 14pt; }} .cover p:first-child {{ font-size: 26pt; }}
.contents p {{ font-size: 10pt; margin: 0 0 3pt; white-space: pre; }}
"""


def print_html(html: str, folder: Path, name: str) -> bytes:
    """The PDF that Chromium prints of a page; skips the test without Chromium or the font."""
    program = need(["chromium", "chromium-browser", "google-chrome"], PACKAGE)
    need_font()
    source, result = folder / f"{name}.html", folder / f"{name}.pdf"
    source.write_text(html, encoding="utf-8")
    command = [
        program,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        f"--user-data-dir={folder / 'chromium'}",
        "--no-pdf-header-footer",
        "--generate-pdf-document-outline",
        f"--print-to-pdf={result}",
        source.as_uri(),
    ]
    return run(command, result)


def render_with_chromium(script: PlanScript, folder: Path) -> Rendered:
    """The plan printed twice: the first print tells the pages for the contents page."""
    first = print_html(plan_html(script, [0] * len(script.listed)), folder, "plan_first")
    pages = _heading_pages(script, first)
    return Rendered(print_html(plan_html(script, pages), folder, "plan"), pages)


def _heading_pages(script: PlanScript, pdf: bytes) -> tuple[int, ...]:
    """Pages of the listed headings, in order, from the bookmarks of a printed plan."""
    document = pypdfium2.PdfDocument(pdf)
    found = []
    for bookmark in document.get_toc():
        target = bookmark.get_dest()
        found.append((target.get_index() or 0) + 1 if target else 0)
    document.close()
    headings = [e for e in script.elements if isinstance(e, HeadingLine)]
    # The heading of the contents page is a bookmark too; it stands before the body.
    at = sum(isinstance(e, HeadingLine) for e in script.elements[: script.contents_at])
    del found[at]
    if len(found) != len(headings):
        raise RuntimeError(f"{len(headings)} headings, but {len(found)} bookmarks")
    return tuple(p for p, heading in zip(found, headings, strict=True) if heading.listed)


def plan_html(script: PlanScript, pages: Sequence[int]) -> str:
    """The plan as one HTML page."""
    parts = [_STYLE.replace("TITLE", script.title).join(("<style>", "</style>"))]
    ids = count()
    for index, element in enumerate(script.elements):
        if index == script.contents_at:
            parts.append(_contents(script, pages))
        match element:
            case Title(lines):
                shown = "".join(f"<p>{escape(line)}</p>" for line in lines)
                parts.append(f'<div class="cover">{shown}</div>')
            case HeadingLine(level, text, _):
                parts.append(f"<h{level}>{escape(text)}</h{level}>")
            case Paragraph(text):
                parts.append(f"<p>{_lines(text)}</p>")
            case Ruled(rows):
                parts.append(_ruled(rows))
            case CardScript():
                parts.append(_card(element, ids))
    head = f'<meta charset="utf-8"><title>{escape(script.title)}</title>'
    return f'<!DOCTYPE html><html lang="ja"><head>{head}</head><body>{"".join(parts)}</body></html>'


def _contents(script: PlanScript, pages: Sequence[int]) -> str:
    lines = []
    for heading, page in zip(script.listed, pages, strict=True):
        text = "　" * (heading.level - 1) + heading.text + " "
        shown = f" {page}"
        dots = max(3, int((_WIDTH - text_width(text + shown, 10)) / 5) - 1)
        lines.append(f"<p>{escape(text)}{'.' * dots}{shown}</p>")
    return f'<div class="contents"><h1>目　次</h1>{"".join(lines)}</div>'


def _lines(text: str) -> str:
    return "<br>".join(escape(line) for line in text.split("\n"))


def _columns(widths: Sequence[float]) -> str:
    return "<colgroup>" + "".join(f'<col style="width:{w:.2f}pt">' for w in widths) + "</colgroup>"


def _ruled(rows: Sequence[Sequence[str]]) -> str:
    size = "" if len(rows[0]) < 8 else ' style="font-size:7pt"'
    shown = ["<tr>" + "".join(f"<td>{_lines(t)}</td>" for t in row) + "</tr>" for row in rows]
    if len(rows) > _LONG:
        shown[0] = f"<thead>{shown[0]}</thead>"
    return f"<table{size}>{_columns(column_widths(rows, _WIDTH))}{''.join(shown)}</table>"


def _card(card: CardScript, ids: count[int]) -> str:
    columns = _columns([LABEL] + [YEAR] * 5)
    fields = "".join(
        f'<tr><td>{_lines(label)}</td><td colspan="5">{_lines(text)}</td></tr>'
        for label, text in card.fields
    )
    schedules = "".join(_schedule(schedule, ids) for schedule in card.schedules)
    start = f'<table class="page">{columns}'
    if not card.split:
        return f"{start}{fields}{schedules}</table>"
    return f"{start}{fields}</table><p>{NOTE}</p>{start}{schedules}</table>"


def _schedule(schedule: ScheduleScript, ids: count[int]) -> str:
    labels = "".join(f"<td>{escape(label)}</td>" for label in schedule.year_labels)
    rows = [f"<tr><td>{escape(schedule.header)}</td>{labels}</tr>"]
    for row in schedule.rows:
        cells = ["<td></td>"] * len(schedule.years)
        if row.span is not None:
            first, last = year_span(schedule, row.span)
            column = int(first)
            left, width = (first - column) * YEAR, (last - first) * YEAR
            box = Box(0, 0, width, _BAR)
            svg = _svg(SHAPES[row.shape](box), box, left, next(ids))
            cells[column] = f"<td>{svg}</td>"
        rows.append(f'<tr class="bar"><td>{_lines(row.label)}</td>{"".join(cells)}</tr>')
    return "".join(rows)


def _svg(pieces: Sequence[Piece], box: Box, left: float, number: int) -> str:
    parts = []
    for i, piece in enumerate(pieces):
        paint = piece.paint
        fill = _css(paint.fill) if paint.fill else "none"
        if piece.fade and paint.fill:
            name = f"g{number}-{i}"
            stops = f'<stop stop-color="{fill}"/><stop offset="1" stop-color="{_css(piece.fade)}"/>'
            parts.append(f'<linearGradient id="{name}">{stops}</linearGradient>')
            fill = f"url(#{name})"
        style = (
            f' stroke="{_css(paint.stroke)}" stroke-width="{paint.width}"' if paint.stroke else ""
        )
        if paint.dash:
            style += f' stroke-dasharray="{" ".join(map(str, paint.dash))}"'
        parts.append(
            f'<path d="{svg_path(piece.path)}" fill="{fill}" opacity="{paint.alpha}"{style}/>'
        )
    size = f'width="{box.x1:.2f}pt" height="{box.bottom}pt" viewBox="0 0 {box.x1:.3f} {box.bottom}"'
    return f'<svg style="left:{left:.2f}pt" {size}>{"".join(parts)}</svg>'


def _css(colour: Colour) -> str:
    return "#" + bytes(colour).hex()
