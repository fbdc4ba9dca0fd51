"""Many machines: workers come and go, and the dataset is that of a local run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from shisaku import cluster
from shisaku.limits import NO_LIMITS, Limits
from shisaku.readers import AS_USUAL
from shisaku.sources import SourceError
from shisaku.task import Lost, Staged
from tests.builders import dask_cluster
from tests.builders.faulty_tasks import task
from tests.faults.dataset_reader import digests
from tests.faults.kill_runs import ROOT, Place, make_place

pytest.importorskip("distributed", reason="the extra cluster is not installed")
pytestmark = pytest.mark.skipif(os.name == "nt", reason="processes are killed by signals here")

Run = Callable[..., Any]
LIMIT = 240


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A copy of the program, documents, and what a local run makes of them in ``reference``."""
    made = make_place(tmp_path_factory.mktemp("cluster"), 30, 3)
    assert made.start(made.out.with_name("reference")).wait(LIMIT) == 1
    return made


@contextmanager
def started(place: Place, out: Path, address: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "shisaku.cli", "convert", str(place.inputs), "--out", str(out)]
    run = subprocess.Popen(
        [*command, "--engine", "dask", "--scheduler", address, "--quiet", "--lang", "en"],
        cwd=place.code,
        env={**os.environ, "PYTHONPATH": str(place.code)},
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield run
    finally:
        run.kill()
        run.communicate()


def wait_for_documents(out: Path, run: subprocess.Popen[str], count: int) -> None:
    while run.poll() is None and len(list(out.glob("documents/*.parquet"))) < count:
        time.sleep(0.05)
    assert run.poll() is None, "the run ended before anything could happen to it"


def test_a_worker_that_goes_away_and_one_that_comes(place: Place, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with (
        dask_cluster.cluster(place.code, tmp_path / "dask") as made,
        started(place, out, made.address) as run,
    ):
        first = made.worker()
        wait_for_documents(out, run, 3)
        made.worker()
        first.kill()
        run.communicate(timeout=LIMIT)
    assert run.returncode == 1
    assert digests(out) == digests(place.out.with_name("reference"))
    assert [path.name for path in (out / ".shisaku").glob("unfinished-*")] == []


def test_a_scheduler_that_goes_away(place: Place, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with (
        dask_cluster.cluster(place.code, tmp_path / "dask", [""]) as made,
        started(place, out, made.address) as run,
    ):
        wait_for_documents(out, run, 2)
        made.scheduler.kill()
        _, said = run.communicate(timeout=LIMIT)
    assert run.returncode == 2 and "Run again" in said and "Traceback" not in said
    assert place.start(out).wait(LIMIT) == 1
    assert digests(out) == digests(place.out.with_name("reference"))


def test_a_worker_of_another_version_is_refused(place: Place, tmp_path: Path) -> None:
    other = tmp_path / "code"
    shutil.copytree(place.code, other)
    with (other / "parsers" / "data" / "marks.toml").open("a") as file:
        file.write("# edited\n")
    with (
        dask_cluster.cluster(place.code, tmp_path / "dask") as made,
        started(place, tmp_path / "out", made.address) as run,
    ):
        made.worker(code=other)
        _, said = run.communicate(timeout=LIMIT)
    assert run.returncode == 2
    assert "differs from this machine (program)" in said and "Traceback" not in said


@pytest.fixture
def alike(monkeypatch: pytest.MonkeyPatch) -> None:
    """All machines count as having the same, whatever is edited while the tests run."""
    monkeypatch.setattr(cluster, "ingredients", lambda reading: {})


def results(
    folder: Path, names: list[str], address: str, limits: Limits = NO_LIMITS
) -> dict[str, Staged | Lost]:
    def taken() -> Iterator[Path]:
        for name in names:
            path = folder / f"{name}.txt"
            path.touch()
            yield path

    (folder / "aside").mkdir(exist_ok=True)
    found = cluster.in_cluster(taken(), task, address, limits, AS_USUAL, folder / "aside")
    return {path.stem: result for path, result in found}


@pytest.mark.usefixtures("alike")
def test_each_loss_is_one_documents(tmp_path: Path) -> None:
    names = ["a", "exit", "b", "kill", "once", "hang", "memory", "c"]
    with dask_cluster.cluster(ROOT, tmp_path / "dask", ["--nanny", ""]) as made:
        found = results(tmp_path, names, made.address, Limits(seconds=6, memory_mb=500))
    lost = {name: result for name, result in found.items() if isinstance(result, Lost)}
    assert lost == {
        "exit": Lost("worker-died", "exit 7"),
        "kill": Lost("worker-died", "SIGKILL"),
        "hang": Lost("time-limit", "6"),
        "memory": Lost("memory-limit", "500"),
    }
    assert set(found) == set(names)


@pytest.mark.usefixtures("alike")
def test_a_document_that_ends_dask_workers_takes_no_other_with_it(tmp_path: Path) -> None:
    names = ["a", "b", "parent", "c", "d", "e"]
    with dask_cluster.cluster(ROOT, tmp_path / "dask", ["--nanny --nthreads=3"]) as made:
        found = results(tmp_path, names, made.address)
    lost = {name for name, result in found.items() if isinstance(result, Lost)}
    assert lost == {"parent"} and set(found) == set(names)


@pytest.mark.usefixtures("alike")
def test_output_that_cannot_be_written_ends_the_run(tmp_path: Path) -> None:
    with (
        dask_cluster.cluster(ROOT, tmp_path / "dask", [""]) as made,
        pytest.raises(OSError, match="No space left"),
    ):
        results(tmp_path, ["a", "disk", "b"], made.address)


@pytest.mark.usefixtures("alike")
def test_without_workers_a_run_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 0.1)
    monkeypatch.setattr(cluster, "_LOOK", 0.1)
    with (
        dask_cluster.cluster(ROOT, tmp_path / "dask") as made,
        pytest.raises(SourceError) as told,
    ):
        results(tmp_path, ["a"], made.address)
    assert told.value.name == "cluster-no-workers"


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nothing://here"])
def test_no_scheduler_there(
    run: Run, tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "_ANSWER", 0.5)
    path = tmp_path / "plan.txt"
    path.write_text("第1章 計画\n", encoding="utf-8")
    out = tmp_path / "out"
    answer = run("convert", path, "--out", out, "--engine", "dask", "--scheduler", address)
    assert answer.status == 2 and address in answer.err
    assert not list(out.glob("documents/*"))


def test_nothing_to_do_needs_no_cluster(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text("第1章 計画\n", encoding="utf-8")
    first = run("convert", path, "--out", tmp_path / "out")
    again = run(
        "convert", path, "--out", tmp_path / "out", "--engine=dask", "--scheduler=tcp://-:1"
    )
    assert again.status == first.status < 2
