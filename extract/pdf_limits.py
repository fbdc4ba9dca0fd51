"""What is asked of a PDF before and after it is read: its size, its weight, whether it changed."""

from __future__ import annotations

from pathlib import Path

from extract.limits import Limits
from extract.model import UnreadableFile
from extract.pdf_weight import page_weights
from extract.regular_file import checked_digest, digest_of, not_readable, read_bytes


def check_size(path: Path, limits: Limits) -> str:
    """SHA-256 of the file in hex; raises UnreadableFile ``not-readable``, ``too-large``."""
    return checked_digest(path, limits)


def heavy_pages(path: Path, limits: Limits) -> dict[int, str]:
    """The pages that ask for too much, with the figures.

    Raises UnreadableFile ``not-readable``, and ``pdf-too-complex`` where it cannot be told which
    page that is.
    """
    try:
        data = read_bytes(path, limits.max_bytes)
    except OSError as error:
        raise not_readable(error) from error
    figures = f"> {limits.max_content:,} bytes of drawing instructions"
    heavy = page_weights(data, limits.max_content)
    if 0 in heavy:
        message = f"The PDF is too complex ({figures})."
        raise UnreadableFile("pdf-too-complex", message, figures)
    return dict.fromkeys(heavy, figures)


def same_file(path: Path, before: str) -> str:
    """The digest again; raises UnreadableFile ``changed-while-read`` if it is another one."""
    try:
        if digest_of(path) == before:
            return before
    except OSError as error:
        raise not_readable(error) from error
    raise UnreadableFile("changed-while-read", "The file changed while it was read. Try again.")
