"""Rows that would name what nothing recognised, as lines to paste into a vocabulary file."""

from __future__ import annotations

import json
from collections.abc import Sequence

from shisaku.unknown_model import Unknown


def layout_block(unknowns: Sequence[Unknown]) -> list[str]:
    """The lines of a ``layout.toml`` with a row for each string, valid TOML as they are.

    A row that is only likely has ``# ?`` behind it; one whose key or year nothing tells is a
    comment.
    """
    tables: dict[str, list[Unknown]] = {}
    for unknown in unknowns:
        tables.setdefault(".".join((unknown.file, *_table(unknown))), []).append(unknown)
    lines: list[str] = []
    for table, rows in tables.items():
        lines += [*([""] if lines else []), f"[{table}]", *_rows(rows)]
    return lines


def paste_line(unknown: Unknown) -> str:
    """One row by itself: ``departments = ["推進担当"]`` or ``"初年度" = 2022``."""
    return _rows([unknown])[0]


def section(unknown: Unknown) -> str:
    """The file and the section of it that need the row: ``fields.toml [measure_fields]``."""
    return f"{unknown.file}.toml" + "".join(f" [{name}]" for name in _table(unknown))


def _table(unknown: Unknown) -> tuple[str, ...]:
    return unknown.path if unknown.kind == "year" else unknown.path[:-1]


def _rows(rows: Sequence[Unknown]) -> list[str]:
    """A line a year, and a line a list: TOML takes a key once."""
    if rows[0].kind == "year":
        return [_year(row) for row in rows]
    names = dict.fromkeys(row.path[-1] for row in rows)
    return [_list(name, [row for row in rows if row.path[-1] == name]) for name in names]


def _year(row: Unknown) -> str:
    name = _string(row.word)
    return f"{name} = {row.value}" if row.told else f"# {name} = ?"


def _list(name: str, rows: Sequence[Unknown]) -> str:
    words = ", ".join(dict.fromkeys(_string(row.word) for row in rows))
    if not rows[0].told:
        return f"# {name} = [{words}]"
    return f"{name} = [{words}]" + ("" if all(row.sure for row in rows) else "  # ?")


def _string(text: str) -> str:
    """A basic string of TOML, which takes the escapes of JSON."""
    return json.dumps(text, ensure_ascii=False)
