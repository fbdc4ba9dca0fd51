"""The painted objects of a page from PDFium: paths, images, gradients, forms within forms."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice, repeat
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract import pdfium_calls as pdfium
from extract.ink import Drawings
from extract.ink_frame import IDENTITY, Frame, Matrix, move_boxes, multiply, multiply_all
from extract.ink_paths import MOVE, RawPaths, drawings
from extract.pdfium_calls import Pointer
from extract.pdfium_rows import Handles, Rows

# Real files nest twice or so; a form that holds itself has no end.
_DEEPEST_FORM = 16
# A gradient or a pattern has no one colour; mid-grey stands for it.
PATTERN = (128, 128, 128, 255)
_OPS = np.full(256, 255, np.uint8)
_OPS[list(pdfium.SEGMENTS)] = (0, 1, 2)
_MATRICES, _BOUNDS, _WIDTHS = Rows(6), Rows(4, apart=True), Rows(1)
_MODES, _COLOURS = Rows(2, ctypes.c_int, apart=True), Rows(4, ctypes.c_uint, apart=True)
_POINTS, _SEGMENTS = Rows(2, apart=True), Handles()


class Placed(NamedTuple):
    """An object and the matrix from its container (page or form) to the page's user space."""

    handle: Pointer
    matrix: Matrix
    is_gradient: bool = False


class Unowned(NamedTuple):
    """A text object that no character of the text page refers to.

    ``after`` is the last text object before it that has characters, 0 when there is none.
    """

    handle: Pointer
    matrix: Matrix
    after: pdfium.Handle


@dataclass(slots=True)
class PageObjects:
    """Objects in content order, forms resolved; gradients are among the paths.

    ``owners`` are the text objects with characters, ``texts`` the other ones. ``room`` is how
    many objects there may still be.
    """

    paths: list[Placed] = field(default_factory=list)
    images: list[Placed] = field(default_factory=list)
    owners: list[pdfium.Handle] = field(default_factory=list)
    room: int = 0
    texts: list[Unowned] = field(default_factory=list)


def page_objects(page: pdfium.Handle, owners: set[int], most: int) -> PageObjects | None:
    """What a page paints; None if that is more than ``most`` objects.

    ``owners`` are the text objects that are known by their characters.
    """
    found = PageObjects(room=most)
    count = pdfium.count_objects(page)
    if count > most:
        return None
    children = list(map(pdfium.get_object, [Pointer(page)] * count, range(count)))
    _sort(children, IDENTITY, owners, found, 0)
    return found if found.room >= 0 else None


def _sort(
    children: Sequence[pdfium.Handle],
    matrix: Matrix,
    owners: set[int],
    found: PageObjects,
    depth: int,
) -> None:
    found.room -= len(children)
    for address in children:
        if address in owners:
            found.owners.append(address)
            continue
        if found.room < 0:
            return
        child = Pointer(address)
        kind = pdfium.object_type(child)
        if kind in (pdfium.PATH, pdfium.SHADING):
            found.paths.append(Placed(child, matrix, kind == pdfium.SHADING))
        elif kind == pdfium.IMAGE:
            found.images.append(Placed(child, matrix))
        elif kind == pdfium.TEXT:
            after = found.owners[-1] if found.owners else 0
            found.texts.append(Unowned(child, matrix, after))
        elif kind == pdfium.FORM and depth < _DEEPEST_FORM:
            inner = multiply(own_matrix(child), matrix)
            count = min(pdfium.count_in_form(child), found.room + 1)
            parts = list(map(pdfium.get_in_form, [child] * count, range(count)))
            _sort(parts, inner, owners, found, depth + 1)


def own_matrix(handle: Pointer) -> Matrix:
    """The object's own matrix, the identity when PDFium gives none."""
    a, b, c, d, e, f = _own_matrices([handle])[0].tolist()
    return a, b, c, d, e, f


def _own_matrices(handles: list[Pointer]) -> NDArray[np.float64]:
    return _MATRICES.ask(pdfium.object_matrix, handles, unknown=IDENTITY).astype(np.float64)


def _to_frame(objects: Sequence[Placed | Unowned], frame: Frame) -> NDArray[np.float64]:
    """The matrices from each object's container to the shown page: (6,) for all, or (n, 6)."""
    moved = [multiply(matrix, frame.matrix) for matrix in {thing.matrix for thing in objects}]
    if len(moved) == 1:
        return np.array(moved[0])
    containers = np.array([thing.matrix for thing in objects], np.float64).reshape(-1, 6)
    return multiply_all(containers, np.array(frame.matrix))


def shown_bounds(objects: Sequence[Placed | Unowned], frame: Frame) -> NDArray[np.float64]:
    """The boxes (n, 4) of objects on the shown page; not a number where PDFium has none."""
    bounds = _BOUNDS.ask(pdfium.object_bounds, [thing.handle for thing in objects], unknown=np.nan)
    return move_boxes(bounds.astype(np.float64), _to_frame(objects, frame))


def image_boxes(images: list[Placed], frame: Frame) -> NDArray[np.float32]:
    """The boxes (k, 4) of images on the shown page; those without a place are left out."""
    if not images:
        return np.empty((0, 4), np.float32)
    boxes = shown_bounds(images, frame).astype(np.float32)
    return boxes[np.isfinite(boxes).all(axis=1)]


def read_drawings(paths: list[Placed], frame: Frame) -> Drawings:
    """The painted paths and gradients on the shown page; clipping paths alone paint nothing."""
    asked = _MODES.ask(pdfium.draw_mode, [path.handle for path in paths])
    modes = [
        (path, fill and not path.is_gradient, stroke)
        for path, (fill, stroke) in zip(paths, asked.tolist(), strict=True)
        if path.is_gradient or fill or stroke
    ]
    paths, handles = [path for path, _, _ in modes], [path.handle for path, _, _ in modes]
    fill = _colours(pdfium.fill_color, handles, [i for i, mode in enumerate(modes) if mode[1]])
    stroked = [i for i, mode in enumerate(modes) if mode[2]]
    gradients = [i for i, path in enumerate(paths) if path.is_gradient]
    if gradients:
        fill[gradients] = PATTERN
    width, dashed = np.zeros(len(handles)), np.zeros(len(handles), np.bool_)
    if stroked:
        lines = [handles[i] for i in stroked]
        width[stroked] = _WIDTHS.ask(pdfium.stroke_width, lines)[:, 0]
        dashed[stroked] = [count > 0 for count in map(pdfium.dash_count, lines)]
    counts, segments = _segments(handles, gradients)
    points, ops, closes = _points(segments)
    return drawings(
        RawPaths(
            counts=np.array(counts, np.int64),
            points=points,
            ops=ops,
            closes=closes,
            matrices=_matrices(paths, handles, gradients, frame),
            fill=fill,
            stroke=_colours(pdfium.stroke_color, handles, stroked),
            width=width,
            dashed=dashed,
        )
    )


def _matrices(
    paths: list[Placed], handles: list[Pointer], gradients: list[int], frame: Frame
) -> NDArray[np.float64]:
    """The matrices (n, 6) that lead to the shown page, (6,) where all are the same, as mostly."""
    own = _own_matrices(handles)
    if gradients:
        own[gradients] = IDENTITY
    containers = {path.matrix for path in paths}
    if len(containers) == 1 and (own == own[0]).all():
        a, b, c, d, e, f = own[0].tolist()
        return np.array(multiply((a, b, c, d, e, f), multiply(containers.pop(), frame.matrix)))
    return multiply_all(own, _to_frame(paths, frame))


def _colours(
    function: Callable[..., int], handles: list[Pointer], used: list[int]
) -> NDArray[np.uint8]:
    """RGBA (n, 4) of the paint that is used, mid-grey where it is no colour, 0 elsewhere."""
    if len(used) == len(handles):
        return _COLOURS.ask(function, handles, unknown=PATTERN).astype(np.uint8)
    colours = np.zeros((len(handles), 4), np.uint8)
    if used:
        colours[used] = _COLOURS.ask(function, [handles[i] for i in used], unknown=PATTERN)
    return colours


def _segments(
    handles: list[Pointer], gradients: list[int]
) -> tuple[list[int], list[pdfium.Handle]]:
    """How many segments each path has, and all of them; of a gradient those of its clipping."""
    counts = [max(count, 0) for count in map(pdfium.count_segments, handles)]
    for i in gradients:
        counts[i] = 0
    each = chain.from_iterable(map(repeat, handles, counts))
    found = list(map(pdfium.get_segment, each, chain.from_iterable(map(range, counts))))
    if not gradients:
        return counts, found
    own = iter(found)
    parts = [list(islice(own, count)) for count in counts]
    for i in gradients:
        parts[i] = _clip_segments(handles[i])
    return list(map(len, parts)), list(chain.from_iterable(parts))


def _clip_segments(shading: Pointer) -> list[pdfium.Handle]:
    """A gradient fills its clipping path; of several the innermost, which is the last."""
    clip = Pointer(pdfium.clip_path(shading))
    last = pdfium.count_clips(clip) - 1 if clip else -1
    if last < 0:
        return []
    count = max(pdfium.count_clip_segments(clip, last), 0)
    return list(map(pdfium.get_clip_segment, [clip] * count, [last] * count, range(count)))


def _points(
    segments: list[pdfium.Handle],
) -> tuple[NDArray[np.float64], NDArray[np.uint8], NDArray[np.bool_]]:
    """Place, operation and closing flag of each segment."""
    count, handles = len(segments), _SEGMENTS.of(segments)
    places = _POINTS.ask(pdfium.segment_point, handles)
    kinds = np.fromiter(map(pdfium.segment_type, handles), np.int64, count)
    ops = _OPS[kinds & 255]
    # Only the last segment before a move, or of all, can close a sub-path.
    closes = np.zeros(count, np.bool_)
    ends = np.flatnonzero(np.append(ops[1:] == MOVE, True)[:count])
    closes[ends] = [pdfium.segment_closes(handles[i]) == 1 for i in ends.tolist()]
    return places.astype(np.float64), ops, closes
