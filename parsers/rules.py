"""Sentences that state how the plan is managed, reviewed and renewed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import regex

from extract.frozen import frozen
from extract.view import View
from parsers.model import Block, Findings, Heading
from parsers.passages import passages, sections_about, sentences
from parsers.patterns import compiled
from parsers.printed import as_printed
from parsers.vocabulary import load, per_vocabulary


@frozen
class Rule:
    """One rule: what it is about as printed, how often (a cycle of rules.toml), its year as
    printed or None, and the statement.
    """

    topic: View
    cycle: str
    year: View | None
    content: View
    section: int | None


@frozen
class _Topic:
    rank: int
    cycle: str
    named: bool
    pattern: regex.Pattern[str]


@frozen
class _Hit:
    topic: _Topic
    match: regex.Match[str]


def find_rules(blocks: Sequence[Block], headings: Sequence[Heading]) -> Findings[Rule]:
    """The rules of the sections about how the plan is carried out, in printed order."""
    about = sections_about(headings, load("rules")["sections"])
    return Findings(
        tuple(
            rule
            for passage in passages(blocks, headings)
            if passage.section in about
            for sentence in sentences(passage.text)
            for rule in _rules(sentence, passage.section)
        )
    )


@per_vocabulary
def _word(name: str) -> regex.Pattern[str]:
    return compiled(load("rules")["words"][name])


@per_vocabulary
def _topics() -> tuple[_Topic, ...]:
    rows: list[dict[str, Any]] = load("rules")["topic"]
    year = load("rules")["words"]["year"]
    return tuple(
        _Topic(
            row["rank"],
            row["cycle"],
            row.get("named", False),
            compiled(row["pattern"].replace("{YEAR}", f"(?:{year})")),
        )
        for row in rows
    )


def _rules(sentence: View, section: int | None) -> Iterator[Rule]:
    text = sentence.text
    hits = _hits(text)
    if not hits or not _word("predicate").search(text):
        return
    if _word("past").search(text) and not hits[0].topic.named:
        return
    opener = _word("opener").match(text)
    bounds = [opener.end() if opener else 0]
    for a, b in pairwise(hits):
        joint = _word("joint").search(text, a.match.end(), b.match.start())
        bounds.append(joint.end() if joint else bounds[-1])
    ends = [*bounds[1:], len(text)]
    for hit, start, end in zip(hits, bounds, ends, strict=True):
        stop = end if end > start else len(text)
        year = next((g for g in ("year", "year2") if hit.match.groupdict().get(g)), None)
        yield Rule(
            topic=as_printed(sentence.cut(*hit.match.span())),
            cycle=hit.topic.cycle,
            year=as_printed(sentence.cut(*hit.match.span(year))) if year else None,
            content=as_printed(sentence.cut(start, len(text[:stop].rstrip("、")))),
            section=section,
        )


def _hits(text: str) -> list[_Hit]:
    """The topics of the best rank in printed order, each wording once."""
    found = [_Hit(t, m) for t in _topics() for m in t.pattern.finditer(text)]
    best = min((hit.topic.rank for hit in found), default=0)
    once: dict[str, _Hit] = {}
    for hit in sorted(found, key=lambda h: h.match.start()):
        if hit.topic.rank == best:
            once.setdefault(hit.match[0], hit)
    return list(once.values())
