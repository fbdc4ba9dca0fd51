"""Pages of a PDF as a scanner delivers them: pictures, turned, with noise, compressed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from extract.pdfium import render_page
from tests.builders.pdf_paths import Box
from tests.builders.pdf_writer import Bitmap, PdfWriter

Pixels = NDArray[np.uint8]
WHITE = (255, 255, 255)


@dataclass(frozen=True, slots=True)
class Scanner:
    """``skew``: degrees counter-clockwise by which the paper lies, ``noise``: grey levels
    (standard deviation), ``quality``: of JPEG, 0 for none, ``quarters``: turns clockwise."""

    dpi: int = 200
    skew: float = 0.0
    noise: float = 0.0
    quality: int = 0
    quarters: int = 0


def picture(path: Path, page_no: int, scanner: Scanner) -> Pixels:
    """The picture of a page, (height, width, 3)."""
    image = Image.fromarray(render_page(path, page_no, dpi=scanner.dpi))
    if scanner.skew:
        image = image.rotate(scanner.skew, Image.Resampling.BICUBIC, fillcolor=WHITE)
    pixels = np.rot90(np.asarray(image), -scanner.quarters)
    if scanner.noise:
        grain = np.random.default_rng(page_no).normal(0, scanner.noise, pixels.shape[:2])
        pixels = np.clip(pixels + grain[..., None], 0, 255).astype(np.uint8)
    if scanner.quality:
        packed = BytesIO()
        Image.fromarray(pixels).save(packed, "JPEG", quality=scanner.quality)
        pixels = np.asarray(Image.open(packed))
    return np.ascontiguousarray(pixels)


def scanned(path: Path, pages: Sequence[int], scanner: Scanner = Scanner()) -> bytes:
    """A PDF of the pictures of these pages of another."""
    pdf = PdfWriter()
    for page_no in pages:
        pixels = picture(path, page_no, scanner)
        height, width, _ = pixels.shape
        size = width * 72 / scanner.dpi, height * 72 / scanner.dpi
        pdf.page(size).image(Box(0, 0, *size), Bitmap(width, height, pixels.tobytes()))
    return pdf.to_bytes()
