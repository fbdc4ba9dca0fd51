"""Tables of measures that a program dissolved into lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.dissolved_lists import read_dissolved_lists
from tests.builders.documents import plan

HEAD = "第1章 施策の展開\n\n"


def read(text: str) -> list[tuple[str | None, str, str]]:
    made = plan(HEAD + text)
    found = read_dissolved_lists(made.blocks, made.headings.values, frozenset())
    return [
        (m.number_raw, m.title.text, m.departments.text if m.departments is not None else "")
        for m in found.values
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "事業名 内容 担当課\n相談 話を聞きます。 市民課\n講座 二回開きます。 総務課、企画課",
            [(None, "相談", "市民課"), (None, "講座", "総務課、企画課")],
        ),
        (
            "No. 事業名 担当課\n1 相談 市民課\n2 講座 総務課",
            [("1", "相談", "市民課"), ("2", "講座", "総務課")],
        ),
        # A cell with a blank inside: it cannot be told which one.
        ("事業名 内容 担当課\n相談 窓口 話を聞きます。 市民課", []),
        # The last cell is no unit, the number no number.
        ("事業名 内容 担当課\n相談 話を聞きます。 毎年", []),
        ("No. 事業名 担当課\n甲 相談 市民課\n乙 講座 総務課", []),
        # Words of a sentence that are names of columns.
        ("この事業名 と担当課 は次のとおりです。\n相談 市民課", []),
        (
            "具体的施策\n担当課\n話を聞きます。\n市民課\n総務課",
            [(None, "話を聞きます。", "市民課\n総務課")],
        ),
        # Without a full stop the sentence has no end.
        ("具体的施策\n担当課\n話を聞く\n市民課\n講座を開く\n総務課", []),
    ],
)
def test_rows(text: str, expected: list[tuple[str | None, str, str]]) -> None:
    assert read(text) == expected


WORD = st.text("窓口相談講座支援", min_size=1, max_size=6)
ROWS = st.lists(st.tuples(WORD, WORD), min_size=1, max_size=5)


@given(ROWS)
def test_rows_in_lines_come_back(rows: list[tuple[str, str]]) -> None:
    lines = [f"{n} {title} {text}ます。 市民課" for n, (title, text) in enumerate(rows, 1)]
    expected = [(str(n), title, "市民課") for n, (title, _) in enumerate(rows, 1)]
    assert read("\n".join(["No. 事業名 事業内容 担当課", *lines])) == expected


@given(ROWS)
def test_cells_in_lines_come_back(rows: list[tuple[str, str]]) -> None:
    lines = [line for a, b in rows for line in (f"{a}の{b}を", "進めます。", "市民課", "総務課")]
    expected = [(None, f"{a}の{b}を進めます。", "市民課\n総務課") for a, b in rows]
    assert read("\n".join(["具体的施策", "担当課", *lines])) == expected
