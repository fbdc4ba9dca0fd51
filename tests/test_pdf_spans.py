"""Every value's box lies on its ink: what is printed inside of it is the value's text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from extract.ink import Chars, Drawings, PageInk
from extract.pdf_file import read_with
from extract.pdfium import open_pdf as pdfium
from extract.plumber import open_pdf as pdfplumber
from normalize.build import build
from normalize.manifest import Manifest
from normalize.schema import load_schema
from tests.builders.made_plans import PRODUCERS, made_plan
from tests.builders.pdf_cases import arrow_cases, layout_cases

Span = Mapping[str, Any]
Rows = Mapping[str, Sequence[Span]]

# Points by which a box may be wider than the middles of its characters tell.
RIM = 0.1
# Tables whose subjects the rendered plan does not treat.
NOT_IN_THE_PLAN = {"annual_tasks", "indicators", "process_steps"}
DRAWN = {"drawn", "image"}
LAYOUTS = (
    "ruled_in_lines",
    "row_cut_by_page",
    "facing_pages",
    "mixed_sizes",
    "turned_90",
    "turned_180",
    "vertical_column",
    "vertical_turned",
    "frame_only",
    "no_rulings",
    "no_rulings_zebra",
)
ARROWS = (
    "block_arrow",
    "pentagon_fill_then_stroke",
    "line_open_head",
    "rounded_bar",
    "bar",
    "bare_bar",
)
TURNED = ("block_arrow_turned_90", "block_arrow_turned_270")


def pages(path: Path, reader: Any = pdfium) -> dict[int, PageInk]:
    with reader(path) as source:
        return {n: source.read_page(n) for n in range(1, source.page_count + 1)}


def inside(chars: Chars, span: Span) -> str:
    """The characters whose middles lie in a span's box, in content order, without blanks."""
    x, y = chars.boxes[:, [0, 2]].mean(axis=1), chars.boxes[:, [1, 3]].mean(axis=1)
    kept = (x > span["x0"] - RIM) & (x < span["x1"] + RIM)
    kept &= (y > span["top"] - RIM) & (y < span["bottom"] + RIM)
    return squeezed("".join(map(chr, chars.codes[kept].tolist())))


def squeezed(text: str) -> str:
    return "".join(text.split())


def is_one_line(span: Span, ink: PageInk) -> bool:
    """Whether a box is too low for two lines, so that it holds nothing but its own text."""
    return bool(span["bottom"] - span["top"] < 1.6 * np.median(ink.chars.size))


def check(spans: Sequence[Span], inks: dict[int, PageInk]) -> int:
    """Each printed span's box holds its characters, and nothing else in one line; how many."""
    printed = [span for span in spans if squeezed(span["raw_text"])]
    for span in printed:
        ink = inks[span["page_no"]]
        own, found = Counter(squeezed(span["raw_text"])), Counter(inside(ink.chars, span))
        assert own - found == Counter(), span
        if is_one_line(span, ink):
            assert found == own, span
    return len(printed)


@pytest.fixture
def plan_folder(root: Path) -> Path:
    return root / "data" / "raw" / "082112" / "johoka-3"


@pytest.fixture(scope="module")
def plans() -> dict[str, tuple[Rows, dict[int, PageInk]]]:
    """Each producer's plan, read once."""
    return {}


@pytest.fixture
def plan(
    producer: str,
    plan_folder: Path,
    tmp_path: Path,
    plans: dict[str, tuple[Rows, dict[int, PageInk]]],
) -> tuple[Rows, dict[int, PageInk]]:
    if producer not in plans:
        path = tmp_path / "plan.pdf"
        path.write_bytes(made_plan(producer, plan_folder))
        plans[producer] = build(read_with(path, pdfium), Manifest("plan")), pages(path)
    return plans[producer]


each_producer = pytest.mark.parametrize("producer", PRODUCERS)


@each_producer
def test_text_of_a_whole_plan(plan: tuple[Rows, dict[int, PageInk]]) -> None:
    rows, inks = plan
    assert check(rows["spans"], inks) > 2000


@each_producer
def test_every_table_with_places_has_one_in_the_plan(plan: tuple[Rows, Any]) -> None:
    rows, _ = plan
    spans = {span["span_id"]: span for span in rows["spans"]}
    declared = {
        table.name
        for table in load_schema().tables
        if any(column.name == "span_id" for column in table.columns)
    }
    placed = {
        name
        for name in declared
        for row in rows.get(name, ())
        if row["span_id"] is not None and spans[row["span_id"]]["x0"] is not None
    }
    assert declared - placed == NOT_IN_THE_PLAN


@each_producer
def test_bars_of_a_whole_plan(plan: tuple[Rows, dict[int, PageInk]]) -> None:
    rows, inks = plan
    spans = {span["span_id"]: span for span in rows["spans"]}
    bars = {row["span_id"] for row in rows["schedule_marks"] if row["mark_kind"] in DRAWN}
    drawn = {n: np.vstack([extents(ink.drawings), ink.images]) for n, ink in inks.items()}
    assert len(bars) > 150
    for bar in map(spans.__getitem__, bars):
        assert_reached(bar, drawn[bar["page_no"]])


def assert_reached(bar: Span, drawn: np.ndarray[Any, Any]) -> None:
    """On each side of a bar's box a drawing ends that lies in it; a round head has its middle
    there."""
    box = np.array([bar[side] for side in ("x0", "top", "x1", "bottom")])
    head = np.array([1 + (box[3] - box[1]) / 2, 1])
    inside = (drawn[:, :2] >= box[:2] - head) & (drawn[:, 2:] <= box[2:] + head)
    own = drawn[inside.all(axis=1)]
    assert len(own), bar
    round_head = own[
        np.isclose(np.ptp(own[:, ::2], axis=1), np.ptp(own[:, 1::2], axis=1), atol=0.1)
    ]
    middle = np.repeat(round_head[:, ::2].mean(axis=1)[:, None], 4, axis=1)
    own = np.vstack([own, np.where([True, False, True, False], middle, round_head)])
    assert (np.abs(own - box).min(axis=0) < 1).all(), bar


def test_the_other_reader_finds_the_text_there_too(plan_folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(made_plan("direct", plan_folder))
    spans = build(read_with(path, pdfium), Manifest("plan"))["spans"]
    with pdfplumber(path) as source:
        inks = {n: source.read_page(n) for n in range(25, 46, 4)}
    assert check([span for span in spans if span["page_no"] in inks], inks) > 100


@pytest.mark.parametrize("name", LAYOUTS)
def test_text_of_tables(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"{name}.pdf"
    path.write_bytes(layout_cases()[name].pdf)
    rows: Rows = build(read_with(path, pdfium), Manifest("plan"))
    assert check(rows["spans"], pages(path)) > 4


@pytest.mark.parametrize("name", [*ARROWS, *TURNED])
def test_boxes_of_bars(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"{name}.pdf"
    path.write_bytes(arrow_cases()[name].pdf)
    rows: Rows = build(read_with(path, pdfium), Manifest("plan"))
    inks = pages(path)
    spans = {span["span_id"]: span for span in rows["spans"]}
    bars = [spans[mark["span_id"]] for mark in rows["schedule_marks"]]
    assert bars
    for bar in bars:
        assert_reached(bar, extents(inks[bar["page_no"]].drawings))


def extents(drawings: Drawings) -> np.ndarray[Any, Any]:
    paths = [drawings.path(i) for i in range(len(drawings))]
    found = [[*path.min(axis=0), *path.max(axis=0)] for path in paths]
    return np.array(found, np.float64).reshape(-1, 4)


def test_a_shaded_year_has_its_cells_box(tmp_path: Path) -> None:
    path = tmp_path / "shaded.pdf"
    path.write_bytes(arrow_cases()["shaded_cells"].pdf)
    rows: Rows = build(read_with(path, pdfium), Manifest("plan"))
    spans = {span["span_id"]: span for span in rows["spans"]}
    filled = extents(pages(path)[1].drawings)
    for mark in rows["schedule_marks"]:
        assert mark["mark_kind"] == "filled"
        span = spans[mark["span_id"]]
        box = np.array([span[side] for side in ("x0", "top", "x1", "bottom")])
        assert (np.abs(filled - box).max(axis=1) < 1).any()
