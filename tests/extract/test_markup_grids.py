"""Grids between the table tags of HTML."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import Grid, Run
from extract.text_file import text_page


def grids(text: str) -> tuple[Grid, ...]:
    return text_page(1, text).grids


def texts(text: str) -> list[list[list[str | None]]]:
    """The cells of each grid, None for a covered one."""
    return [
        [[None if cell.covered else cell.run.text for cell in row] for row in grid.cells]
        for grid in grids(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<table><tr><td>a</td><td>b</td></tr></table>", [[["a", "b"]]]),
        ("本文\n<table>\n<tr><th>a<th>b\n<tr><td>c</table>\n本文", [[["a", "b\n"], ["c"]]]),
        (
            '<TABLE border="1"><tr><td rowspan=2>a</td><td>b</td></tr><tr><td>c</td></tr></TABLE>',
            [[["a", "b"], [None, "c"]]],
        ),
        (
            '<table><tr><td colspan="2">a</td></tr><tr><td>b</td><td>c</td></tr></table>',
            [[["a", None], ["b", "c"]]],
        ),
        ('<table><tr><td rowspan="9">a</td></tr></table>', [[["a"]]]),
        ("<div><table><tr><td>a</td></tr></table></div>", [[["a"]]]),
        (
            "a\tb\n<table><tr><td>c\td</td></tr></table>\ne\tf",
            [[["a", "b"]], [["c\td"]], [["e", "f"]]],
        ),
        ("<table></table>", []),
        ("<table><tr><td>a</td></tr>", []),
        ("前<table><tr><td>a</td></tr></table>", []),
        ("<table><tr><td>a</td></tr></table>後", []),
        ("<tr><td>a</td></tr>", []),
        ("3<table で 5<td", []),
        ('<table><tr><td colspan="999">a</td></tr></table>', []),
    ],
)
def test_tables(text: str, expected: list[list[list[str | None]]]) -> None:
    assert texts(text) == expected


def test_a_grid_fills_whole_lines() -> None:
    text = "<table>\n<tr><td>a</td></tr><tr>\n<td>b</td></tr>\n</table>\n本文"
    (grid,) = grids(text)
    assert [run.text for run in grid.row_runs] == [
        "<table>\n<tr><td>a</td></tr>",
        "<tr>\n<td>b</td></tr>\n</table>",
    ]


TAGS = ("<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", '<td rowspan="2" colspan="3">')
PIECES = st.sampled_from([*TAGS, "<th>", "甲", "\n", "\t", "<", "|", "<b>", "\r\n"])


@given(st.lists(PIECES, max_size=40).map("".join))
def test_every_cell_is_cut_from_its_page(text: str) -> None:
    page = text_page(1, text)
    starts = {line.start for line in page.lines}
    end = 0
    for grid in page.grids:
        assert len(grid.row_runs) == len(grid.cells)
        assert grid.row_runs[0].start in starts
        for run, row in zip(grid.row_runs, grid.cells, strict=True):
            assert run.start >= end
            end = run.end
            assert run == Run(1, run.start, run.end, text[run.start : run.end])
            columns = [cell.col for cell in row]
            assert columns == sorted(set(columns))
            for cell in row:
                assert cell.run.text == text[cell.run.start : cell.run.end]
                assert cell.covered or run.start <= cell.run.start <= cell.run.end <= run.end
