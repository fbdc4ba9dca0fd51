"""What the lists search and filter: every measure with its items, in short."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from shisaku.comparing.items import article_code
from shisaku.comparing.model import UNKNOWN, Find
from shisaku.comparing.years import by_start
from shisaku.exporting.stored import Row
from shisaku.measure_facts import article_name, in_charge
from shisaku.messages import Messages
from shisaku.site.bars import Bar
from shisaku.site.document import Document
from shisaku.site.record import measure_bars
from shisaku.site.shown import shown
from shisaku.site.texts import texts
from shisaku.terms import phase_name

FACETS = ("city", "document", "theme", "department", "article", "phase")
"""What can be chosen from a list of names; years are chosen too, and need no names."""

MOST_TEXT = 60
"""Characters of an item in a list."""


@dataclass(slots=True)
class Names:
    """Values by number in order of appearance: the lists hold numbers, which take less room."""

    names: dict[str, str] = field(default_factory=dict)
    _numbers: dict[str, int] = field(default_factory=dict)

    def number(self, key: str, name: str) -> int:
        """The number of a value; a new one gets the next."""
        self.names.setdefault(key, name)
        return self._numbers.setdefault(key, len(self._numbers))


@dataclass(slots=True)
class Catalogue:
    """Grows document by document; ``content`` is what the pages load.

    ``pages`` has the data file of each document's page by its id.

    A measure is ``[document, number, end of its id, title, policy, shard, items, lanes]``, an item
    ``[label, text, departments, articles, themes, first year]``, a lane ``[item or -1, bars]``, a
    bar ``[phase or -1, label, first year, years, open ends, doubt]``. ``starts`` has first years
    by document and item (or measure, if its schedule is not of its items).
    """

    messages: Messages
    starts: Mapping[tuple[str, str], int]
    documents: list[list[Any]] = field(default_factory=list)
    measures: list[list[Any]] = field(default_factory=list)
    pages: dict[str, str] = field(default_factory=dict)
    facets: dict[str, Names] = field(default_factory=lambda: {name: Names() for name in FACETS})

    def add(self, document: Document, shards: Sequence[str]) -> None:
        """Add the measures of a document; ``shards`` names the data file of each."""
        row = document.row
        city = self.facets["city"].number(*city_of(row))
        title = shown(row["plan_title"] or row["source_name"])
        number = self.facets["document"].number(document.document_id, title)
        self.documents.append([document.document_id, city, title, int(document.is_paged)])
        for measure, shard in zip(document.tables["measures"], shards, strict=True):
            self.measures.append(self._measure(document, number, measure, shard))

    def content(self) -> dict[str, Any]:
        """Documents, measures and the names behind their numbers, ready for JSON."""
        return {
            "documents": self.documents,
            "measures": self.measures,
            "pages": self.pages,
            "names": {name: list(of.names.items()) for name, of in self.facets.items()},
        }

    def phases(self) -> Iterator[tuple[str, int, int]]:
        """Name, first and last year of every phase with known years."""
        names = list(self.facets["phase"].names.values())
        bars = (bar for measure in self.measures for _, of_lane in measure[-1] for bar in of_lane)
        for phase, _, first, years, *_ in bars:
            if phase >= 0 and first is not None:
                yield names[phase], first, first + len(years) - 1

    def _measure(self, document: Document, number: int, measure: Row, shard: str) -> list[Any]:
        own = document.by_measure[measure["measure_id"]]
        items = own.get("measure_items", ())
        places = {item["item_id"]: place for place, item in enumerate(items)}
        return [
            number,
            numbered(measure["policy_no"], shown(measure["number_raw"])),
            measure["measure_id"].removeprefix(f"{document.document_id}:"),
            shown(measure["title"] or measure["title_raw"]),
            shown(measure["policy_title"]),
            shard,
            [self._item(measure, own, item) for item in items] or [self._item(measure, own, None)],
            self._lanes(measure_bars(document, measure), places),
        ]

    def _item(self, measure: Row, own: Mapping[str, Sequence[Row]], item: Row | None) -> list[Any]:
        item_id = item["item_id"] if item else None
        whole = self.starts.get((measure["document_id"], measure["measure_id"]))

        def rows(table: str) -> list[Row]:
            """The rows of the item; where it has none, those of the whole measure."""
            of_table = own.get(table, ())
            mine = [row for row in of_table if item_id and row["item_id"] == item_id]
            return mine or [row for row in of_table if row["item_id"] is None]

        units = in_charge(own.get("departments", ()), item_id)
        return [
            shown(item["item_label"]) if item else "",
            _begun(shown(item["text"])) if item else "",
            self._numbers("department", [_twice(_unit(row)) for row in units]),
            self._numbers("article", [_article(row) for row in rows("legal_tags")]),
            self._numbers("theme", [(r["theme"], r["theme_name"]) for r in rows("item_themes")]),
            self.starts.get((measure["document_id"], item_id or measure["measure_id"]), whole),
        ]

    def _numbers(self, facet: str, pairs: Sequence[tuple[str, str] | None]) -> list[int]:
        names = self.facets[facet]
        return list(dict.fromkeys(names.number(*pair) for pair in pairs if pair))

    def _lanes(self, bars: Sequence[Bar], places: Mapping[str, int]) -> list[list[Any]]:
        lanes: dict[int, list[list[Any]]] = {}
        for bar in bars:
            lane = places.get(bar.item_id, -1) if bar.item_id else -1
            lanes.setdefault(lane, []).append(self._bar(bar))
        return [[lane, of_lane] for lane, of_lane in sorted(lanes.items())]

    def _bar(self, bar: Bar) -> list[Any]:
        phase = -1
        if bar.row:  # a period that a measure prints is of no phase at all
            unknown = texts(self.messages.language)["phase-unknown"]
            name = phase_name(self.messages, bar.phase) if bar.phase else unknown
            phase = self.facets["phase"].number(bar.phase or UNKNOWN, name)
        ends = bar.starts_before + 2 * bar.ends_after
        return [phase, shown(bar.label), bar.first, bar.years, ends, bar.doubt or ""]


def city_of(document: Row) -> tuple[str, str]:
    """Key and name of a document's municipality; a document of none is a city of its own."""
    code, name = document["municipality_code"], document["municipality_name"]
    document_id = str(document["document_id"])
    return (code, shown(name or code)) if code else (document_id, f"（{document_id}）")


def numbered(policy_no: int | None, number: str) -> str:
    """The number of a measure behind that of its policy, as in 1-①.

    Measures are often counted anew in each policy. A number of several parts is told apart as it
    is; without either of the numbers the printed one stays.
    """
    parts = re.findall(r"\w+", unicodedata.normalize("NFKC", number))
    return f"{policy_no}-{number}" if policy_no is not None and len(parts) == 1 else number


def _begun(text: str) -> str:
    """The beginning of a text: a list has no room for more, and pages of measures have it all."""
    return text if len(text) <= MOST_TEXT else text[: MOST_TEXT - 1] + "…"


def _unit(row: Row) -> str:
    return shown(row["department"] or row["department_raw"])


def _twice(name: str) -> tuple[str, str]:
    return name, name


def _article(tag: Row) -> tuple[str, str] | None:
    """Code and name of an article, as ``shisaku compare`` has them."""
    name = article_name(tag)
    if name is None:
        return None
    return article_code(tag["law_id"], tag["article"], tag["paragraph"] or 0), name


def first_years(find: Find) -> dict[tuple[str, str], int]:
    """First years by document and item or measure, as ``shisaku compare`` counts them."""
    rows = by_start(find).rows
    known = [row for row in rows if row["category"] != UNKNOWN]
    return {(row["document_id"], row["id"]): int(row["category"]) for row in known}
