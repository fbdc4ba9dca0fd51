"""What a Dask worker does for a run: one source at a time in a process of this machine.

The process is that of a local run, so limits, tries and the replacing of workers mean the same,
and a document that kills its process leaves the Dask worker alone.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from multiprocessing import current_process
from pathlib import Path

from extract.frozen import frozen
from shisaku.fingerprint import ingredients
from shisaku.limits import Limits
from shisaku.pool import Pool
from shisaku.readers import Reading
from shisaku.task import Lost, Refused, Staged, Task

IDLE_SECONDS = 60.0
"""How long a process waits for the next source before it goes."""

Ingredients = tuple[tuple[str, str], ...]


@frozen
class Job:
    """A run as its workers know it: its name, what to do, and what the submitting machine has.

    ``aside`` is the folder where unfinished documents are written, on every machine.
    """

    run: str
    task: Task
    limits: Limits
    reading: Reading
    aside: Path
    alike: Ingredients


def do_source(path: Path, job: Job) -> Staged | Lost | Refused | OSError:
    """The task for one source; errors are values, for Dask would try them again elsewhere."""
    with _pool(job) as pool:
        try:
            ((_, result),) = pool.results(iter((path,)))
        except (Refused, OSError) as error:
            return error
    return result


def checked(path: Path, job: Job) -> Staged:
    """The task where this machine has all that it takes; raises Refused otherwise, and OSError."""
    if not job.aside.is_dir():
        raise Refused("cluster-not-shared", str(job.aside))
    if not path.exists():
        raise Refused("cluster-not-shared", str(path))
    if names := _unlike(job.reading, job.alike):
        raise Refused("cluster-unlike", ", ".join(names))
    return job.task(path)


@cache
def _unlike(reading: Reading, alike: Ingredients) -> tuple[str, ...]:
    """Names of what this process has otherwise than it should."""
    here = ingredients(reading)
    return tuple(name for name, value in alike if here.get(name) != value)


_lock = threading.Lock()
_idle: dict[str, list[tuple[Pool, threading.Timer]]] = {}


@contextmanager
def _pool(job: Job) -> Iterator[Pool]:
    """A pool of one process that no other thread has, kept for the next source of the run."""
    with _lock:
        waiting = _idle.get(job.run)
        pool, timer = waiting.pop() if waiting else (None, None)
    if timer is not None:
        timer.cancel()
    if pool is None:
        _allow_children()
        pool = Pool(1, partial(checked, job=job), job.limits)
    try:
        yield pool
    except BaseException:
        pool.end()
        raise
    timer = threading.Timer(IDLE_SECONDS, _end_idle, (job.run, pool))
    timer.daemon = True
    with _lock:
        _idle.setdefault(job.run, []).append((pool, timer))
    timer.start()


def _end_idle(run: str, pool: Pool) -> None:
    with _lock:
        kept = [entry for entry in _idle.get(run, ()) if entry[0] is not pool]
        is_idle = len(kept) < len(_idle.get(run, ()))
        _idle[run] = kept
        if not kept:
            del _idle[run]
    if is_idle:
        pool.end()


def _allow_children() -> None:
    """A worker with a nanny is a daemon, which may start no process, for nobody would end it.

    Ours end with their parent by themselves.
    """
    vars(current_process()).get("_config", {}).pop("daemon", None)
