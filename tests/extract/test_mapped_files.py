"""Pages of mapped files are let go, and come back when they are read again."""

from __future__ import annotations

import mmap
import sys
from pathlib import Path

import pytest

from extract.mapped_files import release

ONLY_LINUX = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="needs /proc/self/maps"
)
SIZE = 64 * mmap.PAGESIZE


def _in_memory(path: Path) -> int:
    """KiB of a mapped file that count as memory of this process."""
    found, total = False, 0
    for line in Path("/proc/self/smaps").read_text("utf-8", "replace").splitlines():
        if line.startswith("Rss:"):
            total += int(line.split()[1]) if found else 0
        elif "-" in line.split()[0]:
            found = line.endswith(str(path))
    return total


@ONLY_LINUX
def test_pages_go_and_come_back(tmp_path: Path) -> None:
    path, other = tmp_path / "a" / "words", tmp_path / "b"
    path.parent.mkdir()
    for each, letter in ((path, b"x"), (other, b"y")):
        each.write_bytes(letter * SIZE)
    with path.open("rb") as file, other.open("rb") as beside:
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        kept = mmap.mmap(beside.fileno(), 0, access=mmap.ACCESS_READ)
        assert mapped[:] + kept[:] == b"x" * SIZE + b"y" * SIZE
        assert _in_memory(path) == _in_memory(other) == SIZE // 1024
        assert release(path.parent) == 1
        assert (_in_memory(path), _in_memory(other)) == (0, SIZE // 1024)
        assert mapped[:] == b"x" * SIZE


@ONLY_LINUX
def test_what_was_written_to_stays(tmp_path: Path) -> None:
    path = tmp_path / "words"
    path.write_bytes(b"x" * SIZE)
    with path.open("rb") as file:
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY)
        mapped[0] = ord("y")
        assert release(tmp_path) == 0
        assert mapped[0] == ord("y")


def test_nothing_is_mapped_from_an_empty_folder(tmp_path: Path) -> None:
    assert release(tmp_path) == 0
