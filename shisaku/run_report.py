"""The report of a run: every document, those first that need a look, as JSON and as a page."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from extract.frozen import frozen
from normalize.version import PROGRAM_VERSION
from shisaku.batch import Converted
from shisaku.messages import Messages
from shisaku.outcome import Outcome
from shisaku.report_page import report_page
from shisaku.tally import number_of

JSON_NAME, PAGE_NAME = "report.json", "report.html"


@frozen
class Ran:
    """What a run came to: its documents by source, and sources that are no more.

    ``gone`` holds the ids of the documents left of them; ``pruned`` says that those were removed.
    """

    documents: tuple[Converted, ...]
    gone: Mapping[Path, str]
    pruned: bool = False
    seconds: float = 0.0

    @property
    def outcomes(self) -> Sequence[Outcome]:
        """The outcomes of the documents, by source."""
        return [document.outcome for document in self.documents]

    @property
    def unchanged(self) -> int:
        """Documents that were left as they lay there."""
        return sum(not document.is_new for document in self.documents)

    def by_status(self) -> Mapping[str, int]:
        """Documents by status, in the order good to bad."""
        counts = Counter(outcome.status for outcome in self.outcomes)
        return {status: counts[status] for status in ("ok", "partial", "failed")}


def worst_first(documents: Sequence[Converted]) -> list[Converted]:
    """Failed ones, then those with many errors, with much unread text, with many warnings."""

    def badness(document: Converted) -> tuple[object, ...]:
        o = document.outcome
        errors, warnings = (number_of(o.tallies, s) for s in ("error", "warning"))
        return (o.status != "failed", -errors, -unread(o), -warnings, str(o.path))

    return sorted(documents, key=badness)


def unread(outcome: Outcome) -> float:
    """The share of characters of which nothing is known, 0 to 1; 0 for no characters."""
    return outcome.unclassified / outcome.chars if outcome.chars else 0.0


def write_report(ran: Ran, folder: Path, messages: Messages) -> Path:
    """Write ``report.json`` and ``report.html``; the path of the page. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    content = report_of(ran, messages)
    text = json.dumps(content, ensure_ascii=True, indent=1) + "\n"
    _write(folder / JSON_NAME, text)
    _write(folder / PAGE_NAME, report_page(content, messages))
    return folder / PAGE_NAME


def report_of(ran: Ran, messages: Messages) -> dict[str, Any]:
    """The report as plain values; ``documents`` the worst first."""
    return {
        "program_version": PROGRAM_VERSION,
        "seconds": round(ran.seconds, 1),
        "counts": {"total": len(ran.documents), **ran.by_status(), "unchanged": ran.unchanged},
        "gone": [{"source": str(p), "document_id": d} for p, d in ran.gone.items()],
        "pruned": ran.pruned,
        "documents": [_row(document, messages) for document in worst_first(ran.documents)],
    }


def _row(document: Converted, messages: Messages) -> dict[str, Any]:
    o = document.outcome
    return {
        "document_id": o.document_id,
        "source": str(o.path),
        "status": o.status,
        "unchanged": not document.is_new,
        "errors": number_of(o.tallies, "error"),
        "warnings": number_of(o.tallies, "warning"),
        "chars": o.chars,
        "unread": round(unread(o), 4),
        "measures": o.counts.get("measures", 0),
        "measure_items": o.counts.get("measure_items", 0),
        "seconds": round(document.seconds, 2),
        "peak_mb": document.peak_mb,
        "codes": {f"{s}:{code}": t.count for (s, code), t in o.tallies.items() if s != "info"},
        "reason": o.explained(messages) if o.code else None,
    }


def _write(path: Path, text: str) -> None:
    aside = path.with_name(f".{path.name}.new")
    # A file name of other bytes has lone surrogates, which UTF-8 cannot hold.
    aside.write_bytes(text.encode("utf-8", "replace"))
    os.replace(aside, path)
