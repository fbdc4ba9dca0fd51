"""Printed strings that no row of a vocabulary names, each with the row that would name it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from extract.fold import key
from parsers.departments import name_ending
from parsers.measures import Measure
from parsers.model import Cell, Table
from parsers.plan import Plan
from parsers.vocabulary import load
from parsers.year_header import is_year_label, year_columns
from shisaku.unknown_labels import unknown_labels
from shisaku.unknown_model import Kind, Unknown, stands_for_year, year_like

_WORD = regex.compile(r"[\p{L}\p{N}]")


def unknown_words(plan: Plan, years: tuple[int | None, int | None]) -> tuple[Unknown, ...]:
    """Every unrecognised label, department, mark and year, in printed order by kind.

    ``years`` are the first and the last fiscal year of the plan, as far as known.
    """
    found = [
        *unknown_labels(plan.tables),
        *_departments(plan.measures.values),
        *_marks(plan.tables),
        *_years(plan.tables, years),
    ]
    counts: Counter[tuple[Kind, str]] = Counter()
    for unknown in found:
        counts[unknown.kind, key(unknown.printed)] += unknown.count
    first = {(u.kind, key(u.printed)): u for u in reversed(found)}
    return tuple(replace(first[name], count=count) for name, count in counts.items())


def _departments(measures: Sequence[Measure]) -> Iterator[Unknown]:
    for measure in measures:
        listed = [d for item in measure.items for d in (*item.tail.departments, *item.listed)]
        for department in (*listed, *measure.listed):
            name = department.name
            ending = name_ending(name.text)
            if ending is not None and department.kind == "unit":
                path = ("unit_endings",)
                yield Unknown("department", name.text, name.whole, 1, "departments", path, ending)


def _marks(tables: Sequence[Table]) -> Iterator[Unknown]:
    """Single signs in the year columns of a table that are no known glyph."""
    cells = load("schedules")["cells"]
    known = {*load("marks")["glyphs"], *cells["nothing"], *cells["ditto"]}
    for table in tables:
        columns = {c.col for row in table.rows for c in row if c.text and year_like(c.text)}
        for cell in (c for row in table.rows for c in row if len(columns) > 1):
            sign = cell.text
            if cell.col in columns and len(sign) == 1 and not (sign in known or _WORD.match(sign)):
                run = cell.view.strip().whole
                yield Unknown("mark", sign, run, 1, "marks", ("glyphs",), sign)


def _years(tables: Sequence[Table], years: tuple[int | None, int | None]) -> Iterator[Unknown]:
    """Labels side by side that stand for years, in a table that prints no year over them.

    They are those of the plan, one by one, where there are as many.
    """
    first, last = years
    for table in tables:
        if any(len(year_columns(row)) > 1 for row in table.rows):
            continue
        for row in table.rows:
            cells = [c for c in row if c.text and stands_for_year(c.text)]
            if len(cells) < 2:
                continue
            fits = first is not None and last is not None and last - first + 1 == len(cells)
            for n, cell in enumerate(cells):
                if not is_year_label(cell.text):
                    yield _year(cell, first + n if fits and first is not None else None)


def _year(cell: Cell, year: int | None) -> Unknown:
    run, word = cell.view.strip().whole, key(cell.text)
    path = ("named_years",)
    return Unknown("year", cell.text, run, 1, "fields", path, word, year, year is not None)
