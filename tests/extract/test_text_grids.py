"""Grids drawn with tabs and pipes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import Grid, Run
from extract.text_file import split_lines
from extract.text_grids import pipe_grids, tab_grids, text_grids


def lines(text: str) -> tuple[Run, ...]:
    return split_lines(Run(1, 0, len(text), text))


def texts(grids: tuple[Grid, ...]) -> list[list[list[str]]]:
    return [[[cell.run.text for cell in row] for row in grid.cells] for grid in grids]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("本文\n名\t課\n調査 \t 企画\n本文", [[["名", "課"], ["調査 ", " 企画"]]]),
        ("年度\t2019\t2020\n\t→", [[["年度", "2019", "2020"], ["", "→"]]]),
        ("a\tb\n\nc\td", [[["a", "b"]], [["c", "d"]]]),
        ("一\n二", []),
        ("\t", [[["", ""]]]),
    ],
)
def test_tab_grids(text: str, expected: list[list[list[str]]]) -> None:
    assert texts(tab_grids(lines(text))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("| a | b |\n|---|:-:|\n| c | d |", [[[" a ", " b "], [], [" c ", " d "]]]),
        ("- | | |\n|---|---|\n| 分野 | 分野 |", [[[" ", " "], [], [" 分野 ", " 分野 "]]]),
        ("| a |\n| - | - |", [[[" a "], [" - ", " - "]]]),
        ("| a \\| b | c |\n| d |", [[[" a \\| b ", " c "], [" d "]]]),
        ("| 一行だけ |", []),
        ("|\n|", []),
        ("||\n||", [[[""], [""]]]),
        ("| a |\n\n| b |", []),
        ("| a \\|\n| b |", []),
        ("a | b\nc | d", []),
    ],
)
def test_pipe_grids(text: str, expected: list[list[list[str]]]) -> None:
    assert texts(pipe_grids(lines(text))) == expected


def test_grids_of_both_kinds_in_reading_order() -> None:
    text = "a\tb\n| c |\n| d\te |\nf\tg\n本文\n| h\ti |"
    grids = text_grids(lines(text))
    assert [grid.source for grid in grids] == ["tabs", "pipes", "tabs", "tabs"]
    assert texts(grids)[1] == [[" c "], [" d\te "]]
    assert texts(grids)[3] == [["| h", "i |"]]


@given(st.text(st.sampled_from("計\t|-\n \\:")))
def test_cells_lie_in_their_rows_and_rows_are_whole_lines(text: str) -> None:
    all_lines = lines(text)
    for grid in text_grids(all_lines):
        assert set(grid.row_runs) <= set(all_lines)
        assert len(grid.cells) == len(grid.row_runs)
        for row_no, (row, run) in enumerate(zip(grid.cells, grid.row_runs, strict=True)):
            assert [(c.row, c.col) for c in row] == [(row_no, i) for i in range(len(row))]
            for cell in row:
                assert run.start <= cell.run.start <= cell.run.end <= run.end
                assert text[cell.run.start : cell.run.end] == cell.run.text


@given(st.lists(st.text(st.sampled_from("計画 |<p>")), min_size=2))
def test_tab_row_is_read_back(cells: list[str]) -> None:
    (grid,) = tab_grids(lines("\t".join(cells)))
    assert [cell.run.text for cell in grid.cells[0]] == cells


@given(st.lists(st.lists(st.text(st.sampled_from("計画 あ1")), min_size=1), min_size=2))
def test_pipe_rows_are_read_back(rows: list[list[str]]) -> None:
    (grid,) = pipe_grids(lines("\n".join(f"|{'|'.join(row)}|" for row in rows)))
    assert [[cell.run.text for cell in row] for row in grid.cells] == rows


@pytest.mark.parametrize(
    "row", ["|" + "-" * 500_000 + "x|", "- " * 500_000 + "|", "|" + ":-" * 500_000]
)
def test_hostile_rows_lose_nothing(row: str) -> None:
    for grid in text_grids(lines(f"{row}\n{row}")):
        assert [run.text for run in grid.row_runs] == [row, row]
        assert grid.n_cols == 1
