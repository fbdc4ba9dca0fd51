"""Tells the header of a list of measures: which column holds which field, and what is no list."""

from __future__ import annotations

from collections.abc import Sequence

from extract.fold import key
from parsers.model import Cell
from parsers.vocabulary import aliases, load, per_vocabulary


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
