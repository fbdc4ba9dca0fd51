"""Rows of themes and of the evidence for each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from extract.model import Run
from extract.view import View
from normalize.collect import Collector, Row
from normalize.theme_items import Themed
from normalize.theme_model import Article, Theme
from normalize.theme_scores import WEAK, Evidence, Place, Verdict, evidence_in, verdicts
from normalize.theme_vocabulary import themes, weights


def theme_rows(out: Collector, items: Iterable[Themed]) -> None:
    """One row a theme of an item, one a piece of evidence; needs the rows of ``legal_tags``."""
    tags = _tag_evidence(out.rows.get("legal_tags", ()))
    reader = _Reader()
    for item in items:
        evidence = [*tags.get((item.measure_id, None), ()), *tags.get(_owner(item), ())]
        evidence += reader.evidence(item, weak=False)
        for verdict in verdicts(evidence, partial(reader.evidence, item, weak=True)):
            _theme(out, item, verdict)


class _Reader:
    """Reads each text once: titles and headings are those of many items."""

    def __init__(self) -> None:
        self._seen: dict[tuple[Run, Place], tuple[Evidence, ...]] = {}

    def evidence(self, item: Themed, *, weak: bool) -> list[Evidence]:
        """The evidence in the texts of an item that stand in weak places, or in the others."""
        texts = [(where, text) for where, text in item.texts if (where in WEAK) == weak]
        return [one for where, text in texts for one in self._of(where, text)]

    def _of(self, where: Place, text: View) -> tuple[Evidence, ...]:
        place = (text.whole, where)
        # A text in parts is no other's: the run of its first part may be.
        if text.rest or place not in self._seen:
            self._seen[place] = evidence_in(text, where)
        return self._seen[place]


def _owner(item: Themed) -> tuple[str | None, str | None]:
    return item.measure_id, item.item_id


def _tag_evidence(
    rows: Sequence[Row],
) -> Mapping[tuple[str | None, str | None], Sequence[Evidence]]:
    """The evidence of printed tags by measure and item (None: the whole measure).

    A tag that was repaired is a little less sure, one that was not resolved says nothing.
    """
    found: dict[tuple[str | None, str | None], list[Evidence]] = defaultdict(list)
    for row in rows:
        weight = weights()["tag" if row["status"] == "exact" else "repaired_tag"]
        for theme in _themes_of(row):
            measure_id, item_id = row["measure_id"], row["item_id"]
            found[_text(measure_id), _text(item_id)].append(
                Evidence(
                    theme.code,
                    "tag",
                    weight,
                    _text(row["tag"]),
                    tag_raw=_text(row["tag_raw"]),
                    span_id=_text(row["span_id"]),
                )
            )
    return found


def _themes_of(tag: Row) -> Iterator[Theme]:
    if tag["status"] != "unresolved":
        for theme in themes().values():
            if any(_cites(tag, article) for article in theme.articles):
                yield theme


def _cites(tag: Row, article: Article) -> bool:
    return (tag["law_id"], tag["article"]) == (article.law, article.article) and (
        article.paragraph is None or article.paragraph == tag["paragraph"]
    )


def _theme(out: Collector, item: Themed, verdict: Verdict) -> None:
    theme = themes()[verdict.theme]
    owner = {"item_table": item.table, "item_id": item.item_id}
    printed = [_printed(out, one) for one in verdict.evidence]
    raw, span_id = printed[0]
    out.add(
        "item_themes",
        **owner,
        measure_id=item.measure_id,
        theme=theme.code,
        theme_name=theme.name,
        theme_group=theme.group,
        theme_group_name=theme.group_name,
        score=verdict.score,
        term_score=verdict.term_score,
        basis="term" if (verdict.term_score or 0) >= weights()["given"] else "tag",
        evidence_count=len(verdict.evidence),
        evidence_raw=raw,
        span_id=span_id,
    )
    for seq, (one, (raw, span_id)) in enumerate(zip(verdict.evidence, printed, strict=True), 1):
        out.add(
            "theme_evidence",
            **owner,
            theme=theme.code,
            seq=seq,
            kind="tag" if one.place == "tag" else "term",
            place=one.place,
            term=one.hit.term.text if one.hit else None,
            lemma=one.hit.lemma if one.hit else None,
            weight=one.weight,
            evidence_raw=raw,
            span_id=span_id,
        )


def _printed(out: Collector, one: Evidence) -> tuple[str | None, str | None]:
    """The printed form of a piece of evidence, exactly that of its span."""
    if one.hit is None:
        return one.tag_raw, one.span_id
    printed = one.hit.printed
    return printed.whole.text, out.span(printed)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
