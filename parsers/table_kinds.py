"""Tells what a table is about from its header and the shape of its cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import regex

from extract.fold import key
from parsers.card_shapes import is_card, is_untitled_card
from parsers.header_rows import column_names, divided_in_text, has_plain_header, header_depth
from parsers.indicator_labels import columns, is_indicator_header, read_label, resolved
from parsers.list_headers import is_list_header
from parsers.model import Cell
from parsers.number_cells import is_value
from parsers.patterns import compiled
from parsers.vocabulary import load, per_vocabulary
from parsers.year_header import is_year_label, year_axis, year_columns, year_levels

Rows = Sequence[Sequence[Cell]]
NUMERIC = regex.compile(r"^[△▲-]?\d[\d,]*(?:\.\d+)?\s*(?:%|[(]%[)]|人|件|票|社|通)?$")


def caption_row(rows: Rows) -> bool:
    """Whether the first row is one wide cell over a table of several columns."""
    if len(rows) < 2 or len(rows[0]) < 2:
        return False
    first = [cell for cell in rows[0] if cell.text]
    second = [cell for cell in rows[1] if cell.text]
    return len(first) == 1 and first[0].col == 0 and len(second) >= 3


def column_roles(kind: str, header: Sequence[Cell]) -> dict[str, int]:
    """Role -> column of a header row, for a kind of the vocabulary."""
    for row in load("table_kinds")["kind"]:
        if row["name"] == kind:
            roles: dict[str, int] = {}
            for role, names in row["columns"].items():
                keys = {key(name) for name in names}
                for cell in header:
                    if key(cell.text) in keys and cell.col not in roles.values():
                        roles.setdefault(role, cell.col)
            return roles
    return {}


def classify(rows: Rows) -> tuple[str, int]:
    """Kind of a table and its number of header rows; ``other`` when nothing is known."""
    if is_card(rows) or is_untitled_card(rows):
        return "measure_card", 0
    skip = 1 if caption_row(rows) else 0
    depth = max(header_depth(rows[skip:]), year_levels(rows[skip:]))
    depth = 2 if depth == 1 and _names_parts(rows[skip:]) else depth
    header = tuple(column_names(rows[skip : skip + depth]).values())
    body = rows[skip + depth :]
    if is_list_header(header):
        below = body[0] if body else ()
        return "measure_list", skip + depth + (not year_columns(header) and _only_years(below))
    if is_indicator_header(resolved(columns(rows[skip : skip + depth]))):
        return "indicators", skip + depth
    named = _named_kind(header, body)
    if named is not None:
        return named, skip + depth
    if _is_policy_list(rows):
        return "policies", 0
    axis = year_axis(rows[skip : skip + depth])
    if len(axis) >= 2 and not _mostly_numbers(body):
        return "schedule", skip + depth + _sub_header(body)
    kind, n_header = _by_shape(rows, skip)
    return (kind, n_header) if depth == 1 else (_of_words(kind), max(n_header, skip + depth))


def _of_words(kind: str) -> str:
    """A table with a header of two levels is no form, whatever its blanks look like."""
    return "other" if kind == "form" else kind


def names_kind(header: Sequence[Cell]) -> bool:
    """Whether a row is the header of a known kind of table."""
    if is_list_header(header) or is_indicator_header(resolved(columns([header]))):
        return True
    return _named_kind(header, ()) is not None


def _named_kind(header: Sequence[Cell], body: Rows) -> str | None:
    names = {key(cell.text) for cell in header if cell.text}
    if len(names) < 2:
        return None
    for row in load("table_kinds")["kind"]:
        groups = [{key(alias) for alias in group} for group in row["all"]]
        hits = [names & group for group in groups]
        if all(hits) and len(set().union(*hits)) >= len(groups) and not _refused(row, header, body):
            return str(row["name"])
    return None


def _refused(kind: dict[str, Any], header: Sequence[Cell], body: Rows) -> bool:
    """Whether a cell of a column has the shape that the kind does not take there."""
    for role, pattern in kind.get("refuses", {}).items():
        col = column_roles(kind["name"], header).get(role)
        cells = (key(cell.text) for row in body for cell in row if cell.col == col)
        if any(compiled(pattern).match(text) for text in cells):
            return True
    return False


@per_vocabulary
def policy_label() -> regex.Pattern[str]:
    """Start of a label that names a node of the policy tree (施策方針 その1)."""
    labels = load("table_kinds")["policy_labels"]
    kinds = "|".join(sorted(labels["kinds"], key=len, reverse=True))
    return compiled(rf"(?P<kind>{kinds})\s*(?:{labels['number']})")


def _is_policy_list(rows: Rows) -> bool:
    first = rows[0] if rows else ()
    if len(first) < 2 or not first[1].text:
        return False
    return policy_label().fullmatch(first[0].view.folded.text.strip()) is not None


def _names_parts(rows: Rows) -> bool:
    """Whether the second row of a text is a header too: parts of wide names, all of it.

    The first row must be a header of measures or of indicators, with its names in one row.
    """
    if not divided_in_text(rows):
        return False
    labels = [read_label(cell.view.strip()) for cell in rows[1] if cell.text]
    names = {label.role for cell in rows[0] if (label := read_label(cell.view.strip()))}
    # A row of a list without a title holds no measure, so there it names parts of any kind.
    return is_list_header(rows[0]) or (all(labels) and bool(names & {"name", "target"}))


def _only_years(row: Sequence[Cell]) -> bool:
    """Whether a row is the second half of a header: the years below 「スケジュール」."""
    filled = [cell for cell in row if cell.text]
    return bool(filled) and len(year_columns(row)) == len(filled)


def _sub_header(rows: Rows) -> int:
    """Rows right below the year row that only number its columns (1年 2年 …)."""
    count = 0
    for row in rows:
        values = [cell.text for cell in row if cell.text]
        if values and all(compiled(r"^第?\d{1,2}年目?(?:度)?$").match(key(v)) for v in values):
            count += 1
        else:
            break
    return count


def _mostly_numbers(rows: Rows) -> bool:
    cells = [key(cell.text) for row in rows for cell in row[1:] if cell.text]
    return bool(cells) and sum(bool(NUMERIC.match(c)) for c in cells) * 2 > len(cells)


def _goes_on_as(row: Sequence[Cell], below: Rows) -> bool:
    """Whether a row holds values itself, as the rows below do in the same columns: no header."""
    columns = {c.col for line in below for c in line if c.text and is_value(c.text)}
    own = [c.text for c in row if c.col in columns and c.text]
    return len(own) > 1 and all(is_value(t) and not is_year_label(t) for t in own)


def _by_shape(rows: Rows, skip: int) -> tuple[str, int]:
    """Number tables have a header of words (and maybe of column numbers); pipes have a rule."""
    # The rule of a pipe grid has no cells; what stands above it is its header.
    rule = next((i for i, row in enumerate(rows) if not row), None)
    if rule is not None:
        return "other", rule + 1
    if has_plain_header(rows[skip:]):
        return "other", skip + 1
    for n in range(1, min(4, len(rows))):
        below = rows[skip + n :]
        head = (
            [key(c.text) for c in rows[skip + n - 1] if c.text] if len(rows) > skip + n - 1 else []
        )
        words = [h for h in head if not NUMERIC.match(h)]
        if (
            below
            and len(words) * 2 > len(head)
            and not _goes_on_as(rows[skip + n - 1], below)
            and _mostly_numbers(below[:1])
            and _mostly_numbers(below)
        ):
            return "survey", skip + n
    lengths = {len([c for c in row if c.text]) for row in rows}
    if len(rows) >= 4 and len(lengths) >= 3 and max(len(row) for row in rows) >= 4:
        return "form", 0
    return "other", skip
