"""Whether the cells that our reading finds are those that pdfplumber finds, page by page.

Run from the root of the checkout: python -m bench.pdf_cells FILE.pdf …

Cells are compared by their text, without white space. What differs is told by its cause. A
fiscal-year arrow is drawn with strokes that pdfplumber takes for rulings: a page with arrows on
which it finds other rows or columns than our reading is set aside.
"""

from __future__ import annotations

import logging
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import pdfplumber

from extract.fold import fold_text
from extract.model import Page
from extract.pdf_file import read_pdf

# It reports every oddity of a font.
logging.getLogger("pdfminer").setLevel(logging.ERROR)

Table = Sequence[Sequence[str | None]]
EQUAL = "equal"
CODES = "same glyphs, other code points"
PARTED = "same text, parted otherwise"
ONLY_OURS = "only in our reading"
OPEN_ROWS = "only in our reading, in the first or last row, which may lack its outer ruling"
ONLY_THEIRS = "only in pdfplumber"
ARROWS = "on pages set aside: arrows part pdfplumber's tables"


def agreement(path: Path) -> Counter[str]:
    """Cells of a file by what became of them: equal, or the cause of the difference.

    A cell that one side parts in several counts as often as the side with more cells has it.
    """
    found = Counter[str]()
    pages = read_pdf(path).pages
    with pdfplumber.open(path) as document:
        for theirs, ours in zip(document.pages, pages, strict=True):
            found += _page(theirs.extract_tables(), ours)
            theirs.close()
    return found


def summary(found: Counter[str]) -> str:
    """One line: equal cells, their share of all that are compared, and causes with numbers."""
    compared = found.total() - found[ARROWS]
    share = f"{100 * found[EQUAL] / compared:.1f} %" if compared else "none"
    causes = [f"{cause} {n}" for cause, n in sorted(found.items()) if cause != EQUAL]
    return "; ".join((f"cells equal {found[EQUAL]} of {compared} ({share})", *causes))


def _page(tables: Sequence[Table], page: Page) -> Counter[str]:
    theirs = _texts(cell for table in tables for row in table for cell in row)
    ruled = [grid for grid in page.grids if grid.source == "rulings"]
    cells = [cell for grid in ruled for row in grid.cells for cell in row]
    ours = _texts(cell.run.text for cell in cells)
    same = theirs & ours
    more, less = ours - same, theirs - same
    if any(cell.ink for cell in cells) and (more or less):
        return Counter({ARROWS: max(ours.total(), theirs.total())})
    found = Counter({EQUAL: same.total()})
    more, less = _folded(more), _folded(less)
    alike = more & less
    more, less = more - alike, less - alike
    found[CODES] = alike.total()
    if Counter("".join(more.elements())) == Counter("".join(less.elements())):
        found[PARTED] = max(more.total(), less.total())
    else:
        edge = _folded(_texts(c.run.text for g in ruled for r in (0, -1) for c in g.cells[r]))
        found[OPEN_ROWS] = (more & edge).total()
        found[ONLY_OURS], found[ONLY_THEIRS] = (more - edge).total(), less.total()
    return +found


def _texts(cells: Iterable[str | None]) -> Counter[str]:
    """The texts of cells that have one, without white space."""
    return Counter(text for cell in cells if (text := "".join((cell or "").split())))


def _folded(texts: Counter[str]) -> Counter[str]:
    return Counter(fold_text(text) for text in texts.elements())


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print(f"{name}: {summary(agreement(Path(name)))}")
