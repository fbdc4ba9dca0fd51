"""Draws what was recognised over the picture of its page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from extract.ink import Floats
from shisaku.page_marks import Kind, Mark

Pixels: TypeAlias = NDArray[np.uint8]
Place: TypeAlias = tuple[int, int, int, int]
Colour: TypeAlias = tuple[int, int, int]

COLOURS: Mapping[Kind, Colour] = {
    "ruling": (214, 39, 40),
    "cell": (31, 119, 220),
    "furniture": (130, 130, 130),
    "caption": (148, 60, 190),
    "heading": (20, 140, 50),
    "label": (150, 75, 0),
    "bar": (240, 120, 0),
}
LEGEND: Mapping[Kind, str] = {
    "ruling": "ruling",
    "cell": "cell",
    "furniture": "furniture",
    "caption": "caption (kind of table)",
    "heading": "heading (level)",
    "bar": "bar (columns, fiscal years, ? unsure)",
    "label": "label of a bar",
}
# Kinds whose area is tinted; of the others only the outline is drawn.
TINTED: frozenset[Kind] = frozenset({"bar", "heading", "caption", "furniture"})
TINT = 45
# Pixels: room between text and outline, size of tags, height of the legend.
ROOM = {"heading": 3, "caption": 3, "furniture": 3, "label": 1, "cell": -2}
TAG_SIZE = 13
LEGEND_HEIGHT = 30
# Darker than this is ink; to hide a text or another tag is worse than to hide a drawing.
INK = 140
TEXT_COST = 20


def draw_marks(page: Pixels, marks: Sequence[Mark], texts: Floats, width: float) -> Image.Image:
    """The page (height, width, 3; ``width`` points wide) with its marks and a legend below.

    ``texts`` (n, 4) are the boxes of its characters in points: no tag should hide them.
    """
    scale = page.shape[1] / width
    image = Image.fromarray(page).convert("RGBA")
    layer = Image.new("RGBA", image.size, (0, 0, 0, 0))
    pen = ImageDraw.Draw(layer)
    places = [(_place(mark, scale), mark) for mark in marks]
    for place, mark in places:
        _outline(pen, place, mark.kind)
    cost = np.where(page.min(axis=2) < INK, 1, 0)
    for x0, top, x1, bottom in np.rint(texts * scale).astype(int).clip(0).tolist():
        cost[top:bottom, x0:x1] = TEXT_COST
    _write_tags(pen, [(place, mark) for place, mark in places if mark.tag], cost)
    image.alpha_composite(layer)
    return _with_legend(image, {mark.kind for mark in marks})


def _place(mark: Mark, scale: float) -> Place:
    room = ROOM.get(mark.kind, 0)
    x0, top, x1, bottom = (round(value * scale) for value in mark.box)
    if x1 - x0 <= -2 * room or bottom - top <= -2 * room:
        return x0, top, max(x0, x1), max(top, bottom)
    return x0 - room, top - room, x1 + room, bottom + room


def _outline(pen: ImageDraw.ImageDraw, place: Place, kind: Kind) -> None:
    colour = COLOURS[kind]
    fill = (*colour, TINT) if kind in TINTED else None
    pen.rectangle(place, fill=fill, outline=(*colour, 230))


def _write_tags(
    pen: ImageDraw.ImageDraw, tagged: Iterable[tuple[Place, Mark]], cost: NDArray[np.int_]
) -> None:
    """Each tag where it hides least of the print and of the other tags."""
    font = ImageFont.load_default(TAG_SIZE)
    for place, mark in tagged:
        left, top, right, bottom = (round(v) for v in font.getbbox(mark.tag))
        wide, high = right - left + 4, bottom - top + 4
        spots = [spot for spot in _spots(place, wide, high) if _fits(spot, cost)]
        if not spots:
            continue
        x0, y0, x1, y1 = min(spots, key=lambda s: cost[s[1] : s[3], s[0] : s[2]].sum())
        cost[y0:y1, x0:x1] = TEXT_COST
        pen.rectangle((x0, y0, x1 - 1, y1 - 1), fill=(255, 255, 255, 200))
        pen.text((x0 + 2 - left, y0 + 2 - top), mark.tag, (*COLOURS[mark.kind], 255), font)


def _spots(place: Place, wide: int, high: int) -> Iterator[Place]:
    """Places for a tag: beside the box, above and below it, along its inside; best first."""
    x0, top, x1, bottom = place
    middle = (top + bottom - high) // 2
    corners = [(x1 + 2, middle), (x0 - wide - 2, middle)]
    for y in (top - high - 1, bottom + 2):
        corners += [(x0, y), (x1 - wide, y), ((x0 + x1 - wide) // 2, y)]
    corners += [(x, middle) for x in range(x1 - wide - 2, x0, -max(wide, 1))]
    for x, y in corners:
        yield x, y, x + wide, y + high


def _fits(spot: Place, cost: NDArray[np.int_]) -> bool:
    high, wide = cost.shape
    return spot[0] >= 0 and spot[1] >= 0 and spot[2] <= wide and spot[3] <= high


def _with_legend(image: Image.Image, kinds: set[Kind]) -> Image.Image:
    """The page with a strip below it, which hides nothing, for the kinds that are there."""
    font = ImageFont.load_default(TAG_SIZE)
    rows: list[list[tuple[int, Kind]]] = [[]]
    x = 8
    for kind in (kind for kind in LEGEND if kind in kinds):
        step = 26 + round(font.getlength(LEGEND[kind])) + 14
        if x + step > image.width and rows[-1]:
            rows.append([])
            x = 8
        rows[-1].append((x, kind))
        x += step
    whole = Image.new("RGB", (image.width, image.height + LEGEND_HEIGHT * len(rows)), "white")
    whole.paste(image.convert("RGB"), (0, 0))
    pen = ImageDraw.Draw(whole, "RGBA")
    pen.line((0, image.height, image.width, image.height), fill=(0, 0, 0, 255))
    for n, row in enumerate(rows):
        y = image.height + LEGEND_HEIGHT * n
        for x, kind in row:
            top, bottom = (15, 15) if kind == "ruling" else (8, 22)
            _outline(pen, (x, y + top, x + 18, y + bottom), kind)
            pen.text((x + 24, y + 7), LEGEND[kind], (0, 0, 0, 255), font)
    return whole
