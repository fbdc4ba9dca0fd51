"""Tables to draw on test pages, and what a reader should find there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tests.builders.grid_drawing import CellText, GridPlan, grid
from tests.builders.pdf_fonts import BOLD
from tests.builders.pdf_page import A4, Page, Rotation
from tests.builders.pdf_paths import Box
from tests.builders.pdf_writer import PdfWriter

Rows = tuple[tuple[str | None, ...], ...]

LEFT, TOP = 60.0, 110.0


@dataclass(frozen=True, slots=True)
class ExpectedTable:
    """One table: its page, where it lies, and its cells (texts with newlines between lines)."""

    page_no: int
    box: Box
    cells: tuple[CellText, ...]


@dataclass(frozen=True, slots=True)
class LayoutCase:
    """A PDF with its truth.

    ``tables`` are the tables page by page as drawn; ``joined`` the rows of each table as a
    reader joins it over pages (None continues a merged cell), when that is not the same;
    ``furniture`` the running heads and page numbers that belong to no text.
    """

    name: str
    pdf: bytes
    tables: tuple[ExpectedTable, ...]
    joined: tuple[Rows, ...] = ()
    furniture: tuple[str, ...] = ()


TWO_COLUMNS: Rows = (
    ("実施年度", "主な取組"),
    ("平成30年度", "防災アプリの運用開始"),
    ("令和元年度", "電子申請の受付開始\n公衆無線LANの整備"),
    ("令和２年度", "職員研修の実施"),
)
MERGED: Rows = (
    ("分類", "No", "サービス名", "概要"),
    ("情報提供", "1", "ホームページ", "行政情報の公開"),
    (None, "2", "メール配信", "災害情報を配信"),
    (None, "3", "広報紙", None),
    ("手続", "4", "電子申請", "24時間の受付"),
    ("合計", None, "4件", "－"),
)
TWO_LEVELS: Rows = (
    ("項目", "担当課", "令和５年度", None, "令和６年度", None),
    (None, None, "上半期", "下半期", "上半期", "下半期"),
    ("台帳の整備", "税務課", "調査", "設計", "構築", "運用"),
    ("窓口の改善", "市民課", "－", "試行", "実施", "実施"),
)
CARD: Rows = (
    ("実施事業", "① 窓口の改善"),
    ("担当部署", "市民課・税務課"),
    ("事業概要", "待ち時間の短縮を図ります。\nまた、案内を多言語で行います。"),
    ("期待される効果", "利便性の向上"),
)


def heights(rows: Rows, size: float = 9) -> list[float]:
    return [8 + size * 1.2 * max(len((text or "").split("\n")) for text in row) for row in rows]


def found(page_no: int, plan: GridPlan) -> ExpectedTable:
    box = Box(plan.xs[0], plan.ys[0], plan.xs[-1], plan.ys[-1])
    return ExpectedTable(page_no, box, plan.cells)


def table(rows: Rows, widths: Sequence[float], x: float = LEFT, y: float = TOP) -> GridPlan:
    return grid(x, y, widths, heights(rows), rows)


def titled(pdf: PdfWriter, rotation: Rotation = 0, size: tuple[float, float] = A4) -> Page:
    page = pdf.page(size, rotation)
    page.text(LEFT, 50, "第１章　計画の概要", size=14, font=BOLD)
    page.text(LEFT, 80, "次の表のとおり取り組みます。")
    return page
