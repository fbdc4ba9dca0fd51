"""Patterns of a user that would run for ever: the document ends, failed, and says which row."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from extract.limits import USUAL_LIMITS
from shisaku.cli import main
from shisaku.readers import Reading
from shisaku.work import document_row, rows_of_file
from tests.builders.plan_text import card, plan

ENDLESS = r"(?:取|取取)+$"
ROW = f"""
[[style]]
name = "endless"
pattern = '{ENDLESS[:-1]}(?P<n>NUM)$'
read = "ordinal"
number = "{{n}}"
"""
IN_LAYOUT = ROW.replace("[[style]]", "[[numbering.style]]")
LIMITED = Reading(limits=replace(USUAL_LIMITS, pattern_seconds=1))
TEXT = plan("取" * 60 + "！", card(実施事業="事業1", 担当課="情報課"))


@pytest.mark.parametrize("by", ["layout.toml", "vocabulary"])
def test_the_document_fails_with_the_figure(tmp_path: Path, by: str) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(TEXT, encoding="utf-8")
    words = tmp_path / "words"
    words.mkdir()
    if by == "layout.toml":
        path.with_name(by).write_text(IN_LAYOUT, "utf-8")
        reading = LIMITED
    else:
        (words / "numbering.toml").write_text(ROW, encoding="utf-8")
        reading = replace(LIMITED, vocabulary=words)
    rows = rows_of_file(path, reading)
    assert document_row(rows)["status"] == "failed"
    (issue,) = rows["issues"]
    assert issue["code"] == "pattern-timeout"
    assert "1秒" in str(issue["message"]) and "numbering.toml" in str(issue["message"])


@pytest.mark.parametrize("command", [["inspect", "--explain"], ["init"]])
def test_other_commands_say_so(
    tmp_path: Path, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(TEXT, encoding="utf-8")
    path.with_name("layout.toml").write_text(IN_LAYOUT, "utf-8")
    name, *more = command
    assert main([name, str(path), "--max-pattern-time", "1", "--lang", "en", *more]) == 2
    assert "took longer than 1 s" in capsys.readouterr().err
