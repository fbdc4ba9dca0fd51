"""What one document costs, measured: a worker's CPU, that of publishing, and storage."""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PLAN = ROOT / "data/raw/082112/johoka-3"
_SCANNED = (26, 29, 37)


@dataclass(frozen=True, slots=True)
class Cost:
    """A document in a worker that has read others before: CPU seconds and bytes of source a page.

    ``tables`` are the bytes of all its files, ``peak_mb`` is the most that its process held.
    """

    cpu: float
    source: float
    tables: int
    peak_mb: int
    files: int
    pages: int

    def table_page(self, empty: float) -> float:
        """Bytes of tables a page, above those of an ``empty`` document."""
        return max(0.0, self.tables - empty) / self.pages


@dataclass(frozen=True, slots=True)
class Publishing:
    """CPU seconds of the one process that publishes, and bytes of journal and report, a document.

    ``empty`` are the bytes of the tables of a document that holds nothing.
    """

    cpu: float
    notes: float
    empty: float


def text_source(folder: Path) -> tuple[Path, int]:
    """The plan as text, and the pages that it has when printed."""
    (path,) = PLAN.glob("*.txt")
    target = folder / "plan.txt"
    target.write_bytes(path.read_bytes())
    return target, _pages(_drawn(folder))


def pdf_source(folder: Path) -> tuple[Path, int]:
    """The plan drawn as PDF, with tables and arrows."""
    path = _drawn(folder)
    return path, _pages(path)


def scan_source(folder: Path) -> tuple[Path, int]:
    """Some of its pages as a scanner delivers them: 200 dpi, noise, JPEG."""
    from tests.builders.scans import Scanner, scanned

    target = folder / "scan.pdf"
    target.write_bytes(scanned(_drawn(folder), _SCANNED, Scanner(200, noise=8, quality=60)))
    return target, len(_SCANNED)


SOURCES: dict[str, Callable[[Path], tuple[Path, int]]] = {
    "text": text_source,
    "pdf": pdf_source,
    "scan": scan_source,
}


def measured(kind: str, runs: int) -> Cost:
    """The median of several conversions of one kind, in a process of their own."""
    command = [sys.executable, "-m", "bench.scale_parts", kind, str(runs)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return Cost(**json.loads(done.stdout))


def _measure(kind: str, runs: int) -> Cost:
    from shisaku.readers import AS_USUAL
    from shisaku.task import stage

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path, pages = SOURCES[kind](folder)
        reading = replace(AS_USUAL, ocr=kind == "scan")
        stage(path, folder, reading)  # dictionaries and patterns are made in the first one
        costs = []
        for _ in range(runs):
            before = _cpu()
            staged = stage(path, folder, reading)
            costs.append(_cpu() - before)
        sizes = [file.stat().st_size for file in staged.folder.iterdir()]
        return Cost(
            statistics.median(costs) / pages,
            path.stat().st_size / pages,
            sum(sizes),
            staged.peak_mb,
            len(sizes),
            pages,
        )


def start_cost() -> float:
    """CPU seconds of a worker until its first document is done, above those of a later one."""
    code = (
        "from pathlib import Path; import sys, tempfile; from shisaku.task import stage;"
        "stage(Path(sys.argv[1]), Path(tempfile.mkdtemp(dir=sys.argv[2])))"
    )
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "plan.txt"
        path.write_text("第1章 計画\n", encoding="utf-8")
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-c", code, str(path), name], cwd=ROOT, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def publishing(documents: int) -> Publishing:
    """From a run over small texts: their conversion is the workers', all else this process's."""
    from shisaku.cli import main

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "in").mkdir()
        for n in range(documents):
            text = f"第1章 計画{n}\n"
            (folder / "in" / f"plan{n:05}.txt").write_text(text, encoding="utf-8")
        out = folder / "out"
        before = _own_cpu()
        main(["convert", str(folder / "in"), "--out", str(out), "--workers", "2", "--quiet"])
        cpu = (_own_cpu() - before) / documents
        notes = sum(f.stat().st_size for f in (out / ".shisaku").iterdir() if f.is_file())
        tables = sum(f.stat().st_size for f in out.glob("*/*.parquet"))
        return Publishing(cpu, notes / documents, tables / documents)


def found_again(documents: int) -> float:
    """Seconds for each document of a dataset before a run over it begins: sizes of all files."""
    from normalize.publish import footprints
    from normalize.schema import load_schema

    with tempfile.TemporaryDirectory() as name:
        for table in load_schema().table_names:
            (Path(name) / table).mkdir()
            for n in range(documents):
                (Path(name) / table / f"{n}.parquet").touch()
        begun = time.process_time()
        footprints(Path(name))
        return (time.process_time() - begun) / documents


def _drawn(folder: Path) -> Path:
    from tests.builders.made_plans import made_plan

    path = folder / "drawn.pdf"
    path.write_bytes(made_plan("direct", PLAN))
    return path


def _pages(path: Path) -> int:
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        return len(document)


def _own_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _cpu() -> float:
    """With programs that were called, such as tesseract."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return _own_cpu() + used.ru_utime + used.ru_stime


if __name__ == "__main__":
    print(json.dumps(asdict(_measure(sys.argv[1], int(sys.argv[2])))))
