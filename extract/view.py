"""Readable text of a run without the residue of markup, mapped back to what was read."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
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
_AT = attrgetter("at")

# Source start, source end, what is shown, and whether it is shown in place of something else.
_Part = tuple[int, int, str, bool]


@frozen
class Rest:
    """A further part of a text: ``at`` is where it begins in the whole, ``gap`` stands before."""

    at: int
    gap: str
    part: View


@frozen
class View:
    """What a reader sees of ``whole``; ``residue`` is the markup within it that was dropped.

    ``base`` and ``steps`` lead from ``text`` back to the page: use ``run_of``. A text that goes
    on in other places (a cell cut by the end of a page) has those as ``rest``, in order, none of
    them with a rest of its own; ``text`` is that of all, ``whole`` the first part alone.
    """

    text: str
    whole: Run
    base: Run
    residue: tuple[Run, ...] = ()
    steps: tuple[Offsets, ...] = ()
    rest: tuple[Rest, ...] = ()

    def then(self, rest: View, gap: str = "") -> View:
        """This view and what goes on elsewhere as one, with ``gap`` shown between them."""
        return chain(self, [(gap, rest)])

    @property
    def parts(self) -> tuple[tuple[str, View], ...]:
        """The parts, each alone, with the gap before it (none before the first)."""
        return (("", self._head), *((rest.gap, rest.part) for rest in self.rest))

    @property
    def _head(self) -> View:
        """The first part alone."""
        return replace(self, text=self.text[: self._own], rest=()) if self.rest else self

    @property
    def _own(self) -> int:
        """The length of the first part."""
        return self.rest[0].at - len(self.rest[0].gap) if self.rest else len(self.text)

    def run_of(self, start: int, end: int) -> Run:
        """The run that ``text[start:end]`` was read from, markup inside it included.

        It covers whole graphemes, so it can stand for more than was asked. Of what goes on
        elsewhere it is the first part.
        """
        if self.rest:
            return self.cut(start, end).whole
        for step in self.steps:
            start, end = step.source(start, end)
        return self.base.cut(start, end)

    def cut(self, start: int, end: int) -> View:
        """The part of the view from ``start`` to ``end`` (half-open, counted in ``text``)."""
        start, end = max(0, start), min(end, len(self.text))
        end = max(start, end)
        if self.rest:
            return self._cut_parts(start, end)
        whole = self.run_of(start, end)
        if not self.steps:
            return View(self.text[start:end], whole, whole)
        first = bisect_left(self.residue, whole.start, key=_START)
        last = bisect_left(self.residue, whole.end, lo=first, key=_START)
        steps = (self.steps[0].moved(start), *self.steps[1:])
        return View(self.text[start:end], whole, self.base, self.residue[first:last], steps)

    def _cut_parts(self, start: int, end: int) -> View:
        """A cut of a view of several parts; one that begins in a gap begins with it."""
        first = bisect_right(self.rest, start, key=_AT)
        at, part = (
            (self.rest[first - 1].at, self.rest[first - 1].part) if first else (0, self._head)
        )
        found: list[tuple[str, View]] = []
        for n in range(first, len(self.rest)):
            rest = self.rest[n]
            before = rest.at - len(rest.gap)
            if before >= end:
                break
            gap = rest.gap[max(0, start - before) : end - before]
            found.append((gap, rest.part.cut(0, end - rest.at)))
        return chain(part.cut(start - at, end - at), found)

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
        if self.rest:
            parts = [(rest.gap, rest.part.folded) for rest in self.rest]
            return chain(self._head.folded, parts)
        folded = fold(self.text)
        if folded.offsets is None and folded.text == self.text:
            return self
        steps = (folded.offsets, *self.steps) if folded.offsets else self.steps
        return View(folded.text, self.whole, self.base, self.residue, steps)


def chain(first: View, following: Iterable[tuple[str, View]]) -> View:
    """A text that goes on in other places, each with the gap shown before it, as one view.

    What is empty and has no gap before it is left out. An empty part gives its place to one that
    follows without a gap.
    """
    head, rest, texts, at = first, list(first.rest), [first.text], len(first.text)
    for gap, part in (piece for before, new in following for piece in _pieces(before, new)):
        if not gap and not part.text:
            continue
        shown = gap
        if not gap and rest and not rest[-1].part.text:
            gap = rest.pop().gap
        elif not gap and not rest and not head.text:
            head = part
            texts.append(part.text)
            at = len(part.text)
            continue
        texts += shown, part.text
        rest.append(Rest(at + len(shown), gap, part))
        at += len(shown) + len(part.text)
    return replace(head, text="".join(texts), rest=tuple(rest)) if len(texts) > 1 else first


def _pieces(gap: str, new: View) -> Iterator[tuple[str, View]]:
    """The parts of a view, the first with the gap before it."""
    parts = iter(new.parts)
    yield gap, next(parts)[1]
    yield from parts


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
