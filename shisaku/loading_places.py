"""Where a row is printed: page, line and text, and the lines around it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from extract.frozen import frozen
from shisaku.places import places_of

if TYPE_CHECKING:
    from pandas import DataFrame

PLACE_TYPES = {"page_no": "Int64", "line_no": "Int64", "printed": "string"}
"""Columns that ``located`` adds: page from 1, line of a text file from 1, the printed text."""
_KEY = ["document_id", "span_id"]


@frozen
class Source:
    """A printed run amid its lines; ``str`` shows it between 【 and 】.

    ``line_no`` is the line of the file as an editor counts it, None in a PDF.
    """

    document_id: str
    page_no: int
    line_no: int | None
    before: str
    printed: str
    after: str

    def __str__(self) -> str:
        return f"{self.before}【{self.printed}】{self.after}"


def located(frame: DataFrame, spans: DataFrame, pages: DataFrame) -> DataFrame:
    """The rows with the columns of ``PLACE_TYPES``, unknown where a row has no span."""
    import pandas as pd

    used = spans.merge(frame[_KEY].dropna().drop_duplicates(), on=_KEY)
    own_pages = pages[pages["document_id"].isin(used["document_id"])]
    spans_of, pages_of = _by_document(used), _by_document(own_pages)
    found = []
    for document_id, rows in spans_of.items():
        places = places_of(rows, pages_of[document_id])
        for row in rows:
            span_id = row["span_id"]
            line = None if places.is_paged else places.line(span_id)
            found.append((document_id, span_id, places.page(span_id), line))
    columns = ["document_id", "span_id", "page_no", "line_no"]
    where = pd.DataFrame(found, columns=columns).astype(dict.fromkeys(_KEY, "string"))
    where = where.merge(used[[*_KEY, "raw_text"]], on=_KEY).rename(columns={"raw_text": "printed"})
    return frame.merge(where, on=_KEY, how="left").astype(PLACE_TYPES)


def source_of(
    document_id: str, span_id: str, spans: DataFrame, pages: DataFrame, lines: int
) -> Source | None:
    """A span with so many lines of its page before and after it; None if it is not there."""
    of_document = spans[spans["document_id"] == document_id]
    own = of_document[of_document["span_id"] == span_id]
    if own.empty:
        return None
    span = records(own)[0]
    page_rows = pages[pages["document_id"] == document_id]
    text = str(page_rows[page_rows["page_no"] == span["page_no"]]["text"].iloc[0])
    start, end = span["char_start"], span["char_end"]
    places = places_of(records(own), records(page_rows))
    return Source(
        document_id=document_id,
        page_no=span["page_no"],
        line_no=None if places.is_paged else places.line(span_id),
        before="\n".join(text[:start].split("\n")[-lines - 1 :]),
        printed=text[start:end],
        after="\n".join(text[end:].split("\n")[: lines + 1]),
    )


def records(frame: DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame with None for what is unknown."""
    import pyarrow as pa

    # By Arrow, several times as fast as by pandas, which asks each value whether it is NA.
    columns = [pa.array(frame[name], from_pandas=True).to_pylist() for name in frame.columns]
    names = list(frame.columns)
    return [dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True)]


def key_of(row: dict[str, Any], name: str) -> tuple[str, Any]:
    """A row's document with its value of a column: ids are looked up within their document."""
    return row["document_id"], row[name]


def grouped(
    rows: Iterable[dict[str, Any]], name: str
) -> dict[tuple[str, Any], list[dict[str, Any]]]:
    """Rows by ``key_of``; those without a value are in no group."""
    found: dict[tuple[str, Any], list[dict[str, Any]]] = {}
    for row in rows:
        if row[name] is not None:
            found.setdefault(key_of(row, name), []).append(row)
    return found


def value_of(row: Any, name: str) -> str | None:
    """A text of a row, be it a ``Series``, a mapping or a tuple of ``itertuples``; else None."""
    if isinstance(row, Mapping) or hasattr(row, "keys"):
        found = row[name] if name in row.keys() else None  # noqa: SIM118 - a Series looks at values
    else:
        found = getattr(row, name, None)
    return found if isinstance(found, str) else None


def _by_document(frame: DataFrame) -> Mapping[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in records(frame):
        found.setdefault(row["document_id"], []).append(row)
    return found
