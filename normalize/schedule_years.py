"""Which years a schedule row marks, and what they mean for its phase."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from normalize.numbers import parse_number
from normalize.schedule_spans import MarkedPhase, PhaseYears, read_spans
from normalize.years import axis
from parsers.schedules import Mark, ScheduleRow


@lru_cache(maxsize=256)
def _axis(labels: tuple[str, ...]) -> tuple[int | None, ...]:
    """A plan prints the same year columns over most of its schedules."""
    return axis(labels)


def row_years(row: ScheduleRow) -> dict[int, int | None]:
    """Fiscal year by the place of the printed year label."""
    values = _axis(tuple(year.text for year in row.years))
    return {year.whole.start: value for year, value in zip(row.years, values, strict=True)}


def marked_years(row: ScheduleRow) -> tuple[int, ...]:
    """The fiscal years that the row's marks stand for, ascending; ends in doubt left out."""
    years = row_years(row)
    meant = (mark for mark in row.marks if not _says_nothing(mark) and not is_unsure(mark))
    values = {years[mark.year.whole.start] for mark in meant}
    return tuple(sorted(v for v in values if v is not None))


def is_unsure(mark: Mark) -> bool:
    """Whether the mark is an end of a bar that hardly reaches into the year."""
    return mark.drawn is not None and mark.drawn.unsure


def is_open(mark: Mark) -> bool:
    """Whether the bar of a mark may belong to several rows."""
    return mark.drawn is not None and len(mark.drawn.rows) > 1


def _says_nothing(mark: Mark) -> bool:
    """Whether a cell only says that nothing happens (－, なし): ink, but no year of the phase."""
    words = mark.task if mark.glyph is None else None
    return words is not None and parse_number(words.text).reason == "no-value"


def row_readings(
    rows: Sequence[ScheduleRow], plan_end: int | None, added: int | None, every_year: bool
) -> tuple[PhaseYears, ...]:
    """What the rows of one item mean; see ``read_spans``."""
    marked = [MarkedPhase(marked_years(row), row.packed) for row in rows]
    last = [y for row in rows for y in row_years(row).values() if y is not None]
    end = plan_end if plan_end is not None else max(last, default=None)
    readings = read_spans(marked, plan_end=end, added=added, every_year=every_year)
    return tuple(
        _of_drawing(row, reading) if any(m.drawn is not None for m in row.marks) else reading
        for row, reading in zip(rows, readings, strict=True)
    )


def _of_drawing(row: ScheduleRow, reading: PhaseYears) -> PhaseYears:
    """A drawn bar shows its whole length; its row and the very ends can be in doubt."""
    years = marked_years(row)
    if row.packed or not years:
        return reading
    reliability = "full" if reading.reliability == "start_only" else reading.reliability
    at = row_years(row)
    unsure = [at[mark.year.whole.start] for mark in row.marks if is_unsure(mark)]
    return PhaseYears(
        years[0],
        years[-1],
        "inferred" if any(year < years[0] for year in unsure if year) else "observed",
        "inferred" if any(year > years[-1] for year in unsure if year) else "observed",
        "ambiguous_row" if any(map(is_open, row.marks)) else reliability,
    )
