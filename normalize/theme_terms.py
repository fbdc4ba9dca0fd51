"""Which terms of themes a text holds, each with its place."""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extract.frozen import frozen
from extract.view import View
from normalize.lemmas import Lemmas, lemmas
from normalize.theme_model import Lexicon, Term
from normalize.theme_vocabulary import lexicon

_STOPS = frozenset("。!?")
_FAR = sys.maxsize
# Words of a unit's name behind a term; without an end one long row of nouns would be read again
# and again.
_LONGEST_NAME = 12


@frozen
class Hit:
    """A term from ``start`` to ``end`` of a folded text, where it is first printed.

    ``lemma`` is the form in which it was found, ``sentence`` the size of the shortest sentence
    that holds it, in letters of lemmas, ``times`` how often it stands in the text.
    """

    term: Term
    lemma: str
    folded: View
    start: int
    end: int
    sentence: int
    times: int

    @property
    def printed(self) -> View:
        """The term as it is printed."""
        return self.folded.cut(self.start, self.end)


class _Found(NamedTuple):
    """A term from word ``first`` to word ``last`` of a text."""

    first: int
    last: int
    term: Term
    lemma: str


def find_terms(text: View) -> tuple[Hit, ...]:
    """The terms of every theme in order of print, each once for a theme.

    A term inside a longer one of its theme, inside a phrase that the theme excludes, or in the
    name of a unit does not count.
    """
    folded = text.folded
    if not folded.text.strip():
        return ()
    read, known = lemmas(folded.text), lexicon()
    by_theme: dict[str, list[_Found]] = defaultdict(list)
    for found in _all(read, known):
        by_theme[found.term.theme].append(found)
    same: dict[tuple[str, str], list[_Found]] = defaultdict(list)
    for group in by_theme.values():
        for found in _counting(group):
            if not _names_unit(read, found, known):
                same[found.term.theme, found.lemma].append(found)
    sizes = _sentence_sizes(read) if same else ()
    firsts = sorted(same.values(), key=lambda group: (group[0].first, group[0].last))
    return tuple(_hit(folded, read, group, sizes) for group in firsts)


def _hit(folded: View, read: Lemmas, group: Sequence[_Found], sizes: Sequence[int]) -> Hit:
    found = group[0]
    start, end = read.words[found.first].start, read.words[found.last].end
    shortest = min(sizes[one.first] for one in group)
    return Hit(found.term, found.lemma, folded, start, end, shortest, len(group))


def _sentence_sizes(read: Lemmas) -> list[int]:
    """For each word the size of its sentence."""
    sizes: list[int] = []
    size = 0
    for n, word in enumerate(read.words, 1):
        size += len(word.lemma)
        if word.lemma in _STOPS or n == len(read.words):
            sizes += [size] * (n - len(sizes))
            size = 0
    return sizes


def _all(read: Lemmas, known: Lexicon) -> Iterator[_Found]:
    """Every term that begins and ends with a word."""
    words, text = read.words, read.text
    for first, word in enumerate(words):
        if word.lemma not in known.beginnings:
            continue
        for last in range(first, len(words)):
            lemma = words[last].lemma
            if not lemma:
                continue
            joined = text[word.at : words[last].at + len(lemma)]
            if joined not in known.beginnings:
                break
            for term in known.terms.get(joined, ()):
                yield _Found(first, last, term, joined)


def _counting(group: Sequence[_Found]) -> Iterator[_Found]:
    """What is left of one theme's terms: the longest ones outside of its exclusions."""
    excluded = _merged([found for found in group if found.term.strength == "exclude"])
    told = [found for found in group if found.term.strength != "exclude"]
    start = before = here = -1
    # In this order what covers a term comes before it, so one look at each is enough.
    for found in sorted(told, key=lambda one: (one.first, -one.last)):
        if found.first > start:
            start, before, here = found.first, max(before, here), -1
        covered = found.last <= before or found.last < here
        here = max(here, found.last)
        if not covered and not _meets(found, excluded):
            yield found


def _merged(phrases: Sequence[_Found]) -> list[tuple[int, int]]:
    """The places of phrases from left to right, those that overlap as one."""
    places: list[tuple[int, int]] = []
    for first, last in sorted((phrase.first, phrase.last) for phrase in phrases):
        if places and first <= places[-1][1]:
            places[-1] = (places[-1][0], max(last, places[-1][1]))
        else:
            places.append((first, last))
    return places


def _meets(found: _Found, places: Sequence[tuple[int, int]]) -> bool:
    """Whether a term overlaps one of the places."""
    at = bisect_right(places, (found.last, _FAR))
    return at > 0 and places[at - 1][1] >= found.first


def _names_unit(read: Lemmas, found: _Found, known: Lexicon) -> bool:
    """Whether the nouns that go on behind a term end it as a unit's name (防災課)."""
    for word in read.words[found.last + 1 : found.last + 1 + _LONGEST_NAME]:
        if not word.noun:
            return False
        if word.lemma in known.units:
            return True
    return False
