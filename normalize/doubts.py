"""Which prints are recognised too unsurely to make a value of them: one rule for all tables.

Of a page that is a picture the characters are a machine's reading. A number, year, date or tag
rests on every character of its print, for one wrong or lost sign makes another value of it: it
counts only where the least sure of them was recognised with the confidence ``value`` of
extract/data/ocr.toml, and where it has no point that may be a comma (1.056). Words that a
vocabulary has prove themselves: a misreading is rarely another known word. The print itself stays
in all columns of raw text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from extract.fold import fold_text
from extract.model import Issue, Page, Run
from extract.ocr_rules import POINT, rules
from extract.view import View

# A number stands no more characters above its title, as in the cell over it.
NEAR = 40


class Doubts:
    """How surely the characters of a document were recognised; native text is beyond doubt."""

    def __init__(self, pages: Iterable[Page] = ()) -> None:
        self._pages = {page.page_no: page for page in pages if page.confidences is not None}

    def is_recognised(self, printed: Run | View) -> bool:
        """Whether the print stands on a page that was read from its picture."""
        return any(run.page_no in self._pages for run in _runs(printed))

    def least(self, printed: Run | View) -> float:
        """The confidence of the least sure character, 0 to 100; 100 for native text."""
        return min(map(self._least, _runs(printed)), default=100.0) if self._pages else 100.0

    def holds(self, printed: Run | View | None) -> bool:
        """Whether a value may be made of the print; of nothing it may."""
        if printed is None or not self.is_recognised(printed):
            return True
        sure = self.least(printed) >= rules()["confidence"]["value"]
        return sure and POINT.search(printed.text) is None

    def number_before(self, title: View, number_raw: str | None) -> Run | None:
        """Where the numerals of a number stand in the line left of its title, or above it.

        None on native pages; the title itself where the numerals are not found near it.
        """
        page = self._pages.get(title.whole.page_no)
        numerals = _numerals(number_raw or "")
        if page is None or not numerals:
            return None
        end = title.whole.start
        start = page.text.rfind("\n", 0, end) + 1
        line = fold_text(page.text[start:end])
        if len(line) != end - start:
            line = page.text[start:end]
        at = line.rfind(fold_text(numerals))
        at = at if at >= 0 else line.rfind(numerals)
        if at < 0:
            return self._above(page, start, numerals) or title.whole
        first, behind = start + at, start + at + len(numerals)
        return Run(page.page_no, first, behind, page.text[first:behind])

    def _above(self, page: Page, line: int, numerals: str) -> Run | None:
        """The numerals that stand nearest above a line of a page."""
        begin = max(0, line - NEAR)
        at = page.text.rfind(numerals, begin, line)
        return Run(page.page_no, at, at + len(numerals), numerals) if at >= 0 else None

    def number_behind(self, line: Run) -> Run:
        """The last numerals of a line: the page number of an entry of the contents."""
        end = len(line.text)
        while end and not line.text[end - 1].isnumeric():
            end -= 1
        first = end
        while first and line.text[first - 1].isnumeric():
            first -= 1
        return line.cut(first, end)

    def issues(self, printed: Sequence[Run | View | None]) -> Iterator[Issue]:
        """What to tell of the prints of which no value is made."""
        for one in printed:
            if one is not None and not self.holds(one):
                least = self.least(one)
                why = f"文字認識の確度が低く（{least:.0f}％）"
                if least >= rules()["confidence"]["value"]:
                    why = "「.」が小数点か桁区切りか判断できないため"
                run = one.whole if isinstance(one, View) else one
                message = f"{why}、値を読み取っていません。原文と比べてください。"
                yield Issue("warning", "value-doubtful", message, run, one.text)

    def _least(self, run: Run) -> float:
        page = self._pages.get(run.page_no)
        if page is None or page.confidences is None:
            return 100.0
        found = page.confidences[run.start : run.end]
        found = found[found == found]  # blanks that nobody printed are NaN
        return float(found.min()) if len(found) else 100.0


def _numerals(text: str) -> str:
    """From the first numeral of a text to the last."""
    places = [n for n, sign in enumerate(text) if sign.isnumeric()]
    return text[places[0] : places[-1] + 1] if places else ""


def _runs(printed: Run | View) -> Iterator[Run]:
    if isinstance(printed, Run):
        yield printed
    else:
        yield from (part.whole for _, part in printed.parts)


def proven(numbers: Sequence[int | None], sure: Sequence[bool]) -> tuple[bool, ...]:
    """Which numbers of a row that counts up count: sure ones, and those that go on from them."""
    held = list(sure)
    for step, order in ((1, range(1, len(numbers))), (-1, range(len(numbers) - 2, -1, -1))):
        for n in order:
            number, beside = numbers[n], numbers[n - step]
            if number is not None and beside is not None and held[n - step]:
                held[n] = held[n] or number == beside + step
    return tuple(held)
