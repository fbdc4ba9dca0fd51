"""Drawn schedule bars: every kind of drawing back to its form, extent and columns."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.arrow_rules import check_rules, rules
from extract.arrow_shapes import read_bars
from extract.bar_model import Bar, BarReading
from extract.ink import PageInk
from tests.builders.bar_drawing import (
    DARK,
    KINDS,
    RED,
    Pen,
    block_arrow,
    chevron,
    closed,
    draw_head,
    line_with,
    opened,
    pentagon,
    rectangle,
    rounded,
)
from tests.builders.ink import BLUE, GREY, WHITE, Box, Point, Sketch, circle

BOX = (100.0, 200.0, 260.0, 212.0)
MIRRORED = {"right": "left", "both": "both", "none": "none"}


def read(page: PageInk) -> BarReading:
    return read_bars(page, range(len(page.drawings)))


def drawn(kind: str, box: Box, *, mirrored: bool = False, jitter: float = 0.0) -> BarReading:
    sketch = Sketch()
    axis = (box[0] + box[2]) / 2 if mirrored else None
    KINDS[kind][0](Pen(sketch, axis, jitter, Random(1)), box)
    return read(sketch.page())


def only(reading: BarReading) -> Bar:
    assert len(reading.bars) == 1
    assert reading.others == ()
    return reading.bars[0]


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_one_bar_of_its_form(kind: str, mirrored: bool) -> None:
    bar = only(drawn(kind, BOX, mirrored=mirrored))
    _, shape, head = KINDS[kind]
    assert (bar.shape, bar.head) == (shape, MIRRORED[head] if mirrored else head)
    near = 3.0 if kind == "line, dashes" else 1.6 if kind == "block arrow, shadow" else 0.6
    assert abs(bar.x0 - BOX[0]) <= near
    assert abs(bar.x1 - BOX[2]) <= near
    assert BOX[1] - 0.6 <= bar.top < bar.bottom <= BOX[3] + 2


@settings(max_examples=25)
@given(
    x0=st.floats(20, 300),
    top=st.floats(20, 700),
    width=st.floats(24, 270),
    height=st.floats(7, 20),
    jitter=st.floats(0, 0.12),
    mirrored=st.booleans(),
)
@pytest.mark.parametrize("kind", KINDS)
def test_form_and_extent_survive_size_place_and_jitter(
    kind: str, x0: float, top: float, width: float, height: float, jitter: float, mirrored: bool
) -> None:
    box = (x0, top, x0 + width, top + height)
    bar = only(drawn(kind, box, mirrored=mirrored, jitter=jitter))
    _, shape, head = KINDS[kind]
    assert (bar.shape, bar.head) == (shape, MIRRORED[head] if mirrored else head)
    near = 3.0 if kind == "line, dashes" else 2.0 if kind == "block arrow, shadow" else 0.6
    assert max(abs(bar.x0 - box[0]), abs(bar.x1 - box[2])) <= near


@pytest.mark.parametrize(
    ("kind", "dashed"),
    [
        ("line", False),
        ("line, dashed", True),
        ("line, dashes", True),
        ("line, dashes with head", True),
        ("line, pieces", False),
        ("bar, dashed outline", True),
        ("block arrow", False),
    ],
)
def test_broken_lines_are_dashed(kind: str, dashed: bool) -> None:
    assert only(drawn(kind, BOX)).dashed is dashed


def test_colour_is_the_fills_and_all_drawings_are_named() -> None:
    bar = only(drawn("pentagon, two paths", BOX))
    assert (bar.colour, bar.drawings, bar.images) == (BLUE, (0, 1), ())
    assert only(drawn("line, two heads", BOX)).drawings == (0, 1, 2)
    assert only(drawn("image", BOX)).images == (0,)


def test_only_the_wanted_drawings_and_pictures_are_read() -> None:
    sketch = Sketch()
    for top in (100.0, 200.0, 300.0):
        sketch.polygon(pentagon((100, top, 200, top + 12)), fill=BLUE)
        sketch.image((300, top, 380, top + 12))
    reading = read_bars(sketch.page(), [1], images=[2])
    assert [(bar.drawings, bar.images) for bar in reading.bars] == [((1,), ()), ((), (2,))]
    assert read_bars(sketch.page(), [], images=[]) == BarReading((), ())


def test_a_picture_cut_into_strips_is_one_bar() -> None:
    sketch = Sketch()
    for k in range(3):
        sketch.image((100, 200 + 5 * k, 180, 205 + 5 * k))
    bar = only(read(sketch.page()))
    assert (bar.images, bar.top, bar.bottom) == ((0, 1, 2), 200, 215)


@pytest.mark.parametrize(
    "box", [(100, 100, 400, 300), (100, 100, 103, 112), (100, 100, 110, 130), (100, 100, 300, 102)]
)
def test_pictures_of_another_size_are_no_bars(box: Box) -> None:
    sketch = Sketch()
    sketch.image(box)
    assert read(sketch.page()).bars == ()


def turned(points: list[Point]) -> list[Point]:
    """The same outline pointing down."""
    return [(y, x) for x, y in points]


def post(pen: Pen) -> None:
    pen.line((150, 100), (150, 160))


def thick_post(pen: Pen) -> None:
    pen.ring(rectangle((150, 100, 156, 160)), fill=BLUE)


def bracket(pen: Pen) -> None:
    pen.line((104, 100), (100, 100), (100, 160), (104, 160))


def elbow(pen: Pen) -> None:
    pen.line((100, 100), (140, 100), (140, 150), (190, 150))


def slanted(pen: Pen) -> None:
    pen.line((100, 100), (190, 150))


def down_arrow(pen: Pen) -> None:
    pen.ring(turned(block_arrow((100, 200, 150, 230))), fill=BLUE)


def down_arrow_with_a_deep_head(pen: Pen) -> None:
    pen.ring(turned(block_arrow((100, 200, 140, 240))), fill=BLUE)


def lone_triangle(pen: Pen) -> None:
    pen.ring([(100, 100), (112, 107), (100, 114)], fill=BLUE)


def diamond(pen: Pen) -> None:
    pen.ring([(100, 110), (120, 100), (140, 110), (120, 120)], fill=BLUE)


def oval_around_text(pen: Pen) -> None:
    path = [((2 * x, y), op) for (x, y), op in circle(70, 150, 15)]
    pen.paths([path], stroke=RED)


def ball(pen: Pen) -> None:
    pen.paths([circle(100, 100, 5)], fill=BLUE)


def cross(pen: Pen) -> None:
    inner, outer = (110, 120), (100, 130)
    a, b = inner
    c, d = outer
    points = [(a, c), (b, c), (b, a), (d, a), (d, b), (b, b), (b, d), (a, d), (a, b), (c, b)]
    pen.ring([*points, (c, a), (a, a)], fill=BLUE)


def parallelogram(pen: Pen) -> None:
    pen.ring([(110, 100), (200, 100), (190, 115), (100, 115)], fill=BLUE)


def tall_frame(pen: Pen) -> None:
    pen.ring(rectangle((100, 100, 300, 160)), stroke=RED)


def freeform(pen: Pen) -> None:
    pen.ring([(100, 100), (130, 104), (160, 99), (155, 118), (120, 109), (104, 121)], fill=BLUE)


def unseen(pen: Pen) -> None:
    pen.ring(rectangle((100, 100, 200, 112)), fill=WHITE)


def dots(pen: Pen) -> None:
    pen.ring(rectangle((100, 100, 101, 101)), fill=RED)
    pen.ring(rectangle((140, 100, 141, 101)), fill=RED)


@pytest.mark.parametrize(
    "draw",
    [
        post,
        thick_post,
        bracket,
        elbow,
        slanted,
        down_arrow,
        down_arrow_with_a_deep_head,
        lone_triangle,
        diamond,
        oval_around_text,
        ball,
        cross,
        parallelogram,
        tall_frame,
        freeform,
        unseen,
        dots,
    ],
)
def test_decoration_is_returned_as_others(draw: object) -> None:
    sketch = Sketch()
    assert callable(draw)
    draw(Pen(sketch))
    reading = read(sketch.page())
    assert reading.bars == ()
    assert reading.others == tuple(range(len(sketch.fills)))


def test_invisible_paths_are_others() -> None:
    sketch = Sketch()
    sketch.polygon(pentagon(BOX))
    assert read(sketch.page()) == BarReading((), (0,))


@pytest.mark.parametrize(
    ("x0", "x1", "y", "bars"),
    [
        (100, 140, 211, 0),  # underlined
        (100, 140, 206, 0),  # struck out
        (100, 180, 211, 1),  # longer than the text on it
        (100, 140, 220, 1),  # below, apart
    ],
)
def test_lines_that_underline_a_text_are_no_bars(x0: float, x1: float, y: float, bars: int) -> None:
    sketch = Sketch()
    sketch.text(100, 200, "実証実験")
    sketch.line((x0, y), (x1, y))
    assert len(read(sketch.page()).bars) == bars


@settings(max_examples=60)
@given(
    cuts=st.lists(st.integers(0, 8), min_size=2, max_size=6, unique=True).map(sorted),
    column=st.floats(26, 80),
    kind=st.sampled_from(
        ["block arrow, two paths", "pentagon", "chevron, two paths", "line, filled head",
         "line, bent stroke", "notched", "bar, two paths", "rounded bar", "image"]
    ),
    mirrored=st.booleans(),
)  # fmt: skip
def test_neighbours_that_touch_stay_apart(
    cuts: list[int], column: float, kind: str, mirrored: bool
) -> None:
    sketch = Sketch()
    boxes = [(50 + a * column, 300.0, 50 + b * column, 312.0) for a, b in pairwise(cuts)]
    for box in boxes:
        axis = (box[0] + box[2]) / 2 if mirrored else None
        KINDS[kind][0](Pen(sketch, axis), box)
    found = read(sketch.page()).bars
    assert len(found) == len(boxes)
    for bar, (x0, _, x1, _) in zip(found, boxes, strict=True):
        assert max(abs(bar.x0 - x0), abs(bar.x1 - x1)) <= 0.6


@given(st.randoms(use_true_random=False))
def test_order_and_starting_point_of_an_outline_do_not_matter(random: Random) -> None:
    sketch = Sketch()
    for corners in (block_arrow, pentagon, chevron, rectangle):
        points = corners(BOX)
        turn = random.randrange(len(points))
        points = points[turn:] + points[:turn]
        sketch.polygon(points[::-1] if random.random() < 0.5 else points, fill=DARK)
    page = sketch.page()
    shapes = [read_bars(page, [i]).bars[0].shape for i in range(4)]
    assert shapes == ["block_arrow", "pentagon", "chevron", "bar"]


@given(
    st.lists(
        st.lists(st.tuples(st.floats(0, 600), st.floats(0, 800)), min_size=1, max_size=9),
        min_size=1,
        max_size=6,
    ),
    st.booleans(),
    st.booleans(),
)
def test_any_drawing_is_a_bar_or_another(paths: list[list[Point]], fill: bool, ring: bool) -> None:
    sketch = Sketch()
    for points in paths:
        path = closed(points) if ring else opened(points)
        sketch.path([path], fill=BLUE if fill else None, stroke=RED)
    reading = read(sketch.page())
    used = [d for bar in reading.bars for d in bar.drawings]
    assert sorted({*used, *reading.others}) == list(range(len(paths)))
    assert not set(used) & set(reading.others)
    assert all(bar.x0 < bar.x1 and bar.top <= bar.bottom for bar in reading.bars)


def test_an_edge_drawn_on_its_own_is_part_of_the_bar() -> None:
    sketch = Sketch()
    sketch.rect((100, 200, 260, 212), fill=BLUE)
    sketch.line((100, 200), (260, 200))
    sketch.line((100, 212), (260, 212))
    assert only(read(sketch.page())).shape == "bar"


def test_a_line_arrow_over_a_pale_bar_is_a_second_bar() -> None:
    sketch = Sketch()
    sketch.rect((100, 200, 300, 220), fill=GREY)
    line_with("right")(Pen(sketch), (120, 200, 260, 220))
    assert [bar.shape for bar in read(sketch.page()).bars] == ["bar", "line"]


def test_a_head_needs_a_line_it_points_away_from() -> None:
    sketch = Sketch()
    pen = Pen(sketch)
    pen.line((100, 200), (200, 200))
    draw_head(pen, "filled", 200, 200, -4)  # its point on the line's end, its back outside
    reading = read(sketch.page())
    assert [(bar.head, bar.x1) for bar in reading.bars] == [("none", 200)]
    assert reading.others == (1,)


def test_a_dozen_cells_of_many_shades_are_no_gradient() -> None:
    sketch = Sketch()
    for k in range(6):
        sketch.rect((100 + 40 * k, 200, 140 + 40 * k, 214), fill=(20 * k, 20 * k, 200))
    assert [bar.shape for bar in read(sketch.page()).bars] == ["bar"] * 6


def test_rounded_bars_are_told_from_ovals_by_their_area() -> None:
    sketch = Sketch()
    sketch.path([rounded((100, 200, 118, 214))], fill=BLUE)
    sketch.path([[((2 * x, y), op) for (x, y), op in circle(70, 250, 8)]], fill=BLUE)
    reading = read(sketch.page())
    assert [bar.shape for bar in reading.bars] == ["rounded_bar"]
    assert reading.others == (1,)


def test_rules_are_checked() -> None:
    assert rules()["bar"]["min_height"] > 0
    text = "\n".join(f"[{name}]\nx = 1.0" for name in rules())
    assert check_rules(text)["line"] == {"x": 1.0}
    with pytest.raises(ValueError, match="head"):
        check_rules(text.replace("[head]", "[tail]"))
    with pytest.raises(ValueError, match=r"outline\.x must be a positive number"):
        check_rules(text.replace("1.0", "-1", 1))


def test_boxes_are_plain_floats() -> None:
    bar = only(drawn("pentagon", BOX))
    assert not any(isinstance(v, np.generic) for v in (bar.x0, bar.top, bar.x1, bar.bottom))
