"""A Dask scheduler and its workers as processes of this machine, on the loopback only."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

_SETTINGS = {
    # One death of a worker is enough for a document to be under suspicion.
    "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0",
    "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "60s",
}


class Cluster:
    """Processes that import the program from ``code``; ``address`` is that of the scheduler."""

    def __init__(self, code: Path, folder: Path) -> None:
        self._code, self._folder = code, folder
        self._file = folder / "scheduler.json"
        self._processes: list[subprocess.Popen[bytes]] = []
        self.scheduler = self._start("scheduler", "--scheduler-file", str(self._file), "--port=0")
        self.address = self._wait_for_address()

    def worker(self, *options: str, code: Path | None = None) -> subprocess.Popen[bytes]:
        """Start a worker of one thread, without a nanny unless ``options`` say so."""
        nanny = () if "--nanny" in options else ("--no-nanny",)
        known = ("--nthreads=1", "--memory-limit=0", "--local-directory", str(self._folder))
        return self._start("worker", self.address, *known, *nanny, *options, code=code)

    def end(self) -> None:
        for process in reversed(self._processes):
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def _start(self, kind: str, *options: str, code: Path | None = None) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.dask_{kind}", "--no-dashboard"]
        with (self._folder / f"{kind}{len(self._processes)}.log").open("wb") as log:
            process = subprocess.Popen(
                [*command, "--host=127.0.0.1", *options],
                cwd=self._folder,
                env={**os.environ, **_SETTINGS, "PYTHONPATH": str(code or self._code)},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._processes.append(process)
        return process

    def _wait_for_address(self) -> str:
        for _ in range(600):
            with suppress(OSError, ValueError, KeyError):
                return str(json.loads(self._file.read_text())["address"])
            if self.scheduler.poll() is not None:
                break
            time.sleep(0.1)
        self.end()
        raise RuntimeError((self._folder / "scheduler0.log").read_text())


@contextmanager
def cluster(code: Path, folder: Path, workers: Sequence[str] = ()) -> Iterator[Cluster]:
    """A cluster with a worker for each of some options ("" for none), ended at the end."""
    folder.mkdir()
    made = Cluster(code, folder)
    try:
        for options in workers:
            made.worker(*options.split())
        yield made
    finally:
        made.end()
