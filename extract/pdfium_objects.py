"""The painted objects of a page from PDFium: paths, images, gradients, forms within forms."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract import pdfium_calls as pdfium
from extract.ink import Drawings
from extract.ink_frame import IDENTITY, Frame, Matrix, move_boxes, multiply
from extract.ink_paths import MOVE, RawPaths, drawings

# Real files nest twice or so; a form that holds itself has no end.
_DEEPEST_FORM = 16
# A gradient or a pattern has no one colour; mid-grey stands for it.
_PATTERN = (128, 128, 128, 255)
_UNPAINTED = (0, 0, 0, 0)
_OPS = np.full(256, 255, np.uint8)
_OPS[list(pdfium.SEGMENTS)] = (0, 1, 2)


class Placed(NamedTuple):
    """An object and the matrix from its container (page or form) to the page's user space."""

    handle: pdfium.Handle
    matrix: Matrix


class Unowned(NamedTuple):
    """A text object that no character of the text page refers to.

    ``after`` is the last text object before it that has characters, 0 when there is none.
    """

    handle: pdfium.Handle
    matrix: Matrix
    after: pdfium.Handle


@dataclass(slots=True)
class PageObjects:
    """Objects in content order, forms resolved; gradients are among the paths.

    ``owners`` are the text objects with characters, ``texts`` the other ones.
    """

    paths: list[Placed] = field(default_factory=list)
    images: list[Placed] = field(default_factory=list)
    owners: list[pdfium.Handle] = field(default_factory=list)
    texts: list[Unowned] = field(default_factory=list)


def page_objects(page: pdfium.Handle, owners: set[int]) -> PageObjects:
    """What a page paints; ``owners`` are the text objects that are known by their characters."""
    found = PageObjects()
    children = map(pdfium.get_object, repeat(page), range(pdfium.count_objects(page)))
    _sort(children, IDENTITY, owners, found, 0)
    return found


def _sort(
    children: Iterator[pdfium.Handle],
    matrix: Matrix,
    owners: set[int],
    found: PageObjects,
    depth: int,
) -> None:
    for child in children:
        if child in owners:
            found.owners.append(child)
            continue
        kind = pdfium.object_type(child)
        if kind in (pdfium.PATH, pdfium.SHADING):
            found.paths.append(Placed(child, matrix))
        elif kind == pdfium.IMAGE:
            found.images.append(Placed(child, matrix))
        elif kind == pdfium.TEXT:
            after = found.owners[-1] if found.owners else 0
            found.texts.append(Unowned(child, matrix, after))
        elif kind == pdfium.FORM and depth < _DEEPEST_FORM:
            inner = multiply(own_matrix(child), matrix)
            parts = map(pdfium.get_in_form, repeat(child), range(pdfium.count_in_form(child)))
            _sort(parts, inner, owners, found, depth + 1)


def own_matrix(handle: pdfium.Handle) -> Matrix:
    """The object's own matrix, the identity when PDFium gives none."""
    if not pdfium.object_matrix(handle, pdfium.REAL[0]):
        return IDENTITY
    a, b, c, d, e, f = pdfium.REALS[:6].tolist()
    return a, b, c, d, e, f


def shown_bounds(objects: Sequence[Placed | Unowned], frame: Frame) -> NDArray[np.float64]:
    """The boxes (n, 4) of objects on the shown page; not a number where PDFium has none."""
    bounds = np.full((len(objects), 4), np.nan, np.float32)
    start = bounds.ctypes.data
    for i, thing in enumerate(objects):
        at = start + 16 * i
        pdfium.object_bounds(thing.handle, at, at + 4, at + 8, at + 12)
    matrices = [multiply(thing.matrix, frame.matrix) for thing in objects]
    return move_boxes(bounds.astype(np.float64), np.array(matrices).reshape(-1, 6))


def image_boxes(images: list[Placed], frame: Frame) -> NDArray[np.float32]:
    """The boxes (k, 4) of images on the shown page; those without a place are left out."""
    boxes = shown_bounds(images, frame).astype(np.float32)
    return boxes[np.isfinite(boxes).all(axis=1)]


class _Paint(NamedTuple):
    matrix: Matrix
    fill: tuple[int, ...]
    stroke: tuple[int, ...]
    width: float
    dashed: bool


def read_drawings(paths: list[Placed], frame: Frame) -> Drawings:
    """The painted paths and gradients on the shown page; clipping paths alone paint nothing."""
    segments: list[pdfium.Handle] = []
    counts: list[int] = []
    paints: list[_Paint] = []
    for handle, matrix in paths:
        is_path = pdfium.object_type(handle) == pdfium.PATH
        paint = _paint(handle, matrix) if is_path else _gradient(matrix)
        if paint is None:
            continue
        own = _path_segments(handle) if is_path else _clip_segments(handle)
        segments += own
        counts.append(len(own))
        paints.append(paint)
    points, ops, closes = _points(segments)
    matrices = [multiply(paint.matrix, frame.matrix) for paint in paints]
    return drawings(
        RawPaths(
            counts=np.array(counts, np.int64),
            points=points,
            ops=ops,
            closes=closes,
            matrices=np.array(matrices, np.float64).reshape(-1, 6),
            fill=np.array([paint.fill for paint in paints], np.uint8).reshape(-1, 4),
            stroke=np.array([paint.stroke for paint in paints], np.uint8).reshape(-1, 4),
            width=np.array([paint.width for paint in paints], np.float64),
            dashed=np.array([paint.dashed for paint in paints], np.bool_),
        )
    )


def _paint(path: pdfium.Handle, matrix: Matrix) -> _Paint | None:
    """How a path is painted; None when it is neither filled nor stroked."""
    if not pdfium.draw_mode(path, pdfium.WHOLE[0], pdfium.WHOLE[1]):
        return None
    filled, stroked = map(bool, pdfium.WHOLES[:2].tolist())
    if not (filled or stroked):
        return None
    fill = _color(pdfium.fill_color, path) if filled else _UNPAINTED
    own = multiply(own_matrix(path), matrix)
    if not stroked:
        return _Paint(own, fill, _UNPAINTED, 0.0, False)
    stroke = _color(pdfium.stroke_color, path)
    dashed = pdfium.dash_count(path) > 0
    pdfium.stroke_width(path, pdfium.REAL[0])
    return _Paint(own, fill, stroke, float(pdfium.REALS[0]), dashed)


def _gradient(matrix: Matrix) -> _Paint:
    return _Paint(matrix, _PATTERN, _UNPAINTED, 0.0, False)


def _color(ask: Callable[..., int], path: pdfium.Handle) -> tuple[int, ...]:
    if not ask(path, *pdfium.WHOLE):
        return _PATTERN
    return tuple(pdfium.WHOLES.tolist())


def _path_segments(path: pdfium.Handle) -> list[pdfium.Handle]:
    count = max(pdfium.count_segments(path), 0)
    return list(map(pdfium.get_segment, repeat(path), range(count)))


def _clip_segments(shading: pdfium.Handle) -> list[pdfium.Handle]:
    """A gradient fills its clipping path; of several the innermost, which is the last."""
    clip = pdfium.clip_path(shading)
    last = pdfium.count_clips(clip) - 1 if clip else -1
    if last < 0:
        return []
    count = max(pdfium.count_clip_segments(clip, last), 0)
    return list(map(pdfium.get_clip_segment, repeat(clip), repeat(last), range(count)))


def _points(
    segments: list[pdfium.Handle],
) -> tuple[NDArray[np.float64], NDArray[np.uint8], NDArray[np.bool_]]:
    """Place, operation and closing flag of each segment."""
    count = len(segments)
    places = np.zeros((count, 2), np.float32)
    x = places.ctypes.data
    addresses = range(x, x + 8 * count, 8), range(x + 4, x + 4 + 8 * count, 8)
    deque(map(pdfium.segment_point, segments, *addresses), maxlen=0)
    kinds = np.fromiter(map(pdfium.segment_type, segments), np.int64, count)
    ops = _OPS[kinds & 255]
    # Only the last segment before a move, or of all, can close a sub-path.
    closes = np.zeros(count, np.bool_)
    ends = np.flatnonzero(np.append(ops[1:] == MOVE, True)[:count])
    closes[ends] = [pdfium.segment_closes(segments[i]) == 1 for i in ends.tolist()]
    return places.astype(np.float64), ops, closes
