"""Says so when a plan was read but nothing of what plans are read for was found in it."""

from __future__ import annotations

from normalize.collect import Collector

# A document with one of these was understood, though it holds no measure.
OTHER_FACTS = (
    "organizations",
    "trainings",
    "annual_tasks",
    "glossary_terms",
    "initiatives",
    "services",
    "events",
    "survey_values",
    "schedule_marks",
)
MESSAGE = "施策・取組も指標も見つかりませんでした。施策の章のない文書か、まだ読めない体裁です。"


def absence(out: Collector) -> None:
    """An issue for a document with headings or tables but no measure, item or indicator.

    It is only a remark where other facts were read: a chapter about bodies has no measures.
    """
    if not _any(out, "sections", "tables") or _any(out, "measures", "measure_items", "indicators"):
        return
    out.issue("info" if _any(out, *OTHER_FACTS) else "warning", "measures-not-found", MESSAGE)


def _any(out: Collector, *tables: str) -> bool:
    return any(table in out.rows and len(out.rows[table]) > 0 for table in tables)
