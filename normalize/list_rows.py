"""Rows of glossary terms, services, initiatives, trainings and tasks of the year."""

from __future__ import annotations

from collections.abc import Sequence

from extract.fold import fold_text
from extract.view import View
from normalize.collect import Collector, place
from normalize.ordinals import ordinal
from normalize.printed_text import clean, clean_view, raw, title_of
from normalize.row_ids import placed_ids
from normalize.years import parse_years
from parsers.annual_cycle import AnnualTask, month_of
from parsers.glossary import Term
from parsers.initiatives import Initiative
from parsers.services import Service
from parsers.trainings import Training


def _number(out: Collector, view: View | None) -> int | None:
    if not out.sure(view):
        return None
    number = ordinal(view.text) if view is not None else None
    if view is not None and number is None:
        out.issue("info", "number-not-read", "番号を読み取れません。", view, view.text)
    return number


def _joined(pieces: Sequence[View]) -> str | None:
    return "\n".join(text for text in map(raw, pieces) if text) or None


def term_rows(out: Collector, terms: Sequence[Term]) -> None:
    """One row a term; pieces of an explanation from several pages are put together."""
    for term in terms:
        explanation = _joined(term.explanation)
        out.add(
            "glossary_terms",
            no=_number(out, term.no),
            term=title_of(term.term),
            page_raw=raw(term.page),
            explanation_raw=explanation,
            explanation=clean(" ".join(piece.text for piece in term.explanation)),
            span_id=out.span(term.row.strip()),
        )


def service_ids(out: Collector, services: Sequence[Service]) -> tuple[str, ...]:
    """The ids of services, from the places of their names."""
    return placed_ids(out, "srv", [service.name.whole for service in services])


def initiative_ids(out: Collector, initiatives: Sequence[Initiative]) -> tuple[str, ...]:
    """The ids of initiatives, from their places."""
    return placed_ids(out, "ini", [initiative.text.whole for initiative in initiatives])


def training_ids(out: Collector, trainings: Sequence[Training]) -> tuple[str, ...]:
    """The ids of trainings, from the places of their names."""
    return placed_ids(out, "trn", [training.course.whole for training in trainings])


def service_rows(out: Collector, services: Sequence[Service]) -> None:
    """One row a service; the category is that printed last above it."""
    for service, service_id in zip(services, service_ids(out, services), strict=True):
        out.add(
            "services",
            service_id=service_id,
            category_raw=raw(service.category),
            no=_number(out, service.no),
            name=clean_view(service.name),
            description=clean(" ".join(piece.text for piece in service.description)),
            span_id=out.span(service.row.strip()),
        )


def initiative_rows(out: Collector, initiatives: Sequence[Initiative]) -> None:
    """One row an initiative; 毎年度 is a recurrence without a year."""
    counts: dict[tuple[int | None, str | None], int] = {}
    ids = initiative_ids(out, initiatives)
    for initiative, initiative_id in zip(initiatives, ids, strict=True):
        year = initiative.year
        sure = out.sure(year)
        reading = parse_years(year.text) if year is not None and sure else None
        known = reading is not None and reading.kind == "year" and reading.status != "unknown"
        every = reading is not None and reading.recurrence == "every_year"
        if year is None and out.doubts.is_recognised(initiative.text):
            pass  # it may be printed and unread, which is said where it is
        elif year is None:
            message = "年度の欄が空で、上の行にも年度がありません。"
            out.issue("info", "year-not-printed", message, initiative.text)
        elif sure and not known and not every:
            out.issue("warning", "year-not-read", "年度を読み取れません。", year, year.text)
        group = (initiative.section, year.text if year else None)
        counts[group] = counts.get(group, 0) + 1
        out.add(
            "initiatives",
            initiative_id=initiative_id,
            section_id=out.section_id(initiative.section),
            fiscal_year=reading.start if known and reading else None,
            year_raw=raw(year),
            recurrence="every_year" if every else None,
            seq=counts[group],
            text=clean_view(initiative.text),
            span_id=out.span(initiative.text),
        )


def training_rows(out: Collector, trainings: Sequence[Training]) -> None:
    """One row a training; ``category_raw`` is the heading with its number as printed."""
    for training, training_id in zip(trainings, training_ids(out, trainings), strict=True):
        heading = training.category
        title = clean_view(heading.title) if heading else None
        if heading is not None and training.place is not None:
            category_raw = clean(f"{title} {training.place}")
        else:
            category_raw = clean(heading.run.text) if heading else None
        out.add(
            "trainings",
            training_id=training_id,
            no=_course_number(out, training),
            category_raw=category_raw,
            category=title,
            course_raw=raw(training.course),
            course=clean_view(training.name),
            content_raw=raw(training.content),
            content_span_id=out.span(training.content),
            span_id=out.span(training.run.strip()),
        )


def _course_number(out: Collector, training: Training) -> int | None:
    """The number that stands before the name of a training, in its print or its heading's."""
    if training.no is None:
        return None
    own = training.course.cut(0, len(training.course.text) - len(training.name.text)).strip()
    before = out.doubts.number_before(training.name, str(training.no))
    return training.no if out.sure(own) and out.sure(before) else None


def annual_task_rows(out: Collector, tasks: Sequence[AnnualTask]) -> None:
    """One row a task; a task that only follows another has neither month nor period."""
    for task in tasks:
        period = task.period
        out.add(
            "annual_tasks",
            annual_task_id=f"{out.document_id}:ann:{place(task.task.whole)}",
            month=month_of(fold_text(period.text)) if period and out.sure(period) else None,
            period_raw=raw(period),
            seq=task.seq,
            task_raw=raw(task.task),
            span_id=out.span(task.run.strip()),
        )
