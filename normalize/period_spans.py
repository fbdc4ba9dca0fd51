"""When a measure is done, by a field of words: 令和4年度～, 前期, 令和4年度 検討、5年度 実施."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import groupby

import regex

from extract.fold import key
from extract.frozen import frozen
from extract.view import View
from normalize.dates import DateReading, find_dates, parse_dates
from normalize.schedule_calendar import Calendar
from normalize.schedule_spans import PhaseYears, phase_code
from normalize.years import (
    FoundYear,
    YearContext,
    YearReading,
    find_years,
    fiscal_year_of,
    following_context,
    parse_years,
)
from parsers.printed import as_printed

# What parts the statements of such a field, and what may stand around a word in one.
CLAUSE = regex.compile(r"[、。,，;；\n／]")
AROUND = " \u3000\t:：()（）「」『』【】・"
RANGE = regex.compile(r"[～〜~\-－―→]|から")
OPENS = regex.compile(r"\s*(?:から|より|以降|～|〜|~)(?!.*(?:まで|迄))")
SHORT = regex.compile(
    r"[A-ZＡ-Ｚ][.．]?[0-9０-９]{1,2}(?:年度?)?"
    r"(?:\s*[～〜~\-－→]\s*(?:[A-ZＡ-Ｚ]?[0-9０-９]{1,2}(?:年度?)?)?)?"
)
# A longer rest of a clause is a sentence, not the name of a phase.
LONGEST = 16


@frozen
class StatedPhase:
    """One phase of a field: its printed name (None: only years), where it stands, its years."""

    label: View | None
    printed: View
    years: PhaseYears


def stated_phases(field: View, calendar: Calendar) -> tuple[StatedPhase, ...]:
    """The phases that the field states, in printed order; none where no year can be told."""
    context = YearContext(era=calendar.era)
    reading = parse_years(field.text, context=context)
    label = _label(field, ())
    for years in (_of_reading(reading, calendar), _of_periods(field.text, calendar)):
        if years:
            known = label if label is not None and _is_known(label) else None
            return tuple(StatedPhase(known, field, one) for one in years)
    return tuple(_dated(field)) or tuple(_by_clause(field, context, calendar))


def _by_clause(field: View, context: YearContext, calendar: Calendar) -> Iterator[StatedPhase]:
    """One phase for each clause with years; a clause without an era goes on with the last one."""
    at = 0
    ends = [m.start() for m in CLAUSE.finditer(field.text)] + [len(field.text)]
    for end in ends:
        clause = as_printed(field.cut(at, end)).strip()
        at = end + 1
        found = find_years(clause.text, context=context) or _short(clause.text, context)
        if not found:
            yield from _dated(clause)
        if len(found) != 1:
            continue
        reading = found[0].reading
        context = following_context(context, reading)
        for years in _of_reading(reading, calendar):
            yield StatedPhase(_label(clause, found), clause, years)


def _short(text: str, context: YearContext) -> tuple[FoundYear, ...]:
    """A year of a letter and a number that begins a clause (R4検討); here it needs no unit."""
    match = SHORT.match(text)
    reading = parse_years(match[0], context=context) if match is not None else None
    if match is None or reading is None or reading.status == "unknown":
        return ()
    return (FoundYear(match.start(), match.end(), reading),)


def _dated(clause: View) -> Iterator[StatedPhase]:
    """A clause with one day, month or period of them instead of a year."""
    found = find_dates(clause.text)
    if len(found) == 1:
        opens = OPENS.match(clause.text, found[0].end) is not None
        named = FoundYear(found[0].start, found[0].end, YearReading("none", "unknown"))
        for years in _of_dates(found[0].readings, opens):
            yield StatedPhase(_label(clause, (named,)), clause, years)
    elif not found and len(readings := parse_dates(clause.text)) == 1:
        for years in _of_dates(readings, opens=False):
            yield StatedPhase(None, clause, years)


def _label(clause: View, found: tuple[FoundYear, ...]) -> View | None:
    """What stands in a clause beside its years, when it is no sentence."""
    found = found or find_years(clause.text)
    if len(found) != 1:
        return None
    parts = [clause.cut(0, found[0].start), clause.cut(found[0].end, len(clause.text))]
    named = [part for part in map(_bare, parts) if part.text]
    return named[0] if len(named) == 1 and len(named[0].text) <= LONGEST else None


def _bare(part: View) -> View:
    left = len(part.text) - len(part.text.lstrip(AROUND + "～〜~→にから"))
    right = len(part.text.rstrip(AROUND))
    return part.cut(left, max(left, right))


def _is_known(label: View) -> bool:
    return phase_code(label.text) != "other"


def _of_reading(reading: YearReading, calendar: Calendar) -> list[PhaseYears]:
    """A list with gaps gives one span for each run of years."""
    if reading.recurrence == "every_year" and calendar.start is not None:
        return [PhaseYears(calendar.start, calendar.end, "inferred", _known(calendar.end), "full")]
    status = "inferred" if reading.status == "inferred" else "observed"
    if reading.reason == "context" and not calendar.holds(reading):
        return []
    if reading.kind in ("from", "until"):
        start, end = reading.start, reading.end
        told = (
            status if start is not None else "unknown",
            status if end is not None else "unknown",
        )
        return [PhaseYears(start, end, *told, "start_only")]
    runs = groupby(enumerate(reading.years), key=lambda pair: pair[1] - pair[0])
    whole = [[year for _, year in run] for _, run in runs]
    return [PhaseYears(run[0], run[-1], status, status, "full") for run in whole]


def _known(year: int | None) -> str:
    return "inferred" if year is not None else "unknown"


def _of_periods(text: str, calendar: Calendar) -> list[PhaseYears]:
    """Named periods of the plan: 前期, 前期・中期, 前期～後期."""
    periods = dict(calendar.periods)
    words = [word for word in regex.split(r"[・、,～〜~\-－→]", key(text)) if word]
    if not words or any(word not in periods for word in words):
        return []
    years = sorted({year for word in words for year in periods[word]})
    if len(words) == 2 and RANGE.search(text):
        years = list(range(years[0], years[-1] + 1))
    reading = YearReading("list", "inferred", tuple(years))
    return _of_reading(reading, replace(calendar, periods=()))


def _of_dates(found: tuple[DateReading, ...], opens: bool) -> list[PhaseYears]:
    """Days and months by the fiscal years that they lie in; ``opens``: から without an end."""
    years: list[PhaseYears] = []
    for reading in found:
        start, end = _fiscal(reading.date_start), _fiscal(reading.date_end)
        if reading.precision not in ("day", "month") or (start is None and end is None):
            return []
        last = start if reading.date_end is None and not opens else end
        status = "inferred" if reading.status == "inferred" else "observed"
        first_status = status if start is not None else "unknown"
        last_status = status if last is not None else "unknown"
        whole = start is not None and last is not None
        trust = "full" if whole else "start_only"
        years.append(PhaseYears(start, last, first_status, last_status, trust))
    return years


def _fiscal(iso: str | None) -> int | None:
    """The fiscal year of 2021-07 or 2021-07-01."""
    if iso is None or len(iso) < len("2021-07"):
        return None
    year, month, *day = (int(part) for part in iso.split("-"))
    return fiscal_year_of(date(year, month, day[0] if day else 1))
