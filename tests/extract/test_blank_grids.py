"""Grids drawn with blanks: which lines are rows, and what is left alone."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.blank_grids import blank_grids
from extract.model import Grid, GridCell, Run
from extract.text_file import split_lines, text_page


def read(text: str) -> tuple[Grid, ...]:
    whole = Run(1, 0, len(text), text)
    return blank_grids(whole, split_lines(whole))


def shown(cell: GridCell) -> str:
    parts = ["" if rest.wrapped else "\n" for rest in cell.rest]
    texts = [rest.run.text for rest in cell.rest]
    return cell.run.text + "".join(a + b for a, b in zip(parts, texts, strict=True))


def texts(grids: tuple[Grid, ...]) -> list[list[list[str]]]:
    return [[[shown(cell) for cell in row] for row in grid.cells] for grid in grids]


HEAD = "番号  事業名      担当課"
SENTENCES = """\
事業名      内容                                  担当課
健診        妊婦と胎児の健康を保つため、健診の    健康課
            費用を助成します。
訪問        乳児のいる家庭を保健師が訪ね、相談    健康課
事業        に応じます。                          子ども課
"""
CUT_OFF = """\
事業名      内容                                  担当課
健診        妊婦と胎児の健康を保つための健診費    健康課
訪問        乳児のいる家庭への保健師の訪問事業    健康課
相談        電話による相談                        福祉課
            夜間の相談
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"{HEAD}\n 1    窓口の配信  市民課\n 2    予約の拡大  総務課",
            [
                [
                    ["番号", "事業名", "担当課"],
                    ["1", "窓口の配信", "市民課"],
                    ["2", "予約の拡大", "総務課"],
                ]
            ],
        ),
        (
            SENTENCES,
            [
                [
                    ["事業名", "内容", "担当課"],
                    ["健診", "妊婦と胎児の健康を保つため、健診の費用を助成します。", "健康課"],
                    [
                        "訪問\n事業",  # its line had room: these may be two
                        "乳児のいる家庭を保健師が訪ね、相談に応じます。",
                        "健康課\n子ども課",
                    ],
                ]
            ],
        ),
        # A full line without a full stop may go on in the next one or not.
        (CUT_OFF, []),
        # Two columns are labels and values, or prose beside a number.
        ("担当課    市民課\n概要      窓口の改革\n期間      三年", []),
        # The last column counts pages.
        (
            "１  目的      趣旨        1\n２  期間      構成        3\n３  体制      組織        5",
            [],
        ),
        ("本文だけの行です。\n次の行です。", []),
    ],
)
def test_blank_grids(text: str, expected: list[list[list[str]]]) -> None:
    assert texts(read(text)) == expected


def test_a_heading_below_a_blank_line_ends_the_table() -> None:
    text = f"{HEAD}\n 1    窓口の配信  市民課\n 2    予約の拡大  総務課\n\n（２）次の施策\n\n本文"
    (grid,) = read(text)
    assert grid.row_runs[-1].text.strip().startswith("2")


def test_lines_of_other_grids_are_left_to_them() -> None:
    text = f"名\t課\n調査\t企画\n\n{HEAD}\n 1    窓口の配信  市民課\n 2    予約の拡大  総務課\n"
    assert [grid.source for grid in text_page(1, text).grids] == ["tabs", "blanks"]


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def _wrapped(text: str, size: int) -> list[str]:
    return [text[i : i + size] for i in range(0, len(text), size)]


def _printed(rows: list[list[list[str]]]) -> str:
    columns = zip(*rows, strict=True)
    widths = [max(_width(line) for cell in column for line in cell) for column in columns]
    lines: list[str] = []
    for row in rows:
        for i in range(max(map(len, row))):
            cells = [cell[i] if i < len(cell) else "" for cell in row]
            pads = [" " * (w - _width(c) + 3) for c, w in zip(cells, widths, strict=True)]
            lines.append("".join(c + p for c, p in zip(cells, pads, strict=True)).rstrip())
    return "\n".join(lines)


WORDS = st.text("市民窓口申請予約子育健康", min_size=1, max_size=30)


@given(
    rows=st.lists(st.tuples(WORDS, WORDS), min_size=2, max_size=6),
    size=st.integers(12, 20),
    numbered=st.booleans(),
)
def test_what_is_read_is_what_was_printed(
    rows: list[tuple[str, str]], size: int, numbered: bool
) -> None:
    """Cells of sentences come back whole, or the table is none: never in other cells."""
    body = [
        [[str(n)] if numbered else [title[:6]], _wrapped(f"{text}。", size), ["市民課"]]
        for n, (title, text) in enumerate(rows, 1)
    ]
    head = [["番号"], ["内容"], ["担当課"]]
    grids = texts(read(_printed([head, *body])))
    assert grids in ([], [[["".join(cell) for cell in row] for row in [head, *body]]])
    if numbered:
        assert grids != []


@given(st.text(" 　1市課。\n\t|", max_size=120))
def test_any_text_gives_cells_of_its_own_lines(text: str) -> None:
    for grid in text_page(1, text).grids:
        for run, row in zip(grid.row_runs, grid.cells, strict=True):
            assert text[run.start : run.end] == run.text
            for cell in row:
                for part in (cell.run, *(rest.run for rest in cell.rest)):
                    assert text[part.start : part.end] == part.text
                    assert run.start <= part.start <= part.end <= run.end
