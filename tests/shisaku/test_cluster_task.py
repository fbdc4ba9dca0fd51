"""What a Dask worker does, without Dask; and the options of a cluster."""

from __future__ import annotations

import pickle
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from shisaku import cluster_task
from shisaku.arguments import argument_parser
from shisaku.cluster_task import Job, checked, do_source
from shisaku.fingerprint import ingredients
from shisaku.limits import NO_LIMITS
from shisaku.messages import Messages
from shisaku.readers import AS_USUAL
from shisaku.task import Refused, Staged
from tests.builders.faulty_tasks import task

Run = Callable[..., Any]


@pytest.fixture
def job(tmp_path: Path) -> Iterator[Job]:
    (tmp_path / "aside").mkdir()
    yield Job(str(tmp_path), task, NO_LIMITS, AS_USUAL, tmp_path / "aside", ())
    for pool, timer in cluster_task._idle.pop(str(tmp_path), []):
        timer.cancel()
        pool.end()


def pid(result: object) -> str | None:
    assert isinstance(result, Staged)
    return result.outcome.message


def source(folder: Path, name: str) -> Path:
    path = folder / f"{name}.txt"
    path.touch()
    return path


def test_a_process_stays_for_the_next_source(tmp_path: Path, job: Job) -> None:
    a, b = (do_source(source(tmp_path, name), job) for name in "ab")
    assert pid(a) == pid(b)


def test_a_process_without_work_goes(
    tmp_path: Path, job: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster_task, "IDLE_SECONDS", 0.0)
    a = do_source(source(tmp_path, "a"), job)
    for timer in threading.enumerate():
        if isinstance(timer, threading.Timer):
            timer.join()
    assert job.run not in cluster_task._idle
    assert pid(do_source(source(tmp_path, "b"), job)) != pid(a)


def test_errors_are_values(tmp_path: Path, job: Job) -> None:
    assert isinstance(do_source(source(tmp_path, "disk"), job), OSError)
    missing = do_source(tmp_path / "missing.txt", job)
    assert isinstance(missing, Refused) and missing.detail == str(tmp_path / "missing.txt")


def test_a_machine_without_the_output_folder_is_refused(tmp_path: Path) -> None:
    job = Job("r", task, NO_LIMITS, AS_USUAL, tmp_path / "nowhere", ())
    with pytest.raises(Refused) as told:
        checked(source(tmp_path, "a"), job)
    assert (told.value.name, told.value.detail) == ("cluster-not-shared", str(tmp_path / "nowhere"))


def test_a_machine_with_other_things_is_refused(tmp_path: Path) -> None:
    alike = tuple({**ingredients(AS_USUAL), "python": "2.7"}.items())
    with pytest.raises(Refused) as told:
        checked(source(tmp_path, "a"), Job("r", task, NO_LIMITS, AS_USUAL, tmp_path, alike))
    assert "python" in told.value.detail
    again = pickle.loads(pickle.dumps(told.value))
    assert (again.name, again.detail, again.machine) == told.value.args


def test_a_vocabulary_is_one_of_the_ingredients(tmp_path: Path) -> None:
    from dataclasses import replace

    words = tmp_path / "words"
    words.mkdir()
    (words / "marks.toml").write_text('glyphs = ["☆"]\n', encoding="utf-8")
    told = [ingredients(replace(AS_USUAL, vocabulary=v))["vocabulary"] for v in (None, words)]
    assert told[0] != told[1]
    (words / "marks.toml").write_text('glyphs = ["★"]\n', encoding="utf-8")
    assert ingredients(replace(AS_USUAL, vocabulary=words))["vocabulary"] not in told


@pytest.mark.parametrize(
    "options",
    [
        ["--engine", "dask"],
        ["--scheduler", "tcp://a:1"],
        ["--engine", "dask", "--scheduler", "tcp://a:1", "--workers", "3"],
    ],
)
def test_options_that_do_not_go_together(run: Run, tmp_path: Path, options: list[str]) -> None:
    answer = run("convert", tmp_path, "--out", tmp_path / "out", *options, "--lang", "en")
    assert answer.status == 2 and "--scheduler ADDRESS" in answer.err


def test_without_the_library(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shisaku.reading_options.find_spec", lambda name: None)
    options = ["--engine", "dask", "--scheduler", "tcp://a:1"]
    answer = run("convert", tmp_path, "--out", tmp_path / "out", *options)
    assert answer.status == 2 and '".[cluster]"' in answer.err


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("url", ["s3://plans/in", "memory://in", "file://host/in", "https://a/b"])
def test_addresses_are_refused_with_the_reason(
    url: str, language: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as told:
        argument_parser(Messages(language)).parse_args(["convert", url, "--out", "out"])
    assert told.value.code == 2 and url in capsys.readouterr().err


@pytest.mark.parametrize(
    ("given", "path"),
    [("file:///a/%E8%A8%88%20b", "/a/計 b"), ("file://localhost/a", "/a"), ("a:b//c", "a:b//c")],
)
def test_places(given: str, path: str) -> None:
    asked = argument_parser(Messages("en")).parse_args(["convert", given, "--out", given])
    assert asked.inputs == [Path(path)] and asked.out == Path(path)
