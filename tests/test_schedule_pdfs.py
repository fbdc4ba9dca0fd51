"""Schedules whose form only paper shows: merged cells, bars apart, half-year columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from shisaku.work import complete, rows_of_file
from tests.builders.grid_drawing import GridPlan, draw_grid, grid
from tests.builders.pdf_paths import BLUE, Box, Paint
from tests.builders.pdf_writer import PdfWriter

LEFT, TOP, COLUMN, ROW = 60.0, 140.0, 90.0, 30.0
LABEL = 100.0
Bar = tuple[int, int, int]
"""Row, first column and the column behind the last one, all counted in the table."""


def schedule(rows: Sequence[Sequence[str | None]], bars: Sequence[Bar] = ()) -> bytes:
    """A chapter with one ruled schedule and bars over its cells."""
    pdf = PdfWriter("計画")
    page = pdf.page()
    page.text(60, 60, "第１章　推進スケジュール", size=16)
    page.text(60, 100, "計画期間は令和4年度から令和7年度までです。")
    widths = [LABEL, *[COLUMN] * (len(rows[0]) - 1)]
    plan: GridPlan = grid(LEFT, TOP, widths, [ROW] * len(rows), rows)
    draw_grid(page, plan)
    for row, first, behind in bars:
        top = plan.ys[row] + 9
        page.rect(Box(plan.xs[first] + 4, top, plan.xs[behind] - 4, top + 12), Paint(fill=BLUE))
    return pdf.to_bytes()


def read(path: Path, pdf: bytes) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    file = path / "plan.pdf"
    file.write_bytes(pdf)
    return complete(rows_of_file(file))


def spans(rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> list[tuple[Any, ...]]:
    columns = ("row_label_raw", "phase_raw", "start_fy", "end_fy", "reliability")
    return [tuple(row[c] for c in columns) for row in rows["schedule_spans"]]


YEARS = ("取組", "令和4年度", "令和5年度", "令和6年度", "令和7年度")


def test_a_merged_cell_stands_for_all_of_its_years(tmp_path: Path) -> None:
    rows = read(
        tmp_path,
        schedule(
            [
                YEARS,
                ("窓口の改革", "検討", "実施", None, None),
                ("文書の電子化", "準備", None, "実施", None),
            ]
        ),
    )
    assert [(m["fiscal_year"], m["task_raw"]) for m in rows["schedule_marks"]] == [
        (2022, "検討"),
        (2023, "実施"),
        (2024, "実施"),
        (2025, "実施"),
        (2022, "準備"),
        (2023, "準備"),
        (2024, "実施"),
        (2025, "実施"),
    ]
    assert spans(rows) == [
        ("窓口の改革", "検討", 2022, 2022, "full"),
        ("窓口の改革", "実施", 2023, 2025, "full"),
        ("文書の電子化", "準備", 2022, 2023, "full"),
        ("文書の電子化", "実施", 2024, 2025, "full"),
    ]


@pytest.mark.parametrize(
    ("first", "behind", "years"), [(1, 5, (2022, 2025)), (2, 3, (2023, 2023)), (3, 5, (2024, 2025))]
)
def test_a_bar_in_a_merged_cell_stands_for_the_years_it_is_drawn_below(
    tmp_path: Path, first: int, behind: int, years: tuple[int, int]
) -> None:
    table = [
        YEARS,
        ("窓口の改革", "検討", "実施", "", ""),
        ("文書の電子化", "", None, None, None),
        ("手続の見直し", "", "実施", None, "検証"),
    ]
    rows = read(tmp_path, schedule(table, [(2, first, behind)]))
    drawn = [row for row in rows["schedule_spans"] if row["row_label_raw"] == "文書の電子化"]
    assert [(row["start_fy"], row["end_fy"]) for row in drawn] == [years]
    assert [row["start_status"] for row in drawn] == ["observed"]


def test_several_phases_in_one_merged_cell_have_no_years(tmp_path: Path) -> None:
    table = [YEARS, ("窓口の改革", "検討 ⇒実施", None, "継続", ""), ("研修", "実施", "", "", "")]
    rows = read(tmp_path, schedule(table))
    assert spans(rows)[:3] == [
        ("窓口の改革", "検討", None, None, "packed"),
        ("窓口の改革", "実施", None, None, "packed"),
        ("窓口の改革", "継続", 2024, None, "start_only"),
    ]


@pytest.mark.parametrize(
    ("label", "phase"),
    [("研修の開催", None), ("運用", "運用")],
    ids=["undertaking", "phase"],
)
def test_bars_with_a_gap_are_two_spans(label: str, phase: str | None, tmp_path: Path) -> None:
    table = [YEARS, (label, "", "", "", ""), ("公表", "", "", "", "")]
    rows = read(tmp_path, schedule(table, [(1, 1, 2), (1, 3, 5), (2, 2, 4)]))
    assert spans(rows) == [
        (label, phase, 2022, 2022, "full"),
        (label, phase, 2024, 2025, "full"),
        ("公表", rows["schedule_spans"][2]["phase_raw"], 2023, 2024, "full"),
    ]
    assert [row["phase_seq"] for row in rows["schedule_spans"]] == [1, 2, 1]


def test_bars_over_half_years_cover_half_of_the_year(tmp_path: Path) -> None:
    table = [
        ("取組", "令和4年度", None, "令和5年度", None),
        (None, "上半期", "下半期", "上半期", "下半期"),
        ("予約の刷新", "", "", "", ""),
        ("公表", "", "", "", ""),
    ]
    rows = read(tmp_path, schedule(table, [(2, 2, 4), (3, 1, 2)]))
    marks = [(m["row_label_raw"], m["fiscal_year"], m["part_raw"]) for m in rows["schedule_marks"]]
    assert marks == [
        ("予約の刷新", 2022, "下半期"),
        ("予約の刷新", 2023, "上半期"),
        ("公表", 2022, "上半期"),
    ]
    for mark in rows["schedule_marks"]:
        assert mark["coverage"] == pytest.approx(0.47, abs=0.04)
    assert [(s["start_fy"], s["end_fy"]) for s in rows["schedule_spans"]] == [
        (2022, 2023),
        (2022, 2022),
    ]


def test_eras_over_merged_cells(tmp_path: Path) -> None:
    table = [
        ("取組", "平成", None, "令和", None),
        (None, "30年度", "31年度", "2年度", "3年度"),
        ("窓口の改革", "検討", "", "実施", ""),
        ("研修", "準備", "", "実施", ""),
    ]
    rows = read(tmp_path, schedule(table))
    assert [(m["fiscal_year"], m["year_raw"]) for m in rows["schedule_marks"][:2]] == [
        (2018, "30年度"),
        (2020, "2年度"),
    ]
