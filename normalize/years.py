"""Fiscal years: what the printed years of a cell or of running text mean, as Western years.

A fiscal year (年度) runs from April to March (地方自治法 第208条) and is named by the calendar year
of its April: 令和4年度 = 2022 is 2022-04-01 to 2023-03-31. Nothing is guessed: what the print and
the given context do not settle is `unknown`, with the reason.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Final, Literal

from extract.frozen import frozen
from normalize.eras import Unit, load_recurring, year_words
from normalize.numerals import KANJI_DIGITS, any_of, fold, spaced, unwrapped
from normalize.year_axis import axis
from normalize.year_expressions import Expression, match_expression
from normalize.year_places import YearContext
from normalize.year_terms import era_pattern
from normalize.year_values import Values, values_of
from parsers.vocabulary import per_vocabulary

__all__ = [
    "FoundYear",
    "YearContext",
    "YearReading",
    "axis",
    "find_years",
    "fiscal_year_of",
    "following_context",
    "parse_years",
]

Kind = Literal["year", "list", "range", "from", "until", "recurring", "none"]
Status = Literal["printed", "inferred", "unknown"]


@frozen
class YearReading:
    """The meaning of printed years.

    `years` are Western years, in order and complete: every year of a range, none for an open period
    (`from`, `until`), whose one known end is `start` or `end`. `unit` tells whether they are fiscal
    or calendar years, None where the print does not say (R4). `status` is `printed` when the text
    alone settles it, `inferred` when the context or the length of a period was needed, `unknown`
    otherwise; then there are no years and `reason` says why. `era` is the last era printed.
    """

    kind: Kind
    status: Status
    years: tuple[int, ...] = ()
    start: int | None = None
    end: int | None = None
    unit: Unit | None = None
    recurrence: Literal["every_year", "any_time"] | None = None
    reason: str | None = None
    era: str | None = None


@frozen
class FoundYear:
    """A reading and where it is printed: `text[start:end]`, code points, half-open."""

    start: int
    end: int
    reading: YearReading


_KANJI_YEAR: Final = rf"[一二][{KANJI_DIGITS}]{{3}}"


@per_vocabulary
def _start() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?<![^\s(、。,:])~\s*)?(?=西|(?<![0-9A-Za-z])(?<![0-9][.,])[0-9]"
        rf"|{_KANJI_YEAR}|{era_pattern()}\s{{0,3}}[元0-9{KANJI_DIGITS}十])"
    )


@per_vocabulary
def _recurring_words() -> re.Pattern[str]:
    return re.compile(
        "|".join(
            f"(?P<w{number}>{spaced(row.word)})"
            for number, row in sorted(enumerate(load_recurring()), key=lambda r: -len(r[1].word))
        )
    )


@per_vocabulary
def _label() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{any_of(year_words('label'))}\s*:?\s*)?")


@per_vocabulary
def _relative() -> re.Pattern[str]:
    return re.compile(any_of(year_words("relative")))


@per_vocabulary
def _count_before() -> re.Pattern[str]:
    return re.compile(rf".*{any_of(year_words('count_before'))}\s*", re.DOTALL)


@per_vocabulary
def _count_after() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{any_of(year_words('count_after'))})")


_LONGEST_WORD: Final = 12
# 今年度から令和5年度まで starts somewhere, but not where the print can tell.


@per_vocabulary
def _unread_start() -> re.Pattern[str]:
    return re.compile(rf"{any_of(year_words('relative'))}\s*(?:から|より|~)\s*$")


_NO_TEXT: Final = re.compile(r"[\s~・*/-]*")


def parse_years(text: str, *, context: YearContext | None = None) -> YearReading:
    """The years of a whole cell or label.

    Text around a single expression is allowed (2021年度追加). Two expressions that say different
    things, a date (令和3年7月), or text without a year give `unknown`.
    """
    given = context or YearContext()
    folded = unwrapped(fold(text))
    if _NO_TEXT.fullmatch(folded):
        return YearReading("none", "unknown", reason="empty")
    for pos in sorted({0, _label_end(folded)}):
        whole = match_expression(folded, pos, given, running=False)
        if whole and whole.end == len(folded):
            return _reading(whole)
    found = {f.reading for f in _find(folded, given)}
    if len(found) == 1:
        return found.pop()
    return YearReading("none", "unknown", reason="several" if found else _why_none(folded, given))


def find_years(text: str, *, context: YearContext | None = None) -> tuple[FoundYear, ...]:
    """The years in running text, in order; dates, laws (平成28年法律第103号) and editions left out.

    Only what is marked as a year counts: 年 or 年度, or a range of years with eras (H26～H30).
    """
    return tuple(_find(fold(text), context or YearContext()))


def fiscal_year_of(day: date) -> int:
    """The fiscal year of `day`, which begins on 1 April."""
    return day.year if day.month >= 4 else day.year - 1


def following_context(context: YearContext, reading: YearReading) -> YearContext:
    """What the reader knows after `reading`; an unknown one changes nothing."""
    last = reading.end if reading.end is not None else reading.start
    return YearContext(
        era=reading.era or context.era, previous=context.previous if last is None else last
    )


def _label_end(text: str) -> int:
    label = _label().match(text)
    return label.end() if label else 0


def _why_none(text: str, context: YearContext) -> str:
    first = match_expression(text, 0, context, running=False)
    if first and first.misuse:
        return first.misuse
    return "relative-year" if _relative().search(text) else "no-year"


def _find(text: str, context: YearContext) -> Iterator[FoundYear]:
    years = list(_find_expressions(text, context))
    words = [
        FoundYear(m.start(), m.end(), _recurring(m)) for m in _recurring_words().finditer(text)
    ]
    yield from sorted([*years, *words], key=lambda found: found.start)


def _find_expressions(text: str, context: YearContext) -> Iterator[FoundYear]:
    pos = 0
    while start := _start().search(text, pos):
        found = match_expression(text, start.start(), context, running=True)
        if found and not found.misuse and _is_marked(text, found):
            before = text[max(0, found.start - _LONGEST_WORD) : found.start]
            if found.opening is None and _unread_start().search(before):
                found = replace(found, opening="until")
            yield FoundYear(found.start, found.end, _reading(found))
            pos = found.end
        else:
            pos = found.end if found else start.end() + 1


def _is_marked(text: str, found: Expression) -> bool:
    """Whether running text marks the expression as years, not as some other numbers."""
    first = found.terms[0]
    if first.notation == "bare" or found.used_context:
        before = text[max(0, first.start - _LONGEST_WORD) : first.start]
        counted = _count_before().fullmatch(before) or _count_after().match(text, found.end)
        return found.terms[-1].unit == "fiscal" and not counted
    if any(term.unit for term in found.terms):
        return True
    explicit = all(term.notation == "era" for term in found.terms)
    return explicit and any(joint.join == "range" for joint in found.joints)


def _recurring(match: re.Match[str]) -> YearReading:
    row = load_recurring()[int((match.lastgroup or "w0")[1:])]
    return YearReading("recurring", "printed", unit=row.unit, recurrence=row.recurrence)


def _reading(found: Expression) -> YearReading:
    values = values_of(found)
    last = next((term for term in reversed(found.terms) if term.era), None)
    era = (last.second_era or last.era) if last else None
    units = {term.unit for term in found.terms}
    unit: Unit | None = "fiscal" if "fiscal" in units else "calendar"
    bare = YearReading("none", "unknown", unit=unit if units != {None} else None, era=era)
    if isinstance(values, str):
        return replace(bare, reason=values)
    inferred = found.used_context or values.inferred
    return replace(
        bare,
        kind=_kind(found, values),
        status="inferred" if inferred else "printed",
        years=values.years,
        start=values.start,
        end=values.end,
        reason=_why_inferred(found) if inferred else None,
    )


def _why_inferred(found: Expression) -> str:
    return "context" if found.used_context else "duration"


def _kind(found: Expression, values: Values) -> Kind:
    if values.start is None:
        return "until"
    if values.end is None:
        return "from"
    if len(values.years) == 1:
        return "year"
    gapless = all(later == earlier + 1 for earlier, later in pairwise(values.years))
    ranged = all(joint.join == "range" for joint in found.joints)
    return "range" if ranged and gapless else "list"
