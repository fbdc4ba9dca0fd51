"""Collects the rows of one document and gives every printed run its span."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extract.model import Issue, Page, Repair, Run
from extract.view import View
from normalize.column_rows import ColumnRows, Row
from normalize.doubts import Doubts, proven
from normalize.printed_text import has_radicals, letters
from normalize.span_rows import Box, SpanRows
from parsers.model import Heading, Table

__all__ = ["Box", "Collector", "Row", "place"]


def place(run: Run) -> str:
    """Page and offset of a run: the legible part of ids (p1-2034)."""
    return f"p{run.page_no}-{run.start}"


def _lettered(column: str, value: object) -> object:
    """A normalized value without radicals; the print itself stays as it is."""
    printed = column == "raw" or column.endswith("_raw")
    return letters(value) if isinstance(value, str) and not printed else value


class Collector:
    """Rows by table for one document. Spans, issues and repairs are numbered by their place.

    ``recognised``: the characters, or some of them, are a machine's reading of pictures;
    ``doubts`` are the places where that reading is no base for values.
    """

    def __init__(
        self,
        document_id: str,
        headings: Sequence[Heading] = (),
        tables: Sequence[Table] = (),
        pages: Sequence[Page] = (),
        *,
        recognised: bool = False,
    ) -> None:
        self.document_id = document_id
        self.recognised = recognised
        self.doubts = Doubts(pages)
        self._doubted: set[Run] = set()
        self.rows: dict[str, ColumnRows] = {}
        # Not the values themselves: what was parsed can go when its rows are there.
        self._headings = [place(heading.run) for heading in headings]
        self._tables = [place(table.row_runs[0]) for table in tables]
        self._spans = SpanRows(document_id, pages)
        self._has_radicals = any(has_radicals(page.text) for page in pages)

    def add(self, name: str, /, **values: object) -> None:
        """One row; ``document_id`` is filled in, values are spelled with letters, not radicals."""
        if self._has_radicals and name != "pages":
            values = {column: _lettered(column, value) for column, value in values.items()}
        rows = self.rows.get(name)
        if rows is None:
            rows = self.rows[name] = ColumnRows()
        rows.add({"document_id": self.document_id, **values})

    def span(self, printed: Run | View | None) -> str | None:
        """The key into ``spans`` of a printed run (the same run gives the same key)."""
        if printed is None:
            return None
        return self._spans.key(printed.whole if isinstance(printed, View) else printed)

    def drawn_span(self, cell: Run, name: str, box: Box) -> str:
        """The key of something drawn, which has a place on the page but no characters."""
        return self._spans.drawn_key(cell.cut(0, 0), name, box)

    def section_id(self, index: int | None) -> str | None:
        """The id of a heading by its index, None for none."""
        if index is None:
            return None
        return f"{self.document_id}:sec:{self._headings[index]}"

    def table_id(self, index: int | None) -> str | None:
        """The id of a table by its index, None for none."""
        if index is None:
            return None
        return f"{self.document_id}:tab:{self._tables[index]}"

    def sure(self, printed: Run | View | None) -> bool:
        """Whether a value may be made of a print; where not, an issue says so, once."""
        if self.doubts.holds(printed):
            return True
        for issue in self.doubts.issues([printed]):
            if issue.run is not None and issue.run not in self._doubted:
                self._doubted.add(issue.run)
                self.issues([issue])
        return False

    def sure_numbers(
        self, titles: Sequence[tuple[View, str | None]], numbers: Sequence[int | None]
    ) -> tuple[int | None, ...]:
        """The numbers before titles that count up, None for those in doubt, with an issue.

        ``titles`` are given with the print of their numbers.
        """
        prints = [self.doubts.number_before(title, raw) for title, raw in titles]
        held = proven(numbers, list(map(self.doubts.holds, prints)))
        return tuple(
            number if ok or self.sure(printed) else None
            for number, ok, printed in zip(numbers, held, prints, strict=True)
        )

    def issues(self, issues: Iterable[Issue]) -> None:
        """Rows of ``issues``."""
        for issue in issues:
            self.add(
                "issues",
                severity=issue.severity,
                code=issue.code,
                message=issue.message,
                value_raw=issue.value_raw,
                span_id=self.span(issue.run),
            )

    def issue(
        self,
        severity: str,
        code: str,
        message: str,
        printed: Run | View | None = None,
        value_raw: str | None = None,
    ) -> None:
        """One row of ``issues``."""
        self.add(
            "issues",
            severity=severity,
            code=code,
            message=message,
            value_raw=value_raw,
            span_id=self.span(printed),
        )

    def repairs(self, repairs: Iterable[Repair]) -> None:
        """Rows of ``repairs``."""
        for r in repairs:
            self.add(
                "repairs",
                span_id=self.span(r.run),
                table=r.table,
                column=r.column,
                raw=r.raw,
                repaired=r.repaired,
                rule=r.rule,
                reason=r.reason,
                confidence=r.confidence,
            )

    def finish(self) -> dict[str, ColumnRows]:
        """All rows, spans last made, issues and repairs numbered in order of place."""
        self.rows["spans"] = self._spans.in_order()
        for table, column in (("issues", "issue_id"), ("repairs", "repair_id")):
            if rows := self.rows.get(table):
                kind = f"{self.document_id}:{table[:-1]}"
                rows.put(column, [f"{kind}:{n:05d}" for n in range(1, len(rows) + 1)])
        if documents := self.rows.get("documents"):
            documents.put("issue_count", [len(self.rows.get("issues", ()))] * len(documents))
        return self.rows
