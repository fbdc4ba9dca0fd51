"""Everything that has a table of its own beside the measures: found, and put in rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from extract.frozen import frozen
from normalize.collect import Collector, place
from normalize.event_rows import event_rows
from normalize.list_rows import (
    annual_task_rows,
    initiative_rows,
    service_rows,
    term_rows,
    training_rows,
)
from normalize.numbers import parse_number
from normalize.printed_text import clean, clean_view, raw
from parsers.annual_cycle import find_annual_tasks
from parsers.chronicle import chronicle_events, dated_rows
from parsers.events import find_events
from parsers.figures import LostFigure
from parsers.glossary import find_terms
from parsers.glossary_lines import listed_terms
from parsers.initiatives import Initiative, find_initiatives
from parsers.mark_legends import MarkMeaning
from parsers.model import Findings
from parsers.plan import Plan
from parsers.records import Record, find_records
from parsers.services import Service, find_services
from parsers.survey import SurveyValue, find_values
from parsers.trainings import Training, find_trainings
from parsers.untaken import untaken


@frozen
class Lists:
    """The lists of a plan that other rows are made of too."""

    trainings: tuple[Training, ...]
    initiatives: tuple[Initiative, ...]
    services: tuple[Service, ...]


def typed_rows(out: Collector, plan: Plan) -> Lists:
    """Rows of the glossary, services, initiatives, events, numbers, trainings, yearly tasks,
    legends of marks, records and figures, with their repairs and issues."""
    blocks, headings, tables = plan.blocks, plan.headings.values, plan.tables
    terms, services = find_terms(tables), find_services(tables)
    initiatives, events = find_initiatives(tables), find_events(tables, blocks)
    values, trainings = find_values(tables), find_trainings(tables, blocks, headings)
    listed = listed_terms(blocks, headings)
    dated = chronicle_events(blocks, headings, len(tables) + len(blocks))
    tasks = find_annual_tasks(tables, blocks, headings)
    marks, figures = plan.mark_legend, plan.figures
    places = (
        *(term.row for term in terms.values),
        *(service.row for service in services.values),
        *(initiative.text.whole for initiative in initiatives.values),
        *(event.run for event in events.values),
        *(value.value.whole for value in values.values),
        *(training.run for training in trainings.values),
        *(task.run for task in tasks.values),
        *(entry.mark.whole for entry in plan.tag_legend.values),
        *(row.run for _, row in plan.schedules),
        *(body.name.whole for body in plan.organizations.values),
    )
    records = find_records(tables, untaken(tables, places))
    term_rows(out, (*terms.values, *listed))
    service_rows(out, services.values)
    initiative_rows(out, initiatives.values)
    event_rows(out, (*events.values, *dated_rows(tables), *dated))
    survey_rows(out, values.values)
    training_rows(out, trainings.values)
    annual_task_rows(out, tasks.values)
    mark_legend_rows(out, marks.values)
    record_rows(out, records.values)
    figure_rows(out, figures.values)
    every: tuple[Findings[Any], ...] = (
        *(terms, services, initiatives, events, values),
        *(trainings, tasks, marks, records, figures),
    )
    for findings in every:
        out.repairs(findings.repairs)
        out.issues(findings.issues)
    return Lists(trainings.values, initiatives.values, services.values)


def survey_rows(out: Collector, values: Sequence[SurveyValue]) -> None:
    """One row a number of a cross table; what is no number after all has an issue."""
    for value in values:
        sure = out.sure(value.value)
        reading = parse_number(value.value.text)
        if sure and reading.value is None:
            out.issue(
                "warning",
                "number-not-read",
                "数値を読み取れません。",
                value.value,
                value.value.text,
            )
        out.add(
            "survey_values",
            table_id=out.table_id(value.table),
            row_no=value.row,
            col_no=value.col,
            question_raw=raw(value.question),
            group_raw=raw(value.group),
            series_raw=raw(value.series),
            value_raw=raw(value.value),
            value=reading.value if sure else None,
            unit=reading.unit or value.unit,
            span_id=out.span(value.value),
        )


def mark_legend_rows(out: Collector, marks: Sequence[MarkMeaning]) -> None:
    """One row an explained mark."""
    for entry in marks:
        out.add(
            "legends",
            legend_id=f"{out.document_id}:leg:{place(entry.mark.whole)}",
            kind="mark",
            mark_raw=raw(entry.mark),
            mark=entry.mark.folded.text,
            meaning_raw=raw(entry.meaning),
            span_id=out.span(entry.run),
        )


def record_rows(out: Collector, records: Sequence[Record]) -> None:
    """One row a value of a record; a blank that was left empty has no value."""
    for record in records:
        out.add(
            "records",
            table_id=out.table_id(record.table),
            record_no=record.record,
            group_raw=record.group,
            field_raw=record.field,
            seq=record.seq,
            value_raw=record.value,
            row_no=record.row,
            col_no=record.col,
            span_id=out.span(record.run),
        )


def figure_rows(out: Collector, figures: Sequence[LostFigure]) -> None:
    """One row a named figure; a caption in two lines has its title put together."""
    for figure in figures:
        pieces = [text for text in map(clean_view, figure.title) if text]
        # A break after kana or kanji parts no words; after Latin letters it does.
        title = pieces[0] if pieces else None
        for piece in pieces[1:]:
            title = f"{title} {piece}" if title and title[-1:].isascii() else f"{title}{piece}"
        out.add(
            "figures",
            figure_id=f"{out.document_id}:fig:{place(figure.caption)}",
            section_id=out.section_id(figure.section),
            number_raw=(raw(figure.number) or "").rstrip(".．") or None,
            caption_raw=figure.caption.text,
            title=clean(title),
            status="not_in_text",
            span_id=out.span(figure.caption),
        )
