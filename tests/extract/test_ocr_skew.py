"""Pages that lie askew or on their side: the angle, and the way back to the paper."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image

from extract.ocr_skew import as_it_is, darkest, skew_of, straightened, turned

Grey = NDArray[np.uint8]
HEIGHT, WIDTH = 500, 700
BOX = (120, 300, 150, 312)
"""Where the one red dot of the page lies."""


def page() -> Grey:
    """A ruled table of black lines and lines of words, and a red spot."""
    grey = np.full((HEIGHT, WIDTH), 255, dtype=np.uint8)
    for y in range(60, 300, 40):
        grey[y : y + 3, 60:640] = 0
    for x in range(60, 641, 116):
        grey[60:263, x : x + 3] = 0
    for y in range(330, 450, 24):
        for x in range(60, 600, 17):
            grey[y : y + 11, x : x + 12] = 0
    pixels = np.stack([grey] * 3, axis=2)
    x0, top, x1, bottom = BOX
    pixels[top:bottom, x0:x1] = (255, 0, 0)
    return pixels


def askew(degrees: float) -> Grey:
    """The page with rows that fall to the right by so many degrees."""
    image = Image.fromarray(page()).rotate(-degrees, Image.Resampling.BICUBIC, fillcolor="white")
    return np.asarray(image)


def spot(pixels: Grey) -> tuple[float, float, float, float]:
    """The box of what is red."""
    red = pixels[..., 0].astype(int) - pixels[..., 1] > 120
    y, x = np.nonzero(red)
    return float(x.min()), float(y.min()), float(x.max()) + 1, float(y.max()) + 1


def middle(box: tuple[float, float, float, float]) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


@given(st.floats(-3, 3))
@settings(max_examples=12, deadline=None)
def test_the_angle_is_found_within_a_tenth_of_a_degree(degrees: float) -> None:
    assert skew_of(darkest(askew(degrees))) == pytest.approx(degrees, abs=0.1)


def test_pages_without_rows_have_no_angle() -> None:
    noise = np.random.default_rng(1).integers(0, 255, (400, 400), dtype=np.uint8)
    y, x = np.mgrid[-200:200, -200:200]
    disc = np.where(y * y + x * x < 150 * 150, 0, 255).astype(np.uint8)
    blank = np.full((400, 400), 255, np.uint8)
    for picture in (noise, disc, blank, blank[:0], blank[:1, :1]):
        assert skew_of(picture) == 0.0


@pytest.mark.parametrize("degrees", [-2.7, -0.4, 1.3, 3.0])
@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_boxes_lie_on_their_ink(degrees: float, quarters: int) -> None:
    paper = np.ascontiguousarray(np.rot90(askew(degrees), quarters))
    straight = straightened(turned(paper, quarters))
    assert skew_of(darkest(straight.pixels)) == pytest.approx(0, abs=0.1)
    read = spot(straight.pixels)
    (x0, top, x1, bottom), wanted = straight.on_page(np.array([read]))[0].tolist(), spot(paper)
    assert middle((x0, top, x1, bottom)) == pytest.approx(middle(wanted), abs=1.5)
    assert (x1 - x0 > bottom - top) == (quarters % 2 == 0)
    assert straight.around(read) == pytest.approx(wanted, abs=5)


def test_a_straight_page_is_read_as_it_is() -> None:
    pixels = page()
    assert straightened(as_it_is(pixels)).pixels is pixels


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_quarters_are_exact(quarters: int) -> None:
    paper = np.ascontiguousarray(np.rot90(page(), quarters))
    picture = turned(paper, quarters)
    assert np.array_equal(picture.pixels, page())
    assert picture.on_page(np.array([BOX]))[0].tolist() == list(spot(paper))
