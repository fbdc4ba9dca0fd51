"""What makes two items alike, as rows of ``data/similarity.toml``: loaded and checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import Any

from extract.fold import key
from extract.frozen import frozen
from parsers.vocabulary import VocabularyError, shipped


@frozen
class Kind:
    """A kind of item: its table, its columns of title and text, the columns that may be its id."""

    table: str
    title: str | None
    text: str
    ids: tuple[str, ...]


@frozen
class Weights:
    """How much each part of an item counts; see the comments of the rows."""

    title: float
    heading: float
    weak: float
    compound: float
    theme: float
    department: float


@frozen
class Least:
    """What two items must have in common to be called similar; see the comments of the rows."""

    score: float
    words: float
    one_word: float
    query: float


@frozen
class Settings:
    """The rows. ``names`` is a spelling (folded, without case) -> the word it stands for."""

    parts_of_speech: frozenset[str]
    stop: frozenset[str]
    weak: frozenset[str]
    names: Mapping[str, str]
    weights: Weights
    least: Least
    kinds: tuple[Kind, ...]


@cache
def settings() -> Settings:
    """The settings of this program."""
    return checked(shipped("shisaku.similarity", "similarity"))


def checked(rows: Mapping[str, Any]) -> Settings:
    """Settings from rows as TOML gives them; ``VocabularyError`` for what contradicts itself."""
    stop, weak = rows["stop"], rows["weak"]
    if twice := sorted(word for word, n in Counter([*stop, *weak]).items() if n > 1):
        raise VocabularyError(f"similarity.toml: there twice: {', '.join(twice)}")
    weights, least = Weights(**rows["weights"]), Least(**rows["least"])
    if not all(0 <= value <= 1 for value in rows["least"].values()) or weights.title < 0:
        raise VocabularyError("similarity.toml: thresholds are between 0 and 1")
    if not all(0 <= value <= weights.title for value in rows["weights"].values()):
        raise VocabularyError("similarity.toml: no weight is below 0 or above that of a title")
    if least.words <= 0:
        raise VocabularyError("similarity.toml: least.words must be above 0")
    return Settings(
        frozenset(rows["parts_of_speech"]),
        frozenset(stop),
        frozenset(weak),
        _names(rows["names"]),
        weights,
        least,
        tuple(
            Kind(table, row.get("title"), row["text"], tuple(row["id"]))
            for table, row in rows["kinds"].items()
        ),
    )


def spelled(text: str) -> str:
    """The form that spellings are compared in."""
    return key(text).casefold()


def _names(rows: Mapping[str, list[str]]) -> dict[str, str]:
    names: dict[str, str] = {}
    for name, spellings in rows.items():
        for spelling in spellings:
            if names.setdefault(spelled(spelling), name) != name:
                raise VocabularyError(f"similarity.toml: {spelling} stands for two words")
    return names
