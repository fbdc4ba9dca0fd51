"""Measures in ruled tables of a PDF, where merged cells are drawn."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.pdf_file import read_pdf
from normalize.build import build
from normalize.manifest import Manifest
from normalize.validate import validate
from tests.builders.grid_drawing import draw_grid
from tests.builders.layout_sheet import Rows, table, titled
from tests.builders.made_layout import Row, projected, shown
from tests.builders.pdf_writer import PdfWriter

SHARED: Rows = (
    ("担当課", "番号", "取組名", "内容"),
    ("市民課", "1", "電子申請", "広げる"),
    (None, "2", "窓口予約", "始める"),
    ("税務課", "3", "納付", "試す"),
)
YEARS: Rows = (
    ("番号", "取組名", "担当課", "年次計画", None, None),
    (None, None, None, "R5", "R6", "R7"),
    ("1", "電子申請", "市民課", "検討", "実施", "実施"),
    (None, None, "税務課", "調査", "", "実施"),
)
TARGETS: Rows = (
    ("取組名", "担当課", "指標", "現状値", "目標値", None),
    (None, None, None, "令和３年度", "令和７年度", "令和８年度"),
    ("電子申請", "市民課", "申請率", "12％", "40％", "50％以上"),
    (None, None, "件数", "3件", "―", "9件"),
)
OWN: Rows = (
    ("成果指標", "単位", "現状値", "目標値", None),
    (None, None, "令和３年度", "令和７年度", "令和８年度"),
    ("申請率", "％", "12", "40", "50"),
)


def target(name: str, raw: str, value: float | None, year: int, **more: object) -> Row:
    return {"name": name, "target_raw": raw, "target": value, "target_fy": year, **more}


def unit(measure: str, name: str) -> Row:
    return {"measure": measure, "department": name}


CASES: dict[str, tuple[Rows, list[float], dict[str, list[Row]]]] = {
    "a department cell over two measures": (
        SHARED,
        [90, 40, 110, 150],
        {
            "measures": [
                {"number_raw": "1", "title": "電子申請", "departments_raw": "市民課"},
                {"number_raw": "2", "title": "窓口予約", "departments_raw": "市民課"},
                {"number_raw": "3", "title": "納付", "departments_raw": "税務課"},
            ],
            "departments": [
                unit("電子申請", "市民課"),
                unit("窓口予約", "市民課"),
                unit("納付", "税務課"),
            ],
            "repairs": [],
        },
    ),
    "a measure over the rows of two departments": (
        YEARS,
        [40, 110, 90, 70, 70, 70],
        {
            "measures": [{"number_raw": "1", "title": "電子申請"}],
            "departments": [unit("電子申請", "市民課"), unit("電子申請", "税務課")],
            "schedule_marks": [
                {"row_label_raw": "市民課", "fiscal_year": 2023, "task_raw": "検討"},
                {"row_label_raw": "市民課", "fiscal_year": 2024, "task_raw": "実施"},
                {"row_label_raw": "市民課", "fiscal_year": 2025, "task_raw": "実施"},
                {"row_label_raw": "税務課", "fiscal_year": 2023, "task_raw": "調査"},
                {"row_label_raw": "税務課", "fiscal_year": 2025, "task_raw": "実施"},
            ],
            "records": [],
        },
    ),
    "indicators of a measure over two rows": (
        TARGETS,
        [80, 70, 80, 80, 80, 80],
        {
            "measures": [{"title": "電子申請"}],
            "departments": [unit("電子申請", "市民課")],
            "indicators": [
                target("申請率", "40％", 40, 2025, baseline=12, baseline_fy=2021),
                target("申請率", "50％以上", 50, 2026, target_bound="at_least"),
                target("件数", "―", None, 2025, unit="件", measure="電子申請"),
                target("件数", "9件", 9, 2026, measure="電子申請"),
            ],
            "schedule_marks": [],
            "records": [],
        },
    ),
    "a table of indicators with a header of two levels": (
        OWN,
        [110, 50, 80, 80, 80],
        {
            "measures": [],
            "indicators": [
                target("申請率", "40", 40, 2025, unit="%", baseline=12, baseline_fy=2021),
                target("申請率", "50", 50, 2026, unit="%", measure=None),
            ],
            "records": [],
        },
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_ruled_tables(name: str, tmp_path: Path) -> None:
    drawn, widths, expected = CASES[name]
    pdf = PdfWriter(name)
    draw_grid(titled(pdf), table(drawn, widths))
    path = tmp_path / "plan.pdf"
    path.write_bytes(pdf.to_bytes())
    found = build(read_pdf(path), Manifest("plan"))
    assert validate(found) == ()
    for kind, like in expected.items():
        assert projected(shown(found, kind), like) == [dict(row) for row in like], kind
