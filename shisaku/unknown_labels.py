"""Labels of cards and lists that no row names, and the field that their values speak for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import regex

from extract.fold import key
from extract.frozen import frozen
from parsers.card_fields import unknown_fields
from parsers.departments import looks_like_departments
from parsers.field_labels import measure_field
from parsers.indicator_labels import label_role
from parsers.item_labels import leading_label
from parsers.list_headers import list_field
from parsers.model import Cell, Table
from parsers.schedules import is_phase
from parsers.vocabulary import load
from parsers.year_header import year_columns
from shisaku.unknown_model import Unknown, shapes, year_like

# Kinds of tables in which no other reader takes the cells.
_FIELD_TABLES = frozenset({"form", "other", "measure_card", "measure_list"})
_FEW = 2
"""Known labels from which a table is one of measures; with fewer, a label must come again."""


@frozen
class _Label:
    """A label that nothing knows, its values, and whether its table is one of measures."""

    cell: Cell
    values: Sequence[Cell]
    among_known: bool


def unknown_labels(tables: Sequence[Table]) -> Iterator[Unknown]:
    """Each label once, with its count, by its first place."""
    found: dict[str, list[_Label]] = {}
    taken: set[str] = set()
    for table in tables:
        if table.kind in _FIELD_TABLES:
            for label in (*_side_labels(table), *_head_labels(table)):
                found.setdefault(key(label.cell.text), []).append(label)
            named = (_any_field(cell.text) for row in table.rows for cell in row if cell.text)
            taken |= {field for field in named if field}
    for name, labels in found.items():
        if len(labels) > 1 or labels[0].among_known:
            field, sure = _field(name, labels, taken)
            cell, path = labels[0].cell, ("measure_fields", field)
            run = cell.view.strip().whole
            yield Unknown("label", cell.text, run, len(labels), "fields", path, name, None, sure)


def _any_field(text: str) -> str | None:
    return measure_field(text) or list_field(text)


def _side_labels(table: Table) -> Iterator[_Label]:
    """Unknown labels down the left side of a table that has a known one there."""
    is_card = table.kind == "measure_card"
    # Of a card that was read, the number, the indicators and the schedule are no labels.
    unread = {label for label, _ in unknown_fields(table)} if is_card else None
    firsts = [row[0] for row in table.rows if row and row[0].text]
    known = sum(measure_field(cell.text) is not None for cell in firsts)
    sure = known >= _FEW or is_card
    for row in table.rows if known else ():
        filled = [cell for cell in row if cell.text]
        years = sum(year_like(cell.text) for cell in filled[1:])
        is_pair = len(filled) == 2 or (years > 1 and years == len(filled) - 1)
        is_open = unread is None or (bool(filled) and filled[0] in unread)
        if is_pair and is_open and filled[0].col == 0 and _is_label(filled[0]):
            yield _Label(filled[0], filled[1:], sure)
        if years > 1 or len(year_columns(row)) > 1:
            return  # from here on the rows of the schedule


def _head_labels(table: Table) -> Iterator[_Label]:
    """Unknown names over the columns of a table of which one is known."""
    header = [cell for cell in table.rows[0] if cell.text] if table.rows else []
    known = sum(list_field(cell.text) is not None for cell in header)
    if table.kind == "measure_card" or len(header) <= _FEW or not known:
        return
    for cell in header:
        below = [c for row in table.rows[1:] for c in row if c.col == cell.col and c.text]
        if below and _is_label(cell) and list_field(cell.text) is None:
            yield _Label(cell, below[:1], known >= _FEW or table.kind == "measure_list")


def _is_label(cell: Cell) -> bool:
    text = cell.text
    return (
        len(key(text)) <= shapes()["longest_label"]
        and "。" not in text
        and regex.search(r"\p{L}", text) is not None
        and measure_field(text) is None
        and label_role(text) is None
        and leading_label(cell.view) is None
        and not is_phase(text)
        and not year_like(text)
    )


def _field(name: str, labels: Sequence[_Label], taken: set[str]) -> tuple[str, bool]:
    """The field that the values of a label speak for ("?" for none), and whether they settle it."""
    firsts = [label.values[0] for label in labels]
    if all(len(label.values) > 1 and year_like(label.values[0].text) for label in labels):
        return "schedule", True
    if any(looks_like_departments(cell.view.strip()) for cell in firsts):
        return "departments", True
    shared = {field: _shared_end(name, words) for field, words in _fields().items()}
    best = max(shared, key=lambda field: shared[field])
    if shared[best] > 1:
        return best, False
    if not all("。" in cell.text for cell in firsts):
        return "?", False
    return next((f for f in ("outline", "effects") if f not in taken), "?"), False


def _fields() -> Mapping[str, Sequence[str]]:
    fields: Mapping[str, Sequence[str]] = load("fields")["measure_fields"]
    return fields


def _shared_end(name: str, words: Sequence[str]) -> int:
    """Characters that a label ends with like one of the known names."""
    return max((_same_end(name, key(word)) for word in words), default=0)


def _same_end(a: str, b: str) -> int:
    pairs = zip(reversed(a), reversed(b), strict=False)
    return next((n for n, (x, y) in enumerate(pairs) if x != y), min(len(a), len(b)))
