"""Roles printed in front of departments, and names that hold a separator."""

from __future__ import annotations

import pytest

from parsers.departments import split_departments
from tests.builders.documents import shown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "主管：情報課、市民課　関係：税務課",
            [("情報課", "lead"), ("市民課", "lead"), ("税務課", "related")],
        ),
        ("主担当： 情報課", [("情報課", "lead")]),
        ("◎情報課、市民課", [("情報課", "lead"), ("市民課", None)]),
        ("関係課", [("関係課", None)]),
    ],
)
def test_roles(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(d.name.text, d.role) for d in split_departments(shown(text))] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("防災・安全課、総務課", ["防災・安全課", "総務課"]),
        ("子育て・教育部・こども課", ["子育て・教育部", "こども課"]),
        ("企画・財政", ["企画", "財政"]),
        ("市民課・標準化", ["市民課", "標準化"]),
    ],
)
def test_a_separator_inside_a_name(text: str, expected: list[str]) -> None:
    assert [d.name.text for d in split_departments(shown(text))] == expected
