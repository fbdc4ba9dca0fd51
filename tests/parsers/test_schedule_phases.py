"""Which marks of a row belong to one phase."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.schedule_phases import PhaseMarks, phase_marks
from parsers.schedules import ScheduleRow, plan_schedule_rows
from tests.builders.documents import tables
from tests.builders.schedule_text import tabs

CELLS = ("", "検討", "実施", "→", "─", "○", "◎ 公表", "〃", "－", "検討 →", "システムの構築")


def rows(*cells: tuple[str, ...]) -> tuple[ScheduleRow, ...]:
    years = [f"令和{n}年度" for n in range(4, 3 + len(cells[0]))]
    (table,) = tables(tabs(("取組", *years), *cells) + "\n")
    return plan_schedule_rows(table)


def shown(phase: PhaseMarks) -> tuple[str | None, str | None, list[str], bool]:
    return (
        phase.label.text if phase.label else None,
        phase.glyph.text if phase.glyph else None,
        [mark.year.text[2:-2] for mark in phase.marks],
        phase.closed,
    )


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (
            ("窓口", "検討", "→", "実施"),
            [("検討", None, ["4", "5"], True), ("実施", None, ["6"], True)],
        ),
        (("窓口", "検討", "", "実施"), [("検討", None, ["4"], False), ("実施", None, ["6"], True)]),
        (("窓口", "検討", "〃", ""), [("検討", None, ["4", "5"], False)]),
        (("窓口", "○", "○", "◎"), [(None, "○", ["4", "5"], True), (None, "◎", ["6"], True)]),
        (("窓口", "→", "", "→"), [(None, None, ["4"], False), (None, None, ["6"], True)]),
        (("窓口", "－", "検討", "－"), [("検討", None, ["5"], True)]),
        (("窓口", "", "", ""), []),
        (("検討", "→", "", "→"), [("検討", None, ["4", "6"], False)]),
        # A name of a phase over words of its own is that of a group.
        (
            ("計画", "策定", "", "見直し"),
            [("策定", None, ["4"], False), ("見直し", None, ["6"], True)],
        ),
    ],
)
def test_phases(
    cells: tuple[str, ...], expected: list[tuple[str | None, str | None, list[str], bool]]
) -> None:
    (row,) = rows(cells)
    assert [shown(phase) for phase in phase_marks(row)] == expected


def test_the_rows_of_a_card_are_phases() -> None:
    (row,) = rows(("機種の更新", "→", "→", ""))
    assert [shown(p) for p in phase_marks(row, in_card=True)] == [
        ("機種の更新", None, ["4", "5"], False)
    ]


@given(
    st.lists(
        st.tuples(st.sampled_from(("窓口", "検討", "計画")), *[st.sampled_from(CELLS)] * 4),
        min_size=1,
        max_size=4,
    ),
    st.booleans(),
)
def test_each_mark_belongs_to_at_most_one_phase(
    cells: list[tuple[str, ...]], in_card: bool
) -> None:
    for row in rows(*cells):
        found = phase_marks(row, in_card=in_card)
        taken = [id(mark) for phase in found for mark in phase.marks]
        assert len(taken) == len(set(taken))
        assert set(taken) <= {id(mark) for mark in row.marks}
        for phase in found:
            columns = [mark.column.col for mark in phase.marks]
            assert columns == sorted(columns)
