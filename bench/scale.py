"""What all municipalities' plans cost in machines, time and storage, from figures measured here.

Run from the root of the checkout: python -m bench.scale [--ocr-share 0.05] [--cores 16] …

Measured by CPU time, so that other work on the machine counts little. What is printed are the
figures, the formulas, and a table for several mixtures. Scans need tesseract with Japanese.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.scale_parts import Cost, Publishing, found_again, measured, publishing, start_cost
from shisaku.pool import MOST_TASKS

GIB = 2**30
FORMULAS = """\
documents D = municipalities × plans, pages P = D × pages of a plan
worker CPU  = P × (text share × text + PDF share × (pdf + OCR share × scan)) + D / {most} × start
wall        = worker CPU / (machines × cores × use) / 3600, never less than D × publish
storage     = inputs: P × bytes of a source page
              tables: P × bytes of tables a page + D × (tables of an empty document + notes)
files       = D × files of a document (blocks of 4 KiB: {blocks} GiB on most disks)
memory      = cores × peak of a worker"""


@dataclass(frozen=True, slots=True)
class Task:
    """How much there is to do, and with what; ``use`` is the part of a core that is of use."""

    municipalities: int
    plans: int
    pages: int
    machines: int
    cores: int
    use: float

    @property
    def documents(self) -> int:
        return self.municipalities * self.plans

    @property
    def all_pages(self) -> int:
        return self.documents * self.pages


@dataclass(frozen=True, slots=True)
class Mix:
    """Shares of pages: of texts among all, of scans among those of PDFs."""

    text: float
    ocr: float


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured; ``scan`` None where tesseract is missing."""

    text: Cost
    pdf: Cost
    scan: Cost | None
    start: float
    publishing: Publishing
    found: float


def measure(runs: int) -> Figures:
    """All figures, from processes of their own."""
    from extract.ocr_words import has_tesseract

    return Figures(
        measured("text", runs),
        measured("pdf", runs),
        measured("scan", max(1, runs // 2)) if has_tesseract() else None,
        statistics.median(start_cost() for _ in range(runs)),
        publishing(200),
        found_again(2_000),
    )


def worker_seconds(task: Task, mix: Mix, figures: Figures) -> float:
    """CPU seconds of all workers together."""
    scan = figures.scan.cpu if figures.scan else 0.0
    page = mix.text * figures.text.cpu + (1 - mix.text) * (figures.pdf.cpu + mix.ocr * scan)
    return task.all_pages * page + task.documents / MOST_TASKS * figures.start


def wall_seconds(task: Task, mix: Mix, figures: Figures) -> float:
    """Seconds until all is done: of the workers, or of the process that publishes."""
    workers = worker_seconds(task, mix, figures) / (task.machines * task.cores * task.use)
    return max(workers, task.documents * figures.publishing.cpu)


def input_bytes(task: Task, mix: Mix, figures: Figures) -> float:
    """Bytes of the sources."""
    scan = figures.scan.source if figures.scan else 0.0
    pdf = (1 - mix.ocr) * figures.pdf.source + mix.ocr * scan
    return task.all_pages * (mix.text * figures.text.source + (1 - mix.text) * pdf)


def table_bytes(task: Task, mix: Mix, figures: Figures) -> float:
    """Bytes of the tables with journal and report."""
    empty = figures.publishing.empty
    text, pdf = (cost.table_page(empty) for cost in (figures.text, figures.pdf))
    page = mix.text * text + (1 - mix.text) * pdf
    each = empty + figures.publishing.notes
    return task.all_pages * page + task.documents * each


def lines(task: Task, mixes: list[Mix], figures: Figures) -> Iterator[str]:
    """The table, a line for each mixture."""
    yield "| text | scanned PDF pages | worker CPU hours | wall hours | inputs GiB | tables GiB |"
    yield "|---|---|---|---|---|---|"
    for mix in mixes:
        yield (
            f"| {mix.text:.0%} | {mix.ocr:.0%} "
            f"| {worker_seconds(task, mix, figures) / 3600:,.0f} "
            f"| {wall_seconds(task, mix, figures) / 3600:,.1f} "
            f"| {input_bytes(task, mix, figures) / GIB:,.0f} "
            f"| {table_bytes(task, mix, figures) / GIB:,.0f} |"
        )


def told(figures: Figures) -> Iterator[str]:
    """The figures that were measured."""
    for name in ("text", "pdf", "scan"):
        cost: Cost | None = getattr(figures, name)
        if cost is None:
            yield f"{name}: not measured (no tesseract)"
        else:
            yield (
                f"{name}: {cost.cpu * 1000:,.1f} ms CPU, {cost.source / 1024:,.1f} KiB of source, "
                f"{cost.table_page(figures.publishing.empty) / 1024:,.1f} KiB of tables a page; "
                f"peak {cost.peak_mb} MiB ({cost.pages} pages)"
            )
    each = figures.publishing
    yield f"start of a worker: {figures.start:.2f} s CPU, every {MOST_TASKS} documents"
    yield (
        f"publish: {each.cpu * 1000:.1f} ms CPU a document; {each.notes / 1024:.1f} KiB of journal "
        f"and report, {each.empty / 1024:.0f} KiB of empty tables in {figures.text.files} files"
    )
    yield f"looking at what is there before a run: {figures.found * 1000:.2f} ms CPU a document"


def machine() -> str:
    """What the figures were measured on."""
    info = Path("/proc/cpuinfo")
    named = info.read_text().splitlines() if info.exists() else []
    model = next((x.partition(":")[2].strip() for x in named if x.startswith("model name")), "?")
    return f"{model}, {os.cpu_count()} cores, {platform.platform()}, {platform.python_version()}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--municipalities", type=int, default=1788)
    parser.add_argument("--plans", type=int, default=30)
    parser.add_argument("--pages", type=int, default=100)
    parser.add_argument("--machines", type=int, default=4)
    parser.add_argument("--cores", type=int, default=16)
    parser.add_argument("--use", type=float, default=0.8, help="part of a core that is of use")
    parser.add_argument("--text-share", type=float, default=0.1)
    parser.add_argument("--ocr-share", type=float, help="of the pages of PDFs; several without it")
    parser.add_argument("--runs", type=int, default=5)
    asked = parser.parse_args()
    task = Task(
        asked.municipalities, asked.plans, asked.pages, asked.machines, asked.cores, asked.use
    )
    figures = measure(asked.runs)
    shares = [0.0, 0.05, 0.2, 1.0] if asked.ocr_share is None else [asked.ocr_share]
    mixes = [Mix(1.0, 0.0), *(Mix(asked.text_share, share) for share in shares)]
    blocks = task.documents * figures.text.files * 4096 / GIB
    print(machine(), *told(figures), "", sep="\n")
    print(FORMULAS.format(most=MOST_TASKS, blocks=f"{blocks:,.0f}"), "", sep="\n")
    print(f"{task.documents:,} documents, {task.all_pages:,} pages, {task.machines} machines")
    print(f"of {task.cores} cores, {task.documents * figures.text.files:,} files", "", sep="\n")
    print(*lines(task, mixes, figures), sep="\n")


if __name__ == "__main__":
    main()
