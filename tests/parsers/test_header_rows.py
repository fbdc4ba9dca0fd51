"""Headers of one and of several rows, told by the spans of their cells."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extract.model import Run
from extract.view import view
from parsers.columns import header_rows, roles
from parsers.header_rows import column_names, group_names, header_depth
from parsers.measure_lists import read_measure_lists
from parsers.model import Cell, Table
from parsers.records import find_records
from parsers.table_kinds import classify

Row = Sequence[str | tuple[str, int, int]]
"""Texts, or (text, rows, columns) for a cell that reaches further."""


def grid(*rows: Row) -> tuple[tuple[Cell, ...], ...]:
    """Cells with what their spans cover filled in; a row lists only the cells that begin in it."""
    width = max(sum(1 if isinstance(c, str) else c[2] for c in row) for row in rows)
    covered: set[tuple[int, int]] = set()
    start = 0
    made: list[tuple[Cell, ...]] = []
    for r, row in enumerate(rows):
        cells: list[Cell] = []
        left = list(row)
        for c in range(width):
            if (r, c) in covered:
                cells.append(Cell(r, c, view(Run(1, start, start, "")), covered=True))
                continue
            part = left.pop(0)
            text, down, across = (part, 1, 1) if isinstance(part, str) else part
            cells.append(Cell(r, c, view(Run(1, start, start + len(text), text)), down, across))
            covered |= {(r + i, c + j) for i in range(down) for j in range(across)}
            start += len(text) + 1
        assert not left, f"row {r} has cells left over"
        made.append(tuple(cells))
    return tuple(made)


def table(*rows: Row) -> Table:
    cells = grid(*rows)
    kind, n_header = classify(cells)
    runs = tuple(Run(1, row[0].view.whole.start, row[-1].view.whole.end, "") for row in cells)
    return Table(cells, runs, kind, n_header, None, None)


TWO: tuple[Row, ...] = (
    (("番号", 2, 1), ("担当課", 2, 1), ("事業名", 2, 1), ("財源内訳", 1, 2), ("内容", 2, 1)),
    ("国", "県"),
    ("1", "企画課", "基金", "100", "", "積み立てる"),
    ("2", "総務課", "庁舎", "", "50", "直す"),
)
THREE: tuple[Row, ...] = (
    (("区分", 3, 1), ("件数", 1, 4)),
    (("市", 1, 2), ("県", 1, 2)),
    ("新規", "継続", "新規", "継続"),
    ("道路", "1", "2", "3", "4"),
)


@pytest.mark.parametrize(
    ("rows", "depth"),
    [
        (TWO, 2),
        ((("区分", "件数"), ("道路", "1"), ("公園", "2")), 1),
        # groups of rows on the left are no header
        ((("分野", "事業名"), (("道路", 2, 1), "橋"), ("舗装",)), 1),
        (((("道路", 2, 1), "橋", "1"), ("舗装", "2"), ("公園", "遊具", "3")), 1),
        # a caption over all columns, then the names
        (((("表題", 1, 3),), ("a", "b", "c"), ("1", "2", "3")), 1),
        # lines through the places below the narrow cells
        ((("番号", ("財源", 1, 2)), ("", "国", "県"), ("1", "10", "20")), 2),
        # numbers below a wide cell are no names
        ((("番号", ("財源", 1, 2)), ("", "10", "20"), ("1", "10", "20")), 1),
        # a wide cell in a body row does not matter
        ((("番号", "国", "県"), ("1", ("なし", 1, 2)), ("2", "10", "20")), 1),
    ],
)
def test_depth(rows: Sequence[Row], depth: int) -> None:
    assert header_depth(grid(*rows)) == depth


def test_a_header_never_takes_the_whole_table() -> None:
    assert header_depth(grid(*TWO[:2])) == 1
    assert header_depth(()) == 1


def test_names_are_the_lowest_and_groups_stand_above_them() -> None:
    head = grid(*TWO)[:2]
    assert [c.text for c in column_names(head).values()] == [
        *("番号", "担当課", "事業名", "国", "県", "内容")
    ]
    assert {col: c.text for col, c in group_names(head).items()} == {3: "財源内訳", 4: "財源内訳"}


def test_of_three_levels_the_nearest_group_counts() -> None:
    head = grid(*THREE)[:3]
    assert {col: c.text for col, c in group_names(head).items()} == {
        1: "市",
        2: "市",
        3: "県",
        4: "県",
    }


def test_a_list_of_measures_with_two_header_rows() -> None:
    found = table(*TWO)
    assert (found.kind, found.n_header_rows) == ("measure_list", 2)
    measures = read_measure_lists((found,))
    assert [m.title.text for m in measures.values] == ["基金", "庁舎"]
    assert [m.outline and m.outline.text for m in measures.values] == ["積み立てる", "直す"]
    assert [i.value_raw for i in measures.issues] == ["国", "県"]
    assert [(r.record, r.group, r.field, r.value) for r in find_records((found,)).values] == [
        (1, "財源内訳", "国", "100"),
        (2, "財源内訳", "県", "50"),
    ]


def test_roles_come_from_the_lowest_names() -> None:
    found = table(
        (("No", 2, 1), ("用語", 2, 1), ("説明", 1, 2)),
        ("解説", "ページ"),
        ("1", "AI", "人工知能", "3"),
        ("2", "DX", "変革", "4"),
    )
    assert (found.kind, found.n_header_rows) == ("glossary", 2)
    assert roles(found) == {"no": 0, "term": 1, "explanation": 2, "page": 3}


def test_a_caption_row_names_no_column() -> None:
    found = table(
        (("一覧", 1, 3),), ("No", "用語", "解説"), ("1", "AI", "人工知能"), ("2", "DX", "変革")
    )
    assert (found.kind, found.n_header_rows) == ("glossary", 2)
    assert [c.text for row in header_rows(found) for c in row] == ["No", "用語", "解説"]


def test_years_below_a_wide_cell_are_the_years_of_the_list() -> None:
    found = table(
        (("事業名", 2, 1), ("担当課", 2, 1), ("年次計画", 1, 2)),
        ("R5", "R6"),
        ("基金", "企画課", "○", ""),
        ("庁舎", "総務課", "", "○"),
    )
    assert (found.kind, found.n_header_rows) == ("measure_list", 2)
    first, second = read_measure_lists((found,)).values
    marks = [[m.year.text for s in x.schedules for m in s.row.marks] for x in (first, second)]
    assert marks == [["R5"], ["R6"]]
