"""Tells, without any PDF library, whether a PDF may have layers (optional content)."""

from __future__ import annotations

import mmap
import re
import zlib
from pathlib import Path

_MARK = b"/OCProperties"
_PACKED = re.compile(rb"/ObjStm\b[^\0]{0,400}?stream\r?\n")
# An object stream holds a few hundred objects; more than this is no catalogue's.
_MOST = 1 << 24


def may_have_layers(path: Path) -> bool:
    """Whether the catalogue names layers; also true where encryption hides what it says.

    ISO 32000-2, 8.11: layers stand in the catalogue under ``OCProperties``.
    """
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        if data.find(_MARK) >= 0 or data.find(b"/Encrypt") >= 0:
            return True
        return any(_MARK in _inflated(data, match.end()) for match in _PACKED.finditer(data))


def _inflated(data: mmap.mmap, start: int) -> bytes:
    """The stream that begins there; what comes before the damage of a damaged one."""
    end = data.find(b"endstream", start)
    try:
        return zlib.decompressobj().decompress(data[start : end if end >= 0 else len(data)], _MOST)
    except zlib.error:
        return b""
