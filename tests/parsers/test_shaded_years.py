"""Years marked by shading, told from headers, banding and highlighted years."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from extract.model import CellInk, Fill, Run
from extract.view import view
from parsers.model import Cell
from parsers.shaded_years import marking_colours, shaded_years

WHITE, GREY, PALE, BLUE, NAVY = 0xFFFFFF, 0xD9D9D9, 0xDDEBF7, 0x4472C4, 0x4472C0
YEARS = (1, 2, 3, 4)
ROWS = (0, 1, 2)


def row(at: int, fills: Mapping[int, int], spans: Mapping[int, int] | None = None) -> list[Cell]:
    """A label in column 0 and the year columns; ``spans`` are cells wider than a column."""
    cells = []
    for col in (0, *YEARS):
        fill = Fill(fills[col], (0, 0, 1, 1)) if col in fills else None
        wide = (spans or {}).get(col, 1)
        cells.append(Cell(at, col, view(Run(1, 0, 0, "")), col_span=wide, fill=fill))
    return cells


def found(
    *painted: Mapping[int, int], head: Mapping[int, int] | None = None, rows: int = 3
) -> list[tuple[int, int]]:
    """Row and column of each marked year, of rows with these fills by column."""
    fills = [*painted, *({} for _ in range(rows - len(painted)))]
    table = [row(n + 1, own) for n, own in enumerate(fills)]
    return sorted(shaded_years(table, row(0, head or {}), YEARS))


def all_of(colour: int) -> dict[int, int]:
    return dict.fromkeys(YEARS, colour)


def test_shaded_cells_mean_years() -> None:
    assert found({1: BLUE, 2: BLUE}, {}, {3: PALE}) == [(0, 1), (0, 2), (2, 3)]


def test_a_cell_over_several_years_marks_each() -> None:
    cells = [row(1, {2: BLUE}, {2: 2}), row(2, {})]
    assert shaded_years(cells, row(0, {}), YEARS) == {(0, 2), (0, 3)}


def test_banding_is_no_mark() -> None:
    band = {0: GREY, **all_of(GREY)}
    assert found({1: BLUE}, band) == [(0, 1)]
    assert found(band, {}, band) == []


def test_a_mark_on_a_banded_row_is_seen_alone() -> None:
    assert found({}, {0: GREY, **all_of(GREY), 2: BLUE}) == [(1, 2)]


def test_a_whole_row_in_the_headers_colour_is_no_mark() -> None:
    head = all_of(PALE)
    assert found({1: BLUE}, all_of(PALE), head=head) == [(0, 1)]
    assert found({1: BLUE}, all_of(BLUE), head=head) == [(0, 1), *((1, col) for col in YEARS)]
    assert found({2: PALE, 3: PALE}, head=head) == [(0, 2), (0, 3)]


def test_a_highlighted_year_is_no_mark() -> None:
    column = [{2: PALE}, {2: PALE}, {2: PALE}]
    assert found(*column, head={2: PALE}) == []
    assert found(*column) == [(0, 2), (1, 2), (2, 2)]


def test_a_background_of_all_cells_is_no_mark() -> None:
    assert found(all_of(GREY), all_of(GREY), rows=2) == []
    assert found(all_of(GREY), rows=1) == [(0, col) for col in YEARS]


def test_bands_without_labels_are_no_marks() -> None:
    assert found(all_of(GREY), {}, all_of(GREY)) == []
    assert found(all_of(GREY), {}, {1: GREY}) == [*((0, col) for col in YEARS), (2, 1)]


def test_nearly_the_same_colour_is_the_same() -> None:
    assert found({1: PALE}, {0: NAVY, **all_of(BLUE)}) == [(0, 1)]


def test_an_empty_row_has_no_marks() -> None:
    assert shaded_years([[], row(1, {1: BLUE})], row(0, {}), YEARS) == {(1, 1)}


@given(st.lists(st.lists(st.booleans(), min_size=4, max_size=4), min_size=2, max_size=5))
def test_any_pattern_with_a_row_marked_in_part_is_read_back(marks: list[list[bool]]) -> None:
    marks = [*marks, [True, False, False, True]]
    painted = [{col: BLUE for col, on in zip(YEARS, line, strict=True) if on} for line in marks]
    expected = [(n, col) for n, own in enumerate(painted) for col in sorted(own)]
    assert found(*painted, rows=len(painted)) == expected


def test_beside_bars_the_background_of_a_whole_row_is_no_mark() -> None:
    """Tables of slides paint every cell; a single row shows no other one to compare with."""
    bar = CellInk(1, 0.9, "path", (1,), (0, 0, 1, 1))
    cells = row(1, all_of(PALE))
    assert shaded_years([cells], row(0, {}), YEARS) == {(0, col) for col in YEARS}
    cells[2] = replace(cells[2], ink=(bar,))
    assert shaded_years([cells], row(0, {}), YEARS) == frozenset()
    partly = row(1, {1: PALE, 2: PALE})
    partly[3] = replace(partly[3], ink=(bar,))
    assert shaded_years([partly], row(0, {}), YEARS) == {(0, 1), (0, 2)}


def test_whole_rows_in_a_colour_that_marks_years_elsewhere_mean_all_years() -> None:
    rows = [row(1, all_of(BLUE)), row(2, all_of(BLUE))]
    every = {(n, col) for n in range(2) for col in YEARS}
    assert shaded_years(rows, row(0, {}), YEARS) == frozenset()
    assert shaded_years(rows, row(0, {}), YEARS, {NAVY}) == every
    assert shaded_years(rows, row(0, {}), YEARS, {GREY}) == frozenset()
    assert shaded_years(rows, row(0, all_of(BLUE)), YEARS, {BLUE}) == frozenset()


def test_colours_of_single_years_are_known() -> None:
    rows = [row(1, {1: BLUE, 2: BLUE}), row(2, all_of(GREY)), row(3, {3: PALE})]
    assert marking_colours(rows, row(0, {}), YEARS) == {BLUE, PALE}
