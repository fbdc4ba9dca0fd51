"""One converted document: its rows by table and by measure, and where they are printed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from pathlib import Path
from typing import Any

from normalize.schema import load_schema
from shisaku.exporting.stored import DOCUMENTS, Row, by_document, stored

OF_MEASURES = (
    "measures",
    "measure_items",
    "departments",
    "legal_tags",
    "schedule_marks",
    "schedule_spans",
    "indicators",
    "item_themes",
)
_BESIDE = ("spans", "pages", "tables", "repairs", "issues")


@dataclass(frozen=True, slots=True)
class Place:
    """A printed run: its page, from 1, and half-open offsets in code points of the page's text."""

    page: int
    start: int
    end: int

    def holds(self, other: Place) -> bool:
        """Whether another run lies within this one."""
        return self.page == other.page and self.start <= other.start and other.end <= self.end


@dataclass(frozen=True)
class Document:
    """The rows of one document; a table that the schema does not declare has none."""

    tables: Mapping[str, Sequence[Row]]

    @cached_property
    def row(self) -> Row:
        """The document's own row."""
        return self.tables[DOCUMENTS][0]

    @property
    def document_id(self) -> str:
        return str(self.row["document_id"])

    @cached_property
    def texts(self) -> Mapping[int, str]:
        """The text of each page by its number."""
        return {row["page_no"]: row["text"] for row in self.tables["pages"]}

    @cached_property
    def is_paged(self) -> bool:
        """Whether pages are those of print: a PDF's. Those of a text are told by lines."""
        return any(page["width_pt"] for page in self.tables["pages"])

    @cached_property
    def _places(self) -> Mapping[str, Place]:
        return {
            row["span_id"]: Place(row["page_no"], row["char_start"], row["char_end"])
            for row in self.tables["spans"]
        }

    def place(self, span_id: str | None) -> Place | None:
        """Where a span is printed; None for no span."""
        return self._places.get(span_id) if span_id else None

    def printed(self, place: Place) -> str:
        """The characters of a place."""
        return self.texts[place.page][place.start : place.end]

    def line(self, place: Place) -> int:
        """The line of its page, from 1, on which a place begins."""
        return self.texts[place.page].count("\n", 0, place.start) + 1

    @cached_property
    def _printed(self) -> Mapping[str, Sequence[tuple[tuple[int, int], Row]]]:
        """Rows of repairs and issues with page and offset of their places, in that order."""
        found = {}
        for name in ("repairs", "issues"):
            placed = [(place, r) for r in self.tables[name] if (place := self.place(r["span_id"]))]
            starts = [((place.page, place.start), row) for place, row in placed]
            found[name] = sorted(starts, key=itemgetter(0))
        return found

    def begun_in(self, table: str, place: Place) -> Iterator[Row]:
        """The repairs or issues whose print begins within a place, in order of print."""
        rows = self._printed[table]
        first = bisect_left(rows, (place.page, place.start), key=itemgetter(0))
        last = bisect_left(rows, (place.page, place.end), key=itemgetter(0))
        return (row for _, row in rows[first:last])

    @cached_property
    def by_measure(self) -> Mapping[str, Mapping[str, Sequence[Row]]]:
        """Rows by measure, then by table. What belongs to no measure is left out."""
        found: dict[str, dict[str, list[Row]]] = {}
        for name in OF_MEASURES:
            for row in self.tables.get(name, ()):
                if row["measure_id"] is not None:
                    found.setdefault(row["measure_id"], {}).setdefault(name, []).append(row)
        return found


def read_documents(data: Path) -> Iterator[Document]:
    """The documents of a converted folder in the order of their files, one in memory at a time.

    Raises ``ValueError`` for a folder of another version or with rows out of order.
    """
    declared = {table.name: table for table in load_schema().tables}
    names = (DOCUMENTS, *OF_MEASURES, *_BESIDE)
    tables = [declared[name] for name in names if name in declared]
    source = stored(data)
    rows: dict[str, Any] = {table.name: source.rows(table) for table in tables}
    for _, of_document in by_document(tables, rows):
        yield Document(of_document)
