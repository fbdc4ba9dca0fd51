"""Files that libraries map into memory, given back to the system when they have been read."""

from __future__ import annotations

import ctypes
import mmap
import sys
from collections.abc import Iterator
from pathlib import Path

_MAPS = Path("/proc/self/maps")


def release(folder: Path) -> int:
    """Let go of the pages of files below a folder that are mapped to be read; how many mappings.

    What is read again comes back from the file. None on systems other than Linux, where
    ``/proc/self/maps`` tells what is mapped (proc(5)).
    """
    if not sys.platform.startswith("linux"):
        return 0
    try:
        places = list(_places(_MAPS.read_text("utf-8", "replace"), folder.resolve()))
    except OSError:  # a system that does not tell
        return 0
    madvise = ctypes.CDLL(None).madvise
    madvise.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int)
    return sum(madvise(start, end - start, mmap.MADV_DONTNEED) == 0 for start, end in places)


def _places(maps: str, folder: Path) -> Iterator[tuple[int, int]]:
    """First address, and the one behind the last, of each shared mapping that is only read."""
    for line in maps.splitlines():
        fields = line.split(maxsplit=5)
        # Pages of a private mapping may have been written to, and would be lost.
        if len(fields) == 6 and fields[1] == "r--s" and Path(fields[5]).is_relative_to(folder):
            start, _, end = fields[0].partition("-")
            yield int(start, 16), int(end, 16)
