"""The ways to compare, and the comparison itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from shisaku.comparing.bodies import by_organization
from shisaku.comparing.counting import counted, wide
from shisaku.comparing.courses import by_training
from shisaku.comparing.items import by_article, by_department, by_theme
from shisaku.comparing.model import (
    DOCUMENT_TYPES,
    ROW_TYPES,
    Category,
    Comparison,
    Find,
    Found,
    Row,
)
from shisaku.comparing.rules import by_review
from shisaku.comparing.years import by_phase, by_start, by_year
from shisaku.loading_places import PLACE_TYPES, located

if TYPE_CHECKING:
    from pandas import DataFrame

WAYS: Mapping[str, Callable[[Find], Found]] = {
    "theme": by_theme,
    "article": by_article,
    "year": by_year,
    "start": by_start,
    "phase": by_phase,
    "department": by_department,
    "organization": by_organization,
    "training": by_training,
    "review": by_review,
}


class UnknownChoice(ValueError):
    """A way, category or city that is not there; ``choices`` are those that are."""

    def __init__(self, asked: str, choices: Collection[str]) -> None:
        super().__init__(f"{asked!r} is none of: {', '.join(choices)}")
        self.asked = asked
        self.choices = tuple(choices)


def compare(
    find: Find,
    by: str,
    only: Sequence[str] = (),
    cities: Sequence[str] = (),
    top: int | None = None,
) -> Comparison:
    """All documents compared in one of ``WAYS``.

    ``only`` keeps categories by code or name, ``cities`` documents by name or code of the
    municipality or by document id, ``top`` the so many categories with the most rows.
    ``UnknownChoice`` where one of them is not there.
    """
    if by not in WAYS:
        raise UnknownChoice(by, WAYS)
    documents = _documents(find, cities)
    found = WAYS[by](find)
    kept = frozenset(documents["document_id"])
    rows = [row for row in found.rows if row["document_id"] in kept]
    ids = {(row["document_id"], row["id"], row["category"]) for row in rows}
    numbers = Counter(category for _, _, category in ids)
    chosen = _chosen(found.categories, only)
    if found.is_open and not only:
        chosen = tuple(category for category in chosen if category.code in numbers)
    categories = most_common(chosen, numbers, top)
    codes = {category.code for category in categories}
    documents["in_document"] = documents["document_id"].isin(found.present).astype("boolean")
    frame = _framed([row for row in rows if row["category"] in codes], found, documents, find)
    counts = counted(documents, frame, categories, found.groups)
    matrix = wide(documents, counts, categories, found.groups)
    used = {row["category"] for row in rows}
    more = 0 if only else len(used & ({c.code for c in found.categories} - codes))
    return Comparison(by, documents, categories, found.groups, frame, counts, matrix, more)


def _documents(find: Find, cities: Sequence[str]) -> DataFrame:
    every = find("documents").rename(columns={"municipality_name": "municipality"})
    every["in_document"] = True
    every = every[list(DOCUMENT_TYPES)]
    names = ["municipality", "municipality_code", "document_id"]
    for city in cities:
        if not every[names].isin([city]).any(axis=None):
            known = every["municipality"].fillna(every["document_id"])
            raise UnknownChoice(city, list(dict.fromkeys(known)))
    chosen = every[names].isin(list(cities)).any(axis=1) if cities else slice(None)
    return every[chosen].astype(DOCUMENT_TYPES).reset_index(drop=True)


def _chosen(categories: Sequence[Category], only: Sequence[str]) -> tuple[Category, ...]:
    for asked in only:
        if not any(asked in (c.code, c.name) for c in categories):
            raise UnknownChoice(asked, [f"{c.code} ({c.name})" for c in categories])
    return tuple(c for c in categories if not only or c.code in only or c.name in only)


def most_common(
    categories: Sequence[Category], numbers: Mapping[str, int], top: int | None
) -> tuple[Category, ...]:
    """The ``top`` categories with the highest numbers by code; all as they are without ``top``."""
    if top is None:
        return tuple(categories)
    return tuple(sorted(categories, key=lambda c: -numbers.get(c.code, 0))[:top])


def _framed(rows: Sequence[Row], found: Found, documents: DataFrame, find: Find) -> DataFrame:
    import pandas as pd

    named = {c.code: c.name for c in found.categories}
    groups = {c.code: c.name for c in found.groups}
    own = [name for name in ROW_TYPES if name not in PLACE_TYPES]
    frame = pd.DataFrame([[row.get(name) for name in own] for row in rows], columns=own).astype(
        {name: ROW_TYPES[name] for name in own}
    )
    frame["category_name"] = frame["category"].map(named).astype("string")
    frame["group_name"] = frame["group"].map(groups).astype("string")
    about = documents[["document_id", "municipality", "plan_title"]]
    frame = frame.drop(columns=["municipality", "plan_title"]).merge(about, on="document_id")
    return located(frame, find("spans"), find("pages"))[list(ROW_TYPES)]
