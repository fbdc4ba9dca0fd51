"""Files that may lie in any folder: a pipe, a device or a socket is refused before it blocks."""

from __future__ import annotations

import errno
import hashlib
import io
import os
import stat
from pathlib import Path

from extract.limits import Limits
from extract.model import UnreadableFile

# Without it, opening a pipe waits for someone to write into it. Windows has none such.
_AT_ONCE = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)

_AT_LEAST = 1 << 16
MOST_TEXT = 16 * 1024 * 1024
"""Bytes up to which a file of settings, rows or a password is read."""


class NotRegular(OSError):
    """What was opened is a folder, a pipe, a device or a socket."""


def open_regular(path: Path) -> io.BufferedReader:
    """An ordinary file, opened to read bytes; OSError if it is not there or no such file.

    The kind is asked of what was opened, so a file that is swapped in between is refused too.
    """
    descriptor = os.open(path, os.O_RDONLY | _AT_ONCE)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise NotRegular(None, "not a regular file", str(path))
        return os.fdopen(descriptor, "rb")
    except BaseException:
        os.close(descriptor)
        raise


def read_bytes(path: Path, most: int) -> bytes:
    """The bytes of an ordinary file, at most so many and one more; OSError as ``open_regular``."""
    with open_regular(path) as file:
        return read_most(file, most)


def read_most(file: io.BufferedReader, most: int) -> bytes:
    """The bytes of an open file from here on, at most so many and one more."""
    # A plain read(most + 1) asks for room for so many at once, which a process with limited
    # memory does not get. A file that grows meanwhile has more than it said.
    at_once = max(min(os.fstat(file.fileno()).st_size, most) + 1, _AT_LEAST)
    parts, left = list[bytes](), most + 1
    while left and (part := file.read(min(at_once, left))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def read_small_text(path: Path) -> str:
    """The text of a UTF-8 file that a person wrote, line ends as line feeds, without a mark.

    OSError as ``open_regular`` and for more than ``MOST_TEXT`` bytes, UnicodeDecodeError.
    """
    data = read_bytes(path, MOST_TEXT)
    if len(data) > MOST_TEXT:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
    return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


def digest_of(path: Path) -> str:
    """SHA-256 of an ordinary file in 64 hex digits; OSError as ``open_regular``."""
    with open_regular(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def checked_digest(path: Path, limits: Limits) -> str:
    """SHA-256 of a file that is small enough.

    Raises UnreadableFile ``not-readable`` (absent, no permission, no ordinary file),
    ``too-large``.
    """
    try:
        with open_regular(path) as file:
            refuse_size(os.fstat(file.fileno()).st_size, limits)
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise not_readable(error) from error


def refuse_size(size: int, limits: Limits) -> None:
    """Raises UnreadableFile ``too-large`` for more bytes than allowed; both figures are told."""
    if size > limits.max_bytes:
        figures = f"{size:,} > {limits.max_bytes:,} bytes"
        raise UnreadableFile(
            "too-large",
            f"The file has {size:,} bytes; the limit is {limits.max_bytes:,}.",
            figures,
        )


def not_readable(error: OSError) -> UnreadableFile:
    """The refusal of a file that the system does not give."""
    if isinstance(error, FileNotFoundError):
        return UnreadableFile("not-readable", "There is no such file.", error.strerror)
    if isinstance(error, NotRegular):
        message = "There is no such file: this is a folder, a pipe or a device."
        return UnreadableFile("not-readable", message, error.strerror)
    reason = error.strerror or "unknown reason"
    return UnreadableFile("not-readable", f"Cannot read the file: {reason}.", reason)
