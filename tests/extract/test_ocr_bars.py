"""Bars in the pixels of a scanned table, and everything in cells that is none."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from extract.bar_model import Bar
from extract.ocr_bars import bar_of
from extract.ocr_figures import Figures, read_figures
from extract.ocr_pieces import pieces
from extract.ocr_rulings import scan_rulings
from extract.ruling_grids import ruling_grids

SCALE = 4.0
Points = Sequence[tuple[float, float]]
XS, YS = (20.0, 90.0, 160.0, 230.0, 300.0), (20.0, 46.0, 72.0, 98.0)
DARK = (31, 78, 121)
PALE = (200, 215, 240)


class Table:
    """A ruled table to draw on, in points."""

    def __init__(self) -> None:
        self.image = Image.new("RGB", (1300, 500), "white")
        self.draw = ImageDraw.Draw(self.image)

    def rule(self) -> None:
        for y in YS:
            self.rect(XS[0] - 0.4, y - 0.4, XS[-1] + 0.4, y + 0.4)
        for x in XS:
            self.rect(x - 0.4, YS[0] - 0.4, x + 0.4, YS[-1] + 0.4)

    def rect(
        self, x0: float, top: float, x1: float, bottom: float, colour: tuple[int, ...] = (0, 0, 0)
    ) -> None:
        self.draw.rectangle([v * SCALE for v in (x0, top, x1, bottom)], fill=colour)

    def polygon(self, points: Points, colour: tuple[int, ...] = DARK) -> None:
        self.draw.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=colour)

    def read(self, noise: float = 0.0) -> Figures:
        pixels = np.asarray(self.image)
        if noise:
            grain = np.random.default_rng(3).normal(0, noise, pixels.shape[:2])
            pixels = np.clip(pixels + grain[..., None], 0, 255).astype(np.uint8)
        rulings = scan_rulings(pixels.min(axis=2), SCALE)
        found = ruling_grids(rulings, pixels.shape[1] / SCALE, pixels.shape[0] / SCALE)
        tables = [grid for grid in found if grid.kind == "table"]
        assert [len(grid.cells) for grid in tables] == [12]
        return read_figures(pixels, tables, rulings, SCALE)


def arrow(x0: float, x1: float, middle: float, body: float, head: float) -> Points:
    """A block arrow to the right."""
    neck, half = x1 - head, body / 2
    upper = [(x0, middle - half), (neck, middle - half), (neck, middle - head)]
    return [*upper, (x1, middle), *[(x, 2 * middle - y) for x, y in reversed(upper)]]


SHAPES: dict[str, tuple[Points, str, str]] = {
    "bar": ([(95, 53), (225, 53), (225, 65), (95, 65)], "bar", "none"),
    "block arrow": (arrow(95, 225, 59, 7, 6), "block_arrow", "right"),
    "line": (arrow(95, 225, 59, 1.5, 4), "line", "right"),
    "pentagon": ([(95, 53), (219, 53), (225, 59), (219, 65), (95, 65)], "pentagon", "right"),
    "to the left": ([(225, 53), (101, 53), (95, 59), (101, 65), (225, 65)], "pentagon", "left"),
    "chevron": (
        [(95, 53), (219, 53), (225, 59), (219, 65), (95, 65), (101, 59)],
        "chevron",
        "right",
    ),
    "plain line": ([(95, 58), (225, 58), (225, 59.5), (95, 59.5)], "line", "none"),
}


@pytest.mark.parametrize("colour", [DARK, PALE], ids=["dark", "pale"])
@pytest.mark.parametrize("noise", [0.0, 8.0])
@pytest.mark.parametrize("name", SHAPES)
def test_bars_have_place_form_and_head(name: str, noise: float, colour: tuple[int, ...]) -> None:
    points, shape, head = SHAPES[name]
    table = Table()
    table.rule()
    table.polygon(points, colour)
    figures = table.read(noise)
    (bar,) = figures.bars
    xs, ys = zip(*points, strict=True)
    assert (bar.x0, bar.top, bar.x1, bar.bottom) == pytest.approx(
        (min(xs), min(ys), max(xs), max(ys)), abs=1.2
    )
    assert (bar.shape, bar.head) == (shape, head)
    assert figures.odd == ()
    assert (figures.grey[round(55 * SCALE) : round(63 * SCALE), 400:630] > 160).all()


def nearness(x: float) -> float:
    """How exactly an end can be told: within a ruling and its blurred edge it cannot be seen."""
    hidden = 1.0
    return 1.2 + (hidden if min(abs(x - ruling) for ruling in XS) <= hidden else 0.0)


@given(st.floats(92, 200), st.floats(24, 90), st.floats(5, 16))
@example(92.0, 68.5, 5.0)
@settings(max_examples=25, deadline=None)
def test_a_bar_anywhere_is_found_where_it_is(x0: float, wide: float, high: float) -> None:
    table = Table()
    table.rule()
    x1 = min(x0 + wide, 298)
    table.rect(x0, 59 - high / 2, x1, 59 + high / 2, DARK)
    (bar,) = table.read().bars
    assert bar.x0 == pytest.approx(x0, abs=nearness(x0))
    assert bar.x1 == pytest.approx(x1, abs=nearness(x1))
    assert bar.middle == pytest.approx(59, abs=1.2)


def test_shaded_cells_are_no_bars() -> None:
    table = Table()
    table.rect(20, 20, 300, 46, PALE)
    table.rect(160, 46, 230, 72, (255, 230, 153))
    table.rule()
    figures = table.read()
    assert figures.bars == () and figures.odd == ()
    boxes = [tuple(box) for box in figures.strokes.shading.round().tolist()]
    assert (160, 46, 230, 72) in boxes and len(boxes) == 5
    yellow = figures.strokes.shading_colour[boxes.index((160, 46, 230, 72))]
    assert yellow.tolist() == [255, 230, 153]


def test_a_bar_on_a_shaded_row_is_a_bar() -> None:
    table = Table()
    table.rect(20, 46, 300, 72, PALE)
    table.rule()
    table.rect(95, 53, 225, 65, DARK)
    assert [(bar.shape, round(bar.x0)) for bar in table.read().bars] == [("bar", 95)]


def test_light_text_in_a_dark_bar_is_left_dark_on_white() -> None:
    table = Table()
    table.rule()
    table.rect(95, 51, 225, 67, DARK)
    for x in range(120, 180, 8):
        table.rect(x, 56, x + 5, 62, (255, 255, 255))
    figures = table.read()
    assert len(figures.bars) == 1
    label = figures.grey[round(51 * SCALE) : round(67 * SCALE), 400:880] < 100
    assert 0.1 < label.mean() < 0.4
    assert figures.grey[round(59 * SCALE), round(122 * SCALE)] < 100


def marks(table: Table, name: str) -> None:
    """Things in the second row that are no bars."""
    match name:
        case "letters":
            for x in range(95, 220, 12):
                table.rect(x, 54, x + 10, 55)
                table.rect(x + 4, 54, x + 5, 64)
                table.rect(x, 63, x + 10, 64)
        case "letters that touch":
            for n, x in enumerate(range(95, 215, 10)):
                table.rect(x, 54 + n % 3, x + 10, 55 + n % 3)
                table.rect(x + 4, 54, x + 5, 60 + 2 * (n % 4))
        case "a slanted line":
            table.polygon([(95, 50), (225, 66), (225, 68), (95, 52)])
        case "a long vowel":
            table.rect(110, 58, 121, 59)
        case "minus signs":
            for x in (110, 122, 134):
                table.rect(x, 58, x + 8, 59)
        case "a seal":
            table.draw.ellipse([400, 200, 470, 270], fill=DARK)
        case "a wave":
            for x in range(95, 225):
                y = 59 + 5 * np.sin(x / 6)
                table.rect(x, y - 1, x + 1, y + 1)


@pytest.mark.parametrize(
    "name",
    [
        "letters",
        "letters that touch",
        "a slanted line",
        "a long vowel",
        "minus signs",
        "a seal",
        "a wave",
    ],
)
def test_what_is_no_bar(name: str) -> None:
    table = Table()
    table.rule()
    before = table.image.copy()
    marks(table, name)
    assert table.image.tobytes() != before.tobytes()
    assert table.read(noise=6.0).bars == ()


def test_a_broken_line_with_a_head_is_one_bar() -> None:
    table = Table()
    table.rule()
    for x in range(95, 212, 6):
        table.rect(x, 58.2, x + 4, 59.8)
    table.polygon([(217, 55), (225, 59), (217, 63)], (0, 0, 0))
    (bar,) = table.read().bars
    assert (bar.shape, bar.head) == ("line", "right")
    assert (bar.x0, bar.x1) == pytest.approx((95, 225), abs=1)


def test_a_bar_hides_no_ruling_and_may_lie_over_two_rows() -> None:
    table = Table()
    table.rule()
    table.rect(95, 60, 225, 84, (205, 205, 230))
    (bar,) = table.read().bars
    assert (bar.top, bar.bottom) == pytest.approx((60, 84), abs=0.8)


masks: st.SearchStrategy[NDArray[np.bool_]] = st.integers(0, 10_000).map(
    lambda seed: np.random.default_rng(seed).random((14, 17)) < 0.45
)


@given(masks)
@settings(max_examples=80)
def test_pieces_hang_together_and_are_all_of_the_ink(ink: NDArray[np.bool_]) -> None:
    found = pieces(ink)
    assert np.array_equal(found.label > 0, ink)
    # Neighbours, over corners too, are of one piece: the same as flooding from a dot.
    for number in range(1, len(found.boxes) + 1):
        own = found.label == number
        flood = np.zeros_like(own)
        flood[tuple(np.argwhere(own)[0])] = True
        while True:
            wide = np.pad(flood, 1)
            rows = wide[:-2] | wide[1:-1] | wide[2:]
            grown = (rows[:, :-2] | rows[:, 1:-1] | rows[:, 2:]) & ink
            if np.array_equal(grown, flood):
                break
            flood = grown
        assert np.array_equal(flood, own)
        y, x = np.nonzero(own)
        assert found.boxes[number - 1].tolist() == [x.min(), y.min(), x.max() + 1, y.max() + 1]


@given(masks)
@settings(max_examples=50)
def test_specks_are_never_bars(ink: NDArray[np.bool_]) -> None:
    found = pieces(np.kron(ink, np.ones((8, 8), dtype=np.bool_)))
    bars: list[Bar | None] = [bar_of(found, n, SCALE) for n in range(1, len(found.boxes) + 1)]
    assert not any(bars)


@pytest.mark.parametrize("to_left", [False, True])
def test_an_arrow_from_border_to_border_rules_nothing(to_left: bool) -> None:
    table = Table()
    table.rule()
    points = arrow(91, 229, 59, 1.2, 4)
    table.polygon([(320 - x, y) for x, y in points] if to_left else points)
    (bar,) = table.read().bars
    assert (bar.shape, bar.head) == ("line", "left" if to_left else "right")
