"""Both PDF readers give the same ink, and the ink is where it was put."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract import pdfium, plumber
from extract.ink import Bookmark, Floats, PageInk
from extract.pdf_source import PdfSource
from tests.builders.pdf_fonts import BOLD, GOTHIC, MINCHO, VERTICAL, telling
from tests.builders.pdf_paths import BLUE, GREY, WHITE, Box, Paint, rectangle
from tests.builders.pdf_writer import Bitmap, Page, PdfWriter, Rotation

ROTATIONS: tuple[Rotation, ...] = (0, 90, 180, 270)
SHARED = Path(
    os.environ.get("SHISAKU_PDFS") or Path(__file__).resolve().parents[3] / "shared" / "pdfs"
)
# Pages of a long document that are compared: the first ones, which hold every kind of page.
MOST_PAGES = 12


class OpenPdf(Protocol):
    def __call__(
        self, path: Path, *, password: str | None = None
    ) -> AbstractContextManager[PdfSource]: ...


READERS: tuple[OpenPdf, ...] = (pdfium.open_pdf, plumber.open_pdf)
each_reader = pytest.mark.parametrize("open_pdf", READERS, ids=["pdfium", "plumber"])


@pytest.fixture
def read(tmp_path: Path, open_pdf: OpenPdf) -> Callable[..., PageInk]:
    """Draws one page and reads it with the reader under test."""

    def _read(
        draw: Callable[[Page], object],
        rotation: Rotation = 0,
        change: Callable[[bytes], bytes] = bytes,
    ) -> PageInk:
        return read_drawn(tmp_path, open_pdf, draw, rotation, change)

    return _read


def read_drawn(
    folder: Path,
    open_pdf: OpenPdf,
    draw: Callable[[Page], object],
    rotation: Rotation = 0,
    change: Callable[[bytes], bytes] = bytes,
) -> PageInk:
    writer = PdfWriter()
    draw(writer.page((400, 300), rotation))
    path = folder / "page.pdf"
    path.write_bytes(change(writer.to_bytes()))
    with open_pdf(path) as source:
        return source.read_page(1)


def text_of(ink: PageInk) -> str:
    return "".join(map(chr, ink.chars.codes.tolist()))


def printed(ink: PageInk) -> tuple[str, Floats]:
    """The characters but blanks, and their boxes."""
    text = text_of(ink)
    keep = np.array([not char.isspace() for char in text], np.bool_)
    return re.sub(r"\s", "", text), ink.chars.boxes[keep]


# ---- characters


@each_reader
@pytest.mark.parametrize("rotation", ROTATIONS)
@pytest.mark.parametrize("font", [GOTHIC, MINCHO, BOLD])
def test_text_is_read_where_it_was_put(
    read: Callable[..., PageInk], rotation: Rotation, font: object
) -> None:
    ink = read(lambda page: page.text(50, 40, "年度AB", size=12, font=font), rotation)
    assert (ink.width, ink.height, ink.rotation) == (400, 300, rotation)
    assert text_of(ink) == "年度AB"
    assert ink.chars.boxes == pytest.approx(
        np.array([[50, 40, 62, 52], [62, 40, 74, 52], [74, 40, 80, 52], [80, 40, 86, 52]]), abs=0.3
    )
    assert ink.chars.size == pytest.approx(12)
    assert ink.chars.angle.tolist() == [0, 0, 0, 0]
    assert ink.chars.bold.tolist() == [font is BOLD] * 4


@each_reader
@pytest.mark.parametrize("rotation", ROTATIONS)
@pytest.mark.parametrize(
    ("angle", "first", "second"),
    [
        (90, (188, 150, 200, 162), (188, 162, 200, 174)),
        (180, (188, 138, 200, 150), (176, 138, 188, 150)),
        (270, (200, 138, 212, 150), (200, 126, 212, 138)),
    ],
)
def test_turned_text(
    read: Callable[..., PageInk],
    rotation: Rotation,
    angle: int,
    first: tuple[int, ...],
    second: tuple[int, ...],
) -> None:
    ink = read(lambda page: page.text(200, 150, "年度", size=12, angle=angle), rotation)
    assert text_of(ink) == "年度"
    assert ink.chars.angle.tolist() == [angle, angle]
    assert ink.chars.boxes == pytest.approx(np.array([first, second]), abs=0.3)


@each_reader
@pytest.mark.parametrize("rotation", ROTATIONS)
def test_vertical_writing_is_upright(read: Callable[..., PageInk], rotation: Rotation) -> None:
    ink = read(lambda page: page.text(50, 40, "計画", size=12, font=VERTICAL), rotation)
    assert text_of(ink) == "計画"
    assert ink.chars.angle.tolist() == [0, 0]
    # pdfminer takes another default for where a vertical glyph hangs: 0.12 of the size.
    assert ink.chars.boxes == pytest.approx(
        np.array([[50, 40, 62, 52], [50, 52, 62, 64]]), abs=0.13 * 12
    )


def scaled_by_matrix(page: Page) -> None:
    """The last text's size moves from the font into the text matrix, as many producers have it."""
    words = re.fullmatch(r"(.*) 12 Tf (\S+) (\S+) (\S+) (\S+) (.*)", page.content[-1])
    assert words
    before, *linear, after = words.groups()
    scaled = " ".join(f"{12 * float(value):g}" for value in linear)
    page.content[-1] = f"{before} 1 Tf {scaled} {after}"


@each_reader
@pytest.mark.parametrize("rotation", ROTATIONS)
def test_size_as_shown(read: Callable[..., PageInk], rotation: Rotation) -> None:
    def draw(page: Page) -> None:
        page.text(50, 40, "年度", size=12)
        scaled_by_matrix(page)

    ink = read(draw, rotation)
    assert ink.chars.size == pytest.approx(12)
    assert ink.chars.boxes == pytest.approx(np.array([[50, 40, 62, 52], [62, 40, 74, 52]]), abs=0.3)


@each_reader
@pytest.mark.parametrize(
    "draw",
    [
        pytest.param(lambda page: page.text(50, 40, "太字の見出し", fake_bold=True), id="stroked"),
        pytest.param(lambda page: page.text(50, 40, "太字の見出し", font=BOLD), id="font"),
        pytest.param(
            lambda page: [page.text(x, 40, "太字の見出し") for x in (50, 50.2)], id="again"
        ),
        pytest.param(
            lambda page: [page.text(50, 40, "太字の見出し") for _ in range(3)], id="in place"
        ),
        pytest.param(
            lambda page: [
                page.text(50 + 10.5 * i + shift, 40, char)
                for i, char in enumerate("太字の見出し")
                for shift in (0, 0.25)
            ],
            id="char by char",
        ),
        pytest.param(
            lambda page: [
                page.text(x, y, text)
                for x, y, text in [
                    (50, 40, "太字の見出し"),
                    *((50, 80 + 15 * i, "字") for i in range(9)),
                    (50.2, 40, "太字の見出し"),
                ]
            ],
            id="after other text",
        ),
    ],
)
def test_bold_is_one_character(
    read: Callable[..., PageInk], draw: Callable[[Page], object]
) -> None:
    ink = read(draw)
    text = text_of(ink)
    assert text.rstrip("字") == "太字の見出し"
    assert ink.chars.bold.tolist() == [True] * 6 + [False] * (len(text) - 6)


@each_reader
def test_equal_characters_beside_each_other_are_not_bold(read: Callable[..., PageInk]) -> None:
    ink = read(
        lambda page: [page.text(50, 40, "・・・・……lll"), page.text(50, 52, "・・・・……lll")]
    )
    assert text_of(ink) == "・・・・……lll" * 2
    assert not ink.chars.bold.any()


def hide(page: Page) -> None:
    page.content[-1] = page.content[-1].replace("BT", "BT 3 Tr")


@each_reader
def test_hidden_text_is_left_out_beside_printed_text(read: Callable[..., PageInk]) -> None:
    def draw(page: Page) -> None:
        page.text(50, 40, "見える")
        page.text(50, 60, "見えない")
        hide(page)

    ink = read(draw)
    assert (text_of(ink), ink.hidden_text) == ("見える", False)


@each_reader
def test_hidden_text_alone_is_the_layer_under_a_scan(read: Callable[..., PageInk]) -> None:
    def draw(page: Page) -> None:
        page.image(Box(0, 0, 400, 300), Bitmap(1, 1, b"\xff\xff\xff"))
        page.text(50, 60, "読み取った字")
        hide(page)

    ink = read(draw)
    assert (text_of(ink), ink.hidden_text) == ("読み取った字", True)
    assert len(ink.images) == 1


@each_reader
@pytest.mark.parametrize(
    ("told", "text"),
    [
        (("a", "", "b"), "a\ufffdb"),
        (("", "", ""), "\ufffd\ufffd\ufffd"),
        (("a", "𠮷", "b"), "a𠮷b"),
        (("a", "ff", "b"), "affb"),
        (("a", "株式会社", "b"), "a株式会社b"),
    ],
)
def test_what_the_font_tells(
    read: Callable[..., PageInk], told: tuple[str, ...], text: str
) -> None:
    ink = read(lambda page: page.text(50, 40, "年度末", size=12, font=telling("年度末", told)))
    assert text_of(ink) == text
    # The characters of one glyph share its cell from left to right.
    boxes = ink.chars.boxes[1:-1]
    assert boxes[:, 0] == pytest.approx(62 + 12 / len(boxes) * np.arange(len(boxes)), abs=0.3)
    assert boxes[-1, 2] == pytest.approx(74, abs=0.3)
    assert not ink.chars.bold.any()


@each_reader
def test_hyphens_at_line_ends_stay(read: Callable[..., PageInk]) -> None:
    ink = read(lambda page: [page.text(50, 40, "auto-"), page.text(50, 55, "matic")])
    assert text_of(ink) == "auto-matic"


@each_reader
@pytest.mark.parametrize("blank", [" ", "　"])
def test_blanks_of_their_own(read: Callable[..., PageInk], blank: str) -> None:
    parts = [(50.0, "前"), (60.5, blank), (71.0, "後")]
    ink = read(lambda page: [page.text(x, 40, text) for x, text in parts])
    before, between, after = list(text_of(ink))
    assert (before, after) == ("前", "後")
    assert between.isspace()
    assert ink.chars.boxes[1, 0] == pytest.approx(60.5)


@each_reader
def test_order_is_that_of_the_content(read: Callable[..., PageInk]) -> None:
    words = [(200, 40, "三"), (50, 40, "一"), (50, 80, "四"), (120, 40, "二")]
    assert text_of(read(lambda page: [page.text(*word) for word in words])) == "三一四二"


@each_reader
@pytest.mark.parametrize("rotation", ROTATIONS)
def test_only_the_crop_box_shows(read: Callable[..., PageInk], rotation: Rotation) -> None:
    wide, high = (300, 400) if rotation in (90, 270) else (400, 300)

    def crop(data: bytes) -> bytes:
        box = f"/CropBox [20 20 {wide - 20} {high - 20}] /Rotate".encode()
        return data.replace(b"/Rotate", box)

    def draw(page: Page) -> None:
        page.text(50, 40, "年度")
        page.text(2, 2, "外")

    ink = read(draw, rotation, crop)
    assert (ink.width, ink.height) == (360, 260)
    assert text_of(ink) == "年度"
    assert ink.chars.boxes[0] == pytest.approx([30, 20, 40.5, 30.5], abs=0.3)


@each_reader
def test_a_page_need_not_begin_at_zero(read: Callable[..., PageInk]) -> None:
    def move(data: bytes) -> bytes:
        return data.replace(b"[0 0 400 300]", b"[10 20 410 320]")

    ink = read(lambda page: [page.text(50, 40, "年"), page.line(50, 50, 60, 50)], 0, move)
    assert ink.chars.boxes[0] == pytest.approx([40, 60, 50.5, 70.5], abs=0.3)
    assert ink.drawings.path(0).tolist() == [[40, 70], [50, 70]]


# ---- drawings and images


@each_reader
@pytest.mark.parametrize("rotation", ROTATIONS)
@pytest.mark.parametrize("scale", [None, 1.0, 2.0])
def test_paths_and_images(
    read: Callable[..., PageInk], rotation: Rotation, scale: float | None
) -> None:
    def draw(page: Page) -> None:
        page.line(10, 20, 100, 20, width=2, dash=(3, 2))
        page.polygon([(0, 0), (10, 0), (5, 5)], Paint(fill=GREY, stroke=BLUE, width=1.5))
        page.rect(Box(200, 50, 220, 70), Paint(fill=BLUE))
        page.image(Box(100, 100, 150, 120), Bitmap(1, 1, b"\0\0\0"))

    def draw_in_form(page: Page) -> None:
        if scale is None:
            draw(page)
        else:
            with page.form(scale):
                draw(page)

    ink = read(draw_in_form, rotation)
    strokes = ink.drawings
    assert strokes.path(0) == pytest.approx(np.array([[10, 20], [100, 20]]))
    assert strokes.path(1) == pytest.approx(np.array([[0, 0], [10, 0], [5, 5], [0, 0]]))
    assert strokes.path(2).min(axis=0) == pytest.approx([200, 50])
    assert strokes.path(2).max(axis=0) == pytest.approx([220, 70])
    assert strokes.path(2)[0] == pytest.approx(strokes.path(2)[-1])
    assert strokes.ops.tolist() == [0, 1, 0, 1, 1, 1, 0, 1, 1, 1, 1]
    assert strokes.fill.tolist() == [[0, 0, 0, 0], [*GREY, 255], [*BLUE, 255]]
    assert strokes.stroke.tolist() == [[0, 0, 0, 255], [*BLUE, 255], [0, 0, 0, 0]]
    assert strokes.width == pytest.approx([2, 1.5, 0])
    assert strokes.dashed.tolist() == [True, False, False]
    assert ink.images == pytest.approx(np.array([[100, 100, 150, 120]]))


@each_reader
def test_curves_keep_their_points(read: Callable[..., PageInk]) -> None:
    ink = read(lambda page: page.ellipse(Box(10, 20, 50, 40), Paint(fill=BLUE)))
    assert Counter(ink.drawings.ops.tolist())[2] == 12
    assert ink.drawings.points.min(axis=0) == pytest.approx([10, 20])
    assert ink.drawings.points.max(axis=0) == pytest.approx([50, 40])


@each_reader
@pytest.mark.parametrize(
    ("operators", "points", "ops"),
    [
        ("0 300 m 9 300 l h S", [[0, 0], [9, 0], [0, 0]], [0, 1, 1]),
        ("0 300 m 3 300 6 297 v S", [[0, 0], [0, 0], [3, 0], [6, 3]], [0, 2, 2, 2]),
        ("0 300 m 3 300 6 297 y S", [[0, 0], [3, 0], [6, 3], [6, 3]], [0, 2, 2, 2]),
        ("0 300 m 1 300 m 9 300 l S", [[1, 0], [9, 0]], [0, 1]),
        ("0 300 m 9 300 l 0 290 m 9 290 l S", [[0, 0], [9, 0], [0, 10], [9, 10]], [0, 1, 0, 1]),
        ("0 300 m 9 300 l n", [], []),
        ("0 300 9 9 re W n", [], []),
    ],
)
def test_path_operators(
    read: Callable[..., PageInk], operators: str, points: list[list[float]], ops: list[int]
) -> None:
    ink = read(lambda page: page.content.append(operators))
    assert ink.drawings.points.tolist() == points
    assert ink.drawings.ops.tolist() == ops
    assert len(ink.drawings) == bool(points)
    assert ink.drawings.width.tolist() == [1] * bool(points)


@each_reader
@pytest.mark.parametrize(
    ("operators", "colour"),
    [
        ("0.5 g", (128, 128, 128)),
        ("1 0 0 rg", (255, 0, 0)),
        ("0 0 0 1 k", (35, 31, 32)),  # PDFium shows printer's black as a printer does
    ],
)
def test_colours(
    read: Callable[..., PageInk], operators: str, colour: tuple[int, int, int]
) -> None:
    ink = read(lambda page: page.content.append(f"{operators} 0 0 9 9 re f"))
    assert ink.drawings.fill[0, :3] == pytest.approx(np.array(colour), abs=36)
    assert ink.drawings.fill[0, 3] == 255


def test_alpha_with_pdfium(tmp_path: Path) -> None:
    def draw(page: Page) -> None:
        page.rect(Box(10, 10, 50, 20), Paint(fill=BLUE, alpha=0.5))

    strokes = read_drawn(tmp_path, pdfium.open_pdf, draw).drawings
    assert strokes.fill.tolist() == [[*BLUE, 128]]


@each_reader
def test_a_gradient_fills_its_innermost_clipping_path(read: Callable[..., PageInk]) -> None:
    def draw(page: Page) -> None:
        page.content.append("q 0 0 300 200 re W n")
        page.gradient(rectangle(Box(100, 10, 150, 20)), BLUE, WHITE)
        page.content.append("q 0.5 0 0 0.5 0 0 cm 20 20 40 40 re W* n /S1 sh Q")
        page.content.append("/S1 sh Q")

    strokes = read(draw).drawings
    assert strokes.fill.tolist() == [[128, 128, 128, 255]] * 3
    extents = [[*strokes.path(i).min(axis=0), *strokes.path(i).max(axis=0)] for i in range(3)]
    assert extents == [[100, 10, 150, 20], [10, 270, 30, 290], [0, 100, 300, 300]]


@each_reader
def test_an_empty_page(read: Callable[..., PageInk]) -> None:
    ink = read(lambda page: None)
    assert (len(ink.chars), len(ink.drawings), len(ink.images)) == (0, 0, 0)
    assert ink.chars.boxes.shape == ink.images.shape == (0, 4)
    assert ink.hidden_text is False


# ---- the document


@each_reader
def test_what_the_file_says(tmp_path: Path, open_pdf: OpenPdf) -> None:
    writer = PdfWriter(title="情報化計画")
    for text in ("表紙", "目次", "本文"):
        writer.page().text(50, 40, text)
    writer.bookmark(1, "第１章", 2)
    writer.bookmark(2, "１　施策", 3)
    writer.bookmark(1, "資料", 3)
    writer.label(1, "r")
    writer.label(3, "D", "本-")
    path = tmp_path / "plan.pdf"
    path.write_bytes(writer.to_bytes())
    with open_pdf(path) as source:
        assert source.page_count == 3
        assert source.labels == ("i", "ii", "本-1")
        assert source.bookmarks == (
            Bookmark(1, "第１章", 2),
            Bookmark(2, "１　施策", 3),
            Bookmark(1, "資料", 3),
        )
        assert (source.facts.title, source.facts.producer) == ("情報化計画", None)
        assert not source.facts.encrypted
        pages = [source.read_page(n) for n in (3, 1, 2, 3)]
        for page_no in (0, 4):
            with pytest.raises(IndexError):
                source.read_page(page_no)
    assert [text_of(page) for page in pages] == ["本文", "表紙", "目次", "本文"]
    assert [page.page_no for page in pages] == [3, 1, 2, 3]
    assert [page.label for page in pages] == ["本-1", "i", "ii", "本-1"]


# ---- both together


@pytest.mark.parametrize(
    ("printed_text", "by_pdfium", "by_plumber"),
    [("⺠⽣部", "⺠⽣部", "民生部"), ("－１", "－１", "−１")],
)
def test_where_the_readers_differ(
    tmp_path: Path, printed_text: str, by_pdfium: str, by_plumber: str
) -> None:
    """In a font named but not embedded, PDFium keeps the code point the text is written in;
    pdfminer takes the one that Adobe-Japan1 lists for the glyph.
    """
    texts = [
        text_of(read_drawn(tmp_path, open_pdf, lambda page: page.text(50, 40, printed_text)))
        for open_pdf in READERS
    ]
    assert texts == [by_pdfium, by_plumber]


_TEXT = st.text(
    st.sampled_from("平成令和年度計画施策のをはABC123ｱｲ（）・ー"), min_size=1, max_size=8
)
_PLACED = st.tuples(
    st.integers(100, 300), st.integers(90, 210), _TEXT, st.sampled_from([6, 10.5, 20]),
    st.sampled_from(ROTATIONS),
)  # fmt: skip
_BOXES = st.tuples(
    st.integers(0, 300), st.integers(0, 200), st.integers(1, 90), st.integers(1, 90)
).map(lambda b: Box(b[0], b[1], b[0] + b[2], b[1] + b[3]))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(_PLACED, max_size=5),
    boxes=st.lists(_BOXES, max_size=4),
    rotation=st.sampled_from(ROTATIONS),
)
def test_readers_agree_on_any_page(
    tmp_path: Path,
    texts: list[tuple[float, float, str, float, int]],
    boxes: list[Box],
    rotation: Rotation,
) -> None:
    def draw(page: Page) -> None:
        for x, top, text, size, angle in texts:
            page.text(x, top, text, size=size, angle=angle)
        for box in boxes:
            page.rect(box, Paint(fill=BLUE, stroke=GREY))

    one, two = (read_drawn(tmp_path, open_pdf, draw, rotation) for open_pdf in READERS)
    assert text_of(one) == text_of(two)
    assert one.chars.boxes == pytest.approx(two.chars.boxes, abs=0.5)
    assert one.chars.angle.tolist() == two.chars.angle.tolist()
    assert one.drawings.points == pytest.approx(two.drawings.points, abs=0.01)
    for box, path in zip(boxes, map(one.drawings.path, range(len(boxes))), strict=True):
        assert (*path.min(axis=0), *path.max(axis=0)) == pytest.approx(tuple(box), abs=0.01)


def shared_pdfs() -> list[Path]:
    return sorted(SHARED.glob("*.pdf"))


@pytest.mark.skipif(
    not shared_pdfs(), reason="real PDFs are absent: set SHISAKU_PDFS to a folder with some"
)
@pytest.mark.parametrize("path", shared_pdfs(), ids=lambda path: path.stem)
def test_readers_agree_on_real_pages(path: Path) -> None:
    with pdfium.open_pdf(path) as one, plumber.open_pdf(path) as two:
        assert one.page_count == two.page_count
        assert one.labels == two.labels
        assert one.bookmarks == two.bookmarks
        assert one.facts == two.facts
        for page_no in range(1, min(one.page_count, MOST_PAGES) + 1):
            assert_same_ink(one.read_page(page_no), two.read_page(page_no))


def assert_same_ink(one: PageInk, two: PageInk) -> None:
    """The same characters in the same order but for blanks, boxes within 2 pt, equal strokes."""
    assert (one.width, one.height) == pytest.approx((two.width, two.height), abs=0.01)
    assert one.rotation == two.rotation
    (ours, our_boxes), (theirs, their_boxes) = printed(one), printed(two)
    assert ours == theirs
    assert our_boxes == pytest.approx(their_boxes, abs=2)
    assert segments(one) == segments(two)
    assert one.images == pytest.approx(two.images, abs=0.5)


def segments(ink: PageInk) -> tuple[int, int]:
    """How many of the lines drawn are horizontal, and how many vertical."""
    points, ops = ink.drawings.points, ink.drawings.ops
    step = np.abs(points[1:] - points[:-1])[ops[1:] == 1]
    flat, upright = step[:, 1] < 0.1, step[:, 0] < 0.1
    return int((flat & ~upright).sum()), int((upright & ~flat).sum())
