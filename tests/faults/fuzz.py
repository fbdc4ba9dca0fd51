"""Damaged files through readers and parsers, in processes of their own.

    python -m tests.faults.fuzz --text 40000 --pdf 10000 --seconds 900

Prints figures: inputs, rate, refusals by code, findings. A finding is an exception that is not
declared, rows that break the contract, a process that died, or one that hangs; its input is kept
in ``--keep``. Exit status 1 if there is one.
"""

from __future__ import annotations

import argparse
import multiprocessing
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

from tests.faults.fuzz_check import Suffix, check_file
from tests.faults.fuzz_inputs import pdf_input, text_input

HANG = 10.0
"""Seconds without an answer after which a process is taken to hang."""


class Told(NamedTuple):
    """What became of one input: ``read``, a code of refusal, or ``finding`` with its traceback."""

    seed: int
    what: str
    detail: str = ""


class Finding(NamedTuple):
    """Something that must not happen, and the input that makes it happen."""

    suffix: Suffix
    seed: int
    detail: str


@dataclass(slots=True)
class Figures:
    """What a run came to."""

    inputs: int = 0
    seconds: float = 0.0
    outcomes: Counter[str] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)

    def __str__(self) -> str:
        rate = self.inputs / self.seconds if self.seconds else 0.0
        codes = ", ".join(f"{code} {count:,}" for code, count in self.outcomes.most_common())
        found = f"{len(self.findings)} findings"
        return f"{self.inputs:,} inputs, {rate:.0f}/s, {found}; {codes}"


def made(suffix: Suffix, seed: int, shared: Path | None = None) -> bytes:
    """The input of a seed."""
    return text_input(seed) if suffix == ".txt" else pdf_input(seed, shared)


def run(suffix: Suffix, seeds: range, seconds: float, shared: Path | None = None) -> Figures:
    """Check the inputs of the seeds until the time is up; a process that dies is replaced."""
    figures, begun, at = Figures(), time.perf_counter(), seeds.start
    while at < seeds.stop and (left := seconds - (time.perf_counter() - begun)) > 0:
        for told in _process(suffix, range(at, seeds.stop), left, shared):
            at = told.seed + 1
            figures.inputs += 1
            figures.outcomes[told.what] += 1
            if told.detail:
                figures.findings.append(Finding(suffix, told.seed, told.detail))
    figures.seconds = time.perf_counter() - begun
    return figures


def _process(suffix: Suffix, seeds: range, seconds: float, shared: Path | None) -> Iterator[Told]:
    """What one process tells, until it is done, has died, hangs, or the time is up."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(suffix, seeds, shared, theirs), daemon=True)
    process.start()
    theirs.close()
    deadline, at = time.perf_counter() + seconds, seeds.start
    # Starting takes a while on a busy machine; it is no hang.
    patience = HANG + 30
    try:
        while at < seeds.stop and time.perf_counter() < deadline:
            if not ours.poll(patience):
                yield Told(at, "hang", f"no answer within {patience:.0f} s")
                return
            try:
                told: Told = ours.recv()
            except EOFError:
                process.join(HANG)
                yield Told(at, "died", f"exit {process.exitcode}")
                return
            yield told
            at, patience = told.seed + 1, HANG
    finally:
        process.kill()
        process.join()


def _work(suffix: Suffix, seeds: range, shared: Path | None, answer: Connection) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"plan{suffix}"
        for seed in seeds:
            path.write_bytes(made(suffix, seed, shared))
            try:
                answer.send(Told(seed, check_file(path)))
            except Exception:
                answer.send(Told(seed, "finding", traceback.format_exc(limit=-4)))


def main() -> int:
    """Run, keep what was found, print figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--text", type=int, default=2000, help="inputs of text")
    parser.add_argument("--pdf", type=int, default=500, help="inputs of PDF")
    parser.add_argument("--seconds", type=float, default=300.0, help="at most, for each kind")
    parser.add_argument("--first", type=int, default=0, help="first seed")
    parser.add_argument("--shared", type=Path, help="folder with more PDFs to damage")
    parser.add_argument("--keep", type=Path, help="folder for inputs of findings")
    asked = parser.parse_args()
    failed = False
    wanted: tuple[tuple[Suffix, int], ...] = ((".txt", asked.text), (".pdf", asked.pdf))
    for suffix, count in wanted:
        seeds = range(asked.first, asked.first + count)
        figures = run(suffix, seeds, asked.seconds, asked.shared)
        print(f"{suffix}: {figures}", flush=True)
        for finding in figures.findings:
            failed = True
            print(f"seed {finding.seed}: {finding.detail}", flush=True)
            if asked.keep:
                asked.keep.mkdir(parents=True, exist_ok=True)
                kept = asked.keep / f"{finding.seed}{suffix}"
                kept.write_bytes(made(suffix, finding.seed, asked.shared))
    return int(failed)


if __name__ == "__main__":
    raise SystemExit(main())
