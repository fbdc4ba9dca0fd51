"""Marks that hang over the border of their cell belong to it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.hanging import hung_in
from extract.ink import Chars
from extract.pdf_file import read_pdf
from tests.builders.grid_drawing import draw_grid
from tests.builders.layout_sheet import LEFT, TOP, Rows, table, titled
from tests.builders.pdf_fonts import text_width
from tests.builders.pdf_writer import PdfWriter

SIZE = 10.0


def line(text: str, gaps: dict[int, float] | None = None) -> Chars:
    """A line of full-width characters; ``gaps`` are blanks before characters, by index."""
    x = np.cumsum([(gaps or {}).get(i, 0.0) for i in range(len(text))])
    x = x + SIZE * np.arange(len(text))
    boxes = np.array([x, np.zeros(len(text)), x + SIZE, np.full(len(text), SIZE)]).T
    return Chars(
        np.array([ord(c) for c in text], np.uint32),
        boxes.reshape(-1, 4),
        np.full(len(text), SIZE),
        np.zeros(len(text), np.int16),
        np.zeros(len(text), bool),
    )


@pytest.mark.parametrize(
    ("text", "owners", "expected"),
    [
        ("ます。", [0, 0, -1], [0, 0, 0]),
        ("す」。", [0, -1, -1], [0, 0, 0]),
        ("す）次", [0, 1, 1], [0, 0, 1]),
        # A name may begin with a middle dot or a long vowel only outside of a cell.
        ("課・", [0, -1], [0, 0]),
        ("課・次", [0, 1, 1], [0, 1, 1]),
        ("ます", [0, -1], [0, -1]),
        ("す。", [-1, 0], [-1, 0]),
        ("。", [-1], [-1]),
        ("", [], []),
    ],
)
def test_marks_come_to_the_cell_of_their_line(
    text: str, owners: list[int], expected: list[int]
) -> None:
    found = np.array(owners, np.int64)
    hung_in(found, line(text))
    assert found.tolist() == expected


def test_a_mark_apart_stays_where_it_is() -> None:
    owner = np.array([0, -1])
    hung_in(owner, line("す。", {1: 4.0}))
    assert owner.tolist() == [0, -1]


@given(st.text("あ。・）", max_size=12), st.data())
def test_only_marks_move_and_never_out_of_reach(text: str, data: st.DataObject) -> None:
    drawn = data.draw(st.lists(st.integers(-1, 2), min_size=len(text), max_size=len(text)))
    owner = np.array(drawn, np.int64)
    hung_in(owner, line(text))
    for at, (before, after) in enumerate(zip(drawn, owner.tolist(), strict=True)):
        if before != after:
            assert text[at] != "あ" and at > 0
            assert after == owner[at - 1] >= 0


@pytest.mark.parametrize("end", ["。", "、", "）", "】", "」。"])
def test_the_end_of_a_cell_that_is_set_to_its_border(end: str, tmp_path: Path) -> None:
    sentence = "待ち時間の短縮を図ります"
    rows: Rows = (("事業概要", ""), ("期待される効果", "利便性の向上"))
    plan = table(rows, [90, text_width(sentence, SIZE) + 4])
    pdf = PdfWriter("hanging")
    page = titled(pdf)
    draw_grid(page, plan)
    page.text(LEFT + 93, TOP + 4, sentence + end, size=SIZE)
    path = tmp_path / "plan.pdf"
    path.write_bytes(pdf.to_bytes())
    (found,) = read_pdf(path).pages
    (grid,) = found.grids
    assert grid.cells[0][1].run.text == sentence + end
    assert not any(run.text.strip() == end for run in found.lines)
