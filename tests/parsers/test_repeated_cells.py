"""Cells that repeat the one above."""

from __future__ import annotations

import pytest

from parsers.measure_lists import read_measure_lists
from parsers.repeated_cells import filled_down, is_repeat
from tests.builders.documents import tables


@pytest.mark.parametrize(
    ("text", "expected"),
    [("〃", True), ("同上", True), ("同 上", True), ("同上のとおり", False), ("", False)],
)
def test_marks(text: str, expected: bool) -> None:
    assert is_repeat(text) is expected


def meant(body: str) -> list[str | None]:
    (table,) = tables("取組名\t担当課\t内容\n" + body)
    found = [row.meant(1) for row in filled_down(table, 1, [1, 2])]
    return [view.text if view is not None else None for view in found]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("甲\t市民課\t丙\n乙\t〃\t丁\n", ["市民課", "市民課"]),
        ("甲\t市民課\t丙\n乙\t\t丁\n", ["市民課", "市民課"]),
        ("甲\t\t丙\n乙\t市民課\t丁\n", [None, "市民課"]),
        ("甲\t〃\t丙\n乙\t市民課\t丁\n", ["〃", "市民課"]),
        ("甲\t市民課\t丙\n\t\t丁\n", ["市民課", None]),
    ],
)
def test_departments(body: str, expected: list[str | None]) -> None:
    assert meant(body) == expected


def test_only_departments_are_filled_without_a_mark() -> None:
    found = read_measure_lists(
        tables("取組名\t担当課\t内容\n甲\t市民課\t丙\n乙\t税務課\t\n")
    ).values
    assert [m.outline.text if m.outline else None for m in found] == ["丙", None]


def test_what_was_filled_has_a_repair() -> None:
    found = read_measure_lists(tables("取組名\t担当課\n甲\t市民課\n乙\t〃\n丙\t\n"))
    assert [(r.rule, r.raw, r.repaired) for r in found.repairs] == [("ditto-mark", "〃", "市民課")]
