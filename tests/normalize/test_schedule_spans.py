"""From marks to years of phases: observed, inferred, unknown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.schedule_spans import MarkedPhase, phase_code, read_spans

Expected = list[tuple[int | None, int | None, str, str]]


def read(*rows: tuple[int, ...], end: int | None = 2023, added: int | None = None) -> Expected:
    marked = [MarkedPhase(row, packed=False) for row in rows]
    found = read_spans(marked, plan_end=end, added=added)
    return [(f.start, f.end, f.end_status, f.reliability) for f in found]


def test_a_table_that_marks_every_year_is_the_whole_truth() -> None:
    assert read((2019,), (2020,), (2021, 2022, 2023)) == [
        (2019, 2019, "observed", "full"),
        (2020, 2020, "observed", "full"),
        (2021, 2023, "observed", "full"),
    ]


def test_a_gap_between_marks_stays_inside_the_phase() -> None:
    assert read((2019,), (2020, 2021, 2023), (2022,))[1] == (2020, 2023, "observed", "full")


def test_one_mark_a_phase_is_where_it_starts() -> None:
    assert read((2019,), (2021,), (2022,)) == [
        (2019, 2020, "inferred", "start_only"),
        (2021, 2021, "inferred", "start_only"),
        (2022, 2023, "inferred", "start_only"),
    ]


def test_phases_without_mark_do_not_end_the_one_before() -> None:
    assert read((2019,), (), (2022,)) == [
        (2019, 2021, "inferred", "start_only"),
        (None, None, "unknown", "start_only"),
        (2022, 2023, "inferred", "start_only"),
    ]


@pytest.mark.parametrize(
    ("rows", "end"),
    [
        (((2019,), (2019,)), 2023),  # two phases in one year: the arrows' places are lost
        (((2021,), (2019,)), 2023),  # the next phase starts before
        (((2019,),), None),  # the plan's end is not known
        (((2025,),), 2023),  # it starts after the plan's end
    ],
)
def test_an_end_that_nothing_tells_is_unknown(
    rows: tuple[tuple[int, ...], ...], end: int | None
) -> None:
    start, last, status, reliability = read(*rows, end=end)[0]
    assert (start, last, status, reliability) == (rows[0][0], None, "unknown", "start_only")


def test_packed_rows_tell_no_year() -> None:
    packed = MarkedPhase((2019, 2021, 2023), packed=True)
    (found,) = read_spans([packed], plan_end=2023, added=None)
    assert (found.start, found.end, found.reliability) == (None, None, "packed")
    assert (found.start_status, found.end_status) == ("unknown", "unknown")


def test_a_packed_row_says_nothing_about_the_rows_beside_it() -> None:
    rows = [MarkedPhase((2019,), False), MarkedPhase((2020, 2021), True)]
    first, _ = read_spans(rows, plan_end=2023, added=None)
    assert (first.start, first.end, first.reliability) == (2019, 2023, "start_only")


def test_a_sign_in_each_year_says_nothing_about_words_in_one() -> None:
    words = MarkedPhase((2019,), packed=False)
    signs = MarkedPhase((2020, 2021), packed=False, ink="point")
    found = read_spans([words, signs], plan_end=2023, added=None)
    assert [(f.end, f.end_status) for f in found] == [(2019, "inferred"), (2021, "observed")]


@pytest.mark.parametrize(
    ("added", "reliability"), [(None, "full"), (2019, "full"), (2020, "contradictory")]
)
def test_an_arrow_before_the_item_was_added_contradicts_it(
    added: int | None, reliability: str
) -> None:
    assert read((2019, 2020), (2021,), added=added)[0][3] == reliability
    assert read((2019, 2020), (2021,), added=added)[1][3] == "full"


def test_no_rows() -> None:
    assert read() == []


years = st.sets(st.integers(2015, 2030), max_size=5).map(lambda ys: tuple(sorted(ys)))
marked_phases = st.builds(MarkedPhase, years, st.booleans(), ink=st.sampled_from(("point", "run")))


@given(
    st.lists(marked_phases, max_size=5),
    st.none() | st.integers(2015, 2030),
    st.none() | st.integers(2015, 2030),
)
def test_readings_hold_together(
    rows: list[MarkedPhase], end: int | None, added: int | None
) -> None:
    found = read_spans(rows, plan_end=end, added=added)
    assert len(found) == len(rows)
    for row, reading in zip(rows, found, strict=True):
        assert (reading.start is None) == (reading.start_status == "unknown")
        assert (reading.end is None) == (reading.end_status == "unknown")
        assert reading.start is None or reading.start in row.years
        assert reading.start is None or reading.end is None or reading.start <= reading.end
        assert reading.end_status != "observed" or reading.end in row.years
        assert (reading.reliability == "packed") == row.packed


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("検討", "study"),
        ("検 討", "study"),
        ("導入・実施", "introduce"),
        ("運用", "operate"),
        ("本格運用", "operate"),
        ("試験運用", "trial"),
        ("見 直 し", "review"),
        ("準備", "prepare"),
        ("システム調達", "procure"),
        ("終了", "end"),
        # A label that is no known word, by its ending.
        ("マニュアルの整備", "introduce"),
        ("第2期システムの試験運用", "trial"),
        ("機種の検討", "study"),
        ("広報紙", "other"),
        ("", "other"),
    ],
)
def test_phase_codes(label: str, code: str) -> None:
    assert phase_code(label) == code
