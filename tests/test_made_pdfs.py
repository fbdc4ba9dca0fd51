"""The self-made PDFs hold what their truth says, so that a wrong reading is the reader's fault."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders.arrow_shapes import SHAPES
from tests.builders.made_plans import PRODUCERS, made_plan, seed_script
from tests.builders.office import PRESETS
from tests.builders.pdf_cases import ArrowCase, LayoutCase, arrow_cases, layout_cases
from tests.builders.pdf_fonts import telling, text_width
from tests.builders.pdf_page import Rotation
from tests.builders.pdf_paths import Box
from tests.builders.pdf_writer import PdfWriter
from tests.builders.plan_script import DRAWN_AS, PlanScript, expected_arrows
from tests.builders.text_flow import wrap

CONTENTS_ENTRY = re.compile(r"\.{3,}\s*(\d+)\s*$", re.MULTILINE)
TEXTS = st.text(st.sampled_from("市民と考える課ABC2019年度①（ア）ｶﾅ"), min_size=1, max_size=12)


@pytest.fixture
def plan_folder(root: Path) -> Path:
    return root / "data" / "raw" / "082112" / "johoka-3"


@pytest.fixture
def script(plan_folder: Path) -> PlanScript:
    return seed_script(plan_folder)


def characters(page: pypdfium2.PdfPage) -> Iterator[tuple[str, Box]]:
    """The characters that PDFium finds, with their cells in the page's own, unturned space."""
    text = page.get_textpage()
    for i in range(text.count_chars()):
        x0, bottom, x1, top = text.get_charbox(i, loose=True)
        yield text.get_text_range(i, 1), Box(x0, bottom, x1, top)


def raw_text(page: pypdfium2.PdfPage) -> str:
    return str(page.get_textpage().get_text_range())


def squeezed(text: str) -> str:
    return "".join(text.split())


@given(
    TEXTS,
    st.floats(20, 200),
    st.floats(20, 300),
    st.floats(6, 20),
    st.sampled_from(get_args(Rotation)),
)
def test_text_lies_where_it_was_put(
    text: str, x: float, top: float, size: float, rotation: Rotation
) -> None:
    pdf = PdfWriter()
    page = pdf.page((500, 400), rotation)
    page.text(x, top, text, size=size)
    document = pypdfium2.PdfDocument(pdf.to_bytes())
    found = list(characters(document[0]))
    assert document[0].get_size() == (500, 400)
    assert "".join(c for c, _ in found) == text
    first, last = page.point(x, top), page.point(x + text_width(text, size), top + size)
    for side, (low, high) in enumerate(zip(*sorted((first, last)), strict=True)):
        low, high = min(low, high), max(low, high)
        assert min(box[side] for _, box in found) == pytest.approx(low, abs=0.01)
        assert max(box[side + 2] for _, box in found) == pytest.approx(high, abs=0.01)


def test_the_same_calls_give_the_same_bytes() -> None:
    def made() -> bytes:
        pdf = PdfWriter("計画")
        page = pdf.page()
        page.text(50, 50, "見出し")
        page.pieces(SHAPES["gradient_arrow"](Box(50, 80, 150, 100)))
        pdf.bookmark(1, "見出し")
        return pdf.to_bytes()

    assert made() == made()


def test_outline_and_labels_are_read_back() -> None:
    pdf = PdfWriter()
    for level, title in ((1, "第１章"), (2, "１　目的"), (3, "(1) 背景"), (1, "第２章")):
        pdf.page()
        pdf.bookmark(level, title)
    pdf.label(1, "r")
    pdf.label(3, "D", "資-")
    document = pypdfium2.PdfDocument(pdf.to_bytes())
    found = [(b.level + 1, b.get_title(), b.get_dest().get_index()) for b in document.get_toc()]
    assert found == [(1, "第１章", 0), (2, "１　目的", 1), (3, "(1) 背景", 2), (1, "第２章", 3)]
    assert [document.get_page_label(i) for i in range(4)] == ["i", "ii", "資-1", "資-2"]


def test_a_face_tells_what_it_does_not_print() -> None:
    pdf = PdfWriter()
    pdf.page().text(50, 50, "民生", font=telling("民生", ("⺠", "生")))
    text = pypdfium2.PdfDocument(pdf.to_bytes())[0].get_textpage().get_text_range()
    assert text == "⺠生"


@pytest.mark.parametrize("case", layout_cases().values(), ids=lambda case: case.name)
def test_the_text_of_every_cell_lies_in_its_table(case: LayoutCase) -> None:
    document = pypdfium2.PdfDocument(case.pdf)
    for table in case.tables:
        page = document[table.page_no - 1]
        printed = page.get_textpage().get_text_range()
        left = "".join(sorted(squeezed("".join(cell.text for cell in table.cells))))
        assert all(printed.count(character) >= left.count(character) for character in set(left))
        width, height = page.get_size()
        assert 0 <= table.box.x0 < table.box.x1 <= width
        assert 0 <= table.box.top < table.box.bottom <= height
        areas = [(c.row, c.col) for c in table.cells]
        assert len(set(areas)) == len(areas)


@pytest.mark.parametrize("case", arrow_cases().values(), ids=lambda case: case.name)
def test_every_arrow_has_its_grid_and_years(case: ArrowCase) -> None:
    document = pypdfium2.PdfDocument(case.pdf)
    assert case.schedules or case.issue
    for schedule in case.schedules:
        printed = squeezed(document[schedule.page_no - 1].get_textpage().get_text_range())
        assert all(label in printed for label in schedule.labels)
        assert all(f"{year}年度" in printed for year in schedule.years)
        for bar in schedule.bars:
            covered = [
                year for year, part in zip(schedule.years, bar.coverage, strict=True) if part > 0
            ]
            assert covered == list(range(bar.start_fy, bar.end_fy + 1))
            assert all(0 <= row < len(schedule.labels) for row in bar.rows)


def test_every_drawing_of_a_plan_is_known_to_every_producer() -> None:
    assert set(DRAWN_AS) <= SHAPES.keys()
    assert set(DRAWN_AS) <= PRESETS.keys()


@given(st.text(st.characters(exclude_characters="\r"), max_size=60), st.floats(5, 200))
def test_wrapping_keeps_every_character(text: str, width: float) -> None:
    assert "".join(wrap(text, width, 10)) == text.replace("\n", "")


def test_the_script_holds_the_whole_plan(script: PlanScript) -> None:
    arrows = expected_arrows(script)
    assert len(script.cards) == 26
    assert sum(arrow.drawn is not None for arrow in arrows) == 166
    assert all(a.drawn is None or 2019 <= a.drawn[0] <= a.drawn[1] <= 2023 for a in arrows)
    assert any(card.split for card in script.cards)


@pytest.mark.parametrize("producer", PRODUCERS)
def test_a_made_plan_prints_its_script(
    producer: str, plan_folder: Path, script: PlanScript
) -> None:
    document = pypdfium2.PdfDocument(made_plan(producer, plan_folder))
    pages = [squeezed(raw_text(page)) for page in document]
    assert len(pages) >= 60
    bookmarks = {squeezed(bookmark.get_title()) for bookmark in document.get_toc()}
    assert {squeezed(heading.text) for heading in script.listed} <= bookmarks
    labels = [document.get_page_label(i) or str(i + 1) for i in range(len(document))]
    numbers = [n for page in document for n in CONTENTS_ENTRY.findall(raw_text(page))]
    assert len(numbers) == len(script.listed)
    for heading, number in zip(script.listed, numbers, strict=True):
        assert squeezed(heading.text) in pages[labels.index(number)]
    whole = "".join(pages)
    for card in script.cards:
        assert all(squeezed(label) in whole for label, _ in card.fields)
        for schedule in card.schedules:
            assert all(squeezed(row.label) in whole for row in schedule.rows)
