"""Where words are printed: for what no column holds, such as a department's earlier name."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from shisaku.loading_places import located, records

if TYPE_CHECKING:
    from pandas import DataFrame

Row = dict[str, Any]
_Find = Callable[[str], "DataFrame"]
"""Gives a table by its name, as ``shisaku.load(DIR).table`` does."""

MENTION_TYPES = {
    "document_id": "string",
    "municipality": "string",
    "word": "string",
    "page_no": "Int64",
    "line_no": "Int64",
    "chapter": "string",
    "context": "string",
}
_AROUND = 15
"""Characters of the same line that stand before and after a word in ``context``."""


def mentions(find: _Find, words: Sequence[str]) -> DataFrame:
    """Every place where one of the words is printed just so, in the order of the text.

    Columns are those of ``MENTION_TYPES``: ``chapter`` is the heading of the highest level above
    the place (unknown before the first one), ``context`` the word with what stands around it. Of
    words that begin at one place, as 財政課 and 財政課長, the longest counts.
    """
    import pandas as pd

    spans = find("spans")
    chapters = _chapters(records(find("sections").merge(spans, on=["document_id", "span_id"])))
    rows = [
        row | {"chapter": _chapter(row, chapters.get(row["document_id"], ()))}
        for page in records(find("pages"))
        for row in _found(page, words)
    ]
    keys = ["document_id", "span_id", "page_no", "char_start", "char_end", "raw_text"]
    frame = pd.DataFrame(rows, columns=[*keys, "word", "chapter", "context"])
    frame = frame.astype({"document_id": "string", "span_id": "string"})
    placed = located(frame.drop(columns="page_no"), frame[keys], find("pages"))
    names = find("documents").rename(columns={"municipality_name": "municipality"})
    placed = placed.merge(names[["document_id", "municipality"]], on="document_id", how="left")
    return placed[list(MENTION_TYPES)].astype(MENTION_TYPES)


def _found(page: Row, words: Sequence[str]) -> Iterator[Row]:
    text = page["text"]
    longest_first = sorted({word for word in words if word}, key=lambda word: (-len(word), word))
    if not longest_first:
        return
    for match in re.finditer("|".join(map(re.escape, longest_first)), text):
        start, end = match.span()
        before = text[max(start - _AROUND, 0) : start].rpartition("\n")[2]
        after = text[end : end + _AROUND].partition("\n")[0]
        yield {
            "document_id": page["document_id"],
            "span_id": f"{page['page_no']}:{start}",
            "page_no": page["page_no"],
            "char_start": start,
            "char_end": end,
            "raw_text": match.group(),
            "word": match.group(),
            "context": f"{before}{match.group()}{after}",
        }


def _chapters(sections: Sequence[Row]) -> dict[str, list[tuple[tuple[int, int], str]]]:
    """Places and headings of the highest level of each document, in order."""
    found: dict[str, list[tuple[tuple[int, int], str]]] = {}
    for row in sections:
        if row["level"] == 1:
            heading = f"{row['number_raw'] or ''} {row['title'] or ''}".strip()
            place = (row["page_no"], row["char_start"])
            found.setdefault(row["document_id"], []).append((place, heading))
    return {document_id: sorted(chapters) for document_id, chapters in found.items()}


def _chapter(row: Row, chapters: Sequence[tuple[tuple[int, int], str]]) -> str | None:
    places = [place for place, _ in chapters]
    at = bisect_right(places, (row["page_no"], row["char_start"]))
    return chapters[at - 1][1] if at else None
