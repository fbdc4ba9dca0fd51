"""One printed year: 令和4年度, 平成31（令和元）年度, 2021, R4, 26 — what it says and where it ends.

All functions here look at folded text (`numerals.fold`).
"""

import re
from dataclasses import replace
from typing import Final, Literal

from extract.frozen import frozen
from normalize.eras import Unit, era_named, load_eras
from normalize.numerals import KANJI_DIGITS, any_of, small_int
from parsers.vocabulary import per_vocabulary

Notation = Literal["western", "era", "bare"]
Problem = Literal["contradictory", "out-of-range", "era-missing", "ambiguous"]

# A Western year outside this window is some other number.
FIRST_YEAR: Final = 1868
LAST_YEAR: Final = 2150


@frozen
class Term:
    """One printed year in `text[start:end]`.

    `number` is what is printed (26 in 平成26), `year` its Western year, None while it is unplaced
    (bare) or when `problem` says that it cannot be one. `digits` is the length of the number, 0 for
    元. `bare` stays true when a number without era takes one from its surroundings. `second_era` is
    令和 in 平成31（令和元）年度.
    """

    start: int
    end: int
    notation: Notation
    number: int
    digits: int
    era: str | None = None
    unit: Unit | None = None
    year: int | None = None
    problem: Problem | None = None
    bare: bool = False
    second_era: str | None = None


@per_vocabulary
def era_pattern() -> str:
    """A pattern for the name, the letter or the short form of an era."""
    names = tuple(alias for era in load_eras() for alias in era.names)
    letters = "".join(alias for era in load_eras() for alias in era.letters)
    short = "".join(alias for era in load_eras() for alias in era.short)
    return rf"(?:{any_of(names)}|(?<![A-Za-z])[{letters}]\.?|(?<![一-龥])[{short}])"


SMALL: Final = rf"(?:[0-9]{{1,2}}|[{KANJI_DIGITS}十]{{1,4}})(?![0-9{KANJI_DIGITS}十])"
_WESTERN: Final = rf"(?:[0-9]{{4}}|[一二][{KANJI_DIGITS}]{{3}})(?![0-9{KANJI_DIGITS}十])"


@per_vocabulary
def _core() -> re.Pattern[str]:
    return re.compile(
        rf"(?:西\s?暦\s?)?(?P<western>{_WESTERN})"
        rf"|(?P<era>{era_pattern()})\s{{0,3}}(?P<number>元|{SMALL})"
        r"|['’‘](?P<short>[0-9]{2})(?![0-9])"
        rf"|(?P<bare>元|{SMALL})"
    )


# 5年間, 3年生, 20年代 and 2年目 are no names of a year.
_UNIT: Final = re.compile(r"\s*(?:(?P<fiscal>年\s{0,3}度)|(?P<calendar>年)(?![間生齢代目次]))")
_OPEN: Final = re.compile(r"\s*\(\s*")
_CLOSE: Final = re.compile(r"\s*\)")
_ALSO: Final = re.compile(r"\s*[/・、=]\s*")
_LATE_FISCAL: Final = re.compile(r"\s*年?\s{0,3}度")


def match_term(text: str, pos: int) -> Term | None:
    """The printed year that begins at `pos`, with its second notation; None when there is none."""
    term = _match_core(text, pos)
    if term is None:
        return None
    again = _match_second(text, term)
    if again is not None:
        term = again
        late = None if term.unit == "fiscal" else _LATE_FISCAL.match(text, term.end)
        if late:
            return replace(term, unit="fiscal", end=late.end())
    return _match_unit(text, term) if term.unit is None else term


def _match_core(text: str, pos: int) -> Term | None:
    found = _core().match(text, pos)
    if found is None:
        return None
    printed = found["western"] or found["number"] or found["short"] or found["bare"]
    number = 1 if printed == "元" else small_int(printed)
    if number is None:
        return None
    digits = 0 if printed == "元" else len(printed)
    term = Term(pos, found.end(), "bare", number, digits, bare=found["bare"] is not None)
    if found["western"]:
        if not FIRST_YEAR <= number <= LAST_YEAR:
            return None
        term = replace(term, notation="western", year=number)
    elif found["short"]:
        term = replace(term, notation="western", year=number + _century(number))
    elif found["era"]:
        era = era_named(found["era"].rstrip("."))
        year = era.year(number) if era else None
        problem: Problem | None = None if year else "out-of-range"
        name = era.name if era else None
        term = replace(term, notation="era", era=name, year=year, problem=problem)
    return _match_unit(text, term)


def _century(number: int) -> int:
    """The century of a year of two digits after an apostrophe: '69 to '99 are of the last one
    (as POSIX reads %y)."""
    return 1900 if number > 68 else 2000


def _match_unit(text: str, term: Term) -> Term:
    found = _UNIT.match(text, term.end)
    if found is None:
        return term
    return replace(term, unit="fiscal" if found["fiscal"] else "calendar", end=found.end())


def _match_second(text: str, term: Term) -> Term | None:
    """`term` checked against the notation in the parenthesis after it: 2019(平成31/令和元)."""
    opening = _OPEN.match(text, term.end)
    if opening is None:
        return None
    others: list[Term] = []
    pos = opening.end()
    while len(others) < 4:
        other = _match_core(text, pos)
        # (1) is a note, not a year: a bare number needs its unit here.
        if other is None or (other.notation == "bare" and other.unit is None):
            return None
        others.append(other)
        closing, also = _CLOSE.match(text, other.end), _ALSO.match(text, other.end)
        if closing:
            named = any(t.notation != "bare" for t in (term, *others))
            return _agreed(term, others, closing.end()) if named else None
        if also is None:
            return None
        pos = also.end()
    return None


def _agreed(term: Term, others: list[Term], end: int) -> Term:
    """`term` with the year that all notations name, or the problem that they differ."""
    printed = [term, *others]
    years = {t.year for t in printed if t.year is not None}
    year = years.pop() if len(years) == 1 else None
    problem = next((t.problem for t in printed if t.problem), None)
    if years or (year is not None and not all(_can_be(t, year) for t in printed)):
        problem = "contradictory"
    unit = "fiscal" if any(t.unit == "fiscal" for t in printed) else term.unit or others[0].unit
    named = [t.era for t in printed if t.era]
    notation: Notation = next((t.notation for t in printed if t.notation != "bare"), "bare")
    number = next((t.number for t in printed if t.notation == notation), term.number)
    return replace(
        term,
        end=end,
        notation=notation,
        number=number,
        era=named[0] if named else None,
        second_era=named[-1] if len(set(named)) > 1 else None,
        unit=unit,
        year=None if problem else year,
        problem=problem,
        bare=False,
    )


def _can_be(term: Term, year: int) -> bool:
    if term.notation != "bare":
        return True
    eras = {era.year(term.number) for era in load_eras()}
    return year in eras or (term.digits == 2 and year % 100 == term.number)
