"""Values of a row beside what is printed of them, as ``data/values.toml`` declares them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from normalize.schema import SchemaError, load_schema
from shisaku.exporting.stored import Row
from shisaku.messages import Messages
from shisaku.site.document import Document, Place
from shisaku.terms import value_name

YEAR = "_fy"
"""The ending of columns that hold fiscal years."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Columns of one value: itself, its print, its place, its status, what stands behind it."""

    value: str
    raw: str | None = None
    span: str | None = None
    status: str | None = None
    more: str | None = None
    quiet: bool = False
    label: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """A value as a reader sees it. ``raw`` is None where nothing of it is printed as such.

    ``text`` is None for what is printed and was not understood. ``note`` says how it is known.
    """

    label: str
    raw: str | None
    text: str | None
    note: str = ""
    place: Place | None = None


@cache
def declared() -> Mapping[str, tuple[Shown, ...]]:
    """The declaration by table. Raises ``SchemaError`` for a column that no table has."""
    text = files("shisaku.site").joinpath("data", "values.toml").read_text(encoding="utf-8")
    rows = {name: tuple(Shown(**row) for row in rows) for name, rows in tomllib.loads(text).items()}
    known = {table.name: table.column_names for table in load_schema().tables}
    for table, shown in rows.items():
        for row in shown:
            used = (row.value, row.raw, row.span, row.status, row.more)
            # A table that this version does not declare yet has no rows either.
            if table in known and (odd := {c for c in used if c} - set(known[table])):
                raise SchemaError(f"shisaku/site/data/values.toml: {table}: {sorted(odd)}")
    return rows


def values(table: str, row: Row, document: Document, messages: Messages) -> Iterator[Value]:
    """The values of a row that hold something, in the declared order."""
    for shown in declared()[table]:
        place = document.place(row[shown.span]) if shown.span else None
        raw = row[shown.raw] if shown.raw else (document.printed(place) if place else None)
        text = _text(table, shown.value, row[shown.value], messages)
        if (raw is None and text is None) or (shown.quiet and raw == text):
            continue
        more = row[shown.more] if shown.more else None
        status = row[shown.status] if shown.status else None
        note = value_name(messages, table, shown.status, status) if shown.status and status else ""
        behind = f"（{more}）" if text is not None and more and str(more) not in text else ""
        named = shown.label
        label = named[messages.language] if named else column_label(table, shown.value, messages)
        yield Value(label, raw, None if text is None else text + behind, note, place)


def column_label(table: str, column: str, messages: Messages) -> str:
    """A column by its declared Japanese title; in English by its name in words."""
    if messages.language == "ja":
        return load_schema().table(table).column(column).title_ja
    return column.removesuffix(YEAR).replace("_", " ").capitalize()


def repaired_label(table: str, column: str, messages: Messages) -> str:
    """The label of what was repaired, which may be a column of another table: an item's label.

    The name itself where no table has such a column.
    """
    tables = [of.name for of in load_schema().tables if column in of.column_names]
    if not tables:
        return column
    return column_label(table if table in tables else tables[0], column, messages)


def _text(table: str, column: str, value: object, messages: Messages) -> str | None:
    if value is None:
        return None
    if column.endswith(YEAR):
        return f"{value}年度" if messages.language == "ja" else f"FY{value}"
    if isinstance(value, float):
        return f"{value:,.10g}"
    return str(value)
