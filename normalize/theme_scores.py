"""How surely a text is about a theme: evidence adds up, and weak evidence alone gives nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from math import prod
from typing import Literal

from extract.frozen import frozen
from extract.view import View
from normalize.theme_terms import Hit, find_terms
from normalize.theme_vocabulary import passing, places, themes, weights

Place = Literal["tag", "text", "title", "heading", "indicator", "outline", "section", "chapter"]
WEAK: frozenset[Place] = frozenset(("outline", "section"))
"""Places that only decide about a theme that the others nearly give."""
HINTS: frozenset[Place] = frozenset(("tag", "chapter"))
"""Places that tell of more than the item: an article of law is broader than what is printed beside
it, a chapter on bodies holds those of one field too. They support a theme that the item's own words
give, and give one themselves only where those words give none."""

_DIGITS = 4


@frozen
class Evidence:
    """One printed reason for a theme, its weight between 0 and 1.

    Evidence of one ``reason`` counts once. A term is a hit in a text; a tag of law has its row's
    printed form and span instead.
    """

    theme: str
    place: Place
    weight: float
    reason: str | None
    hit: Hit | None = None
    tag_raw: str | None = None
    span_id: str | None = None


@frozen
class Verdict:
    """A theme that is given: its score, that of the terms alone (None without any), evidence
    with the strongest first."""

    theme: str
    score: float
    term_score: float | None
    evidence: tuple[Evidence, ...]


def evidence_in(text: View, place: Place) -> tuple[Evidence, ...]:
    """The evidence of all themes in a text that stands at a place of an item.

    Names of indicators of the vocabulary count only in names of indicators, where other terms
    are as weak as in an outline: what is counted is not always what is done.
    """
    found = []
    for hit in find_terms(text):
        strength = hit.term.strength
        if strength == "exclude" or (strength == "indicator") > (place == "indicator"):
            continue
        factor = "outline" if place == "indicator" and strength != "indicator" else place
        weight = weights()[strength] * places()[factor]
        if place == "text" and _is_passing(hit):
            weight *= passing().factor
        weight = round(weight, _DIGITS)
        found.append(Evidence(hit.term.theme, place, weight, hit.term.reason, hit))
    return tuple(found)


def _is_passing(hit: Hit) -> bool:
    return hit.times == 1 and hit.sentence > passing().longer_than


def verdicts(
    evidence: Iterable[Evidence], weaker: Callable[[], Iterable[Evidence]] = tuple
) -> tuple[Verdict, ...]:
    """The themes that the evidence gives, in the order of the vocabulary; hints come last.

    ``weaker`` reads the weak places of the item. It is asked where a theme is nearly given, and
    one reason from there may then give it. The score is that of the evidence of the verdict.
    """
    told = tuple(evidence)
    hints = [one for one in told if one.place in HINTS]
    found = _given([one for one in told if one.place not in HINTS], weaker)
    if hints:
        found = {
            code: _counting([*own, *(one for one in hints if one.theme == code)])
            for code, own in found.items()
        } or _given(told, weaker)
    return tuple(_verdict(code, own) for code, own in found.items())


def _given(
    evidence: Iterable[Evidence], weaker: Callable[[], Iterable[Evidence]]
) -> dict[str, tuple[Evidence, ...]]:
    """What counts for each theme that reaches the score from which one is given."""
    by_theme: dict[str, list[Evidence]] = {}
    for one in evidence:
        by_theme.setdefault(one.theme, []).append(one)
    counting = {code: _counting(by_theme[code]) for code in themes() if code in by_theme}
    least = weights()["given"]
    nearly = [code for code in counting if _reach() <= _score(counting[code]) < least]
    if nearly:
        ranked = sorted(weaker(), key=_heaviest)
        for code in nearly:
            counting[code] = _with_weaker(counting[code], ranked)
    return {code: own for code, own in counting.items() if _score(own) >= least}


def _verdict(theme: str, counting: tuple[Evidence, ...]) -> Verdict:
    terms = [one for one in counting if one.place != "tag"]
    return Verdict(theme, _score(counting), _score(terms) if terms else None, counting)


def _counting(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Each reason once, where it weighs most; heaviest first."""
    kept: dict[str | None, Evidence] = {}
    for one in sorted(evidence, key=_heaviest):
        kept.setdefault(one.reason, one)
    return tuple(kept.values())


def _with_weaker(
    counting: tuple[Evidence, ...], weaker: Sequence[Evidence]
) -> tuple[Evidence, ...]:
    """With the heaviest reason from the weak places that is not there yet."""
    theme, known = counting[0].theme, {one.reason for one in counting}
    new = (one for one in weaker if one.theme == theme and one.reason not in known)
    return tuple(sorted((*counting, *islice(new, 1)), key=_heaviest))


def _reach() -> float:
    """The score from which the heaviest term of a weak place gives a theme."""
    most = weights()["alone"] * max(places()[place] for place in WEAK)
    return 1 - (1 - weights()["given"]) / (1 - most)


def _heaviest(one: Evidence) -> float:
    return -one.weight


def _score(evidence: Sequence[Evidence]) -> float:
    return round(1 - prod(1 - one.weight for one in evidence), _DIGITS)
