"""Issues with the place a person can go to: file and line, or file and page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from extract.frozen import frozen
from shisaku.arguments import SEVERITIES
from shisaku.layout import flat
from shisaku.places import Places
from shisaku.sources import MANIFEST

Row = Mapping[str, object]
Kind = tuple[str, str]
"""Severity and code."""


@frozen
class Noted:
    """One issue. ``page`` and ``line`` count from 1, None where nothing is printed.

    ``line`` counts in the file if that is text, else on the page. ``printed`` is the print that
    it is about, on one line, empty if there is none. ``in_source`` is false if ``file`` is not the
    document's own but plan.toml or its folder.
    """

    document_id: str
    file: str
    page: int | None
    line: int | None
    severity: str
    code: str
    message: str
    printed: str
    is_text: bool
    in_source: bool

    @property
    def place(self) -> str:
        """File and line (``plan.txt:12``), file and page (``plan.pdf p.3``), or the file."""
        if self.line is None:
            return self.file
        return f"{self.file}:{self.line}" if self.is_text else f"{self.file} p.{self.page}"

    @property
    def kind(self) -> Kind:
        """What issues are grouped by."""
        return self.severity, self.code


def noted_issues(
    document: Row, issues: Iterable[Row], places: Places, manifest: str = MANIFEST
) -> tuple[Noted, ...]:
    """The issues of one document. One about plan.toml names that file, as ``manifest``."""
    text = str(document["media_type"]).startswith("text/")
    return tuple(_noted(document, issue, places, manifest, text) for issue in issues)


def _noted(document: Row, issue: Row, places: Places, manifest: str, text: bool) -> Noted:
    span_id, code, value = issue.get("span_id"), str(issue["code"]), issue.get("value_raw")
    file = str(document["source_name"])
    if code.startswith("manifest-"):
        file = manifest
    elif code == "folder-code-unknown":
        file = f"{value}/"
    return Noted(
        document_id=str(document["document_id"]),
        file=file,
        page=places.page(span_id),
        line=places.line(span_id) if text else places.line_of_page(span_id),
        severity=str(issue["severity"]),
        code=code,
        message=flat(issue["message"]),
        printed=flat(value or places.printed(span_id)),
        is_text=text,
        in_source=file == document["source_name"],
    )


def renamed(issues: Iterable[Noted], names: Mapping[str, str]) -> tuple[Noted, ...]:
    """The issues with other names for files, where ``names`` has one for their document's."""
    return tuple(
        replace(i, file=names[i.document_id]) if i.in_source and i.document_id in names else i
        for i in issues
    )


def worst_first(issues: Iterable[Noted]) -> list[Noted]:
    """Errors, warnings, the rest; of one severity by code, then as they were."""
    return sorted(issues, key=lambda i: (SEVERITIES.index(i.severity), i.code))


def by_kind(issues: Iterable[Noted]) -> Iterator[tuple[Kind, Sequence[Noted]]]:
    """The issues of each severity and code, the worst first."""
    for kind, found in groupby(worst_first(issues), key=lambda i: i.kind):
        yield kind, tuple(found)
