"""Fields of words for the time of a measure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.period_spans import stated_phases
from normalize.schedule_calendar import Calendar
from tests.builders.documents import shown

PLAN = Calendar(2022, 2026, (("前期", (2022, 2023, 2024)), ("後期", (2025, 2026))))
O, I, U = "observed", "inferred", "unknown"  # noqa: E741
Stated = tuple[str | None, int | None, int | None, str, str]


def stated(text: str, calendar: Calendar = PLAN) -> list[Stated]:
    return [
        (
            phase.label.text if phase.label else None,
            phase.years.start,
            phase.years.end,
            phase.years.start_status,
            phase.years.end_status,
        )
        for phase in stated_phases(shown(text), calendar)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("令和4年度", [(None, 2022, 2022, O, O)]),
        ("令和4～6年度", [(None, 2022, 2024, O, O)]),
        ("R4→R6", [(None, 2022, 2024, O, O)]),
        ("4年度", [(None, 2022, 2022, I, I)]),
        ("20年度", []),  # in no era within the plan
        ("令和4年度、令和6年度", [(None, 2022, 2022, O, O), (None, 2024, 2024, O, O)]),
        ("令和5年度以降", [(None, 2023, None, O, U)]),
        ("～令和6年度", [(None, None, 2024, U, O)]),
        ("毎年度", [(None, 2022, 2026, I, I)]),
        ("随時", []),
        ("未定", []),
        ("", []),
        ("前期", [(None, 2022, 2024, I, I)]),
        ("前期～後期", [(None, 2022, 2026, I, I)]),
        ("中期", []),
        ("令和4年10月", [(None, 2022, 2022, O, O)]),
        ("令和5年3月", [(None, 2022, 2022, O, O)]),
        ("令和4年4月～令和6年3月", [(None, 2022, 2023, O, O)]),
        ("令和4年10月1日から", [(None, 2022, None, O, U)]),
        ("R4検討、R5～実施", [("検討", 2022, 2022, O, O), ("実施", 2023, None, O, U)]),
        ("令和3年度～実施", [("実施", 2021, None, O, U)]),
        ("令和4年度：検討、5年度：実施", [("検討", 2022, 2022, O, O), ("実施", 2023, 2023, I, I)]),
        (
            "検討：令和4年度\n実施：令和5～8年度",
            [("検討", 2022, 2022, O, O), ("実施", 2023, 2026, O, O)],
        ),
        (
            "令和4年10月に開始、令和5年4月から本格運用",
            [("開始", 2022, 2022, O, O), ("本格運用", 2023, None, O, U)],
        ),
    ],
)
def test_stated(text: str, expected: list[Stated]) -> None:
    assert stated(text) == expected


def test_every_year_of_a_plan_without_period_is_not_told() -> None:
    assert stated("毎年度", Calendar()) == []


@given(st.text(alphabet="令和平成元0123456789年度月日～から以降、検討実施：毎 R", max_size=24))
def test_a_phase_has_a_year_or_is_none(text: str) -> None:
    for label, start, end, first, last in stated(text):
        assert start is not None or end is not None
        assert (start is None) == (first == U)
        assert (end is None) == (last == U)
        assert start is None or end is None or start <= end
        assert label is None or label in text
