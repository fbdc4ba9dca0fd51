"""A measure as its page shows it: printed text, values beside it, repairs, issues."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from shisaku.exporting.stored import Row
from shisaku.messages import Messages
from shisaku.site.bars import Bar, bars, period_bar
from shisaku.site.document import Document, Place
from shisaku.site.excerpts import Excerpt, Mark, excerpts, mark
from shisaku.site.parts import Own, parts
from shisaku.site.shown import shown
from shisaku.site.values import Value, repaired_label

CARD = "measure_card"
"""The kind of a table that is one measure and nothing else."""


MARKUP = "markup-removed"
"""The rule of repairs that take away what is no text at all; they are told in one number."""
SAME = 0
"""Stands for a text that is there already: print at its place, a value that is its print."""


class Words(dict[str, int]):
    """Labels and notes by number, since a few dozen of them stand in every record."""

    def number(self, word: str) -> int:
        """The number of a word; a new one gets the next."""
        return self.setdefault(word, len(self))


def record(document: Document, measure: Row, words: Words, messages: Messages) -> dict[str, Any]:
    """The data of one measure's page, ready for JSON.

    ``source`` has pieces of pages, ``parts`` groups of values; a value is ``[label, printed, value,
    note, piece, start, length]`` where the last three are its place in the source, if it has one.
    ``markup`` is how many pieces of markup were removed, ``repairs`` has all other changes.
    Labels and notes are numbers of ``words``; ``SAME`` stands for a text that is there already.
    """
    own = document.by_measure[measure["measure_id"]]
    groups = parts(document, own, messages)
    places = [value.place for _, _, rows in groups for value in rows if value.place]
    places += _own_places(document, measure, own)
    pieces = excerpts(document, places)
    inside = _Inside(document, places, pieces)
    repairs = list(inside.rows("repairs"))
    told = [row for row in repairs if row["rule"] != MARKUP]
    return {
        "id": measure["measure_id"],
        "source": [_source(piece) for piece in pieces],
        "parts": [
            {"kind": kind, **name, "rows": [_row(value, pieces, words) for value in rows]}
            for kind, name, rows in groups
        ],
        "repairs": [[*_repair(row, messages), *inside.mark(row)] for row in told],
        "markup": len(repairs) - len(told),
        "issues": [[*_issue(row), *inside.mark(row)] for row in inside.rows("issues")],
    }


def measure_bars(document: Document, measure: Row) -> list[Bar]:
    """The bars of a measure's schedules; for what has none, of the period the measure prints."""
    own = document.by_measure[measure["measure_id"]]
    found = bars(own.get("schedule_spans", ()), own.get("schedule_marks", ()))
    scheduled = {bar.item_id for bar in found}
    items = [item["item_id"] for item in own.get("measure_items", ())] or [None]
    rest = [] if None in scheduled else [item for item in items if item not in scheduled]
    if len(rest) == len(items):
        rest = [None]
    return found + [bar for item in rest if (bar := period_bar(measure, item))]


def _row(value: Value, pieces: Sequence[Excerpt], words: Words) -> list[Any]:
    at = mark(pieces, value.place)
    raw = None if value.raw is None else shown(value.raw)
    text = None if value.text is None else shown(value.text)
    is_there = raw is not None and at is not None and at.of(pieces) == raw
    return [
        words.number(value.label),
        SAME if is_there else raw,
        SAME if text is not None and text == raw else text,
        words.number(shown(value.note)),
        *_at(at),
    ]


def _at(at: Mark | None) -> list[int]:
    return [] if at is None else [at.excerpt, at.start, at.end - at.start]


def _source(piece: Excerpt) -> list[Any]:
    return [piece.place.page, piece.line, piece.text, *map(int, piece.is_cut)]


def _own_places(document: Document, measure: Row, own: Own) -> list[Place]:
    """Places of all rows of the measure, and its card if it is printed as one."""
    spans = [row[name] for rows in own.values() for row in rows for name in row if _is_span(name)]
    spans += [
        table["span_id"]
        for table in document.tables["tables"]
        if table["table_id"] == measure["table_id"] and table["kind"] == CARD
    ]
    places = map(document.place, spans)
    return [place for place in places if place]


def _is_span(column: str) -> bool:
    return column == "span_id" or column.endswith("_span_id")


class _Inside:
    """Which rows are printed within the places of a measure."""

    def __init__(
        self, document: Document, places: Sequence[Place], pieces: Sequence[Excerpt]
    ) -> None:
        self._document, self._places, self._pieces = document, set(places), pieces

    def rows(self, table: str) -> Iterator[Row]:
        for piece in self._pieces:
            for row in self._document.begun_in(table, piece.place):
                place = self._document.place(row["span_id"])
                if place and any(own.holds(place) for own in self._places):
                    yield row

    def mark(self, row: Row) -> list[int]:
        return _at(mark(self._pieces, self._document.place(row["span_id"])))


def _repair(row: Row, messages: Messages) -> list[Any]:
    label = repaired_label(row["table"], row["column"], messages)
    reason = shown(row["reason"])
    return [label, shown(row["raw"]), shown(row["repaired"]), reason, row["confidence"]]


def _issue(row: Row) -> list[Any]:
    return [row["severity"], row["code"], shown(row["message"]), shown(row["value_raw"])]
