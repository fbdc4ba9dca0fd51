"""Tasks for worker processes that go wrong as the name of their file says."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

# Loaded here, before a worker is ready: on a busy machine that alone may take a limit's time.
import normalize.build
import normalize.write  # noqa: F401
from shisaku.task import Staged, stage_rows
from shisaku.work import failed_rows


def task(path: Path) -> Staged:
    """An ``empty`` document, unless the name says ``exit``, ``kill``, ``hang``, ``memory`` …

    ``parent`` ends the process that its worker belongs to.
    ``once`` is a file that kills its first worker only; it leaves a mark beside itself.
    """
    match path.stem.partition("-")[0]:
        case "exit":
            os._exit(7)
        case "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        case "parent":
            os.kill(os.getppid(), signal.SIGKILL)
            time.sleep(3600)
        case "hang":
            time.sleep(3600)
        case "memory":
            return task(path.with_name(f"ok{len(bytes(2**40))}"))
        case "disk":
            raise OSError(28, "No space left on device")
        case "once" if not path.with_suffix(".mark").exists():
            path.with_suffix(".mark").touch()
            os.kill(os.getpid(), signal.SIGKILL)
    aside = path.parent / "aside"
    aside.mkdir(exist_ok=True)
    return stage_rows(path, failed_rows(path, "empty", str(os.getpid())), aside)
