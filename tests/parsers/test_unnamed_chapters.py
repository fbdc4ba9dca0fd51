"""Headings of files that name or size only some of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from extract.ink import Bookmark
from extract.pdf_file import read_with
from parsers.plan import Plan
from shisaku.readers import AS_USUAL, pdf_opener
from tests.builders.documents import document, plan
from tests.builders.grid_drawing import draw_grid, grid
from tests.builders.pdf_fonts import GOTHIC
from tests.builders.pdf_writer import PdfWriter

PARAGRAPH = "市では、市民の皆さまの利便性を高めるため、次の取組を進めてきました。"
Tree = list[tuple[int, str | None, str]]


def tree(found: Plan) -> Tree:
    return [(h.level, h.number, h.title.text) for h in found.headings.values]


def test_chapters_stay_that_the_bookmarks_leave_out() -> None:
    lines = ("第1章 概要", "1 目的", "2 期間", "第2章 展開", "1 窓口", "2 庁内")
    text = "".join(f"{line}\n\n{PARAGRAPH}\n\n" for line in lines)
    marks = tuple(Bookmark(1, line, 1) for line in lines if not line.startswith("第"))
    assert tree(Plan(replace(document(text), bookmarks=marks))) == [
        (1, "1", "概要"),
        (2, "1", "目的"),
        (2, "2", "期間"),
        (1, "2", "展開"),
        (2, "1", "窓口"),
        (2, "2", "庁内"),
    ]


@pytest.mark.parametrize("less", [0.0, 0.5])
def test_large_lines_over_tables_and_smaller_headings(less: float, tmp_path: Path) -> None:
    """``less`` is what the second title of a level measures less than the first."""
    pdf = PdfWriter()
    page = pdf.page()
    top = 60.0
    for chapter, titles in (("目指す姿", ("便利なまち", "安全なまち")), ("進め方", ("体制",))):
        page.text(70, top, chapter, size=18)
        top += 44
        for n, title in enumerate(titles):
            page.text(70, top, title, size=14 - n * less)
            top += 34
            rows = [("取組名", "担当課"), ("電子申請", "市民課")]
            draw_grid(page, grid(70, top, [150, 150], [24, 24], rows))
            top += 70
            page.text(70, top, PARAGRAPH)
            top += 44
    path = tmp_path / "plan.pdf"
    path.write_bytes(pdf.to_bytes())
    assert tree(Plan(read_with(path, pdf_opener(AS_USUAL)))) == [
        (1, None, "目指す姿"),
        (2, None, "便利なまち"),
        (2, None, "安全なまち"),
        (1, None, "進め方"),
        (2, None, "体制"),
    ]


def test_a_jump_within_a_text_object_is_one_blank_in_its_place(tmp_path: Path) -> None:
    pdf = PdfWriter()
    page = pdf.page()
    page.text(70, 60, "第2章展開", size=20)
    first, second = (GOTHIC.encode(text).hex() for text in ("第2章", "展開"))
    page.content[-1] = page.content[-1].replace(
        f"<{first}{second}> Tj", f"[<{first}> -1000 <{second}>] TJ"
    )
    path = tmp_path / "plan.pdf"
    path.write_bytes(pdf.to_bytes())
    (line,) = read_with(path, pdf_opener(AS_USUAL)).pages[0].lines
    assert "TJ" in page.content[-1]
    assert line.text == "第2章 展開"


def test_a_contents_page_of_list_items() -> None:
    entries = "".join(f"- {title} … {page}\n" for title, page in LISTED)
    body = "".join(f"## {title}\n\n{PARAGRAPH}\n\n" for title, _ in LISTED)
    found = plan(f"# 計画書\n\n## 目次\n\n{entries}\n{body}")
    assert [(h.toc_status, h.toc_page, h.title.text) for h in found.headings.values[1:]] == [
        ("matched", 1, "概要"),
        ("matched", 4, "展開"),
        ("matched", 9, "推進"),
    ]


LISTED = (("第1章 概要", 1), ("第2章 展開", 4), ("第3章 推進", 9))
