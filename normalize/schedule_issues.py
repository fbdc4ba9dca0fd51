"""Issues of schedules: what the drawing, the marks or a picture leave open."""

from __future__ import annotations

from collections.abc import Sequence

from normalize.collect import Collector
from normalize.schedule_spans import PhaseYears
from normalize.schedule_years import Columns, is_open, is_unsure, marked_years
from parsers.lost_schedules import LostSchedule
from parsers.schedule_cells import Mark
from parsers.schedule_phases import PhaseMarks
from parsers.schedules import ScheduleRow
from parsers.year_header import is_period_label

MESSAGES = {
    "packed": ("info", "schedule-row-packed", "一行に複数の段階があり、矢印を分けられません。"),
    "contradictory": (
        "warning",
        "schedule-contradictory",
        "追加された年度より前に矢印が始まっています。",
    ),
}
LOST = {
    "picture": "スケジュールが画像になっており、年度を読み取れません。",
    "bars": "年度の見出しの下に帯がありますが、どの年度・どの行の帯か決められません。",
    "rows": "行に帯がありますが、上に年度の見出しがなく、どの年度の帯か決められません。",
}


def lost_schedules(out: Collector, lost: Sequence[LostSchedule]) -> None:
    """An issue for every schedule that cannot be read, with the place of its picture or bars."""
    for n, schedule in enumerate(lost, 1):
        out.add(
            "issues",
            severity="warning",
            code="schedule-not-extractable",
            message=LOST[schedule.kind],
            value_raw=schedule.named.text,
            span_id=out.drawn_span(schedule.named, f"{schedule.kind}{n}", schedule.box),
        )


def bar_doubts(out: Collector, row: ScheduleRow) -> None:
    """Issues for bars whose row or whose first or last year the drawing leaves open."""
    label = row.label.text if row.label is not None else None
    if any(map(is_open, row.marks)):
        names = [name for name in (label, *(rival.text for rival in row.rivals)) if name]
        quoted = "".join(f"「{name}」" for name in names)
        message = f"帯が行の境目をまたいでおり、{quoted}のどの行のものか決められません。"
        out.issue("warning", "schedule-row-ambiguous", message, row.label, "／".join(names))
    if any(is_unsure(mark) for mark in row.marks):
        message = "帯の端が年度の境目をわずかに越えており、その年度を含むか決められません。"
        out.issue("warning", "schedule-edge-unsure", message, row.label, label)


def unknown_years(out: Collector, row: ScheduleRow, columns: Columns) -> None:
    """An issue for every column of the row's marks whose year is not known."""
    told: set[int] = set()
    for mark in row.marks:
        column = columns[mark.column.col]
        if column.years or column.opens is not None or mark.year.whole.start in told:
            continue
        told.add(mark.year.whole.start)
        if not (out.sure(mark.year) and out.sure(mark.column.era)):
            continue
        if is_period_label(mark.year.text):
            code, message = (
                "period-undefined",
                "この期間がどの年度を指すか、文書に定義がありません。",
            )
        else:
            code, message = "year-unknown", "年度の列を読めません。"
        out.issue("warning", code, message, mark.year, mark.year.text)


def _has_gap(marks: Sequence[Mark], columns: Columns) -> bool:
    years = marked_years(marks, columns)
    return bool(years) and years[-1] - years[0] + 1 > len(years)


def report_reading(
    out: Collector, row: ScheduleRow, columns: Columns, phase: PhaseMarks, reading: PhaseYears
) -> None:
    """An issue for every reading that leaves a year open or contradicts the text."""
    if reading.reliability == "ambiguous_row":
        return  # said where the bar is
    if not phase.marks and row.marks:
        return  # said where the marks are, which are in doubt
    if phase.marks and not any(columns[mark.column.col].years for mark in phase.marks):
        return  # said where the year is
    if reading.reliability in MESSAGES:
        severity, code, message = MESSAGES[reading.reliability]
    elif reading.start_status == "unknown":
        severity, code = "info", "schedule-without-mark"
        message = "年度の欄に印がなく、開始年度も終了年度も分かりません。"
    elif reading.end_status == "unknown":
        severity, code = "info", "schedule-end-unknown"
        message = "印の終わりが文字に残っておらず、終了年度が分かりません。"
    elif reading.end_status == "observed" and _has_gap(phase.marks, columns):
        severity, code = "info", "schedule-gap"
        message = "途中の年度に印がありません。印のある年度は schedule_marks にあります。"
    else:
        return
    named = phase.label if phase.in_cells else row.label
    place = named or (phase.marks[0].cell if phase.marks else row.label)
    out.issue(severity, code, message, place, place.text if place else None)
