"""Pages of other kinds: turned, of several sizes, with furniture, without tables, damaged."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from tests.builders.grid_drawing import draw_grid
from tests.builders.layout_sheet import (
    LEFT,
    MERGED,
    TWO_COLUMNS,
    LayoutCase,
    found,
    table,
    titled,
)
from tests.builders.pdf_fonts import BOLD, telling, text_width
from tests.builders.pdf_page import A4, Rotation
from tests.builders.pdf_paths import BLACK, Box, Paint
from tests.builders.pdf_writer import PdfWriter


def _pages() -> Iterator[LayoutCase]:
    """Turned pages, and pages of several sizes in one document."""
    turns: tuple[Rotation, ...] = (90, 180, 270)
    for turn in turns:
        pdf = PdfWriter(f"turned_{turn}")
        plan = table(MERGED, [80, 30, 120, 200])
        draw_grid(titled(pdf, turn), plan)
        yield LayoutCase(f"turned_{turn}", pdf.to_bytes(), (found(1, plan),))
    pdf = PdfWriter("mixed_sizes")
    tables = []
    sizes = (A4, (841.89, 595.28), (1190.55, 841.89), (515.91, 728.5))
    for page_no, size in enumerate(sizes, start=1):
        plan = table(MERGED, [80, 30, 120, 200])
        draw_grid(titled(pdf, 90 if page_no == 2 else 0, size), plan)
        tables.append(found(page_no, plan))
    yield LayoutCase("mixed_sizes", pdf.to_bytes(), tuple(tables))


def _furniture() -> LayoutCase:
    """Running heads, page numbers, a thumb index: on every page, but no part of the text."""
    pdf = PdfWriter("furniture")
    tables = []
    for page_no in range(1, 7):
        page = pdf.page()
        page.text(LEFT, 28, "第３次情報化計画", size=8)
        page.line(LEFT, 40, 535, 40)
        page.rect(Box(573, 120, 595.28, 220), Paint(fill=(68, 114, 196)))
        page.text(590, 130, "第２章", size=9, angle=90)
        page.text(290, 805, f"- {page_no} -", size=9)
        page.text(LEFT, 60, f"{page_no}　取組の状況", size=13, font=BOLD)
        page.text(LEFT, 85, f"{page_no}番目の節の本文です。")
        plan = table(TWO_COLUMNS, [90, 300])
        draw_grid(page, plan)
        tables.append(found(page_no, plan))
    heads = tuple(text for n in range(1, 7) for text in ("第３次情報化計画", "第２章", f"- {n} -"))
    return LayoutCase("furniture", pdf.to_bytes(), tuple(tables), (), heads)


def _no_table() -> LayoutCase:
    """Boxes and rules that are no table: underlines, a framed remark, a flow of boxes, a chart."""
    pdf = PdfWriter("no_table")
    page = titled(pdf)
    page.line(LEFT, 68, 535, 68, width=2)
    page.rounded(Box(LEFT, 120, 535, 170), 8, Paint(stroke=BLACK, width=1))
    page.text(LEFT + 10, 130, "【ポイント】基本理念は「みんなでつくる」です。")
    for i, word in enumerate(("計画", "実行", "評価", "改善")):
        box = Box(LEFT + i * 120, 200, LEFT + i * 120 + 80, 230)
        page.rect(box, Paint(stroke=BLACK, fill=(242, 242, 242)))
        page.text(box.x0 + (80 - text_width(word, 11)) / 2, 209, word, size=11)
    for a, b in pairwise(range(4)):
        page.line(LEFT + a * 120 + 80, 215, LEFT + b * 120, 215)
    page.line(LEFT, 500, LEFT, 300)
    page.line(LEFT, 500, 400, 500)
    for i, value in enumerate((120, 60, 150, 90)):
        page.rect(Box(90 + i * 75, 500 - value, 120 + i * 75, 500), Paint(fill=(68, 114, 196)))
    return LayoutCase("no_table", pdf.to_bytes(), ())


def _damaged() -> Iterator[LayoutCase]:
    """A text layer that tells other characters than it prints: radicals, or nothing."""
    printed = "民長計画を策定し、市民の生活を支える行政の取組を進めます。"
    radicals = (
        printed.replace("民", "⺠").replace("長", "⻑").replace("行", "⾏").replace("生", "⽣")
    )
    kinds: dict[str, tuple[str, ...]] = {
        "radicals": tuple(radicals),
        "lost_to_unicode": ("",) * len(printed),
        "no_kana": tuple("" if "ぁ" <= c <= "ん" else c for c in printed),
    }
    for name, told in kinds.items():
        pdf = PdfWriter(name)
        page = pdf.page()
        # PDFium drops a lone character of a face that it has no glyphs for, and a line like the
        # one before: so whole lines, each begun elsewhere.
        pairs = dict(zip(printed, told, strict=True))
        font = telling("".join(pairs), tuple(pairs.values()))
        for line in range(20):
            text = printed[line:] + printed[:line]
            page.text(LEFT, 80 + line * 20, text, size=12, font=font)
        yield LayoutCase(name, pdf.to_bytes(), ())


def page_cases() -> Iterator[LayoutCase]:
    """All cases of this module."""
    yield from _pages()
    yield _furniture()
    yield _no_table()
    yield from _damaged()
