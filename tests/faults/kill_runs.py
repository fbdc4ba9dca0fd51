"""Kills runs and their workers at random moments, and looks whether anything is lost.

``python -m tests.faults.kill_runs --kills 200 --documents 320 --seed 1`` prints the figures and
ends with 1 if a document was lost, seen by halves, or differs from an undisturbed run in a byte.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.builders.batches import make_batch
from tests.faults.dataset_reader import digests, watching

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("extract", "parsers", "normalize", "shisaku")


@dataclass(slots=True)
class Figures:
    """What was done and what was seen; ``reads`` by what a reader saw of a document."""

    documents: int = 0
    runs: int = 0
    kills: Counter[str] = field(default_factory=Counter)
    reads: Counter[str] = field(default_factory=Counter)
    lost: int = 0
    different: int = 0
    seconds: float = 0.0

    @property
    def is_clean(self) -> bool:
        return not (self.lost or self.different or self.reads["half"])


@dataclass(frozen=True, slots=True)
class Place:
    """Folders of one trial: a copy of the program, so that nobody edits it meanwhile, and data."""

    code: Path
    inputs: Path
    out: Path

    def start(self, out: Path, *options: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "shisaku.cli", "convert", str(self.inputs)]
        return subprocess.Popen(
            [*command, "--out", str(out), "--quiet", "--lang", "en", *options],
            cwd=self.code,
            env={**os.environ, "PYTHONPATH": str(self.code)},
            stderr=subprocess.DEVNULL,
        )


def make_place(folder: Path, documents: int, seed: int) -> Place:
    place = Place(folder / "code", folder / "in", folder / "out")
    if place.code.exists():
        return place
    for package in PACKAGES:
        ignore = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / package, place.code / package, ignore=ignore)
    make_batch(place.inputs, documents, seed)
    return place


def kill_runs(place: Place, kills: int, seed: int, pause: float = 3.0) -> Figures:
    """Runs with kills until there were enough of them, then one without; raises for a hang."""
    chance, figures, begun = random.Random(seed), Figures(), time.monotonic()
    reference = place.out.with_name("reference")
    if not reference.exists():
        place.start(reference).wait()
    whole = digests(reference)
    figures.documents = len(whole)
    with watching(place.out, whole) as reads:
        while figures.kills.total() < kills:
            force = ["--force"] if chance.random() < 0.25 else []
            run = place.start(place.out, "--workers", str(chance.choice([1, 2, 3])), *force)
            figures.runs += 1
            _disturb(run, chance, figures, kills, pause)
            listed = len(list(place.out.glob("documents/*.parquet")))
            print(
                f"{figures.runs} runs, {figures.kills.total()} kills, {listed} listed", flush=True
            )
        if place.start(place.out, "--workers", "2").wait(timeout=900) > 1:
            raise RuntimeError("the last run did not end well")
        figures.runs += 1
        time.sleep(0.5)
    figures.reads = reads
    after = digests(place.out)
    figures.lost = len(whole.keys() - after.keys())
    figures.different = sum(whole.get(name) != digest for name, digest in after.items())
    figures.seconds = time.monotonic() - begun
    return figures


def _disturb(
    run: subprocess.Popen[bytes],
    chance: random.Random,
    figures: Figures,
    kills: int,
    pause: float,
) -> None:
    """Kill workers of a run now and then, until it ends or is killed itself."""
    while figures.kills.total() < kills:
        try:
            run.wait(chance.uniform(0, pause))
            return
        except subprocess.TimeoutExpired:
            pass
        workers = _workers(run.pid)
        victim = chance.choice(workers) if workers and chance.random() < 0.4 else run.pid
        try:
            os.kill(victim, signal.SIGKILL)
        except ProcessLookupError:
            continue
        figures.kills["run" if victim == run.pid else "worker"] += 1
        if victim == run.pid:
            break
    run.wait(timeout=900)


def _workers(parent: int) -> Sequence[int]:
    """The worker processes of a run."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            own = int((path / "stat").read_text().rpartition(")")[2].split()[1]) == parent
            if own and b"spawn_main" in (path / "cmdline").read_bytes():
                found.append(int(path.name))
        except OSError:
            continue
    return sorted(found)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--documents", type=int, default=320)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pause", type=float, default=3.0, help="most seconds between two kills")
    parser.add_argument("--folder", type=Path, help="of an earlier trial, to go on with its files")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="shisaku-kills-") as folder:
        place = make_place(asked.folder or Path(folder), asked.documents, asked.seed)
        figures = kill_runs(place, asked.kills, asked.seed, asked.pause)
    print(figures)
    return 0 if figures.is_clean else 1


if __name__ == "__main__":
    sys.exit(main())
