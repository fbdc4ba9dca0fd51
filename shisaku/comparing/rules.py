"""How plans are reviewed: every year, in the middle with its year, at the end, when needed."""

from __future__ import annotations

from normalize.schema import load_schema
from shisaku.comparing.model import OBSERVED, UNKNOWN, Category, Find, Found, Row
from shisaku.comparing.vocabulary import kinds, kinds_of
from shisaku.loading_places import records

FILE = "reviews.toml"
YEARLY_TASKS = "yearly_tasks"


def by_review(find: Find) -> Found:
    """Rules about reviewing the plan by cycle; ``value`` is the fiscal year where one is printed.

    Beside the sentences of ``reviews`` count the rows of the plan's own schedule that name a
    review, and ``yearly_tasks`` the tasks of its yearly calendar. A rule without a cycle is
    ``unknown``.
    """
    rules = [_rule(row) for row in records(find("reviews"))]
    schedule = [row for span in records(find("schedule_spans")) for row in _scheduled(span)]
    tasks = [_task(row) for row in records(find("annual_tasks"))]
    rows = [*rules, *schedule, *tasks]
    declared = load_schema().table("reviews").column("cycle")
    names = dict(zip(declared.enum, declared.enum_ja, strict=True))
    names.pop("other", None)
    categories = [Category(code, name) for code, name in names.items()]
    categories.append(Category(YEARLY_TASKS, "年間の作業"))
    if any(row["category"] == UNKNOWN for row in rows):
        categories.append(Category(UNKNOWN, "周期の記載なし"))
    return Found(rows, tuple(categories), frozenset(row["document_id"] for row in rows))


def _rule(row: Row) -> Row:
    cycle = row["cycle"]
    return {
        "document_id": row["document_id"],
        "id": row["review_id"],
        "title": row["topic_raw"],
        "text": row["content"] or row["content_raw"],
        "value": None if row["fiscal_year"] is None else str(row["fiscal_year"]),
        "category": UNKNOWN if cycle in (None, "other") else cycle,
        "evidence": row["year_raw"] or row["topic_raw"],
        "span_id": row["span_id"],
    }


def _scheduled(span: Row) -> list[Row]:
    """A row for each year of a phase that names a review; a measure's is no review of the plan."""
    if span["measure_id"] is not None:
        return []
    shown = {
        "document_id": span["document_id"],
        "id": f"{span['schedule_row_id']}-{span['phase_seq']}",
        "title": span["row_label_raw"],
        "text": span["phase_raw"],
        "span_id": span["span_id"],
    }
    return [
        shown | {"category": match.code, "evidence": match.evidence, "value": year}
        for match in kinds_of(span, kinds(FILE, "schedule_spans"))
        for year in _years(span, match.code)
    ]


def _years(span: Row, code: str) -> list[str | None]:
    """The single year of a review that happens once; which of several is not known."""
    start, end = span["start_fy"], span["end_fy"]
    sure = span["start_status"] == OBSERVED and start == end and code != "yearly"
    return [str(start) if sure else None]


def _task(row: Row) -> Row:
    return {
        "document_id": row["document_id"],
        "id": row["annual_task_id"],
        "title": row["period_raw"],
        "text": row["task_raw"],
        "value": None,
        "category": YEARLY_TASKS,
        "evidence": row["task_raw"],
        "span_id": row["span_id"],
    }
