"""Scanned pages: rulings in pixels, and cells read one by one where tesseract is installed."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from extract import ocr, ocr_words
from extract.model import Document
from extract.ocr import read_scan
from extract.ocr_cut import Piece
from extract.ocr_doubts import confidence, parted, unread_issue
from extract.ocr_rules import check_rules, rules
from extract.ocr_rulings import scan_rulings
from extract.ocr_skew import Straight, turned
from extract.ocr_words import Word, has_tesseract, read_words, upright_turn
from extract.pdf_file import read_with
from extract.pdfium import open_pdf, render_page
from extract.ruling_grids import ruling_grids
from tests.builders.pdf_paths import BLUE, Box, Paint
from tests.builders.pdf_writer import PdfWriter
from tests.builders.producers import need_font
from tests.builders.scans import Scanner, scanned
from tests.builders.small_pdfs import BAR, draw_schedule, plan_pdf, scan_of

SCALE = 4.0  # pixels a point, about 300 dpi
Grey = NDArray[np.uint8]


def blank(width: int = 300, height: int = 200) -> Grey:
    """An empty page of so many points."""
    return np.full((round(height * SCALE), round(width * SCALE)), 255, dtype=np.uint8)


def ink(page: Grey, x0: float, top: float, x1: float, bottom: float, grey: int = 0) -> None:
    a, b, c, d = (round(v * SCALE) for v in (x0, top, x1, bottom))
    page[b:d, a:c] = grey


def ruled(xs: list[float], ys: list[float]) -> Grey:
    """A table of these borders in lines of one point."""
    page = blank()
    for y in ys:
        ink(page, xs[0], y - 0.5, xs[-1] + 0.5, y + 0.5)
    for x in xs:
        ink(page, x - 0.5, ys[0], x + 0.5, ys[-1] + 0.5)
    return page


def grids(page: Grey) -> list[tuple[list[float], list[float], int]]:
    """Borders and number of cells of the tables on a page."""
    height, width = page.shape
    found = ruling_grids(scan_rulings(page, SCALE), width / SCALE, height / SCALE)
    return [([*grid.xs], [*grid.ys], len(grid.cells)) for grid in found if grid.kind == "table"]


steps = st.lists(st.integers(14, 40), min_size=1, max_size=4)


@given(across=st.lists(st.integers(20, 60), min_size=2, max_size=4), down=steps)
def test_a_table_is_found_where_it_is(across: list[int], down: list[int]) -> None:
    xs, ys = [20.0], [20.0]
    xs += [20.0 + sum(across[: n + 1]) for n in range(len(across))]
    ys += [20.0 + sum(down[: n + 1]) for n in range(len(down))]
    ((found_xs, found_ys, cells),) = grids(ruled(xs, ys))
    assert found_xs == pytest.approx(xs, abs=0.6) and found_ys == pytest.approx(ys, abs=0.6)
    assert cells == len(across) * len(down)


def test_grey_lines_with_specks_are_rulings() -> None:
    page = ruled([20, 120, 280], [20, 60, 100])
    page[page == 0] = 150
    page[:, 600:603] = 255
    assert [cells for *_, cells in grids(page)] == [4]


def test_a_bar_over_the_borders_is_no_ruling_and_hides_none() -> None:
    page = ruled([20, 80, 140, 200, 260], [20, 50, 80, 110])
    ink(page, 84, 58, 250, 74)
    assert [cells for *_, cells in grids(page)] == [12]
    ink(page, 84, 92, 250, 93)  # a line inside a row touches nothing at its ends
    assert [len(ys) for _, ys, _ in grids(page)] == [4]


@pytest.mark.parametrize("size", [12, 26])
def test_letters_of_strokes_are_no_table(size: float) -> None:
    page = blank()
    for n in range(5):  # 田
        x = 30 + n * (size + 4)
        for part in (0.0, 0.5, 1.0):
            ink(page, x, 40 + part * size, x + size + 1, 41 + part * size)
            ink(page, x + part * size, 40, x + part * size + 1, 41 + size)
    assert grids(page) == []
    assert len(scan_rulings(page, SCALE).vertical) == 0


def test_black_and_blank_pages_have_no_rulings() -> None:
    noise = np.random.default_rng(1).integers(0, 255, (400, 400), dtype=np.uint8)
    for page in (blank(), np.zeros((400, 400), np.uint8), noise, noise[:0], noise[:1, :1]):
        found = scan_rulings(page, SCALE)
        assert len(found.horizontal) == len(found.vertical) == 0


# ---- what tesseract answers

HEAD = (
    "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"
)


class Answer:
    def __init__(self, text: str, status: int = 0) -> None:
        self.returncode, self.stdout, self.stderr = status, text, "no memory\n" if status else ""


def answering(monkeypatch: pytest.MonkeyPatch, answer: Answer) -> list[list[str]]:
    asked: list[list[str]] = []

    def run(command: list[str], **_: Any) -> Answer:
        asked.append(command)
        return answer

    monkeypatch.setattr(subprocess, "run", run)
    return asked


def test_words_have_places_in_their_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        "1\t1\t0\t0\t0\t0\t0\t0\t90\t60\t-1\t",
        "4\t1\t1\t1\t1\t0\t16\t20\t60\t30\t-1\t",
        '5\t1\t1\t1\t1\t1\t16\t22\t40\t20\t96.5\t年"',
        "5\t1\t1\t1\t1\t2\t60\t22\t10\t20\t12\t ",
        "4\t2\t1\t1\t1\t0\t18\t16\t50\t25\t-1\t",
        "5\t2\t1\t1\t1\t1\t18\t16\t50\t25\t80\t度",
    ]
    asked = answering(monkeypatch, Answer("\n".join([HEAD, *rows])))
    assert read_words([blank(5, 5), blank(6, 6)], 300) == (
        Word(0, 0, 4, 40, 34, '年"', 96.5),
        Word(1, 2, 0, 52, 25, "度", 80),
    )
    (command,) = asked
    assert command[0] == "tesseract" and "jpn" in command
    assert read_words([], 300) == () and len(asked) == 1


def test_a_failing_tesseract_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, Answer("", 1))
    with pytest.raises(OSError, match="no memory"):
        read_words([blank(5, 5)], 300)


@pytest.mark.parametrize(("listed", "expected"), [("eng\njpn\n", True), ("eng\njpn_vert\n", False)])
def test_japanese_must_be_installed(
    listed: str, expected: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    answering(monkeypatch, Answer(listed))
    assert has_tesseract() is expected


def test_without_the_program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert has_tesseract() is False


# ---- a page as words, without the program


def scan(folder: Path) -> Path:
    """The picture of a table of one column and two rows, with ink in both cells."""
    pdf = PdfWriter()
    page = pdf.page((200, 120))
    for y in (20, 60, 100):
        page.line(20, y, 180, y, width=1)
    for x in (20, 180):
        page.line(x, 20, x, 100, width=1)
    for x in (30, 38, 46):  # as large and as far apart as letters
        for y in (30, 70):
            page.rect(Box(x, y, x + 6, y + 8), Paint(fill=BLUE))
    path = folder / "drawn.pdf"
    path.write_bytes(pdf.to_bytes())
    found = folder / "scan.pdf"
    found.write_bytes(scan_of(path, 1))
    return found


def recognised(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    first: tuple[str, float],
    second: tuple[str, float],
) -> Document:
    """The scan as read when the two cells are recognised so, each with a confidence."""

    def read(pictures: list[Grey], dpi: int) -> tuple[Word, ...]:
        assert len(pictures) == 2 and dpi == 300
        return tuple(
            Word(n, 20, 30, 160, 80, text, confidence)
            for n, (text, confidence) in enumerate((first, second))
            if text
        )

    monkeypatch.setattr(ocr, "read_words", read)
    path = scan(folder)
    return read_with(path, open_pdf, partial(read_scan, path, None))


def told(document: Document) -> list[tuple[str, str | None]]:
    return [(issue.code, issue.value_raw) for issue in document.issues]


def test_recognised_cells_keep_place_and_origin(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = recognised(tmp_path, monkeypatch, ("担当課", 95), ("情報課", 91))
    assert document.text_layer == "ocr"
    (page,) = document.pages
    (grid,) = page.grids
    assert [[cell.run.text for cell in row] for row in grid.cells] == [["担当課"], ["情報課"]]
    assert page.boxes is not None
    start = grid.cells[1][0].run.start
    assert page.boxes[start][[0, 1]] == pytest.approx((26.3, 68.7), abs=0.5)
    assert told(document) == [("page-recognised", None)]


@pytest.mark.parametrize("text", ["", "ーーー>", "|：", "佛"])
def test_what_is_not_read_is_empty_and_told(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    confidence = 20 if text == "佛" else 90
    document = recognised(tmp_path, monkeypatch, ("担当課", 95), (text, confidence))
    (grid,) = document.pages[0].grids
    assert [[cell.run.text for cell in row] for row in grid.cells] == [["担当課"], [""]]
    assert told(document) == [("page-recognised", None), ("recognition-failed", text or None)]
    assert "2行1列" in document.issues[1].message


@pytest.mark.parametrize(
    ("text", "confidence", "unsure"),
    [("情報課", 60, True), ("1.056", 95, True), ("1.05", 95, False), ("1,056", 95, False)],
)
def test_doubtful_cells_are_told_with_their_place(
    text: str, confidence: float, unsure: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = recognised(tmp_path, monkeypatch, ("担当課", 95), (text, confidence))
    assert told(document)[1:] == ([("recognition-unsure", text)] if unsure else [])
    assert [issue.run.text for issue in document.issues if issue.run] == [text] * unsure


def cell(n: int) -> Piece:
    return Piece(np.zeros((60, 200), np.uint8), 0, 100 * n, f"cell {n}", is_cell=True)


def words_of(*parts: tuple[int, int, str, float]) -> list[Word]:
    """Words by piece, line, text and confidence."""
    return [Word(n, 0, 20 * at, 50, 20 * at + 15, text, sure) for n, at, text, sure in parts]


def test_a_cell_is_read_whole_or_not_and_text_line_by_line() -> None:
    pieces = [cell(0), cell(1), cell(2), replace(cell(3), is_cell=False)]
    words = words_of(
        (0, 0, "検討", 90), (0, 1, "実施", 40),
        (1, 0, "5", 80), (1, 1, "検討中", 20),
        (3, 0, "第1章", 95), (3, 1, "奔", 10),
    )  # fmt: skip
    read, unread = parted(words, pieces)
    assert [word.text for word in read] == ["検討", "実施", "第1章"]
    assert [(u.piece, u.text) for u in unread] == [(1, "5検討中"), (2, ""), (3, "奔")]
    issue = unread_issue(4, pieces[1], unread[0])
    assert issue.value_raw == "5検討中" and "4ページのcell 1" in issue.message


scores = st.lists(st.tuples(st.integers(0, 2), st.floats(0, 100)), max_size=8)


@given(scores)
def test_nothing_below_the_threshold_is_read(found: list[tuple[int, float]]) -> None:
    words = words_of(*((n, 0, "字", sure) for n, sure in sorted(found)))
    read, unread = parted(words, [cell(n) for n in range(3)])
    kept = {word.picture for word in read}
    assert kept | {u.piece for u in unread} == {0, 1, 2}
    assert not kept & {u.piece for u in unread}
    for n in kept:
        assert confidence([word for word in read if word.picture == n]) >= 50


@pytest.mark.parametrize(
    ("change", "match"),
    [
        (("[skew]", "[tilt]"), "sections"),
        (("least = 0.05", "least = 0"), "skew.least"),
        (("read = 50.0", "read = 72.0"), "above"),
        (("value = 70.0", "value = 45.0"), "below"),
    ],
)
def test_rules_are_checked(change: tuple[str, str], match: str) -> None:
    text = files("extract").joinpath("data/ocr.toml").read_text(encoding="utf-8")
    assert check_rules(text) == rules()
    assert change[0] in text
    with pytest.raises(ValueError, match=match):
        check_rules(text.replace(*change))


@pytest.mark.parametrize(
    ("answer", "quarters"),
    [
        ("Rotate: 90\nOrientation confidence: 8.1\n", (1, 8.1)),
        ("Rotate: 270\nOrientation confidence: 3\n", (3, 3.0)),
        ("Rotate: 180\nOrientation confidence: 0.4\n", (2, 0.4)),
        ("Too few characters\n", (0, 0.0)),
    ],
)
def test_tesseract_tells_the_turn_of_a_page(
    answer: str, quarters: tuple[int, float], monkeypatch: pytest.MonkeyPatch
) -> None:
    answering(monkeypatch, Answer(f"Page number: 0\n{answer}"))
    assert upright_turn(blank(20, 20), 300) == quarters
    answering(monkeypatch, Answer(answer, 1))
    assert upright_turn(blank(20, 20), 300) == (0, 0.0)


@pytest.mark.parametrize("likely", [0, 1, 2, 3])
@pytest.mark.parametrize("right", [1, 2, 3])
def test_a_page_is_read_in_the_turn_that_is_read_well(
    right: int, likely: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = scan(tmp_path)
    turns: list[int] = []

    def turn(pixels: NDArray[np.uint8], quarters: int) -> Straight:
        turns.append(quarters)
        return turned(pixels, quarters)

    def read(pictures: list[Grey], dpi: int) -> tuple[Word, ...]:
        sure = 90.0 if turns and turns[-1] == right else 20.0
        return tuple(Word(n, 2, 2, 20, 12, "情報課", sure) for n in range(len(pictures)))

    monkeypatch.setattr(ocr, "turned", turn)
    monkeypatch.setattr(ocr, "read_words", read)
    monkeypatch.setattr(ocr, "upright_turn", lambda picture, dpi: (likely, 1.0))
    document = read_with(path, open_pdf, partial(read_scan, path, None))
    assert "情報課" in document.pages[0].text
    assert f"{right * 90}度回して" in document.issues[0].message
    assert told(document) == [("page-recognised", None)]
    assert turns == ([right] if likely == right else turns[: turns.index(right) + 1])


@pytest.mark.parametrize(
    ("answer", "tried"), [((2, 9.0), [1, 2, 3]), ((0, 1.0), [1, 2, 3]), ((0, 18.0), [])]
)
def test_a_page_that_no_turn_makes_readable_is_told(
    answer: tuple[int, float], tried: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr, "upright_turn", lambda picture, dpi: answer)
    turns: list[int] = []

    def turn(pixels: NDArray[np.uint8], quarters: int) -> Straight:
        turns.append(quarters)
        return turned(pixels, quarters)

    monkeypatch.setattr(ocr, "turned", turn)
    document = recognised(tmp_path, monkeypatch, ("担当課", 55), ("情報課", 52))
    assert sorted(turns) == tried
    codes = [code for code, _ in told(document)]
    assert codes[:2] == ["page-recognised", "page-hardly-read"]
    assert "度回して" not in document.issues[0].message
    assert "54％" in document.issues[1].message
    assert document.pages[0].text.split() == ["担当課", "情報課"]


def test_an_unread_cell_is_no_blank(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = recognised(tmp_path, monkeypatch, ("担当課", 95), ("佛", 20))
    (page,) = document.pages
    assert [[cell.unread for cell in row] for row in page.grids[0].cells] == [[False], [True]]
    assert page.confidences is not None and len(page.confidences) == len(page.text)
    at = page.text.index("担当課")
    assert page.confidences[at : at + 3].tolist() == [95.0] * 3
    assert np.isnan(np.delete(page.confidences, [at, at + 1, at + 2])).all()


def test_a_page_with_text_is_not_recognised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> tuple[Word, ...]:
        raise AssertionError("asked for")

    monkeypatch.setattr(ocr, "read_words", refused)
    path = tmp_path / "plan.pdf"
    path.write_bytes(plan_pdf())
    assert read_with(path, open_pdf, partial(read_scan, path, None)).text_layer == "native"


def test_a_blank_page_stays_without_text(tmp_path: Path) -> None:
    pdf = PdfWriter()
    pdf.page()
    path = tmp_path / "blank.pdf"
    path.write_bytes(pdf.to_bytes())
    document = read_with(path, open_pdf, partial(read_scan, path, None))
    assert document.text_layer == "none"
    assert [code for code, _ in told(document)] == ["page-without-text", "text-layer-none"]


# ---- with the program


needs_tesseract = pytest.mark.skipif(
    shutil.which("tesseract") is None or not ocr_words.has_tesseract(),
    reason="tesseract is not installed: apt-get install tesseract-ocr tesseract-ocr-jpn",
)


@needs_tesseract
def test_a_scanned_schedule_is_read_cell_by_cell(tmp_path: Path) -> None:
    need_font()
    drawn, path = tmp_path / "drawn.pdf", tmp_path / "scan.pdf"
    pdf = PdfWriter()
    page = pdf.page()
    page.text(60, 100, "第１章　推進スケジュール", size=16)
    draw_schedule(page, "導入・実施")
    drawn.write_bytes(pdf.to_bytes())
    path.write_bytes(scan_of(drawn, 1, dpi=300))
    document = read_with(path, open_pdf, partial(read_scan, path, None))
    (read,) = document.pages
    assert document.text_layer == "ocr"
    assert "推進スケジュール" in read.text.replace(" ", "")
    (grid,) = read.grids
    head, row = ([cell.run.text.replace(" ", "") for cell in cells] for cells in grid.cells)
    assert head == ["事業項目", "2021年度", "2022年度", "2023年度"]
    assert row == ["導入・実施", "", "", ""]
    (first, second) = (mark for cell in grid.cells[1] for mark in cell.ink)
    assert first.bar == second.bar and first.box == second.box == pytest.approx(BAR, abs=0.5)
    assert [bool(cell.ink) for cell in grid.cells[1]] == [False, True, True, False]
    assert [issue.code for issue in document.issues] == ["page-recognised"]


@needs_tesseract
@pytest.mark.parametrize(
    "scanner", [Scanner(300, skew=2.0, noise=6, quality=60), Scanner(300, quarters=1)]
)
def test_pages_askew_are_read_and_boxes_lie_on_the_paper(scanner: Scanner, tmp_path: Path) -> None:
    need_font()
    drawn, path = tmp_path / "drawn.pdf", tmp_path / "scan.pdf"
    pdf = PdfWriter()
    page = pdf.page()
    page.text(60, 80, "第１章　推進スケジュール", size=16)
    for y in (330, 350, 370, 390):
        page.text(60, y, "市役所の窓口で行う手続を電子化し、市民の利便性を高めます。")
    draw_schedule(page, "導入・実施")
    drawn.write_bytes(pdf.to_bytes())
    path.write_bytes(scanned(drawn, [1], scanner))
    (read,) = read_with(path, open_pdf, partial(read_scan, path, None)).pages
    (grid,) = read.grids
    assert "".join(grid.cells[1][0].run.text.split()) == "導入・実施"
    assert [len(cell.ink) for cell in grid.cells[1]] == [0, 1, 1, 0]
    assert read.boxes is not None and read.width_pt is not None and read.height_pt is not None
    dark = render_page(path, 1, dpi=72).min(axis=2) < 200
    for run in (grid.cells[0][1].run, grid.cells[1][0].run):
        for x0, top, x1, bottom in read.boxes[run.start : run.end].round().astype(int).tolist():
            if run.text.strip():
                assert dark[top - 1 : bottom + 1, x0 - 1 : x1 + 1].any()
