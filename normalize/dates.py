"""Dates and periods as printed in plans, as ISO 8601 strings of the precision that was printed.

平成30年10月10日～24日 is 2018-10-10 to 2018-10-24, 令和3年7月 is 2021-07, 令和3年度 is 2021 with
the precision `fy`. What the print and the context do not settle is `unknown`, with the reason.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, Literal

from extract.frozen import frozen
from normalize.date_terms import DateTerm, match_date_term
from normalize.date_values import DateContext, Placed, Precision, after, place_date
from normalize.eras import year_words
from normalize.numerals import KANJI_DIGITS, any_of, fold, unwrapped
from normalize.year_expressions import MOST_TERMS
from normalize.year_terms import era_pattern
from normalize.years import YearContext, YearReading, parse_years
from parsers.vocabulary import per_vocabulary

__all__ = [
    "DateContext",
    "DateReading",
    "FoundDate",
    "find_dates",
    "following_date_context",
    "parse_date",
    "parse_dates",
]

_COARSE_FIRST: Final[tuple[Precision, ...]] = ("fy", "year", "month", "day")


@frozen
class DateReading:
    """The meaning of a printed date or period.

    `date_start` and `date_end` are ISO strings (2018-04-26, 2021-07, 2018), None where nothing is
    printed: a single date has no `date_end`, 令和7年3月まで no `date_start`. `precision` is the
    coarser of the two. `listed` tells of separate dates (11月16日及び11月19日) instead of a period.
    `status` is `printed`, `inferred` (the year came from the context or from the turn of the year)
    or `unknown` (then `reason` says why); `era` is the last era printed.
    """

    status: Literal["printed", "inferred", "unknown"]
    date_start: str | None = None
    date_end: str | None = None
    precision: Precision | None = None
    listed: bool = False
    reason: str | None = None
    era: str | None = None


@frozen
class FoundDate:
    """The readings of one expression and where it is printed: `text[start:end]`, half-open."""

    start: int
    end: int
    readings: tuple[DateReading, ...]


@frozen
class _Group:
    start: int
    end: int
    terms: tuple[DateTerm, ...]
    ranged: tuple[bool, ...]
    until: bool


@per_vocabulary
def _range() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:[~-]|{any_of(year_words('range'))})\s*")


@per_vocabulary
def _list() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:[・、,]|{any_of(year_words('list'))})\s*")


@per_vocabulary
def _until() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{any_of(year_words('until'))})")


@per_vocabulary
def _start() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?<![^\s(、。,:])~\s{0,3})?(?=西|(?<![0-9A-Za-z])(?<![0-9][./,-])[0-9]"
        rf"|(?<![{KANJI_DIGITS}十])[{KANJI_DIGITS}十]|{era_pattern()}\s{{0,3}}[元0-9{KANJI_DIGITS}十])"
    )


def parse_date(text: str, *, context: DateContext | None = None) -> DateReading:
    """The date or period of a cell; several dates give the first and the last one, `listed`."""
    readings = parse_dates(text, context=context)
    if len(readings) == 1:
        return readings[0]
    wrong = next((reading for reading in readings if reading.status == "unknown"), None)
    if wrong is not None:
        return wrong
    first, last = readings[0], readings[-1]
    return replace(
        _joined(readings),
        date_start=first.date_start,
        date_end=last.date_end or last.date_start,
        listed=True,
    )


def parse_dates(text: str, *, context: DateContext | None = None) -> tuple[DateReading, ...]:
    """Every date or period of a cell in order, never none: without a date one `unknown` reading."""
    given = context or DateContext()
    folded = unwrapped(fold(text))
    readings = [r for found in _find(folded, given, whole=True) for r in found.readings]
    return tuple(readings) or (_from_years(parse_years(folded, context=YearContext(given.era))),)


def find_dates(text: str, *, context: DateContext | None = None) -> tuple[FoundDate, ...]:
    """The dates in running text that name at least a month; 2021.7 counts in cells only.

    A date without a year takes the context's, never that of a date before it in the text.
    """
    return tuple(_find(fold(text), context or DateContext(), whole=False))


def following_date_context(context: DateContext, reading: DateReading) -> DateContext:
    """What the reader knows after `reading`: the calendar year and month in which it begins."""
    printed = reading.date_start or reading.date_end
    if printed is None or reading.precision in ("fy", "year"):
        return replace(context, era=reading.era or context.era)
    return replace(
        context,
        year=int(printed[:4]),
        month=int(printed[5:7]) if len(printed) > 4 else None,
        era=reading.era or context.era,
    )


def _find(text: str, context: DateContext, *, whole: bool) -> Iterator[FoundDate]:
    pos = 0
    while start := _start().search(text, pos):
        group = _group(text, start)
        pos = group.end if group else start.end() + 1
        if group is None or not _is_date(text, group, whole):
            if group and group.terms[0].names_year:
                # 平成19年度は9月に: the month is not in the year of an earlier date.
                context = replace(context, year=None, month=None)
            continue
        readings = tuple(_readings(group, context))
        for reading in readings if whole else ():
            context = following_date_context(context, reading)
        yield FoundDate(group.start, group.end, readings)


def _group(text: str, start: re.Match[str]) -> _Group | None:
    first = match_date_term(text, start.end())
    if first is None or (first.month is None and not first.names_year):
        return None
    terms, ranged = [first], list[bool]()
    while len(terms) < MOST_TERMS:
        following = _following(text, terms[-1])
        if following is None:
            break
        ranged.append(following[0])
        terms.append(following[1])
    until = _until().match(text, terms[-1].end)
    end = until.end() if until else terms[-1].end
    tilde = "~" in start.group()
    return _Group(start.start(), end, tuple(terms), tuple(ranged), tilde or bool(until))


def _following(text: str, last: DateTerm) -> tuple[bool, DateTerm] | None:
    for ranged, pattern in ((True, _range()), (False, _list())):
        mark = pattern.match(text, last.end)
        term = match_date_term(text, mark.end()) if mark else None
        if term and (term.month or term.names_year or last.day):
            return ranged, term
    return None


def _is_date(text: str, group: _Group, whole: bool) -> bool:
    if not any(term.month for term in group.terms):
        return False
    single = len(group.terms) == 1 and group.terms[0].short
    return not single or (whole and len(text) == group.end - group.start)


def _readings(group: _Group, context: DateContext) -> Iterator[DateReading]:
    placed: list[Placed] = []
    for term in group.terms:
        placed.append(place_date(term, placed[-1] if placed else None, context))
        if len(placed) > 1 and group.ranged[len(placed) - 2]:
            placed[-1] = after(placed[-2], placed[-1])
    era = next((term.era for term in reversed(group.terms) if term.era), None)
    pos = 0
    while pos < len(placed):
        paired = pos < len(group.ranged) and group.ranged[pos]
        end = placed[pos + 1] if paired else None
        yield replace(_reading(placed[pos], end, group.until and len(placed) == 1), era=era)
        pos += 2 if paired else 1


def _reading(start: Placed, end: Placed | None, until: bool) -> DateReading:
    both = [start] if end is None else [start, end]
    problem = next((p.problem for p in both if p.problem), None)
    if problem:
        return DateReading("unknown", reason=problem)
    inferred = any(p.inferred for p in both)
    note = next((p.note for p in both if p.note), "context" if inferred else None)
    return DateReading(
        status="inferred" if inferred else "printed",
        date_start=None if until else start.iso,
        date_end=start.iso if until else end.iso if end else None,
        precision=min((p.precision for p in both), key=_COARSE_FIRST.index),
        reason=note,
    )


def _joined(readings: Sequence[DateReading]) -> DateReading:
    inferred = any(reading.status == "inferred" for reading in readings)
    precisions = [r.precision for r in readings if r.precision]
    return DateReading(
        status="inferred" if inferred else "printed",
        precision=min(precisions, key=_COARSE_FIRST.index, default=None),
        reason=next((r.reason for r in readings if r.reason), None),
        era=readings[-1].era,
    )


def _from_years(years: YearReading) -> DateReading:
    """A cell that names years only; a list of years is no date."""
    if years.start is None and years.end is None:
        return DateReading("unknown", reason=years.reason or "no-date", era=years.era)
    if years.kind == "list":
        return DateReading("unknown", reason="no-date", era=years.era)
    single = years.kind == "year" or years.end is None
    return DateReading(
        status=years.status,
        date_start=None if years.start is None else str(years.start),
        date_end=None if single else str(years.end),
        precision="fy" if years.unit == "fiscal" else "year",
        reason=years.reason,
        era=years.era,
    )
