"""Which years a schedule row marks, and by which of its phases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extract.frozen import frozen
from normalize.doubts import Doubts
from normalize.numbers import parse_number
from normalize.schedule_calendar import Calendar, ColumnYears
from normalize.schedule_doubts import (
    NO_DOUBTS,
    is_sure,
    sure_columns,
    sure_phases,
    with_lost_blanks,
)
from normalize.schedule_spans import Ink, MarkedPhase, marks_every_year
from parsers.schedule_cells import Mark, is_arrow
from parsers.schedule_phases import PhaseMarks, phase_marks
from parsers.schedules import ScheduleRow

Columns = Mapping[int, ColumnYears]


@frozen
class RowPhases:
    """A row with the years of its columns and its phases.

    ``style`` are the phases as if nothing were in doubt, None where nothing is: how a schedule
    marks years rests on all of its marks together.
    """

    row: ScheduleRow
    columns: Columns
    phases: tuple[PhaseMarks, ...]
    doubts: Doubts = NO_DOUBTS
    style: tuple[MarkedPhase, ...] | None = None

    @property
    def is_doubtful(self) -> bool:
        """Whether a mark of the row or the year over it was read too unsurely to count."""
        return self.style is not None


def row_phases(
    row: ScheduleRow, calendar: Calendar, *, in_card: bool = False, doubts: Doubts = NO_DOUBTS
) -> RowPhases:
    """What the row says, its columns read by the calendar; see ``phase_marks``.

    Years and marks that are in doubt tell nothing of a phase.
    """
    row = with_lost_blanks(row, doubts)
    columns = calendar.columns(row.axis)
    whole = RowPhases(row, columns, phase_marks(row, in_card=in_card), doubts)
    known = sure_columns(row.axis, columns, doubts)
    if known == columns and all(is_sure(mark, doubts) for mark in row.marks):
        return whole
    phases = sure_phases(whole.phases, doubts)
    return RowPhases(row, known, phases, doubts, tuple(marked(whole)))


def marked_years(marks: Sequence[Mark], columns: Columns) -> tuple[int, ...]:
    """The fiscal years that the marks stand for, ascending; ends in doubt left out."""
    meant = (mark for mark in marks if not says_nothing(mark) and not is_unsure(mark))
    return tuple(sorted({y for mark in meant for y in columns[mark.column.col].years}))


def is_unsure(mark: Mark) -> bool:
    """Whether the mark is an end of a bar that hardly reaches into the year."""
    return mark.drawn is not None and mark.drawn.unsure


def is_open(mark: Mark) -> bool:
    """Whether the bar of a mark may belong to several rows."""
    return mark.drawn is not None and len(mark.drawn.rows) > 1


def says_nothing(mark: Mark) -> bool:
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
    return marks_every_year([phase for row in rows for phase in row.style or marked(row)])


def in_cells(row: RowPhases) -> bool:
    """Whether the cells of the row name its phases, not the row itself."""
    return any(phase.in_cells for phase in row.phases)
