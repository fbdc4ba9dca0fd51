"""The items of other municipalities that are like an item, with what they share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from operator import attrgetter

from extract.frozen import frozen
from shisaku.similarity.arguments import MOST
from shisaku.similarity.features import Part, features
from shisaku.similarity.items import Item
from shisaku.similarity.matrix import Matrix, matrix
from shisaku.similarity.nearest import DIGITS, Near, nearest
from shisaku.similarity.settings import Least, settings

NOWHERE = -1


@frozen
class Shared:
    """Something that two items have in common and what it adds to their score."""

    part: Part
    term: str
    weight: float


@frozen
class Similar:
    """An item, one like it elsewhere, and why: ``shared`` adds up to the score, but for rounding.

    ``score`` is between 0 and 1; ``words`` the number of shared words that are not weak;
    ``rank`` counts from 1 for each item.
    """

    item: Item
    rank: int
    other: Item
    score: float
    words: int
    shared: tuple[Shared, ...]


def similar_items(items: Iterable[Item], most: int = MOST) -> Iterator[Similar]:
    """Of each item the ``most`` like it in other municipalities, item by item, by ids.

    Only items of one kind are compared. An item of an unknown municipality is like nobody: it
    might be the same municipality's.
    """
    for _, group in groupby(sorted(items, key=_order), key=attrgetter("kind")):
        yield from _similar(tuple(group), settings().least, most)


def similar_to(item: Item, items: Iterable[Item], most: int = MOST) -> Iterator[Similar]:
    """What ``similar_items`` says of one of the items."""
    group = tuple(sorted((i for i in items if i.kind == item.kind), key=_order))
    yield from _similar(group, settings().least, most, wanted=group.index(item))


def similar_to_text(text: str, items: Iterable[Item], most: int = MOST) -> list[Similar]:
    """The items of all kinds and municipalities that are most like a text, the nearest first.

    A text without words that could tell gives none.
    """
    found: list[Similar] = []
    # Nothing is known of where the text is from, so everything is elsewhere.
    items = [i if i.place else replace(i, place=i.document_id) for i in items]
    for kind, group in groupby(sorted(items, key=_order), key=attrgetter("kind")):
        query = Item(kind, "", "", None, text)
        least = _for_query(query)
        found += _similar((*group, query), least, most, wanted=-1)
    found.sort(key=lambda s: (-s.score, *_order(s.other)))
    return [replace(s, rank=rank) for rank, s in enumerate(found[:most], 1)]


def _order(item: Item) -> tuple[str, str, str]:
    return item.kind, item.document_id, item.item_id


def _for_query(query: Item) -> Least:
    """A text of one word can share but one, and has neither theme nor department."""
    least = settings().least
    is_short = sum(feature.part is Part.WORD for feature in features(query)) < 2
    return replace(least, score=least.query, one_word=least.words if is_short else least.one_word)


def _similar(
    items: Sequence[Item], least: Least, most: int, wanted: int | None = None
) -> Iterator[Similar]:
    made = matrix(features(item) for item in items)
    codes = {place: n for n, place in enumerate(sorted({i.place for i in items if i.place}))}
    places = [codes[item.place] if item.place else NOWHERE for item in items]
    rows = None if wanted is None else [wanted % len(items)]
    found = nearest(made, places, least, most, rows)
    for row, group in groupby(found, key=attrgetter("row")):
        for rank, near in enumerate(group, 1):
            yield _explained(made, items[row], items[near.other], near, rank)


def _explained(made: Matrix, item: Item, other: Item, near: Near, rank: int) -> Similar:
    theirs = dict(_entries(made, near.other))
    shared = [
        Shared(feature.part, feature.term, round(weight * theirs[column], DIGITS))
        for column, weight in _entries(made, near.row)
        if column in theirs
        for feature in [made.features[column]]
    ]
    shared.sort(key=lambda s: (-s.weight, s.part, s.term))
    return Similar(item, rank, other, near.score, near.words, tuple(shared))


def _entries(made: Matrix, row: int) -> Iterator[tuple[int, float]]:
    place = slice(made.starts[row], made.starts[row + 1])
    return zip(made.columns[place].tolist(), made.weights[place].tolist(), strict=True)
