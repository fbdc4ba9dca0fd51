"""The plan's title where a PDF prints it as a heading, or in several lines of a cover."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.pdf_file import read_pdf
from parsers.plan import Plan
from tests.builders.pdf_fonts import BOLD
from tests.builders.pdf_writer import Page, PdfWriter

CHAPTERS = ("第１章　計画の策定にあたって", "第２章　施策の展開")
SENTENCE = "この計画は、市民の皆さまとともに情報化を進めるための方針を定めるものです。"


def title_of(pdf: PdfWriter, folder: Path) -> str | None:
    path = folder / "plan.pdf"
    path.write_bytes(pdf.to_bytes())
    title = Plan(read_pdf(path)).identity.title
    return None if title is None else "".join(title.text.split())


def chapter(page: Page, text: str, top: float) -> None:
    page.text(60, top, text, size=16, font=BOLD)
    for i in range(8):
        page.text(60, top + 30 + 16 * i, SENTENCE)


@pytest.mark.parametrize("level", [1, 2])
def test_a_title_that_heads_all_chapters(level: int, tmp_path: Path) -> None:
    """It counts only where the chapters stand under it: 基本計画 may be one of several parts."""
    pdf = PdfWriter()
    page = pdf.page()
    page.text(60, 60, "甲乙市基本計画", size=24, font=BOLD)
    pdf.bookmark(1, "甲乙市基本計画")
    chapter(page, CHAPTERS[0], 140)
    pdf.bookmark(level, CHAPTERS[0])
    chapter(pdf.page(), CHAPTERS[1], 60)
    pdf.bookmark(level, CHAPTERS[1])
    assert title_of(pdf, tmp_path) == ("甲乙市基本計画" if level == 2 else None)


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ((("第２次甲乙市", 24), ("総合計画", 24)), "第２次甲乙市総合計画"),
        ((("甲乙市", 24), ("第２次", 24), ("総合計画", 24)), "甲乙市第２次総合計画"),
        # Who publishes it, a motto, and what is set apart are not of the name.
        ((("甲乙市", 12), ("第２次総合計画", 24)), "第２次総合計画"),
        ((("未来をつくる", 16), ("第２次総合計画", 24)), "第２次総合計画"),
    ],
)
def test_a_title_of_several_lines(
    lines: tuple[tuple[str, float], ...], title: str, tmp_path: Path
) -> None:
    pdf = PdfWriter()
    cover = pdf.page()
    for i, (text, size) in enumerate(lines):
        cover.text(60, 50 + 48 * i, text, size=size, font=BOLD)
    for text in CHAPTERS:
        chapter(pdf.page(), text, 60)
        pdf.bookmark(1, text)
    assert title_of(pdf, tmp_path) == title
