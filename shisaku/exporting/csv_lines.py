"""CSV whose texts are all quoted: UTF-8 with BOM, CRLF, RFC 4180.

The quotes tell a text from a number, 010006 from 10006, to every program that can be asked to
heed them (LibreOffice: "Format quoted field as text"). Nulls are empty and not quoted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path


def write_lines(path: Path, header: Sequence[str], rows: Iterable[Iterable[str]]) -> int:
    """Write rows of finished fields below the header; how many they were."""
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        file.write(",".join(map(quoted, header)) + "\r\n")
        for row in rows:
            file.write(",".join(row) + "\r\n")
            count += 1
    return count


def quoted(text: str) -> str:
    """A text as a field; quotes in it are doubled."""
    return '"' + text.replace('"', '""') + '"'
