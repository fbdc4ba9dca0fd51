"""One page of a test PDF: text, paths, pictures at exact places.

Positions are points on the page as it is shown (after /Rotate), origin top left, y down.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal

from tests.builders.pdf_fonts import GOTHIC, Font
from tests.builders.pdf_objects import number
from tests.builders.pdf_paths import (
    BLACK,
    Box,
    Colour,
    Paint,
    Piece,
    Point,
    Step,
    ellipse,
    line,
    polygon,
    rectangle,
    rounded,
)

A4 = (595.28, 841.89)
Rotation = Literal[0, 90, 180, 270]
# Japanese faces put the em box from 0.88 above the base line to 0.12 below it.
ASCENT = 0.88
_DIRECTIONS: dict[int, Point] = {0: (1, 0), 90: (0, 1), 180: (-1, 0), 270: (0, -1)}
_OPERATORS = {"move": "m", "line": "l", "curve": "c"}


@dataclass(frozen=True, slots=True)
class Bitmap:
    """Pixels row by row: RGB bytes (3 a pixel) and, for see-through pictures, alpha (1 a pixel)."""

    width: int
    height: int
    rgb: bytes
    alpha: bytes | None = None


@dataclass(slots=True)
class Page:
    """One page to draw on; made by ``PdfWriter.page``."""

    width: float
    height: float
    rotation: Rotation
    content: list[str] = field(default_factory=list)
    fonts: dict[Font, str] = field(default_factory=dict)
    states: dict[float, str] = field(default_factory=dict)
    images: list[Bitmap] = field(default_factory=list)
    shadings: list[tuple[Point, Point, Colour, Colour]] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    links: list[tuple[Box, str]] = field(default_factory=list)

    def text(
        self,
        x: float,
        top: float,
        text: str,
        *,
        size: float = 10.5,
        font: Font = GOTHIC,
        colour: Colour = BLACK,
        angle: int = 0,
        fake_bold: bool = False,
    ) -> None:
        """One line of text whose em box begins at (x, top), written in direction ``angle``.

        Angles count clockwise (90: downwards). A vertical font writes a column of upright
        characters whose left edge is x.
        """
        if not text:
            return
        direction = _DIRECTIONS[angle]
        up = (direction[1], -direction[0])
        if font.vertical:
            # In vertical writing the origin is the top centre of the character.
            x, top = x + size / 2, top
        else:
            x, top = x - up[0] * size * ASCENT, top - up[1] * size * ASCENT
        (ax, ay), (bx, by) = self._vector(*direction), self._vector(*up)
        matrix = " ".join(number(v) for v in (ax, ay, bx, by, *self.point(x, top)))
        resource = self.fonts.setdefault(font, f"F{len(self.fonts) + 1}")
        mode = f"2 Tr {rgb(colour)} RG {number(size / 30)} w " if fake_bold else ""
        self.content.append(
            f"q BT {rgb(colour)} rg {mode}/{resource} {number(size)} Tf "
            f"{matrix} Tm <{font.encode(text).hex()}> Tj ET Q"
        )

    def draw(self, path: Sequence[Step], paint: Paint) -> None:
        """Paint one path (a single path object: filled, stroked or both)."""
        if paint.fill is None and paint.stroke is None:
            raise ValueError("a path needs a fill or a stroke")
        words = ["q"]
        if paint.alpha < 1:
            words.append(f"/{self.states.setdefault(paint.alpha, f'G{len(self.states) + 1}')} gs")
        if paint.fill is not None:
            words.append(f"{rgb(paint.fill)} rg")
        if paint.stroke is not None:
            words.append(f"{rgb(paint.stroke)} RG {number(paint.width)} w")
        if paint.dash:
            words.append(f"[{' '.join(map(number, paint.dash))}] 0 d")
        operator = {(True, False): "f", (False, True): "S", (True, True): "B"}
        words += [self._steps(path), operator[paint.fill is not None, paint.stroke is not None]]
        self.content.append(" ".join([*words, "Q"]))

    def pieces(self, pieces: Sequence[Piece]) -> None:
        """Paint the parts of a drawing one after the other."""
        for piece in pieces:
            if piece.fade is None or piece.paint.fill is None:
                self.draw(piece.path, piece.paint)
            else:
                self.gradient(piece.path, piece.paint.fill, piece.fade)

    def line(
        self,
        x0: float,
        y0: float,
        x1: float,
        y1: float,
        *,
        width: float = 0.5,
        colour: Colour = BLACK,
        dash: tuple[float, ...] = (),
    ) -> None:
        """A straight stroke."""
        self.draw(line(x0, y0, x1, y1), Paint(stroke=colour, width=width, dash=dash))

    def rect(self, box: Box, paint: Paint) -> None:
        """A rectangle."""
        self.draw(rectangle(box), paint)

    def polygon(self, points: Sequence[Point], paint: Paint) -> None:
        """A closed polygon."""
        self.draw(polygon(points), paint)

    def ellipse(self, box: Box, paint: Paint) -> None:
        """An ellipse."""
        self.draw(ellipse(box), paint)

    def rounded(self, box: Box, radius: float, paint: Paint) -> None:
        """A rectangle with round corners."""
        self.draw(rounded(box, radius), paint)

    def gradient(self, path: Sequence[Step], first: Colour, last: Colour) -> None:
        """Fill a path with colours that run from its left end to its right end."""
        xs = [x for step in path for x, _ in step.points]
        y = path[0].points[0][1]
        self.shadings.append((self.point(min(xs), y), self.point(max(xs), y), first, last))
        self.content.append(f"q {self._steps(path)} W n /S{len(self.shadings)} sh Q")

    def image(self, box: Box, bitmap: Bitmap) -> None:
        """A picture stretched over the box."""
        self.images.append(bitmap)
        x_axis = self._vector(box.x1 - box.x0, 0)
        y_axis = self._vector(0, box.top - box.bottom)
        corner = self.point(box.x0, box.bottom)
        matrix = " ".join(number(v) for v in (*x_axis, *y_axis, *corner))
        self.content.append(f"q {matrix} cm /I{len(self.images)} Do Q")

    def link(self, box: Box, uri: str) -> None:
        """A link over the box."""
        self.links.append((box, uri))

    @contextmanager
    def form(self, scale: float = 1.0) -> Iterator[None]:
        """What is drawn inside goes into a form that is placed scaled, so nothing moves."""
        outer, self.content = self.content, []
        yield
        inner, self.content = self.content, outer
        shrink, grow = number(1 / scale), number(scale)
        self.forms.append(f"{shrink} 0 0 {shrink} 0 0 cm\n" + "\n".join(inner))
        self.content.append(f"q {grow} 0 0 {grow} 0 0 cm /X{len(self.forms)} Do Q")

    def _steps(self, path: Sequence[Step]) -> str:
        words: list[str] = []
        for step in path:
            if step.op == "close":
                words.append("h")
                continue
            for point in step.points:
                words += [number(v) for v in self.point(*point)]
            words.append(_OPERATORS[step.op])
        return " ".join(words)

    def point(self, x: float, y: float) -> Point:
        """A shown position in the page's own space (before rotation, y up)."""
        if self.rotation == 90:
            return y, x
        if self.rotation == 180:
            return self.width - x, y
        if self.rotation == 270:
            return self.height - y, self.width - x
        return x, self.height - y

    def _vector(self, x: float, y: float) -> Point:
        origin, end = self.point(0, 0), self.point(x, y)
        return end[0] - origin[0], end[1] - origin[1]

    @property
    def media(self) -> Point:
        """The size before rotation."""
        turned = self.rotation in (90, 270)
        return (self.height, self.width) if turned else (self.width, self.height)


def rgb(colour: Colour) -> str:
    """A colour as three numbers from 0 to 1."""
    return " ".join(number(part / 255) for part in colour)
