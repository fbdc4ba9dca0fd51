"""Which years the columns of a schedule stand for, by the header and what the plan says.

A number without era (4年度) is placed by the plan's own period, and only where one era or century
puts all columns into it. A named period (前期) has the years that the plan gives it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field
from typing import Literal

from extract.fold import key
from extract.frozen import frozen
from normalize.eras import load_eras
from normalize.year_parts import part_share
from normalize.years import YearContext, YearReading, axis, following_context, parse_years
from parsers.period_terms import PeriodTerm, period_word
from parsers.vocabulary import per_vocabulary
from parsers.year_header import YearColumn

Status = Literal["printed", "inferred", "unknown"]
Axis = tuple[int | None, ...]


@frozen
class ColumnYears:
    """The fiscal years of one column: several for a period, none where they are not known.

    ``opens`` is the first year of a column without end (令和9年度以降). ``share`` is the part of
    the year (0-1) that the column holds, None for all of it.
    """

    years: tuple[int, ...]
    status: Status
    opens: int | None = None
    share: float | None = None


@frozen
class Calendar:
    """The plan's years, first and last, and those of the periods that it names (前期)."""

    start: int | None = None
    end: int | None = None
    periods: tuple[tuple[str, tuple[int, ...]], ...] = field(default=())

    @property
    def era(self) -> str | None:
        """The era that the plan begins in."""
        return _era_of(self.start)

    def holds(self, reading: YearReading) -> bool:
        """Whether the years lie in the plan's period, give or take one."""
        ends = [year for year in (reading.start, reading.end, *reading.years) if year is not None]
        first = self.start - 1 if self.start is not None else min(ends, default=0)
        last = self.end + 1 if self.end is not None else max(ends, default=0)
        return all(first <= year <= last for year in ends)

    def columns(self, columns: Sequence[YearColumn]) -> dict[int, ColumnYears]:
        """The years of each column, by its number in the table."""
        texts = tuple((c.era.text if c.era else "") + c.label.text for c in columns)
        found = _columns(self, texts)
        shares = [part_share(c.part.text) if c.part is not None else None for c in columns]
        return {
            c.col: ColumnYears(years.years, years.status, years.opens, share)
            for c, years, share in zip(columns, found, shares, strict=True)
        }


def make_calendar(start: int | None, end: int | None, terms: Iterable[PeriodTerm]) -> Calendar:
    """The calendar of a plan. A period with two meanings, or outside of the plan, has none."""
    meanings: dict[str, set[tuple[int, ...]]] = {}
    for term in terms:
        years = parse_years(term.years.text, context=YearContext(era=_era_of(start))).years
        within = start is None or end is None or all(start <= year <= end for year in years)
        if years and within:
            meanings.setdefault(key(term.word.text), set()).add(years)
    known = {word: found.pop() for word, found in meanings.items() if len(found) == 1}
    return Calendar(start, end, tuple(sorted(known.items())))


def _era_of(year: int | None) -> str | None:
    """The era that the fiscal year begins in, None without a year."""
    if year is None:
        return None
    return next((e.name for e in reversed(load_eras()) if e.first_year <= year), None)


@per_vocabulary
def _columns(calendar: Calendar, labels: tuple[str, ...]) -> tuple[ColumnYears, ...]:
    """A plan prints the same year columns over most of its schedules, hence kept."""
    distinct = tuple(dict.fromkeys(labels))
    printed = _doubled(labels) if len(distinct) < len(labels) else axis(labels)
    status: Status = "printed"
    if not any(year is not None for year in printed):
        printed, status = _placed(calendar, labels), "inferred"
    found: list[ColumnYears] = []
    context = YearContext(era=calendar.era)
    for label, year in zip(labels, printed, strict=True):
        found.append(_column(calendar, label, year, status, context))
        context = following_context(context, parse_years(label, context=context))
    return tuple(found)


def _doubled(labels: Sequence[str]) -> Axis:
    """The years of an axis that prints some of them over several columns."""
    distinct = tuple(dict.fromkeys(labels))
    values = dict(zip(distinct, axis(distinct), strict=True))
    return tuple(values[label] for label in labels)


def _placed(calendar: Calendar, labels: tuple[str, ...]) -> Axis:
    """The years of bare numbers by the plan's period; none where it leaves a choice."""
    if calendar.start is None or calendar.end is None:
        return (None,) * len(labels)
    contexts = [YearContext(era=era.name) for era in load_eras()]
    contexts.append(YearContext(previous=calendar.start))
    distinct = tuple(dict.fromkeys(labels))
    found = {axis(distinct, context) for context in contexts}
    first, last = calendar.start - 1, calendar.end + 1
    fitting = [
        years
        for years in found
        if any(year is not None for year in years)
        and all(year is None or first <= year <= last for year in years)
    ]
    if len(fitting) != 1:
        return (None,) * len(labels)
    values = dict(zip(distinct, fitting[0], strict=True))
    return tuple(values[label] for label in labels)


def _column(
    calendar: Calendar, label: str, year: int | None, status: Status, context: YearContext
) -> ColumnYears:
    if year is not None:
        return ColumnYears((year,), status)
    reading = parse_years(label, context=context)
    if reading.kind in ("range", "list"):
        return ColumnYears(reading.years, "inferred" if reading.reason else "printed")
    if reading.kind == "from":
        return ColumnYears((), "printed", reading.start)
    word = period_word(label)
    years = dict(calendar.periods).get(word) if word is not None else None
    return ColumnYears(years, "inferred") if years else ColumnYears((), "unknown")
