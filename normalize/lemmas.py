"""A text as its lemmas in a row, so that spellings of one word meet: 申込, 申込み, 申し込み.

Whole words are compared by the joined lemmas of their parts, because the analyser cuts the same
term in different ways in different places. What only joins the parts of a term says nothing: white
space, width, the marks ・ and -, the particles の and を (データ公開, データの公開, データを公開).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from extract.fold import fold_text
from extract.frozen import frozen
from parsers.tagger import analysed

# Control characters and halves of a surrogate pair are no text for the analyser.
_BLANK = re.compile("[\\s\x00-\x1f\x7f-\x9f\ud800-\udfff]+")
_MARKS = frozenset("・-‐")
_PARTICLES = frozenset("のを")
_NOUNS = frozenset(("名詞", "接尾辞", "接頭辞"))


class Word(NamedTuple):
    """A word: its lemma at ``at`` of the joined lemmas, its place in the folded text.

    ``noun`` is also told of the parts of compound nouns; what only joins has an empty lemma.
    """

    lemma: str
    at: int
    start: int
    end: int
    noun: bool


@frozen
class Lemmas:
    """The words of a folded text in order, and their lemmas joined."""

    text: str
    words: tuple[Word, ...]


def lemmas(folded: str) -> Lemmas:
    """The lemmas of a folded text; places are offsets in it. No words for a blank text."""
    squeezed, places = _squeezed(folded)
    words: list[Word] = []
    at = size = 0
    parted = " " in squeezed
    for node in analysed(squeezed):
        surface = node.surface
        begin = at + len(node.white_space) if parted else at
        at = begin + len(surface)
        lemma, noun = _lemma(surface, node.feature_raw)
        start, end = (begin, at) if places is None else (places[begin], places[at - 1] + 1)
        words.append(Word(lemma, size, start, end, noun))
        size += len(lemma)
    return Lemmas("".join([word.lemma for word in words]), tuple(words))


@cache
def lemma_key(term: str) -> str:
    """The joined lemmas of a term, by which it is found in texts."""
    return lemmas(fold_text(term)).text


def _squeezed(text: str) -> tuple[str, list[int] | None]:
    """The text without blanks, one kept between Latin words, and the place of each character.

    The places are None where nothing was left out.
    """
    blanks = list(_BLANK.finditer(text))
    if not blanks:
        return text, None
    pieces: list[str] = []
    places: list[int] = []
    at = 0
    for blank in blanks:
        start, end = blank.span()
        pieces.append(text[at:start])
        places += range(at, start)
        if start > 0 and end < len(text) and _latin(text[start - 1]) and _latin(text[end]):
            pieces.append(" ")
            places.append(start)
        at = end
    pieces.append(text[at:])
    places += range(at, len(text))
    return "".join(pieces), places


def _latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


@lru_cache(16_384)
def _lemma(surface: str, features: str) -> tuple[str, bool]:
    """The lemma in small letters and whether the word can be part of a compound noun.

    A loanword's lemma comes with its origin (データ-data), which goes; a word that the
    dictionary lacks is its own lemma.
    """
    if surface in _MARKS:
        return "", True
    values = features.split(",", 8)
    if surface in _PARTICLES and values[0] == "助詞":
        return "", False
    lemma = values[7] if len(values) > 7 and values[7] != "*" else ""
    origin = lemma.find("-", 1)
    known = lemma[:origin] if origin > 0 else lemma
    return (known or surface).lower(), values[0] in _NOUNS
