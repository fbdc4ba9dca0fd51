"""Puts the picture of a page straight, and finds the way back from there to the page.

Rulings and lines of text are rows of ink with white between them: counted along the right
angle, the rows differ most from one another.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians, sin, tan

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from extract.ocr_rules import rules

Grey = NDArray[np.uint8]
Reals = NDArray[np.float64]

# Darker than this is ink.
INK = 160
# Dots looked at; more say no more.
DOTS = 60_000
# Fewer say nothing.
FEW = 500
# Degrees from angle to angle, one search after the other, each about the best one before.
STEPS = (0.25, 0.05, 0.01)


@dataclass(frozen=True, slots=True, eq=False)
class Straight:
    """A picture as it is read, (height, width, colours), and where it lies on the page.

    A place (x, y) in it, in pixels, is ``matrix`` (2, 3) times (x, y, 1) on the page's picture.
    """

    pixels: Grey
    matrix: Reals

    def on_page(self, boxes: NDArray[np.floating]) -> Reals:
        """Boxes (n, 4) where they lie on the page's picture: middle moved, size kept or turned.

        A small box about a moved middle lies on its ink; the box around a turned box would not.
        """
        part = np.asarray(boxes, dtype=np.float64)
        middle = (part[:, :2] + part[:, 2:]) / 2
        half = (part[:, 2:] - part[:, :2]) / 2
        turn = self.matrix[:, :2]
        middle = middle @ turn.T + self.matrix[:, 2]
        if abs(turn[0, 0]) < abs(turn[0, 1]):
            half = half[:, ::-1]
        return np.concatenate((middle - half, middle + half), axis=1)

    def around(self, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        """The smallest box on the page's picture around a box, for what is long."""
        x0, top, x1, bottom = box
        corners = np.array([(x, y, 1.0) for x in (x0, x1) for y in (top, bottom)])
        xs, ys = self.matrix @ corners.T
        return float(xs.min()), float(ys.min()), float(xs.max()), float(ys.max())


def darkest(pixels: Grey) -> Grey:
    """The darkest colour of each dot, (height, width): coloured ink is ink."""
    return np.minimum(np.minimum(pixels[..., 0], pixels[..., 1]), pixels[..., 2])


def as_it_is(pixels: Grey) -> Straight:
    """The picture of the page itself."""
    return Straight(pixels, np.eye(2, 3))


def turned(pixels: Grey, quarters: int) -> Straight:
    """The picture of the page turned clockwise by so many quarters."""
    height, width = pixels.shape[:2]
    ways = {
        0: ((1, 0, 0), (0, 1, 0)),
        1: ((0, 1, 0), (-1, 0, height)),
        2: ((-1, 0, width), (0, -1, height)),
        3: ((0, -1, width), (1, 0, 0)),
    }
    way = np.array(ways[quarters % 4], dtype=np.float64)
    return Straight(np.ascontiguousarray(np.rot90(pixels, -quarters)), way)


def straightened(picture: Straight) -> Straight:
    """The picture with its rows level, if they are not; as large as holds all of it."""
    angle = skew_of(darkest(picture.pixels))
    if abs(angle) < rules()["skew"]["least"]:
        return picture
    height, width = picture.pixels.shape[:2]
    c, s = cos(radians(angle)), sin(radians(angle))
    wide = round(width * c + height * abs(s))
    high = round(height * c + width * abs(s))
    # From the straight picture to the one at hand: about the middles of both.
    way = np.array([[c, -s, 0.0], [s, c, 0.0], [0.0, 0.0, 1.0]])
    way[:2, 2] = np.array([width, height]) / 2 - way[:2, :2] @ np.array([wide, high]) / 2
    image = Image.fromarray(picture.pixels).transform(
        (wide, high),
        Image.Transform.AFFINE,
        tuple(way[:2].ravel().tolist()),
        Image.Resampling.BICUBIC,
        fillcolor=(255, 255, 255),
    )
    return Straight(np.asarray(image), picture.matrix @ way)


def skew_of(grey: Grey) -> float:
    """Degrees by which the rows of a page (height, width) fall to the right; 0 if that is unclear.

    Unclear is a page without rows, or one whose rows are as clear at the end of what is searched.
    """
    y, x = np.nonzero(grey < INK)
    if len(y) < FEW:
        return 0.0
    some = slice(None, None, max(1, len(y) // DOTS))
    dots = x[some].astype(np.float64), y[some].astype(np.float64)
    most = rules()["skew"]["most"]
    best, reach = 0.0, most
    usual = 0.0
    for step in STEPS:
        angles = best + np.arange(-round(reach / step), round(reach / step) + 1) * step
        scores = np.array([_clear(dots, angle) for angle in angles.tolist()])
        usual = usual or float(np.median(scores))
        best = float(angles[scores.argmax()])
        reach = 2 * step
    clear = _clear(dots, best) >= rules()["skew"]["sharp"] * usual
    return best if clear and abs(best) < most - STEPS[0] else 0.0


def _clear(dots: tuple[Reals, Reals], angle: float) -> float:
    """How unevenly the dots lie over rows that fall by an angle, and over the columns to them."""
    x, y = dots
    fall = tan(radians(angle))
    total = 0.0
    for at in (y - fall * x, x + fall * y):
        counts = np.bincount((at - at.min()).astype(np.int64)).astype(np.float64)
        total += float((counts * counts).sum())
    return total
