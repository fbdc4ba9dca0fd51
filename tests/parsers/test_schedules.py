"""Schedule rows: labels, phases, and what stands in each year column."""

from __future__ import annotations

import pytest
from hypothesis import given

from parsers.schedule_cells import read_cell
from parsers.schedules import is_phase, plan_schedule_rows, read_rows, split_phases
from parsers.year_header import YearColumn
from tests.builders.documents import shown, tables
from tests.builders.strategies import mixed_texts

YEAR = YearColumn(1, shown("2019年度"))
HEADER = "項目\t2019年度\t2020年度\t2021年度\n"


def rows(text: str) -> list[tuple[str | None, list[str], list[tuple[str, str | None, str | None]]]]:
    """Label, phases and marks (year, glyph, task) of each row."""
    (table,) = tables(HEADER + text)
    return [
        (
            row.label.text if row.label else None,
            [phase.text for phase in row.phases],
            [
                (m.year.text, m.glyph.text if m.glyph else None, m.task.text if m.task else None)
                for m in row.marks
            ],
        )
        for row in read_rows(table.rows[1:], table.rows[0])
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("検討\t→\t\t\n", [("検討", ["検討"], [("2019年度", "→", None)])]),
        (
            "検 討\t\t→\t→\n",
            [("検 討", ["検 討"], [("2020年度", "→", None), ("2021年度", "→", None)])],
        ),
        (
            "検討 実施\t→\t\t→\n",
            [("検討 実施", ["検討", "実施"], [("2019年度", "→", None), ("2021年度", "→", None)])],
        ),
        ("検討\t\t\t\n", [("検討", ["検討"], [])]),
        # A row without label goes on with the one above it.
        (
            "計画\t策定\t\t\n\t\t公表\t\n",
            [
                ("計画", ["計画"], [("2019年度", None, "策定")]),
                ("計画", ["計画"], [("2020年度", None, "公表")]),
            ],
        ),
        ("\t→\t\t\n", [(None, [], [("2019年度", "→", None)])]),
        ("\t\t\t\n", []),
        (
            "検討\t⇒試行 ●公表\t\t\n",
            [("検討", ["検討"], [("2019年度", "⇒", "試行"), ("2019年度", "●", "公表")])],
        ),
    ],
)
def test_rows(
    text: str,
    expected: list[tuple[str | None, list[str], list[tuple[str, str | None, str | None]]]],
) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("", []),
        ("　", []),
        ("→", [("→", None)]),
        ("→→", [("→→", None)]),
        ("構築", [(None, "構築")]),
        ("構築→運用", [(None, "構築"), ("→", "運用")]),
        ("○ 策定 ◎ 公表", [("○", "策定"), ("◎", "公表")]),
        ("第○次計画", [(None, "第○次計画")]),  # a circle inside a word is no mark
        ("○<br>公表", [("○", "公表")]),
        ("～", [("～", None)]),
        ("─→", [("─→", None)]),
        ("━▶", [("━▶", None)]),
        ("・・・→", [("・・・→", None)]),
        ("4～6月", [(None, "4～6月")]),  # a range inside words is no arrow
    ],
)
def test_cells(cell: str, expected: list[tuple[str | None, str | None]]) -> None:
    marks = read_cell(YEAR, shown(cell))
    assert [
        (m.glyph.text if m.glyph else None, m.task.text if m.task else None) for m in marks
    ] == expected


@pytest.mark.parametrize(
    ("label", "phases"),
    [
        ("検討", ["検討"]),
        ("検討 実施", ["検討", "実施"]),
        ("検討　導入・実施　運用", ["検討", "導入・実施", "運用"]),
        ("検 討", ["検 討"]),  # one word, set wide
        ("システム 検討", ["システム 検討"]),  # not every word names a phase
        ("", []),
    ],
)
def test_phases(label: str, phases: list[str]) -> None:
    assert [phase.text for phase in split_phases(shown(label))] == phases


@pytest.mark.parametrize(
    ("text", "expected"), [("検 討", True), ("導入・実施", True), ("広報", False), ("", False)]
)
def test_is_phase(text: str, expected: bool) -> None:
    assert is_phase(text) is expected


def test_years_are_those_of_the_header() -> None:
    (table,) = tables("項目\t備考\t2019年度\t2020年度\n検討\tなし\t→\t\n")
    (row,) = plan_schedule_rows(table)
    assert [year.text for year in row.years] == ["2019年度", "2020年度"]
    assert row.label is not None
    assert row.label.text == "なし"  # the label nearest to the years


def test_a_table_without_years_has_no_rows() -> None:
    (table,) = tables("あ\tい\nう\tえ\n")
    assert plan_schedule_rows(table) == ()


@given(mixed_texts)
def test_marks_are_cut_from_their_cell(text: str) -> None:
    shown_text = shown(text)
    for mark in read_cell(YEAR, shown_text):
        for part in (mark.glyph, mark.task):
            if part is not None:
                assert part.text
                assert text[part.whole.start : part.whole.end] == part.whole.text
