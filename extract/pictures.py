"""The pictures of a page that are large enough to hold a table."""

from __future__ import annotations

from extract.bar_merge import join_strips
from extract.ink import PageInk

Box = tuple[float, float, float, float]

# Share of the page width, and points of height: smaller ones are arrows, icons and logos.
WIDE = 0.2
HIGH = 40.0
# Pages made of more pieces than this are scans in tiles.
MOST = 2000


def pictures(ink: PageInk) -> tuple[Box, ...]:
    """Boxes (x0, top, x1, bottom) of large pictures, those in strips made one; top to bottom."""
    if not 0 < len(ink.images) <= MOST:
        return ()
    whole = [(box[0], box[1], box[2], box[3]) for box, _ in join_strips(ink.images)]
    large = [
        (x0, top, x1, bottom)
        for x0, top, x1, bottom in whole
        if x1 - x0 > WIDE * ink.width and bottom - top > HIGH
    ]
    return tuple(sorted(large, key=lambda box: (box[1], box[0])))
