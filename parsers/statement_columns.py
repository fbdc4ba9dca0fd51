"""Tells a column of titles from the column of sentences beside it (施策 | 主な取組 | 担当課)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import regex

from extract.fold import fold_text, key
from parsers.columns import Row, body_rows
from parsers.list_headers import list_field
from parsers.list_items import bullet_signs
from parsers.model import Table
from parsers.numbering import read_number
from parsers.patterns import compiled
from parsers.vocabulary import load, per_vocabulary


def titled_left(table: Table, fields: Mapping[int, str]) -> dict[int, str]:
    """The fields of a list by column, the measure moved to the column left of it where that is
    right.

    It is where a short name or that of an outline heads the measure, each cell there tells in
    sentences or bullets what is done, and each row has a title of its own to the left, under
    whatever name: then the sentences are its outline. Where one title spans several rows, each
    sentence is a measure of its own; so are those with numbers, and a single row tells nothing.
    """
    at = next((col for col, name in fields.items() if name == "measure"), None)
    named = next((c for row in table.rows[: table.n_header_rows] for c in row if c.col == at), None)
    if at is None or at == 0 or named is None:
        return dict(fields)
    if list_field(named.text) not in {"short", "outline"}:
        return dict(fields)
    if "outline" in fields.values() or at - 1 in fields:
        return dict(fields)
    rows = [row for row in body_rows(table) if row.at(at) is not None]
    titles = [_text(table, row.index, at - 1) for row in rows]
    told = all(_is_statement(_text(table, row.index, at)) for row in rows)
    if not rows or not told or not all(_is_title(title) for title in titles):
        return dict(fields)
    if list_field(named.text) == "outline" and _are_measures(table, at, rows):
        return dict(fields)
    if len(set(titles)) < len(titles):
        return dict(fields)
    return {**fields, at - 1: "measure", at: "outline"}


def _are_measures(table: Table, at: int, rows: Sequence[Row]) -> bool:
    texts = (_text(table, row.index, at) for row in rows)
    return len(rows) < 2 or any(read_number(fold_text(text), weak=True) for text in texts)


def _text(table: Table, row: int, col: int) -> str:
    return next((c.text for c in table.rows[row] if c.col == col and not c.covered), "")


def _is_title(text: str) -> bool:
    return 0 < len(key(text)) <= load("fields")["list"]["longest_title"] and "。" not in text


def _is_statement(text: str) -> bool:
    """Whether a cell holds sentences or bulleted lines rather than one name."""
    return "。" in text or len(_bullets().findall(text)) > 1


@per_vocabulary
def _bullets() -> regex.Pattern[str]:
    signs = regex.escape(bullet_signs())
    return compiled(rf"(?:^|\n)\s*[{signs}]")
