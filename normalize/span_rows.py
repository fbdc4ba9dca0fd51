"""The rows of ``spans``, the table that has a row for nearly every value of the others."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import groupby

from extract.model import Page, Run
from normalize.column_rows import ColumnRows

Box = tuple[float, float, float, float]
_SIDES = ("x0", "top", "x1", "bottom")
_NOWHERE = (None,) * len(_SIDES)


class SpanRows:
    """The spans of one document, each once; their numbers lie in arrays."""

    def __init__(self, document_id: str, pages: Sequence[Page]) -> None:
        self._document_id = document_id
        self._boxes = {page.page_no: page.boxes for page in pages if page.boxes is not None}
        # Each key with itself: all rows that have a span share the one string.
        self._keys: dict[str, str] = {}
        self._pages, self._starts, self._ends = array("i"), array("i"), array("i")
        self._texts: list[str] = []
        self._drawn: dict[int, Box] = {}

    def key(self, run: Run) -> str:
        """The key of a printed run; the same run has the same key."""
        return self._key(run, f"{run.start}-{run.end}", None)

    def drawn_key(self, at: Run, name: str, box: Box) -> str:
        """The key of something drawn in ``box``; ``at`` is an empty run."""
        return self._key(at, f"{at.start}-{at.end}:{name}", box)

    def _key(self, run: Run, name: str, box: Box | None) -> str:
        made = f"{self._document_id}:p{run.page_no}:{name}"
        key = self._keys.setdefault(made, made)
        if key is made:
            if box is not None:
                self._drawn[len(self._texts)] = box
            self._pages.append(run.page_no)
            self._starts.append(run.start)
            self._ends.append(run.end)
            self._texts.append(run.text)
        return key

    def in_order(self) -> ColumnRows:
        """All rows by page and offset, with the smallest box around the ink of each."""
        order = list(range(len(self._texts)))
        for place in (self._ends, self._starts, self._pages):
            order.sort(key=place.__getitem__)
        keys = list(self._keys)
        return ColumnRows(
            {
                "document_id": [self._document_id] * len(order),
                "span_id": [keys[n] for n in order],
                "page_no": array("i", [self._pages[n] for n in order]),
                "char_start": array("i", [self._starts[n] for n in order]),
                "char_end": array("i", [self._ends[n] for n in order]),
                **self._sides(order),
                "raw_text": [self._texts[n] for n in order],
            }
        )

    def _sides(self, order: Sequence[int]) -> dict[str, list[float | None]]:
        """The sides of all boxes by column, None for blanks and on pages without boxes.

        A page at a time: a look at a page's boxes costs more than what is done with them.
        """
        sides: dict[str, list[float | None]] = {name: [] for name in _SIDES}
        for page_no, spans in groupby(order, key=self._pages.__getitem__):
            found = zip(*self._page_boxes(page_no, list(spans)), strict=True)
            for side, values in zip(sides.values(), found, strict=True):
                side.extend(values)
        return sides

    def _page_boxes(self, page_no: int, spans: Sequence[int]) -> list[Sequence[float | None]]:
        boxes = self._boxes.get(page_no)
        inked: Sequence[Box | None] = [None] * len(spans)
        if boxes is not None:
            from extract.ink_box import ink_boxes  # numpy loads only for pages with boxes

            inked = ink_boxes(boxes, [(self._starts[n], self._ends[n]) for n in spans])
        return [self._drawn.get(n) or box or _NOWHERE for n, box in zip(spans, inked, strict=True)]
