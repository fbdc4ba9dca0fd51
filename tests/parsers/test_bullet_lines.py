"""Bullets of running text, put together over the lines they wrap over."""

import pytest

from parsers.blocks import blocks
from parsers.bullet_lines import bullets
from tests.builders.documents import document


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("・窓口の改革\n・予約の導入", [("窓口の改革", 0), ("予約の導入", 0)]),
        (
            "・窓口の改革（市民課、総\n務課）\n・予約",
            [("窓口の改革（市民課、総務課）", 0), ("予約", 0)],
        ),
        # A short line is at its end; what follows is no bullet and ends the list.
        ("・窓口の改革\n本文です。\n・予約", [("窓口の改革", 0), ("予約", 1)]),
        ("・窓口\n○予約", [("窓口", 0), ("予約", 1)]),
        ("・窓口\n- 12 -\n・予約", [("窓口", 0), ("予約", 0)]),
        ("本文です。", []),
    ],
)
def test_bullets(text: str, expected: list[tuple[str, int]]) -> None:
    found = bullets(blocks(document(text)), frozenset({"- 12 -"}))
    assert [(bullet.text.text, bullet.list_no) for bullet in found] == expected
