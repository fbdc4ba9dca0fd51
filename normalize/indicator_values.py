"""Printed values of indicators as numbers: with unit, bound, or the ends of a range."""

from __future__ import annotations

import re
from typing import Final, Literal, cast

from extract.frozen import frozen
from normalize.numbers import parse_number
from normalize.numerals import any_of, fold
from normalize.ordinals import number_words
from parsers.vocabulary import load, per_vocabulary

Bound = Literal[
    "at_least", "at_most", "more_than", "less_than", "about", "increase", "decrease", "range"
]
# The multiplier stays in the unit: 2億円 is 2 in 億円, as a table in 億円 would print it.
_LARGE: Final = re.compile(
    r"(?P<n>[^千万億兆]*\d)(?P<unit>\s*(?:十|百|千)?[万億兆](?![\d千百十])\S*)"
)
_NAMED_UNIT: Final = re.compile(r"\(\s*(?:単位\s*:?)?(?P<unit>[^()]{1,8})\)\s*$")
_RANGE: Final = re.compile(r"(?P<a>.*\d\D*?)\s*~\s*(?P<b>\D*\d.*)")


@per_vocabulary
def bounds() -> dict[str, Bound]:
    """A word around a number (以上) -> the bound that it sets."""
    return _by_word("bounds")


@per_vocabulary
def _signs() -> dict[str, Bound]:
    return _by_word("signs")


@per_vocabulary
def _changes() -> dict[str, Bound]:
    return _by_word("changes")


def _by_word(section: str) -> dict[str, Bound]:
    rows = load("indicator_values", "normalize")[section]
    return {word: cast(Bound, bound) for bound, words in rows.items() for word in words}


@per_vocabulary
def _change() -> re.Pattern[str]:
    return re.compile(rf"(?P<n>.*\d.*?)(?:の|を|に)?(?P<word>{any_of(tuple(_changes()))})(?:する)?")


@frozen
class IndicatorValue:
    """A value in its printed unit; ``value`` is None for words, dashes and ranges.

    ``low`` and ``high`` are the ends of a range. ``status`` is ``number``, ``range``, ``none`` (a
    dash or nothing) or ``words``.
    """

    status: Literal["number", "range", "none", "words"]
    value: float | None = None
    unit: str | None = None
    bound: Bound | None = None
    low: float | None = None
    high: float | None = None


def read_value(text: str) -> IndicatorValue:
    """The value of one printed cell: 80%以上, 延べ1,200人, 3.5ポイント増, 5~10件, 検討中, -."""
    folded = fold(text).strip()
    number = _number(folded)
    if number is not None:
        return number
    change = _change().fullmatch(folded)
    if change is not None:
        changed = _number(change["n"])
        if changed is not None:
            return IndicatorValue(
                "number", changed.value, changed.unit, _changes()["".join(change["word"].split())]
            )
    between = _RANGE.fullmatch(folded)
    if between is not None:
        low, high = _number(between["a"]), _number(between["b"])
        if low and high and low.unit in {None, high.unit} and _ordered(low.value, high.value):
            return IndicatorValue("range", None, high.unit, "range", low.value, high.value)
    reason = parse_number(folded).reason
    return IndicatorValue("none" if reason in {"empty", "no-value"} else "words")


def unit_of_name(name: str) -> str | None:
    """The unit in brackets behind the name of an indicator: 申請率（％）, 経費（単位：千円）."""
    found = _NAMED_UNIT.search(fold(name))
    if found is None:
        return None
    unit = found["unit"].strip()
    known = {"%", *number_words("counters"), *number_words("amount_units")}
    return unit if unit.split("/")[0] in known else None


def _ordered(low: float | None, high: float | None) -> bool:
    return low is not None and high is not None and low <= high


def _number(folded: str) -> IndicatorValue | None:
    """The value of a single number, None for anything else."""
    sign = _signs().get(folded[:1])
    plain = folded[1:].strip() if sign is not None else folded
    large = _LARGE.fullmatch(plain)
    if large is not None:
        words = re.search(rf"(?:{any_of(tuple(bounds()))})$", large["unit"])
        unit = large["unit"][: words.start()] if words else large["unit"]
        head = parse_number(large["n"] + (words[0] if words else ""))
        if head.value is None or head.unit is not None:
            return None
        return IndicatorValue("number", head.value, unit.strip(), sign or _bound(head.qualifier))
    reading = parse_number(plain)
    if reading.value is None:
        return None
    change = _change().fullmatch(plain) if reading.unit else None
    if change is not None and reading.unit:
        unit = reading.unit.removesuffix(change["word"]) or None
        return IndicatorValue(
            "number", reading.value, unit, _changes()["".join(change["word"].split())]
        )
    return IndicatorValue("number", reading.value, reading.unit, sign or _bound(reading.qualifier))


def _bound(qualifier: str | None) -> Bound | None:
    found = {bounds()[word] for word in (qualifier or "").split("・") if word in bounds()}
    exact = found - {"about"} or found
    return exact.pop() if len(exact) == 1 else None
