"""Tells what a table is about from its header and the shape of its cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import regex

from extract.fold import key
from parsers.field_labels import card_title, field_names, is_field_row
from parsers.field_labels import measure_field as measure_field
from parsers.header_rows import column_names, divided_in_text, has_plain_header, header_depth
from parsers.indicator_labels import columns, is_indicator_header, label_role, read_label, resolved
from parsers.model import Cell
from parsers.patterns import compiled
from parsers.vocabulary import aliases, load, per_vocabulary
from parsers.year_header import year_axis, year_columns, year_levels

Rows = Sequence[Sequence[Cell]]
NUMERIC = regex.compile(r"^[△▲-]?\d[\d,]*(?:\.\d+)?\s*(?:%|[(]%[)]|人|件|票|社|通)?$")


def list_field(label: str) -> str | None:
    """Which field of a measure a column of a list of measures holds, or None.

    A short name of the measure (施策) is ``short``: it depends on the other columns.
    """
    if key(label) in _list_words("number"):
        return "number"
    field = aliases("fields", "measure_fields").get(key(label))
    if field is None and key(label) in _list_words("measure"):
        return "short"
    return field


@per_vocabulary
def _list_words(name: str) -> frozenset[str]:
    """The words of a list of measures under one name of fields.toml, as keys."""
    return frozenset(map(key, load("fields")["list"][name]))


def list_columns(header: Sequence[Cell]) -> dict[int, str]:
    """Column -> field of a list of measures; the last short name is the measure where no long
    one is printed, the others name what it belongs to and are no field. Without either it is the
    column that tells in a sentence what is done."""
    found = {cell.col: field for cell in header if (field := list_field(cell.text)) is not None}
    if "measure" not in found.values() and "departments" in found.values():
        short = [col for col, field in found.items() if field == "short"]
        statements = [c.col for c in header if key(c.text) in _list_words("statement")]
        found |= {col: "measure" for col in short[-1:] or statements[-1:]}
    return {col: field for col, field in found.items() if field != "short"}


def is_list_header(row: Sequence[Cell]) -> bool:
    """Whether a row names the columns of a table with one measure a row; a budget is none."""
    needs = set(load("fields")["list"]["needs"])
    fields = set(list_columns(row).values())
    if "measure" not in fields or not fields & needs or _is_chronicle(row):
        return False
    money = _list_words("money")
    amounts = any(key(key(cell.text).partition("(")[0]) in money for cell in row)
    return not amounts or needs <= fields


def _is_chronicle(row: Sequence[Cell]) -> bool:
    """Whether a row heads what was done year by year: 年度 first, no long name of a measure."""
    first = next((key(cell.text) for cell in row if cell.text), "")
    return first in _list_words("chronicle") and not any(
        list_field(cell.text) == "measure" for cell in row
    )


def field_title(name: str) -> str:
    """What plans mostly call a field of a measure: the first of its printed names."""
    return str(load("fields")["measure_fields"][name][0])


def is_card_start(row: Sequence[Cell], below: Sequence[Cell] = ()) -> bool:
    """Whether a row opens a measure card: the label of its title or number, then its value.

    Further pairs of a known label and a value may follow in the same row. Such a row may look
    like the header of a list (事業名 | … | 担当課 | …): the row ``below`` then begins with a label.
    """
    if len(row) < 2 or measure_field(row[0].text) not in load("fields")["card"]["start"]:
        return False
    values = [cell for cell in row[1:] if cell.text]
    beside = {key(name) for name in load("fields")["card"]["beside_title"]}
    known = (measure_field(cell.text) or key(cell.text) in beside for cell in values[1::2])
    pairs = len(values) % 2 == 1 and all(known)
    if not pairs or year_columns(row[1:]):
        return False
    labelled = bool(below) and measure_field(below[0].text) is not None
    return labelled or not is_list_header(row)


def is_card(rows: Rows) -> bool:
    """Whether rows form a card: field labels down the left side, title or number first."""
    if not rows or not is_card_start(rows[0], *rows[1:2]):
        return False
    card = load("fields")["card"]
    fields = {measure_field(row[0].text) for row in rows if row}
    fields |= {measure_field(cell.text) for cell in rows[0][2::2] if cell.text}
    titled = "measure" in fields or card_title(rows) is not None
    return titled and len(fields & set(card["needs"])) >= card["needs_at_least"]


def is_untitled_card(rows: Rows) -> bool:
    """Whether rows are the fields of a measure whose title is no labelled row of the table.

    The first row may be the title alone or with its number; else it stands over the table.
    """
    if len(rows) < 2 or not rows[0]:
        return False
    title = card_title(rows)
    alone = title is not None and title.label is None
    labelled = list(_without_schedule(rows[1:] if alone else rows))
    if not labelled:
        return False
    labels = [row[0].text for row in labelled if row[0].text]
    fields = [field for field in field_names(labels) if field not in {None, "related"}]
    card = load("fields")["card"]
    wanted = set(fields) & {*card["needs"], *card["further"]}
    indicators = sum(label_role(row[0].text) is not None for row in labelled)
    known = len(fields) + indicators
    return (
        "departments" in fields
        and "measure" not in fields
        and len(wanted) >= card["needs_at_least"]
        and len(fields) == len(set(fields))
        and known * 2 > len(labels)
        and bool(labelled[0][0].text)
        and not is_list_header(labelled[0])
        and all(_has_value(row) for row in labelled if measure_field(row[0].text))
    )


def _without_schedule(rows: Rows) -> Iterator[Sequence[Cell]]:
    """The rows of a card without its years and what stands below them but fields."""
    years: tuple[Cell, ...] = ()
    for row in rows:
        if len(year_columns(row)) >= 2:
            years = year_columns(row)
        elif row and (not years or is_field_row(row, years)):
            yield row


def _has_value(row: Sequence[Cell]) -> bool:
    """Whether what stands beside a label is not the label of another column."""
    values = [cell for cell in row[1:] if cell.text]
    return not values or measure_field(values[0].text) is None


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
            and _mostly_numbers(below[:1])
            and _mostly_numbers(below)
        ):
            return "survey", skip + n
    lengths = {len([c for c in row if c.text]) for row in rows}
    if len(rows) >= 4 and len(lengths) >= 3 and max(len(row) for row in rows) >= 4:
        return "form", 0
    return "other", skip
