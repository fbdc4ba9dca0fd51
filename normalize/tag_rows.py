"""Rows of printed tags: what each stands for by the legend of the same document."""

from __future__ import annotations

from collections.abc import Sequence

from extract.fold import fold_text
from extract.view import View
from normalize.collect import Collector
from normalize.tags import Resolved, as_recognised, canonical_tag, law_of, resolve, resolve_goal
from parsers.item_tail import tag_match
from parsers.tag_legend import TagMeaning, goal_numbers

Legend = Sequence[TagMeaning]


def tag_rows(
    out: Collector,
    measure_id: str,
    item_id: str,
    tags: Sequence[View],
    legend: Legend,
    context: Sequence[str],
) -> None:
    """One row a tag. A number alone (官民デ⑩・⑪) has the word of the tag before it."""
    word = ""
    for seq, tag in enumerate(tags, 1):
        match = tag_match(fold_text(tag.text))
        own = match["word"] if match else ""
        resolved = resolve(tag.text if own else word + tag.text, legend, context)
        if out.recognised:
            resolved = as_recognised(resolved, sure=out.doubts.holds(tag))
        word = own or word
        _row(out, measure_id, item_id, seq, tag, resolved, legend)


def goal_rows(out: Collector, measure_id: str, field: View, legend: Legend) -> None:
    """One row for each goal (SDGs) that a field of the measure lists."""
    for seq, (printed, number) in enumerate(goal_numbers(field), 1):
        resolved = resolve_goal(number, legend)
        if out.recognised:
            resolved = as_recognised(resolved, sure=out.doubts.holds(printed))
        _row(out, measure_id, None, seq, printed, resolved, legend)


def _row(
    out: Collector,
    measure_id: str,
    item_id: str | None,
    seq: int,
    tag: View,
    resolved: Resolved,
    legend: Legend,
) -> None:
    entry = legend[resolved.entry] if resolved.entry is not None else None
    span_id = out.span(tag)
    out.add(
        "legal_tags",
        measure_id=measure_id,
        item_id=item_id,
        seq=seq,
        tag_raw=tag.text,
        tag=canonical_tag(entry) if entry else None,
        law_id=law_of(entry) if entry else None,
        article=int(entry.article) if entry and entry.article else None,
        paragraph=int(entry.paragraph) if entry and entry.paragraph else None,
        policy_area=_area(entry) if entry else None,
        status=resolved.status,
        reason=resolved.reason,
        span_id=span_id,
    )
    _report(out, tag, resolved, entry)


def _area(entry: TagMeaning) -> str | None:
    """The field of policy: the legend's own column, and the meaning where no article is cited."""
    if entry.area is not None:
        return entry.area.text
    return entry.meaning.text if entry.article is None else None


def _report(out: Collector, tag: View, resolved: Resolved, entry: TagMeaning | None) -> None:
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
        message = f"タグの条文を決められません: {resolved.reason}"
        out.issue("warning", "tag-unresolved", message, tag, tag.text)
