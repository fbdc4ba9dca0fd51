"""Rows of schedule marks and of the phases they mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby

from extract.view import View
from normalize.collect import Collector, place
from normalize.measure_rows import MeasureKey
from normalize.schedule_issues import bar_doubts, report_reading
from normalize.schedule_spans import MarkedPhase, PhaseYears, marks_every_year, phase_code
from normalize.schedule_years import marked_years, row_readings, row_years
from normalize.section_rows import spacing_repair
from normalize.spelling import unspaced
from normalize.years import parse_years
from parsers.mark_legends import MarkMeaning
from parsers.measures import Measure
from parsers.schedules import FILL, Mark, ScheduleRow, is_arrow, is_phase


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
    meanings: Mapping[str, str],
    plan_end: int | None,
) -> None:
    """Marks and phases of every measure's schedule."""
    for measure, ids in zip(measures, keys, strict=True):
        added = {
            item.label: parse_years(item.tail.added.text).start
            for item in measure.items
            if item.tail.added is not None
        }
        every_year = marks_every_year(
            [MarkedPhase(marked_years(s.row), s.row.packed) for s in measure.schedules]
        )
        for label, group in groupby(measure.schedules, key=lambda s: s.label):
            rows = [entry.row for entry in group]
            item_id = ids.items.get(label)
            for row in rows:
                _marks(out, row, meanings, ids.measure_id, item_id, measure.section)
            reading = row_readings(rows, plan_end, added.get(label), every_year)
            _phases(out, rows, reading, ids.measure_id, item_id)


def plan_schedules(
    out: Collector,
    schedules: Sequence[tuple[int | None, ScheduleRow]],
    meanings: Mapping[str, str],
) -> None:
    """Marks of schedules that belong to the plan, not to a measure: (section, row)."""
    unexplained: dict[str, View] = {}
    for section, row in schedules:
        _marks(out, row, meanings, None, None, section)
        for mark in row.marks:
            glyph = mark.glyph
            if glyph is not None and glyph.text not in meanings and not is_arrow(glyph.text):
                unexplained.setdefault(glyph.text, glyph)
    for text, glyph in unexplained.items():
        message = f"「{text}」の意味を示す凡例が見つかりません。"
        out.issue("info", "mark-without-legend", message, glyph, text)


def _row_id(out: Collector, row: ScheduleRow) -> str:
    part = f":b{row.part}" if row.part is not None else ""
    return f"{out.document_id}:sch:{place(row.run)}{part}"


def _marks(
    out: Collector,
    row: ScheduleRow,
    meanings: Mapping[str, str],
    measure_id: str | None,
    item_id: str | None,
    section: int | None,
) -> None:
    years = row_years(row)
    phase = _phase_of(row) if measure_id or _is_phase_row(row) else None
    # Counted by what the key holds: a header can print one year over two columns.
    seen: Counter[tuple[int | None, str]] = Counter()
    for mark in row.marks:
        at = mark.year.whole.start
        seq = (years[at], mark.year.text)
        seen[seq] += 1
        glyph = mark.glyph.text if mark.glyph is not None else None
        out.add(
            "schedule_marks",
            schedule_row_id=_row_id(out, row),
            measure_id=measure_id,
            item_id=item_id,
            section_id=out.section_id(section),
            row_label_raw=row.label.text if row.label is not None else None,
            phase_raw=phase.text if phase is not None else None,
            phase=phase_code(phase.text) if phase is not None else None,
            fiscal_year=years[at],
            year_raw=mark.year.text,
            seq=seen[seq],
            mark_raw=glyph,
            mark=mark.drawn.shape if mark.drawn is not None else glyph,
            mark_kind=_mark_kind(mark),
            coverage=mark.drawn.coverage if mark.drawn is not None else None,
            task_raw=mark.task.text if mark.task is not None else None,
            meaning=meanings.get(glyph) if glyph is not None else None,
            span_id=_mark_span(out, mark),
        )
        if years[at] is None:
            out.issue(
                "warning", "year-unknown", "年度の列を読めません。", mark.year, mark.year.text
            )
    bar_doubts(out, row)


def _mark_kind(mark: Mark) -> str:
    if mark.drawn is None:
        return "glyph" if mark.glyph is not None else "text"
    return {"image": "image", "shading": "filled"}.get(mark.drawn.shape, "drawn")


def _mark_span(out: Collector, mark: Mark) -> str | None:
    if mark.drawn is None:
        return out.span(_ink(mark))
    name = "fill" if mark.drawn.bar == FILL else f"bar{mark.drawn.bar}"
    return out.drawn_span(mark.cell.whole, name, mark.drawn.box)


def _phase_of(row: ScheduleRow) -> View | None:
    """The phase that the row's marks belong to; None where the row packs several."""
    return row.phases[0] if len(row.phases) == 1 else None


def _is_phase_row(row: ScheduleRow) -> bool:
    return row.label is not None and is_phase(row.label.text)


def _ink(mark: Mark) -> View:
    """What was printed for the mark: its glyph, else its words."""
    return mark.glyph or mark.task or mark.cell


def _phases(
    out: Collector,
    rows: Sequence[ScheduleRow],
    readings: Sequence[PhaseYears],
    measure_id: str,
    item_id: str | None,
) -> None:
    for row, reading in zip(rows, readings, strict=True):
        for seq, phase in enumerate(row.phases, 1):
            _phase(out, row, reading, phase, seq, measure_id, item_id)
        if row.phases:  # without a phase the marks stand for themselves
            report_reading(out, row, reading)


def _phase(
    out: Collector,
    row: ScheduleRow,
    reading: PhaseYears,
    phase: View,
    seq: int,
    measure_id: str,
    item_id: str | None,
) -> None:
    years = row_years(row)
    by_year = {years[mark.year.whole.start]: mark.year.text for mark in row.marks}
    out.add(
        "schedule_spans",
        schedule_row_id=_row_id(out, row),
        measure_id=measure_id,
        item_id=item_id,
        phase_seq=seq,
        row_label_raw=row.label.text if row.label is not None else None,
        phase_raw=phase.text,
        phase=phase_code(phase.text),
        start_raw=by_year.get(reading.start) if reading.start is not None else None,
        start_fy=reading.start,
        start_status=reading.start_status,
        end_raw=by_year.get(reading.end) if reading.end_status == "observed" else None,
        end_fy=reading.end,
        end_status=reading.end_status,
        reliability=reading.reliability,
        span_id=out.span(phase),
    )
    spacing_repair(out, phase, "schedule_spans", "phase", unspaced(phase.text))
