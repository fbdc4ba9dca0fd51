"""Cards of measures in a PDF whose schedule is drawn apart, or which the end of a page cuts."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.pdf_file import read_pdf
from normalize.build import build
from normalize.manifest import Manifest
from normalize.validate import validate
from tests.builders.arrow_shapes import SHAPES
from tests.builders.grid_drawing import GridPlan, draw_grid
from tests.builders.layout_sheet import LEFT, TOP, Rows, table, titled
from tests.builders.pdf_page import Page
from tests.builders.pdf_paths import Box, Paint
from tests.builders.pdf_writer import PdfWriter

CARD: Rows = (
    ("実施事業", "① 窓口の改善"),
    ("担当部署", "市民課・税務課"),
    ("事業概要", "ア) 待ち時間の短縮を図ります。"),
)
EFFECTS = ("期待される効果", "利便性の向上", None, None)
SCHEDULE: Rows = (
    ("ア) 事業項目", "2019年度", "2020年度", "2021年度"),
    ("検討", "", "", ""),
    ("運用", "", "", ""),
)
NARROW, WIDE = [90.0, 240.0], [90.0, 80.0, 80.0, 80.0]
# Between the tables of one page, in points; and how far a left page stands beside a right one.
GAPS = (3.0, 12.0, 20.0)
SHIFTS = (0.0, 25.0)


def arrows(page: Page, schedule: GridPlan, first: int) -> None:
    """One over the first year, in the row below over the others."""
    for row, start, end in ((first, 1, 2), (first + 1, 2, 4)):
        xs, ys = schedule.xs, schedule.ys
        box = Box(xs[start] + 3, ys[row] + 4, xs[end] - 3, ys[row + 1] - 4)
        page.pieces(SHAPES["block_arrow"](box))


def spans(pdf: PdfWriter, path: Path) -> list[tuple[object, ...]]:
    path.write_bytes(pdf.to_bytes())
    rows = build(read_pdf(path), Manifest("plan"))
    assert validate(rows) == ()
    (measure,) = rows["measures"]
    assert (measure["number_raw"], measure["title"]) == ("①", "窓口の改善")
    assert [row["department"] for row in rows["departments"]] == ["市民課", "税務課"]
    (item,) = rows["measure_items"]
    assert measure["effects"] in (None, "利便性の向上")
    found = rows["schedule_spans"]
    assert {row["measure_id"] for row in found} == {measure["measure_id"]}
    assert {row["item_id"] for row in found} == {item["item_id"]}
    return [(row["phase"], row["start_fy"], row["end_fy"]) for row in found]


EXPECTED = [("study", 2019, 2019), ("operate", 2020, 2021)]


@pytest.mark.parametrize("gap", GAPS)
def test_a_schedule_in_a_table_of_its_own_below_the_card(gap: float, tmp_path: Path) -> None:
    pdf = PdfWriter("apart")
    page = titled(pdf)
    card = table(CARD, NARROW)
    schedule = table(SCHEDULE, WIDE, LEFT, card.ys[-1] + gap)
    for plan in (card, schedule):
        draw_grid(page, plan)
    arrows(page, schedule, 1)
    assert spans(pdf, tmp_path / "plan.pdf") == EXPECTED


@pytest.mark.parametrize("shift", SHIFTS)
def test_a_card_whose_schedule_stands_on_the_next_page(shift: float, tmp_path: Path) -> None:
    pdf = PdfWriter("cut")
    draw_grid(titled(pdf), table(CARD, NARROW))
    rest = table((EFFECTS, *SCHEDULE), WIDE, LEFT + shift, TOP)
    page = pdf.page()
    draw_grid(page, rest)
    arrows(page, rest, 2)
    assert spans(pdf, tmp_path / "plan.pdf") == EXPECTED


def test_running_text_parts_a_card_and_a_schedule(tmp_path: Path) -> None:
    pdf = PdfWriter("parted")
    page = titled(pdf)
    card = table(CARD, NARROW)
    draw_grid(page, card)
    page.text(LEFT, card.ys[-1] + 12, "計画全体の工程は次のとおりです。")
    schedule = table((("項目", *SCHEDULE[0][1:]), *SCHEDULE[1:]), WIDE, LEFT, card.ys[-1] + 40)
    draw_grid(page, schedule)
    arrows(page, schedule, 1)
    path = tmp_path / "plan.pdf"
    path.write_bytes(pdf.to_bytes())
    rows = build(read_pdf(path), Manifest("plan"))
    assert len(rows["measures"]) == 1
    assert [row["measure_id"] for row in rows["schedule_spans"]] == [None, None]


def test_years_of_a_card_that_are_all_shaded(tmp_path: Path) -> None:
    """Alone they could be a background; another card shows that the colour marks years."""
    pdf = PdfWriter("shaded")
    page = titled(pdf)
    top = TOP
    for title, marked in (("① 窓口の改善", ((1, 1), (2, 2))), ("② 電子申請", ((1, 3), (1, 3)))):
        fields = (("実施事業", title), ("担当部署", "市民課"), ("事業概要", "ア) 改めます。"))
        card = tuple((*field, None, None) for field in fields)
        plan = table((*card, *SCHEDULE), WIDE, LEFT, top)
        for row, (first, last) in zip((4, 5), marked, strict=True):
            area = Box(plan.xs[first], plan.ys[row], plan.xs[last + 1], plan.ys[row + 1])
            page.rect(area, Paint(fill=(157, 195, 230)))
        draw_grid(page, plan)
        top = plan.ys[-1] + 30
    path = tmp_path / "plan.pdf"
    path.write_bytes(pdf.to_bytes())
    rows = build(read_pdf(path), Manifest("plan"))
    years = [(row["start_fy"], row["end_fy"]) for row in rows["schedule_spans"]]
    assert years == [(2019, 2019), (2020, 2020), (2019, 2021), (2019, 2021)]
