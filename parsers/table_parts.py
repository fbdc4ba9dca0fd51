"""Cuts grids into the parts of tables and joins those that go on over a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

import regex

from extract.fold import fold_text, key
from extract.frozen import frozen
from extract.model import GridCell, Run
from extract.view import View, chain, view
from parsers.card_shapes import is_card, is_card_start, is_untitled_card
from parsers.cut_rows import with_rest
from parsers.field_labels import numbered_alike
from parsers.lost_cards import has_lost_labels
from parsers.model import Block, Cell
from parsers.open_columns import are_alike, columns_overlap
from parsers.page_columns import SAME_EDGE, under_columns
from parsers.patterns import compiled
from parsers.table_kinds import classify, names_kind
from parsers.vocabulary import load, per_vocabulary
from parsers.year_header import year_columns

MAX_GAP = 2
# Between two grids that a page prints directly one below the other.
GRID_GAP = 3
# Fewer rows of the same height on two pages can be chance.
FACING = 3
# The edges of one column.
FEWEST = 2


@frozen
class Part:
    """Rows that belong together; ``row_runs`` are their places, ``other_runs`` as in a Table.

    ``xs`` and ``ys`` are the edges of a ruled grid, ``ys`` only where it is one part. Those of
    an ``aligned`` one lie somewhere in the white between its columns.
    """

    rows: tuple[tuple[Cell, ...], ...]
    row_runs: tuple[Run, ...]
    first_block: int
    last_block: int
    other_runs: tuple[Run, ...] = ()
    xs: tuple[float, ...] = ()
    ys: tuple[float, ...] = ()
    aligned: bool = False


def parts(blocks: Sequence[Block]) -> Iterator[Part]:
    """The parts of all grids in printed order; a grid of several cards gives one for each."""
    for i, block in enumerate(blocks):
        grid = block.grid
        if grid is None:
            continue
        rows = tuple(
            tuple(
                Cell(
                    *(c.row, c.col, _view(c), c.row_span, c.col_span),
                    *(c.covered, c.ink, c.fill, c.unread),
                )
                for c in row
            )
            for row in grid.cells
        )
        starts = [0]
        for n in range(1, len(rows)):
            above = rows[starts[-1] : n]
            titled = is_card_start(*rows[n : n + 2]) and is_card(above)
            if titled or (numbered_alike(above[0], rows[n]) and is_untitled_card(above)):
                starts.append(n)
        whole = Part(rows, block.lines, i, i, (), grid.xs, grid.ys, grid.source == "alignment")
        if len(starts) == 1:
            yield whole
            continue
        for start, end in pairwise([*starts, len(rows)]):
            own = block.lines[start:end]
            yield replace(whole, rows=rows[start:end], row_runs=own, ys=())


def _view(cell: GridCell) -> View:
    """The text of a cell whose lines may stand apart from each other."""
    rest = [("" if rest.wrapped else "\n", view(rest.run)) for rest in cell.rest]
    return chain(view(cell.run), rest) if rest else view(cell.run)


def joined(blocks: Sequence[Block], found: Sequence[Part]) -> Iterator[Part]:
    """The parts, those joined that are one table for a reader."""
    current: Part | None = None
    for part in _facing(found):
        if current is not None:
            below = _under(current, part)
            if _continues(blocks, current, below):
                current = _below(current, below)
                continue
        if current is not None:
            yield current
        current = part
    if current is not None:
        yield current


def _facing(found: Sequence[Part]) -> Iterator[Part]:
    """The parts; the two halves of a table over facing pages become one, row by row."""
    left: Part | None = None
    for part in found:
        if left is not None and _is_right_half(left, part):
            left = _beside(left, part)
            continue
        if left is not None:
            yield left
        left = part
    if left is not None:
        yield left


def _is_right_half(left: Part, right: Part) -> bool:
    """Whether rows of the same heights go on at the left of the next page with other columns."""
    if right.first_block != left.last_block + 1 or len(left.rows) != len(right.rows):
        return False
    next_page = right.row_runs[0].page_no == left.row_runs[0].page_no + 1
    if not next_page or left.other_runs or len(left.rows) < FACING or not (left.ys and right.ys):
        return False
    level = all(abs(a - b) <= SAME_EDGE for a, b in zip(left.ys, right.ys, strict=True))
    inwards = left.xs[0] > right.xs[0] + SAME_EDGE and left.xs[-1] > right.xs[-1] + SAME_EDGE
    return level and inwards and _row_key(left.rows[0]) != _row_key(right.rows[0])


def _beside(left: Part, right: Part) -> Part:
    width = len(left.xs) - 1
    rows = tuple(
        (*a, *(replace(c, col=c.col + width) for c in b))
        for a, b in zip(left.rows, right.rows, strict=True)
    )
    return replace(
        left, rows=rows, last_block=right.last_block, other_runs=right.row_runs, xs=(), ys=()
    )


def _under(a: Part, b: Part) -> Part:
    """``b`` with the columns of ``a``, where years stand over those and the place tells them."""
    over = a.row_runs[-1].page_no != b.row_runs[0].page_no
    if not over or not _has_years(a) or (_width(a) == _width(b) and _same_columns(a, b)):
        return b
    if not (_is_drawn_on(b) or is_card_start(*a.rows[:2])) or is_card_start(*b.rows[:2]):
        return b
    rows = under_columns(a.xs, b.xs, b.rows, _years(a.rows))
    return b if rows is None else replace(b, rows=rows, xs=a.xs)


def _has_years(part: Part) -> bool:
    return any(len(year_columns(row)) > 1 for row in part.rows)


def _below(a: Part, b: Part) -> Part:
    """Both parts as one: a header repeated on the next page and the rest of a cut row joined."""
    over = a.row_runs[-1].page_no != b.row_runs[0].page_no
    again = _repeated(a.rows, b.rows) if over and not is_card_start(*a.rows[:2]) else 0
    rest = b.rows[again:]
    whole = with_rest(a.rows, rest[0]) if over and rest else None
    cut = again + (whole is not None)
    return Part(
        (whole or a.rows) + b.rows[cut:],
        a.row_runs + b.row_runs[cut:],
        a.first_block,
        b.last_block,
        (*a.other_runs, *b.row_runs[:cut], *b.other_runs),
        a.xs,
        aligned=a.aligned,
    )


def _repeated(above: Sequence[Sequence[Cell]], below: Sequence[Sequence[Cell]]) -> int:
    """How many first rows of ``below`` are the header of ``above`` printed again."""
    count = 0
    if _row_key(above[0]) != _row_key(below[0]):
        return count
    above = above[: max(1, classify(above)[1])]
    for a, b in zip(above, below, strict=False):
        if _row_key(a) != _row_key(b) or not any(_row_key(b)):
            break
        count += 1
    return count


@per_vocabulary
def _notes() -> tuple[regex.Pattern[str], ...]:
    return tuple(compiled(p) for p in load("fields")["continuation"]["patterns"])


def is_continuation_note(line: Run) -> bool:
    """Whether a line only says that the table goes on (※スケジュールは次ページ)."""
    text = fold_text(line.text).strip()
    return any(pattern.match(text) for pattern in _notes())


def _continues(blocks: Sequence[Block], a: Part, b: Part) -> bool:
    """Whether ``b`` is the rest of ``a``: only blank lines or a note between, same columns."""
    if is_card_start(*b.rows[:2]) or a.last_block == b.first_block or has_lost_labels(b.rows):
        return False
    if numbered_alike(a.rows[0], b.rows[0]) and is_untitled_card(b.rows):
        return False
    between = blocks[a.last_block + 1 : b.first_block]
    noted = bool(between) and all(
        is_continuation_note(line) for block in between for line in block.lines
    )
    if between and not noted:
        return False
    most = GRID_GAP if _is_schedule_of(a, b) else MAX_GAP
    if not noted and blocks[b.first_block].gap > most:
        return False
    if names_kind(b.rows[0]) and _row_key(b.rows[0]) != _row_key(a.rows[0]):
        return False  # another header
    if is_card_start(*a.rows[:2]):
        return noted or _is_schedule_of(a, b) or _width(a) == _width(b) or _same_outer_columns(a, b)
    if not year_columns(a.rows[0]) and _years(b.rows[:1]) - _years(a.rows[1:]):
        return False  # years over columns that had none
    if [_row_key(row) for row in b.rows] == [_row_key(row) for row in a.rows[: len(b.rows)]]:
        return False  # the same table once more
    if _width(a) != _width(b):
        return False
    return _same_columns(a, b) or ((noted or _counts_on(a, b)) and _overlap(a, b))


def _counts_on(a: Part, b: Part) -> bool:
    """Whether the first column numbers the rows, on from one part to the other."""
    last, first = (key(row[0].text) if row else "" for row in (a.rows[-1], b.rows[0]))
    return last.isdecimal() and first.isdecimal() and int(first) == int(last) + 1


def _overlap(a: Part, b: Part) -> bool:
    """Whether the columns of two tables that are told by white alone lie below each other."""
    return a.aligned and b.aligned and columns_overlap(a.xs, b.xs)


def _years(rows: Sequence[Sequence[Cell]]) -> set[int]:
    """The columns that hold a year in one of the rows."""
    return {cell.col for row in rows for cell in year_columns(row)}


def _is_schedule_of(a: Part, b: Part) -> bool:
    """Whether years stand on top of what follows a card."""
    return is_card_start(*a.rows[:2]) and bool(year_columns(b.rows[0]))


def _same_outer_columns(a: Part, b: Part) -> bool:
    """Whether two ruled parts have the same labels' column and the same edges.

    A card's values are cut into years only on the page that has its schedule.
    """
    if min(len(a.xs), len(b.xs)) <= FEWEST or (_width(b) < _width(a) and _is_drawn_on(b)):
        return False
    return all(abs((a.xs[k] - a.xs[0]) - (b.xs[k] - b.xs[0])) <= SAME_EDGE for k in (1, -1))


def _is_drawn_on(part: Part) -> bool:
    """Whether bars lie on its rows before any of its own years, so that theirs are unknown."""
    rows = takewhile(lambda row: not year_columns(row), part.rows)
    return any(cell.ink for row in rows for cell in row)


def _same_columns(a: Part, b: Part) -> bool:
    """Whether columns are as wide; pages of a book move them to the side."""
    if not a.xs or not b.xs:
        return True
    if a.aligned and b.aligned:
        return are_alike(a.xs, b.xs)
    return all(
        abs((x - a.xs[0]) - (y - b.xs[0])) <= SAME_EDGE for x, y in zip(a.xs, b.xs, strict=True)
    )


def _row_key(row: Sequence[Cell]) -> tuple[str, ...]:
    return tuple(key(cell.text) for cell in row)


def _width(part: Part) -> int:
    return max(len(row) for row in part.rows)
