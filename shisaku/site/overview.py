"""What the overview tells of each document: status, coverage, counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from normalize.schema import load_schema
from shisaku.exporting.licence import source_licence
from shisaku.exporting.stored import DOCUMENTS
from shisaku.messages import Messages
from shisaku.site.catalogue import city_of
from shisaku.site.document import Document
from shisaku.site.shown import shown
from shisaku.terms import value_name

SEVERITIES = ("error", "warning", "info")
_CHARS = "chars_"


@dataclass(frozen=True, slots=True)
class Part:
    """A kind of characters: its code, its name, its share of the document from 0 to 1."""

    code: str
    name: str
    share: float


@dataclass(frozen=True, slots=True)
class Summary:
    """One document on the overview; ``whole`` is the id of the plan it is an excerpt of."""

    document_id: str
    page: str
    city: str
    city_key: str
    plan: str
    period: str
    status: str
    status_name: str
    parts: Sequence[Part]
    issues: Mapping[str, int]
    measures: int
    items: int
    repairs: int
    facts: Sequence[tuple[str, str]]
    whole: str | None = None

    @property
    def has_city(self) -> bool:
        """Whether the municipality is known."""
        return self.city_key != self.document_id

    @property
    def unread(self) -> float:
        """The share of characters of which nothing is known."""
        return next((p.share for p in self.parts if p.code == "unclassified"), 0.0)


def summary(document: Document, whole: str | None, messages: Messages) -> Summary:
    """The summary of a document."""
    row, tables = document.row, document.tables
    key, city = city_of(row)
    counts = Counter(issue["severity"] for issue in tables["issues"])
    return Summary(
        document_id=document.document_id,
        page=f"document.html#{quote(document.document_id)}",
        city=city,
        city_key=key,
        plan=shown(row["plan_title"] or row["source_name"]),
        period=_period(row["period_start_fy"], row["period_end_fy"]),
        status=row["status"],
        status_name=value_name(messages, DOCUMENTS, "status", row["status"]),
        parts=_parts(row, messages),
        issues={severity: counts[severity] for severity in SEVERITIES},
        measures=len(tables["measures"]),
        items=len(tables["measure_items"]),
        repairs=len(tables["repairs"]),
        facts=_facts(row, messages),
        whole=whole,
    )


def _period(start: int | None, end: int | None) -> str:
    return "" if start is None and end is None else f"{start or '?'}–{end or '?'}"


def _parts(row: Mapping[str, Any], messages: Messages) -> list[Part]:
    total = row["char_count"] or 1
    return [
        Part(name.removeprefix(_CHARS), _part_name(name, messages), row[name] / total)
        for name in row
        if name.startswith(_CHARS)
    ]


def _part_name(column: str, messages: Messages) -> str:
    if messages.language != "ja":
        return column.removeprefix(_CHARS)
    return load_schema().table(DOCUMENTS).column(column).title_ja.removesuffix("の文字数")


_FACTS = ("source_name", "source_origin", "source_url", "page_count", "char_count", "text_layer")


def _facts(row: Mapping[str, Any], messages: Messages) -> list[tuple[str, str]]:
    """Where the document came from, by the titles of the columns."""
    table = load_schema().table(DOCUMENTS)
    known = {name: row[name] for name in _FACTS if row[name] is not None}
    known["text_layer"] = value_name(messages, DOCUMENTS, "text_layer", row["text_layer"])
    known["source_licence"] = source_licence(row)
    is_japanese = messages.language == "ja"
    return [
        (
            table.column(name).title_ja if is_japanese else name.replace("_", " ").capitalize(),
            f"{value:,}" if isinstance(value, int) else shown(value),
        )
        for name, value in known.items()
    ]
