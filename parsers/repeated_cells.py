"""Cells that repeat the one above: with a mark (〃, 同上), merged with it, or left empty."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import field

from extract.fold import key
from extract.frozen import frozen
from extract.model import Repair
from extract.view import View
from parsers.columns import Row, body_rows
from parsers.model import Cell, Table
from parsers.vocabulary import load


@frozen
class Filled:
    """A row with the cells above that its own cells stand for, by column.

    ``printed`` is what the row prints (of a merged cell its text), ``meant`` what that says.
    """

    row: Row
    above: dict[int, View]
    merged: frozenset[int]
    repairs: tuple[Repair, ...] = field(default=())

    def printed(self, col: int | None) -> View | None:
        """The text of a column as printed, a mark of repetition included."""
        own = self.row.at(col)
        return self.above.get(col) if own is None and col in self.merged else own

    def meant(self, col: int | None) -> View | None:
        """The text of a column, or the text above that it repeats."""
        return self.above.get(col, self.row.at(col)) if col is not None else None


def is_repeat(text: str) -> bool:
    """Whether a cell only says that it repeats the one above."""
    return key(text) in {key(mark) for mark in load("fields")["repeats"]["marks"]}


def filled_down(table: Table, departments: int | None, cols: Collection[int]) -> Iterator[Filled]:
    """The body rows of a list with what their cells in ``cols`` repeat.

    In a text an empty department cell of a row with other values is taken for the rest of a
    merged one, with a repair of little confidence; in a ruled table empty is empty.
    """
    owners = _owners(table)
    last: dict[int, View] = {}
    for row in body_rows(table):
        above: dict[int, View] = {}
        merged: set[int] = set()
        repairs: list[Repair] = []
        for col in cols:
            own, owner = row.at(col), owners.get((row.index, col))
            if own is None and owner is not None and owner.text:
                above[col] = last.get(col, owner.view.strip())
                merged.add(col)
            elif own is not None and is_repeat(own.text) and col in last:
                above[col] = last[col]
                repairs.append(_repair(own, last[col], "ditto-mark", "上の欄を繰り返す印", 1.0))
            elif own is None and col == departments and col in last and not table.ruled:
                if len(row.filled) < 2 or not _has_title(row, table, departments):
                    continue
                above[col] = last[col]
                place = _cell(row.cells, col)
                if place is not None:
                    reason = "空欄。表の結合が失われた上の欄の続きとみなす"
                    repairs.append(_repair(place, last[col], "empty-as-above", reason, 0.7))
            if own is not None and not is_repeat(own.text):
                last[col] = own
        yield Filled(row, above, frozenset(merged), tuple(repairs))


def _has_title(row: Row, table: Table, departments: int) -> bool:
    """Whether the row has a value left of its department cell: it is a row of its own."""
    return any(cell.col < departments for cell in row.filled)


def _owners(table: Table) -> dict[tuple[int, int], Cell]:
    """Covered place -> the merged cell above it in the same column."""
    return {
        (row, cell.col): cell
        for cells in table.rows
        for cell in cells
        if cell.row_span > 1
        for row in range(cell.row + 1, cell.row + cell.row_span)
    }


def _cell(cells: Sequence[Cell], col: int) -> View | None:
    return next((cell.view for cell in cells if cell.col == col), None)


def _repair(own: View, above: View, rule: str, reason: str, confidence: float) -> Repair:
    return Repair(
        own.whole,
        "departments",
        "department",
        own.text.strip(),
        above.text,
        rule,
        reason,
        confidence,
    )
