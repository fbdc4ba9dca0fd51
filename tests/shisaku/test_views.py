"""What inspect and schema print."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from normalize.dictionary import markdown
from normalize.schema import load_schema

Run = Callable[..., Any]


def test_inspect_shows_what_was_read(run: Run, plan: Path) -> None:
    answer = run("inspect", plan, "--lang", "ja")
    assert answer.status == 0
    for text in ("unknown-small", "第1章", "計画の概要", "2019", "▲", "確認事項"):
        assert text in answer.out
    assert "\x1b" not in answer.out


@pytest.mark.parametrize("language", ["ja", "en"])
def test_inspect_of_every_document(run: Run, root: Path, language: str) -> None:
    files = sorted((root / "data" / "raw").glob("*/*/*.txt"))
    assert files
    for file in files:
        answer = run("inspect", file, "--lang", language)
        assert answer.status in (0, 1)
        assert max(cell_len(line) for line in answer.out.splitlines()) <= 100
        assert "None" not in answer.out


def test_inspect_of_a_failed_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    answer = run("inspect", tmp_path / "empty.txt", "--lang", "ja")
    assert answer.status == 1
    assert "failed" in answer.out and "[empty]" in answer.out


@pytest.mark.parametrize("given", [".", "nowhere.txt", "a.docx"])
def test_inspect_takes_one_plan(run: Run, tmp_path: Path, given: str) -> None:
    (tmp_path / "a.docx").touch()
    answer = run("inspect", tmp_path / given)
    assert answer.status == 2
    assert str(tmp_path / given) in answer.err


@pytest.mark.parametrize("language", ["ja", "en"])
def test_schema_as_text(run: Run, language: str) -> None:
    everything = run("schema", "--lang", language).out
    assert all(name in everything for name in load_schema().table_names)
    one = run("schema", "--table", "schedule_spans", "--lang", language).out
    table = load_schema().table("schedule_spans")
    assert all(name in one for name in table.column_names)
    assert "…" not in one


def test_schema_as_json(run: Run) -> None:
    found = json.loads(run("schema", "--format", "json").out)
    assert [table["name"] for table in found["tables"]] == list(load_schema().table_names)
    (one,) = json.loads(run("schema", "--table", "measures", "--format", "json").out)["tables"]
    assert one["primary_key"] == ["document_id", "measure_id"]


def test_schema_as_markdown(run: Run) -> None:
    assert run("schema", "--format", "markdown").out == markdown()
    for name in load_schema().table_names:
        part = run("schema", "--table", name, "--format", "markdown").out
        assert part.startswith(f"## {name} (") and part in markdown()


def test_schema_of_no_table(run: Run) -> None:
    answer = run("schema", "--table", "nothing", "--lang", "en")
    assert answer.status == 2
    assert "nothing" in answer.err and "measures" in answer.err
