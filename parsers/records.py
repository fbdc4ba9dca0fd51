"""Everything printed in a form or in a table of no known kind, as (record, field, value)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from extract.frozen import frozen
from extract.model import Repair, Run
from extract.view import View
from parsers.card_fields import unread_cells as unread_of_card
from parsers.columns import Row, body_rows, header_rows
from parsers.date_blanks import DateBlank
from parsers.forms import Entry, SubRow, entries, shift_repair, sub_tables
from parsers.header_rows import group_names
from parsers.indicators import OWN
from parsers.indicators import unread_cells as unread_of_indicators
from parsers.list_items import check_signs, signed_items, split_bullets
from parsers.measure_lists import KIND
from parsers.measure_lists import unread_cells as unread_of_list
from parsers.model import Cell, Findings, Table
from parsers.patterns import compiled
from parsers.vocabulary import load

CHECKED = "checked"


@frozen
class Record:
    """A value of one record. ``field`` is the printed label, or what stands for one.

    ``seq`` counts the values of the same field in a record from 1; ``value`` is None for a blank
    that was not filled in. ``run`` is where the value (else the label) is printed.
    """

    table: int
    record: int
    group: str | None
    field: str | None
    seq: int
    value: str | None
    row: int
    col: int
    run: Run


@frozen
class _Draft:
    """A value before it has its numbers; ``opens`` begins a new record."""

    key: tuple[int, int]
    group: str | None
    field: str | None
    value: str | None
    cell: Cell
    run: Run


def find_records(tables: Sequence[Table], untaken: Collection[int] = ()) -> Findings[Record]:
    """The values of forms, of tables of no known kind, and of the tables listed in ``untaken``.

    Of measures and indicators those that no field takes: an unknown label or column, a row
    without a title.
    """
    found: list[Record] = []
    repairs: list[Repair] = []
    for i, table in enumerate(tables):
        if table.kind == "measure_card":
            found += _numbered(i, _unread_fields(table))
            continue
        if table.kind == KIND:
            found += _numbered(i, _unread_columns(table, unread_of_list(table)))
            continue
        if table.kind == OWN:
            found += _numbered(i, _unread_columns(table, unread_of_indicators(table)))
            continue
        if table.kind not in load("records")["kinds"] and i not in untaken:
            continue
        form = table.kind == "form"
        found += _numbered(i, _form(table) if form else _plain(table))
        if form:
            shifted: Iterator[SubRow] = (row for part in sub_tables(table) for row in part.rows)
            repairs += [shift_repair(row, "records", "field_raw") for row in shifted if row.shift]
    return Findings(tuple(found), tuple(repairs))


def _numbered(table: int, drafts: Iterator[_Draft]) -> Iterator[Record]:
    record = 0
    last: tuple[int, int] | None = None
    counts: dict[str | None, int] = {}
    for draft in drafts:
        if draft.key != last:
            record, last, counts = record + 1, draft.key, {}
        counts[draft.field] = counts.get(draft.field, 0) + 1
        yield Record(
            table,
            record,
            draft.group,
            draft.field,
            counts[draft.field],
            draft.value,
            draft.cell.row,
            draft.cell.col,
            draft.run,
        )


def _unread_fields(table: Table) -> Iterator[_Draft]:
    for label, cell in unread_of_card(table):
        value = cell.view.strip()
        name = label.text if label is not None else None
        yield _Draft((0, 0), None, name, value.text, cell, value.whole)


def _unread_columns(
    table: Table, unread: Iterator[tuple[Row, str | None, Cell]]
) -> Iterator[_Draft]:
    groups = _groups(table)
    for row, name, cell in unread:
        value, group = cell.view.strip(), groups.get(cell.col)
        yield _Draft((row.index, 0), group, name, value.text, cell, value.whole)


def _groups(table: Table) -> dict[int, str]:
    """Column -> what is printed over it and its neighbours in a header of several rows."""
    return {col: cell.text for col, cell in group_names(header_rows(table)).items()}


def _text(view: View | None) -> str | None:
    return view.text if view is not None and view.text else None


def _form(table: Table) -> Iterator[_Draft]:
    at = 0
    for entry in entries(table):
        for part in _entry(entry):
            at = at + 1 if part.key[1] else at
            yield _Draft((entry.record, at), *_rest(part))
        at += 1 if _is_list(entry) else 0


def _rest(draft: _Draft) -> tuple[str | None, str | None, str | None, Cell, Run]:
    return draft.group, draft.field, draft.value, draft.cell, draft.run


def _is_list(entry: Entry) -> bool:
    return isinstance(entry.value, View) and entry.value.text[:1] in check_signs()


def _entry(entry: Entry) -> Iterator[_Draft]:
    """The values of one entry; key[1] is 1 where a new record begins within it."""
    group, field = _text(entry.group), _text(entry.field)
    value = entry.value
    if isinstance(value, DateBlank):
        run = value.run or entry.run
        yield _Draft((0, 0), group, field, value.text or None, value.cell, run)
        return
    if value is None:
        run = entry.cell.view.strip().whole
        yield _Draft((0, 0), group, field, None, entry.cell, run)
        return
    lead, checks = signed_items(value, check_signs())
    if checks and lead is None:
        for sign, item in checks:
            yield _Draft((0, 1), group, field, item.text, entry.cell, item.whole)
            yield _Draft((0, 0), group, CHECKED, sign, entry.cell, item.whole)
        return
    opinions = tuple(_opinions(value))
    if opinions:
        for sign, opens, item in opinions:
            name = field if opens else sign
            yield _Draft((0, int(opens)), group or field, name, item.text, entry.cell, item.whole)
        return
    lead, items = split_bullets(value)
    for item in items if items and lead is None else (value,):
        yield _Draft((0, 0), group, field, item.text, entry.cell, item.whole)


def _opinions(value: View) -> Iterator[tuple[str, bool, View]]:
    """Opinions with the answers below them; nothing when the text has no answers."""
    signs = load("list_items")
    opinion, answer = "".join(signs["opinion"]), "".join(signs["answer"])
    lead, items = signed_items(value, opinion + answer)
    if lead is None and any(s in answer for s, _ in items) and items[0][0] in opinion:
        for sign, item in items:
            yield sign, sign in opinion, item


def _plain(table: Table) -> Iterator[_Draft]:
    """Rows of a table: the column's name is the field; a list in a cell is a record by item."""
    names = {
        cell.col: cell.text
        for row in table.rows[: table.n_header_rows]
        for cell in row
        if cell.text
    }
    groups = _groups(table)
    at = 0
    for row in body_rows(table):
        at += 1
        for cell in row.filled:
            value = cell.view.strip()
            if not compiled(r"[^\s|:-]").search(value.text):
                continue
            lead, items = split_bullets(value)
            if items and lead is not None and "\n" in value.text:
                at += 1
                for item in items:
                    yield _Draft(
                        (at, 0), lead.text, names.get(cell.col), item.text, cell, item.whole
                    )
                at += 1
                continue
            for item in items if items and lead is None else (value,):
                group, name = groups.get(cell.col), names.get(cell.col)
                yield _Draft((at, 0), group, name, item.text, cell, item.whole)
