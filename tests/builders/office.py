"""Plans as DOCX with drawn shapes anchored in table cells, turned into PDF by LibreOffice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path

from tests.builders.docx_file import (
    MARGIN,
    SHAPE,
    TWIPS,
    WIDTH,
    cell,
    docx_file,
    paragraph,
    table,
    text_run,
)
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
from tests.builders.producers import need, need_font, run
from tests.builders.rendered_plan import LABEL, YEAR, column_widths, year_span

PACKAGE = "libreoffice-writer-nogui"
EMU = 12700  # English Metric Units in a point
_BAR = 11.0
# Tables longer than this repeat their first row on every page.
_LONG = 20

_BLUE = '<a:solidFill><a:srgbClr val="4472C4"/></a:solidFill>'
_FADE = (
    '<a:gradFill><a:gsLst><a:gs pos="0"><a:srgbClr val="DEEBF7"/></a:gs><a:gs pos="100000">'
    '<a:srgbClr val="4472C4"/></a:gs></a:gsLst><a:lin ang="0" scaled="0"/></a:gradFill>'
)
_NO_LINE = "<a:ln><a:noFill/></a:ln>"
_OUTLINE = '<a:ln w="9525"><a:solidFill><a:srgbClr val="203864"/></a:solidFill></a:ln>'


def _stroke(end: str = "", dash: str = "") -> str:
    black = '<a:solidFill><a:srgbClr val="000000"/></a:solidFill>'
    dashes = f'<a:prstDash val="{dash}"/>' if dash else ""
    return f'<a:ln w="19050">{black}{dashes}{f"<a:tailEnd type={end!r}/>" if end else ""}</a:ln>'


# Preset, fill and outline by the names of arrow_shapes.SHAPES.
PRESETS: dict[str, tuple[str, str, str]] = {
    "block_arrow": ("rightArrow", _BLUE, _NO_LINE),
    "block_arrow_outlined": ("rightArrow", _BLUE, _OUTLINE),
    "pentagon": ("homePlate", _BLUE, _OUTLINE),
    "chevron": ("chevron", _BLUE, _OUTLINE),
    "notched_arrow": ("notchedRightArrow", _BLUE, _OUTLINE),
    "double_headed_arrow": ("leftRightArrow", _BLUE, _OUTLINE),
    "bar": ("rect", _BLUE, _NO_LINE),
    "rounded_bar": ("roundRect", _BLUE, _OUTLINE),
    "gradient_bar": ("rect", _FADE, _NO_LINE),
    "line_filled_head": ("line", "<a:noFill/>", _stroke("triangle")),
    "line_open_head": ("line", "<a:noFill/>", _stroke("arrow")),
    "line_oval_head": ("line", "<a:noFill/>", _stroke("oval")),
    "line_dashed_head": ("line", "<a:noFill/>", _stroke("triangle", "dash")),
    "line_no_head": ("line", "<a:noFill/>", _stroke()),
}


def docx_to_pdf(docx: bytes, folder: Path, name: str) -> bytes:
    """The PDF that LibreOffice exports; skips the test without LibreOffice or the font."""
    program = need(["soffice", "libreoffice"], PACKAGE)
    need_font()
    source = folder / f"{name}.docx"
    source.write_bytes(docx)
    command = [
        program,
        f"-env:UserInstallation={(folder / 'libreoffice').as_uri()}",
        "--headless",
        "--convert-to",
        'pdf:writer_pdf_Export:{"ExportBookmarks":{"type":"boolean","value":"true"}}',
        "--outdir",
        str(folder),
        str(source),
    ]
    return run(command, folder / f"{name}.pdf")


def render_with_libreoffice(script: PlanScript, folder: Path) -> bytes:
    """The plan as PDF; the pages of its contents page are filled in by LibreOffice."""
    return docx_to_pdf(plan_docx(script), folder, "plan")


def plan_docx(script: PlanScript) -> bytes:
    """The plan as a DOCX file; the same script gives the same bytes."""
    numbers = count(1)
    marks = count(1)
    parts: list[str] = []
    for index, element in enumerate(script.elements):
        if index == script.contents_at:
            parts += _contents(script)
        match element:
            case Title(lines):
                parts += [
                    paragraph(
                        text_run(line, 52 if i == 0 else 28),
                        "<w:spacing w:before='1800'/><w:jc w:val='center'/>",
                    )
                    for i, line in enumerate(lines)
                ]
            case HeadingLine(level, text, listed):
                parts.append(_heading(level, text, next(marks) if listed else None))
            case Paragraph(text):
                parts += [
                    paragraph(text_run(line), "<w:spacing w:after='120'/>")
                    for line in text.split("\n")
                ]
            case Ruled(rows):
                parts.append(_ruled(rows))
                parts.append(paragraph(""))
            case CardScript():
                parts += _card(element, numbers)
    return docx_file(script.title, "".join(parts))


def _heading(level: int, text: str, mark: int | None) -> str:
    runs = text_run(text)
    if mark is not None:
        runs = (
            f'<w:bookmarkStart w:id="{mark}" w:name="h{mark}"/>{runs}<w:bookmarkEnd w:id="{mark}"/>'
        )
    return paragraph(runs, f'<w:pStyle w:val="Heading{level}"/>')


def _contents(script: PlanScript) -> Iterator[str]:
    yield _heading(1, "目　次", None)
    for mark, heading in enumerate(script.listed, start=1):
        tab = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{int(WIDTH * TWIPS)}"/></w:tabs>'
        indent = f'<w:ind w:left="{280 * (heading.level - 1)}"/>'
        field = "".join(
            (
                '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
                f'<w:r><w:instrText xml:space="preserve"> PAGEREF h{mark} </w:instrText></w:r>',
                '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
                '<w:r><w:t>0</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
            )
        )
        yield paragraph(f"{text_run(heading.text)}<w:r><w:tab/></w:r>{field}", tab + indent)


def _ruled(rows: Sequence[Sequence[str]]) -> str:
    size = 18 if len(rows[0]) < 8 else 14
    shown = ["".join(cell(text, 1, size) for text in row) for row in rows]
    return table(column_widths(rows, WIDTH), shown, len(rows) > _LONG)


def _card(card: CardScript, numbers: count[int]) -> Iterator[str]:
    widths = [LABEL] + [YEAR] * 5
    fields = [cell(label) + cell(text, 5) for label, text in card.fields]
    schedules = [row for s in card.schedules for row in _schedule(s, numbers)]
    # The smallest possible paragraph carries the page break, so that the card starts on top.
    turn = paragraph(
        text_run("", 2), '<w:pageBreakBefore/><w:spacing w:line="20" w:lineRule="exact"/>'
    )
    yield turn
    if not card.split:
        yield table(widths, fields + schedules)
    else:
        yield table(widths, fields)
        yield paragraph(text_run(NOTE))
        yield turn
        yield table(widths, schedules)
    yield paragraph("")


def _schedule(schedule: ScheduleScript, numbers: count[int]) -> Iterator[str]:
    yield cell(schedule.header) + "".join(cell(label) for label in schedule.year_labels)
    for row in schedule.rows:
        cells = [cell("")] * len(schedule.years)
        if row.span is not None:
            first, last = year_span(schedule, row.span)
            column = int(first)
            x, width = (first - column) * YEAR - MARGIN, (last - first) * YEAR
            cells[column] = cell("", drawing=_drawing(row.shape, x, width, next(numbers)))
        yield cell(row.label) + "".join(cells)


def _drawing(shape: str, x: float, width: float, number: int) -> str:
    """A shape anchored in the paragraph of a cell, reaching over the cells to the right."""
    preset, fill, outline = PRESETS[shape]
    flat = preset == "line"
    across, high = int(width * EMU), 0 if flat else int(_BAR * EMU)
    down = int((7.0 if flat else 1.5) * EMU)
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" '
        f'distB="0" distL="0" distR="0" simplePos="0" relativeHeight="{number}" behindDoc="0" '
        'locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="column"><wp:posOffset>{int(x * EMU)}</wp:posOffset>'
        f'</wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>{down}</wp:posOffset>'
        f'</wp:positionV><wp:extent cx="{across}" cy="{high}"/><wp:effectExtent l="0" t="0" r="0" '
        f'b="0"/><wp:wrapNone/><wp:docPr id="{number}" name="shape {number}"/>'
        f'<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{SHAPE}"><wps:wsp><wps:cNvSpPr/>'
        f'<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{across}" cy="{high}"/></a:xfrm>'
        f'<a:prstGeom prst="{preset}"><a:avLst/></a:prstGeom>{fill}{outline}</wps:spPr>'
        "<wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        "</mc:AlternateContent></w:r>"
    )
