"""A small plan, and a command line that answers with status and output."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from shisaku.cli import main

PLAN = """第２次甲乙市情報化計画

第1章 計画の概要

1 計画の目的

本計画は情報化を進めるためのものです。

2 推進スケジュール

項目\t2019年度\t2020年度
計画\t▲策定\t◎評価
"""


class Answer(NamedTuple):
    status: int
    out: str
    err: str


Run = Callable[..., Answer]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def answer(*arguments: object) -> Answer:
        status = main([str(argument) for argument in arguments])
        return Answer(status, *capsys.readouterr())

    return answer


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "unknown" / "small" / "plan.txt"
    path.parent.mkdir(parents=True)
    path.write_text(PLAN, encoding="utf-8")
    return path
