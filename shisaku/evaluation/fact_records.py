"""Facts that are rows of one table: what the gold calls each field, and what the table does."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from shisaku.evaluation.compare import Record, Score, Value, compare, norm
from shisaku.evaluation.loaded import Converted, Row, gold_lines, text

# A name as a person wrote it down in the gold stands in quotes or not.
_QUOTES = "「」『』"


def fact(
    row: Row,
    key: object,
    label: object,
    fields: Mapping[str, Value],
    *,
    optional: tuple[str, ...] = (),
) -> Record:
    """A gold fact as a record, with the fields that it says are paraphrased."""
    return Record(
        norm(str(key or "")),
        str(label),
        fields,
        gold_lines(row),
        frozenset(row.get("paraphrased_fields") or ()),
        frozenset(optional),
    )


def without_quotes(name: str) -> str:
    """A name without the quotes around the whole of it."""
    inside = name.strip(_QUOTES)
    return inside if name == f"「{inside}」" or name == f"『{inside}』" else name


def score_trainings(gold: Sequence[Row], data: Converted) -> list[Score]:
    """Trainings by course."""
    expected = [
        fact(
            row,
            row["course"],
            row["course"],
            {
                "no": text(row.get("no")),
                "content": row.get("content"),
                "category": row.get("category"),
            },
            optional=("no",),
        )
        for row in gold
    ]
    rows = data.rows("trainings")
    got = [
        Record(
            norm(row["course"] or row["course_raw"]),
            row["course_raw"],
            {
                "no": text(row["no"]),
                "content": row["content_raw"],
                "category": _same_category(row, expected),
            },
            data.lines(row),
        )
        for row in rows
    ]
    return compare("facts.training", expected, got)


def _same_category(row: Row, expected: Sequence[Record]) -> Value:
    """The gold's wording if one holds the other: it adds the number of a heading, or its parent."""
    printed = row["category_raw"] or row["category"]
    for record in expected:
        wording = record.fields["category"]
        if isinstance(wording, str) and printed and record.key == norm(row["course"] or ""):
            one, other = norm(printed), norm(wording)
            return wording if one in other or other in one else str(printed)
    return text(printed)


def score_legend_marks(gold: Sequence[Row], data: Converted) -> list[Score]:
    """Marks of schedules and what the document says they mean."""
    expected = [fact(row, row["mark"], row["mark"], {"meaning": row["meaning"]}) for row in gold]
    got = [
        Record(norm(row["mark_raw"]), row["mark_raw"], {"meaning": row["meaning_raw"]})
        for row in data.rows("legends")
        if row["kind"] == "mark"
    ]
    return compare("facts.legend", expected, got)


def score_plan_schedule(gold: Sequence[Row], data: Converted) -> list[Score]:
    """Cells of a plan's own schedule, by row and year."""
    expected = [
        fact(
            row,
            f"{row['fiscal_year']} {row['row_label']} {row['mark'] or ''} {row.get('task') or ''}",
            f"{row['row_label']} {row['fiscal_year']} {row['mark'] or ''} {row.get('task') or ''}",
            {},
        )
        for row in gold
    ]
    got = [
        Record(
            norm(
                f"{row['fiscal_year']} {row['row_label_raw']} {row['mark_raw'] or ''}"
                f" {row['task_raw'] or ''}"
            ),
            f"{row['row_label_raw']} {row['fiscal_year']} {row['mark_raw']} {row['task_raw']}",
            {},
            data.lines(row),
        )
        for row in data.rows("schedule_marks")
        if row["measure_id"] is None
    ]
    return compare("facts.schedule", expected, got)


def score_steps(gold: Sequence[Row], data: Converted) -> list[Score]:
    """Steps of printed processes."""
    expected = [
        fact(
            row,
            f"{row['process']} {row['step']}",
            f"{row['process']} {row['step']} {row['title']}",
            {"title": row["title"], "content": row.get("content")},
        )
        for row in gold
    ]
    got = [
        Record(
            norm(f"{row['process_raw']} {row['step_no']}"),
            f"{row['process_raw']} {row['step_no']} {row['title_raw']}",
            {
                "title": row["title_raw"],
                "content": row["content_raw"] or row["content"],
            },
            data.lines(row),
        )
        for row in data.rows("process_steps")
    ]
    return compare("facts.process_step", expected, got)


def score_cycle(gold: Sequence[Row], data: Converted) -> list[Score]:
    """Months or periods of the yearly cycle and their tasks."""
    expected = [
        fact(
            row,
            _period(row.get("month"), row.get("period")),
            _period(row.get("month"), row.get("period")),
            {"tasks": tuple(row.get("tasks") or ())},
        )
        for row in gold
    ]
    grouped: dict[str, list[Row]] = {}
    name, line = "", None
    for row in data.rows("annual_tasks"):
        # A task without a time of its own goes on with the one before it on its line.
        here = data.places.line(row["span_id"])
        if row["month"] or row["period_raw"] or here != line:
            name, line = _period(row["month"], row["period_raw"]), here
        grouped.setdefault(name, []).append(row)
    got = [
        Record(
            norm(name),
            name,
            {"tasks": tuple(row["task_raw"] for row in rows)},
            data.lines(rows[0]),
        )
        for name, rows in grouped.items()
    ]
    return compare("facts.annual_cycle", expected, got)


def _period(month: object, period: object) -> str:
    return f"{month}月" if month else str(period or "")


RECORD_SCORERS: dict[str, Callable[[Sequence[Row], Converted], list[Score]]] = {
    "training": score_trainings,
    "legend": score_legend_marks,
    "schedule": score_plan_schedule,
    "process_step": score_steps,
    "annual_cycle": score_cycle,
}
"""Scorer by kind of fact."""
