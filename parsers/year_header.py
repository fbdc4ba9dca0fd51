"""The year columns of a schedule's header: 令和4年度, 4 under 令和, 上半期 under 令和4年度, 前期.

Tells the shape only; which year a column stands for is not decided here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

import regex

from extract.fold import key
from extract.frozen import frozen
from extract.view import View
from parsers.model import Cell, Table, once_per_table
from parsers.patterns import compiled
from parsers.vocabulary import load, per_vocabulary

Row = Sequence[Cell]
# A header of years has no more rows than this: an era, its years, their parts.
DEEPEST = 3
NUMBER = regex.compile(r"(?P<number>\d+)(?:年?度?)$")


@frozen
class YearColumn:
    """One column: its printed year or period, the era over it, the part of the year below it."""

    col: int
    label: View
    era: View | None = None
    part: View | None = None


@per_vocabulary
def _shape(name: str) -> regex.Pattern[str]:
    shapes = load("schedules")["column"]
    pattern = shapes[name].replace("YEAR", shapes["plain"]).replace("NOTE", shapes["note"])
    return compiled(pattern)


@per_vocabulary
def _named() -> frozenset[str]:
    """Labels that a plan's layout gives a year (初年度)."""
    return frozenset(map(key, load("fields")["named_years"]))


@per_vocabulary
def _is(name: str, text: str) -> bool:
    return _shape(name).match(key(text)) is not None


@per_vocabulary
def is_year_label(text: str) -> bool:
    """Whether a header cell has the shape of a year by itself (its value is not read here)."""
    return _is("year", text) or key(text) in _named()


def is_period_label(text: str) -> bool:
    """Whether a header cell names a period of years (前期) that the plan has to define."""
    return _is("period", text)


def year_columns(row: Row) -> tuple[Cell, ...]:
    """The cells of a row that have the shape of a year.

    A number alone is one where it goes on from the year on its left (令和4, 5, 6); names of
    periods are where the row has at least two.
    """
    found: list[Cell] = []
    for cell in row:
        if cell.text and (is_year_label(cell.text) or (found and _goes_on(found[-1], cell))):
            found.append(cell)
    if found:
        return tuple(found)
    periods = tuple(cell for cell in row if cell.text and is_period_label(cell.text))
    return periods if len(periods) > 1 else ()


@once_per_table
def year_rows(table: Table) -> frozenset[int]:
    """Indexes of the rows of a table that print at least two years."""
    return frozenset(i for i, row in enumerate(table.rows) if len(year_columns(row)) >= 2)


def _goes_on(left: Cell, cell: Cell) -> bool:
    """Whether a number is the next after the year on its left, printed without a unit like it."""
    before, own = NUMBER.search(key(left.text)), key(cell.text)
    if before is None or before[0] != before["number"] or not own.isdecimal():
        return False
    return len(own) <= 2 and int(own) == int(before["number"][-2:]) + 1


def year_axis(levels: Sequence[Row]) -> tuple[YearColumn, ...]:
    """The columns of years of a header of one or more rows, from left to right."""
    if len(levels) == 1:
        return tuple(YearColumn(c.col, c.view.strip()) for c in year_columns(levels[0]))
    single = {cell.col for row in levels for cell in year_columns(row)}
    stacks = _stacks(levels)
    found = (_column(col, stack, col in single) for col, stack in sorted(stacks.items()))
    return tuple(column for column in found if column is not None)


def year_levels(rows: Sequence[Row]) -> int:
    """How many rows from the first on make a header of years; 0 when the first begins none.

    A row below belongs to it when all that it holds are years or parts of years of columns.
    """
    # Of most headers the next row tells that they are alone, before any column is made out.
    below = tuple(takewhile(_names_years, rows[1:DEEPEST]))
    for depth in range(len(below) + 1, 1, -1):
        columns = {column.col for column in year_axis(rows[:depth])}
        cells = (cell for row in below[: depth - 1] for cell in _filled(row))
        if len(columns) > 1 and all(cell.col in columns for cell in cells):
            return depth
    return 1 if rows and len(year_columns(rows[0])) > 1 else 0


def _filled(row: Row) -> list[Cell]:
    return [cell for cell in row if cell.text and not cell.covered]


def _names_years(row: Row) -> bool:
    """Whether all that a row holds are years or parts of years."""
    cells = _filled(row)
    return bool(cells) and all(_is("bare", c.text) or _is_named(c.text) for c in cells)


def _is_named(text: str) -> bool:
    return _is("part", text) or is_year_label(text) or is_period_label(text)


def _stacks(levels: Sequence[Row]) -> dict[int, list[Cell]]:
    """For each column the header cells over it, top down; a wide cell stands over several.

    A text keeps only the first cell of a wide one: empty cells right of it count as its own
    where the row below divides them.
    """
    stacks: dict[int, list[Cell]] = {}
    for n, row in enumerate(levels):
        below = {c.col for r in levels[n + 1 :] for c in r if c.text and _below(c.text)}
        for col, cell in _spread(row, below):
            stacks.setdefault(col, []).append(cell)
    return stacks


def _below(text: str) -> bool:
    return _is("bare", text) or _is("part", text) or is_year_label(text)


def _spread(row: Row, below: set[int]) -> Iterator[tuple[int, Cell]]:
    last: Cell | None = None
    for cell in row:
        if cell.text:
            last = cell if _over(cell.text) else None
            yield from ((col, cell) for col in range(cell.col, cell.col + cell.col_span))
        elif last is not None and cell.col in below and not cell.covered:
            yield cell.col, last


def _over(text: str) -> bool:
    return is_year_label(text) or is_period_label(text) or _is("era", text) or _is("over", text)


def _column(col: int, stack: Sequence[Cell], single: bool) -> YearColumn | None:
    """The column that a stack of header cells names, if it is one of years."""
    era = next((c.view.strip() for c in stack if _is("era", c.text)), None)
    over = era is not None or any(_is("over", c.text) for c in stack)
    part = next((c.view.strip() for c in stack if _is("part", c.text)), None)
    years = [c for c in stack if is_year_label(c.text) or is_period_label(c.text)]
    numbers = [c for c in stack if _is("bare", c.text)]
    if years and (single or part is not None or over):
        own = _is("bare", years[-1].text)
        return YearColumn(col, years[-1].view.strip(), era if own else None, part)
    if numbers and (over or single):
        return YearColumn(col, numbers[-1].view.strip(), era, part)
    return None
