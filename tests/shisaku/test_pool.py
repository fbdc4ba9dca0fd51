"""Worker processes: every loss costs one document."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from shisaku import pool
from shisaku.limits import NO_LIMITS, Limits
from shisaku.task import Lost, Staged
from tests.builders.faulty_tasks import task

Run = Callable[..., Any]

posix = pytest.mark.skipif(os.name == "nt", reason="signals end a process otherwise there")


def results(
    folder: Path, names: Sequence[str], workers: int = 2, limits: Limits = NO_LIMITS
) -> dict[str, Staged | Lost]:
    paths = [folder / f"{name}.txt" for name in names]
    for path in paths:
        path.touch()
    return {p.stem: r for p, r in pool.in_workers(iter(paths), task, workers, limits)}


@posix
@pytest.mark.parametrize("workers", [1, 3])
def test_each_loss_is_one_documents(tmp_path: Path, workers: int) -> None:
    names = ["a", "exit", "b", "kill", "c", "hang", "memory", "d"]
    found = results(tmp_path, names, workers, Limits(seconds=6, memory_mb=500))
    lost = {name: result for name, result in found.items() if isinstance(result, Lost)}
    assert lost == {
        "exit": Lost("worker-died", "exit 7"),
        "kill": Lost("worker-died", "SIGKILL"),
        "hang": Lost("time-limit", "6"),
        "memory": Lost("memory-limit", "500"),
    }
    assert set(found) == set(names)


@posix
def test_a_worker_that_was_killed_by_chance_costs_nothing(tmp_path: Path) -> None:
    assert all(isinstance(r, Staged) for r in results(tmp_path, ["once", "a"]).values())


def test_output_that_cannot_be_written_ends_the_run(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No space left"):
        results(tmp_path, ["a", "disk", "b"])


def test_sources_are_taken_when_a_worker_is_free(tmp_path: Path) -> None:
    taken: list[Path] = []

    def sources() -> Iterator[Path]:
        for n in range(6):
            path = tmp_path / f"{n}.txt"
            path.touch()
            taken.append(path)
            yield path

    ahead = [
        len(taken) - done
        for done, _ in enumerate(pool.in_workers(sources(), task, 2, NO_LIMITS), 1)
    ]
    assert len(ahead) == 6 and max(ahead) <= 2


def test_workers_are_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "MOST_TASKS", 2)
    found = results(tmp_path, list("abcde"), workers=1)
    pids = {r.outcome.message for r in found.values() if isinstance(r, Staged)}
    assert len(pids) == 3


def test_nothing_to_do_starts_nothing() -> None:
    assert list(pool.in_workers(iter(()), task, 2, NO_LIMITS)) == []
