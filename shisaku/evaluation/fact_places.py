"""Facts in the gold's own words, found by their place; and kinds of facts without a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shisaku.evaluation.compare import Miss, Score, distance, norm, values
from shisaku.evaluation.loaded import Converted, Row, gold_lines

# Tables that hold the whole text or its grid: everything printed is there, which proves nothing.
_RAW_TABLES = {"pages", "spans", "cells", "repairs", "issues"}
_ABOUT_A_FACT = {
    "kind",
    "lines",
    "note",
    "notes",
    "evidence",
    "confidence",
    "named_in_text",
    "paraphrased_fields",
}


def score_rules(gold: Sequence[Row], data: Converted) -> list[Score]:
    """Rules of review by their line and the words of their topic.

    Only recall: the gold need not list every sentence about reviews.
    """
    left = list(data.rows("reviews"))
    misses = []
    for rule in gold:
        lines = gold_lines(rule)
        near = [r for r in left if data.lines(r) and not distance(lines, data.lines(r))]
        fitting = next((r for r in near if _fits(rule, r)), None)
        if fitting is not None:
            left.remove(fitting)
        else:
            misses.append(_unmet(rule, near))
    found = len(gold) - len(misses)
    return [Score("facts.rule", found, len(gold), found, tuple(misses))]


def _unmet(rule: Row, near: Sequence[Row]) -> Miss:
    lines, topic = gold_lines(rule), str(rule["topic"])
    got = " / ".join(str(r["topic_raw"] or r["content_raw"]) for r in near) or None
    return Miss("wrong" if got else "missing", topic, lines[0] if lines else None, topic, got)


def _fits(rule: Row, review: Row) -> bool:
    columns = ("topic_raw", "year_raw", "content_raw")
    printed = norm("".join(str(review[c]) for c in columns if review[c]))
    return all(norm(word) in printed for word in str(rule["topic"]).split())


def score_elsewhere(kind: str, gold: Sequence[Row], data: Converted) -> list[Score]:
    """A kind of fact without a scorer of its own: is each verbatim value in some table?

    Values are looked for in rows printed on the fact's lines. Only recall.
    """
    placed = list(_placed(data))
    agreed = total = 0
    misses = []
    for fact in gold:
        lines = gold_lines(fact)
        near = [norm(v) for place, found in placed if not distance(lines, place) for v in found]
        for name, value in _verbatim(fact):
            total += 1
            if any(norm(value) in other for other in near):
                agreed += 1
            else:
                first = lines[0] if lines else None
                misses.append(Miss("missing", f"{kind}.{name}", first, value, None))
    return [Score(f"facts.{kind}", agreed, total, agreed, tuple(misses))]


def _verbatim(fact: Row) -> Iterator[tuple[str, str]]:
    skipped = _ABOUT_A_FACT | set(fact.get("paraphrased_fields") or ())
    for name, value in fact.items():
        if name in skipped or value is None or isinstance(value, bool | dict):
            continue
        texts = tuple(map(str, value)) if isinstance(value, list) else str(value)
        yield from ((name, text) for text in values(texts) if norm(text))


def _placed(data: Converted) -> Iterator[tuple[tuple[int, int], list[str]]]:
    for table, rows in data.tables.items():
        if table in _RAW_TABLES:
            continue
        for row in rows:
            if place := data.lines(row):
                yield place, [str(v) for c, v in row.items() if v is not None and c[-3:] != "_id"]
