"""Rows of the policy tree and of the legend of tags."""

from __future__ import annotations

from collections.abc import Sequence

from normalize.collect import Collector, place
from normalize.tags import law_of
from parsers.policies import Policy
from parsers.tag_legend import TagMeaning, cited


def policy_id(out: Collector, policies: Sequence[Policy], index: int | None) -> str | None:
    """The id of a node: where its title stands."""
    if index is None:
        return None
    return f"{out.document_id}:pol:{place(policies[index].title.whole)}"


def policy_rows(out: Collector, policies: Sequence[Policy]) -> None:
    """One row a node, with its parent."""
    numbers = policy_numbers(out, policies)
    for i, policy in enumerate(policies):
        out.add(
            "policies",
            policy_id=policy_id(out, policies, i),
            parent_policy_id=policy_id(out, policies, policy.parent),
            level=policy.level,
            kind_raw=policy.kind_raw,
            number_raw=policy.number_raw,
            policy_no=numbers[i],
            title_raw=policy.title.text,
            title=" ".join(policy.title.text.split()),
            subtitle_raw=policy.subtitle.text if policy.subtitle else None,
            subtitle_span_id=out.span(policy.subtitle),
            span_id=out.span(policy.title),
        )


def policy_numbers(out: Collector, policies: Sequence[Policy]) -> dict[int, int | None]:
    """The number of each node by its index, None in doubt; those below one node count up."""
    rows: dict[tuple[int | None, str], list[int]] = {}
    for i, policy in enumerate(policies):
        rows.setdefault((policy.parent, policy.kind_raw), []).append(i)
    found: dict[int, int | None] = {}
    for row in rows.values():
        printed = [policies[i].number for i in row]
        titles = [(policies[i].title, policies[i].number_raw) for i in row]
        found.update(zip(row, out.sure_numbers(titles, printed), strict=True))
    return found


def sure_entries(out: Collector, legend: Sequence[TagMeaning]) -> tuple[TagMeaning, ...]:
    """The entries whose mark and article are read surely enough to tell what a tag means."""
    holds = out.doubts.holds
    return tuple(e for e in legend if holds(e.mark) and holds(cited(e)))


def tag_legend_rows(out: Collector, legend: Sequence[TagMeaning]) -> None:
    """One row an entry: the mark, the article it stands for and its field of policy."""
    for entry in legend:
        sure = out.sure(entry.mark) & out.sure(cited(entry))
        out.add(
            "legends",
            legend_id=f"{out.document_id}:leg:{place(entry.mark.whole)}",
            kind="tag",
            mark_raw=entry.mark.text,
            mark=entry.mark.folded.text,
            meaning_raw=entry.meaning.text,
            law_id=law_of(entry) if sure else None,
            article=int(entry.article) if entry.article and sure else None,
            paragraph=int(entry.paragraph) if entry.paragraph and sure else None,
            policy_area=entry.area.text if entry.area else None,
            parent_area=entry.parent_area.text if entry.parent_area else None,
            span_id=out.span(entry.mark),
        )
