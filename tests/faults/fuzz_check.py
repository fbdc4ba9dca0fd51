"""What must hold whatever a file contains: a declared refusal, or rows that keep the contract."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from extract.model import UnreadableFile
from normalize.build import build
from normalize.manifest import Manifest
from normalize.validate import validate
from shisaku.readers import AS_USUAL, FORMATS

Suffix = Literal[".txt", ".pdf"]
# A damaged page count must not make a run of ten thousand inputs slow.
_READING = replace(AS_USUAL, limits=replace(AS_USUAL.limits, max_pages=40))


class BrokenContract(Exception):
    """Rows came out that no reader of the tables may get."""


def check_file(path: Path) -> str:
    """``read`` or the code of a declared refusal; any other exception is a finding."""
    try:
        document = FORMATS[path.suffix].read(path, _READING)
    except UnreadableFile as error:
        return error.code
    _check_rows(build(document, Manifest("plan")))
    return "read"


def _check_rows(rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
    violations = validate(rows)
    if violations:
        raise BrokenContract(str(violations[0]))
    pages = {page["page_no"]: page["text"] for page in rows["pages"]}
    for span in rows.get("spans", ()):
        printed = pages[span["page_no"]][span["char_start"] : span["char_end"]]
        if printed != span["raw_text"]:
            raise BrokenContract(f"span {span['span_id']}")
    (document,) = rows["documents"]
    counted = [n for name, n in document.items() if name.startswith("chars_")]
    length = sum(map(len, pages.values()))
    if len(counted) != 8 or min(counted) < 0:
        raise BrokenContract(f"counts {counted}")
    if not sum(counted) == document["char_count"] == length:
        raise BrokenContract(f"{sum(counted)} {document['char_count']} {length}")
