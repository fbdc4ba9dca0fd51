"""What the phases of schedule rows mean, with what bars, words and doubts say about their ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from normalize.doubts import Doubts
from normalize.schedule_doubts import NO_DOUBTS, is_sure
from normalize.schedule_spans import Ink, PhaseYears, read_spans
from normalize.schedule_years import (
    RowPhases,
    in_cells,
    is_open,
    is_unsure,
    marked,
    marked_years,
    says_nothing,
)
from normalize.years import find_years
from parsers.schedule_cells import is_arrow
from parsers.schedule_phases import PhaseMarks


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
        if any(one.is_doubtful for one in rows):
            own = list(map(_not_inferred, own))
        found.append((row, [_in_sum(row, p, r) for p, r in zip(row.phases, own, strict=True)]))
    return found


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


def _not_inferred(reading: PhaseYears) -> PhaseYears:
    """The reading without an end that phases in doubt may set."""
    if reading.end_status != "inferred":
        return reading
    return replace(reading, end=None, end_status="unknown")


def _of_no_name(row: RowPhases, reading: PhaseYears) -> PhaseYears:
    """The reading of a row whose name is not read, which may be that of several phases."""
    if row.row.label is not None or not row.doubts.is_recognised(row.row.run):
        return reading
    known = {"observed": "inferred"}
    start, end = (known.get(s, s) for s in (reading.start_status, reading.end_status))
    return replace(reading, start_status=start, end_status=end)


def _within_unknown(row: RowPhases, phase: PhaseMarks, reading: PhaseYears) -> PhaseYears:
    """The reading without an end in a column of which the year or the mark is not known."""
    meant = [m for m in phase.marks if not says_nothing(m) and not is_unsure(m)]
    order = [column.col for column in row.row.axis if column.col in {m.column.col for m in meant}]
    sure = {m.column.col for m in meant if is_sure(m, row.doubts)}
    unknown = [
        c not in sure or (not row.columns[c].years and row.columns[c].opens is None) for c in order
    ]
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
