"""The engine that is a Dask cluster: sources go to its workers, documents come back by a folder.

All machines see inputs and output under the same path. Only the process that asked changes the
dataset; workers write aside and may come and go.
"""

from __future__ import annotations

import logging
import queue
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import Any
from uuid import uuid4

from shisaku.cluster_task import Job, do_source
from shisaku.fingerprint import ingredients
from shisaku.limits import Limits
from shisaku.readers import Reading
from shisaku.sources import SourceError
from shisaku.task import Lost, Refused, Staged, Task

PATIENCE = 300.0
"""Seconds without any worker after which a run ends; the next one goes on from there."""
_ANSWER = 30.0
"""Seconds in which a scheduler has to answer."""
_LOOK = 2.0
"""Seconds after which the cluster is looked at if nothing has come."""

_KILLED = Lost("worker-died", "KilledWorker")
"""Several Dask workers ended, one after the other, with the source among what they had."""


def in_cluster(
    paths: Iterator[Path],
    task: Task,
    scheduler: str,
    limits: Limits,
    reading: Reading,
    aside: Path,
) -> Iterator[tuple[Path, Staged | Lost]]:
    """What became of each source, as it comes; a few more are sent than workers have threads.

    Raises SourceError for a cluster that is not there or goes away, and for a worker that has
    another version or other folders; OSError when a worker cannot write.
    """
    first = next(paths, None)
    if first is None:  # all is done: no cluster is needed
        return
    job = Job(uuid4().hex, task, limits, reading, aside, tuple(ingredients(reading).items()))
    with _connected(scheduler) as cluster:
        yield from cluster.results(chain((first,), paths), job)


@contextmanager
def _connected(scheduler: str) -> Iterator[_Cluster]:
    # Not by name: its types would have to be there for those who check ours without the extra.
    distributed: Any = import_module("distributed")
    # What it says of every lost connection would stand between the lines of our own log.
    for name in ("distributed", "distributed.client", "tornado.application"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    try:
        client = distributed.Client(
            scheduler, timeout=_ANSWER, set_as_default=False, name="shisaku"
        )
    except (OSError, ValueError) as error:
        raise SourceError("cluster-unreachable", scheduler=scheduler, reason=error) from error
    try:
        yield _Cluster(client, scheduler)
    finally:
        with suppress(Exception):  # a scheduler that is gone needs no goodbye
            client.close(timeout=5)


class _Cluster:
    def __init__(self, client: Any, scheduler: str) -> None:
        self._client, self._scheduler = client, scheduler
        self._done: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._sent: dict[Any, Path] = {}
        self._had_workers = time.monotonic()

    def results(self, paths: Iterator[Path], job: Job) -> Iterator[tuple[Path, Staged | Lost]]:
        suspects = []
        for path, result in self._answers(paths, job):
            if result == _KILLED:
                suspects.append(path)
            else:
                yield path, result
        for path in suspects:
            # Alone, for it may have been another's document that ended the worker of both.
            yield from self._answers(iter((path,)), job)

    def _answers(self, paths: Iterator[Path], job: Job) -> Iterator[tuple[Path, Staged | Lost]]:
        try:
            while self._send(paths, job):
                for future in self._answered():
                    path = self._sent.pop(future)
                    yield path, self._result(path, future, job)
                    future.release()
        finally:
            for future in self._sent:
                with suppress(Exception):
                    future.cancel()

    def _send(self, paths: Iterator[Path], job: Job) -> bool:
        """Give the cluster as much as it can begin; whether anything is being done."""
        room = self._room()
        while len(self._sent) < room and (path := next(paths, None)) is not None:
            future = self._client.submit(do_source, path, job, pure=False)
            self._sent[future] = path
            future.add_done_callback(self._done.put)
        return bool(self._sent)

    def _room(self) -> int:
        """One source for each thread and one for each worker, to be there when it needs it."""
        try:
            threads: Mapping[str, int] = self._client.nthreads()
        except Exception as error:
            raise self._lost() from error
        if threads:
            self._had_workers = time.monotonic()
        elif time.monotonic() - self._had_workers > PATIENCE:
            values = {"scheduler": self._scheduler, "seconds": f"{PATIENCE:g}"}
            raise SourceError("cluster-no-workers", **values)
        return max(1, sum(threads.values()) + len(threads))

    def _lost(self) -> SourceError:
        return SourceError("cluster-lost", scheduler=self._scheduler)

    def _answered(self) -> Iterator[Any]:
        """What has an answer now; nothing if none comes soon."""
        with suppress(queue.Empty):
            yield self._done.get(timeout=_LOOK)
            while True:
                yield self._done.get_nowait()

    def _result(self, path: Path, future: Any, job: Job) -> Staged | Lost:
        try:
            result = future.result()
        except Exception as error:
            if type(error).__name__ == "KilledWorker":
                return _KILLED
            if "Cancelled" in type(error).__name__:
                raise self._lost() from error
            told = f"{type(error).__name__}: {error}".splitlines()[0]
            raise SourceError("cluster-task-failed", reason=told) from error
        if isinstance(result, Refused):
            if result.name == "cluster-not-shared" and not path.exists():
                return job.task(path)  # it went away here too: a failed document like others
            raise SourceError(result.name, machine=result.machine, detail=result.detail)
        if isinstance(result, OSError):
            raise result
        assert isinstance(result, Staged | Lost)
        return result
