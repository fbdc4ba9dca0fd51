"""The picture of a page: what is marked, where it is drawn, and that it hides no print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from extract.page_parts import page_parts
from extract.pdf_file import read_pdf
from extract.pdfium import open_pdf, render_page
from shisaku.page_image import COLOURS, LEGEND, draw_marks
from shisaku.page_marks import Kind, Mark, page_marks
from shisaku.work import complete, rows_of_file
from tests.builders.bare_cases import bare_cases
from tests.builders.pdf_writer import PdfWriter
from tests.builders.small_pdfs import BAR, LEFT, TOP, draw_schedule, plan_pdf

Run = Callable[..., Any]


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    path = tmp_path / "plan.pdf"
    path.write_bytes(plan_pdf())
    return path


def marks_of(path: Path, page_no: int) -> tuple[Mark, ...]:
    with open_pdf(path) as source:
        ink = source.read_page(page_no)
    rows = complete(rows_of_file(path))
    return page_marks(read_pdf(path).pages[page_no - 1], ink, page_parts(ink), rows)


def test_everything_recognised_is_marked_where_it_is(pdf: Path) -> None:
    marks = marks_of(pdf, 2)
    counts = Counter(mark.kind for mark in marks)
    assert counts["cell"] == 8 and counts["ruling"] == 8
    (heading,) = [mark for mark in marks if mark.kind == "heading"]
    assert heading.tag == "H1"
    assert heading.box[:2] == pytest.approx((60, 100), abs=1)
    (bar,) = [mark for mark in marks if mark.kind == "bar"]
    assert bar.tag == "2-3 2021-2022"
    assert bar.box == pytest.approx((BAR.x0, BAR.top, BAR.x1, BAR.bottom), abs=1)
    first = next(mark for mark in marks if mark.kind == "cell")
    assert first.box[:2] == pytest.approx((LEFT, TOP), abs=1)


def test_page_numbers_are_furniture_and_labels_belong_to_bars(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(labelled_pdf())
    marks = marks_of(path, 1)
    (number,) = [mark for mark in marks if mark.kind == "furniture"]
    assert number.box[1] == pytest.approx(800, abs=1)
    (label,) = [mark for mark in marks if mark.kind == "label"]
    (bar,) = [mark for mark in marks if mark.kind == "bar"]
    assert bar.box[0] < label.box[0] and label.box[2] < bar.box[2]


def labelled_pdf() -> bytes:
    pdf = PdfWriter()
    drawn = pdf.page()
    draw_schedule(drawn)
    drawn.text(290, 800, "－12－")
    drawn.text(BAR.x0 + 40, BAR.top + 2, "設計", size=9)
    return pdf.to_bytes()


def test_a_page_is_drawn_into_a_file(run: Run, pdf: Path, tmp_path: Path) -> None:
    out = tmp_path / "page.png"
    answer = run("inspect", pdf, "--page", 2, "--image", out, "--lang", "en")
    assert (answer.status, answer.err) == (0, "")
    assert str(out) in answer.out
    image = Image.open(out)
    assert image.format == "PNG"
    page = render_page(pdf, 2, dpi=144)
    assert image.width == page.shape[1] and image.height > page.shape[0]
    # Where nothing is marked the page is as it was.
    assert (np.asarray(image)[1000:1600, :1190] == page[1000:1600, :1190]).all()
    x, y = round(BAR.x0 * 2) + 30, round(BAR.top * 2)
    assert near(np.asarray(image)[y, x], COLOURS["bar"])


def near(pixel: Any, colour: tuple[int, int, int]) -> bool:
    return bool(np.abs(pixel.astype(int) - colour).max() < 50)


def test_the_file_is_a_png_whatever_its_name(run: Run, pdf: Path, tmp_path: Path) -> None:
    assert run("inspect", pdf, "--page", 1, "--image", tmp_path / "page.xyz").status == 0
    assert Image.open(tmp_path / "page.xyz").format == "PNG"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--page", 1), "--image"),
        (("--image", "x.png"), "--page"),
        (("--page", 3, "--image", "x.png"), "no page 3"),
        (("--page", 1, "--image", "missing/x.png"), "cannot write"),
    ],
)
def test_wrong_use_of_the_picture(
    options: tuple[object, ...],
    told: str,
    run: Run,
    pdf: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    answer = run("inspect", pdf, *options, "--lang", "en")
    assert answer.status == 2 and told in answer.err and answer.out == ""
    assert list(tmp_path.glob("*.png")) == []


def test_only_a_pdf_has_pages_to_draw(run: Run, plan: Path, tmp_path: Path) -> None:
    for path in (plan, plan.parent):
        answer = run("inspect", path, "--page", 1, "--image", tmp_path / "x.png", "--lang", "en")
        assert answer.status == 2 and "PDF" in answer.err
    missing = run("inspect", tmp_path / "no.pdf", "--page", 1, "--image", tmp_path / "x.png")
    assert missing.status == 2


def test_a_broken_pdf_has_no_picture(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"<html>")
    answer = run("inspect", path, "--page", 1, "--image", tmp_path / "x.png")
    assert answer.status == 1 and "pdf-not-pdf" in answer.err
    assert not (tmp_path / "x.png").exists()


# ---- drawing

WHITE = np.full((300, 400, 3), 255, dtype=np.uint8)
TEXT = np.array([[50, 50, 150, 62], [50, 70, 150, 82]], dtype=np.float32)


def printed_page() -> np.ndarray[Any, np.dtype[np.uint8]]:
    page = WHITE.copy()
    for x0, top, x1, bottom in TEXT.astype(int) * 2:
        page[top:bottom, x0:x1] = 0
    return page


@pytest.mark.parametrize("kind", ["heading", "caption", "bar"])
def test_a_tag_hides_no_text(kind: Kind) -> None:
    box = (50.0, 50.0, 150.0, 62.0)
    marks = [Mark(kind, box, "tag one"), Mark(kind, box, "tag two"), Mark(kind, box, "three")]
    image = np.asarray(draw_marks(printed_page(), marks, TEXT, 200.0))
    inner = (TEXT.astype(int) * 2)[0] + np.array((4, 4, -4, -4))
    x0, top, x1, bottom = inner.tolist()
    assert (image[top:bottom, x0:x1].max(axis=2) < 100).all()
    assert (image[:300] != printed_page()).any(axis=2).sum() > 300


def test_the_legend_tells_the_kinds_that_are_there() -> None:
    mark = Mark("cell", (10.0, 10.0, 60.0, 40.0))
    one = np.asarray(draw_marks(WHITE, [mark], TEXT[:0], 200.0))
    none = np.asarray(draw_marks(WHITE, [], TEXT[:0], 200.0))
    assert (one[300:] != none[300:]).any()
    assert set(LEGEND) == set(COLOURS)


numbers = st.floats(-500, 900, allow_nan=False)
boxes = st.tuples(numbers, numbers, numbers, numbers).map(
    lambda b: (min(b[0], b[2]), min(b[1], b[3]), max(b[0], b[2]), max(b[1], b[3]))
)


@given(
    st.lists(st.builds(Mark, st.sampled_from(sorted(COLOURS)), boxes, st.sampled_from(["", "?"])))
)
def test_any_marks_can_be_drawn(marks: list[Mark]) -> None:
    image = draw_marks(WHITE, marks, TEXT, 200.0)
    assert image.width == 400 and image.height > 300


def test_pages_are_rendered_within_bounds(tmp_path: Path) -> None:
    pdf = PdfWriter()
    pdf.page((14000, 14000))
    path = tmp_path / "poster.pdf"
    path.write_bytes(pdf.to_bytes())
    assert render_page(path, 1, dpi=3).shape == (584, 584, 3)
    height, width, _ = render_page(path, 1, dpi=300).shape
    assert height * width < 41_000_000
    with pytest.raises(IndexError):
        render_page(path, 2, dpi=3)


def test_bars_without_columns_are_drawn_too(run: Run, tmp_path: Path) -> None:
    """Their place is named like that of a bar, but has no number of one."""
    cases = {case.name: case for case in bare_cases()}
    for name in ("bare_uneven_labels", "bare_open_columns"):
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(cases[name].pdf)
        assert run("inspect", path, "--page", 1, "--image", tmp_path / "x.png").status == 0
