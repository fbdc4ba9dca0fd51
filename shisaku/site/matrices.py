"""The comparisons of ``shisaku compare`` as tables of a page, each number a link to its rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from shisaku.comparing.model import UNKNOWN
from shisaku.exporting.stored import Row
from shisaku.site.shown import shown
from shisaku.site.tallies import Tally, Way

Places = Mapping[tuple[str, str | None], str]
"""Where a span is printed, by document and span, in words."""
LAW = "法"
"""The last character of a law's name."""
SHADES = 4
"""Steps of shade behind numbers, the most in a matrix the darkest."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A number, and how dark it stands: 0 for none, up to ``SHADES``."""

    number: int
    shade: int


@dataclass(frozen=True, slots=True)
class Line:
    """A document with its numbers. ``key`` is the filter of a list, or the id of the document."""

    name: str
    key: str
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Matrix:
    """One table of numbers. ``columns`` are names with keys as lines have; a key may be empty.

    ``key`` is the filter that goes for all numbers; ``absent`` are documents without such a part.
    """

    title: str
    key: str
    columns: Sequence[tuple[str, str]]
    lines: Sequence[Line]
    absent: Sequence[str]


@dataclass(frozen=True, slots=True)
class Compared:
    """One comparison as a page shows it, in one table or one for each group.

    ``rows`` are what stands behind each number, ``[text, place]`` by ``document/category``; it is
    empty where numbers lead to a list instead. ``law`` is what all columns are articles of.
    """

    by: str
    title: str
    note: str
    law: str
    matrices: Sequence[Matrix]
    rows: Mapping[str, Sequence[tuple[str, str]]]


def compared(tally: Tally, documents: Sequence[Row], places: Places) -> Compared:
    """A comparison of documents; ``places`` tells where the rows behind its numbers are printed."""
    law, names = shortened([shown(category.name) for category in tally.categories])
    titles = dict(zip((category.code for category in tally.categories), names, strict=True))
    way, rows = tally.way, _behind(tally, places)
    made = list(_matrices(tally, documents, titles))
    return Compared(way.by, way.title, way.note, law, made, rows)


def _matrices(
    tally: Tally, documents: Sequence[Row], titles: Mapping[str, str]
) -> Iterator[Matrix]:
    way, counts = tally.way, tally.counts
    most = max((n for (_, _, code), n in counts.items() if code in titles), default=0)
    used = {place[1:] for place in counts}
    having = [row for row in documents if row["document_id"] in tally.present]
    absent = [_name(row) for row in documents if row["document_id"] not in tally.present]
    for group, name in [(g.code, g.name) for g in tally.groups] or [("", "")]:
        codes = [code for code in titles if (group, code) in used]
        if not codes:
            continue
        lines = [
            Line(
                _name(row),
                _key("document", row["document_id"], way),
                [_cell(counts.get((row["document_id"], group, c), 0), most) for c in codes],
            )
            for row in having
        ]
        columns = [(titles[code], _column_key(code, way)) for code in codes]
        key = urlencode({way.filters[1]: group}) if group else ""
        yield Matrix(name, key, columns, lines, absent)


def _cell(number: int, most: int) -> Cell:
    # Rounded up, so that the least of them is not taken for none.
    return Cell(number, -(-SHADES * number // most))


def _key(name: str, value: str, way: Way) -> str:
    return urlencode({name: value}) if way.filters else value


def _column_key(code: str, way: Way) -> str:
    # No filter chooses what is unknown.
    return "" if way.filters and code == UNKNOWN else _key((*way.filters, "")[0], code, way)


def shortened(names: Sequence[str]) -> tuple[str, list[str]]:
    """The law that all names begin with, if there is one, and what is left of them."""
    law = names[0][: names[0].rfind(LAW) + 1] if len(names) > 1 else ""
    if not all(name.startswith(law) for name in names):
        law = ""
    return law, [name.removeprefix(law) for name in names]


def _behind(tally: Tally, places: Places) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for row in tally.rows:
        parts = (row.get(name) for name in ("title", "text", "value", "evidence"))
        text = "　".join(dict.fromkeys(shown(part) for part in parts if part))
        place = places.get((row["document_id"], row.get("span_id")), "")
        found.setdefault(f"{row['document_id']}/{row['category']}", []).append((text, place))
    return found


def _name(document: Row) -> str:
    parts = (document[name] for name in ("municipality_name", "plan_title"))
    return shown("　".join(part for part in parts if part) or document["document_id"])
