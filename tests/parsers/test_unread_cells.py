"""Cells of a schedule whose print was not recognised: they are no blanks."""

from __future__ import annotations

import pytest

from extract.model import CellInk, Run
from extract.view import view
from parsers.model import Cell
from parsers.schedules import ScheduleRow, read_rows
from tests.builders.recognised import UNREAD

BOX = (0.0, 0.0, 1.0, 1.0)


def row(n: int, *texts: str, bars: dict[int, int] | None = None) -> tuple[Cell, ...]:
    """A row of cells; ``bars`` are the columns with a bar and its number."""
    cells = []
    for col, text in enumerate(texts):
        unread = text == UNREAD
        shown = "" if unread else text
        run = Run(1, 100 * n + 10 * col, 100 * n + 10 * col + len(shown), shown)
        bar = (bars or {}).get(col)
        ink = () if bar is None else (CellInk(bar, 1.0, "bar", (n,), BOX),)
        cells.append(Cell(n, col, view(run), ink=ink, unread=unread))
    return tuple(cells)


HEAD = ("取組", "2021年度", "2022年度", "2023年度")


def label(found: ScheduleRow) -> str | None:
    return found.label.text if found.label is not None else None


@pytest.mark.parametrize(("second", "name"), [("", "検討"), (UNREAD, None), ("実施", "実施")])
def test_a_name_is_not_carried_into_a_row_whose_own_is_unread(
    second: str, name: str | None
) -> None:
    body = [row(1, "検討", "", "", "", bars={1: 1}), row(2, second, "", "", "", bars={2: 2})]
    assert [label(found) for found in read_rows(body, row(0, *HEAD))] == ["検討", name]


def test_a_group_is_no_name_of_a_row_whose_own_is_unread() -> None:
    body = [row(1, "窓口", UNREAD, "", "", bars={2: 1}), row(2, "", "実施", "", "", bars={3: 2})]
    head = row(0, "区分", "取組", "2021年度", "2022年度")
    assert [label(found) for found in read_rows(body, head)] == [None, "実施"]


@pytest.mark.parametrize(
    ("last", "bars", "columns"),
    [
        (UNREAD, {2: 1, 3: 1}, ["2021年度", "2022年度", ""]),
        ("2623年度", {2: 1, 3: 1}, ["2021年度", "2022年度", "2623年度"]),
        (UNREAD, {2: 1, 3: 2}, ["2021年度", "2022年度"]),
        (UNREAD, {2: 1}, ["2021年度", "2022年度"]),
        ("備考", {2: 1, 3: 1}, ["2021年度", "2022年度"]),
        ("目標100", {2: 1, 3: 1}, ["2021年度", "2022年度"]),
        ("", {2: 1, 3: 1}, ["2021年度", "2022年度"]),
    ],
)
def test_bars_go_on_below_a_year_that_was_not_read(
    last: str, bars: dict[int, int], columns: list[str]
) -> None:
    head = row(0, *HEAD[:3], last)
    (found,) = read_rows([row(1, "検討", "", "", "", bars=bars)], head)
    assert [column.label.text for column in found.axis] == columns
    assert [mark.column.label.text for mark in found.marks] == [
        column for col, column in enumerate(columns, 1) if col in bars
    ]


def test_a_year_that_was_not_read_keeps_its_place_among_the_others() -> None:
    head = row(0, "取組", "2021年度", UNREAD, "2623年度", "2024年度")
    (found,) = read_rows([row(1, "検討", "", "", "", "", bars={1: 1, 2: 1, 3: 1, 4: 1})], head)
    assert [column.col for column in found.axis] == [1, 2, 3, 4]
