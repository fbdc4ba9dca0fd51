"""Rows of schedule marks: what is on the page, and the year of its column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from extract.frozen import frozen
from extract.view import View
from normalize.collect import Collector, place
from normalize.schedule_doubts import sure_phase
from normalize.schedule_issues import bar_doubts, unknown_years
from normalize.schedule_years import RowPhases
from parsers.schedule_cells import Mark
from parsers.schedules import FILL, ScheduleRow

Meanings = Mapping[str, str]


@frozen
class Owner:
    """What a schedule row belongs to: a measure, an item of it, a section."""

    measure_id: str | None = None
    item_id: str | None = None
    section: int | None = None


def row_id(out: Collector, row: ScheduleRow) -> str:
    """The id of a row: where it is printed, and the bar where it is one of several."""
    part = f":b{row.part}" if row.part is not None else ""
    return f"{out.document_id}:sch:{place(row.run)}{part}"


def mark_rows(out: Collector, read: RowPhases, meanings: Meanings, owner: Owner) -> None:
    """One row for each mark and fiscal year of its column, with what is unsure about them."""
    row = read.row
    phase_of = {id(m): p for p in read.phases for m in p.marks if not row.packed}
    # Counted by what the key holds: a header can print one year over two columns.
    seen: Counter[tuple[int | None, str]] = Counter()
    for mark in row.marks:
        column = read.columns[mark.column.col]
        phase = phase_of.get(id(mark))
        label = phase.label if phase is not None else None
        if phase is None and not row.packed:
            out.sure(_ink(mark))
        glyph = mark.glyph.text if mark.glyph is not None else None
        for year in column.years or (None,):
            seq = (year, mark.year.text)
            seen[seq] += 1
            out.add(
                "schedule_marks",
                schedule_row_id=row_id(out, row),
                measure_id=owner.measure_id,
                item_id=owner.item_id,
                section_id=out.section_id(owner.section),
                row_label_raw=row.label.text if row.label is not None else None,
                phase_raw=label.text if label is not None else None,
                phase=sure_phase(out, label) if label is not None else None,
                fiscal_year=year,
                year_raw=mark.year.text or None,
                year_status=column.status,
                part_raw=mark.column.part.text if mark.column.part is not None else None,
                seq=seen[seq],
                mark_raw=glyph,
                mark=mark.drawn.shape if mark.drawn is not None else glyph,
                mark_kind=_mark_kind(mark),
                coverage=_coverage(mark, column.share),
                task_raw=mark.task.text if mark.task is not None else None,
                task=mark.said.text if mark.said is not None else None,
                meaning=meanings.get(glyph) if glyph is not None and out.sure(mark.glyph) else None,
                span_id=mark_span(out, mark),
            )
    unknown_years(out, row, read.columns)
    bar_doubts(out, row)


def _coverage(mark: Mark, share: float | None) -> float | None:
    """The part of the year's column that is covered: of a half-year column at most one half."""
    drawn = mark.drawn.coverage if mark.drawn is not None else None
    if share is None:
        return drawn
    return share if drawn is None else drawn * share


def _mark_kind(mark: Mark) -> str:
    if mark.drawn is None:
        return "glyph" if mark.glyph is not None else "text"
    return {"image": "image", "shading": "filled"}.get(mark.drawn.shape, "drawn")


def mark_span(out: Collector, mark: Mark) -> str | None:
    """The key of what was printed or drawn for a mark."""
    if mark.drawn is None:
        return out.span(_ink(mark))
    name = "fill" if mark.drawn.bar == FILL else f"bar{mark.drawn.bar}"
    return out.drawn_span(mark.cell.whole, name, mark.drawn.box)


def _ink(mark: Mark) -> View:
    """What was printed for the mark: its glyph, else its words."""
    return mark.glyph or mark.task or mark.cell
