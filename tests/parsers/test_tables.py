"""Tables as a reader sees them: parts joined, cards parted, captions and places found."""

from __future__ import annotations

import pytest
from hypothesis import given

from extract.model import Run
from parsers.table_parts import is_continuation_note
from tests.builders.cards import Card, ItemText, Phase, render_card
from tests.builders.documents import document, plan, tables
from tests.builders.strategies import mixed_texts

SCHEDULE = "ア) 事業項目\t2019年度\t2020年度\n検討\t→\t\n運用\t\t→\n"
HEAD = "実施事業\t① 協働\n担当部署\tア) 市民課\n事業概要\tア) 告知を行います。\n"
NOTE = "（※事業実施スケジュールは次ページ）"


def shapes(text: str) -> list[tuple[str, int]]:
    return [(table.kind, len(table.rows)) for table in tables(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (HEAD + SCHEDULE, [("measure_card", 6)]),
        # A page break left a blank line, a note, or both.
        (f"{HEAD}\n{SCHEDULE}", [("measure_card", 6)]),
        (f"{HEAD}\n{NOTE}\n\n{SCHEDULE}", [("measure_card", 6)]),
        (f"{HEAD}\n\n\n\n{NOTE}\n\n\n\n{SCHEDULE}", [("measure_card", 6)]),
        (f"{HEAD}\f{SCHEDULE}", [("measure_card", 6)]),
        # Running text or a wide gap parts them.
        (
            f"{HEAD}\n計画の期間は次のとおりです。\n\n{SCHEDULE}",
            [("measure_card", 3), ("schedule", 3)],
        ),
        (f"{HEAD}\n\n\n\n{SCHEDULE}", [("measure_card", 3), ("schedule", 3)]),
        # Cards follow one another with or without a blank line.
        (HEAD + SCHEDULE + HEAD, [("measure_card", 6), ("measure_card", 3)]),
        (f"{HEAD}\n{HEAD}", [("measure_card", 3), ("measure_card", 3)]),
        # A table of as many columns goes on after a blank line, one of others does not.
        ("用語\t解説\nAI\t人工知能\n\nRPA\t自動化\n", [("glossary", 3)]),
        (
            "用語\t解説\nAI\t人工知能\n\n年代\t男\t女\n20代\t1\t2\n",
            [("glossary", 2), ("survey", 2)],
        ),
        ("", []),
    ],
)
def test_parts(text: str, expected: list[tuple[str, int]]) -> None:
    assert shapes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (NOTE, True),
        ("※次頁へ続く", True),
        ("(続き)", True),
        ("（次ページに続く）", True),
        ("次ページ以降に、計画の詳しい内容を示します。", False),
        ("続きましては、推進体制です", False),
        ("", False),
    ],
)
def test_continuation_notes(text: str, expected: bool) -> None:
    assert is_continuation_note(Run(1, 0, len(text), text)) is expected


def test_rows_are_numbered_through_the_joined_table() -> None:
    (table,) = tables(f"{HEAD}\n{NOTE}\n\n{SCHEDULE}")
    assert [row[0].row for row in table.rows] == list(range(6))
    assert [run.text for run in table.row_runs] == (HEAD + SCHEDULE).splitlines()


@pytest.mark.parametrize(
    ("above", "caption"),
    [
        ("表1 用語の一覧\n\n", "表1 用語の一覧"),
        ("表1 用語の一覧\n", "表1 用語の一覧"),
        ("表1 用語の一覧\n\n単位：人\n\n", "表1 用語の一覧"),
        ("あ\tい\tう\n\n単位：人\n\n", None),
        (f"表1 用語の一覧\n\n{'この表は、用語を示すものです。' * 3}\n\n", None),
        ("", None),
    ],
)
def test_captions(above: str, caption: str | None) -> None:
    table = tables(f"{above}用語\t解説\nAI\t人工知能\n")[-1]
    assert (table.caption.text if table.caption else None) == caption


def test_the_title_of_a_measure_is_the_caption_of_its_card() -> None:
    card = Card(
        3,
        "市民協働",
        (ItemText("ア", "告知します。", ("市民課",), phases=(Phase("検討", (2019,)),)),),
    )
    (table,) = tables(render_card(card))
    assert table.caption is not None
    assert table.caption.text == "③ 市民協働"


def test_a_table_without_caption_takes_its_heading() -> None:
    text = "第1章 概要\n\n1 用語\n\n用語\t解説\nAI\t人工知能\n"
    found = plan(text)
    (table,) = found.tables
    assert table.section == 1
    assert table.caption is not None
    assert table.caption.text == "1 用語"


def test_the_contents_page_is_one_table_when_it_is_printed_with_tabs() -> None:
    text = "目 次\n\n1 目的\t1\n2 期間\t2\n\n3 課題\t3\n\n1 目的\n\n本文です。\n"
    (table,) = plan(text).tables
    assert (table.kind, len(table.rows), table.n_header_rows) == ("contents", 3, 0)
    assert table.caption is not None
    assert table.caption.text == "目 次"


@given(mixed_texts)
def test_each_row_of_a_grid_is_in_exactly_one_table(text: str) -> None:
    printed = [run for page in document(text).pages for grid in page.grids for run in grid.row_runs]
    found = [run for table in plan(text).tables for run in table.row_runs]
    assert sorted(found, key=lambda r: (r.page_no, r.start)) == printed
    for table in plan(text).tables:
        assert len(table.rows) == len(table.row_runs)
        assert table.n_header_rows <= len(table.rows)
        assert [cell.row for row in table.rows for cell in row] == [
            i for i, row in enumerate(table.rows) for _ in row
        ]
