"""Rows of reviews (how the plan is managed) and of process steps."""

from __future__ import annotations

from collections.abc import Sequence

from extract.view import View
from normalize.collect import Collector, place
from normalize.organization_rows import one_line
from normalize.years import parse_years
from parsers.process_steps import ProcessStep
from parsers.rules import Rule


def review_rows(out: Collector, rules: Sequence[Rule]) -> None:
    """One row a rule; a printed year that is not one fiscal year leaves it empty, with an issue."""
    for rule in rules:
        out.add(
            "reviews",
            review_id=f"{out.document_id}:review:{place(rule.topic.whole)}",
            section_id=out.section_id(rule.section),
            topic_raw=rule.topic.text,
            cycle=rule.cycle,
            fiscal_year=_fiscal_year(out, rule.year),
            year_raw=rule.year.text if rule.year else None,
            content_raw=rule.content.text,
            content=one_line(rule.content.text),
            span_id=out.span(rule.content),
        )


def process_step_rows(out: Collector, steps: Sequence[ProcessStep]) -> None:
    """One row a step of a printed process, in printed order."""
    for step in steps:
        content = step.content.text if step.content else None
        out.add(
            "process_steps",
            section_id=out.section_id(step.section),
            process_raw=step.process.text if step.process else None,
            step_no=step.number,
            title_raw=step.title.text,
            title=one_line(step.title.text),
            content_raw=content,
            content=one_line(content) if content else None,
            span_id=out.span(step.title),
        )


def _fiscal_year(out: Collector, printed: View | None) -> int | None:
    if printed is None or not out.sure(printed):
        return None
    reading = parse_years(printed.text)
    if len(reading.years) == 1 and reading.unit == "fiscal":
        return reading.years[0]
    message = "見直しの年度を読み取れませんでした。"
    out.issue("warning", "year-not-read", message, printed, printed.text)
    return None
