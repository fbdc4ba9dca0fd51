"""Both PDF readers lead to the same page texts and cells; known differences have a reason."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from extract import pdfium, plumber
from extract.ink import PageInk
from extract.page_parts import page_parts
from extract.reading_order import compose
from tests.builders.made_plans import PRODUCERS, made_plan
from tests.builders.pdf_cases import arrow_cases, layout_cases
from tests.builders.pdf_writer import PdfWriter

HERE = Path(__file__).resolve().parent
SHARED = Path(os.environ.get("SHISAKU_PDFS") or HERE.parents[2] / "shared" / "pdfs")
MADE = {name: case.pdf for name, case in arrow_cases().items()}
MADE |= {name: case.pdf for name, case in layout_cases().items()}
# Pages of a long document that are compared, at even distances.
MOST_PAGES = 12
# Share of a cell by which the coverage of a bar may differ.
COVERAGE = 0.01


class Cell(NamedTuple):
    """What a reader tells of one cell: place, text without white space, shapes of its bars."""

    grid: int
    place: tuple[int, int, int, int]
    text: str
    bars: tuple[str, ...]


class PageView(NamedTuple):
    """What a reader tells of one page."""

    text: str
    cells: tuple[Cell, ...]
    coverage: tuple[float, ...]


class Difference(NamedTuple):
    file: str
    page: int
    kind: str


@cache
def known() -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads((HERE / "reader_differences.toml").read_text(encoding="utf-8"))


def squeezed(text: str) -> str:
    return "".join(text.split())


def seen(ink: PageInk) -> PageView:
    parts = page_parts(ink)
    page = compose(ink, parts.grids, parts.drawn)
    cells = [
        (n, cell)
        for n, grid in enumerate(page.grids)
        for row in grid.cells
        for cell in row
        if not cell.covered
    ]
    return PageView(
        squeezed(page.text),
        tuple(
            Cell(
                n,
                (cell.row, cell.col, cell.row_span, cell.col_span),
                squeezed(cell.run.text),
                tuple(mark.shape for mark in cell.ink),
            )
            for n, cell in cells
        ),
        tuple(mark.coverage for _, cell in cells for mark in cell.ink),
    )


def differences(path: Path) -> Iterator[tuple[Difference, PageView, PageView]]:
    """Pages on which the readers differ, but for characters that are known to."""
    alike = str.maketrans({row["pdfplumber"]: row["pdfium"] for row in known()["characters"]})
    with pdfium.open_pdf(path) as one, plumber.open_pdf(path) as two:
        assert one.page_count == two.page_count
        step = max(1, -(-one.page_count // MOST_PAGES))
        for page_no in range(1, one.page_count + 1, step):
            ours, theirs = seen(one.read_page(page_no)), seen(two.read_page(page_no))
            if ours.text.translate(alike) != theirs.text.translate(alike):
                yield Difference(path.stem, page_no, "text"), ours, theirs
            if not same_cells(ours, theirs, alike):
                yield Difference(path.stem, page_no, "cells"), ours, theirs


def same_cells(ours: PageView, theirs: PageView, alike: dict[int, str]) -> bool:
    one, two = (
        [cell._replace(text=cell.text.translate(alike)) for cell in view.cells]
        for view in (ours, theirs)
    )
    return one == two and ours.coverage == pytest.approx(theirs.coverage, abs=COVERAGE)


def check(path: Path) -> None:
    listed = {
        Difference(row["file"], row["page"], row["kind"])
        for row in known().get("pages", ())
        if row["file"] == path.stem
    }
    found = {place: (ours, theirs) for place, ours, theirs in differences(path)}
    assert found.keys() == listed, {place: found.get(place) for place in found.keys() ^ listed}


@pytest.mark.parametrize("name", MADE)
def test_made_pdfs(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"{name}.pdf"
    path.write_bytes(MADE[name])
    check(path)


@pytest.mark.parametrize("producer", PRODUCERS)
def test_a_made_plan(producer: str, root: Path, tmp_path: Path) -> None:
    path = tmp_path / f"plan_{producer}.pdf"
    path.write_bytes(made_plan(producer, root / "data" / "raw" / "082112" / "johoka-3"))
    check(path)


def shared_pdfs() -> Sequence[Path]:
    return sorted(SHARED.glob("*.pdf"))


@pytest.mark.skipif(
    not shared_pdfs(), reason="real PDFs are absent: set SHISAKU_PDFS to a folder with some"
)
@pytest.mark.parametrize("path", shared_pdfs(), ids=lambda path: path.stem)
def test_real_pdfs(path: Path) -> None:
    check(path)


def test_every_known_difference_has_a_reason_and_still_shows(tmp_path: Path) -> None:
    rows = [row for kind in ("characters", "pages") for row in known().get(kind, ())]
    assert all(row["reason"] for row in rows)
    path = tmp_path / "made.pdf"
    pdf = PdfWriter()
    pdf.page().text(50, 50, "".join(row["pdfium"] for row in known()["characters"]))
    path.write_bytes(pdf.to_bytes())
    with pdfium.open_pdf(path) as one, plumber.open_pdf(path) as two:
        texts = [
            "".join(seen(source.read_page(n)).text for n in range(1, source.page_count + 1))
            for source in (one, two)
        ]
    for row in known()["characters"]:
        assert (row["pdfium"] in texts[0], row["pdfplumber"] in texts[1]) == (True, True)
