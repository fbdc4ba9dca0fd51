"""The catalogue of self-made PDFs: every arrow's years, every table's cells, joined and alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from extract.model import Document, Grid
from extract.pdf_file import read_pdf
from normalize.build import build
from normalize.manifest import Manifest
from parsers.plan import Plan
from tests.builders.arrow_shapes import SHAPES
from tests.builders.grid_drawing import draw_grid, grid
from tests.builders.pdf_cases import (
    ArrowCase,
    ExpectedBar,
    ExpectedSchedule,
    LayoutCase,
    arrow_cases,
    layout_cases,
)
from tests.builders.pdf_paths import Box
from tests.builders.pdf_writer import PdfWriter

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
Bars = dict[tuple[int, str, str], list[Mapping[str, Any]]]

RIGHT = 0.97
# First and last year, counted from the first column, of the rows of a schedule over two pages.
BARS = {"検討": (0, 0), "導入": (1, 1), "運用": (1, 2)}
DOUBTS = {"schedule-edge-unsure", "schedule-row-ambiguous"}


def squeezed(text: str | None) -> str:
    return "".join((text or "").split())


def read(case: ArrowCase | LayoutCase, folder: Path) -> Document:
    path = folder / f"{case.name}.pdf"
    path.write_bytes(case.pdf)
    return read_pdf(path)


@cache
def arrow_names() -> tuple[str, ...]:
    return tuple(name for name, case in arrow_cases().items() if case.schedules)


def _bars(rows: Rows) -> Bars:
    """The marks of each drawn bar by page, label of its row and name; a row without is one."""
    spans = {span["span_id"]: span for span in rows["spans"]}
    found: Bars = {}
    for mark in rows["schedule_marks"]:
        span = spans[mark["span_id"]]
        drawn = mark["mark_kind"] in {"drawn", "image"}
        name = span["span_id"].rsplit(":", 1)[1] if drawn else ""
        place = span["page_no"], squeezed(mark["row_label_raw"]), name
        found.setdefault(place, []).append(mark)
    return found


def _doubts(rows: Rows) -> set[tuple[int, str]]:
    """The rows by page and label in which an end or the row of a bar is said to be in doubt."""
    pages = {span["span_id"]: span["page_no"] for span in rows["spans"]}
    return {
        (pages[row["span_id"]], squeezed(label))
        for row in rows["issues"]
        if row["code"] in DOUBTS
        for label in (row["value_raw"], row["value_raw"].split("／")[0])
    }


def _outcomes(case: ArrowCase, rows: Rows) -> Iterator[str]:
    """For each arrow of a case: right, ambiguous (years or row in doubt, and said so), wrong."""
    bars, doubts = _bars(rows), _doubts(rows)
    for schedule in case.schedules:
        for bar in schedule.bars:
            yield _outcome(schedule, bar, bars, doubts)


def _outcome(
    schedule: ExpectedSchedule, bar: ExpectedBar, bars: Bars, doubts: set[tuple[int, str]]
) -> str:
    labels = [schedule.labels[row] for row in bar.rows]
    years = list(range(bar.start_fy, bar.end_fy + 1))
    here = [
        key for key in bars if key[0] == schedule.page_no and key[1] in set(map(squeezed, labels))
    ]
    same = [key for key in here if sorted({m["fiscal_year"] for m in bars[key]}) == years]
    doubtful = bool(doubts & {(page, label) for page, label, _ in here})
    if same:
        del bars[same[0]]  # each bar stands for one arrow
    if bar.unsure or len(labels) > 1:
        return "ambiguous" if same and doubtful else "wrong"
    return "right" if same else "ambiguous" if doubtful else "wrong"


@pytest.mark.parametrize("name", arrow_names())
def test_arrows(name: str, tmp_path: Path) -> None:
    case = arrow_cases()[name]
    rows: Rows = build(read(case, tmp_path), Manifest("plan"))
    bars = [bar for schedule in case.schedules for bar in schedule.bars]
    open_ones = sum(bar.unsure or len(bar.rows) > 1 for bar in bars)
    counts = Counter(_outcomes(case, rows))
    assert counts["wrong"] == 0
    assert counts["right"] >= RIGHT * (len(bars) - open_ones)
    assert counts.total() == len(bars)


@pytest.mark.parametrize("name", arrow_names())
def test_bars_cover_what_was_drawn(name: str, tmp_path: Path) -> None:
    case = arrow_cases()[name]
    drawn = {
        (page, label): marks
        for (page, label, bar), marks in _bars(build(read(case, tmp_path), Manifest("x"))).items()
        if bar and all(mark["coverage"] is not None for mark in marks)
    }
    for schedule in case.schedules:
        alone = Counter(row for bar in schedule.bars for row in bar.rows)
        for bar in schedule.bars:
            marks = drawn.get((schedule.page_no, schedule.labels[bar.rows[0]]))
            if marks is None or alone[bar.rows[0]] > 1:
                continue
            shares = dict(zip(schedule.years, bar.coverage, strict=True))
            for mark in marks:
                # Heads of a line stand out, and an oval end counts to its centre.
                assert mark["coverage"] == pytest.approx(shares[mark["fiscal_year"]], abs=0.08)


@pytest.mark.parametrize("name", ["label_over_bar", "labels_interleave"])
def test_each_bar_has_its_label(name: str, tmp_path: Path) -> None:
    case = arrow_cases()[name]
    rows: Rows = build(read(case, tmp_path), Manifest("plan"))
    found = Counter(squeezed(m["task_raw"]) for m in rows["schedule_marks"] if m["task_raw"])
    expected = Counter(
        squeezed(bar.label) for schedule in case.schedules for bar in schedule.bars if bar.label
    )
    assert found == expected
    assert all(m["phase_raw"] for m in rows["schedule_marks"] if m["task_raw"])


def test_both_rows_of_a_bar_on_the_border_are_named(tmp_path: Path) -> None:
    case = arrow_cases()["crosses_a_row_border"]
    rows: Rows = build(read(case, tmp_path), Manifest("plan"))
    named = {
        tuple(row["value_raw"].split("／"))
        for row in rows["issues"]
        if row["code"] == "schedule-row-ambiguous"
    }
    schedule = case.schedules[0]
    assert named == {tuple(schedule.labels[row] for row in bar.rows) for bar in schedule.bars}


def test_a_schedule_that_is_a_picture_is_said_with_its_place(tmp_path: Path) -> None:
    case = arrow_cases()["bitmap_schedule"]
    rows: Rows = build(read(case, tmp_path), Manifest("plan"))
    (issue,) = [row for row in rows["issues"] if row["code"] == case.issue]
    (span,) = [row for row in rows["spans"] if row["span_id"] == issue["span_id"]]
    assert issue["severity"] == "warning"
    assert (span["page_no"], span["x1"] - span["x0"], span["bottom"] - span["top"]) == (
        1,
        pytest.approx(480, abs=0.5),
        pytest.approx(180, abs=0.5),
    )


def _cells(grid: Grid) -> dict[tuple[int, int, int, int], str]:
    return {
        (cell.row, cell.col, cell.row_span, cell.col_span): squeezed(cell.run.text)
        for row in grid.cells
        for cell in row
        if not cell.covered
    }


@pytest.mark.parametrize("name", layout_cases())
def test_cells(name: str, tmp_path: Path) -> None:
    case = layout_cases()[name]
    document = read(case, tmp_path)
    expected: dict[int, list[dict[tuple[int, int, int, int], str]]] = {}
    for table in case.tables:
        cells = {(c.row, c.col, c.row_span, c.col_span): squeezed(c.text) for c in table.cells}
        expected.setdefault(table.page_no, []).append(cells)
    found = {page.page_no: [_cells(grid) for grid in page.grids] for page in document.pages}
    assert found == {page.page_no: expected.get(page.page_no, []) for page in document.pages}


@pytest.mark.parametrize("name", [name for name, case in layout_cases().items() if case.joined])
def test_tables_over_pages(name: str, tmp_path: Path) -> None:
    case = layout_cases()[name]
    plan = Plan(read(case, tmp_path))
    found = [
        [tuple(squeezed(cell.text) for cell in row if not cell.covered) for row in table.rows]
        for table in plan.tables
    ]
    expected = [
        [tuple(squeezed(text) for text in row if text is not None) for row in rows]
        for rows in case.joined
    ]
    assert found == expected


def test_the_rest_of_a_cut_row_belongs_to_its_measure(tmp_path: Path) -> None:
    case = layout_cases()["row_cut_by_page"]
    rows: Rows = build(read(case, tmp_path), Manifest("plan"))
    (measure,) = rows["measures"]
    (row,) = [row for row in case.joined[0] if row[0] == "事業概要"]
    assert squeezed(measure["outline"]) == squeezed(row[1])
    (issue,) = [row for row in rows["issues"] if row["code"] == "cell-continued"]
    (span,) = [row for row in rows["spans"] if row["span_id"] == issue["span_id"]]
    assert span["page_no"] == 2
    assert squeezed(row[1]).endswith(squeezed(span["raw_text"]))


def test_facing_pages_are_one_table(tmp_path: Path) -> None:
    rows: Rows = build(read(layout_cases()["facing_pages"], tmp_path), Manifest("plan"))
    (table,) = rows["tables"]
    assert (table["first_page_no"], table["last_page_no"], table["n_cols"]) == (1, 2, 6)
    pages = {span["span_id"]: span["page_no"] for span in rows["spans"]}
    assert {(cell["col"] >= 3, pages[cell["span_id"]]) for cell in rows["cells"]} == {
        (False, 1),
        (True, 2),
    }


@pytest.mark.parametrize("name", ["furniture", "facing_pages", "no_table"])
def test_furniture(name: str, tmp_path: Path) -> None:
    case = layout_cases()[name]
    document = read(case, tmp_path)
    found = [squeezed(line.text) for page in document.pages for line in page.furniture]
    assert sorted(found) == sorted(map(squeezed, case.furniture))


def continued_schedule(note: str) -> bytes:
    """A card whose schedule goes on over the page without its header."""
    years = tuple(f"{year}年度" for year in (2019, 2020, 2021))
    card = (
        ("実施事業", "① 窓口の改善", None, None),
        ("担当部署", "市民課", None, None),
        ("事業概要", "待ち時間の短縮を図ります。", None, None),
        ("事業項目", *years),
        ("検討", "", "", ""),
    )
    pdf = PdfWriter("continued")
    for rows in (card, (("導入", "", "", ""), ("運用", "", "", ""))):
        page = pdf.page()
        plan = grid(60, 60, [90, 100, 100, 100], [26.0] * len(rows), rows)
        draw_grid(page, plan)
        for row in range(len(rows)):
            if rows[row][0] in BARS:
                first, last = BARS[str(rows[row][0])]
                y = plan.ys[row]
                box = Box(plan.xs[1 + first] + 4, y + 7, plan.xs[2 + last] - 4, y + 19)
                page.pieces(SHAPES["block_arrow"](box))
        if note and len(pdf.pages) == 1:
            page.text(300, plan.ys[-1] + 6, note, size=9)
    return pdf.to_bytes()


@pytest.mark.parametrize("note", ["", "（※次ページへ続く）"])
def test_a_schedule_goes_on_without_its_header(note: str, tmp_path: Path) -> None:
    path = tmp_path / "continued.pdf"
    path.write_bytes(continued_schedule(note))
    rows: Rows = build(read_pdf(path), Manifest("plan"))
    assert len(rows["measures"]) == 1
    assert [
        (row["row_label_raw"], row["start_fy"] - 2019, row["end_fy"] - 2019)
        for row in rows["schedule_spans"]
    ] == [(label, *years) for label, years in BARS.items()]
