"""Reads schedule rows: a label, and what stands in each year column.

Reports ink only: which year columns hold a mark or words. What the marks mean for the years
of a phase is not decided here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import replace

from extract.fold import key
from extract.frozen import frozen
from extract.model import CellInk, Run
from extract.view import View
from parsers.ditto import with_repeated
from parsers.model import Cell, Table
from parsers.patterns import compiled
from parsers.printed import as_printed
from parsers.schedule_cells import Mark, cell_marks, is_amount, is_blank
from parsers.shaded_years import shaded_years
from parsers.unread_years import unread_years
from parsers.vocabulary import aliases
from parsers.year_header import YearColumn, year_axis, year_rows

# A background has no number among the bars of its page.
FILL = -1


@frozen
class ScheduleRow:
    """One printed row. ``phases`` has several entries when the row packs several phases.

    ``label`` is None where neither this row nor the one it belongs to prints one. ``part`` is
    the number of the bar where several bars of one printed row have labels of their own.
    ``rivals`` are the labels of the other rows to which a bar of this row may belong.
    """

    label: View | None
    phases: tuple[View, ...]
    axis: tuple[YearColumn, ...]
    marks: tuple[Mark, ...]
    run: Run
    part: int | None = None
    rivals: tuple[View, ...] = ()

    @property
    def packed(self) -> bool:
        """Whether the row holds several phases, so that marks cannot be told apart."""
        return len(self.phases) > 1

    @property
    def years(self) -> tuple[View, ...]:
        """The printed years and periods of the header, each once."""
        return tuple({column.label.whole.start: column.label for column in self.axis}.values())


def is_phase(text: str) -> bool:
    """Whether a label is a known word for a phase of work."""
    return key(text) in aliases("phases", "phases")


def split_phases(label: View) -> tuple[View, ...]:
    """The phases of a row label: several when every word of it names one, else the label."""
    words = list(compiled(r"\S+").finditer(label.text))
    if len(words) > 1 and all(is_phase(word[0]) for word in words):
        return tuple(as_printed(label.cut(*word.span())) for word in words)
    return (label,) if label.text else ()


def read_rows(
    rows: Sequence[Sequence[Cell]],
    *levels: Sequence[Cell],
    label_cols: int | None = None,
    colours: Set[int] = frozenset(),
) -> tuple[ScheduleRow, ...]:
    """Rows below one header of years, labels carried down to rows that only continue them.

    ``levels`` are the rows of the header. Labels stand in the first ``label_cols`` columns
    (None: left of the years). ``colours`` are backgrounds that mark years elsewhere in the plan.
    A row whose bars carry words of their own gives one row for each of them.
    """
    columns = {column.col: column for column in year_axis(levels)}
    if not columns:
        return ()
    # Years stand from left to right, those that were not read among the others.
    columns = dict(sorted((columns | unread_years(columns, levels, rows)).items()))
    width = min(columns) if label_cols is None else label_cols
    found: list[ScheduleRow] = []
    own = [_own_label(row, width) for row in rows]
    names = _carried(own, [_is_unnamed(row, width) for row in rows])
    shaded = shaded_years(rows, levels[-1], tuple(columns), colours)
    above: tuple[Mark, ...] = ()
    for n, row in enumerate(rows):
        if not row:
            continue
        marks = [mark for cell in row for mark in cell_marks(cell, columns)]
        marks += [m for cell in row for m in _fill_marks(cell, columns, n, shaded)]
        if (own[n] is None and not marks) or is_amounts(row, columns, own[n]):
            continue
        above = with_repeated(marks, tuple(columns), above)
        label = names[n]
        phases = split_phases(label) if label is not None else ()
        whole = ScheduleRow(
            label,
            phases,
            tuple(columns.values()),
            above,
            _row_run(row),
            rivals=_rivals(marks, names, n),
        )
        found += _by_bar_label(whole)
    return tuple(found)


def is_amounts(row: Sequence[Cell], columns: Collection[int], label: View | None = None) -> bool:
    """Whether the years of a row hold sums or shares, which are no schedule (1,200, 50%).

    Counts of things (3校) may be what is done in a year, unless the label speaks of indicators.
    """
    inside = [c for c in row if c.col in columns and c.text and not is_blank(c.text)]
    name = label.text if label is not None else ""
    return bool(inside) and all(not c.ink and is_amount(c.text, name) for c in inside)


def _own_label(row: Sequence[Cell], width: int) -> View | None:
    """The last words left of the years, none where a cell right of them was not read."""
    if _is_unnamed(row, width):
        return None
    return next((c.view.strip() for c in reversed(row) if c.col < width and c.text), None)


def _is_unnamed(row: Sequence[Cell], width: int) -> bool:
    """Whether the last cell with print left of the years could not be read."""
    named = [c for c in row if c.col < width and (c.text or c.unread)]
    return bool(named) and not named[-1].text


def _carried(labels: Sequence[View | None], unnamed: Sequence[bool]) -> list[View | None]:
    """Each label, or the nearest one above it; a row whose own was not read has none."""
    found: list[View | None] = []
    for label, lost in zip(labels, unnamed, strict=True):
        found.append(label if label is not None or lost or not found else found[-1])
    return found


def _rivals(marks: Sequence[Mark], names: Sequence[View | None], at: int) -> tuple[View, ...]:
    """The labels of the other rows that bars of this row lie over; ``names`` are all labels."""
    inks = [mark.drawn for mark in marks if mark.drawn is not None]
    rows = {at + row - ink.rows[0] for ink in inks for row in ink.rows[1:]}
    found = (names[row] for row in sorted(rows) if row < len(names))
    return tuple(label for label in found if label is not None)


def _fill_marks(
    cell: Cell, columns: Mapping[int, YearColumn], row: int, shaded: Set[tuple[int, int]]
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
    levels: Sequence[Sequence[Cell]] = table.rows[: table.n_header_rows]
    if len(year_axis(levels)) < 2:
        levels = [table.rows[i] for i in sorted(year_rows(table))[:1]]
    return read_rows(table.body, *levels)
