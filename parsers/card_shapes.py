"""Tells the card of a measure: a table with the labels of its fields down the left side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.fold import key
from parsers.field_labels import card_title, field_names, is_field_row, measure_field
from parsers.indicator_labels import label_role
from parsers.list_headers import is_list_header
from parsers.model import Cell
from parsers.vocabulary import load
from parsers.year_header import year_columns

Rows = Sequence[Sequence[Cell]]


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
