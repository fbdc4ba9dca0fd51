"""Tables in the layouts that plans use, and the cells a reader should find."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from tests.builders.grid_drawing import GridPlan, Style, draw_grid, grid
from tests.builders.layout_sheet import (
    CARD,
    LEFT,
    MERGED,
    TOP,
    TWO_COLUMNS,
    TWO_LEVELS,
    LayoutCase,
    Rows,
    found,
    table,
    titled,
)
from tests.builders.page_cases import page_cases
from tests.builders.pdf_writer import PdfWriter


def _styles() -> Iterator[LayoutCase]:
    """Every style of ruling over four kinds of table."""
    styles: tuple[Style, ...] = (
        "lines",
        "thin_rects",
        "cell_outlines",
        "cell_sides",
        "double",
        "dashed",
    )
    for style in styles:
        pdf = PdfWriter(style)
        tables = []
        plans = (
            table(TWO_COLUMNS, [90, 300]),
            table(MERGED, [80, 30, 120, 200]),
            table(TWO_LEVELS, [90, 80, 70, 70, 70, 70]),
            table(CARD, [90, 380]),
        )
        for page_no, plan in enumerate(plans, start=1):
            draw_grid(titled(pdf), plan, style)
            tables.append(found(page_no, plan))
        yield LayoutCase(f"ruled_in_{style}", pdf.to_bytes(), tuple(tables))


def _open_tables() -> Iterator[LayoutCase]:
    """Tables without outer, without inner, without any rulings."""
    plan = table(TWO_LEVELS[2:], [90, 80, 70, 70, 70, 70])
    wide = table(TWO_COLUMNS, [110, 300])
    for name, outer, inner in (
        ("no_outer_rulings", False, "all"),
        ("row_rulings_only", True, "rows"),
        ("frame_only", True, "none"),
    ):
        pdf = PdfWriter(name)
        for each in (plan, wide):
            draw_grid(titled(pdf), each, outer=outer, inner=inner)  # type: ignore[arg-type]
        yield LayoutCase(name, pdf.to_bytes(), (found(1, plan), found(2, wide)))
    pdf = PdfWriter("no_rulings")
    for each in (plan, wide):
        draw_grid(titled(pdf), each, None)
    yield LayoutCase("no_rulings", pdf.to_bytes(), (found(1, plan), found(2, wide)))
    pdf = PdfWriter("no_rulings_zebra")
    draw_grid(titled(pdf), plan, None, shaded_rows=(1,))
    yield LayoutCase("no_rulings_zebra", pdf.to_bytes(), (found(1, plan),))


def _continued() -> Iterator[LayoutCase]:
    """Tables that go on over the page, with the header again, without it, with a note."""
    header = ("No", "事業名", "主管課", "事業費")
    body = tuple((str(i), f"第{i}事業の推進", "企画課", f"{i * 120}") for i in range(1, 61))
    whole: Rows = (header, *body)
    for name, repeated, note in (
        ("joined_repeated_header", True, ""),
        ("joined_without_header", False, ""),
        ("joined_with_note", False, "（※次ページへ続く）"),
    ):
        pdf = PdfWriter(name)
        tables = []
        for page_no, part in enumerate((body[:30], body[30:]), start=1):
            page = pdf.page()
            rows = (header, *part) if page_no == 1 or repeated else part
            plan = table(rows, [40, 240, 100, 90], y=60)
            draw_grid(page, plan)
            if note and page_no == 1:
                page.text(360, plan.ys[-1] + 6, note, size=9)
            tables.append(found(page_no, plan))
        yield LayoutCase(name, pdf.to_bytes(), tuple(tables), (whole,))


def _split_row() -> LayoutCase:
    """A row cut by the page: its cells go on at the top of the next page."""
    pdf = PdfWriter("row_cut_by_page")
    lines = [f"({i}) 取組の内容を説明する文が続きます。" for i in range(1, 41)]
    first = (CARD[0], CARD[1], ("事業概要", "\n".join(lines[:25])))
    second: Rows = (("", "\n".join(lines[25:])), CARD[3])
    tables = []
    for page_no, rows in enumerate((first, second), start=1):
        plan = table(rows, [90, 380], y=60)
        draw_grid(pdf.page(), plan)
        tables.append(found(page_no, plan))
    whole: Rows = (CARD[0], CARD[1], ("事業概要", "\n".join(lines)), CARD[3])
    return LayoutCase("row_cut_by_page", pdf.to_bytes(), tuple(tables), (whole,))


def _facing() -> LayoutCase:
    """A table over two facing pages: keys on the left page, values on the right one."""
    pdf = PdfWriter("facing_pages")
    keys: Rows = (
        ("No", "事業名", "主管課"),
        *((str(i), f"第{i}事業", "企画課") for i in range(1, 9)),
    )
    values: Rows = (
        ("令和５年度", "令和６年度", "令和７年度"),
        *((f"{i * 10}", f"{i * 20}", f"{i * 30}") for i in range(1, 9)),
    )
    tables = []
    for page_no, (rows, x) in enumerate(((keys, 215.0), (values, 40.0)), start=1):
        plan = table(rows, [40, 200, 100] if page_no == 1 else [110, 110, 110], x=x)
        page = pdf.page()
        page.text(LEFT, 50, f"－{page_no + 9}－", size=9)
        draw_grid(page, plan)
        tables.append(found(page_no, plan))
    whole = tuple((*left, *right) for left, right in zip(keys, values, strict=True))
    return LayoutCase("facing_pages", pdf.to_bytes(), tuple(tables), (whole,), ("－10－", "－11－"))


def _side_by_side() -> LayoutCase:
    """Two tables beside each other, with rows of different height."""
    pdf = PdfWriter("side_by_side")
    page = titled(pdf)
    left = table(TWO_COLUMNS, [70, 150])
    right = table((("区分", "件数"), ("申請", "12"), ("届出", "8\n（速報）")), [80, 90], x=320)
    for plan in (left, right):
        draw_grid(page, plan)
    return LayoutCase("side_by_side", pdf.to_bytes(), (found(1, left), found(1, right)))


def _vertical() -> Iterator[LayoutCase]:
    """Label cells whose text runs down: vertical writing, one character a line, turned."""
    rows: Rows = (
        ("基本目標", "施策", "内容"),
        ("安全安心", "防災", "情報伝達の強化"),
        (None, "防犯", "見守りの推進"),
        ("産業振興", "観光", "案内の多言語化"),
        (None, "農業", "技術の普及"),
    )
    for writing in ("column", "stacked", "turned"):
        pdf = PdfWriter(f"vertical_{writing}")
        page = titled(pdf)
        plan = grid(LEFT, TOP, [50, 80, 250], [20, 30, 30, 30, 30], rows)
        labels = tuple(c for c in plan.cells if c.row > 0 and c.col == 0)
        rest = tuple(c for c in plan.cells if c not in labels)
        # Only the labels run down: the header above them is written across.
        empty = tuple(c._replace(text="") for c in labels)
        draw_grid(page, GridPlan(plan.xs, plan.ys, (*rest, *empty)))
        draw_grid(page, GridPlan(plan.xs, plan.ys, labels), None, writing={0: writing})
        yield LayoutCase(f"vertical_{writing}", pdf.to_bytes(), (found(1, plan),))


def _cases() -> Iterator[LayoutCase]:
    yield from _styles()
    yield from _open_tables()
    yield from _continued()
    yield _split_row()
    yield _facing()
    yield _side_by_side()
    yield from _vertical()
    yield from page_cases()


@cache
def layout_cases() -> dict[str, LayoutCase]:
    """All cases by name."""
    return {case.name: case for case in _cases()}
