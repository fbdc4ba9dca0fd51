"""Row borders of a scanned table that bars lie over, and bars that only look like some."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from extract.bar_model import Bar
from extract.ocr_frames import framed
from extract.ocr_rulings import scan_rulings

SCALE = 4.0
XS, YS = (20.0, 90.0, 160.0, 230.0, 300.0), (20.0, 46.0, 72.0, 98.0)


def _levels(x0: float, x1: float, colour: int, border: tuple[float, float]) -> list[float]:
    """Heights of the level rulings of a table with a bar over its second row border."""
    image = Image.new("L", (1300, 500), 255)
    draw = ImageDraw.Draw(image)

    def rect(x0: float, top: float, x1: float, bottom: float, colour: int = 0) -> None:
        draw.rectangle([v * SCALE for v in (x0, top, x1, bottom)], fill=colour)

    for y in YS:
        first, last = border if y == 72.0 else (XS[0], XS[-1])
        rect(first - 0.4, y - 0.4, last + 0.4, y + 0.4)
    for x in XS:
        rect(x - 0.4, YS[0] - 0.4, x + 0.4, YS[-1] + 0.4)
    rect(x0, 65, x1, 79, colour)
    found = scan_rulings(np.asarray(image), SCALE).horizontal
    return [round(at) for at, first, last, _ in found.tolist() if last - first > 270]


@pytest.mark.parametrize("colour", [30, 120, 200])
@pytest.mark.parametrize("reach", [(92, 298), (162, 298), (95, 150), (100, 290), (92, 308)])
def test_a_border_goes_on_under_a_bar(reach: tuple[float, float], colour: int) -> None:
    assert _levels(*reach, colour, (XS[0], XS[-1])) == [20, 46, 72, 98]


@pytest.mark.parametrize("last", [288.0, 298.0])
def test_a_line_that_stops_short_of_the_border_rules_nothing(last: float) -> None:
    assert _levels(95, 95.1, 255, (XS[0], last - 0.4)) == [20, 46, 98]


def _line(top: float, x0: float = 95, x1: float = 225) -> Bar:
    return Bar(x0, top, x1, top + 1, "line", "none")


def test_two_edges_are_one_bar_and_lines_that_differ_are_two() -> None:
    (bar,) = framed([_line(65), _line(53)])
    assert (bar.shape, bar.top, bar.bottom) == ("bar", 53, 66)
    assert len(framed([_line(53), _line(65, x1=160)])) == 2
    assert len(framed([_line(53), _line(95)])) == 2
