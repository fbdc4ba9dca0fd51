"""The data dictionary says what the declarations say, and the committed one is current."""

from pathlib import Path

import pytest

from normalize.dictionary import main, markdown, overview
from normalize.schema import Table, load_schema

COMMITTED = Path(__file__).parents[2] / "docs" / "tables.md"


def test_committed_dictionary_is_current() -> None:
    current = COMMITTED.read_text(encoding="utf-8") == markdown()
    assert current, "run: python -m normalize.dictionary"


@pytest.mark.parametrize("table", load_schema().tables, ids=lambda table: table.name)
def test_every_column_has_a_line_in_its_section(table: Table) -> None:
    section = markdown().split(f"\n## {table.name} (")[1].split("\n## ")[0]
    assert table.description in section and table.description_ja in section
    lines = [line for line in section.splitlines() if line.startswith("| `")]
    assert len(lines) == len(table.columns)
    for column, line in zip(table.columns, lines, strict=True):
        assert line.startswith(f"| `{column.name}` | {column.title_ja} | {column.type} |")
        assert column.description_ja in line
        assert all(
            f"`{value}` {ja}" in line for value, ja in zip(column.enum, column.enum_ja, strict=True)
        )
        assert column.references is None or f"`{column.references}`" in line


def test_overview_has_a_line_for_each_table() -> None:
    lines = overview().splitlines()
    assert [line.split("`")[1] for line in lines[2:]] == list(load_schema().table_names)
    assert {line.count("|") for line in lines} == {5}


def test_main_writes_the_file_it_is_given(tmp_path: Path) -> None:
    path = tmp_path / "new" / "tables.md"
    main([str(path)])
    assert path.read_bytes().decode() == markdown()


def test_main_writes_docs_by_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    main([])
    assert (tmp_path / "docs" / "tables.md").read_bytes().decode() == markdown()
