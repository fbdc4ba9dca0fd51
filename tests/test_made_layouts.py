"""Plans in many layouts, as text: what is expected of each stands beside its builder."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from normalize.validate import validate
from tests.builders.documents import rows
from tests.builders.made_layout import MadeLayout, projected, shown

FOLDER = Path(__file__).parent / "builders"
LAYOUTS: list[MadeLayout] = [
    layout
    for path in sorted(FOLDER.glob("layouts_*.py"))
    for layout in importlib.import_module(f"tests.builders.{path.stem}").LAYOUTS
]


def test_names_are_distinct() -> None:
    names = [layout.name for layout in LAYOUTS]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_layout(layout: MadeLayout) -> None:
    tables = rows(layout.text)
    assert validate(tables) == ()
    for table, expected in layout.expected.items():
        found = projected(shown(tables, table), expected)
        assert found == [dict(row) for row in expected], table
    assert set(layout.issues) <= {row["code"] for row in tables["issues"]}
