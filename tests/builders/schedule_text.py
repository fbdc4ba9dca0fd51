"""Small plans with schedules as text, and the rows that must come of them."""

from __future__ import annotations

from collections.abc import Sequence

Cells = Sequence[str]
Row = dict[str, object]

PERIOD = "計画期間は、令和4年度から令和8年度までの5年間とします。"


def plan(*parts: str, period: str = PERIOD) -> str:
    """A plan of two chapters; ``parts`` are the paragraphs and tables of the second."""
    opening = (
        "第1章 計画の概要",
        "本市では、行政手続のオンライン化と業務の見直しを進めてきました。",
        "第1節 計画の期間",
        period,
        "第2章 取組の進め方",
        "各取組は、次のとおり進めます。",
    )
    return "\n\n".join((*opening, *parts)) + "\n"


def tabs(*rows: Cells) -> str:
    """A table with tabs between its cells."""
    return "\n".join("\t".join(row) for row in rows)


def pipes(header: Cells, *rows: Cells) -> str:
    """A table in Markdown."""
    rule = ["---"] * len(header)
    return "\n".join("| " + " | ".join(row) + " |" for row in (header, rule, *rows))


def mark(
    label: str | None,
    year: int | None,
    *,
    phase: str | None = None,
    glyph: str | None = None,
    task: str | None = None,
    **more: object,
) -> Row:
    """A row of ``schedule_marks``: words when no glyph is given."""
    return {
        "row_label_raw": label,
        "phase_raw": phase,
        "fiscal_year": year,
        "mark_raw": glyph,
        "mark_kind": "text" if glyph is None else "glyph",
        "task_raw": task,
        **more,
    }


def words(label: str | None, phase: str, *years: int | None, **more: object) -> list[Row]:
    """The marks of one word in cells of these years, repeated in each."""
    return [mark(label, year, phase=phase, task=phase) | more for year in years]


def arrows(
    label: str | None, phase: str | None, *years: int | None, glyph: str = "→", **more: object
) -> list[Row]:
    """The marks of one arrow in each of these years."""
    return [mark(label, year, phase=phase, glyph=glyph) | more for year in years]


def span(
    label: str | None,
    phase_raw: str | None,
    phase: str,
    start: int | None,
    end: int | None,
    *,
    known: tuple[str, str] = ("observed", "observed"),
    reliability: str = "full",
    **more: object,
) -> Row:
    """A row of ``schedule_spans``; ``known`` are the statuses of start and end."""
    return {
        "row_label_raw": label,
        "phase_raw": phase_raw,
        "phase": phase,
        "start_fy": start,
        "end_fy": end,
        "start_status": known[0],
        "end_status": known[1],
        "reliability": reliability,
        **more,
    }
