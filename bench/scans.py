"""How well pages that are pictures are read: characters, cells and arrows, and the time.

Run from the root of the checkout: python -m bench.scans [PAGES …]

A plan is drawn, some of its pages become pictures as a scanner delivers them, and what is read
from each picture is held against what is read from the drawing. Needs tesseract with Japanese.
"""

from __future__ import annotations

import platform
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import numpy as np

from extract.fold import fold_text
from extract.model import Document, Grid, Page
from extract.ocr import read_scan
from extract.pdf_file import read_pdf, read_with
from extract.pdfium import open_pdf
from tests.builders.made_plans import made_plan
from tests.builders.scans import Scanner, scanned

PLAN = Path("data/raw/082112/johoka-3")
PAGES = (26, 29, 37, 44, 47, 53)
SCANNERS = {
    "300 dpi": Scanner(300),
    "200 dpi": Scanner(200),
    "300 dpi, noise, JPEG": Scanner(300, noise=12, quality=40),
    "300 dpi, turned by 1.3°, noise, JPEG": Scanner(300, skew=1.3, noise=8, quality=60),
    "200 dpi, turned by -2.7°, noise": Scanner(200, skew=-2.7, noise=8),
}


class Score(NamedTuple):
    """Right ones of those in the drawing, and what was read that is not there."""

    right: int
    wanted: int
    surplus: int = 0

    def __str__(self) -> str:
        share = f"{100 * self.right / self.wanted:.1f} %" if self.wanted else "none"
        surplus = f", {self.surplus} wrong" if self.surplus else ""
        return f"{self.right} of {self.wanted} ({share}{surplus})"


def squeezed(text: str) -> str:
    """The text as it is compared: width folded, without white space."""
    return "".join(fold_text(text).split())


def edits(one: str, other: str) -> int:
    """The least number of characters to put in, leave out or exchange (Levenshtein)."""
    codes = np.array([ord(char) for char in other], dtype=np.int64)
    steps = np.arange(len(other) + 1)
    row = steps
    for n, char in enumerate(one, 1):
        best = np.minimum(row[1:] + 1, row[:-1] + (codes != ord(char)))
        row = np.minimum.accumulate(np.concatenate(([n], best)) - steps) + steps
    return int(row[-1])


def characters(drawn: Page, read: Page) -> Score:
    """Characters of the page that need no edit."""
    one, other = (squeezed(page.text) for page in (drawn, read))
    return Score(max(0, len(one) - edits(one, other)), len(one))


def cells(drawn: Page, read: Page) -> Score:
    """Printed cells that have the same text in the same place."""
    one, other = (Counter(_texts(page.grids)) for page in (drawn, read))
    return Score((one & other).total(), one.total(), (other - one).total())


def arrows(drawn: Page, read: Page) -> Score:
    """Bars over the same row and the same columns."""
    one, other = (Counter(_bars(page.grids)) for page in (drawn, read))
    return Score((one & other).total(), one.total(), (other - one).total())


def _texts(grids: Iterable[Grid]) -> Iterator[tuple[int, int, int, str]]:
    for n, grid in enumerate(grids):
        for cell in (cell for row in grid.cells for cell in row):
            if text := squeezed(cell.run.text):
                yield n, cell.row, cell.col, text


def _bars(grids: Iterable[Grid]) -> Iterator[tuple[int, tuple[int, ...], tuple[int, ...]]]:
    for n, grid in enumerate(grids):
        columns: dict[int, tuple[tuple[int, ...], list[int]]] = {}
        for cell in (cell for row in grid.cells for cell in row):
            for mark in cell.ink:
                columns.setdefault(mark.bar, (mark.rows, []))[1].append(cell.col)
        yield from ((n, rows, tuple(sorted(cols))) for rows, cols in columns.values())


def total(scores: Iterable[Score]) -> Score:
    """All of them together."""
    return Score(*map(sum, zip(*scores, strict=True)))


def read(path: Path) -> Document:
    """The document with its pictures read."""
    return read_with(path, open_pdf, partial(read_scan, path, None))


def main(pages: Sequence[int]) -> None:
    """Print a line for each kind of scan."""
    print(platform.platform(), platform.python_version())
    with TemporaryDirectory() as folder:
        plan, scan = Path(folder, "plan.pdf"), Path(folder, "scan.pdf")
        plan.write_bytes(made_plan("direct", PLAN))
        drawn = [read_pdf(plan).pages[n - 1] for n in pages]
        for name, scanner in SCANNERS.items():
            scan.write_bytes(scanned(plan, pages, scanner))
            start = time.perf_counter()
            found = read(scan)
            seconds = (time.perf_counter() - start) / len(pages)
            parts = (
                f"{part.__name__} {total(map(part, drawn, found.pages))}"
                for part in (characters, cells, arrows)
            )
            issues = Counter(issue.code for issue in found.issues)
            print(f"{name}: {'; '.join(parts)}; {seconds:.1f} s/page; {dict(issues)}")


if __name__ == "__main__":
    main([int(arg) for arg in sys.argv[1:]] or PAGES)
