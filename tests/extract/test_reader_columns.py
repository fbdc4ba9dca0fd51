"""Arrays between PDFium and the page: answers in rows, boxes turned at once, nets of rulings."""

from __future__ import annotations

import ctypes
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.group_order import group_order
from extract.ink_frame import move_boxes, page_frame, turn_boxes
from extract.pdfium_rows import BLOCK, MOST_HANDLES, Handles, Rows
from extract.ruling_lines import meets
from extract.ruling_nets import extents, net_of
from extract.segments import Segments, join

_PART = st.integers(-900, 900).map(lambda tenths: tenths / 10)
_BOX = st.tuples(_PART, _PART, _PART, _PART)
_LINE = st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(1, 40))


def lines(places: list[tuple[int, int, int]]) -> Segments:
    """Lines by position across, start and length."""
    pos, start, length = np.array(places, dtype=np.float64).reshape(-1, 3).T
    none = np.zeros(len(places), dtype=np.int64)
    return Segments(pos, start, start + length, np.full(len(places), 0.5), none, none)


@pytest.mark.parametrize("count", [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK + 3])
def test_every_thing_gets_its_own_row(count: int) -> None:
    def double_and_half(thing: int, place: Any) -> int:
        place[0], place[1] = 2 * thing, thing / 2
        return 1

    rows = Rows(2, ctypes.c_double).ask(double_and_half, range(count))
    assert rows.tolist() == [[2 * n, n / 2] for n in range(count)]


@pytest.mark.parametrize("counts", [(0, 3, 2), (5, 9, 1), (MOST_HANDLES + 1, MOST_HANDLES)])
def test_pointers_lead_to_the_addresses_last_asked_for(counts: tuple[int, ...]) -> None:
    handles = Handles()
    for count in counts:
        addresses = [(1 << 40) + 7 * count * n for n in range(1, count + 1)]
        assert [pointer.value for pointer in handles.of(addresses)] == addresses


@given(st.lists(st.tuples(st.integers(-2, 9000), st.integers(-600, 15_000)), max_size=30))
def test_places_are_sorted_group_by_group(places: list[tuple[int, int]]) -> None:
    group, place = np.array(places, dtype=np.int64).reshape(-1, 2).T
    order = group_order(group, (place / 7).astype(np.float32))
    assert order.tolist() == sorted(range(len(places)), key=places.__getitem__)


@given(st.lists(st.one_of(st.none(), st.tuples(*[st.integers(0, 255)] * 3)), max_size=40))
def test_a_thing_without_answer_has_the_unknown_row(
    colours: list[tuple[int, int, int] | None],
) -> None:
    def colour(thing: tuple[int, int, int] | None, *places: Any) -> int:
        if thing is None:
            return 0
        for place, part in zip(places, thing, strict=True):
            place[0] = part
        return 1

    asked = Rows(3, ctypes.c_uint, apart=True)
    for unknown in (7, 9):  # what an earlier question left behind is no answer
        rows = asked.ask(colour, colours, unknown=(unknown, unknown, unknown))
        assert rows.tolist() == [list(one or (unknown, unknown, unknown)) for one in colours]


@given(boxes=st.lists(_BOX, max_size=20), rotation=st.sampled_from([0, 90, 180, 270]), page=_BOX)
def test_a_frame_turns_boxes_as_its_matrix_does(
    boxes: list[tuple[float, float, float, float]],
    rotation: int,
    page: tuple[float, float, float, float],
) -> None:
    frame = page_frame(page, rotation)
    corners = np.array(boxes, dtype=np.float64).reshape(-1, 4)
    moved = move_boxes(corners, np.array(frame.matrix))
    assert np.array_equal(turn_boxes(corners, frame), moved)


@given(along=st.lists(_LINE, max_size=12), across=st.lists(_LINE, max_size=12))
def test_a_net_is_the_same_from_both_directions(
    along: list[tuple[int, int, int]], across: list[tuple[int, int, int]]
) -> None:
    net = net_of(lines(along), lines(across))
    turned, anew = net.turned(), net_of(lines(across), lines(along))
    assert np.array_equal(net.touching, meets(net.along, net.across))
    for one, other in ((turned.hits, anew.hits), (turned.passes, anew.passes)):
        assert np.array_equal(one, other)
    linked = net.mine[:, None] == net.theirs
    assert np.array_equal(linked.T, anew.mine[:, None] == anew.theirs)


@given(along=st.lists(_LINE, max_size=12), across=st.lists(_LINE, max_size=12))
def test_extents_are_those_of_the_lines_that_hang_together(
    along: list[tuple[int, int, int]], across: list[tuple[int, int, int]]
) -> None:
    net = net_of(lines(along), lines(across))
    expected = {
        (
            float(net.across.pos[net.theirs == name].min()),
            float(net.along.pos[net.mine == name].min()),
            float(net.across.pos[net.theirs == name].max()),
            float(net.along.pos[net.mine == name].max()),
        )
        for name in set(net.mine.tolist()) & set(net.theirs.tolist())
    }
    assert {tuple(box) for box in np.column_stack(extents(net)).tolist()} == expected


@given(first=st.lists(_LINE, max_size=5), second=st.lists(_LINE, max_size=5))
def test_joined_lots_keep_every_segment(
    first: list[tuple[int, int, int]], second: list[tuple[int, int, int]]
) -> None:
    both = join(lines(first), lines(second))
    assert both.pos.tolist() == [pos for pos, _, _ in (*first, *second)]
    kept = both.without(both.start < 20)
    assert kept.start.tolist() == [start for _, start, _ in (*first, *second) if start >= 20]
