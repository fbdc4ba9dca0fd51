"""Reads one cell of a year column: glyphs with their tasks, words alone, what a bar puts there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import regex

from extract.bar_reach import columns_under
from extract.fold import key
from extract.frozen import frozen
from extract.model import CellInk
from extract.view import View, view
from parsers.model import Cell
from parsers.patterns import compiled
from parsers.printed import as_printed
from parsers.vocabulary import load, per_vocabulary
from parsers.year_header import YearColumn


@frozen
class Mark:
    """One thing in a year column: a glyph with its task, words alone, or part of a drawn bar.

    ``glyph`` is None for words and for bars; ``drawn`` is what the bar puts into the cell.
    ``shared`` tells that several things stand in one cell over several columns. ``said`` is the
    task, of a mark that repeats another (〃) the task of that one, as far as there is one.
    """

    column: YearColumn
    cell: View
    glyph: View | None
    task: View | None
    drawn: CellInk | None = None
    shared: bool = False
    said: View | None = None

    @property
    def year(self) -> View:
        """The printed year or period over the mark."""
        return self.column.label


@per_vocabulary
def _glyphs() -> regex.Pattern[str]:
    glyphs = regex.escape("".join(load("marks")["glyphs"]))
    return compiled(rf"[{glyphs}]+")


@per_vocabulary
def _lines() -> regex.Pattern[str]:
    """An arrow made of signs that alone are none (～, ･･･>): the whole cell."""
    return compiled(load("marks")["line_arrows"]["pattern"])


@per_vocabulary
def _arrows() -> frozenset[str]:
    return frozenset(load("marks")["arrows"])


@per_vocabulary
def _words(name: str) -> frozenset[str]:
    return frozenset(key(word) for word in load("schedules")["cells"][name])


def is_arrow(mark: str) -> bool:
    """Whether a mark is an arrow, which needs no legend."""
    return set(mark) <= _arrows() or _lines().fullmatch(mark) is not None


def is_left_end(mark: str) -> bool:
    """Whether a mark is the left end of an arrow, which goes on to the right (←)."""
    return mark in load("marks")["left_ends"]


def is_ditto(text: str) -> bool:
    """Whether words only repeat what stands beside them (〃)."""
    return key(text) in _words("ditto")


def is_blank(text: str) -> bool:
    """Whether words say that nothing happens (－, なし)."""
    return key(text) in _words("nothing")


@per_vocabulary
def _amount(name: str) -> regex.Pattern[str]:
    return compiled(load("schedules")["amounts"][name])


def is_amount(text: str, label: str = "") -> bool:
    """Whether words are a sum or a share; below a label of indicators a count is one too."""
    squeezed = key(text)
    if _amount("value").fullmatch(squeezed) is not None:
        return True
    counts = _amount("label").match(key(label)) is not None
    return counts and _amount("count").fullmatch(squeezed) is not None


def read_cell(column: YearColumn, cell: View, *, wide: bool = False) -> tuple[Mark, ...]:
    """The marks of one year cell, each glyph with the words after it.

    ``wide``: the cell stands over several columns.
    """
    shown = cell.strip()
    if not shown.text:
        return ()
    if _lines().fullmatch(shown.text):
        return (Mark(column, shown, shown, None),)
    found = [m for m in _glyphs().finditer(shown.text) if _stands_alone(shown.text, m)]
    if not found:
        return (Mark(column, shown, None, shown),)
    pieces: list[tuple[View | None, View | None]] = []
    if found[0].start() > 0 and shown.text[: found[0].start()].strip():
        pieces.append((None, as_printed(shown.cut(0, found[0].start()))))
    ends = [m.start() for m in found[1:]] + [len(shown.text)]
    for match, end in zip(found, ends, strict=True):
        task = as_printed(shown.cut(match.end(), end))
        pieces.append((as_printed(shown.cut(*match.span())), task if task.text else None))
    shared = wide and len(pieces) > 1
    return tuple(Mark(column, shown, glyph, task, None, shared) for glyph, task in pieces)


def _stands_alone(text: str, match: regex.Match[str]) -> bool:
    """A glyph counts as a mark at the start of the cell or after white space, or as an arrow."""
    return match.start() == 0 or text[match.start() - 1].isspace() or is_arrow(match[0])


def cell_marks(cell: Cell, columns: dict[int, YearColumn]) -> Iterator[Mark]:
    """The marks of one cell in each year column that it spans."""
    if cell.covered:
        return
    wide = sum(col in columns for col in range(cell.col, cell.col + cell.col_span)) > 1
    inks = _ink_by_column(cell, columns) if wide and cell.ink else {}
    for col in range(cell.col, cell.col + cell.col_span):
        column = columns.get(col)
        if column is None:
            continue
        labels = [ink.label for ink in cell.ink if ink.label is not None]
        own = cell.view
        if labels:
            end = min(run.start for run in labels) - cell.view.whole.start
            own = view(cell.view.whole.cut(0, max(0, end)))
        yield from read_cell(column, own, wide=wide)
        for ink in inks.get(col, cell.ink):
            words = view(ink.label).strip() if ink.label is not None else None
            yield Mark(column, cell.view.strip(), None, words, ink)


def _ink_by_column(cell: Cell, columns: Mapping[int, YearColumn]) -> dict[int, list[CellInk]]:
    """What is drawn in a cell that stands over several years, by the years it is drawn below."""
    years = [col for col in range(cell.col, cell.col + cell.col_span) if col in columns]
    found: dict[int, list[CellInk]] = {col: [] for col in years}
    for ink in cell.ink:
        if (
            len(ink.edges) != cell.col_span + 1 or len(ink.ends) != 2
        ):  # not known where the years part
            reached = {col: ink for col in years}
        else:
            reached = dict(_reached(ink, years, cell.col))
        for col, part in reached.items():
            found[col].append(part)
    return found


def _reached(ink: CellInk, years: Sequence[int], first: int) -> Iterator[tuple[int, CellInk]]:
    edges = [*(ink.edges[col - first] for col in years), ink.edges[-1]]
    x0, x1 = ink.ends
    reach = columns_under(x0, x1, ink.shape, edges)
    if reach.first is None or reach.last is None:
        yield from ((col, replace(ink, unsure=True)) for col in years)
        return
    for i, share in reach.columns:
        unsure = ink.unsure or not reach.first <= i <= reach.last
        yield years[i], replace(ink, coverage=share, unsure=unsure)
