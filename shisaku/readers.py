"""Which reader makes a document of which kind of file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from extract.model import Document, UnreadableFile
from shisaku.messages import stored

Reader = Callable[[Path], Document]


def _read_text(path: Path) -> Document:
    from extract.text_file import read_text

    return read_text(path)


def _refuse_pdf(path: Path) -> Document:
    raise UnreadableFile("unsupported-format", stored("unsupported-format"))


READERS: Mapping[str, Reader] = {".txt": _read_text, ".pdf": _refuse_pdf}
"""Reader by suffix in lower case; a reader raises UnreadableFile for what it cannot read."""


def reader_of(path: Path) -> Reader | None:
    """The reader for a file by its suffix in any case, None if there is none."""
    return READERS.get(path.suffix.lower())
