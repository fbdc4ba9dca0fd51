"""Which marks of a schedule row belong to one phase: the row's own, or one for each word.

A row named by a phase (検討) has all marks for that phase. In a row named by a measure the words
in the cells are its phases (検討, 実施), and arrows behind them or 〃 go on with them. Marks
without words are phases of their own as far as they stand side by side.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from extract.fold import key
from extract.frozen import frozen
from extract.view import View
from parsers.schedule_cells import Mark, is_arrow, is_blank, is_left_end
from parsers.schedules import ScheduleRow, is_phase


@frozen
class PhaseMarks:
    """The marks of one phase of a row, in the order of the columns.

    ``label`` is the printed name of the phase, ``glyph`` the mark that stands for it where no
    word does (both None: arrows or bars alone). ``closed``: the end is on the page, because the
    next column holds something else, there is none, or every mark stands for its own year.
    ``in_cells``: told by the cells, not by the name of the row. ``shared``: several phases stand
    in one cell over several years.
    """

    label: View | None
    glyph: View | None
    marks: tuple[Mark, ...]
    closed: bool = False
    in_cells: bool = False
    shared: bool = False


def phase_marks(row: ScheduleRow, *, in_card: bool = False) -> tuple[PhaseMarks, ...]:
    """The phases of a row that packs none, from the left; none where nothing tells a phase.

    In a card (``in_card``) the rows are phases even when their names are no known words.
    """
    if not row.marks and not in_card:
        return ()  # the name of a group of rows
    if _names_phase(row, in_card):
        label = row.phases[0] if row.phases else None
        whole = PhaseMarks(label, None, row.marks)
        return tuple(replace(whole, marks=marks) for marks in _bars_apart(row))
    return tuple(_closed(row, _by_cell(row)))


def _names_phase(row: ScheduleRow, in_card: bool) -> bool:
    if row.part is not None or row.packed:
        return True
    tasks = [mark.task.text for mark in row.marks if mark.task is not None]
    if row.label is not None and is_phase(row.label.text):
        # 計画 over 計画見直し, 次期計画の検討 is a group of work, not a phase.
        return in_card or not any(not is_blank(task) for task in tasks)
    return in_card and row.label is not None and not any(map(is_phase, tasks))


def _places(row: ScheduleRow) -> dict[int, int]:
    """Number of each year column from the left, by its column in the table."""
    return {column.col: n for n, column in enumerate(row.axis)}


def _bars_apart(row: ScheduleRow) -> Iterator[tuple[Mark, ...]]:
    """All marks; drawn ones in groups that stand side by side, for a bar is drawn whole."""
    if not row.marks or row.packed or any(mark.drawn is None for mark in row.marks):
        yield row.marks
        return
    order = _places(row)
    group: list[Mark] = []
    for mark in sorted(row.marks, key=lambda m: order[m.column.col]):
        if group and order[mark.column.col] - order[group[-1].column.col] > 1:
            yield tuple(group)
            group = []
        group.append(mark)
    yield tuple(group)


def _by_cell(row: ScheduleRow) -> list[PhaseMarks]:
    order = _places(row)
    found: list[PhaseMarks] = []
    shared: dict[int, int] = {}
    inside = _inside_lines(row)
    for mark in sorted(row.marks, key=lambda m: order[m.column.col]):
        if id(mark) in inside:
            found[-1] = replace(found[-1], marks=(*found[-1].marks, mark))
            continue
        if mark.glyph is None and mark.task is not None and is_blank(mark.task.text):
            continue
        own = _alone(mark)
        at = shared.get(_printed_at(mark)) if mark.shared else None
        if at is None and found and _gap(order, found[-1], mark) <= 1 and _goes_on(found[-1], own):
            at = len(found) - 1
        if at is not None:
            found[at] = replace(found[at], marks=(*found[at].marks, mark))
            continue
        if mark.shared:
            shared[_printed_at(mark)] = len(found)
        found.append(own)
    return found


def _inside_lines(row: ScheduleRow) -> frozenset[int]:
    """The marks of lines drawn with a sign in each cell (← ― ― →), but for their left ends."""
    order = _places(row)
    inside: set[int] = set()
    line: list[Mark] = []
    for mark in sorted(row.marks, key=lambda m: order[m.column.col]):
        glyph = mark.glyph.text if mark.glyph is not None and mark.task is None else None
        beside = line != [] and order[mark.column.col] - order[line[-1].column.col] == 1
        if glyph is not None and is_left_end(glyph):
            line = [mark]
        elif beside and glyph is not None and is_arrow(glyph):
            inside |= {id(m) for m in (*line[1:], mark)}
            line = []
        elif beside and mark.glyph is None and mark.task and is_blank(mark.task.text):
            line.append(mark)
        else:
            line = []
    return frozenset(inside)


def _alone(mark: Mark) -> PhaseMarks:
    """What a mark says by itself."""
    glyph = None if mark.task is not None else mark.glyph
    if glyph is not None and is_arrow(glyph.text):
        glyph = None
    return PhaseMarks(mark.said, glyph, (mark,), in_cells=True, shared=mark.shared)


def _printed_at(mark: Mark) -> int:
    """The place of a mark, by which it is known again in the other columns of its cell."""
    return (mark.glyph or mark.task or mark.cell).whole.start


def _gap(order: Mapping[int, int], current: PhaseMarks, mark: Mark) -> int:
    return order[mark.column.col] - order[current.marks[-1].column.col]


def _goes_on(current: PhaseMarks, own: PhaseMarks) -> bool:
    """Whether what stands beside a phase is more of it."""
    if current.shared or own.shared:
        return False
    if own.label is not None:
        return current.label is not None and key(own.label.text) == key(current.label.text)
    if own.glyph is not None:
        return current.glyph is not None and own.glyph.text == current.glyph.text
    return True  # an arrow or a bar


def _closed(row: ScheduleRow, found: Sequence[PhaseMarks]) -> Iterator[PhaseMarks]:
    """The phases, each with whether its end is on the page."""
    order = _places(row)
    filled = {order[mark.column.col] for mark in row.marks}
    for phase in found:
        last = phase.marks[-1]
        at = order[last.column.col]
        beside = at + 1 in filled or at == len(row.axis) - 1
        alone = last.glyph is not None and not is_arrow(last.glyph.text)
        first = phase.marks[0].glyph
        whole = first is not None and is_left_end(first.text) and len(phase.marks) > 1
        yield replace(phase, closed=beside or alone or whole or last.drawn is not None)
