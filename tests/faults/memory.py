"""What a worker holds over many documents.

``python -m tests.faults.memory --documents 2000`` prints the most memory that one worker had held
after each tenth of them, without ever being replaced.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from shisaku import pool
from shisaku.limits import NO_LIMITS
from shisaku.store import discard
from shisaku.task import Staged, stage
from tests.builders.batches import make_batch


def peaks(folder: Path, documents: int) -> list[int]:
    """Peak of the worker in MiB after each document."""
    make_batch(folder / "in", documents)
    (folder / "aside").mkdir()
    paths = iter(sorted(p for p in (folder / "in").rglob("*") if p.is_file()))
    found = []
    for _, result in pool.in_workers(paths, partial(stage, aside=folder / "aside"), 1, NO_LIMITS):
        if isinstance(result, Staged):
            found.append(result.peak_mb)
            discard(result)
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=2000)
    documents = parser.parse_args(arguments).documents
    pool.MOST_TASKS = sys.maxsize
    with tempfile.TemporaryDirectory(prefix="shisaku-memory-") as name:
        found = peaks(Path(name), documents)
    step = max(1, len(found) // 10)
    for n in range(step, len(found) + 1, step):
        print(f"after {n:5} documents: {found[n - 1]} MiB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
