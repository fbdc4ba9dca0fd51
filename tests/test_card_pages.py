"""Cards of measures in a PDF whose schedule is drawn apart, or which the end of a page cuts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from extract.pdf_file import read_pdf
from normalize.build import build
from normalize.manifest import Manifest
from normalize.validate import validate
from shisaku.work import complete
from tests.builders.arrow_shapes import SHAPES
from tests.builders.grid_drawing import GridPlan, draw_grid
from tests.builders.layout_sheet import LEFT, TOP, Rows, table, titled
from tests.builders.pdf_page import Page
from tests.builders.pdf_paths import BLUE, Box, Paint
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


LABELLED: Rows = (
    ("担当課", "情報政策課", None, None),
    ("取組内容", "職員の事務負担を軽減します。", None, None),
    ("年度", "令和6年度", "令和7年度", "令和8年度"),
)


def read_labelled(
    path: Path, row: tuple[str | None, ...], bar: tuple[float, float, str] | None, shaded: int = 0
) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """A card below its title whose last row is ``row``; a bar from and to there, in years."""
    pdf = PdfWriter("labelled")
    page = titled(pdf)
    page.text(LEFT, TOP, "1-1　AIの利用推進", size=12)
    plan = table((*LABELLED, row), WIDE, LEFT, TOP + 30)
    top, bottom = plan.ys[3] + 4, plan.ys[4] - 4
    if shaded:
        area = Box(plan.xs[shaded], plan.ys[3], plan.xs[shaded + 1], plan.ys[4])
        page.rect(area, Paint(fill=(157, 195, 230)))
    draw_grid(page, plan)
    if bar is not None:
        start, end, words = bar
        box = Box(plan.xs[1] + start * 80 + 3, top, plan.xs[1] + end * 80 - 3, bottom)
        page.rect(box, Paint(fill=BLUE))
        page.text(box.x0 + 4, top + 2, words, size=8)
    path.write_bytes(pdf.to_bytes())
    rows = build(read_pdf(path), Manifest("plan"))
    assert validate(rows) == ()
    assert [m["title"] for m in rows["measures"]] == ["AIの利用推進"]
    assert [row["department"] for row in rows["departments"]] == ["情報政策課"]
    return complete(rows)


def phases(rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> list[tuple[object, ...]]:
    columns = ("row_label_raw", "phase_raw", "start_fy", "end_fy")
    return [tuple(row[c] for c in columns) for row in rows["schedule_spans"]]


@pytest.mark.parametrize("label", ["スケジュール", "実施工程", "実施時期", "システムの利用"])
@pytest.mark.parametrize(
    ("bar", "phase", "years"),
    [
        ((0, 3, "実施"), "実施", (2024, 2026)),
        ((0, 1, "実施"), "実施", (2024, 2024)),
        ((1, 3, "実施"), "実施", (2025, 2026)),
        ((1, 2, ""), None, (2025, 2025)),
    ],
)
def test_one_bar_beside_the_label_of_a_field_is_a_schedule(
    label: str,
    bar: tuple[float, float, str],
    phase: str | None,
    years: tuple[int, int],
    tmp_path: Path,
) -> None:
    rows = read_labelled(tmp_path / "plan.pdf", (label, "", "", ""), bar)
    assert phases(rows) == [(label, phase or label, *years)]
    assert rows["records"] == []


@pytest.mark.parametrize(
    ("bar", "years"), [((0, 3, "実施"), (2024, 2026)), ((1, 2, "実施"), (2025, 2025))]
)
def test_a_bar_in_one_cell_over_all_years_beside_the_label_of_a_schedule(
    bar: tuple[float, float, str], years: tuple[int, int], tmp_path: Path
) -> None:
    rows = read_labelled(tmp_path / "plan.pdf", ("スケジュール", "", None, None), bar)
    assert phases(rows) == [("スケジュール", "実施", *years)]


def test_words_in_a_later_year_beside_the_label_of_a_schedule(tmp_path: Path) -> None:
    rows = read_labelled(tmp_path / "plan.pdf", ("スケジュール", "", "実施", ""), None)
    assert [(m["fiscal_year"], m["task_raw"]) for m in rows["schedule_marks"]] == [(2025, "実施")]
    assert rows["records"] == []


def test_a_shaded_year_beside_the_label_of_a_schedule(tmp_path: Path) -> None:
    rows = read_labelled(tmp_path / "plan.pdf", ("スケジュール", "", "", ""), None, shaded=2)
    assert [(row["start_fy"], row["end_fy"]) for row in rows["schedule_spans"]] == [(2025, 2025)]


def test_a_field_below_the_years_in_one_cell_stays_a_field(tmp_path: Path) -> None:
    row = ("期待される効果", "利便性の向上", None, None)
    rows = read_labelled(tmp_path / "plan.pdf", row, None)
    assert rows["measures"][0]["effects"] == "利便性の向上"
    assert rows["schedule_spans"] == []


def test_a_framed_field_below_the_years_stays_a_field(tmp_path: Path) -> None:
    row = ("期待される効果", "", None, None)
    rows = read_labelled(tmp_path / "plan.pdf", row, (0, 3, "利便性の向上"))
    assert rows["measures"][0]["effects"] == "利便性の向上"
    assert rows["schedule_spans"] == []
