"""All rows of all tables for one document: what it says becomes what it means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.model import Document, Issue, Repair, Run
from extract.view import view
from normalize.absence import absence
from normalize.collect import Collector, Row
from normalize.column_rows import ColumnRows
from normalize.department_issues import department_issues
from normalize.identity_rows import Who, identify
from normalize.indicator_rows import indicator_rows
from normalize.manifest import Manifest
from normalize.measure_gaps import lost_cards, measure_gaps
from normalize.measure_rows import measure_keys, measure_rows
from normalize.people_rows import people_rows
from normalize.policy_rows import policy_rows, sure_entries, tag_legend_rows
from normalize.schedule_calendar import make_calendar
from normalize.schedule_issues import lost_schedules
from normalize.schedule_rows import mark_meanings, measure_schedules, plan_schedules
from normalize.schema import SCHEMA_VERSION
from normalize.section_rows import page_rows, section_rows, table_rows
from normalize.theme_items import (
    Themed,
    initiative_texts,
    measure_texts,
    organization_texts,
    service_texts,
    training_texts,
)
from normalize.theme_rows import theme_rows
from normalize.typed_rows import typed_rows
from normalize.version import PROGRAM_VERSION
from parsers.layers import words_sha256
from parsers.model import TextClass
from parsers.plan import Plan
from parsers.tag_legend import distinct
from parsers.tagger import give_back
from parsers.text_classes import count_classes
from parsers.vocabulary import in_force

Rows = dict[str, ColumnRows]


def build(document: Document, manifest: Manifest) -> Rows:
    """The rows of every table that the document fills, ``documents`` included.

    A damaged text layer is no language: its pages and what is wrong with them is all there is.
    """
    if document.text_layer == "damaged":
        return _without_facts(document, manifest, (*document.issues, *manifest.issues))
    out, themed = _collected(document, manifest)
    # What was parsed is gone when the dictionary fills the memory, and the dictionary when the
    # spans, the largest table, are put in order.
    theme_rows(out, themed)
    del themed
    give_back()
    return out.finish()


def _collected(document: Document, manifest: Manifest) -> tuple[Collector, Sequence[Themed]]:
    """All rows but those of themes, and what has themes."""
    plan = Plan(document)
    who = identify(document, plan.identity, manifest)
    out = Collector(
        who.document_id,
        plan.headings.values,
        plan.tables,
        document.pages,
        recognised=document.text_layer == "ocr",
    )
    page_rows(out, document)
    section_rows(out, plan.headings.values)
    table_rows(out, document, plan.tables)
    policy_rows(out, plan.policies)
    tag_legend_rows(out, plan.tag_legend.values)
    keys = measure_keys(out, plan.measures.values, plan.policies, plan.policy_of)
    measure_rows(
        out,
        plan.measures.values,
        keys,
        plan.policies,
        plan.policy_of,
        distinct(sure_entries(out, plan.tag_legend.values)),
    )
    indicator_rows(out, plan.indicators, plan.measures.values, keys)
    department_issues(out, plan.measures.values)
    measure_gaps(out, plan.measures.values, keys)
    lost_cards(out, plan.lost_cards)
    meanings = mark_meanings(plan.mark_legend.values)
    terms = [term for term in plan.period_terms if out.sure(term.years)]
    calendar = make_calendar(who.start, who.end, terms)
    measure_schedules(out, plan.measures.values, keys, meanings, calendar)
    plan_schedules(out, plan.schedules, meanings, calendar)
    lost_schedules(out, plan.lost_schedules)
    lists = typed_rows(out, plan)
    people_rows(out, plan)
    themed = (
        *measure_texts(plan.measures.values, keys, plan.indicators),
        *training_texts(out, lists.trainings),
        *organization_texts(out, plan.organizations.values, plan.headings.values),
        *initiative_texts(out, lists.initiatives, plan.headings.values),
        *service_texts(out, lists.services),
    )
    out.repairs(document.repairs)
    out.repairs(_markup(document))
    for findings in (plan.headings, plan.measures, plan.tag_legend):
        out.repairs(findings.repairs)
        out.issues(findings.issues)
    out.issues((*document.issues, *manifest.issues, *who.issues))
    absence(out)
    _document(out, plan, who, manifest)
    return out, themed


def _markup(document: Document) -> Iterator[Repair]:
    """A repair for every piece of markup that was dropped, line by line."""
    for page in document.pages:
        for line in page.lines:
            for residue in view(line).residue:
                yield _dropped(residue)


def _dropped(residue: Run) -> Repair:
    return Repair(
        residue,
        "cells",
        "text",
        residue.text,
        "",
        "markup-removed",
        "本文ではなく変換で残ったマークアップ",
    )


def _document(out: Collector, plan: Plan, who: Who, manifest: Manifest) -> None:
    document = plan.document
    counts = count_classes(
        document,
        plan.blocks,
        plan.headings.values,
        plan.contents,
        plan.tables,
        plan.figures.values,
    )
    title, published = plan.identity.title, plan.identity.published
    out.add(
        "documents",
        **_source(document, manifest),
        municipality_code=who.code,
        municipality_name=who.name,
        prefecture_name=who.prefecture,
        municipality_status=who.status,
        plan_title_raw=title.text if title else None,
        plan_title=who.title,
        plan_title_span_id=out.span(title),
        plan_title_status=who.title_status,
        period_status=who.period_status,
        period_raw=who.period.text if who.period else None,
        period_span_id=out.span(who.period),
        period_start_fy=who.start,
        period_end_fy=who.end,
        published_on_raw=published.text if published else None,
        published_span_id=out.span(published),
        page_count=len(document.pages),
        char_count=sum(len(page.text) for page in document.pages),
        **{f"chars_{name.value}": counts[name] for name in TextClass},
        text_layer=document.text_layer,
        status="partial" if _unread(out) else "ok",
    )


def _unread(out: Collector) -> bool:
    issues = out.rows.get("issues")
    return issues is not None and "error" in issues.column("severity")


def _source(document: Document, manifest: Manifest) -> Row:
    return {
        "source_name": document.source_name,
        "source_sha256": document.sha256,
        "media_type": document.media_type,
        "source_origin": manifest.origin,
        "source_url": manifest.url,
        "source_licence": manifest.licence,
        "encoding": document.encoding,
        "plan_slug": manifest.slug,
        "part_of": manifest.part_of,
        "manifest_note": manifest.evidence,
        "vocabulary_sha256": words_sha256(),
        "layout_sha256": in_force().layout_sha256 or None,
        "program_version": PROGRAM_VERSION,
        "schema_version": SCHEMA_VERSION,
    }


def failed(
    *, source_name: str, sha256: str, media_type: str, code: str, message: str, manifest: Manifest
) -> Rows:
    """The rows of a file that gave no document: its status and the reason."""
    document = Document(source_name, sha256, media_type, None, "none", ())
    issues = (Issue("error", code, message), *manifest.issues)
    return _without_facts(document, manifest, issues)


def _without_facts(document: Document, manifest: Manifest, issues: Sequence[Issue]) -> Rows:
    """Pages as they are and the document's own row; no character of it has a known class."""
    folder = manifest.folder_code
    out = Collector(f"{folder or 'unknown'}-{manifest.slug}", pages=document.pages)
    page_rows(out, document)
    out.issues(issues)
    characters = sum(len(page.text) for page in document.pages)
    classes = dict.fromkeys(TextClass, 0) | {TextClass.UNCLASSIFIED: characters}
    out.add(
        "documents",
        **_source(document, manifest),
        municipality_code=folder,
        municipality_status="manifest" if folder else "unknown",
        plan_title_status="unknown",
        period_status="unknown",
        page_count=len(document.pages),
        char_count=characters,
        **{f"chars_{name.value}": count for name, count in classes.items()},
        text_layer=document.text_layer,
        status="failed",
    )
    return out.finish()
