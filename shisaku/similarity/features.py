"""What an item is compared by: words, pairs of nouns, themes, words of its departments."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

from extract.frozen import frozen
from shisaku.similarity.items import Item
from shisaku.similarity.settings import settings
from shisaku.similarity.words import words


class Part(StrEnum):
    """What a feature is: a word that can make two items alike, or one that only adds to it."""

    WORD = "word"
    WEAK = "weak"
    COMPOUND = "compound"
    THEME = "theme"
    DEPARTMENT = "department"


@frozen
class Feature:
    """A feature as a reader sees it; of a compound both words."""

    part: Part
    term: str


def features(item: Item) -> dict[Feature, float]:
    """The features of an item with their weights before TF-IDF, all above 0.

    Where a word stands in several texts of an item, the one that weighs most counts: a title
    that repeats the text says nothing twice.
    """
    weights = settings().weights
    texts = ((item.text, 1.0), (item.title, weights.title), (item.heading, weights.heading))
    found: dict[Feature, float] = {}
    for text, weight in texts:
        for feature, own in _of_text(text):
            found[feature] = max(found.get(feature, 0.0), weight * own)
    for theme in item.themes:
        found[Feature(Part.THEME, theme.code)] = theme.score
    for name in item.departments:
        for word in words(name):
            found[Feature(Part.DEPARTMENT, word.lemma)] = 1.0
    return {feature: weight for feature, weight in found.items() if weight > 0}


# Headings repeat from item to item.
@lru_cache(1024)
def _of_text(text: str) -> tuple[tuple[Feature, float], ...]:
    weights, weak = settings().weights, settings().weak
    found: list[tuple[Feature, float]] = []
    before = ""
    for word in words(text):
        part = Part.WEAK if word.lemma in weak else Part.WORD
        found.append((Feature(part, word.lemma), weights.weak if part is Part.WEAK else 1.0))
        if word.joined and not {before, word.lemma} <= weak:
            found.append((Feature(Part.COMPOUND, f"{before}+{word.lemma}"), weights.compound))
        before = word.lemma
    return tuple(found)
