"""Which reader makes a document of which kind of file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from extract.model import Document, UnreadableFile

Reader = Callable[[Path], Document]


def _read_text(path: Path) -> Document:
    from extract.text_file import read_text

    return read_text(path)


def _refuse_pdf(path: Path) -> Document:
    raise UnreadableFile("unsupported-format", "PDF is not read yet.")


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: its media type and what reads it (UnreadableFile if it cannot)."""

    media_type: str
    read: Reader


FORMATS: Mapping[str, Format] = {
    ".txt": Format("text/plain", _read_text),
    ".pdf": Format("application/pdf", _refuse_pdf),
}
"""Format by suffix in lower case."""


def format_of(path: Path) -> Format | None:
    """The format of a file by its suffix in any case, None if nothing reads it."""
    return FORMATS.get(path.suffix.lower())
