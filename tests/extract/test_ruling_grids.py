"""Rulings become cells: spans, open sides, several tables, and arrows drawn over them."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.ruling_grids import RuledGrid, ruling_grids
from extract.strokes import sort_strokes
from tests.builders.ink import BLACK, BLUE, GREY, Sketch, block_arrow

Span = tuple[int, int, int, int]
Draw = Callable[[Sketch, float, float, float, float], None]


def grids(sketch: Sketch) -> tuple[RuledGrid, ...]:
    return ruling_grids(sort_strokes(sketch.page()), sketch.width, sketch.height)


def spans(grid: RuledGrid) -> list[Span]:
    return [(c.row, c.col, c.row_span, c.col_span) for c in grid.cells]


def rules(sketch: Sketch, xs: Sequence[float], ys: Sequence[float]) -> None:
    """Full lines at all edges."""
    for y in ys:
        sketch.line((xs[0], y), (xs[-1], y))
    for x in xs:
        sketch.line((x, ys[0]), (x, ys[-1]))


def units(n_rows: int, n_cols: int) -> list[Span]:
    return [(r, c, 1, 1) for r in range(n_rows) for c in range(n_cols)]


def test_plain_grid_gives_a_cell_a_unit_with_its_box() -> None:
    sketch = Sketch()
    rules(sketch, [100, 200, 300], [50, 70, 90])
    (grid,) = grids(sketch)
    assert grid.kind == "table"
    assert (grid.x0, grid.top, grid.x1, grid.bottom) == (100, 50, 300, 90)
    assert spans(grid) == units(2, 2)
    last = grid.cells[-1]
    assert (last.x0, last.top, last.x1, last.bottom) == (200, 70, 300, 90)


def test_two_level_header() -> None:
    sketch = Sketch()
    xs, ys = [100, 160, 220, 280], [50, 70, 90, 110]
    for y in (ys[0], ys[2], ys[3]):
        sketch.line((xs[0], y), (xs[-1], y))
    sketch.line((xs[1], ys[1]), (xs[-1], ys[1]))
    for x in (xs[0], xs[1], xs[3]):
        sketch.line((x, ys[0]), (x, ys[-1]))
    sketch.line((xs[2], ys[1]), (xs[2], ys[-1]))
    (grid,) = grids(sketch)
    assert spans(grid) == [
        (0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 1, 1), (1, 2, 1, 1),
        (2, 0, 1, 1), (2, 1, 1, 1), (2, 2, 1, 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("gap_x", "gap_y"), [(12.0, 0.0), (0.0, 12.0)], ids=["side by side", "stacked"]
)
def test_tables_apart_are_two(gap_x: float, gap_y: float) -> None:
    sketch = Sketch()
    xs, ys = [50, 100, 150], [50, 70, 90]
    rules(sketch, xs, ys)
    dx, dy = (100 + gap_x, 0.0) if gap_x else (0.0, 40 + gap_y)
    rules(sketch, [x + dx for x in xs], [y + dy for y in ys])
    assert [spans(grid) for grid in grids(sketch)] == [units(2, 2)] * 2


def test_open_left_and_right_are_closed_by_the_extent() -> None:
    sketch = Sketch()
    for y in (50, 70, 90):
        sketch.line((100, y), (400, y))
    for x in (200, 300):
        sketch.line((x, 50), (x, 90))
    (grid,) = grids(sketch)
    assert grid.xs == pytest.approx((100, 200, 300, 400))
    assert spans(grid) == units(2, 3)


def test_row_line_that_begins_at_the_second_column_leaves_the_open_one_whole() -> None:
    sketch = Sketch()
    for y in (50, 90):
        sketch.line((100, y), (400, y))
    sketch.line((200, 70), (400, 70))
    for x in (200, 300):
        sketch.line((x, 50), (x, 90))
    (grid,) = grids(sketch)
    assert spans(grid)[0] == (0, 0, 2, 1)
    assert len(grid.cells) == 5


def test_frame_is_no_table() -> None:
    sketch = Sketch()
    sketch.rect((100, 100, 400, 160), stroke=BLACK)
    (grid,) = grids(sketch)
    assert (grid.kind, spans(grid)) == ("frame", [(0, 0, 1, 1)])


def test_boxes_joined_by_lines_are_a_diagram() -> None:
    sketch = Sketch()
    for x, y in ((100, 50), (50, 150), (250, 150)):
        sketch.rect((x, y, x + 60, y + 20), stroke=BLACK)
    sketch.line((130, 70), (130, 110))
    sketch.line((80, 110), (280, 110))
    sketch.line((80, 110), (80, 150))
    sketch.line((280, 110), (280, 150))
    assert "table" not in {grid.kind for grid in grids(sketch)}


@pytest.mark.parametrize(
    "strokes",
    [
        [((100, 50), (400, 50)), ((100, 80), (400, 80))],
        [((100, 50), (100, 150)), ((100, 50), (180, 50)), ((100, 150), (180, 150))],
        [((100, 50), (100, 150)), *(((100, y), (180, y)) for y in (50, 80, 110, 150))],
        [((100, 50), (300, 50)), ((200, 50), (200, 150))],
    ],
    ids=["two lines", "bracket", "tree", "T"],
)
def test_lines_that_close_nothing_are_no_grid(
    strokes: Sequence[tuple[tuple[float, float], tuple[float, float]]],
) -> None:
    sketch = Sketch()
    for a, b in strokes:
        sketch.line(a, b)
    assert grids(sketch) == ()


def test_stepped_outline_leaves_the_outside_empty() -> None:
    sketch = Sketch()
    sketch.line((100, 50), (200, 50))
    sketch.line((100, 70), (300, 70))
    sketch.line((100, 90), (300, 90))
    sketch.line((100, 50), (100, 90))
    sketch.line((200, 50), (200, 90))
    sketch.line((300, 70), (300, 90))
    (grid,) = grids(sketch)
    assert spans(grid) == [(0, 0, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]


def test_table_in_a_frame_and_table_in_a_cell_stay_apart() -> None:
    sketch = Sketch()
    rules(sketch, [50, 150, 500], [50, 80, 300])
    rules(sketch, [200, 250, 300], [100, 120, 140])
    assert [spans(grid) for grid in grids(sketch)] == [units(2, 2), units(2, 2)]


def test_inner_rulings_alone_are_closed_on_all_sides() -> None:
    sketch = Sketch()
    sketch.line((100, 70), (400, 70))
    for x in (200, 300):
        sketch.line((x, 50), (x, 90))
    (grid,) = grids(sketch)
    assert grid.xs == pytest.approx((100, 200, 300, 400))
    assert grid.ys == pytest.approx((50, 70, 90))
    assert spans(grid) == units(2, 3)


def test_last_row_without_its_line_is_closed_from_the_corner() -> None:
    """A table cut by the end of the page: only some columns have a last line."""
    sketch = Sketch()
    rules(sketch, [100, 200, 300], [50, 70, 90])
    sketch.line((200, 110), (300, 110))
    for x in (100, 200, 300):
        sketch.line((x, 90), (x, 110))
    (grid,) = grids(sketch)
    assert spans(grid) == units(3, 2)


def test_boxes_drawn_around_words_of_a_cell_leave_it_whole() -> None:
    sketch = Sketch()
    rules(sketch, [100, 200, 500], [50, 100, 150])
    sketch.rect((260, 50, 330, 66), stroke=BLACK)
    sketch.rect((300, 84, 400, 100), stroke=BLACK)
    assert [spans(grid) for grid in grids(sketch) if grid.kind == "table"] == [units(2, 2)]


def test_cell_around_its_parts_keeps_the_parts() -> None:
    """The parent's text above, its parts indented below: a cell of the shape of a Γ."""
    sketch = Sketch()
    rules(sketch, [100, 300], [50, 140])
    for y in (80, 110):
        sketch.line((130, y), (300, y))
    sketch.line((130, 80), (130, 140))
    (grid,) = grids(sketch)
    assert spans(grid) == [(0, 0, 1, 2), (1, 0, 2, 1), (1, 1, 1, 1), (2, 1, 1, 1)]


def test_row_of_boxes_with_connectors_is_a_diagram() -> None:
    sketch = Sketch()
    for x in (50, 170, 290):
        sketch.rect((x, 100, x + 80, 130), stroke=BLACK, fill=GREY)
    for x in (130, 250):
        sketch.line((x, 115), (x + 40, 115))
    assert "table" not in {grid.kind for grid in grids(sketch)}


def test_nothing_drawn_gives_nothing() -> None:
    assert grids(Sketch()) == ()


# How producers draw one unit border from (x0, y0) to (x1, y1).


def as_line(sketch: Sketch, x0: float, y0: float, x1: float, y1: float) -> None:
    sketch.line((x0, y0), (x1, y1))


def as_thin_rect(sketch: Sketch, x0: float, y0: float, x1: float, y1: float) -> None:
    sketch.rect((x0 - 0.25, y0 - 0.25, x1 + 0.25, y1 + 0.25), fill=BLACK)


def as_two_halves(sketch: Sketch, x0: float, y0: float, x1: float, y1: float) -> None:
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    sketch.line((x0, y0), (x, y))
    sketch.line((x, y), (x1, y1))


def as_double(sketch: Sketch, x0: float, y0: float, x1: float, y1: float) -> None:
    dx, dy = (0.9, 0.0) if x0 == x1 else (0.0, 0.9)
    sketch.line((x0 - dx, y0 - dy), (x1 - dx, y1 - dy))
    sketch.line((x0 + dx, y0 + dy), (x1 + dx, y1 + dy))


def as_tilted(sketch: Sketch, x0: float, y0: float, x1: float, y1: float) -> None:
    dx, dy = (0.1, 0.0) if x0 == x1 else (0.0, 0.1)
    sketch.line((x0, y0), (x1 + dx, y1 + dy))


def as_dashes(sketch: Sketch, x0: float, y0: float, x1: float, y1: float) -> None:
    n = max(2, round((x1 - x0 + y1 - y0) / 4))
    for i in range(n):
        a, b = i / n, (i + 0.6) / n
        sketch.line(
            (x0 + a * (x1 - x0), y0 + a * (y1 - y0)), (x0 + b * (x1 - x0), y0 + b * (y1 - y0))
        )
    sketch.line((x1 - (x1 > x0), y1 - (y1 > y0)), (x1, y1))


STYLES: tuple[Draw, ...] = (as_line, as_thin_rect, as_two_halves, as_double, as_tilted, as_dashes)


@st.composite
def merged_grids(draw: st.DrawFn) -> tuple[list[float], list[float], list[Span]]:
    """Edges, and cells that tile them: some rectangles of units are merged."""
    widths = draw(st.lists(st.integers(18, 90), min_size=2, max_size=5))
    heights = draw(st.lists(st.integers(14, 50), min_size=2, max_size=6))
    xs = [40.0 + sum(widths[:i]) for i in range(len(widths) + 1)]
    ys = [60.0 + sum(heights[:i]) for i in range(len(heights) + 1)]
    taken: set[tuple[int, int]] = set()
    cells: list[Span] = []
    for r in range(len(heights)):
        for c in range(len(widths)):
            if (r, c) in taken:
                continue
            rows = draw(st.sampled_from([1, 1, 1, 2, 3]))
            cols = draw(st.sampled_from([1, 1, 1, 2, 3]))
            units_ = {
                (r + i, c + j)
                for i in range(min(rows, len(heights) - r))
                for j in range(min(cols, len(widths) - c))
            }
            if units_ & taken:
                units_ = {(r, c)}
            taken |= units_
            row_span = max(i for i, _ in units_) - r + 1
            col_span = max(j for _, j in units_) - c + 1
            cells.append((r, c, row_span, col_span))
    return xs, ys, cells


def owners(cells: Sequence[Span]) -> dict[tuple[int, int], Span]:
    return {
        (cell[0] + i, cell[1] + j): cell
        for cell in cells
        for i in range(cell[2])
        for j in range(cell[3])
    }


def draw_cells(
    sketch: Sketch, xs: Sequence[float], ys: Sequence[float], cells: Sequence[Span], pen: Draw
) -> None:
    """Every unit border between two different cells, drawn by the pen."""
    owner = owners(cells)
    for r in range(len(ys)):
        for c in range(len(xs) - 1):
            if owner.get((r - 1, c)) != owner.get((r, c)):
                pen(sketch, xs[c], ys[r], xs[c + 1], ys[r])
    for r in range(len(ys) - 1):
        for c in range(len(xs)):
            if owner.get((r, c - 1)) != owner.get((r, c)):
                pen(sketch, xs[c], ys[r], xs[c], ys[r + 1])


def reduced(cells: Sequence[Span]) -> list[Span]:
    """Cells counted over the edges at which one begins or ends: others cannot be seen."""
    rows = sorted({e for r, _, rs, _ in cells for e in (r, r + rs)})
    cols = sorted({e for _, c, _, cs in cells for e in (c, c + cs)})
    return [
        (
            rows.index(r),
            cols.index(c),
            rows.index(r + rs) - rows.index(r),
            cols.index(c + cs) - cols.index(c),
        )
        for r, c, rs, cs in cells
    ]


def jittered(pen: Draw, dice: random.Random, most: float) -> Draw:
    """The pen with an unsteady hand: every point may be off by ``most`` in all."""

    def shaky(sketch: Sketch, x0: float, y0: float, x1: float, y1: float) -> None:
        shift = dice.uniform(-most, most)
        dx, dy = (shift, 0.0) if x0 == x1 else (0.0, shift)
        pen(sketch, x0 + dx, y0 + dy, x1 + dx, y1 + dy)

    return shaky


@given(merged_grids(), st.sampled_from(STYLES), st.randoms(use_true_random=False), st.booleans())
def test_cells_come_back_whatever_the_pen(
    table: tuple[list[float], list[float], list[Span]],
    pen: Draw,
    dice: random.Random,
    steady: bool,
) -> None:
    xs, ys, cells = table
    sketch = Sketch()
    draw_cells(sketch, xs, ys, cells, pen if steady else jittered(pen, dice, 0.3))
    (grid,) = grids(sketch)
    assert spans(grid) == reduced(cells)
    for cell, (r, c, rs, cs) in zip(grid.cells, cells, strict=True):
        box = (cell.x0, cell.top, cell.x1, cell.bottom)
        assert box == pytest.approx((xs[c], ys[r], xs[c + cs], ys[r + rs]), abs=0.7)


@given(merged_grids(), st.booleans())
def test_cells_drawn_as_outlines_come_back(
    table: tuple[list[float], list[float], list[Span]], filled: bool
) -> None:
    xs, ys, cells = table
    sketch = Sketch()
    for r, c, rs, cs in cells:
        box = (xs[c], ys[r], xs[c + cs], ys[r + rs])
        sketch.rect(box, stroke=BLACK, fill=GREY if filled else None)
    (grid,) = grids(sketch)
    assert spans(grid) == reduced(cells)


def plain_bar(sketch: Sketch, x0: float, y: float, x1: float) -> list[int]:
    return [sketch.rect((x0, y - 3, x1, y + 3), fill=BLUE)]


def outlined_bar(sketch: Sketch, x0: float, y: float, x1: float) -> list[int]:
    return [sketch.rect((x0, y - 3, x1, y + 3), fill=BLUE, stroke=BLACK)]


def bar_in_two_paths(sketch: Sketch, x0: float, y: float, x1: float) -> list[int]:
    box = (x0, y - 3, x1, y + 3)
    return [sketch.rect(box, fill=BLUE), sketch.rect(box, stroke=BLACK)]


def block(sketch: Sketch, x0: float, y: float, x1: float) -> list[int]:
    return [sketch.polygon(block_arrow((x0, y - 4, x1, y + 4), 6), fill=BLUE, stroke=BLACK)]


def dashed_outline(sketch: Sketch, x0: float, y: float, x1: float) -> list[int]:
    outline = [(x0, y - 5), (x1, y - 5), (x1, y + 5), (x0, y + 5), (x0, y - 5)]
    return [sketch.line(*outline, dashed=True)]


def coloured_outline(sketch: Sketch, x0: float, y: float, x1: float) -> list[int]:
    return [sketch.rect((x0, y - 5, x1, y + 5), stroke=BLUE)]


def headed_line(sketch: Sketch, x0: float, y: float, x1: float) -> list[int]:
    shaft = sketch.line((x0, y), (x1 - 5, y))
    head = sketch.polygon([(x1 - 6, y - 3), (x1, y), (x1 - 6, y + 3)], fill=BLACK)
    return [shaft, head]


def open_headed_line(sketch: Sketch, x0: float, y: float, x1: float) -> list[int]:
    shaft = sketch.line((x0, y), (x1, y), width=1.5)
    return [shaft, sketch.line((x1 - 5, y - 3), (x1, y), (x1 - 5, y + 3), width=1.5)]


def gradient(sketch: Sketch, x0: float, y: float, x1: float) -> list[int]:
    n = int((x1 - x0) // 2)
    step = (x1 - x0) / n
    return [
        sketch.rect((x0 + i * step, y - 3, x0 + (i + 1) * step, y + 3), fill=(20, 60, 100 + i % 99))
        for i in range(n)
    ]


BARS = (
    plain_bar,
    outlined_bar,
    bar_in_two_paths,
    dashed_outline,
    coloured_outline,
    block,
    headed_line,
    open_headed_line,
    gradient,
)


@given(
    st.sampled_from(BARS),
    st.lists(st.integers(24, 60), min_size=3, max_size=6),
    st.integers(2, 5),
    st.sampled_from(STYLES),
    st.data(),
)
def test_bars_drawn_over_a_schedule_leave_its_cells_alone(
    bar: Callable[[Sketch, float, float, float], list[int]],
    widths: list[int],
    n_rows: int,
    pen: Draw,
    data: st.DataObject,
) -> None:
    """From a border or from mid-column, to a border or not, over the edge or not."""
    xs = [60.0, 160.0]
    for width in widths:
        xs.append(xs[-1] + width)
    ys = [100.0 + 22 * i for i in range(n_rows + 1)]
    sketch = Sketch()
    draw_cells(sketch, xs, ys, units(n_rows, len(xs) - 1), pen)
    drawn: set[int] = set()
    for row in range(n_rows):
        start = data.draw(st.integers(1, len(xs) - 2))
        end = data.draw(st.integers(start + 1, len(xs) - 1))
        off = data.draw(st.sampled_from([0.0, 0.5, 3.0, 8.0]))
        over = data.draw(st.sampled_from([0.0, -0.5, -3.0, -8.0, 6.0]))
        drawn |= set(bar(sketch, xs[start] + off, (ys[row] + ys[row + 1]) / 2, xs[end] + over))
    strokes = sort_strokes(sketch.page())
    (grid,) = ruling_grids(strokes, sketch.width, sketch.height)
    assert spans(grid) == units(n_rows, len(xs) - 1)
    assert drawn <= set(strokes.figures.tolist())
