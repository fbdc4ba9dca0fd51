"""Headers of years: which columns they name, in one row or in several."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.year_header import is_period_label, is_year_label, year_axis, year_columns, year_levels
from tests.builders.documents import tables
from tests.builders.schedule_text import tabs

YEARS = [
    "令和4年度",
    "R4",
    "Ｒ４",
    "H26年度",
    "4年度",
    "元年度",
    "2022",
    "2022年度",
    "令和４（2022）年度",
    "令和4年(2022年)度",
    "2021年度\n(令和3年度)",
    "2021年度\n令和3年度",
    "令和3／2021年度",
    "平成31（令和元）年度",
    "’22",
    "令和6～8年度",
    "令和6年度～令和8年度",
    "令和9年度以降",
    "R9～",
]
NO_YEARS = [
    "",
    "4",
    "20",
    "5年間",
    "2021-07",
    "令和3年7月",
    "西暦2019年度",
    "前期",
    "上半期",
    "取組",
]


@pytest.mark.parametrize("text", YEARS)
def test_a_year(text: str) -> None:
    assert is_year_label(text)


@pytest.mark.parametrize("text", NO_YEARS)
def test_no_year(text: str) -> None:
    assert not is_year_label(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("前期", True),
        ("後期（R7～R8）", True),
        ("短期目標", True),
        ("前期基本計画", False),
        ("期", False),
    ],
)
def test_period(text: str, expected: bool) -> None:
    assert is_period_label(text) is expected


def axis(*rows: tuple[str, ...]) -> list[tuple[str, str | None, str | None]]:
    """Label, era and part of each column of the header that begins with the first row."""
    (table,) = tables(tabs(*rows, ("x",) * len(rows[0])) + "\n")
    found = year_axis(table.rows[: year_levels(table.rows)])
    return [
        (c.label.text, c.era.text if c.era else None, c.part.text if c.part else None)
        for c in found
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("取組", "R4", "R5")], [("R4", None, None), ("R5", None, None)]),
        (
            [("取組", "令和4", "5", "6")],
            [("令和4", None, None), ("5", None, None), ("6", None, None)],
        ),
        ([("取組", "2022", "23")], [("2022", None, None), ("23", None, None)]),
        # Numbers that do not go on from a year are none.
        ([("取組", "令和4年度", "5", "6")], []),
        ([("取組", "12", "13", "14")], []),
        ([("取組", "令和4", "7", "6")], []),
        ([("取組", "前期", "後期")], [("前期", None, None), ("後期", None, None)]),
        ([("取組", "前期", "備考")], []),
        (
            [("取組", "令和", ""), ("", "4", "5")],
            [("4", "令和", None), ("5", "令和", None)],
        ),
        (
            [("取組", "平成", "令和", ""), ("", "30年度", "2年度", "3年度")],
            [("30年度", "平成", None), ("2年度", "令和", None), ("3年度", "令和", None)],
        ),
        (
            [("取組", "年度", ""), ("", "20", "21")],
            [("20", None, None), ("21", None, None)],
        ),
        (
            [("取組", "R4", "", "R5", ""), ("", "上期", "下期", "上期", "下期")],
            [
                ("R4", None, "上期"),
                ("R4", None, "下期"),
                ("R5", None, "上期"),
                ("R5", None, "下期"),
            ],
        ),
        (
            [("取組", "令和4年度", ""), ("", "4月～9月", "10月～3月")],
            [("令和4年度", None, "4月～9月"), ("令和4年度", None, "10月～3月")],
        ),
        ([("取組", "実施", ""), ("", "4", "5")], []),
    ],
)
def test_axis(
    rows: list[tuple[str, ...]], expected: list[tuple[str, str | None, str | None]]
) -> None:
    assert axis(*rows) == expected


@given(st.integers(2000, 2040), st.integers(2, 8), st.sampled_from(["{}", "{}年度", "{}年"]))
def test_every_year_of_a_header_is_a_column(first: int, length: int, shape: str) -> None:
    labels = [shape.format(year) for year in range(first, first + length)]
    (table,) = tables("\t".join(["取組", *labels]) + "\n検討\t\n")
    assert [cell.text for cell in year_columns(table.rows[0])] == labels


@given(
    st.lists(st.text(alphabet="令和平成0123456789年度RH上下半期前後月 ", max_size=8), min_size=2)
)
def test_columns_are_cells_of_the_row(labels: list[str]) -> None:
    found = tables("\t".join(labels) + "\n\t\n")
    for table in found:
        cells = {cell.col for cell in table.rows[0]}
        assert {column.col for column in year_axis(table.rows[:1])} <= cells
        assert 0 <= year_levels(table.rows) <= len(table.rows)
