"""Rows of the phases of schedules: in tables of years, and in fields of words."""

from __future__ import annotations

from extract.view import View
from normalize.collect import Collector, place
from normalize.mark_rows import Meanings, Owner, mark_span, row_id
from normalize.period_spans import stated_phases
from normalize.schedule_calendar import Calendar
from normalize.schedule_doubts import sure_phase
from normalize.schedule_readings import stated_end
from normalize.schedule_spans import PhaseYears, phase_code
from normalize.schedule_years import RowPhases
from normalize.section_rows import spacing_repair
from normalize.spelling import unspaced
from parsers.schedule_phases import PhaseMarks
from parsers.schedules import ScheduleRow


def phase_row(
    out: Collector,
    read: RowPhases,
    phase: PhaseMarks,
    label: View | None,
    reading: PhaseYears,
    seq: int,
    meanings: Meanings,
    owner: Owner,
) -> None:
    """One row: a phase of a schedule row with its years and how they are known."""
    row = read.row
    by_year = {
        year: mark.year.text for mark in phase.marks for year in read.columns[mark.column.col].years
    }
    if (stated := stated_end(phase, read.doubts)) is not None:
        by_year.setdefault(*stated)
    glyph = phase.glyph.text if phase.glyph is not None else None
    meaning = meanings.get(glyph) if glyph is not None and out.sure(phase.glyph) else None
    named = label.text if label is not None else None
    out.add(
        "schedule_spans",
        schedule_row_id=row_id(out, row),
        measure_id=owner.measure_id,
        item_id=owner.item_id,
        phase_seq=seq,
        row_label_raw=row.label.text if row.label is not None else None,
        phase_raw=named or glyph,
        phase=_code(out, row, label, meaning),
        meaning=meaning,
        start_raw=by_year.get(reading.start) if reading.start is not None else None,
        start_fy=reading.start,
        start_status=reading.start_status,
        end_raw=by_year.get(reading.end)
        if reading.end is not None and reading.end_status == "observed"
        else None,
        end_fy=reading.end,
        end_status=reading.end_status,
        reliability=reading.reliability,
        span_id=out.span(label) or mark_span(out, phase.marks[0]),
    )
    if label is not None:
        spacing_repair(out, label, "schedule_spans", "phase", unspaced(label.text))


def _code(out: Collector, row: ScheduleRow, label: View | None, meaning: str | None) -> str | None:
    """The code of the phase; of a row without a name on a recognised page nothing is known."""
    if label is not None:
        return sure_phase(out, label)
    if meaning is None and out.doubts.is_recognised(row.run):
        return None
    return phase_code(meaning or "")


def period_rows(out: Collector, field: View, owner: Owner, calendar: Calendar) -> None:
    """The phases that a field of words states; an issue where no year can be told."""
    found = stated_phases(field, calendar)
    sure = [phase for phase in found if out.sure(phase.printed)]
    for seq, phase in enumerate(sure, 1):
        years = phase.years
        label = phase.label.text if phase.label is not None else None
        out.add(
            "schedule_spans",
            schedule_row_id=f"{out.document_id}:sch:{place(field.whole)}",
            measure_id=owner.measure_id,
            item_id=owner.item_id,
            phase_seq=seq,
            row_label_raw=None,
            phase_raw=label,
            phase=sure_phase(out, phase.label) if phase.label is not None else phase_code(""),
            start_raw=phase.printed.text if years.start is not None else None,
            start_fy=years.start,
            start_status=years.start_status,
            end_raw=phase.printed.text if years.end is not None else None,
            end_fy=years.end,
            end_status=years.end_status,
            reliability=years.reliability,
            span_id=out.span(phase.label or phase.printed),
        )
    if not found:
        message = "実施時期を年度として読み取れません。"
        out.issue("info", "period-not-read", message, field, field.text)
