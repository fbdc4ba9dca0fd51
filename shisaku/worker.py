"""One worker process, with a pipe of its own: whatever happens to it, no other one waits for it.

A pool whose workers share a pipe shares its lock too, and a worker that is killed while it holds
the lock stops all of them.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from contextlib import suppress
from multiprocessing import connection, get_context, parent_process
from pathlib import Path
from typing import Any

from extract.frozen import frozen
from shisaku.collector import calm_collector
from shisaku.limits import Limits, limit_memory
from shisaku.task import Lost, Refused, Staged, Task

Answer = Staged | Lost | Refused | OSError
"""What became of a task. OSError: its files could not be written."""
_READY = "ready"


@frozen
class Doing:
    """A task that a worker has; ``until`` is when its time is up, by ``time.monotonic``.

    None is no limit, or a worker that has not started yet.
    """

    path: Path
    until: float | None


class Worker:
    """A process that does one task after the other. ``doing`` is None while it is idle."""

    def __init__(self, task: Task, limits: Limits) -> None:
        # spawn: a fork would copy the progress bar's thread; it is also all that Windows has.
        context = get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, task, limits), daemon=True)
        self._process.start()
        theirs.close()  # or the pipe would not end with the process
        self._limits = limits
        self._is_ready = False
        self.doing: Doing | None = None
        self.done = 0

    @property
    def events(self) -> tuple[Any, Any]:
        """What to wait for: an answer, or the end of the process."""
        return self.pipe, self._process.sentinel

    def give(self, path: Path) -> None:
        """Start a task; a worker that has died meanwhile will answer so."""
        self.doing = Doing(path, self._until())
        with suppress(OSError):  # it has died: its end is an event
            self.pipe.send(path)

    def answer(self) -> Answer | None:
        """What became of the task; None while it runs. After a Lost the worker is no more."""
        assert self.doing is not None
        # Asked before the pipe: what has ended can answer no more between the two.
        has_ended = not self._process.is_alive()
        try:
            if self.pipe.poll():
                answer: Answer | str = self.pipe.recv()
                if not isinstance(answer, str):
                    self.doing, self.done = None, self.done + 1
                    return answer
                self._is_ready = True
                self.doing = Doing(self.doing.path, self._until())
                return None
        except (EOFError, OSError):
            return self._dead()
        if has_ended:
            return self._dead()
        if self.doing.until is not None and time.monotonic() >= self.doing.until:
            return Lost("time-limit", f"{self._limits.seconds:g}")
        return None

    def end(self) -> None:
        """Kill the process, whatever it is doing."""
        self._process.kill()
        self._process.join()
        self.pipe.close()

    def _until(self) -> float | None:
        seconds = self._limits.seconds
        return time.monotonic() + seconds if seconds is not None and self._is_ready else None

    def _dead(self) -> Lost:
        self._process.join(5)
        code = self._process.exitcode
        names = {-one: one.name for one in signal.Signals}
        return Lost("worker-died", names.get(code or 0, f"exit {code}"))


def _serve(pipe: connection.Connection[Any, Any], task: Task, limits: Limits) -> None:
    """Tasks in, answers out, until the pipe ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what an interrupt means
    threading.Thread(target=_end_with_parent, daemon=True).start()
    limit_memory(limits)
    calm_collector()
    with suppress(OSError):
        pipe.send(_READY)
    while True:
        try:
            path = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            answer: Answer = task(path)
        except Refused as error:
            answer = error
        except OSError as error:
            answer = OSError(error.errno, error.strerror or str(error))
        except MemoryError:
            answer = Lost("memory-limit", f"{limits.memory_mb or '-'}")
        try:
            pipe.send(answer)
        except OSError:
            return


def _end_with_parent() -> None:
    """A parent that is killed cannot end its workers; one that hangs would stay for ever."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
