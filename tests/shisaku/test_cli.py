"""The command line as a whole: help, languages, consoles."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from shisaku.cli import main

Run = Callable[..., Any]
COMMANDS = ("convert", "inspect", "schema", "evaluate")


@pytest.mark.parametrize("arguments", [[], *([command] for command in COMMANDS)])
@pytest.mark.parametrize("language", ["ja_JP.UTF-8", "C"])
def test_help_teaches_by_example(
    arguments: list[str],
    language: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LC_ALL", language)
    with pytest.raises(SystemExit) as ended:
        main([*arguments, "--help"])
    assert ended.value.code == 0
    text = capsys.readouterr().out
    assert " ".join(["  shisaku", *arguments]) in text
    assert ("例:" in text) is language.startswith("ja")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["nothing"],
        ["convert"],
        ["convert", "x"],
        ["convert", "x", "--out", "y", "--workers", "0"],
        ["convert", "x", "--out", "y", "--workers", "two"],
        ["schema", "--format", "xml"],
        ["schema", "--lang", "fr"],
    ],
)
def test_wrong_use_is_status_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "usage:" in capsys.readouterr().err


def test_help_loads_nothing_heavy(root: Path) -> None:
    code = (
        "import sys, shisaku.cli\n"
        "try: shisaku.cli.main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'pyarrow', 'pandas', 'fugashi', 'rich', 'numpy', 'pebble', 'normalize'}\n"
        "sys.exit(' '.join(heavy & set(sys.modules)) or 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("encoding", ["cp932", "ascii"])
def test_consoles_of_other_encodings(encoding: str, plan: Path, root: Path) -> None:
    plan.write_text("第1章 概要〜🗾\n本文です。\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "shisaku.cli", "inspect", str(plan), "--lang", "ja"],
        cwd=root,
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": encoding},
    )
    assert done.stderr == b""
    assert done.returncode == 0
    assert ("概要" if encoding == "cp932" else "?").encode(encoding) in done.stdout


def test_an_interrupt_is_no_traceback(
    run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("shisaku.inspect_view.rows_of_file", interrupted)
    answer = run("inspect", plan, "--lang", "en")
    assert answer.status == 130
    assert answer.err.startswith("Interrupted")


@pytest.mark.skipif(os.name == "nt", reason="pipes close differently there")
def test_a_reader_that_leaves_is_no_error(root: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "shisaku.cli", "schema", "--format", "json"],
        cwd=root,
        stdout=write,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (0, b"")
