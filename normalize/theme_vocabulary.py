"""The themes and the terms that tell them, read from data/themes.toml and checked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from normalize.eras import read_toml
from normalize.theme_lemmas import alternatives, lemma_of
from normalize.theme_model import Article, Lexicon, Passing, Strength, Term, Theme
from parsers.vocabulary import VocabularyError, per_vocabulary

_LISTS: tuple[tuple[str, Strength], ...] = (
    ("alone", "alone"),
    ("support", "support"),
    ("indicators", "indicator"),
    ("excludes", "exclude"),
)
_TELLING = frozenset(("alone", "support"))


@per_vocabulary
def themes() -> Mapping[str, Theme]:
    """The themes by code, in the order of the vocabulary; VocabularyError where it is at odds."""
    rows = read_toml("themes.toml")
    groups = _by_code(rows["group"])
    found = {}
    for code, row in _by_code(rows["theme"]).items():
        if row["group"] not in groups:
            raise VocabularyError(f"themes.toml: {code!r}: no group {row['group']!r}")
        articles = tuple(
            Article(one["law"], one["article"], one.get("paragraph")) for one in row["articles"]
        )
        group = groups[row["group"]]
        found[code] = Theme(
            code=code,
            name=row["name"],
            group=row["group"],
            group_name=group["name"],
            definition=row["definition"],
            articles=articles,
            dx_plan=tuple(row["dx_plan"]),
        )
    return found


@per_vocabulary
def passing() -> Passing:
    """How terms in long sentences are weighed."""
    row = read_toml("themes.toml")["passing"]
    return Passing(row["longer_than"], _share(row["factor"], "passing.factor"))


@per_vocabulary
def weights() -> Mapping[str, float]:
    """Weights by kind of evidence, and ``given``, the score from which a theme is given."""
    return _shares("weights")


@per_vocabulary
def places() -> Mapping[str, float]:
    """Factors by the place of a term."""
    return _shares("places")


@per_vocabulary
def lexicon() -> Lexicon:
    """All terms by their lemmas; VocabularyError for one whose meanings contradict each other."""
    rows = read_toml("themes.toml")
    shared = {lemma_of(term) for term in rows["shared"]["terms"]}
    meanings: dict[str, list[Term]] = defaultdict(list)
    for lemma, term in _terms(rows["theme"]):
        _check(term, meanings[lemma], lemma in shared)
        if all(
            term.theme != other.theme or term.strength != other.strength
            for other in meanings[lemma]
        ):
            meanings[lemma].append(term)
    beginnings = {lemma[:n] for lemma in meanings for n in range(1, len(lemma) + 1)}
    units = frozenset(map(lemma_of, rows["units"]["endings"]))
    terms = {lemma: tuple(known) for lemma, known in meanings.items()}
    return Lexicon(terms, frozenset(beginnings), units)


def _terms(rows: list[dict[str, Any]]) -> Iterator[tuple[str, Term]]:
    for row in rows:
        for name, strength in _LISTS:
            for alike in row[name]:
                texts = alternatives(alike)
                for text in texts:
                    if not lemma_of(text):
                        raise VocabularyError(f"themes.toml: {row['code']!r}: no word: {alike!r}")
                    yield lemma_of(text), Term(row["code"], strength, text, lemma_of(texts[0]))


def _check(term: Term, others: list[Term], shared: bool) -> None:
    """Refuses a term that is strong and weak in a theme, or in two themes and not shared.

    An exclusion beside a term silences it: so a user takes a term out of a theme.
    """
    if term.strength not in _TELLING:
        return
    for other in others:
        if other.strength not in _TELLING:
            continue
        if term.theme == other.theme and term.strength != other.strength:
            raise VocabularyError(
                f"themes.toml: {term.theme!r}: {term.text!r} is {other.strength}"
                f" ({other.text!r}) and {term.strength}"
            )
        if term.theme != other.theme and not shared:
            raise VocabularyError(
                f"themes.toml: {term.text!r} means both {other.theme!r} and {term.theme!r};"
                " name it in [shared] if it does"
            )


def _by_code(rows: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        if found.setdefault(row["code"], row) is not row:
            raise VocabularyError(f"themes.toml: {row['code']!r} stands twice")
    return found


def _shares(section: str) -> Mapping[str, float]:
    values: Mapping[str, float] = read_toml("themes.toml")[section]
    return {name: _share(value, f"{section}.{name}") for name, value in values.items()}


def _share(value: float, name: str) -> float:
    if not 0 < value <= 1:
        raise VocabularyError(f"themes.toml: {name} is not between 0 and 1")
    return value
