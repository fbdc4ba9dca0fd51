"""What each drawing is for: ruling, background, or figure."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.grid_cells import spans
from extract.ruling_lines import clusters, components, joined
from extract.segments import Segments
from extract.stripes import stripes
from extract.strokes import Strokes, sort_strokes
from extract.subpaths import subpaths
from tests.builders.ink import BLACK, BLUE, GREY, WHITE, Sketch, circle, corners, outline

XS = (100.0, 180.0, 240.0, 300.0, 360.0)
YS = (50.0, 72.0, 94.0, 116.0)


def grid(width: float = 0.5) -> Sketch:
    """A page with a schedule: a label column and three years, three rows."""
    sketch = Sketch()
    for y in YS:
        sketch.line((XS[0], y), (XS[-1], y), width=width)
    for x in XS:
        sketch.line((x, YS[0]), (x, YS[-1]), width=width)
    return sketch


def sort(sketch: Sketch) -> Strokes:
    return sort_strokes(sketch.page())


def counts(strokes: Strokes) -> tuple[int, int]:
    return len(strokes.horizontal), len(strokes.vertical)


def pieces(*ends: tuple[float, float, float]) -> Segments:
    """Segments from (position, start, end)."""
    pos, start, end = np.array(ends, dtype=np.float64).reshape(-1, 3).T
    none = np.zeros(len(pos), dtype=np.int64)
    return Segments(pos, start, end, np.full(len(pos), 0.5), none, none)


def test_line_is_a_ruling_with_its_thickness() -> None:
    sketch = Sketch()
    sketch.line((50, 100.25), (300, 100.25), width=0.75)
    strokes = sort(sketch)
    assert strokes.horizontal.tolist() == [[100.25, 50.0, 300.0, 0.75]]
    assert counts(strokes) == (1, 0)
    assert not len(strokes.figures)


@pytest.mark.parametrize(
    ("box", "expected"),
    [
        ((50, 100, 300, 100.5), (1, 0)),
        ((50, 100, 50.5, 300), (0, 1)),
        ((50, 100, 300, 103), (1, 0)),
        ((50, 100, 300, 104), (0, 0)),
    ],
)
def test_filled_rectangle_is_a_ruling_only_while_it_is_thin(
    box: tuple[float, float, float, float], expected: tuple[int, int]
) -> None:
    sketch = Sketch()
    sketch.rect(box, fill=BLACK)
    assert counts(sort(sketch)) == expected


@pytest.mark.parametrize("step", [1, -1])
def test_ring_of_two_rectangles_is_four_rulings(step: int) -> None:
    sketch = Sketch()
    rim = [outline([*c, c[0]]) for c in (corners((50, 50, 200, 90)), corners((51, 51, 199, 89)))]
    sketch.path(rim[::step], fill=BLACK)
    strokes = sort(sketch)
    assert counts(strokes) == (2, 2)
    assert sorted(strokes.horizontal[:, 0].tolist()) == [50.5, 89.5]
    assert not len(strokes.figures)
    assert not len(strokes.shading)


@pytest.mark.parametrize("tilt", [0.1, 0.3, -0.1])
def test_slightly_tilted_line_is_level(tilt: float) -> None:
    sketch = Sketch()
    sketch.line((50, 100), (300, 100 + tilt))
    assert counts(sort(sketch)) == (1, 0)


@pytest.mark.parametrize(
    "draw",
    [
        lambda s: s.line((50, 100), (300, 110)),
        lambda s: s.polygon([(50, 100), (90, 100), (100, 104), (90, 108), (50, 108)], fill=BLUE),
        lambda s: s.polygon([(50, 100), (90, 100), (100, 104), (90, 108), (50, 108)], stroke=BLACK),
        lambda s: s.path([circle(100, 100, 20)], stroke=BLACK),
        lambda s: s.line((50, 100), (300, 100), width=6),
    ],
    ids=["slant", "filled pentagon", "pentagon's outline", "circle", "line as thick as a bar"],
)
def test_slanted_and_curved_shapes_are_figures_with_all_their_edges(
    draw: Callable[[Sketch], int],
) -> None:
    sketch = Sketch()
    index = draw(sketch)
    strokes = sort(sketch)
    assert counts(strokes) == (0, 0)
    assert strokes.figures.tolist() == [index]


def test_unpainted_and_white_paths_leave_no_trace() -> None:
    sketch = Sketch()
    sketch.path([outline([(50, 50), (200, 50)])])
    sketch.line((50, 100), (300, 100), stroke=WHITE)
    sketch.rect((0, 0, 595, 842), fill=WHITE)
    strokes = sort(sketch)
    assert counts(strokes) == (0, 0)
    assert not len(strokes.figures)
    assert not len(strokes.shading)


def test_white_line_over_a_fill_rules() -> None:
    sketch = Sketch()
    sketch.rect((50, 50, 300, 150), fill=BLUE)
    sketch.line((50, 100), (300, 100), stroke=WHITE)
    assert counts(sort(sketch)) == (1, 0)


@pytest.mark.parametrize(
    ("start", "end"),
    [(190, 290), (180, 290), (190, 300), (110, 170), (190, 232), (190, 380), (180, 385)],
    ids=["mid to mid", "border to mid", "mid to border", "in one cell", "in a year", "over", "out"],
)
def test_line_that_stops_inside_the_grid_or_leaves_it_is_a_figure(start: float, end: float) -> None:
    sketch = grid()
    arrow = sketch.line((start, 83), (end, 83))
    strokes = sort(sketch)
    assert counts(strokes) == (4, 5)
    assert strokes.figures.tolist() == [arrow]


@pytest.mark.parametrize("start", [180.0, 240.0])
def test_row_line_of_some_columns_is_a_ruling(start: float) -> None:
    sketch = grid()
    sketch.line((start, 83), (XS[-1], 83))
    strokes = sort(sketch)
    assert counts(strokes) == (5, 5)
    assert not len(strokes.figures)


@pytest.mark.parametrize(
    ("colour", "width"), [(BLUE, 0.5), (BLACK, 2.0)], ids=["coloured", "heavy"]
)
def test_line_from_border_to_border_in_another_style_is_a_figure(
    colour: tuple[int, int, int], width: float
) -> None:
    sketch = grid()
    bar = sketch.line((180, 83), (300, 83), stroke=colour, width=width)
    strokes = sort(sketch)
    assert counts(strokes) == (4, 5)
    assert strokes.figures.tolist() == [bar]


@pytest.mark.parametrize("head", ["filled", "open", "oval"])
def test_line_with_a_head_is_a_figure_even_from_border_to_border(head: str) -> None:
    sketch = grid()
    shaft = sketch.line((180, 83), (300, 83))
    if head == "filled":
        tip = sketch.polygon([(295, 80), (300, 83), (295, 86)], fill=BLACK)
    elif head == "open":
        tip = sketch.line((295, 80), (300, 83), (295, 86))
    else:
        tip = sketch.path([circle(298, 83, 2)], fill=BLACK)
    strokes = sort(sketch)
    assert counts(strokes) == (4, 5)
    assert strokes.figures.tolist() == [shaft, tip]


def test_upright_line_that_stops_inside_a_grid_is_a_figure() -> None:
    sketch = grid()
    connector = sketch.line((210, 60), (210, 105))
    assert sort(sketch).figures.tolist() == [connector]


def test_header_fill_is_shading_and_bar_is_a_figure() -> None:
    sketch = Sketch()
    header = sketch.rect((XS[0], YS[0], XS[-1], YS[1]), fill=GREY)
    year = sketch.rect((XS[1], YS[1], XS[2], YS[2]), fill=BLUE)
    bar = sketch.rect((XS[1] + 5, YS[2] + 6, XS[3] - 5, YS[2] + 16), fill=BLUE)
    over = grid()
    for i in range(len(over.fills)):
        a, b = over.points[2 * i : 2 * i + 2]
        sketch.line(a, b)
    strokes = sort(sketch)
    assert strokes.shading_drawings.tolist() == [header, year]
    assert strokes.shading_colour.tolist() == [list(GREY), list(BLUE)]
    assert strokes.shading.tolist()[0] == [XS[0], YS[0], XS[-1], YS[1]]
    assert strokes.figures.tolist() == [bar]


def test_strips_of_one_cell_background_are_shading_together() -> None:
    sketch = grid()
    for top, bottom in ((50.0, 56.0), (56.0, 66.0), (66.0, 72.0)):
        sketch.rect((100, top, 180, bottom), fill=GREY)
    strokes = sort(sketch)
    assert len(strokes.shading) == 3
    assert not len(strokes.figures)


def test_fill_without_a_grid_is_a_background() -> None:
    sketch = Sketch()
    sketch.rect((50, 50, 300, 70), fill=GREY)
    assert len(sort(sketch).shading) == 1


def test_gradient_strips_are_figures_and_two_lines_are_not() -> None:
    strips = pieces(*((100 + i * 2, 50, 60) for i in range(6)))
    wide = Segments(
        strips.pos, strips.start, strips.end, np.full(6, 2.0), strips.colour, strips.subpath
    )
    assert stripes(wide).all()
    assert not stripes(strips).any()
    assert not stripes(wide.pick(np.arange(3))).any()


@pytest.mark.parametrize(
    ("ends", "expected"),
    [
        ([(10, 0, 50), (10, 50, 90)], [(0, 90)]),
        ([(10, 0, 50), (10, 51.5, 90)], [(0, 90)]),
        ([(10, 0, 50), (10, 52, 90)], [(0, 50), (52, 90)]),
        ([(10, 0, 90), (10, 20, 30)], [(0, 90)]),
        ([(10, 0, 50), (11, 50, 90)], [(0, 50), (50, 90)]),
        ([(10, x, x + 3) for x in range(0, 60, 6)], [(0, 57)]),
        ([], []),
    ],
)
def test_segments_join_when_they_touch_or_are_dashes(
    ends: list[tuple[float, float, float]], expected: list[tuple[float, float]]
) -> None:
    lines = joined(pieces(*ends)).lines
    assert list(zip(lines.start.tolist(), lines.end.tolist(), strict=True)) == expected


@given(st.lists(st.floats(0, 800), max_size=40), st.floats(0.1, 5))
def test_clusters_keep_order_and_stay_narrow(values: list[float], tolerance: float) -> None:
    array = np.array(values, dtype=np.float64)
    labels = clusters(array, tolerance)
    assert np.array_equal(np.unique(labels), np.arange(len(np.unique(labels))))
    for label in np.unique(labels):
        assert np.ptp(array[labels == label]) <= 3 * tolerance + 1e-6
    order = np.argsort(array, kind="stable")
    assert (np.diff(labels[order]) >= 0).all()


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=20))
def test_components_are_those_of_a_walk(links: list[tuple[int, int]]) -> None:
    touching = np.zeros((8, 8), dtype=bool)
    for i, j in links:
        touching[i, j] = True
    rows, cols = components(touching)
    for start in range(8):
        seen_rows, seen_cols, todo = {start}, set[int](), [start]
        while todo:
            i = todo.pop()
            for j in np.flatnonzero(touching[i]).tolist():
                seen_cols.add(j)
                for k in np.flatnonzero(touching[:, j]).tolist():
                    if k not in seen_rows:
                        seen_rows.add(k)
                        todo.append(k)
        assert set(np.flatnonzero(rows == rows[start]).tolist()) == seen_rows
        assert set(np.flatnonzero(cols == rows[start]).tolist()) == seen_cols


@given(st.integers(1, 5), st.integers(1, 5), st.data())
def test_cells_of_any_borders_never_overlap_and_stay_inside(
    n_rows: int, n_cols: int, data: st.DataObject
) -> None:
    def borders(rows: int, cols: int) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
        size = rows * cols
        flat = data.draw(st.lists(st.booleans(), min_size=size, max_size=size))
        return np.array(flat, dtype=bool).reshape(rows, cols)

    upright, level = borders(n_rows, n_cols + 1), borders(n_rows + 1, n_cols)
    painted = np.zeros((n_rows, n_cols), dtype=int)
    for r, c, row_span, col_span in spans(upright, level).tolist():
        assert row_span >= 1 and col_span >= 1
        painted[r : r + row_span, c : c + col_span] += 1
        assert r + row_span <= n_rows and c + col_span <= n_cols
    assert painted.max() <= 1


def test_subpaths_tell_rectangles_whatever_their_points() -> None:
    sketch = Sketch()
    sketch.rect((0, 0, 50, 30), stroke=BLACK)
    sketch.polygon([(0, 0), (25, 0), (50, 0), (50, 30), (0, 30)], stroke=BLACK)
    sketch.polygon([(0, 0), (50, 0), (50, 30), (25, 30), (25, 15), (0, 15)], stroke=BLACK)
    sketch.line((0, 0), (50, 0), (50, 30))
    assert subpaths(sketch.page().drawings).rectangle.tolist() == [True, True, False, False]
