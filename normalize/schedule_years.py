"""Which years a schedule row marks, and what they mean for its phases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from extract.frozen import frozen
from normalize.doubts import Doubts
from normalize.numbers import parse_number
from normalize.schedule_calendar import Calendar, ColumnYears
from normalize.schedule_doubts import NO_DOUBTS, sure_columns, sure_phases, with_lost_blanks
from normalize.schedule_spans import Ink, MarkedPhase, PhaseYears, marks_every_year, read_spans
from normalize.years import find_years
from parsers.schedule_cells import Mark, is_arrow
from parsers.schedule_phases import PhaseMarks, phase_marks
from parsers.schedules import ScheduleRow

Columns = Mapping[int, ColumnYears]


@frozen
class RowPhases:
    """A row with the years of its columns and its phases."""

    row: ScheduleRow
    columns: Columns
    phases: tuple[PhaseMarks, ...]
    doubts: Doubts = NO_DOUBTS


def row_phases(
    row: ScheduleRow, calendar: Calendar, *, in_card: bool = False, doubts: Doubts = NO_DOUBTS
) -> RowPhases:
    """What the row says, its columns read by the calendar; see ``phase_marks``.

    Years and marks that are in doubt tell nothing of a phase.
    """
    row = with_lost_blanks(row, doubts)
    columns = sure_columns(row.axis, calendar.columns(row.axis), doubts)
    phases = sure_phases(phase_marks(row, in_card=in_card), doubts)
    return RowPhases(row, columns, phases, doubts)


def marked_years(marks: Sequence[Mark], columns: Columns) -> tuple[int, ...]:
    """The fiscal years that the marks stand for, ascending; ends in doubt left out."""
    meant = (mark for mark in marks if not _says_nothing(mark) and not is_unsure(mark))
    return tuple(sorted({y for mark in meant for y in columns[mark.column.col].years}))


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


def marked(read: RowPhases) -> list[MarkedPhase]:
    """The phases of a row by what the marks say about their years."""
    return [
        MarkedPhase(
            marked_years(phase.marks, read.columns),
            read.row.packed or phase.shared,
            closed=phase.in_cells and phase.closed,
            ink="point" if all(map(_is_point, phase.marks)) else "run",
        )
        for phase in read.phases
    ]


def _is_point(mark: Mark) -> bool:
    """Whether a mark stands for its own year alone: a sign that is no arrow."""
    return mark.glyph is not None and not is_arrow(mark.glyph.text)


def every_year(rows: Sequence[RowPhases]) -> frozenset[Ink]:
    """The ink with which the schedule marks each year of its phases."""
    return marks_every_year([phase for row in rows for phase in marked(row)])


def group_readings(
    rows: Sequence[RowPhases], plan_end: int | None, added: int | None, whole: frozenset[Ink]
) -> list[tuple[RowPhases, list[PhaseYears]]]:
    """What the phases of the rows of one item mean; see ``read_spans``.

    Rows named by phases follow each other; the phases in the cells of one row do. ``whole``: the
    ink with which the schedule marks every year.
    """
    named = [row for row in rows if not in_cells(row)]
    years = [y for row in named for c in row.columns.values() for y in c.years]
    end = plan_end if plan_end is not None else max(years, default=None)
    phases = [phase for row in named for phase in marked(row)]
    readings = iter(read_spans(phases, plan_end=end, added=added, every_year=whole))
    found: list[tuple[RowPhases, list[PhaseYears]]] = []
    for row in rows:
        if in_cells(row):
            own = list(_cell_readings(row, plan_end, added, whole))
        else:
            own = [next(readings) for _ in row.phases]
        found.append((row, [_in_sum(row, p, r) for p, r in zip(row.phases, own, strict=True)]))
    return found


def in_cells(row: RowPhases) -> bool:
    """Whether the cells of the row name its phases, not the row itself."""
    return any(phase.in_cells for phase in row.phases)


def _cell_readings(
    row: RowPhases, plan_end: int | None, added: int | None, whole: frozenset[Ink]
) -> tuple[PhaseYears, ...]:
    """Words alone tell no end but by what follows them; an arrow may go on to the plan's end."""
    glyph = row.phases[-1].marks[-1].glyph
    arrow = glyph is not None and is_arrow(glyph.text)
    end = plan_end if arrow else None
    return read_spans(marked(row), plan_end=end, added=added, every_year=whole)


def stated_end(phase: PhaseMarks, doubts: Doubts = NO_DOUBTS) -> tuple[int, str] | None:
    """Up to which year the last words of a phase say that it goes on, and their print."""
    words = phase.marks[-1].task if phase.marks else None
    found = find_years(words.text) if words is not None and doubts.holds(words) else ()
    if words is None or len(found) != 1:
        return None
    start, end, reading = found[0].start, found[0].end, found[0].reading
    # 令和7年度までに is when the work is due, not how long it goes on.
    if reading.kind != "until" or reading.end is None or words.text.startswith("に", end):
        return None
    return reading.end, words.text[start:end]


def _in_sum(row: RowPhases, phase: PhaseMarks, reading: PhaseYears) -> PhaseYears:
    """The reading with what bars, words and open columns (令和9年度以降) say about it."""
    if any(mark.drawn is not None for mark in phase.marks):
        reading = _of_drawing(row, phase, reading)
    opens = [row.columns[mark.column.col].opens for mark in phase.marks]
    if any(year is not None for year in opens) and reading.reliability != "packed":
        reading = PhaseYears(
            reading.start, None, reading.start_status, "unknown", reading.reliability
        )
    reading = _within_unknown(row, phase, _of_no_name(row, reading))
    return _to_stated_end(stated_end(phase, row.doubts), reading)


def _of_no_name(row: RowPhases, reading: PhaseYears) -> PhaseYears:
    """The reading of a row whose name is not read, which may be that of several phases."""
    if row.row.label is not None or not row.doubts.is_recognised(row.row.run):
        return reading
    known = {"observed": "inferred"}
    start, end = (known.get(s, s) for s in (reading.start_status, reading.end_status))
    return replace(reading, start_status=start, end_status=end)


def _within_unknown(row: RowPhases, phase: PhaseMarks, reading: PhaseYears) -> PhaseYears:
    """The reading without an end that lies in a column of which the year is not known."""
    marked = {m.column.col for m in phase.marks if not _says_nothing(m) and not is_unsure(m)}
    order = [column.col for column in row.row.axis if column.col in marked]
    unknown = [not row.columns[c].years and row.columns[c].opens is None for c in order]
    if not any(unknown) or reading.start is None:
        return reading
    if unknown[0]:
        reading = replace(reading, start=None, start_status="unknown")
    if unknown[-1]:
        reading = replace(reading, end=None, end_status="unknown")
    return reading


def _to_stated_end(stated: tuple[int, str] | None, reading: PhaseYears) -> PhaseYears:
    if stated is None or reading.start is None or stated[0] < reading.start:
        return reading
    trust = "full" if reading.reliability == "start_only" else reading.reliability
    return PhaseYears(reading.start, stated[0], reading.start_status, "observed", trust)


def _of_drawing(row: RowPhases, phase: PhaseMarks, reading: PhaseYears) -> PhaseYears:
    """A drawn bar shows its whole length; its row and the very ends can be in doubt."""
    years = marked_years(phase.marks, row.columns)
    if reading.reliability == "packed" or not years:
        return reading
    reliability = "full" if reading.reliability == "start_only" else reading.reliability
    unsure = [
        y for mark in phase.marks if is_unsure(mark) for y in row.columns[mark.column.col].years
    ]
    return PhaseYears(
        years[0],
        years[-1],
        "inferred" if any(year < years[0] for year in unsure) else "observed",
        "inferred" if any(year > years[-1] for year in unsure) else "observed",
        "ambiguous_row" if any(map(is_open, phase.marks)) else reliability,
    )
