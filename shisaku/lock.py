"""One run at a time on an output folder."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from shisaku.sources import SourceError

# Far behind what is written: Windows lets nobody read the bytes that are locked.
_AT = 1 << 20


@contextmanager
def locked(path: Path, shown: Path) -> Iterator[bool]:
    """Hold the lock file; whether the run that held it last ended without letting go.

    The system gives the lock free when its holder ends, however that happens; the number in the
    file is for people, and stays there when the holder was killed. Raises SourceError
    ``already-running`` if another process has it (``shown`` is the folder to name), OSError.
    """
    # Never deleted: another process could have it open, and both would hold "the" lock.
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        holder = os.read(descriptor, 20).decode("ascii", "replace").strip()
        if not _lock(descriptor):
            raise SourceError("already-running", path=shown, pid=holder or "?")
        _write(descriptor, f"{os.getpid()}\n")
        yield bool(holder)
        _write(descriptor, "")
    finally:
        os.close(descriptor)


def _write(descriptor: int, text: str) -> None:
    os.ftruncate(descriptor, 0)
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.write(descriptor, text.encode("ascii"))


def _lock(descriptor: int) -> bool:
    """Whether this process has the lock now; closing the file gives it back."""
    if sys.platform == "win32":
        import msvcrt

        os.lseek(descriptor, _AT, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:  # the same number for "taken" and for everything else
            return False
        return True
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
