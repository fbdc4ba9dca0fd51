"""Reads schedule rows: a label, and what stands in each year column.

Reports ink only: which year columns hold a mark or words. What the marks mean for the years
of a phase is not decided here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache

import regex

from extract.fold import key
from extract.model import CellInk, Run
from extract.view import View, view
from parsers.model import Cell, Table
from parsers.printed import as_printed
from parsers.shaded_years import shaded_years
from parsers.table_kinds import year_columns
from parsers.vocabulary import aliases, load

# A background has no number among the bars of its page.
FILL = -1


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing in a year column: a glyph with its task, words alone, or part of a drawn bar.

    ``glyph`` is None for words and for bars; ``drawn`` is what the bar puts into the cell.
    """

    year: View
    cell: View
    glyph: View | None
    task: View | None
    drawn: CellInk | None = None


@dataclass(frozen=True, slots=True)
class ScheduleRow:
    """One printed row. ``phases`` has several entries when the row packs several phases.

    ``label`` is None where neither this row nor the one it belongs to prints one. ``part`` is
    the number of the bar where several bars of one printed row have labels of their own.
    ``rivals`` are the labels of the other rows to which a bar of this row may belong.
    """

    label: View | None
    phases: tuple[View, ...]
    years: tuple[View, ...]
    marks: tuple[Mark, ...]
    run: Run
    part: int | None = None
    rivals: tuple[View, ...] = ()

    @property
    def packed(self) -> bool:
        """Whether the row holds several phases, so that marks cannot be told apart."""
        return len(self.phases) > 1


@cache
def _glyphs() -> regex.Pattern[str]:
    glyphs = regex.escape("".join(load("marks")["glyphs"]))
    return regex.compile(rf"[{glyphs}]+")


@cache
def _arrows() -> frozenset[str]:
    return frozenset(load("marks")["arrows"])


def is_arrow(mark: str) -> bool:
    """Whether a mark is an arrow, which needs no legend."""
    return set(mark) <= _arrows()


def is_phase(text: str) -> bool:
    """Whether a label is a known word for a phase of work."""
    return key(text) in aliases("phases", "phases")


def split_phases(label: View) -> tuple[View, ...]:
    """The phases of a row label: several when every word of it names one, else the label."""
    words = list(regex.finditer(r"\S+", label.text))
    if len(words) > 1 and all(is_phase(word[0]) for word in words):
        return tuple(as_printed(label.cut(*word.span())) for word in words)
    return (label,) if label.text else ()


def read_cell(year: View, cell: View) -> tuple[Mark, ...]:
    """The marks of one year cell, each glyph with the words after it."""
    shown = cell.strip()
    if not shown.text:
        return ()
    found = [m for m in _glyphs().finditer(shown.text) if _stands_alone(shown.text, m)]
    if not found:
        return (Mark(year, shown, None, shown),)
    marks: list[Mark] = []
    if found[0].start() > 0 and shown.text[: found[0].start()].strip():
        words = as_printed(shown.cut(0, found[0].start()))
        marks.append(Mark(year, shown, None, words))
    ends = [m.start() for m in found[1:]] + [len(shown.text)]
    for match, end in zip(found, ends, strict=True):
        task = as_printed(shown.cut(match.end(), end))
        glyph = as_printed(shown.cut(*match.span()))
        marks.append(Mark(year, shown, glyph, task if task.text else None))
    return tuple(marks)


def _stands_alone(text: str, match: regex.Match[str]) -> bool:
    """A glyph counts as a mark at the start of the cell or after white space, or as an arrow."""
    return match.start() == 0 or text[match.start() - 1].isspace() or is_arrow(match[0])


def read_rows(
    rows: Sequence[Sequence[Cell]], header: Sequence[Cell], *, label_cols: int | None = None
) -> tuple[ScheduleRow, ...]:
    """Rows below one year header, labels carried down to rows that only continue them.

    Labels stand in the first ``label_cols`` columns (None: left of the years). A row whose bars
    carry words of their own gives one row for each of them.
    """
    columns = {cell.col: cell.view.strip() for cell in year_columns(header)}
    width = min(columns) if label_cols is None else label_cols
    found: list[ScheduleRow] = []
    own = [_own_label(row, width) for row in rows]
    names = _carried(own)
    shaded = shaded_years(rows, header, tuple(columns))
    for n, row in enumerate(rows):
        if not row:
            continue
        marks = [mark for cell in row for mark in _cell_marks(cell, columns)]
        marks += [m for cell in row for m in _fill_marks(cell, columns, n, shaded)]
        if own[n] is None and not marks:
            continue
        label = names[n]
        phases = split_phases(label) if label is not None else ()
        whole = ScheduleRow(
            label,
            phases,
            tuple(columns.values()),
            tuple(marks),
            _row_run(row),
            rivals=_rivals(marks, names, n),
        )
        found += _by_bar_label(whole)
    return tuple(found)


def _cell_marks(cell: Cell, columns: Mapping[int, View]) -> Iterator[Mark]:
    """The marks of one cell in each year column that it spans."""
    for col in range(cell.col, cell.col + cell.col_span):
        year = columns.get(col)
        if year is None or cell.covered:
            continue
        labels = [ink.label for ink in cell.ink if ink.label is not None]
        own = cell.view
        if labels:
            end = min(run.start for run in labels) - cell.view.whole.start
            own = view(cell.view.whole.cut(0, max(0, end)))
        yield from read_cell(year, own)
        for ink in cell.ink:
            words = view(ink.label).strip() if ink.label is not None else None
            yield Mark(year, cell.view.strip(), None, words, ink)


def _own_label(row: Sequence[Cell], width: int) -> View | None:
    """The last words left of the years."""
    return next((c.view.strip() for c in reversed(row) if c.col < width and c.text), None)


def _carried(labels: Sequence[View | None]) -> list[View | None]:
    """Each label, or the nearest one above it."""
    found: list[View | None] = []
    for label in labels:
        found.append(label if label is not None or not found else found[-1])
    return found


def _rivals(marks: Sequence[Mark], names: Sequence[View | None], at: int) -> tuple[View, ...]:
    """The labels of the other rows that bars of this row lie over; ``names`` are all labels."""
    inks = [mark.drawn for mark in marks if mark.drawn is not None]
    rows = {at + row - ink.rows[0] for ink in inks for row in ink.rows[1:]}
    found = (names[row] for row in sorted(rows) if row < len(names))
    return tuple(label for label in found if label is not None)


def _fill_marks(
    cell: Cell, columns: Mapping[int, View], row: int, shaded: Set[tuple[int, int]]
) -> Iterator[Mark]:
    """A mark for each year column in which the background of the cell means the year."""
    for col in range(cell.col, cell.col + cell.col_span):
        if (row, col) in shaded and cell.fill is not None:
            ink = CellInk(FILL, 1.0, "shading", (cell.row,), cell.fill.box)
            yield Mark(columns[col], cell.view.strip(), None, None, ink)


def _by_bar_label(row: ScheduleRow) -> list[ScheduleRow]:
    """The row, or one row for each labelled bar and one for what else is marked."""
    labels: dict[int, View] = {}
    for mark in row.marks:
        if mark.drawn is not None and mark.task is not None:
            labels.setdefault(mark.drawn.bar, mark.task)
    if not labels or (len(row.phases) == 1 and is_phase(row.phases[0].text)):
        return [row]
    rest = tuple(m for m in row.marks if m.drawn is None or m.drawn.bar not in labels)
    rows = [replace(row, marks=rest)] if rest else []
    for bar, label in labels.items():
        own = tuple(m for m in row.marks if m.drawn is not None and m.drawn.bar == bar)
        rows.append(replace(row, phases=(label,), marks=own, part=bar))
    return rows


def _row_run(row: Sequence[Cell]) -> Run:
    """Where the row is printed: its first cell (a place, even when that cell is empty)."""
    return row[0].view.whole


def plan_schedule_rows(table: Table) -> tuple[ScheduleRow, ...]:
    """The rows of a schedule table that belongs to the plan as a whole."""
    header = next((row for row in table.rows if len(year_columns(row)) >= 2), None)
    return read_rows(table.body, header) if header is not None else ()
