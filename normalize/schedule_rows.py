"""Rows of schedule marks and of the phases they mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import groupby

from extract.view import View
from normalize.collect import Collector, place
from normalize.measure_rows import MeasureKey
from normalize.numbers import parse_number
from normalize.schedule_spans import (
    MarkedPhase,
    PhaseYears,
    marks_every_year,
    phase_code,
    read_spans,
)
from normalize.section_rows import spacing_repair
from normalize.spelling import unspaced
from normalize.years import axis, parse_years
from parsers.mark_legends import MarkMeaning
from parsers.measures import Measure
from parsers.schedules import Mark, ScheduleRow, is_arrow, is_phase


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
            [MarkedPhase(_marked_years(s.row), s.row.packed) for s in measure.schedules]
        )
        for label, group in groupby(measure.schedules, key=lambda s: s.label):
            rows = [entry.row for entry in group]
            item_id = ids.items.get(label)
            for row in rows:
                _marks(out, row, meanings, ids.measure_id, item_id, measure.section)
            reading = _readings(rows, plan_end, added.get(label), every_year)
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


def _mark_kind(mark: Mark) -> str:
    if mark.drawn is None:
        return "glyph" if mark.glyph is not None else "text"
    return {"image": "image", "shading": "filled"}.get(mark.drawn.shape, "drawn")


def _mark_span(out: Collector, mark: Mark) -> str | None:
    if mark.drawn is None:
        return out.span(_ink(mark))
    name = f"bar{mark.drawn.bar}"
    return out.drawn_span(mark.cell.whole, name, mark.drawn.box)


def _phase_of(row: ScheduleRow) -> View | None:
    """The phase that the row's marks belong to; None where the row packs several."""
    return row.phases[0] if len(row.phases) == 1 else None


def _is_phase_row(row: ScheduleRow) -> bool:
    return row.label is not None and is_phase(row.label.text)


def _ink(mark: Mark) -> View:
    """What was printed for the mark: its glyph, else its words."""
    return mark.glyph or mark.task or mark.cell


def _readings(
    rows: Sequence[ScheduleRow], plan_end: int | None, added: int | None, every_year: bool
) -> tuple[PhaseYears, ...]:
    marked = [MarkedPhase(_marked_years(row), row.packed) for row in rows]
    last = [y for row in rows for y in _years(row).values() if y is not None]
    end = plan_end if plan_end is not None else max(last, default=None)
    readings = read_spans(marked, plan_end=end, added=added, every_year=every_year)
    return tuple(
        _of_drawing(row, reading) if any(m.drawn is not None for m in row.marks) else reading
        for row, reading in zip(rows, readings, strict=True)
    )


def _of_drawing(row: ScheduleRow, reading: PhaseYears) -> PhaseYears:
    """A drawn bar shows its whole length; only its row can be in doubt."""
    years = _marked_years(row)
    if row.packed or not years:
        return reading
    doubtful = any(mark.drawn is not None and len(mark.drawn.rows) > 1 for mark in row.marks)
    reliability = "full" if reading.reliability == "start_only" else reading.reliability
    return PhaseYears(
        years[0],
        years[-1],
        "observed",
        "observed",
        "ambiguous_row" if doubtful else reliability,
    )


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
            _report(out, row, reading)


def _marked_years(row: ScheduleRow) -> tuple[int, ...]:
    years = _years(row)
    values = {years[mark.year.whole.start] for mark in row.marks if not _says_nothing(mark)}
    return tuple(sorted(v for v in values if v is not None))


def _says_nothing(mark: Mark) -> bool:
    """Whether a cell only says that nothing happens (－, なし): ink, but no year of the phase."""
    words = mark.task if mark.glyph is None else None
    return words is not None and parse_number(words.text).reason == "no-value"


def _phase(
    out: Collector,
    row: ScheduleRow,
    reading: PhaseYears,
    phase: View,
    seq: int,
    measure_id: str,
    item_id: str | None,
) -> None:
    years = _years(row)
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


MESSAGES = {
    "ambiguous_row": (
        "warning",
        "schedule-row-ambiguous",
        "帯が行の境目をまたいでおり、どの行のものか決められません。",
    ),
    "packed": ("info", "schedule-row-packed", "一行に複数の段階があり、矢印を分けられません。"),
    "contradictory": (
        "warning",
        "schedule-contradictory",
        "追加された年度より前に矢印が始まっています。",
    ),
}


def _has_gap(row: ScheduleRow) -> bool:
    years = _marked_years(row)
    return bool(years) and years[-1] - years[0] + 1 > len(years)


def _report(out: Collector, row: ScheduleRow, reading: PhaseYears) -> None:
    """An issue for every reading that leaves a year open or contradicts the text."""
    if reading.reliability in MESSAGES:
        severity, code, message = MESSAGES[reading.reliability]
    elif reading.start_status == "unknown":
        severity, code = "info", "schedule-without-mark"
        message = "年度の欄に印がなく、開始年度も終了年度も分かりません。"
    elif reading.end_status == "unknown":
        severity, code = "info", "schedule-end-unknown"
        message = "印の終わりが文字に残っておらず、終了年度が分かりません。"
    elif reading.end_status == "observed" and _has_gap(row):
        severity, code = "info", "schedule-gap"
        message = "途中の年度に印がありません。印のある年度は schedule_marks にあります。"
    else:
        return
    out.issue(severity, code, message, row.label, row.label.text if row.label else None)
