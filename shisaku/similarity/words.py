"""The words that carry the content of a text: lemmas of nouns, verbs and adjectives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from extract.fold import fold_text
from extract.frozen import frozen
from parsers.tagger import analysed
from shisaku.similarity.settings import settings, spelled

LONGEST = 5
"""Words of the dictionary that one spelling of ``names`` may have."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
_BROKEN_LINE = re.compile(r"(?<=[^\x00-\x7f])[\r\n]+(?=[^\x00-\x7f])")


@frozen
class Word:
    """A lemma. ``joined``: a noun right behind another one that counts (窓口 in 予約窓口)."""

    lemma: str
    joined: bool = False


@frozen
class _Token:
    spelled: str
    lemma: str | None
    is_noun: bool
    after_space: bool
    begins_name: bool


def words(text: str) -> tuple[Word, ...]:
    """The words that count, in printed order; none for a text without any.

    Words of one spelling in ``names`` come as the word it stands for. Stop words are left out,
    and what stands on both their sides is not joined.
    """
    tokens = tuple(_tokens(_CONTROL.sub(" ", _BROKEN_LINE.sub("", fold_text(text)))))
    stop, found = settings().stop, list[Word]()
    behind_noun = False
    at = 0
    while at < len(tokens):
        first = tokens[at]
        length, lemma = _named(tokens, at)
        is_noun = length > 1 or first.is_noun
        counts = lemma is not None and lemma not in stop
        if lemma is not None and counts:
            joined = behind_noun and is_noun and not first.after_space
            found.append(Word(lemma, joined))
        behind_noun = counts and is_noun
        at += length
    return tuple(found)


def _named(tokens: tuple[_Token, ...], at: int) -> tuple[int, str | None]:
    """How many tokens the word here has, and its lemma if it may count: longest name first."""
    if tokens[at].begins_name:
        names = settings().names
        for length in range(min(LONGEST, len(tokens) - at), 0, -1):
            printed = "".join(token.spelled for token in tokens[at : at + length])
            if name := names.get(printed):
                return length, name
    return 1, tokens[at].lemma


def _tokens(text: str) -> Iterator[_Token]:
    for node in analysed(text):
        yield _token(node.surface, node.feature_raw, bool(node.white_space))


@cache
def _first_signs() -> frozenset[str]:
    return frozenset(name[0] for name in settings().names)


@lru_cache(65_536)
def _token(surface: str, feature: str, after_space: bool) -> _Token:
    """A word of the text with its lemma, None for a word that cannot count.

    Words that the dictionary lacks have no lemma: they stand for themselves, capitals or not.
    """
    parts = feature.split(",")
    printed, is_noun = spelled(surface), parts[0] == "名詞"
    lemma = None
    speech = ",".join(parts[:3])
    if speech in settings().parts_of_speech and any(char.isalpha() for char in surface):
        known = parts[7] if len(parts) > 7 and parts[7] != "*" else surface
        # Loan words carry their origin (オープン-open).
        plain = fold_text(known).partition("-")[0] or surface
        lemma = settings().names.get(spelled(plain), plain.upper() if plain.isascii() else plain)
    return _Token(printed, lemma, is_noun, after_space, printed[:1] in _first_signs())
