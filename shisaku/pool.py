"""Sources through worker processes: each loss costs one document, and nothing piles up."""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Iterator
from multiprocessing import connection
from pathlib import Path

from shisaku.limits import Limits
from shisaku.task import Lost, Refused, Staged, Task
from shisaku.worker import Worker

MOST_TASKS = 100
"""Documents after which a worker is replaced: what libraries leak goes with it."""
TRIES = 2
"""Times that a document may end its worker: a worker may be killed for another's hunger."""


def in_workers(
    paths: Iterator[Path], task: Task, workers: int, limits: Limits
) -> Iterator[tuple[Path, Staged | Lost]]:
    """What became of each source, as it comes. A source is taken when a worker is free.

    Raises OSError when a worker cannot write. Left early, it ends the workers at once.
    """
    pool = Pool(workers, task, limits)
    try:
        yield from pool.results(paths)
    finally:
        pool.end()


class Pool:
    """Worker processes that stay for the next sources, until ``end``."""

    def __init__(self, size: int, task: Task, limits: Limits) -> None:
        self._size, self._task, self._limits = size, task, limits
        self._workers: list[Worker] = []
        self._again: deque[Path] = deque()
        self._deaths: Counter[Path] = Counter()

    def results(self, paths: Iterator[Path]) -> Iterator[tuple[Path, Staged | Lost]]:
        """As ``in_workers``; after the last result all workers are idle."""
        while self._fill(paths):
            yield from self._answers()

    def end(self) -> None:
        """End the workers at once, whatever they are doing."""
        for worker in list(self._workers):
            self._drop(worker)

    def _fill(self, paths: Iterator[Path]) -> bool:
        """Give every free place a task; whether anything is being done."""
        while True:
            idle = next((w for w in self._workers if w.doing is None), None)
            if idle is None and len(self._workers) >= self._size:
                return True
            path = self._again.popleft() if self._again else next(paths, None)
            if path is None:
                return any(w.doing for w in self._workers)
            if idle is None:
                idle = Worker(self._task, self._limits)
                self._workers.append(idle)
            idle.give(path)

    def _answers(self) -> Iterator[tuple[Path, Staged | Lost]]:
        """Wait until something happens; the tasks that are done, or given up."""
        busy = [worker for worker in self._workers if worker.doing]
        ends = [w.doing.until for w in busy if w.doing and w.doing.until is not None]
        wait = max(0.0, min(ends) - time.monotonic()) if ends else None
        connection.wait([event for worker in busy for event in worker.events], wait)
        for worker in busy:
            doing, answer = worker.doing, worker.answer()
            if doing is None or answer is None:
                continue
            if isinstance(answer, OSError | Refused):
                raise answer
            if isinstance(answer, Lost):
                # One without memory too: what is left of its work would be missing for the next.
                self._drop(worker)
                self._deaths[doing.path] += answer.kind == "worker-died"
                if answer.kind == "worker-died" and self._deaths[doing.path] < TRIES:
                    self._again.append(doing.path)
                    continue
            elif worker.done >= MOST_TASKS:
                self._drop(worker)
            yield doing.path, answer

    def _drop(self, worker: Worker) -> None:
        self._workers.remove(worker)
        worker.end()
