"""Years of columns by their header and by what the plan says of its periods."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.schedule_calendar import Calendar, make_calendar
from normalize.year_parts import part_share
from parsers.period_terms import PeriodTerm
from parsers.year_header import YearColumn
from tests.builders.documents import shown

PLAN = Calendar(2022, 2026, (("前期", (2022, 2023, 2024)),))


def years(*labels: str, calendar: Calendar = PLAN) -> list[tuple[tuple[int, ...], str]]:
    columns = [YearColumn(n, shown(label)) for n, label in enumerate(labels)]
    found = calendar.columns(columns)
    return [(found[n].years, found[n].status) for n in range(len(labels))]


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (("令和4年度", "5"), [((2022,), "printed"), ((2023,), "printed")]),
        (("4年度", "5年度"), [((2022,), "inferred"), ((2023,), "inferred")]),
        (("22", "23"), [((2022,), "inferred"), ((2023,), "inferred")]),  # the century
        (("40", "41"), [((), "unknown"), ((), "unknown")]),  # far from the plan
        (("R4", "R5～R6"), [((2022,), "printed"), ((2023, 2024), "printed")]),
        (("令和4年度", "5～8年度"), [((2022,), "printed"), ((2023, 2024, 2025, 2026), "inferred")]),
        (("R4", "R5以降"), [((2022,), "printed"), ((), "printed")]),
        (("前期", "後期"), [((2022, 2023, 2024), "inferred"), ((), "unknown")]),
        (("R4", "R4", "R5"), [((2022,), "printed"), ((2022,), "printed"), ((2023,), "printed")]),
    ],
)
def test_columns(labels: tuple[str, ...], expected: list[tuple[tuple[int, ...], str]]) -> None:
    assert years(*labels) == expected


def test_bare_numbers_without_a_period_of_the_plan_stay_open() -> None:
    assert years("4年度", "5年度", calendar=Calendar()) == [((), "unknown"), ((), "unknown")]


def test_an_era_that_two_readings_fit_stays_open() -> None:
    long_plan = Calendar(1990, 2026)
    assert years("4年度", "5年度", calendar=long_plan) == [((), "unknown"), ((), "unknown")]


def test_open_columns_know_their_first_year() -> None:
    column = YearColumn(1, shown("令和9年度以降"))
    assert PLAN.columns([column])[1].opens == 2027


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        ([("前期", "令和4～6年度")], (("前期", (2022, 2023, 2024)),)),
        ([("前期", "4～6年度")], (("前期", (2022, 2023, 2024)),)),  # the era of the plan
        ([("前期", "令和4～6年度"), ("前期", "令和4～5年度")], ()),  # two meanings
        ([("前期", "平成24～26年度")], ()),  # outside of the plan
        ([("前期", "3年以内")], ()),
    ],
)
def test_periods(
    terms: list[tuple[str, str]], expected: tuple[tuple[str, tuple[int, ...]], ...]
) -> None:
    found = make_calendar(2022, 2026, [PeriodTerm(shown(w), shown(y)) for w, y in terms])
    assert found.periods == expected


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("上半期", 0.5),
        ("下期", 0.5),
        ("第2四半期", 0.25),
        ("4Q", 0.25),
        ("4月", 1 / 12),
        ("4～6月", None),
        ("4月～6月", 0.25),
        ("10月～3月", 0.5),
        ("実施", None),
        ("", None),
    ],
)
def test_share_of_a_part(text: str, share: float | None) -> None:
    assert part_share(text) == share


@given(st.integers(1, 12), st.integers(1, 12))
def test_months_make_at_most_a_year(first: int, last: int) -> None:
    share = part_share(f"{first}月～{last}月")
    assert share is not None
    assert 0 < share <= 1


@given(st.integers(2019, 2040), st.integers(2, 6))
def test_bare_years_of_a_plan_are_its_own(start: int, length: int) -> None:
    plan = Calendar(start, start + length - 1)
    labels = [f"{year - 2018}年度" for year in range(start, start + length)]
    found = [known for known, _ in years(*labels, calendar=plan)]
    # An older era can fit as well where the plan is long; then nothing is told.
    assert found in ([(y,) for y in range(start, start + length)], [()] * length)
