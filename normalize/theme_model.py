"""What a theme is, and what a term means for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from extract.frozen import frozen

Strength = Literal["alone", "support", "indicator", "exclude"]


@frozen
class Article:
    """An article of law; ``paragraph`` None stands for all of its paragraphs."""

    law: str
    article: int
    paragraph: int | None


@frozen
class Theme:
    """A theme of policy with its group, both with code and Japanese name.

    ``dx_plan`` are the headings of 自治体DX推進計画 about the same subject.
    """

    code: str
    name: str
    group: str
    group_name: str
    definition: str
    articles: tuple[Article, ...]
    dx_plan: tuple[str, ...]


@frozen
class Term:
    """What a term means for one theme: ``text`` as the vocabulary spells it.

    Terms of one ``reason`` (the lemma of the first of them) count once.
    """

    theme: str
    strength: Strength
    text: str
    reason: str


@frozen
class Lexicon:
    """The meanings of each term by its joined lemmas; ``beginnings`` are all parts from its start.

    ``units`` are the lemmas that make the nouns before them the name of a unit.
    """

    terms: Mapping[str, tuple[Term, ...]]
    beginnings: frozenset[str]
    units: frozenset[str]


@frozen
class Passing:
    """From which size of its sentence a term may stand in passing, and what it then keeps."""

    longer_than: int
    factor: float
