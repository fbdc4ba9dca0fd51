"""What of a schedule is read too unsurely to tell a year or a phase; see ``doubts``.

Years over neighbouring columns prove one another, and so does a word that is a known phase. A
drawn bar is where it is, whatever is printed in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from extract.view import View
from normalize.collect import Collector
from normalize.doubts import Doubts
from normalize.schedule_calendar import ColumnYears
from normalize.schedule_spans import phase_code
from parsers.schedule_cells import Mark
from parsers.schedule_phases import PhaseMarks
from parsers.schedules import ScheduleRow, is_phase
from parsers.year_header import YearColumn

NO_DOUBTS = Doubts()
UNKNOWN_PHASE = "other"
# A longer name of a row is no list of phases.
LONGEST = 24


def with_lost_blanks(row: ScheduleRow, doubts: Doubts) -> ScheduleRow:
    """A row whose name is made of known phases only, as a row of several phases.

    The recogniser loses the blanks between short words: 検討 実施 comes out as 検討実施.
    """
    if len(row.phases) != 1 or not doubts.is_recognised(row.phases[0]):
        return row
    label = row.phases[0]
    ends = _words(label.text)
    if len(ends) < 2:
        return row
    starts = (0, *ends[:-1])
    return replace(row, phases=tuple(map(label.cut, starts, ends)))


def _words(text: str) -> tuple[int, ...]:
    """Where the fewest known phases end that a text is made of; empty where it is not."""
    best: dict[int, tuple[int, ...]] = {0: ()}
    for end in range(1, len(text) + 1 if len(text) <= LONGEST else 1):
        starts = [start for start in best if is_phase(text[start:end])]
        found = [(*best[start], end) for start in starts]
        if found:
            best[end] = min(found, key=len)
    return best.get(len(text), ())


def sure_columns(
    axis: Sequence[YearColumn], columns: Mapping[int, ColumnYears], doubts: Doubts
) -> Mapping[int, ColumnYears]:
    """The years of each column, none where a doubtful print tells them and no sure one agrees.

    The years of an axis go up by one from column to column, or they are left out before: a
    misreading would have to hit the very year that its place asks for. A year that stands twice
    (the halves of a year) proves nothing.
    """
    doubtful = {c.col for c in axis if not (doubts.holds(c.label) and doubts.holds(c.era))}
    if not doubtful:
        return columns
    single = {c: column.years[0] for c, column in columns.items() if len(column.years) == 1}
    times = Counter(single.values())
    proven = {c for c, year in single.items() if c not in doubtful or times[year] == 1}
    proven = proven if single.keys() - doubtful else set()
    return {
        col: replace(column, years=(), status="unknown", opens=None)
        if col in doubtful - proven
        else column
        for col, column in columns.items()
    }


def sure_phases(phases: Sequence[PhaseMarks], doubts: Doubts) -> tuple[PhaseMarks, ...]:
    """The phases of which some mark is sure.

    A phase that nothing but words in doubt tells of is none; one that its row names stays
    without marks.
    """
    found: list[PhaseMarks] = []
    for phase in phases:
        if not phase.marks or any(is_sure(mark, doubts) for mark in phase.marks):
            found.append(phase)
        elif phase.label is not None and not phase.in_cells:
            found.append(replace(phase, marks=()))
    return tuple(found)


def is_sure(mark: Mark, doubts: Doubts) -> bool:
    """Whether a mark tells of a phase: it is drawn, surely read, or a known word."""
    printed = mark.glyph or mark.task or mark.cell
    if mark.drawn is not None or doubts.holds(printed):
        return True
    words = mark.task if mark.glyph is None else None
    return words is not None and phase_code(words.text) != UNKNOWN_PHASE


def sure_phase(out: Collector, label: View) -> str | None:
    """The code of a printed phase; None where it may be a misreading of another word."""
    code = phase_code(label.text)
    return code if code != UNKNOWN_PHASE or out.sure(label) else None
