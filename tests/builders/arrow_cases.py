"""Schedules with one kind of drawn arrow each, and the years that every arrow means."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from itertools import pairwise, product

from tests.builders.arrow_shapes import FILLED, SHAPES, block_arrow, picture
from tests.builders.arrow_sheet import (
    COLUMN,
    LEFT,
    ROW,
    TOP,
    YEARS,
    ArrowCase,
    case,
    expected_bar,
    sheet,
)
from tests.builders.bare_cases import bare_cases
from tests.builders.grid_drawing import Style, draw_grid
from tests.builders.pdf_fonts import text_width
from tests.builders.pdf_page import Bitmap, Page, Rotation
from tests.builders.pdf_paths import BLACK, Box, Paint, polygon, rectangle
from tests.builders.pdf_writer import PdfWriter

SPANS = tuple((a, b) for a in range(len(YEARS)) for b in range(a, len(YEARS)))
# Space left at the start and end of an arrow, in points of an 80-point column.
INSETS = ((2.0, 2.0), (0.0, 0.0), (5.0, 3.0))

Draw = Callable[[Page, Box], None]


def every_span(
    name: str, draw: Draw, *, style: Style = "lines", rotation: Rotation = 0
) -> ArrowCase:
    """All spans of five years in one kind of drawing, one arrow a row, a page an inset."""
    pdf = PdfWriter(name)
    sheets = []
    for before, after in INSETS:
        page = sheet(pdf, len(SPANS), style=style, rotation=rotation)
        for row, (a, b) in enumerate(SPANS):
            first, last = a + before / COLUMN, b + 1 - after / COLUMN
            draw(page.page, page.area(row, first, last))
            page.bars.append(expected_bar(first, last, [row]))
        sheets.append(page)
    return case(name, pdf, sheets)


def _shape(name: str, page: Page, box: Box) -> None:
    page.pieces(SHAPES[name](box))


def _picture(page: Page, box: Box) -> None:
    page.image(box, picture(block_arrow(box), box))


def _in_form(page: Page, box: Box) -> None:
    with page.form(scale=0.24):
        page.polygon(block_arrow(box), FILLED)


def _text_line(page: Page, box: Box) -> None:
    """An arrow typed in characters: dashes and a head."""
    dashes = max(0, int((box.x1 - box.x0) // 9) - 1)
    x = box.x1 - 9 * (dashes + 1)
    page.text(x, box.middle - 4.5, "─" * dashes + "▶", size=9)


def shaded_cells() -> ArrowCase:
    """Years told by painted cells: the fill lies under the rulings of each cell."""
    pdf = PdfWriter("shaded_cells")
    page = sheet(pdf, len(SPANS), style=None)
    for row, (a, b) in enumerate(SPANS):
        for column in range(a, b + 1):
            page.page.rect(page.area(row, column, column + 1, ROW), Paint(fill=(189, 215, 238)))
        page.bars.append(expected_bar(a, b + 1, [row]))
    draw_grid(page.page, page.plan)
    return case("shaded_cells", pdf, [page])


def text_arrows(name: str = "text_arrows", mark: str = "→") -> ArrowCase:
    """A printed mark in each covered cell. Its place is text, so coverage is the whole column."""
    pdf = PdfWriter(name)
    page = sheet(pdf, len(SPANS))
    for row, (a, b) in enumerate(SPANS):
        for column in range(a, b + 1):
            box = page.area(row, column, column + 1)
            page.page.text((box.x0 + box.x1) / 2 - 5, box.middle - 5, mark, size=10)
        page.bars.append(expected_bar(a, b + 1, [row]))
    return case(name, pdf, [page])


def placed(name: str, bars: Sequence[tuple[float, float]], shapes: Sequence[str]) -> ArrowCase:
    """Arrows from and to any places, each in each of some shapes, one a row."""
    pdf = PdfWriter(name)
    page = sheet(pdf, len(bars) * len(shapes))
    for row, (shape, (first, last)) in enumerate(product(shapes, bars)):
        _shape(shape, page.page, page.area(row, first, last))
        page.bars.append(expected_bar(first, min(last, len(YEARS)), [row]))
    return case(name, pdf, [page])


def crossing(name: str, lean: float, *, ambiguous: bool) -> ArrowCase:
    """Arrows moved down by a part of the row's height, over the row's lower border.

    Half a row leaves open to which row an arrow belongs; a little does not.
    """
    pdf = PdfWriter(name)
    sheets = []
    for shape in ("block_arrow", "bar", "pentagon", "line_filled_head"):
        page = sheet(pdf, 2 * len(SPANS[:12]))
        for i, (a, b) in enumerate(SPANS[:12]):
            box = page.area(2 * i, a + 0.03, b + 0.97)
            _shape(
                shape,
                page.page,
                box._replace(top=box.top + lean * ROW, bottom=box.bottom + lean * ROW),
            )
            rows = [2 * i, 2 * i + 1] if ambiguous else [2 * i]
            page.bars.append(expected_bar(a + 0.03, b + 0.97, rows))
        sheets.append(page)
    return case(name, pdf, sheets)


def over_all_rows() -> ArrowCase:
    """One tall arrow over every row of the grid."""
    pdf = PdfWriter("over_all_rows")
    sheets = []
    for shape, (a, b) in product(("block_arrow", "bar", "pentagon"), ((0, 4), (1, 3))):
        page = sheet(pdf, 4)
        box = page.area(0, a + 0.03, b + 0.97)._replace(bottom=page.plan.ys[-1] - 3)
        _shape(shape, page.page, box)
        page.bars.append(expected_bar(a + 0.03, b + 0.97, range(4)))
        sheets.append(page)
    return case("over_all_rows", pdf, sheets)


def one_after_the_other() -> ArrowCase:
    """Several arrows in one row, touching at year borders or apart."""
    pdf = PdfWriter("several_bars_in_a_row")
    chains = ((0, 1, 5), (0, 2, 5), (0, 1, 2, 5), (0, 3, 4, 5), (1, 2, 3, 4), (0, 4, 5))
    sheets = []
    for shape in ("block_arrow", "pentagon", "chevron", "bar_outlined", "line_filled_head"):
        page = sheet(pdf, len(chains))
        for row, chain in enumerate(chains):
            for a, b in pairwise(chain):
                _shape(shape, page.page, page.area(row, a + 0.01, b - 0.01))
                page.bars.append(expected_bar(a + 0.01, b - 0.01, [row]))
        sheets.append(page)
    return case("several_bars_in_a_row", pdf, sheets)


LABELS = ("システム調達・構築", "職員研修の実施", "運用開始", "市民アンケート", "見直し")


def labelled() -> ArrowCase:
    """Text over each arrow, centred, so that grid lines cut it; sometimes wider than the arrow."""
    pdf = PdfWriter("label_over_bar")
    sheets = []
    for shape in ("block_arrow", "pentagon", "bar", "rounded_bar", "line_filled_head"):
        page = sheet(pdf, len(SPANS))
        for row, (a, b) in enumerate(SPANS):
            box = page.area(row, a + 0.02, b + 0.98, 18)
            label = LABELS[row % len(LABELS)]
            _shape(shape, page.page, box)
            size = min(8.0, 8.0 * (box.x1 - box.x0) / text_width(label, 8))
            # A line leaves no room inside: its label stands just above it.
            top = box.top - 1 if shape.startswith("line") else box.middle - size / 2
            x = (box.x0 + box.x1 - text_width(label, size)) / 2
            page.page.text(x, top, label, size=size)
            page.bars.append(expected_bar(a + 0.02, b + 0.98, [row], label))
        sheets.append(page)
    return case("label_over_bar", pdf, sheets)


def interleaved() -> ArrowCase:
    """Two arrows in each row, one above the other, with labels whose lines overlap in height."""
    pdf = PdfWriter("labels_interleave")
    page = sheet(pdf, 12)
    for row in range(12):
        for half, (a, b) in enumerate(((row % 2, 2 + row % 2), (1 + row % 3, 4 + row % 2 * 0.9))):
            whole = page.area(row, a + 0.02, b + 0.02, 22)
            top = whole.top + (0 if half == 0 else 11.5)
            box = whole._replace(top=top, bottom=top + 10.5)
            label = LABELS[(row + 2 * half) % len(LABELS)]
            _shape("bar" if row % 2 else "pentagon", page.page, box)
            page.page.text(box.x0 + 10, box.top + 1 + half, label, size=8)
            page.bars.append(expected_bar(a + 0.02, b + 0.02, [row], label))
    return case("labels_interleave", pdf, [page])


def bitmap_schedule() -> ArrowCase:
    """A schedule that is one picture: nothing can be read from it, and that must be said."""
    pdf = PdfWriter("bitmap_schedule")
    page = pdf.page()
    page.text(LEFT, 50, "第１章　推進スケジュール", size=14)
    width, height = 240, 90
    dark = bytes(
        (x % 40 == 0 or y % 15 == 0 or (y % 15 in (6, 7, 8) and 45 < x < 200))
        for y in range(height)
        for x in range(width)
    )
    rgb = b"".join(b"\0\0\0" if ink else b"\xff\xff\xff" for ink in dark)
    page.image(Box(LEFT, TOP, LEFT + 480, TOP + 180), Bitmap(width, height, rgb))
    return ArrowCase("bitmap_schedule", pdf.to_bytes(), (), "schedule-not-extractable")


def decorated() -> ArrowCase:
    """Arrows beside things that are none: shaded header, band over rows, boxed and ruled words."""
    pdf = PdfWriter("decoration_is_no_bar")
    page = sheet(pdf, len(SPANS), style=None)
    for row in range(0, len(SPANS), 2):
        band = Box(page.plan.xs[0], page.plan.ys[row + 1], page.plan.xs[-1], page.plan.ys[row + 2])
        page.page.rect(band, Paint(fill=(242, 242, 242)))
    header = Box(page.plan.xs[0], page.plan.ys[0], page.plan.xs[-1], page.plan.ys[1])
    page.page.rect(header, Paint(fill=(217, 226, 243)))
    draw_grid(page.page, page.plan)
    page.page.draw(rectangle(Box(LEFT - 6, 44, LEFT + 200, 70)), Paint(stroke=BLACK))
    page.page.line(LEFT, 66, LEFT + 170, 66)
    page.page.draw(polygon([(300, 50), (312, 57), (300, 64)]), FILLED)
    for row, (a, b) in enumerate(SPANS):
        _shape("block_arrow", page.page, page.area(row, a + 0.03, b + 0.97))
        page.bars.append(expected_bar(a + 0.03, b + 0.97, [row]))
    return case("decoration_is_no_bar", pdf, [page])


def _special() -> Iterator[ArrowCase]:
    yield every_span("picture_arrow", _picture)
    yield every_span("arrow_in_form", _in_form)
    yield every_span("text_line_arrow", _text_line)
    styles: tuple[Style, ...] = ("thin_rects", "cell_outlines", "cell_sides", "dashed", "double")
    for style in styles:
        yield every_span(f"block_arrow_on_{style}", partial(_shape, "block_arrow"), style=style)
        yield every_span(f"line_on_{style}", partial(_shape, "line_no_head"), style=style)
    turns: tuple[Rotation, ...] = (90, 180, 270)
    for turn in turns:
        yield every_span(
            f"block_arrow_turned_{turn}", partial(_shape, "block_arrow"), rotation=turn
        )
    yield shaded_cells()
    yield text_arrows()
    yield text_arrows("text_circles", "●")
    some = ("block_arrow", "pentagon", "bar", "line_filled_head")
    halves = tuple((a + 0.5, b + 0.5) for a, b in ((0, 1), (0, 4), (1, 2), (2, 4), (3, 4)))
    yield placed("starts_mid_column", halves, some)
    yield placed("overruns_the_table", ((0.03, 5.2), (2.03, 5.15), (4.03, 5.3)), some)
    yield placed("ends_on_a_sliver", ((0.03, 2.1), (1.03, 4.08), (1.92, 3.97), (0.9, 4.97)), some)
    yield crossing("leans_over_a_row_border", 0.3, ambiguous=False)
    yield crossing("crosses_a_row_border", 0.5, ambiguous=True)
    yield over_all_rows()
    yield one_after_the_other()
    yield labelled()
    yield interleaved()
    yield decorated()
    yield bitmap_schedule()


@cache
def arrow_cases() -> dict[str, ArrowCase]:
    """All cases by name."""
    plain = [every_span(name, partial(_shape, name)) for name in SHAPES]
    return {made.name: made for made in (*plain, *_special(), *bare_cases())}
