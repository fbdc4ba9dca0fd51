"""All indicators of a plan: in tables of their own, in lists and cards of measures, in lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.fold import key
from extract.model import Run
from parsers.columns import Row, body_rows, header_rows
from parsers.header_rows import column_names
from parsers.indicator_cards import read_card
from parsers.indicator_labels import Column, columns, resolved
from parsers.indicator_rows import Place, read_rows, unread_in_rows
from parsers.indicator_values import Indicator
from parsers.measure_lists import KIND, list_header, read_list
from parsers.measures import Measure
from parsers.model import Cell, Table
from parsers.sections import position

OWN = "indicators"


def find_indicators(
    tables: Sequence[Table], measures: Sequence[Measure], lines: Sequence[Indicator] = ()
) -> tuple[Indicator, ...]:
    """Every indicator in printed order; ``lines`` are those of measures without a table."""
    titles = {key(m.title.text): m.title.whole for m in measures}
    cards = {m.table: m.title.whole for m in measures if m.table is not None}
    found = list(lines)
    for index, table in enumerate(tables):
        if table.kind == OWN:
            found += _of_table(index, table, _section_owner(table, measures), titles)
        elif table.kind == KIND:
            found += _of_list(index, table)
        elif table.kind == "measure_card" and index in cards:
            found += read_card(table, Place(index, table.section, cards[index])).found
    return tuple(sorted(found, key=lambda entry: position(entry.name.whole)))


def _section_owner(table: Table, measures: Sequence[Measure]) -> Run | None:
    """The measure whose own heading the table stands under."""
    own = [m for m in measures if m.table is None and m.section == table.section]
    return own[0].title.whole if len(own) == 1 else None


def _of_table(
    index: int, table: Table, owner: Run | None, titles: dict[str, Run]
) -> Iterator[Indicator]:
    """The rows of a table of indicators; a cell with the title of a measure tells the owner."""
    names = resolved(columns(header_rows(table)))
    used = {column.col for column in names}
    for rows in _groups(table, names):
        if rows[0].at(_name(names)) is None:
            continue
        others = (cell for cell in rows[0].filled if cell.col not in used)
        named = (titles[key(cell.text)] for cell in others if key(cell.text) in titles)
        yield from read_rows(rows, names, Place(index, table.section, next(named, owner)))


def _name(names: Sequence[Column]) -> int:
    return next(column.col for column in names if column.role == "name")


def _groups(table: Table, names: Sequence[Column]) -> Iterator[list[Row]]:
    """The rows of each indicator: the one with its name and those below it without one."""
    group: list[Row] = []
    for row in body_rows(table):
        if group and row.at(_name(names)) is not None:
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def unread_cells(table: Table) -> Iterator[tuple[Row, str | None, Cell]]:
    """The cells of a table of indicators that none takes, each with its column's name."""
    names = resolved(columns(header_rows(table)))
    labels = {cell.col: cell.text for cell in column_names(header_rows(table)).values()}
    for rows in _groups(table, names):
        for row, cell in unread_in_rows(rows, names):
            yield row, labels.get(cell.col), cell


def _of_list(index: int, table: Table) -> Iterator[Indicator]:
    names = list_header(table).indicators
    if not names:
        return
    for entry in read_list(index, table).values:
        place = Place(index, table.section, entry.measure.title.whole)
        yield from read_rows(entry.rows, names, place)
