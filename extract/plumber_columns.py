"""Columns that a page's characters and paths are written down in, one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np

from extract.ink import Bools, Chars
from extract.ink_chars import (
    UNKNOWN,
    em_boxes,
    is_bold_font,
    join_surrogates,
    select,
    split_shared_boxes,
)
from extract.ink_frame import Frame, Matrix, writing_angles
from extract.ink_paths import CURVE, LINE, MOVE, RawPaths

_PATTERN = (128, 128, 128, 255)  # stands for a gradient or a pattern
_UNPAINTED = (0, 0, 0, 0)
_BLACK = (0, 0, 0, 255)
_FORCE_BOLD = 1 << 18  # ISO 32000-2, table 121
_BOLD_MODE = 2  # fill and stroke; ISO 32000-2, table 104
_HIDDEN_MODES = (3, 7)


class _Letter(NamedTuple):
    code: int
    box: tuple[float, float, float, float]
    matrix: Matrix
    size: float
    bold: bool
    hidden: bool


class _Path(NamedTuple):
    ops: list[int]
    points: list[float]
    closes: list[bool]
    matrix: Matrix
    fill: tuple[int, ...]
    stroke: tuple[int, ...]
    width: float
    dashed: bool


@dataclass(slots=True)
class PlumberColumns:
    """What was drawn so far, in content order. ``images`` are boxes x0, top, x1, bottom."""

    frame: Frame
    images: list[tuple[float, float, float, float]] = field(default_factory=list)
    _letters: list[_Letter] = field(default_factory=list)
    _paths: list[_Path] = field(default_factory=list)

    def add_char(
        self,
        text: str,
        box: tuple[float, float, float, float],
        matrix: Matrix,
        size: float,
        font: str,
        flags: int,
        mode: int,
    ) -> None:
        """A glyph; an empty text is a glyph without a code, a longer one shares the box."""
        bold = mode == _BOLD_MODE or bool(flags & _FORCE_BOLD) or is_bold_font(font)
        for code in map(ord, text or chr(UNKNOWN)):
            self._letters.append(_Letter(code, box, matrix, size, bold, mode in _HIDDEN_MODES))

    def add_path(
        self,
        path: Sequence[Any],
        matrix: Matrix,
        *,
        fill: tuple[float, ...] | None,
        stroke: tuple[float, ...] | None,
        width: float,
        dashed: bool,
    ) -> None:
        """A painted path by its operators (m, l, c, v, y, h); None paint is no paint."""
        ops: list[int] = []
        points: list[float] = []
        closes: list[bool] = []
        for operator, *places in path:
            if operator == "h":
                closes[-1:] = [True] * bool(closes)
                continue
            if operator == "v":  # the first control point is where the pen is
                places = [*points[-2:], *places]
            elif operator == "y":  # the second control point is the end
                places = [*places, *places[-2:]]
            count = len(places) // 2
            ops += [{"m": MOVE, "l": LINE}.get(operator, CURVE)] * count
            closes += [False] * count
            points += places
        painted = (_rgba(fill), _rgba(stroke))
        broken = dashed and stroke is not None
        self._paths.append(
            _Path(ops, points, closes, matrix, *painted, width if stroke is not None else 0, broken)
        )

    def chars(self) -> tuple[Chars, Bools]:
        """The characters and which of them are hidden."""
        letters = self._letters
        codes, keep = join_surrogates(np.array([letter.code for letter in letters], np.uint32))
        matrices = np.array([letter.matrix for letter in letters], np.float64).reshape(-1, 6)
        high = np.hypot(matrices[:, 2], matrices[:, 3])
        size = np.abs(np.array([letter.size for letter in letters]) * high).astype(np.float32)
        angle = writing_angles(matrices).astype(np.int16)
        boxes = np.array([letter.box for letter in letters], np.float32).reshape(-1, 4)
        chars = Chars(
            codes=codes,
            boxes=em_boxes(split_shared_boxes(boxes, angle, codes), size, angle),
            size=size,
            angle=angle,
            bold=np.array([letter.bold for letter in letters], np.bool_),
        )
        hidden = np.array([letter.hidden for letter in letters], np.bool_)
        return select(chars, keep), hidden[keep]

    def paths(self) -> RawPaths:
        """The paths with the matrices that lead them to the shown page."""
        paths = self._paths
        return RawPaths(
            counts=np.array([len(path.ops) for path in paths], np.int64),
            points=np.array([v for p in paths for v in p.points], np.float64).reshape(-1, 2),
            ops=np.array([op for path in paths for op in path.ops], np.uint8),
            closes=np.array([close for path in paths for close in path.closes], np.bool_),
            matrices=np.array([path.matrix for path in paths], np.float64).reshape(-1, 6),
            fill=np.array([path.fill for path in paths], np.uint8).reshape(-1, 4),
            stroke=np.array([path.stroke for path in paths], np.uint8).reshape(-1, 4),
            width=np.array([path.width for path in paths], np.float64),
            dashed=np.array([path.dashed for path in paths], np.bool_),
        )


def _rgba(components: tuple[float, ...] | None) -> tuple[int, ...]:
    """Grey, RGB or CMYK components from 0 to 1 as opaque RGBA; a pattern as mid-grey."""
    color: tuple[float, ...]
    match components:
        case None:
            return _UNPAINTED
        case ():
            return _PATTERN
        case (grey,):
            color = (grey, grey, grey)
        case (red, green, blue):
            color = (red, green, blue)
        case (cyan, magenta, yellow, black):
            color = tuple(1 - min(1, ink + black) for ink in (cyan, magenta, yellow))
        case _:
            return _BLACK  # inks of a DeviceN space have no colour of their own
    return (*(round(255 * min(max(part, 0), 1)) for part in color), 255)
