"""Schedules printed as lines."""

import pytest

from parsers.schedule_lines import schedule_lines, unread_schedule
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
        # One blank between years that have blanks of their own, and years that wrap.
        (
            "令和 6 年度 令和 7 年度 令和 10 年度\n－     試行      →",
            [("令和 6 年度", "－"), ("令和 7 年度", "試行"), ("令和 10 年度", "→")],
        ),
        (
            "令和 6 年 令和 7 年\n度    度\n計画    →",
            [("令和 6 年度", "計画"), ("令和 7 年度", "→")],
        ),
        ("令和 6 年 令和 7 年\n度\n計画    →", []),
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


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("令和6年度  令和7年度\n検討", True),
        ("令和6年度に検討し、令和7年度から始めます。", True),
        ("随時実施", False),
        ("令和6年度から", False),
    ],
)
def test_several_years_of_which_nothing_is_read_are_told(text: str, told: bool) -> None:
    issue = unread_schedule(shown(text))
    assert (issue is not None) == told
    assert issue is None or (issue.code, issue.value_raw) == ("schedule-not-extractable", text)
