"""Readable text of a run without the residue of markup, mapped back to what was read."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from operator import attrgetter

from extract.fold import fold, fold_text
from extract.frozen import frozen
from extract.markup import Mark, find_marks
from extract.model import Run
from extract.offsets import Offsets, join

# White space beside a line break tag is part of the break. A tab is not: it parts two cells.
_BESIDE_BREAK = " \u3000\u00a0\r\n"
_START = attrgetter("start")

# Source start, source end, what is shown, and whether it is shown in place of something else.
_Part = tuple[int, int, str, bool]


@frozen
class View:
    """What a reader sees of ``whole``; ``residue`` is the markup within it that was dropped.

    ``base`` and ``steps`` lead from ``text`` back to the page: use ``run_of``. A text that goes
    on in another place (a cell cut by the end of a page) has that as ``rest``, behind ``gap``;
    ``whole`` is then its first part alone.
    """

    text: str
    whole: Run
    base: Run
    residue: tuple[Run, ...] = ()
    steps: tuple[Offsets, ...] = ()
    gap: str = ""
    rest: View | None = None

    def then(self, rest: View, gap: str = "") -> View:
        """This view and what goes on elsewhere as one, with ``gap`` shown between them."""
        if not rest.text and not gap:
            return self
        if not self.text and not gap:
            return rest
        if self.rest is not None:
            return self._head.then(self.rest.then(rest, gap), self.gap)
        return replace(self, text=self.text + gap + rest.text, gap=gap, rest=rest)

    @property
    def _head(self) -> View:
        """The first part alone."""
        if self.rest is None:
            return self
        own = len(self.text) - len(self.rest.text) - len(self.gap)
        return replace(self, text=self.text[:own], gap="", rest=None)

    def run_of(self, start: int, end: int) -> Run:
        """The run that ``text[start:end]`` was read from, markup inside it included.

        It covers whole graphemes, so it can stand for more than was asked. Of what goes on
        elsewhere it is the first part.
        """
        if self.rest is not None:
            return self.cut(start, end).whole
        for step in self.steps:
            start, end = step.source(start, end)
        return self.base.cut(start, end)

    def cut(self, start: int, end: int) -> View:
        """The part of the view from ``start`` to ``end`` (half-open, counted in ``text``)."""
        start, end = max(0, start), min(end, len(self.text))
        end = max(start, end)
        if self.rest is not None:
            return self._cut_parts(self._head, self.rest, start, end)
        whole = self.run_of(start, end)
        if not self.steps:
            return View(self.text[start:end], whole, whole)
        first = bisect_left(self.residue, whole.start, key=_START)
        last = bisect_left(self.residue, whole.end, lo=first, key=_START)
        steps = (self.steps[0].moved(start), *self.steps[1:])
        return View(self.text[start:end], whole, self.base, self.residue[first:last], steps)

    def _cut_parts(self, head: View, rest: View, start: int, end: int) -> View:
        own = len(head.text)
        behind = own + len(self.gap)
        if end <= own:
            return head.cut(start, end)
        if start >= behind:
            return rest.cut(start - behind, end - behind)
        gap = self.gap[max(0, start - own) : end - own]
        return head.cut(start, own).then(rest.cut(0, end - behind), gap)

    def strip(self) -> View:
        """The view without the white space around it (possibly empty)."""
        size = len(self.text.strip())
        if size == len(self.text):
            return self
        left = len(self.text) - len(self.text.lstrip())
        return self.cut(left, left + size)

    def lines(self) -> tuple[View, ...]:
        """The pieces between newlines, empty ones included."""
        views: list[View] = []
        at = 0
        for line in self.text.split("\n"):
            views.append(self.cut(at, at + len(line)))
            at += len(line) + 1
        return tuple(views)

    @property
    def folded(self) -> View:
        """The same view with its text folded; made anew at each call unless it is that itself."""
        if self.rest is not None:
            return self._head.folded.then(self.rest.folded, self.gap)
        folded = fold(self.text)
        if folded.offsets is None and folded.text == self.text:
            return self
        steps = (folded.offsets, *self.steps) if folded.offsets else self.steps
        return View(folded.text, self.whole, self.base, self.residue, steps)


def view(run: Run) -> View:
    """The readable text of a run: tags gone or turned into line breaks, boxes and entities shown.

    A break is one newline, never doubled, and none stands at an end or beside a tab.
    """
    marks = find_marks(run.text)
    if not marks:
        return View(run.text, run, run)
    dropped = tuple(run.cut(m.start, m.end) for m in marks if m.kind != "replaced")
    text, offsets = join(_parts(run.text, marks))
    return View(text, run, run, dropped, (offsets,))


def folded_text(run: Run) -> str:
    """``view(run).strip().folded.text``, at once where the run has no markup, as most have none."""
    if find_marks(run.text):
        return view(run).strip().folded.text
    return fold_text(run.text.strip())


def _parts(text: str, marks: Sequence[Mark]) -> list[_Part]:
    """What is shown, in order, with the source range each part stands for."""
    parts: list[_Part] = []
    pending: tuple[int, int] | None = None
    at = 0
    for mark in (*marks, Mark(len(text), len(text), "dropped")):
        start = _past_white(text, at, mark.start) if pending else at
        at = mark.end
        if start < mark.start:
            _end_break(parts, pending, text[start])
            parts.append((start, mark.start, text[start : mark.start], False))
            pending = None
        if mark.kind == "replaced":
            _end_break(parts, pending, mark.shown)
            parts.append((mark.start, mark.end, mark.shown, True))
            pending = None
        elif mark.kind == "break":
            if pending is None:
                _trim(parts)
            pending = (pending[0] if pending else mark.start, mark.end)
    return parts


def _end_break(parts: list[_Part], pending: tuple[int, int] | None, following: str) -> None:
    if pending and parts and following != "\t" and not parts[-1][2].endswith("\t"):
        parts.append((*pending, "\n", True))


def _past_white(text: str, start: int, stop: int) -> int:
    while start < stop and text[start] in _BESIDE_BREAK:
        start += 1
    return start


def _trim(parts: list[_Part]) -> None:
    """Takes the white space off the end of what is shown so far."""
    while parts and not parts[-1][3]:
        start, _, text, _ = parts.pop()
        if kept := text.rstrip(_BESIDE_BREAK):
            parts.append((start, start + len(kept), kept, False))
            return
