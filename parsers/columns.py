"""Reads the cells of an assembled table by the role of their column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.fold import key
from extract.frozen import frozen
from extract.model import Run
from extract.view import View
from parsers.header_rows import column_names
from parsers.model import Cell, Table
from parsers.table_kinds import caption_row, column_roles


@frozen
class Row:
    """A body row: ``index`` counts printed rows, ``run`` is the row with its separators."""

    index: int
    run: Run
    cells: tuple[Cell, ...]

    def at(self, col: int | None) -> View | None:
        """The printed text of a column, None where nothing is printed or there is no column."""
        return next((c.view.strip() for c in self.cells if c.col == col and c.text), None)

    def marked_up(self, col: int | None) -> View | None:
        """The same with the markup around it, which tells a list from a sentence."""
        return next((c.view for c in self.cells if c.col == col and c.text), None)

    def is_unread(self, col: int | None) -> bool:
        """Whether something is printed in a column that was not recognised."""
        return any(c.unread and not c.text for c in self.cells if c.col == col)

    @property
    def filled(self) -> tuple[Cell, ...]:
        """The cells that hold something."""
        return filled(self.cells)


def filled(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """The cells that hold something."""
    return tuple(cell for cell in cells if cell.text)


def roles(table: Table) -> dict[str, int]:
    """Role -> column, from the lowest names of the header; empty without a header."""
    if not table.n_header_rows:
        return {}
    return column_roles(table.kind, tuple(column_names(header_rows(table)).values()))


def header_rows(table: Table) -> tuple[tuple[Cell, ...], ...]:
    """The rows that name the columns: the header without a caption over the whole width."""
    first = 1 if table.n_header_rows > 1 and caption_row(table.rows) else 0
    return table.rows[first : table.n_header_rows]


def of_kind(tables: Sequence[Table], kind: str) -> Iterator[tuple[int, Table, dict[str, int]]]:
    """Index, table and column roles of every table of one kind."""
    for i, table in enumerate(tables):
        if table.kind == kind:
            yield i, table, roles(table)


def body_rows(table: Table) -> Iterator[Row]:
    """The filled rows below the header; a header repeated on a new page is left out."""
    heads = {_row_key(row) for row in table.rows[: table.n_header_rows]}
    for i in range(table.n_header_rows, len(table.rows)):
        cells = table.rows[i]
        if filled(cells) and _row_key(cells) not in heads:
            yield Row(i, table.row_runs[i], cells)


def across(row: Run, first: Cell, last: Cell) -> Run:
    """The printed run from one cell of a row to another, separators included."""
    start = first.view.strip().whole.start
    return row.cut(start - row.start, last.view.strip().whole.end - row.start)


def _row_key(cells: Sequence[Cell]) -> tuple[str, ...]:
    return tuple(key(cell.text) for cell in cells)
