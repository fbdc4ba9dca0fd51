"""What the README says works as it stands there."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from normalize.schema import load_schema
from shisaku.arguments import argument_parser
from shisaku.messages import Messages

Run = Callable[..., Any]


@pytest.fixture(scope="module")
def readme(root: Path) -> str:
    return (root / "README.md").read_text(encoding="utf-8")


def test_examples_run(
    run: Run,
    readme: str,
    root: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (file,) = (root / "data" / "raw").glob("*/*/003_*.txt")
    run("convert", file, "--out", tmp_path / "data" / "parquet", "--quiet")
    monkeypatch.chdir(tmp_path)
    code = "\n".join(re.findall(r"^```python\n(.*?)^```", readme, re.M | re.S))
    exec(code, {})
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 3
    assert all(line.split(" p. 1 ")[0] == line.split(" p. 1 ")[1] for line in lines)


def test_commands_exist(readme: str) -> None:
    parser = argument_parser(Messages("en"))
    told = set(re.findall(r"`shisaku ([^`]+)`", readme))
    assert {line.split()[0] for line in told} >= {"convert", "issues", "inspect", "evaluate"}
    for line in told:
        assert parser.parse_args(line.split()).command == line.split()[0]


def test_every_state_is_explained(readme: str) -> None:
    schema = load_schema()
    for table, column in (
        ("documents", "status"),
        ("documents", "municipality_status"),
        ("legal_tags", "status"),
        ("schedule_spans", "start_status"),
        ("schedule_spans", "reliability"),
    ):
        for value in schema.table(table).column(column).enum:
            assert f"`{value}`" in readme, (table, column, value)
