"""Finds the indicators inside a measure card: labelled rows, and small tables of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extract.frozen import frozen
from extract.view import View
from parsers.columns import Row, filled
from parsers.field_labels import measure_field
from parsers.indicator_labels import (
    YEAR,
    Column,
    columns,
    is_indicator_header,
    label_role,
    read_label,
    resolved,
)
from parsers.indicator_rows import PARTS, Place, from_labels, read_rows, unread_in_rows
from parsers.indicator_values import Dated, Indicator
from parsers.model import Cell, Table, once_per_table

# The header of a small table in a card has one of these in its first two cells.
OPENING = {"name", "baseline", "target"}


@frozen
class Nested:
    """A small table inside a card: its header row, its columns, the rows below."""

    header: int
    columns: tuple[Column, ...]
    rows: tuple[int, ...]


@dataclass(slots=True)
class _Draft:
    """The labelled values of one indicator on the way."""

    values: dict[str, Dated] = field(default_factory=dict)
    targets: list[Dated] = field(default_factory=list)
    year: Cell | None = None

    def takes(self, role: str, entry: Dated) -> bool:
        """Keeps a value if it says something new of a named indicator."""
        if role not in PARTS or (role != "name" and "name" not in self.values):
            return False
        if role == "target":
            self.targets.append(entry)
            return True
        return self.values.setdefault(role, entry) is entry


@frozen
class CardIndicators:
    """The indicators of a card; ``unread`` are cells beside them that say nothing of one."""

    found: tuple[Indicator, ...]
    unread: tuple[Cell, ...]


@once_per_table
def indicator_rows(table: Table) -> frozenset[int]:
    """Indexes of the rows of a card that hold indicators and nothing else.

    Without a row that names an indicator there are none: values alone say nothing.
    """
    parts = nested_tables(table)
    nested = [i for part in parts for i in (part.header, *part.rows)]
    labelled = [i for i, row in enumerate(table.rows) if i not in nested and _pairs(row)]
    named = any(column.role == "name" for part in parts for column in part.columns)
    if not named and not any(
        role == "name" for i in labelled for role, *_ in _pairs(table.rows[i])
    ):
        return frozenset()
    return frozenset([*nested, *labelled])


def read_card(table: Table, place: Place) -> CardIndicators:
    """The indicators of a card in printed order; values without a name give none."""
    found: list[Indicator] = []
    unread: list[Cell] = []
    drafts = [_Draft()]
    inside = {part.header: part for part in nested_tables(table)}
    for i in sorted(indicator_rows(table) - {n for part in inside.values() for n in part.rows}):
        part = inside.get(i)
        if part is None:
            for role, entry, cell in _pairs(table.rows[i]):
                if role == "name":
                    found += _done(drafts[-1], place)
                    drafts.append(_Draft())
                if not drafts[-1].takes(role, entry):
                    unread.append(cell)
                elif role == "fiscal_year":
                    drafts[-1].year = cell
            continue
        rows = [Row(n, table.row_runs[n], table.rows[n]) for n in part.rows]
        if any(column.role == "name" for column in part.columns):
            found += _done(drafts[-1], place)
            drafts.append(_Draft())
            found += read_rows(rows, part.columns, place)
            unread += (cell for _, cell in unread_in_rows(rows, part.columns))
        else:
            unread += _take_years(drafts[-1], part, rows)
    for draft in drafts:
        if draft.year is not None and all(target.year for target in draft.targets):
            unread.append(draft.year)  # the year of no target
    return CardIndicators((*found, *_done(drafts[-1], place)), tuple(unread))


def _take_years(draft: _Draft, part: Nested, rows: Sequence[Row]) -> Iterator[Cell]:
    """Puts the values below years into the draft; the cells that it does not take."""
    columns = {column.col: column for column in part.columns}
    for row in rows:
        for cell in row.filled:
            column = columns.get(cell.col)
            entry = Dated(cell.view.strip(), column.year if column is not None else None)
            if column is None or not draft.takes(column.role, entry):
                yield cell


def _done(draft: _Draft, place: Place) -> Iterator[Indicator]:
    if "name" in draft.values:
        yield from_labels(draft.values, draft.targets, place)


def _pairs(row: Sequence[Cell]) -> tuple[tuple[str, Dated, Cell], ...]:
    """The labels of a row that speak of an indicator, each with the value beside it.

    Nothing unless every other cell of the row is such a label or one of a measure.
    """
    cells = filled(row)
    if not row or not row[0].text or len(cells) < 2 or len(cells) % 2:
        return ()
    found: list[tuple[str, Dated, Cell]] = []
    if any(label_role(cell.text) is None for cell in cells[::2]):
        return ()
    for label, value in zip(cells[::2], cells[1::2], strict=True):
        known = read_label(label.view.strip())
        if measure_field(label.text) is not None or known is None or known.role == YEAR:
            return ()
        found.append((known.role, Dated(value.view.strip(), known.year), value))
    return tuple(found)


@once_per_table
def nested_tables(table: Table) -> tuple[Nested, ...]:
    """The small tables of a card: a row of column names, then the rows without a field label."""
    found: list[Nested] = []
    for i, row in enumerate(table.rows):
        if any(i in part.rows for part in found):
            continue
        names = _header(row)
        if names is None:
            continue
        below: list[int] = []
        first = min(column.col for column in names)
        for n in range(i + 1, len(table.rows)):
            cells = table.rows[n]
            opens = bool(cells) and bool(cells[0].text)
            if opens and (first > 0 or _is_label(cells[0].view.strip())):
                break
            below.append(n)
        if below:
            found.append(Nested(i, names, tuple(below)))
    return tuple(found)


def _is_label(text: View) -> bool:
    return measure_field(text.text) is not None or read_label(text) is not None


def _header(row: Sequence[Cell]) -> tuple[Column, ...] | None:
    """The columns that a row of a card names, years behind 「目標値」 as targets."""
    cells = filled(row)
    if len(cells) < 2 or not {label_role(cell.text) for cell in cells[:2]} & OPENING:
        return None
    names = columns([cells])
    whole = {column.col for column in names}
    if is_indicator_header(resolved(names)) and all(c.col in whole or c.col == 0 for c in cells):
        return tuple(c for c in resolved(names) if c.role != YEAR)
    label = read_label(cells[0].view.strip())
    years = [column for column in names if column.role == YEAR]
    if label is None or label.role not in {"target", "baseline"} or cells[0].col != 0:
        return None
    if len(years) < 2 or len(years) != len(cells) - 1:
        return None
    return tuple(Column(column.col, label.role, column.year) for column in years)
