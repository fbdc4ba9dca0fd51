"""A few kills: the small version of ``python -m tests.faults.kill_runs``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.kill_runs import kill_runs, make_place


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="workers are found in /proc")
def test_kills_lose_nothing(tmp_path: Path) -> None:
    figures = kill_runs(make_place(tmp_path, 30, 7), kills=10, seed=7, pause=1.2)
    assert figures.kills.total() == 10 and figures.documents == 30
    assert figures.reads["whole"] > 30
    assert figures.is_clean, figures
