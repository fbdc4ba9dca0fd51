"""What the PDF path costs, side by side with other readers on the same pages in one run.

Run: python bench/pdf_cost.py [FILE.pdf …] [--runs N] [--others PYTHON]

Without a file the plan that the tests' own writer makes is read. Every job is a process of its
own; jobs take turns, so that a busy machine slows all alike, and the first turn, in which
Python compiles the modules of all, does not count. ``--others`` names an interpreter
that has camelot-py, tabula-py or PyMuPDF; none of them is a dependency. Quote the medians of
the ratios; single times say more about the machine than about the program. How many cells of
the tables are those that pdfplumber finds is told beside (bench/pdf_cells.py).
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
MANY_PAGES = 1000
CACHE = Path(tempfile.gettempdir()) / "pdf_cost_pycache"


@dataclass(frozen=True, slots=True)
class Cost:
    """One finished job: CPU seconds of its work and of its whole process, pages, peak MiB."""

    work: float
    process: float
    pages: int
    memory: float


def floor(path: Path) -> int:
    """PDFium loads every page and does nothing with it."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    for page in document:
        page.close()
    return len(document)


def reading(path: Path) -> int:
    """Characters, strokes, tables, text in reading order: the pages of the document model."""
    from extract.pdf_file import read_pdf

    return len(read_pdf(path).pages)


def pdfplumber(path: Path) -> int:
    """Text and tables of every page."""
    import pdfplumber

    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_text()
            page.extract_tables()
            page.close()
        return len(document.pages)


def conversion(path: Path) -> int:
    """The whole way from the PDF to Parquet files: the command as somebody gives it."""
    command = [sys.executable, "-c", "from shisaku.cli import main; raise SystemExit(main())"]
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run([*command, "convert", str(path), "--out", folder], check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"convert ended with {done.returncode}")
    return page_count(path)


def another(path: Path) -> int:
    """A conversion in a process that has converted a file before, as all but the first of a
    folder are."""
    from shisaku.cli import main

    with tempfile.TemporaryDirectory() as folder:
        code = main(["convert", str(path), "--out", folder, "--workers", "1"])
    if code not in (0, 1):
        sys.exit(f"convert ended with {code}")
    return page_count(path)


def pymupdf(path: Path) -> int:
    """Text and tables of every page."""
    import pymupdf as library

    document = library.open(path)
    for page in document:
        page.get_text()
        for table in page.find_tables().tables:
            table.extract()
    return len(document)


def camelot(path: Path) -> int:
    """Tables with rulings of every page."""
    import camelot as library

    for table in library.read_pdf(str(path), pages="all", flavor="lattice"):
        table.df.shape  # noqa: B018 - the tables are made when asked for
    return page_count(path)


def tabula(path: Path) -> int:
    """Tables with rulings of every page (a Java program: its CPU time is that of a child)."""
    import tabula as library

    library.read_pdf(path, pages="all", lattice=True, silent=True)
    return page_count(path)


def page_count(path: Path) -> int:
    """Pages of a file, counted without any library; 0 where that cannot be told."""
    return int(os.environ.get("PAGES", "0"))


OWN: dict[str, Callable[[Path], int]] = {
    "floor": floor,
    "reading": reading,
    "pdfplumber": pdfplumber,
    "conversion": conversion,
    "another": another,
}
OTHERS: dict[str, Callable[[Path], int]] = {
    "pymupdf": pymupdf,
    "camelot": camelot,
    "tabula": tabula,
}


def work(name: str, path: Path) -> None:
    """Do one job in this process and print what it cost, or what it found, as the last line."""
    if name == "cells":
        from bench.pdf_cells import agreement, summary

        print(json.dumps(summary(agreement(path))))
        return
    job = (OWN | OTHERS | {"made": made})[name]
    warm(name, path)
    began = cpu()
    pages = job(path)
    print(json.dumps({"work": cpu() - began, "pages": pages}))


def warm(name: str, path: Path) -> None:
    """Imports, and what is made at first use, are start-up and no part of the work.

    A ``conversion`` is a process of its own, whose start-up counts.
    """
    if name == "reading":
        import extract.pdf_file
        import extract.pdfium  # noqa: F401
    elif name == "pdfplumber":
        import pdfplumber  # noqa: F401
    elif name == "floor":
        import pypdfium2  # noqa: F401
    elif name == "another":
        another(path)


def cpu() -> float:
    """CPU seconds of this process and of the children it has waited for."""
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, kinds))


def measure(python: str, name: str, path: Path, pages: int) -> Cost | None:
    """One job in a new process; None when its library is not installed or fails."""
    told, usage = run(python, name, path, pages)
    if told is None:
        return None
    whole = usage.ru_utime + usage.ru_stime
    return Cost(told["work"], whole, told["pages"], usage.ru_maxrss / 1024)


def run(python: str, name: str, path: Path, pages: int) -> tuple[Any, resource.struct_rusage]:
    """What a job in a new process prints last, None when it fails, and what the process used."""
    command = [python, str(Path(__file__).resolve()), "--work", name, str(path)]
    paths = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    environment = {**os.environ, "PYTHONPATH": paths, "PAGES": str(pages)}
    environment |= {"PYTHONPYCACHEPREFIX": str(CACHE)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryFile("w+") as out:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=out, stderr=subprocess.DEVNULL
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        lines = out.read().splitlines()
    failed = process.returncode or not lines
    return None if failed else json.loads(lines[-1]), usage


def compare(path: Path, runs: int, others: str | None, pages: int) -> dict[str, list[Cost]]:
    """All jobs on one file, in turns; jobs that fail when they warm up are left out."""
    jobs = {name: sys.executable for name in OWN}
    jobs |= {name: others for name in OTHERS} if others else {}
    able = [name for name, python in jobs.items() if measure(python, name, path, pages)]
    found: dict[str, list[Cost]] = {name: [] for name in able}
    for _ in range(runs):
        for name in able:
            cost = measure(jobs[name], name, path, pages)
            if cost is not None:
                found[name].append(cost)
    return found


def report(path: Path, found: dict[str, list[Cost]]) -> None:
    """A row a job: milliseconds a page, how many times as fast as pdfplumber, peak memory."""
    pages = found["floor"][0].pages
    print(f"\n{path.name}: {pages} pages")
    print(f"{'job':12} {'ms/page':>9} {'x pdfplumber':>13} {'(from – to)':>14} {'peak MiB':>9}")
    for name, costs in found.items():
        # The work of a conversion is a whole process; so is what it is held against.
        own = [max(c.work, 1e-6) for c in costs]
        base = [c.process if name == "conversion" else c.work for c in found["pdfplumber"]]
        ratios = [b / o for b, o in zip(base, own, strict=False)]
        print(
            f"{name:12} {1000 * statistics.median(own) / pages:9.2f}"
            f" {statistics.median(ratios):13.1f} {min(ratios):6.1f} – {max(ratios):5.1f}"
            f" {max(c.memory for c in costs):9.0f}"
        )


def made(path: Path) -> int:
    """Writes the plan that the tests' own PDF writer draws from the first plan that has arrows.

    A process of its own does it: a job's peak memory is no less than that of who starts it.
    """
    from tests.builders.made_plans import made_plan

    path.write_bytes(made_plan("direct", ROOT / "data" / "raw" / "082112" / "johoka-3"))
    return 0


def repeated(path: Path, folder: Path) -> Path:
    """The same pages over and over, 1,000 of them."""
    import pypdfium2

    source, many = pypdfium2.PdfDocument(path), pypdfium2.PdfDocument.new()
    while len(many) < MANY_PAGES:
        many.import_pages(source, list(range(min(len(source), MANY_PAGES - len(many)))))
    target = folder / "many.pdf"
    many.save(target)
    return target


def main() -> None:
    """Compare on every file, then measure peak memory on 1,000 pages of the first one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--runs", type=int, default=5, help="turns of every job")
    parser.add_argument("--others", help="an interpreter with camelot-py, tabula-py, PyMuPDF")
    parser.add_argument("--no-memory", action="store_true", help="leave the 1,000 pages out")
    parser.add_argument("--work", nargs=2, metavar=("JOB", "FILE"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.work:
        work(options.work[0], Path(options.work[1]))
        return
    print(f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} cores")
    print(time.strftime("%Y-%m-%d"), "load", *(f"{load:.1f}" for load in os.getloadavg()))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = options.files or [folder / "plan.pdf"]
        if not options.files:
            run(sys.executable, "made", files[0], 0)
        for path in files:
            pages = floor(path)
            report(path, compare(path.resolve(), options.runs, options.others, pages))
            print(run(sys.executable, "cells", path.resolve(), pages)[0] or "no cells compared")
        if not options.no_memory:
            many = repeated(files[0], folder)
            print(f"\n{MANY_PAGES} pages:")
            for job in ("reading", "conversion"):
                cost = measure(sys.executable, job, many, MANY_PAGES)
                if cost is not None:
                    per_page = 1000 * cost.process / MANY_PAGES
                    print(f"{job:12} peak {cost.memory:5.0f} MiB, {per_page:.1f} ms/page")


if __name__ == "__main__":
    main()
