"""What one document may cost a worker."""

from __future__ import annotations

import sys
from pathlib import Path

from extract.frozen import frozen


@frozen
class Limits:
    """Seconds a document may take and MiB a worker may hold; None means no limit."""

    seconds: float | None = None
    memory_mb: int | None = None


NO_LIMITS = Limits()


def can_limit_memory() -> bool:
    """Whether this system keeps a process below a size: Linux does, macOS and Windows do not."""
    return sys.platform.startswith("linux")


def limit_memory(limits: Limits) -> None:
    """Keep this process below its memory: what asks for more gets a MemoryError.

    What counts is memory that only this process has: not the dictionaries and libraries that are
    files. The system counts what is asked for, of which libraries use but a part; so what is
    asked for and unused when a worker starts comes on top of the limit.
    """
    if limits.memory_mb is None or not can_limit_memory():
        return
    import resource

    unused = max(0, _own("VmData") - _own("RssAnon"))
    allowed = limits.memory_mb * 2**20 + unused
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    if hard != resource.RLIM_INFINITY:
        allowed = min(allowed, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (allowed, hard))


def peak_mb() -> int:
    """The most memory that this process has held so far, in MiB; 0 where Linux does not say."""
    # Not getrusage: its figure begins with that of the parent.
    return _own("VmHWM") // 2**20


def _own(name: str) -> int:
    """A size of this process in bytes, as Linux has it; 0 where that is not known."""
    try:
        lines = Path("/proc/self/status").read_text("ascii", "replace").splitlines()
    except OSError:
        return 0
    found = next((line for line in lines if line.startswith(f"{name}:")), "")
    return int(found.split()[1]) * 1024 if found else 0
