"""Bookmarks whose levels the numbers in them contradict."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.bookmark_levels import settled_levels
from parsers.numbering import read_number

Mark = tuple[int, str]


def settled(marks: list[Mark]) -> list[int]:
    return list(settled_levels([(level, read_number(title)) for level, title in marks]))


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        # The chapter after the last section of another one, and what follows it.
        (
            [(1, "第1章 概要"), (2, "1 目的"), (2, "第2章 現状"), (3, "1 国"), (2, "第3章 計画")],
            [1, 2, 1, 2, 1],
        ),
        # A section that goes on with the row of the one above it, drifting further.
        (
            [
                (1, "第1章 概要"),
                (2, "1 国"),
                (3, "(1) 法"),
                (3, "2 県"),
                (4, "(1) 条例"),
                (4, "第2章 施策"),
                (5, "1 方針"),
            ],
            [1, 2, 3, 2, 3, 1, 2],
        ),
        # A chapter below a section.
        ([(1, "第1章 概要"), (2, "第1節 国"), (3, "第2章 現状"), (1, "資料")], [1, 2, 1, 1]),
        # Where the tree of the file goes up again, its levels are right again.
        ([(1, "第1章 概要"), (2, "第2章 現状"), (3, "調査"), (1, "資料"), (2, "名簿")],
         [1, 1, 2, 1, 2]),
        # Rows of one style below each other that begin with 1 of their own.
        ([(1, "1 総論"), (2, "1 目的"), (2, "2 期間"), (1, "2 各論"), (2, "1 施策")],
         [1, 2, 2, 1, 2]),
        # Without numbers nothing is contradicted.
        ([(1, "総論"), (2, "各論"), (3, "資料")], [1, 2, 3]),
        ([], []),
    ],
)  # fmt: skip
def test_numbers_tell_where_levels_are_wrong(marks: list[Mark], expected: list[int]) -> None:
    assert settled(marks) == expected


@st.composite
def outlines(draw: st.DrawFn) -> list[Mark]:
    """Chapters with sections and parts of them, each numbered from 1."""
    found: list[Mark] = []
    for chapter in range(1, draw(st.integers(1, 4)) + 1):
        found.append((1, f"第{chapter}章 章"))
        for section in range(1, draw(st.integers(0, 4)) + 1):
            found.append((2, f"第{section}節 節"))
            found += [(3, f"({part}) 項") for part in range(1, draw(st.integers(0, 4)) + 1)]
    return found


@given(outlines())
def test_levels_that_fit_the_numbers_stay(marks: list[Mark]) -> None:
    assert settled(marks) == [level for level, _ in marks]


@given(outlines())
def test_levels_that_only_go_down_come_back(marks: list[Mark]) -> None:
    """A file that never goes up again: what should stand above stands beside the last one."""
    lost, depth = [], 0
    above = 0
    for level, title in marks:
        depth = depth + 1 if level > above else depth
        above = level
        lost.append((depth, title))
    assert settled(lost) == [level for level, _ in marks]
