"""Bytes of a file up to a limit, without room for the whole limit."""

from __future__ import annotations

import tracemalloc
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from extract.regular_file import open_regular, read_bytes, read_most

FAR = 1 << 29


@given(st.binary(max_size=40), st.integers(0, 45))
def test_so_many_and_one_more(content: bytes, most: int) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "plan.txt"
        path.write_bytes(content)
        assert read_bytes(path, most) == content[: most + 1]


def test_a_small_file_takes_little_room(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(b"x" * 1000)
    tracemalloc.start()
    try:
        assert read_bytes(path, FAR) == b"x" * 1000
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 1 << 20


def test_what_a_file_gained_meanwhile_is_read(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(b"")
    content = b"x" * 200_000
    with open_regular(path) as file, path.open("ab") as writer:
        writer.write(content)
        writer.flush()
        assert read_most(file, FAR) == content
