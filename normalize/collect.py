"""Collects the rows of one document and gives every printed run its span."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from extract.model import Issue, Page, Repair, Run
from extract.view import View
from normalize.printed_text import has_radicals, letters
from parsers.model import Heading, Table

Row = dict[str, object]
Box = tuple[float, float, float, float]


def place(run: Run) -> str:
    """Page and offset of a run: the legible part of ids (p1-2034)."""
    return f"p{run.page_no}-{run.start}"


def _lettered(column: str, value: object) -> object:
    """A normalized value without radicals; the print itself stays as it is."""
    printed = column == "raw" or column.endswith("_raw")
    return letters(value) if isinstance(value, str) and not printed else value


class Collector:
    """Rows by table for one document. Spans, issues and repairs are numbered by their place.

    ``recognised``: the characters, or some of them, are a machine's reading of pictures.
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
        self.rows: dict[str, list[Row]] = {}
        self._headings = headings
        self._tables = tables
        self._boxes = {page.page_no: page.boxes for page in pages if page.boxes is not None}
        self._spans: dict[str, dict[str, Any]] = {}
        self._has_radicals = any(has_radicals(page.text) for page in pages)

    def add(self, name: str, /, **values: object) -> None:
        """One row; ``document_id`` is filled in, values are spelled with letters, not radicals."""
        if self._has_radicals and name != "pages":
            values = {column: _lettered(column, value) for column, value in values.items()}
        self.rows.setdefault(name, []).append({"document_id": self.document_id, **values})

    def span(self, printed: Run | View | None) -> str | None:
        """The key into ``spans`` of a printed run (the same run gives the same key)."""
        if printed is None:
            return None
        run = printed.whole if isinstance(printed, View) else printed
        return self._span(run, f"{run.start}-{run.end}")

    def drawn_span(self, cell: Run, name: str, box: Box) -> str:
        """The key of something drawn, which has a place on the page but no characters."""
        at = cell.cut(0, 0)
        return self._span(at, f"{at.start}-{at.end}:{name}", box)

    def _span(self, run: Run, name: str, box: Box | None = None) -> str:
        span_id = f"{self.document_id}:p{run.page_no}:{name}"
        if span_id not in self._spans:
            x0, top, x1, bottom = box or (None, None, None, None)
            self._spans[span_id] = {
                "document_id": self.document_id,
                "span_id": span_id,
                "page_no": run.page_no,
                "char_start": run.start,
                "char_end": run.end,
                "x0": x0,
                "top": top,
                "x1": x1,
                "bottom": bottom,
                "raw_text": run.text,
            }
        return span_id

    def section_id(self, index: int | None) -> str | None:
        """The id of a heading by its index, None for none."""
        if index is None:
            return None
        return f"{self.document_id}:sec:{place(self._headings[index].run)}"

    def table_id(self, index: int | None) -> str | None:
        """The id of a table by its index, None for none."""
        if index is None:
            return None
        return f"{self.document_id}:tab:{place(self._tables[index].row_runs[0])}"

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

    def finish(self) -> dict[str, list[Row]]:
        """All rows, spans last made, issues and repairs numbered in order of place."""
        order = sorted(
            self._spans.values(),
            key=itemgetter("page_no", "char_start", "char_end"),
        )
        self._find_boxes(order)
        self.rows["spans"] = order
        for table, column in (("issues", "issue_id"), ("repairs", "repair_id")):
            for n, row in enumerate(self.rows.get(table, []), 1):
                row[column] = f"{self.document_id}:{table[:-1]}:{n:05d}"
        for row in self.rows.get("documents", []):
            row["issue_count"] = len(self.rows.get("issues", []))
        return self.rows

    def _find_boxes(self, spans: Iterable[dict[str, Any]]) -> None:
        """Fills in the smallest box around the ink of each span; none for text and for blanks.

        A page at a time: a look at a page's boxes costs more than what is done with them.
        """
        for page_no, found in groupby(spans, key=itemgetter("page_no")):
            boxes = self._boxes.get(page_no)
            if boxes is None:
                continue
            from extract.ink_box import ink_boxes  # numpy loads only for pages with boxes

            printed = [span for span in found if span["x0"] is None]
            ranges = [(span["char_start"], span["char_end"]) for span in printed]
            for span, box in zip(printed, ink_boxes(boxes, ranges), strict=True):
                if box is not None:
                    span["x0"], span["top"], span["x1"], span["bottom"] = box
