"""The command line as a whole: help, languages, consoles."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.version import PROGRAM_VERSION
from shisaku.cli import main
from shisaku.usage import in_japanese

Run = Callable[..., Any]
COMMANDS = ("convert", "issues", "inspect", "schema", "evaluate")
WRONG_USES = [
    [],
    ["nothing"],
    ["convert"],
    ["convert", "x"],
    ["convert", "x", "--out", "y", "--workers", "0"],
    ["convert", "x", "--out", "y", "--workers", "two"],
    ["convert", "x", "--out"],
    ["issues"],
    ["issues", "x", "y"],
    ["issues", "x", "--severity", "bad"],
    ["schema", "--format", "xml"],
    ["schema", "--lang", "fr"],
    ["inspect", "x.pdf", "--password", "wrong"],
    ["convert", "in", "--ou", "out"],
    ["--versio"],
]


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


@pytest.mark.parametrize("arguments", WRONG_USES)
@pytest.mark.parametrize(("language", "word"), [("ja_JP.UTF-8", "使い方:"), ("C", "usage:")])
def test_wrong_use_is_status_2(
    arguments: list[str],
    language: str,
    word: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LC_ALL", language)
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    told = capsys.readouterr().err
    assert told.startswith(word)
    assert re.search(r"shisaku( \w+)? --help", told.splitlines()[-1])
    if word != "usage:":
        assert re.search("required|invalid|expected|unrecognized|usage|error:", told) is None
        assert all(re.search("[ぁ-ん]", line) for line in told.splitlines()[-2:])


@pytest.mark.parametrize(
    ("english", "japanese"),
    [
        ("argument --out: expected one argument", "--out: 値が1つ必要です。"),
        (
            "argument --format: invalid choice: 'xml' (choose from text, json)",
            "--format: 'xml' は選べません。次から選んでください: text, json",
        ),
        ("argument COMMAND: something new", "コマンド: something new"),
        ("something new", "something new"),
    ],
)
def test_errors_of_argparse_in_japanese(english: str, japanese: str) -> None:
    assert in_japanese(english) == japanese


@given(st.text())
def test_any_error_is_told(message: str) -> None:
    assert bool(in_japanese(message)) is bool(message)


@pytest.mark.parametrize("arguments", [["--help"], *([command, "--help"] for command in COMMANDS)])
def test_help_in_the_language_asked_for(
    arguments: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    with pytest.raises(SystemExit):
        main([*arguments, "--lang", "ja"])
    told = capsys.readouterr().out
    assert told.startswith("使い方: shisaku") and "オプション:" in told
    assert re.search("usage:|options:|arguments:|show this", told) is None


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"shisaku {PROGRAM_VERSION}\n"


def test_help_loads_nothing_heavy(root: Path) -> None:
    code = (
        "import sys, shisaku.cli\n"
        "try: shisaku.cli.main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'pyarrow', 'pandas', 'fugashi', 'rich', 'numpy', 'normalize'}\n"
        "sys.exit(' '.join(heavy & set(sys.modules)) or 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("encoding", ["cp932", "ascii"])
def test_consoles_of_other_encodings(encoding: str, plan: Path, root: Path) -> None:
    plan.write_text("第1章 概要〜−–⺠🗾\n本文です。\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "shisaku.cli", "inspect", str(plan), "--lang", "ja"],
        cwd=root,
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": encoding},
    )
    assert done.stderr == b""
    assert done.returncode == 0
    shown = "概要～－-民〓" if encoding == "cp932" else "?"
    assert shown.encode(encoding) in done.stdout


def test_a_question_mark_is_an_unknown_value_only(root: Path) -> None:
    (file,) = (root / "data" / "raw").glob("*/*/003_*.txt")
    done = subprocess.run(
        [sys.executable, "-m", "shisaku.cli", "inspect", str(file), "--lang", "ja"],
        cwd=root,
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "cp932"},
    )
    lines = [line for line in done.stdout.decode("cp932").splitlines() if "?" in line]
    assert lines and [line for line in lines if not re.search(r"～\?|\?～", line)] == []


def test_an_interrupt_is_no_traceback(
    run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
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


def test_the_package_is_a_program_too() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "shisaku", "--version"], capture_output=True, text=True, check=True
    )
    assert PROGRAM_VERSION in done.stdout
