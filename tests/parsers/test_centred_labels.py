"""Labels in the middle of their cells: which lines go to which label."""

from __future__ import annotations

import pytest

from parsers.blocks import blocks
from parsers.centred_labels import centred_labels
from parsers.plain_labels import Line
from parsers.year_lines import is_years
from tests.builders.documents import document, shown

LONG = "窓口の混み具合をスマートフォンで確かめ、来庁の時間を"


Told = tuple[str | None, str] | None


def told(line: Line | None) -> Told:
    if line is None:
        return None
    return line.label.text if line.label else None, line.value.text


def moved(text: str) -> list[Told]:
    found = centred_labels(blocks(document(text)))
    return [told(line) for _, line in sorted(found.items(), key=lambda pair: pair[0].start)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"担当課   市民課\n      {LONG}\n取組内容\n      選べます。\n",
            [("取組内容", LONG), None, (None, "選べます。")],
        ),
        # The label is on the second of two lines.
        (
            f"担当課   市民課\n      {LONG}\n取組内容   選べます。\n",
            [("取組内容", LONG), (None, "選べます。")],
        ),
        # Lines that go on from a full one above are its own.
        (f"取組内容   {LONG}\n      選べます。\n効果\n      混まない。\n", []),
        # Departments below each other.
        ("担当課   市民課\n      総務課\n取組内容\n      選べます。\n", []),
        # A label above its lines.
        (f"担当課   市民課\n取組内容\n      {LONG}\n      選べます。\n", []),
        # More lines below than above.
        (f"担当課   市民課\n      {LONG}\n取組内容\n      選べます。\n      混まない。\n", []),
        # Other text at the left edge.
        (f"まえがき。\n      {LONG}\n取組内容\n      選べます。\n", []),
        # Years that wrap in their columns, the label between.
        (
            "取組内容   設けます。\n      令和 6 年 令和 7 年\nスケジュール   度   度\n"
            "      検討   導入\n",
            [("スケジュール", "令和 6 年 令和 7 年"), (None, "度   度"), (None, "検討   導入")],
        ),
        ("取組内容\n", []),
    ],
)
def test_lines_of_a_cell(text: str, expected: list[Told]) -> None:
    assert moved(text) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("令和 6 年度   令和 7 年度", True),
        ("R6 R7 R8", True),
        ("2024年度 2025年度", True),
        ("令和6年度", False),
        ("令和6年度 検討", False),
        ("令和6年度から令和7年度", False),
        ("", False),
    ],
)
def test_years_alone(line: str, expected: bool) -> None:
    assert is_years(shown(line)) is expected
