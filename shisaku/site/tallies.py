"""The comparisons of ``shisaku compare``, counted for the pages of a site."""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from shisaku.comparing.compare import WAYS, most_common
from shisaku.comparing.model import Category, Find, Row
from shisaku.messages import Language

Place = tuple[str, str, str]
"""Document, group and category of a number."""


@dataclass(frozen=True, slots=True)
class Way:
    """How a comparison is shown: titles, and which filters of the list lead to its rows.

    Without ``filters`` the rows themselves stand below the matrix. ``top`` is how many categories
    are shown at most.
    """

    by: str
    title: str
    note: str
    filters: tuple[str, ...] = ()
    top: int | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """A comparison, counted: how many different ids a document has in a group and category.

    ``rows`` are what was counted, where the page shows it.
    """

    way: Way
    categories: Sequence[Category]
    groups: Sequence[Category]
    present: frozenset[str]
    counts: Mapping[Place, int]
    rows: Sequence[Row]


@cache
def ways(language: Language) -> Sequence[Way]:
    """The rows of ``data/ways.toml``. Raises ``ValueError`` for a comparison that is not there."""
    text = files("shisaku.site").joinpath("data", "ways.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)["way"]
    if odd := {row["by"] for row in rows} - set(WAYS):
        raise ValueError(f"shisaku/site/data/ways.toml: {sorted(odd)}")
    return [
        Way(
            row["by"],
            row["title"][language],
            row["note"][language],
            tuple(row.get("filters", ())),
            row.get("top"),
        )
        for row in rows
    ]


def tallies(find: Find, language: Language) -> Iterator[Tally]:
    """All comparisons that hold something, in the order of ``ways``.

    Rows are given up as soon as they are counted, unless a page shows them: they are many.
    """
    for way in ways(language):
        found = WAYS[way.by](find)
        ids: dict[Place, set[str]] = defaultdict(set)
        for row in found.rows:
            group = row.get("group") if found.groups else None
            ids[row["document_id"], group or "", row["category"]].add(row["id"])
        if ids:
            counts = {place: len(of_place) for place, of_place in ids.items()}
            kept = () if way.filters else tuple(found.rows)
            numbers = Counter[str]()
            for (_, _, category), number in counts.items():
                numbers[category] += number
            categories = most_common(found.categories, numbers, way.top)
            yield Tally(way, categories, found.groups, found.present, counts, kept)
