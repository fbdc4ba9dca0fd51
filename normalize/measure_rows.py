"""Rows of measures, their items, departments and tags of law."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.view import View
from normalize.collect import Collector, place
from normalize.policy_rows import policy_id
from normalize.printed_text import text_of
from normalize.section_rows import spacing_repair
from normalize.spelling import unspaced
from normalize.tags import Resolved, canonical_tag, law_id, resolve
from normalize.years import parse_years
from parsers.departments import Department
from parsers.item_tail import tag_match
from parsers.measures import Item, Measure
from parsers.numbering import ordinal_value
from parsers.policies import Policy
from parsers.tag_legend import TagMeaning


@dataclass(frozen=True, slots=True)
class MeasureKey:
    """Ids of one measure and the numbers printed for it."""

    measure_id: str
    policy: Policy | None
    policy_no: int | None
    measure_no: int | None
    items: dict[str | None, str]


def measure_keys(
    out: Collector,
    measures: Sequence[Measure],
    policies: Sequence[Policy],
    policy_of: Sequence[int | None],
) -> tuple[MeasureKey, ...]:
    """Ids from the printed numbers (m1-3:ア), from the place where no number is printed."""
    keys: list[MeasureKey] = []
    used: set[str] = set()
    for measure, index in zip(measures, policy_of, strict=True):
        policy = policies[index] if index is not None else None
        policy_no = policy.number if policy else None
        number = ordinal_value(measure.number_raw.strip("().． ")) if measure.number_raw else None
        name = f"m{policy_no or 'x'}-{number}" if number else f"m-{place(measure.title.whole)}"
        if name in used:
            name = f"{name}-{place(measure.title.whole)}"
        used.add(name)
        measure_id = f"{out.document_id}:{name}"
        items = {item.label: f"{measure_id}:{item.label or '-'}" for item in measure.items}
        keys.append(MeasureKey(measure_id, policy, policy_no, number, items))
    return tuple(keys)


def measure_rows(
    out: Collector,
    measures: Sequence[Measure],
    keys: Sequence[MeasureKey],
    policies: Sequence[Policy],
    policy_of: Sequence[int | None],
    legend: Sequence[TagMeaning],
) -> None:
    """Rows of all measures with everything below them but the schedules."""
    for measure, ids, index in zip(measures, keys, policy_of, strict=True):
        span = out.span(measure.title)
        out.add(
            "measures",
            measure_id=ids.measure_id,
            section_id=out.section_id(measure.section),
            policy_id=policy_id(out, policies, index),
            table_id=out.table_id(measure.table),
            policy_no=ids.policy_no,
            policy_title=ids.policy.title.text if ids.policy else None,
            measure_no=ids.measure_no,
            number_raw=measure.number_raw,
            title_raw=measure.title.text,
            title=unspaced(measure.title.text),
            title_span_id=span,
            outline=text_of(measure.outline),
            outline_span_id=out.span(measure.outline),
            effects=text_of(measure.effects),
            effects_span_id=out.span(measure.effects),
            priority_raw=text_of(measure.priority),
            priority=text_of(measure.priority),
            priority_span_id=out.span(measure.priority),
            departments_raw=text_of(measure.departments),
            departments_span_id=out.span(measure.departments),
            span_id=span,
        )
        spacing_repair(out, measure.title, "measures", "title", unspaced(measure.title.text))
        for item in measure.items:
            _item(out, item, measure, ids, legend)
        if measure.others is not None:
            _department(out, ids.measure_id, None, 1, measure.others, "measure")


def _item(
    out: Collector, item: Item, measure: Measure, ids: MeasureKey, legend: Sequence[TagMeaning]
) -> None:
    item_id = ids.items[item.label]
    tail = item.tail
    text = text_of(tail.text)
    out.add(
        "measure_items",
        item_id=item_id,
        measure_id=ids.measure_id,
        policy_no=ids.policy_no,
        measure_no=ids.measure_no,
        item_label_raw=item.label_raw,
        item_label=item.label,
        label_status=None
        if item.label is None
        else ("printed" if item.label == item.label_raw else "repaired"),
        text_raw=item.whole.text,
        text=text,
        added_raw=text_of(tail.added),
        added_fy=_year(out, tail.added),
        deleted_raw=text_of(tail.deleted),
        deleted_fy=_year(out, tail.deleted),
        span_id=out.span(item.whole),
    )
    names, source = (tail.departments, "item") if tail.departments else (item.listed, "measure")
    if tail.departments and item.listed and _names(tail.departments) != _names(item.listed):
        out.issue(
            "info",
            "departments-differ",
            "担当部署欄と本文の括弧書きで部署が違います。本文の括弧書きを採りました。",
            item.whole,
            "・".join(sorted(_names(item.listed))),
        )
    for seq, department in enumerate((d for d in names if d.kind != "others"), 1):
        _department(out, ids.measure_id, item_id, seq, department, source)
    for seq, tag in enumerate(tail.tags, 1):
        _tag(out, ids.measure_id, item_id, seq, tag, legend, (text or "", measure.title.text))


def _names(departments: Sequence[Department]) -> set[str]:
    return {d.name.folded.text for d in departments if d.kind != "others"}


def _year(out: Collector, note: View | None) -> int | None:
    if note is None:
        return None
    year = parse_years(note.text).start
    if year is None:
        out.issue("warning", "year-not-read", "年度を読み取れません。", note, note.text)
    return year


def _department(
    out: Collector,
    measure_id: str,
    item_id: str | None,
    seq: int,
    department: Department,
    source: str,
) -> None:
    raw = department.name.text
    out.add(
        "departments",
        measure_id=measure_id,
        item_id=item_id,
        seq=seq,
        department_raw=raw,
        department="".join(department.name.folded.text.split()),
        kind=department.kind,
        role_raw=text_of(department.role_raw),
        role=department.role,
        source=source,
        span_id=out.span(department.name),
    )


def _tag(
    out: Collector,
    measure_id: str,
    item_id: str,
    seq: int,
    tag: View,
    legend: Sequence[TagMeaning],
    context: Sequence[str],
) -> None:
    resolved = resolve(tag.text, legend, context)
    entry = legend[resolved.entry] if resolved.entry is not None else None
    span_id = out.span(tag)
    out.add(
        "legal_tags",
        measure_id=measure_id,
        item_id=item_id,
        seq=seq,
        tag_raw=tag.text,
        tag=canonical_tag(entry) if entry else None,
        law_id=_law(entry),
        article=int(entry.article) if entry else None,
        paragraph=int(entry.paragraph) if entry and entry.paragraph else None,
        policy_area=entry.area.text if entry and entry.area else None,
        status=resolved.status,
        reason=resolved.reason,
        span_id=span_id,
    )
    _report_tag(out, tag, resolved, entry)


def _law(entry: TagMeaning | None) -> str | None:
    match = tag_match(entry.mark.folded.text) if entry is not None else None
    return law_id(match["word"]) if match else None


def _report_tag(out: Collector, tag: View, resolved: Resolved, entry: TagMeaning | None) -> None:
    if resolved.status == "repaired" and entry is not None:
        out.add(
            "repairs",
            span_id=out.span(tag),
            table="legal_tags",
            column="tag",
            raw=tag.text,
            repaired=entry.mark.text,
            rule="tag-by-legend",
            reason=resolved.reason,
            confidence=resolved.confidence,
        )
    elif resolved.status == "unresolved":
        out.issue(
            "warning",
            "tag-unresolved",
            f"タグの条文を決められません: {resolved.reason}",
            tag,
            tag.text,
        )
