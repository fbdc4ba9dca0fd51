"""Schedules without a grid: what cannot be read is said, and what is none is left alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from extract.pdf_file import read_pdf
from normalize.build import build
from normalize.manifest import Manifest
from tests.builders.arrow_shapes import SHAPES
from tests.builders.arrow_sheet import YEARS
from tests.builders.bare_cases import ISSUE
from tests.builders.pdf_cases import arrow_cases
from tests.builders.pdf_page import Page
from tests.builders.pdf_paths import BLACK, Box, Paint
from tests.builders.pdf_writer import PdfWriter

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
LOST = [name for name, case in arrow_cases().items() if case.issue == ISSUE]


def rows(folder: Path, pdf: bytes) -> Rows:
    path = folder / "plan.pdf"
    path.write_bytes(pdf)
    return defaultdict(list, build(read_pdf(path), Manifest("plan")))


def drawn(folder: Path, draw: Callable[[Page], None]) -> Rows:
    pdf = PdfWriter("drawn")
    draw(pdf.page())
    return rows(folder, pdf.to_bytes())


def years(page: Page, texts: tuple[str, ...], x: float = 150, step: float = 80) -> None:
    for i, text in enumerate(texts):
        page.text(x + i * step, 100, text, size=9)


@pytest.mark.parametrize("name", LOST)
def test_a_schedule_that_cannot_be_read_is_said_with_its_place(name: str, tmp_path: Path) -> None:
    tables = rows(tmp_path, arrow_cases()[name].pdf)
    assert tables["schedule_marks"] == []
    (issue,) = [row for row in tables["issues"] if row["code"] == ISSUE]
    (span,) = [row for row in tables["spans"] if row["span_id"] == issue["span_id"]]
    assert issue["severity"] == "warning"
    assert span["page_no"] == 1
    assert span["x1"] - span["x0"] > 100
    assert 10 < span["bottom"] - span["top"] < 250


def test_two_years_are_too_few_to_tell_columns(tmp_path: Path) -> None:
    def draw(page: Page) -> None:
        years(page, ("2024年度", "2025年度"))
        page.pieces(SHAPES["block_arrow"](Box(150, 120, 260, 134)))

    tables = drawn(tmp_path, draw)
    assert tables["schedule_marks"] == []
    assert [row["value_raw"] for row in tables["issues"] if row["code"] == ISSUE] == [
        "2024年度 2025年度"
    ]


def test_an_era_that_begins_goes_on_counting(tmp_path: Path) -> None:
    def draw(page: Page) -> None:
        years(page, ("平成30年度", "令和元年度", "令和２年度"))
        page.text(60, 122, "改善")
        page.pieces(SHAPES["pentagon"](Box(216, 120, 366, 134)))

    marks = drawn(tmp_path, draw)["schedule_marks"]
    assert [(m["row_label_raw"], m["fiscal_year"]) for m in marks] == [
        ("改善", 2019),
        ("改善", 2020),
    ]


def test_bars_without_labels_of_rows_hold_their_own(tmp_path: Path) -> None:
    def draw(page: Page) -> None:
        years(page, tuple(f"{year}年度" for year in YEARS))
        for n, label in enumerate(("検討", "運用")):
            box = Box(130 + 160 * n, 130 + 30 * n, 280 + 160 * n, 150 + 30 * n)
            page.pieces(SHAPES["pentagon"](box))
            page.text(box.x0 + 40, box.top + 5, label, size=9)

    marks = drawn(tmp_path, draw)["schedule_marks"]
    assert [(m["task_raw"], m["fiscal_year"]) for m in marks if m["task_raw"]] == [
        ("検討", 2019),
        ("運用", 2021),
    ]
    assert sorted({m["fiscal_year"] for m in marks}) == list(YEARS[:4])


@pytest.mark.parametrize("kind", ["underlined labels", "bars above", "page rule", "no bars"])
def test_what_is_no_schedule(kind: str, tmp_path: Path) -> None:
    def draw(page: Page) -> None:
        years(page, tuple(f"{year}年度" for year in YEARS))
        if kind == "underlined labels":
            for i in range(len(YEARS)):
                page.line(150 + i * 80, 110.5, 190 + i * 80, 110.5)
        elif kind == "bars above":
            for i in range(len(YEARS)):
                page.rect(Box(155 + i * 80, 60, 185 + i * 80, 95), Paint(fill=(68, 114, 196)))
        elif kind == "page rule":
            page.line(60, 130, 540, 130, colour=BLACK)

    tables = drawn(tmp_path, draw)
    assert tables["schedule_marks"] == []
    assert ISSUE not in {row["code"] for row in tables["issues"]}
