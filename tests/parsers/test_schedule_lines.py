"""Schedules printed as lines."""

import pytest

from parsers.schedule_lines import schedule_lines
from tests.builders.documents import shown


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("令和6年度：検討\n令和7年度：導入", [("令和6年度", "検討"), ("令和7年度", "導入")]),
        ("令和6(2024)年度：検討", [("令和6(2024)年度", "検討")]),
        (
            "Ｒ４：検討　Ｒ５：導入　Ｒ６～Ｒ８：運用",
            [("Ｒ４", "検討"), ("Ｒ５", "導入"), ("Ｒ６～Ｒ８", "運用")],
        ),
        (
            "平成31年度　洗い出し\n平成32年度　公開",
            [("平成31年度", "洗い出し"), ("平成32年度", "公開")],
        ),
        (
            "令和6年度      令和7年度\n検討           導入",
            [("令和6年度", "検討"), ("令和7年度", "導入")],
        ),
        ("R6\nR7\n検討\n導入", [("R6", "検討"), ("R7", "導入")]),
        # A line of another kind, a word too few, a year twice: not to be told.
        ("令和6年度：検討\n条例は改正しません。", []),
        ("令和6年      令和7年\n検討", []),
        ("R6：検討\nR6：導入", []),
        ("随時実施", []),
        ("", []),
    ],
)
def test_schedule_lines(text: str, marks: list[tuple[str, str]]) -> None:
    rows = [schedule.row for schedule in schedule_lines(shown(text))]
    found = [(mark.column.label.text, mark.cell.text) for row in rows for mark in row.marks]
    assert found == marks
