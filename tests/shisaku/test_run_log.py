"""What a run says while it goes on."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.progress import Progress, TextColumn

from shisaku.console import console
from shisaku.messages import Messages
from shisaku.run_log import BarLog

Run = Callable[..., Any]


def test_json_is_one_object_a_line(run: Run, plan: Path, tmp_path: Path) -> None:
    plan.with_name("a.pdf").touch()
    (plan.parent / "picture.png").touch()
    arguments = ["convert", plan.parent, "--out", tmp_path / "out", "--log-format", "json"]
    events = [json.loads(line) for line in run(*arguments).err.splitlines()]
    assert [e["event"] for e in events] == [
        *("note", "started", "document", "document", "note", "finished"),
    ]
    assert events[1]["documents"] == 2
    good, bad = events[2], events[3]
    assert (good["status"], good["code"], good["unchanged"]) == ("ok", None, False)
    assert (bad["status"], bad["code"], bad["errors"]) == ("failed", "pdf-empty", 1)
    assert good["source"] == str(plan) and good["document_id"] == "unknown-small"
    counts = {name: events[-1][name] for name in ("ok", "partial", "failed", "unchanged")}
    assert counts == {"ok": 1, "partial": 0, "failed": 1, "unchanged": 0}


@pytest.mark.parametrize("wrong", ["nowhere", "file"])
def test_faults_are_json_too(run: Run, plan: Path, tmp_path: Path, wrong: str) -> None:
    (tmp_path / "file").touch()
    given, out = (plan, tmp_path / "file") if wrong == "file" else ("nowhere", tmp_path / "out")
    answer = run("convert", given, "--out", out, "--log-format", "json")
    (event,) = [json.loads(line) for line in answer.err.splitlines()]
    assert answer.status == 2 and event["event"] == "note" and wrong in event["message"]


@pytest.mark.parametrize(
    ("language", "told"), [("ja", "完了 2  一部 0  失敗 1"), ("en", "ok 2  partial 0  failed 1")]
)
def test_the_bar_counts_by_status(language: Any, told: str) -> None:
    stream = io.StringIO()
    with Progress(TextColumn("{task.fields[told]}"), console=console(stream)) as bar:
        log = BarLog(bar, Messages(language))
        log.started(3)
        for status in ("ok", "failed", "ok"):
            log.arrived(status)
        log.note("[red]plain[/red]")
    assert told in stream.getvalue()
    assert "[red]plain[/red]" in stream.getvalue()
