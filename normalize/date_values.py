"""Parts of a date as an ISO string of the precision that was printed."""

import calendar
from dataclasses import replace
from datetime import date
from typing import Literal

from extract.frozen import frozen
from normalize.date_terms import DateTerm

Precision = Literal["day", "month", "year", "fy"]
DateReason = Literal[
    "no-date", "year-missing", "year-turned", "invalid-day", "weekday", "decreasing", "next-year",
    "context", "unreadable-year",
]  # fmt: skip


@frozen
class DateContext:
    """What the reader of a date already knows.

    `year` and `month` are those of the date printed before this one; `fiscal_year` is the year of
    the whole table, which settles the year of every month in it; `era` is the last printed era.
    """

    year: int | None = None
    month: int | None = None
    fiscal_year: int | None = None
    era: str | None = None


@frozen
class Placed:
    """A date with its calendar year (its 年度 where `fiscal` and no month is printed).

    `problem` says why it is none; `inferred` that the context gave the year.
    """

    year: int
    month: int | None
    day: int | None
    fiscal: bool
    own_year: bool
    inferred: bool = False
    problem: DateReason | None = None
    note: DateReason | None = None

    @property
    def iso(self) -> str:
        """2018-04-26, 2021-07 or 2018."""
        parts = [f"{self.year:04d}", *(f"{part:02d}" for part in (self.month, self.day) if part)]
        return "-".join(parts)

    @property
    def precision(self) -> Precision:
        """What `iso` is precise to."""
        if self.month is None:
            return "fy" if self.fiscal else "year"
        return "month" if self.day is None else "day"


def place_date(term: DateTerm, before: Placed | None, context: DateContext) -> Placed:
    """`term` with the year and month of the date before it or of the context, where it has none."""
    month = term.month
    if month is None and term.day is not None and before is not None:
        month = before.month
    year, reason, inferred = _year(term, month, before, context)
    placed = Placed(year or 0, month, term.day, term.fiscal, term.names_year, inferred)
    if year is None:
        return replace(placed, problem=reason)
    if month is None and term.day is not None:
        return replace(placed, problem="no-date")
    return _checked(placed, term.weekday)


def _year(
    term: DateTerm, month: int | None, before: Placed | None, context: DateContext
) -> tuple[int | None, DateReason | None, bool]:
    if term.names_year:
        if term.year is None:
            return None, "unreadable-year", False
        turned = term.fiscal and month is not None and month < 4
        return term.year + turned, None, False
    if before is not None:
        return (None if before.problem else before.year), before.problem, before.inferred
    if context.fiscal_year is not None and month is not None:
        return context.fiscal_year + (month < 4), None, True
    if context.year is None:
        return None, "year-missing", False
    # Time went on to a new year that was not printed, or the row stands out of order.
    if context.month is not None and month is not None and month < context.month:
        return None, "year-turned", False
    return context.year, None, True


def _checked(placed: Placed, weekday: int | None) -> Placed:
    if placed.month is not None and not 1 <= placed.month <= 12:
        return replace(placed, problem="invalid-day")
    if placed.month is None or placed.day is None:
        return placed
    if not 1 <= placed.day <= calendar.monthrange(placed.year, placed.month)[1]:
        return replace(placed, problem="invalid-day")
    if weekday is None or date(placed.year, placed.month, placed.day).weekday() == weekday:
        return placed
    # A printed year stands against a misprinted weekday; an inferred one does not.
    if placed.inferred:
        return replace(placed, problem="weekday")
    return replace(placed, note="weekday")


def after(start: Placed, end: Placed) -> Placed:
    """`end` of a period that begins with `start`; it may turn the year that is printed once."""
    length = min(len(start.iso), len(end.iso))
    if end.problem or start.iso[:length] <= end.iso[:length]:
        return end
    turns = not end.own_year and start.month and end.month and end.month < start.month
    if not turns:
        return replace(end, problem="decreasing")
    return _checked(replace(end, year=end.year + 1, inferred=True, note="next-year"), None)
