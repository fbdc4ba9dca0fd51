"""What the text path costs: start-up, one whole plan, and how cost grows with size.

Run: python bench/text_cost.py [--runs N]. Every figure is a whole process, start-up included:
CPU seconds (user + system) and peak memory as the operating system counts them. Quote the
medians and the growth ratios; single times say more about the machine than about the program.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Cost:
    """One finished process: CPU and wall seconds, peak memory in MiB."""

    cpu: float
    wall: float
    memory: float


def measure(command: list[str]) -> Cost:
    """Run a command and ask the kernel what it used; a failing command ends the benchmark."""
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in {0, 1}:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    wall = time.perf_counter() - began
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024)


def report(name: str, costs: list[Cost], megabytes: float, base: Cost | None) -> Cost:
    """Print the medians of several runs, the throughput, and the growth against a first case."""
    middle = Cost(
        statistics.median(c.cpu for c in costs),
        statistics.median(c.wall for c in costs),
        max(c.memory for c in costs),
    )
    rate = f"{megabytes / middle.cpu:6.2f} MB/s" if megabytes else " " * 11
    growth = f"x{middle.cpu / base.cpu:6.1f}" if base else ""
    spread = f"{min(c.cpu for c in costs):.2f}–{max(c.cpu for c in costs):.2f}"
    print(
        f"{name:24} cpu {middle.cpu:7.2f} s ({spread})  wall {middle.wall:7.2f} s"
        f"  {middle.memory:6.0f} MiB  {rate}  {growth}"
    )
    return middle


def main() -> None:
    """Measure help, then the largest text of data/raw once, ten and a hundred times over."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="runs of each small case")
    parser.add_argument("--largest", type=int, default=100, help="most repetitions of the text")
    options = parser.parse_args()
    shisaku = [sys.executable, "-m", "shisaku.cli"]
    print(f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} cores")
    report("shisaku --help", [measure([*shisaku, "--help"]) for _ in range(options.runs)], 0, None)
    source = max((ROOT / "data" / "raw").rglob("*.txt"), key=lambda path: path.stat().st_size)
    text = source.read_bytes()
    base: Cost | None = None
    for times in (t for t in (1, 10, 100) if t <= options.largest):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "plan.txt"
            path.write_bytes((text + b"\n") * times)
            command = [*shisaku, "convert", str(path), "--out", str(Path(folder) / "out")]
            runs = options.runs if times == 1 else max(1, options.runs // times)
            costs = [measure(command) for _ in range(runs)]
            cost = report(f"{source.name[:12]}… × {times}", costs, len(text) * times / 1e6, base)
            base = base or cost


if __name__ == "__main__":
    main()
