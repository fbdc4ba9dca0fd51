"""CSV that spreadsheets open as it is: UTF-8 with BOM, CRLF, quoted as RFC 4180 says."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

# A cell that begins so would be run as a formula; the full-width forms are read as the others.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")

Cell = str | int | None


def write_csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Write the rows; None is an empty cell. OSError if the file cannot be written."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(header)
        writer.writerows([[_cell(value) for value in row] for row in rows])


def harmless(text: str) -> str:
    """The text, after a ``'`` if a spreadsheet might run it or it begins with a control sign."""
    first = text[:1]
    risky = first in _FORMULA or first < " " or "\x7f" <= first < "\xa0"
    return f"'{text}" if first and risky else text


def _cell(value: Cell) -> str | int:
    return harmless(value) if isinstance(value, str) else "" if value is None else value
