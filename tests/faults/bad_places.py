"""Full disks, read-only outputs, inputs that go away, too little memory: a word, and a way on.

``python -m tests.faults.bad_places`` prints what each of them told and whether the run after it
came to the same bytes as an undisturbed one. What this system does not permit is said so.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.builders.batches import make_batch
from tests.faults.dataset_reader import Digests, digests

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Told:
    """What a run said and how it ended; ``half`` counts documents that are not whole."""

    status: int
    text: str
    half: int


def convert(
    inputs: Path, out: Path, *options: str, before: Callable[[], None] | None = None
) -> Told:
    """One run; ``before`` is done in its process first."""
    command = [sys.executable, "-m", "shisaku.cli", "convert", str(inputs), "--out", str(out)]
    done = subprocess.run(
        [*command, "--quiet", "--lang", "en", *options],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
        preexec_fn=before,
    )
    return Told(done.returncode, done.stderr.strip(), _half(out))


def _half(out: Path) -> int:
    try:
        digests(out)
    except FileNotFoundError:
        return 1
    return 0


def limit_files() -> None:
    """No file may grow beyond some bytes: as on a disk that is full."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (4000, resource.RLIM_INFINITY))


@contextmanager
def small_disk(folder: Path, megabytes: float, *more: str) -> Iterator[bool]:
    """A file system in memory over a folder; False where mounting is not permitted."""
    folder.mkdir(parents=True, exist_ok=True)
    options = ",".join([f"size={int(megabytes * 1024)}k", *more])
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    mounted = subprocess.run(command, capture_output=True, check=False).returncode == 0
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", str(folder)], check=False)


def remount(folder: Path, options: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{options}", str(folder)], check=True)


def show(name: str, told: Told, again: Told, same: bool) -> bool:
    lines = told.text.splitlines() or ["-"]
    print(f"{name}: exit {told.status}, half-written {told.half}: {lines[-1][:160]}")
    print(f"   again: exit {again.status}, bytes as undisturbed: {same}")
    return bool(told.status and not told.half and same and "Traceback" not in told.text)


def full_disk(folder: Path, inputs: Path, whole: Digests) -> bool:
    out = folder / "disk" / "out"
    with small_disk(folder / "disk", 1.5) as mounted:
        if not mounted:
            print("full disk: mounting is not permitted here")
            return True
        told = convert(inputs, out, "--workers", "2")
        remount(folder / "disk", "size=200m")
        again = convert(inputs, out)
        return show("full disk", told, again, digests(out) == whole)


def read_only(folder: Path, inputs: Path, whole: Digests) -> bool:
    out = folder / "disk" / "out"
    with small_disk(folder / "disk", 200, "ro") as mounted:
        if not mounted:
            print("read-only output: mounting is not permitted here")
            return True
        told = convert(inputs, out)
        remount(folder / "disk", "rw")
        again = convert(inputs, out)
        return show("read-only output", told, again, digests(out) == whole)


def small_files(folder: Path, inputs: Path, whole: Digests) -> bool:
    told = convert(inputs, folder / "out", before=limit_files)
    again = convert(inputs, folder / "out")
    return show("file size limit", told, again, digests(folder / "out") == whole)


def little_memory(folder: Path, inputs: Path, whole: Digests) -> bool:
    told = convert(inputs, folder / "out", "--memory-limit", "30")
    again = convert(inputs, folder / "out")
    return show("memory limit", told, again, digests(folder / "out") == whole)


def vanished_input(folder: Path, inputs: Path, whole: Digests) -> bool:
    """A file that goes away between two runs, and comes back."""
    convert(inputs, folder / "out")
    path = sorted(inputs.rglob("*.txt"))[-1]
    kept = path.read_bytes()
    path.unlink()
    told = convert(inputs, folder / "out", "--log-format", "json")
    same = digests(folder / "out") == whole
    path.write_bytes(kept)
    again = convert(inputs, folder / "out")
    return show("vanished input", told, again, same and digests(folder / "out") == whole)


CASES = (full_disk, read_only, small_files, little_memory, vanished_input)


def main(documents: int = 40) -> int:
    ended = []
    for case in CASES:
        with tempfile.TemporaryDirectory(prefix="shisaku-places-") as name:
            folder = Path(name)
            make_batch(folder / "in", documents)
            convert(folder / "in", folder / "reference")
            ended.append(case(folder, folder / "in", digests(folder / "reference")))
    return 0 if all(ended) else 1


if __name__ == "__main__":
    os.environ.setdefault("PYTHONPATH", str(ROOT))
    sys.exit(main())
