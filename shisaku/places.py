"""Where in its file a row is printed, as a person counts lines, or pages of a PDF."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence

from extract.frozen import frozen

Row = Mapping[str, object]

_LINE_END = re.compile(r"\r\n|\r|\n")


@frozen
class Places:
    """Finds the line of a span of one document."""

    _spans: Mapping[str, Row]
    # By page: lines of the file before it, and the offsets in its text where lines end.
    _pages: Mapping[int, tuple[int, Sequence[int]]]
    is_paged: bool = False

    def at(self, span_id: object) -> str:
        """Where to look for a span: the line of a text, ``p.3`` in a PDF, ``-`` for no span."""
        place = self.page(span_id) if self.is_paged else self.line(span_id)
        if place is None:
            return "-"
        return f"p.{place}" if self.is_paged else str(place)

    def line(self, span_id: object) -> int | None:
        """Line in the file, from 1, where a span begins; None for no span.

        Lines are counted through all pages, as an editor counts them in a text file.
        """
        span = self._spans.get(span_id) if isinstance(span_id, str) else None
        return None if span is None else self._line(span, "char_start")

    def last_line(self, span_id: object) -> int | None:
        """Line in the file, from 1, where a span ends; None for no span."""
        span = self._spans.get(span_id) if isinstance(span_id, str) else None
        return None if span is None else self._line(span, "char_end")

    def page(self, span_id: object) -> int | None:
        """Page, from 1, where a span begins; None for no span."""
        span = self._spans.get(span_id) if isinstance(span_id, str) else None
        return None if span is None else _number(span)

    def line_of_page(self, span_id: object) -> int | None:
        """Line on its page, from 1, where a span begins; None for no span."""
        page, line = self.page(span_id), self.line(span_id)
        return None if page is None or line is None else line - self._pages[page][0]

    def printed(self, span_id: object) -> str | None:
        """The text of a span as printed; None for no span."""
        span = self._spans.get(span_id) if isinstance(span_id, str) else None
        return None if span is None else str(span["raw_text"])

    def line_on_page(self, page_no: int, line: int) -> int:
        """Line in the file of a line of a page, both from 1."""
        return self._pages[page_no][0] + line

    def _line(self, span: Row, end: str) -> int:
        page_no, offset = span["page_no"], span[end]
        assert isinstance(page_no, int) and isinstance(offset, int)
        before, ends = self._pages[page_no]
        # A span that ends with a line end is still on that line.
        at = offset - 1 if end == "char_end" and offset else offset
        return before + bisect_right(ends, at) + 1


def places_of(spans: Sequence[Row], pages: Sequence[Row]) -> Places:
    """The places of one document from its rows of ``spans`` and ``pages``."""
    by_page: dict[int, tuple[int, Sequence[int]]] = {}
    before = 0
    for page in sorted(pages, key=_number):
        ends = [found.end() for found in _LINE_END.finditer(str(page["text"]))]
        by_page[_number(page)] = (before, ends)
        before += len(ends)
    is_paged = any(page.get("width_pt") for page in pages)
    return Places({str(span["span_id"]): span for span in spans}, by_page, is_paged)


def _number(page: Row) -> int:
    number = page["page_no"]
    assert isinstance(number, int)
    return number
