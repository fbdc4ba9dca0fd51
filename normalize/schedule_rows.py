"""Rows of schedule marks and of the phases they mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import groupby

from extract.view import View
from normalize.collect import Collector, place
from normalize.measure_rows import MeasureKey
from normalize.schedule_spans import MarkedPhase, PhaseYears, phase_code, read_spans
from normalize.spelling import unspaced
from normalize.years import axis, parse_years
from parsers.mark_legends import MarkMeaning
from parsers.measures import Measure
from parsers.schedules import Mark, ScheduleRow, is_phase


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
        for label, group in groupby(measure.schedules, key=lambda s: s.label):
            rows = [entry.row for entry in group]
            item_id = ids.items.get(label)
            for row in rows:
                _marks(out, row, meanings, ids.measure_id, item_id, measure.section)
            _phases(out, rows, ids.measure_id, item_id, plan_end, added.get(label))


def plan_schedules(
    out: Collector,
    schedules: Sequence[tuple[int | None, ScheduleRow]],
    meanings: Mapping[str, str],
) -> None:
    """Marks of schedules that belong to the plan, not to a measure: (section, row)."""
    for section, row in schedules:
        _marks(out, row, meanings, None, None, section)


def _row_id(out: Collector, row: ScheduleRow) -> str:
    return f"{out.document_id}:sch:{place(row.run)}"


@lru_cache(maxsize=256)
def _axis(labels: tuple[str, ...]) -> tuple[int | None, ...]:
    """A plan prints the same year columns over most of its schedules."""
    return axis(labels)


def _years(row: ScheduleRow) -> dict[int, int | None]:
    """Fiscal year by the place of the printed year label."""
    values = _axis(tuple(year.text for year in row.years))
    return {year.whole.start: value for year, value in zip(row.years, values, strict=True)}


def _marks(
    out: Collector,
    row: ScheduleRow,
    meanings: Mapping[str, str],
    measure_id: str | None,
    item_id: str | None,
    section: int | None,
) -> None:
    years = _years(row)
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
            mark=glyph,
            mark_kind="glyph" if glyph is not None else "text",
            coverage=None,
            task_raw=mark.task.text if mark.task is not None else None,
            meaning=meanings.get(glyph) if glyph is not None else None,
            span_id=out.span(_ink(mark)),
        )
        if years[at] is None:
            out.issue(
                "warning", "year-unknown", "年度の列を読めません。", mark.year, mark.year.text
            )


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
    measure_id: str,
    item_id: str | None,
    plan_end: int | None,
    added: int | None,
) -> None:
    marked = [MarkedPhase(_marked_years(row), row.packed) for row in rows]
    last = [y for row in rows for y in _years(row).values() if y is not None]
    end = plan_end if plan_end is not None else max(last, default=None)
    for row, reading in zip(rows, read_spans(marked, plan_end=end, added=added), strict=True):
        for seq, phase in enumerate(row.phases, 1):
            _phase(out, row, reading, phase, seq, measure_id, item_id)
        _report(out, row, reading)


def _marked_years(row: ScheduleRow) -> tuple[int, ...]:
    years = _years(row)
    values = {years[mark.year.whole.start] for mark in row.marks}
    return tuple(sorted(v for v in values if v is not None))


def _phase(
    out: Collector,
    row: ScheduleRow,
    reading: PhaseYears,
    phase: View,
    seq: int,
    measure_id: str,
    item_id: str | None,
) -> None:
    by_year = {value: mark.year.text for mark in row.marks for value in [_year_of(row, mark)]}
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
    whole = unspaced(phase.text)
    if whole != phase.text:
        out.add(
            "repairs",
            span_id=out.span(phase),
            table="schedule_spans",
            column="phase",
            raw=phase.text,
            repaired=whole,
            rule="letter-spacing",
            reason="字間をあけて印刷された語をつないだ",
            confidence=1.0,
        )


def _year_of(row: ScheduleRow, mark: Mark) -> int | None:
    return _years(row)[mark.year.whole.start]


MESSAGES = {
    "packed": ("info", "schedule-row-packed", "一行に複数の段階があり、矢印を分けられません。"),
    "contradictory": (
        "warning",
        "schedule-contradictory",
        "追加された年度より前に矢印が始まっています。",
    ),
}


def _report(out: Collector, row: ScheduleRow, reading: PhaseYears) -> None:
    """An issue for every reading that leaves a year open or contradicts the text."""
    if reading.reliability in MESSAGES:
        severity, code, message = MESSAGES[reading.reliability]
    elif reading.end_status == "unknown":
        severity, code = "info", "schedule-end-unknown"
        message = "矢印の終わりが文字に残っておらず、終了年度が分かりません。"
    else:
        return
    out.issue(severity, code, message, row.label, row.label.text if row.label else None)
