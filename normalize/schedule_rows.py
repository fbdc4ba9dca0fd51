"""Rows of schedule marks and of the phases they mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from extract.view import View
from normalize.collect import Collector
from normalize.mark_rows import Meanings, Owner, mark_rows
from normalize.measure_rows import MeasureKey
from normalize.phase_rows import period_rows, phase_row
from normalize.schedule_calendar import Calendar
from normalize.schedule_issues import report_reading
from normalize.schedule_readings import group_readings
from normalize.schedule_spans import PhaseYears
from normalize.schedule_years import (
    RowPhases,
    every_year,
    in_cells,
    row_phases,
)
from normalize.years import parse_years
from parsers.mark_legends import MarkMeaning
from parsers.measures import Measure
from parsers.schedule_cells import is_arrow
from parsers.schedules import ScheduleRow


def mark_meanings(legend: Sequence[MarkMeaning]) -> dict[str, str]:
    """Mark -> its meaning where the document's legends agree on one."""
    meanings: dict[str, set[str]] = {}
    for entry in legend:
        meanings.setdefault(entry.mark.text, set()).add(entry.meaning.text)
    return {mark: found.pop() for mark, found in meanings.items() if len(found) == 1}


def measure_schedules(
    out: Collector,
    measures: Sequence[Measure],
    keys: Sequence[MeasureKey],
    meanings: Meanings,
    calendar: Calendar,
) -> None:
    """Marks and phases of every measure's schedule."""
    unexplained: dict[str, View] = {}
    read = [
        [
            (s.label, row_phases(s.row, calendar, in_card=bool(s.row.phases), doubts=out.doubts))
            for s in measure.schedules
        ]
        for measure in measures
    ]
    # One table of several measures marks years in one way.
    by_table: dict[int | None, list[RowPhases]] = {}
    for measure, rows in zip(measures, read, strict=True):
        by_table.setdefault(measure.table, []).extend(row for _, row in rows)
    whole = {table: every_year(rows) for table, rows in by_table.items()}
    for measure, ids, rows in zip(measures, keys, read, strict=True):
        added = {
            item.label: parse_years(item.tail.added.text).start
            for item in measure.items
            if item.tail.added is not None and out.doubts.holds(item.tail.added)
        }
        for label, group in groupby(rows, key=lambda entry: entry[0]):
            own = [row for _, row in group]
            owner = Owner(ids.measure_id, ids.items.get(label), measure.section)
            readings = group_readings(own, calendar.end, added.get(label), whole[measure.table])
            _rows(out, readings, meanings, owner)
        if measure.period is not None:
            period_rows(out, measure.period, Owner(ids.measure_id), calendar)
        unexplained |= dict(_unexplained([row for _, row in rows], meanings))
    _report_unexplained(out, unexplained)


def plan_schedules(
    out: Collector,
    schedules: Sequence[tuple[int | None, ScheduleRow]],
    meanings: Meanings,
    calendar: Calendar,
) -> None:
    """Marks and phases of schedules that belong to the plan, not to a measure: (section, row)."""
    unexplained: dict[str, View] = {}
    for (section, _), group in groupby(schedules, key=lambda s: (s[0], _header(s[1]))):
        rows = [row_phases(row, calendar, doubts=out.doubts) for _, row in group]
        whole = every_year(rows)
        # Neighbours may be different undertakings, so no row tells the end of another.
        for row in rows:
            # Nor does an arrow without words go on to the end of this plan: it may be another's.
            end = None if in_cells(row) else calendar.end
            readings = group_readings([row], end, None, whole)
            _rows(out, readings, meanings, Owner(section=section))
        unexplained |= dict(_unexplained(rows, meanings))
    _report_unexplained(out, unexplained)


def _header(row: ScheduleRow) -> tuple[int, int]:
    """Where the header of a row is printed: rows of one table have it in common."""
    first = row.axis[0].label.whole
    return first.page_no, first.start


def _unexplained(rows: Sequence[RowPhases], meanings: Meanings) -> Iterator[tuple[str, View]]:
    for row in rows:
        for mark in reversed(row.row.marks):
            glyph = mark.glyph
            if glyph is not None and glyph.text not in meanings and not is_arrow(glyph.text):
                yield glyph.text, glyph


def _report_unexplained(out: Collector, unexplained: Mapping[str, View]) -> None:
    for text, glyph in unexplained.items():
        message = f"「{text}」の意味を示す凡例が見つかりません。"
        out.issue("info", "mark-without-legend", message, glyph, text)


def _rows(
    out: Collector,
    readings: Sequence[tuple[RowPhases, Sequence[PhaseYears]]],
    meanings: Meanings,
    owner: Owner,
) -> None:
    """The marks of the rows, then their phases with what is open about them."""
    for row, _ in readings:
        mark_rows(out, row, meanings, owner)
    for row, found in readings:
        seq = 0
        for phase, reading in zip(row.phases, found, strict=True):
            labels = row.row.phases if row.row.packed else (phase.label,)
            for label in labels:
                if label is None and not phase.marks:
                    continue
                seq += 1
                phase_row(out, row, phase, label, reading, seq, meanings, owner)
            if phase.label is not None or phase.marks:
                report_reading(out, row.row, row.columns, phase, reading)
