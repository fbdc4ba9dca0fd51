"""Blocks: paragraphs and grids, and the blank lines before them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from extract.model import Grid, GridCell
from parsers.blocks import blocks
from tests.builders.documents import document
from tests.builders.strategies import mixed_texts


def seen(text: str) -> list[tuple[list[str], int, bool]]:
    return [([x.text for x in b.lines], b.gap, b.grid is not None) for b in blocks(document(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("\n \n　\n", []),
        ("あ\nい", [(["あ", "い"], 0, False)]),
        ("あ\n\n　\nい\n", [(["あ"], 0, False), (["い"], 2, False)]),
        ("\nあ", [(["あ"], 1, False)]),
        (
            "あ\nい\tう\nえ\tお\nか",
            [
                (["あ"], 0, False),
                (["い\tう", "え\tお"], 0, True),
                (["か"], 0, False),
            ],
        ),
        ("い\tう\n\nえ\tお", [(["い\tう"], 0, True), (["え\tお"], 1, True)]),
        ("| a | b |\n| c | d |", [(["| a | b |", "| c | d |"], 0, True)]),
        ("あ\r\n\r\nい", [(["あ"], 0, False), (["い"], 1, False)]),
    ],
)
def test_blocks(text: str, expected: list[tuple[list[str], int, bool]]) -> None:
    assert seen(text) == expected


def test_pages_do_not_share_a_block() -> None:
    assert seen("あ\fい") == [(["あ"], 0, False), (["い"], 0, False)]
    assert [b.first.page_no for b in blocks(document("あ\fい"))] == [1, 2]


@given(mixed_texts)
def test_each_printed_line_is_in_exactly_one_block(text: str) -> None:
    source = document(text)
    printed = [x for page in source.pages for x in page.lines]
    found = [line for block in blocks(source) for line in block.lines]
    assert len(set(found)) == len(found)
    assert [x for x in found if x.text.strip()] == [x for x in printed if x.text.strip()]
    assert all(block.gap >= 0 for block in blocks(source))


@pytest.mark.parametrize("rows", [("",), ("", ""), ("あ", ""), ("", "あ"), ("あ", "", "い", "")])
def test_a_grid_of_one_column_may_end_in_empty_rows(rows: tuple[str, ...]) -> None:
    """The first column of a sheet that is wider than its paper, on a page of its own."""
    text = "".join(f"{row}\n" for row in ("上", *rows, "下"))
    (plain,) = document(text).pages
    lines = plain.lines[1:-1]
    cells = tuple((GridCell(n, 0, line),) for n, line in enumerate(lines))
    page = replace(plain, grids=(Grid(1, lines, cells, "rulings"),))
    found = blocks(replace(document(text), pages=(page,)))
    assert [[line.text for line in block.lines] for block in found] == [["上"], [*rows], ["下"]]
