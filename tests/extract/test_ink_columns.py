"""What both readers share: frames, doubled characters, shared boxes, surrogates, paths."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.ink import Chars
from extract.ink_chars import (
    em_boxes,
    fold_doubles,
    is_bold_font,
    join_surrogates,
    split_shared_boxes,
    visible_chars,
)
from extract.ink_frame import (
    IDENTITY,
    Matrix,
    move_boxes,
    move_points,
    multiply,
    multiply_all,
    page_frame,
    writing_angles,
)
from extract.ink_paths import RawPaths, drawings

_PART = st.integers(-9, 9).map(float)
_MATRIX = st.tuples(*[_PART] * 6)


def letters(places: list[tuple[str, float, float]]) -> Chars:
    """Characters of 10 pt at x, top."""
    count = len(places)
    corners = np.array([(x, y) for _, x, y in places], np.float32).reshape(-1, 2)
    return Chars(
        codes=np.array([ord(char) for char, _, _ in places], np.uint32),
        boxes=np.hstack((corners, corners + 10)).astype(np.float32),
        size=np.full(count, 10, np.float32),
        angle=np.zeros(count, np.int16),
        bold=np.zeros(count, np.bool_),
    )


# ---- frames


@given(first=_MATRIX, then=_MATRIX, x=_PART, y=_PART)
def test_multiplied_matrices_apply_in_turn(first: Matrix, then: Matrix, x: float, y: float) -> None:
    point = np.array([[x, y]])
    once = move_points(move_points(point, np.array(first)), np.array(then))
    assert move_points(point, np.array(multiply(first, then))) == pytest.approx(once)
    assert multiply(first, IDENTITY) == first == multiply(IDENTITY, first)
    both = multiply_all(np.array([first, IDENTITY]), np.array(then))
    assert both.tolist() == [list(multiply(first, then)), list(then)]


@given(matrix=_MATRIX, box=st.tuples(*[_PART] * 4))
def test_a_moved_box_holds_its_corners(
    matrix: Matrix, box: tuple[float, float, float, float]
) -> None:
    x0, y0, x1, y1 = box
    corners = move_points(np.array([(x, y) for x in (x0, x1) for y in (y0, y1)]), np.array(matrix))
    moved = move_boxes(np.array([box]), np.array(matrix))[0]
    assert moved.tolist() == [*corners.min(axis=0), *corners.max(axis=0)]


@pytest.mark.parametrize(
    ("rotation", "bottom_left", "top_left", "angle"),
    [
        (0, (0, 80), (0, 0), 0),
        (90, (0, 0), (80, 0), 90),
        (180, (50, 0), (50, 80), 180),
        (270, (80, 50), (0, 50), 270),
        (-90, (80, 50), (0, 50), 270),
        (450, (0, 0), (80, 0), 90),
        (45, (0, 80), (0, 0), 0),
    ],
)
def test_frame(
    rotation: int, bottom_left: tuple[int, int], top_left: tuple[int, int], angle: int
) -> None:
    frame = page_frame((10, 20, 60, 100), rotation)
    corners = move_points(np.array([(10.0, 20.0), (10.0, 100.0)]), np.array(frame.matrix))
    assert corners.tolist() == [list(bottom_left), list(top_left)]
    assert {frame.width, frame.height} == {50, 80}
    assert writing_angles(np.array([IDENTITY]), frame).tolist() == [angle]
    box = move_boxes(np.array([(10.0, 20.0, 60.0, 100.0)]), np.array(frame.matrix))
    assert box.tolist() == [[0, 0, frame.width, frame.height]]


# ---- characters

_PLACES = st.lists(
    st.tuples(
        st.sampled_from("あ1"),
        st.integers(0, 12).map(lambda n: n / 10),
        st.integers(0, 12).map(lambda n: n / 10),
    ),
    max_size=20,
)


@given(_PLACES)
def test_doubles_are_those_within_reach_of_an_earlier_one(
    places: list[tuple[str, float, float]],
) -> None:
    chars = letters(places)
    x, y = chars.boxes[:, 0].astype(float), chars.boxes[:, 1].astype(float)
    near = (np.abs(x[:, None] - x) < 0.3) & (np.abs(y[:, None] - y) < 0.3)
    near &= chars.codes[:, None] == chars.codes
    later = np.tril(near, -1)  # row i, column j: i repeats the earlier j
    double, bold = later.any(axis=1), later.any(axis=0)
    folded = fold_doubles(chars)
    assert folded.boxes.tolist() == chars.boxes[~double].tolist()
    assert folded.bold.tolist() == bold[~double].tolist()


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20))
def test_surrogates_join_to_the_text(text: str) -> None:
    units = np.frombuffer(text.encode("utf-16-le"), np.uint16).astype(np.uint32)
    codes, keep = join_surrogates(units)
    assert "".join(map(chr, codes[keep].tolist())) == text


@pytest.mark.parametrize(
    ("codes", "joined"),
    [
        ([0xD842], [0xFFFD]),
        ([0xDFB7, 0x41], [0xFFFD, 0x41]),
        ([0xD842, 0xD842, 0xDFB7], [0xFFFD, 0x20BB7]),
        ([0, 0x41, 0x110000], [0xFFFD, 0x41, 0xFFFD]),
    ],
)
def test_halves_alone_are_unknown(codes: list[int], joined: list[int]) -> None:
    result, keep = join_surrogates(np.array(codes, np.uint32))
    assert result[keep].tolist() == joined


@pytest.mark.parametrize(
    ("angle", "boxes"),
    [
        (0, [[0, 0, 5, 8], [5, 0, 10, 8]]),
        (180, [[5, 0, 10, 8], [0, 0, 5, 8]]),
        (90, [[0, 0, 10, 4], [0, 4, 10, 8]]),
        (270, [[0, 4, 10, 8], [0, 0, 10, 4]]),
    ],
)
def test_a_ligature_divides_along_the_writing(angle: int, boxes: list[list[float]]) -> None:
    shared = np.array([[0, 0, 10, 8]] * 2 + [[10, 0, 20, 8]], np.float32)
    codes = np.array([0x66, 0x69, 0x41], np.uint32)
    result = split_shared_boxes(shared, np.full(3, angle, np.int16), codes)
    assert result.tolist() == [*boxes, [10, 0, 20, 8]]


@pytest.mark.parametrize(
    ("angle", "box", "expected"),
    [
        (0, [0, 0, 10, 15], [0, 2.5, 10, 12.5]),
        (0, [0, 0, 10, 9], [0, 0, 10, 9]),
        (90, [0, 0, 15, 10], [2.5, 0, 12.5, 10]),
        (180, [0, 0, 15, 10], [0, 0, 15, 10]),
    ],
)
def test_boxes_are_one_size_high_at_most(
    angle: int, box: list[float], expected: list[float]
) -> None:
    boxes, size = np.array([box], np.float32), np.array([10], np.float32)
    assert em_boxes(boxes, size, np.array([angle], np.int16)).tolist() == [expected]


@pytest.mark.parametrize(
    ("places", "hidden", "text", "is_layer"),
    [
        ([("a", 5, 5), ("b", 20, 5)], [False, True], "a", False),
        ([("a", 5, 5), ("b", 20, 5)], [True, True], "ab", True),
        ([("a", 5, 5), (" ", 20, 5)], [True, False], "a ", True),
        ([(" ", 5, 5)], [True], "", False),
        ([("a", -6, 5), ("b", 96, 5), ("c", 5, -6), ("d", 5, 46)], [False] * 4, "", False),
        ([("a", float("nan"), 5), ("b", float("inf"), 5)], [False] * 2, "", False),
        ([("a", 5, 5), ("\xad", 20, 5), ("b", 35, 5)], [False] * 3, "a-b", False),
        ([("\t", 5, 5), ("\x7f", 5, 5), ("　", 5, 5)], [False] * 3, "　", False),
        ([], [], "", False),
    ],
)
def test_what_shows_on_a_page(
    places: list[tuple[str, float, float]], hidden: list[bool], text: str, is_layer: bool
) -> None:
    frame = page_frame((0, 0, 100, 50), 0)
    chars, layer, _ = visible_chars(
        letters(places), np.array(hidden, np.bool_), frame, np.empty((0, 4), np.float32)
    )
    assert ("".join(map(chr, chars.codes.tolist())), layer) == (text, is_layer)


@pytest.mark.parametrize(
    ("name", "bold"),
    [
        ("ABCDEE+MS-PGothic", False),
        ("ABCDEE+MS PGothic,Bold", True),
        ("Meiryo-Bold", True),
        ("HiraKakuProN-W6", True),
        ("HiraKakuProN-W3", False),
        ("KozGoPr6N-Heavy", True),
        ("HGP創英角ｺﾞｼｯｸUB", True),
        ("YuGothic-Light", False),
        ("BOLDXY+MS-Mincho", False),
        ("", False),
    ],
)
def test_bold_font_names(name: str, bold: bool) -> None:
    assert is_bold_font(name) is bold


# ---- paths


def raw_paths(counts: list[int], ops: str, points: list[tuple[float, float]]) -> RawPaths:
    """Paths on the shown page as they are; capitals (M, L, C) close their sub-path."""
    count = len(counts)
    return RawPaths(
        counts=np.array(counts, np.int64),
        points=np.array(points, np.float64).reshape(-1, 2),
        ops=np.array(["mlc".index(op.lower()) for op in ops], np.uint8),
        closes=np.array([op.isupper() for op in ops], np.bool_),
        matrices=np.tile(np.array(IDENTITY), (count, 1)),
        fill=np.zeros((count, 4), np.uint8),
        stroke=np.zeros((count, 4), np.uint8),
        width=np.arange(count, dtype=np.float64),
        dashed=np.zeros(count, np.bool_),
    )


@pytest.mark.parametrize(
    ("counts", "ops", "points", "paths"),
    [
        ([], "", [], []),
        ([2], "ml", [(0, 0), (9, 0)], [[(0, 0), (9, 0)]]),
        ([3], "mlL", [(0, 0), (9, 0), (9, 9)], [[(0, 0), (9, 0), (9, 9), (0, 0)]]),
        ([3], "mlL", [(0, 0), (9, 0), (0, 0)], [[(0, 0), (9, 0), (0, 0)]]),
        (
            [5],
            "mLmlL",
            [(0, 0), (9, 0), (1, 1), (5, 1), (5, 5)],
            [[(0, 0), (9, 0), (0, 0), (1, 1), (5, 1), (5, 5), (1, 1)]],
        ),
        ([1, 2], "mml", [(3, 3), (0, 0), (9, 0)], [[(0, 0), (9, 0)]]),
        (
            [3, 2],
            "mlmml",
            [(0, 0), (9, 0), (4, 4), (1, 1), (2, 2)],
            [[(0, 0), (9, 0)], [(1, 1), (2, 2)]],
        ),
        ([2, 2], "mlml", [(0, 0), (float("nan"), 0), (1, 1), (2, 2)], [[(1, 1), (2, 2)]]),
    ],
)
def test_sub_paths_close_and_idle_moves_go(
    counts: list[int],
    ops: str,
    points: list[tuple[float, float]],
    paths: list[list[tuple[float, float]]],
) -> None:
    drawn = drawings(raw_paths(counts, ops, points))
    assert [list(map(tuple, drawn.path(i).tolist())) for i in range(len(drawn))] == paths
    assert (
        len(drawn.fill) == len(drawn.stroke) == len(drawn.width) == len(drawn.dashed) == len(drawn)
    )
