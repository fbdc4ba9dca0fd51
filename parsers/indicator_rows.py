"""Reads rows of which each holds one indicator, by the columns of their header."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from extract.frozen import frozen
from extract.model import Run
from extract.view import View
from parsers.columns import Row
from parsers.indicator_labels import BASELINE_YEAR, Column
from parsers.indicator_values import Dated, Indicator, dated, dated_lines, read_line
from parsers.model import Cell
from parsers.patterns import compiled

# What a row of an indicator is read for; of all but the target it has one.
PARTS = {"name", "unit", "baseline", "target", "fiscal_year", BASELINE_YEAR}


@frozen
class Place:
    """Where indicators are printed; fields as in an Indicator."""

    table: int | None
    section: int | None
    owner: Run | None


def read_rows(rows: Sequence[Row], columns: Sequence[Column], place: Place) -> list[Indicator]:
    """The indicators of rows; a row without a name holds more targets of the one above."""
    found: list[Indicator] = []
    for row in rows:
        cells = [(column, value) for column in columns if (value := row.at(column.col)) is not None]
        named = [value for column, value in cells if column.role == "name"]
        if named:
            found += _of_row(named[0], cells, place)
        elif found:
            found[-1] = replace(found[-1], targets=(*found[-1].targets, *_targets(cells)))
    return found


def unread_in_rows(rows: Sequence[Row], columns: Sequence[Column]) -> Iterator[tuple[Row, Cell]]:
    """The cells of rows that ``read_rows`` leaves: in other columns, twice, or without a name."""
    roles = {column.col: column.role for column in columns}
    names = [column.col for column in columns if column.role == "name"]
    named = False
    for row in rows:
        first = any(row.at(col) is not None for col in names)
        named = named or first
        free = any(
            c.role == "target" and c.year is None and row.at(c.col) is not None for c in columns
        )
        seen: set[str] = set()
        for cell in row.filled:
            role = roles.get(cell.col, "")
            beyond = role in seen or (role == "fiscal_year" and not free)
            beyond = beyond or (not first and role in {"unit", "baseline"})
            if not named or role not in PARTS or beyond:
                yield row, cell
            seen |= {role} - {"target"}


def _of_row(name: View, cells: Sequence[tuple[Column, View]], place: Place) -> Iterator[Indicator]:
    values = [(column, value) for column, value in cells if column.role != "name"]
    for shown, own in _lines(name, values):
        unit = next((value for column, value in own if column.role == "unit"), None)
        since = next((value for column, value in own if column.role == BASELINE_YEAR), None)
        baseline = next((dated(v, c.year or since) for c, v in own if c.role == "baseline"), None)
        found = Indicator(
            place.table, place.section, place.owner, shown, unit, baseline, tuple(_targets(own))
        )
        yield found if values else read_line(shown, *_of(place)) or found


def _of(place: Place) -> tuple[int | None, int | None, Run | None]:
    return place.table, place.section, place.owner


def _targets(cells: Sequence[tuple[Column, View]]) -> Iterator[Dated]:
    year = next((value for column, value in cells if column.role == "fiscal_year"), None)
    for column, value in cells:
        if column.role == "target":
            yield from dated_lines(value, column.year or year)


def _lines(
    name: View, values: Sequence[tuple[Column, View]]
) -> Iterator[tuple[View, list[tuple[Column, View]]]]:
    """The row, or one row for each line when all its cells have as many lines with values.

    A name that only runs over two lines stands beside values of one.
    """
    names = _filled_lines(name)
    split = [(column, _filled_lines(value)) for column, value in values]
    numbers = [lines for column, lines in split if column.role in {"baseline", "target"}]
    even = all(len(lines) == len(names) for _, lines in split)
    whole = len(names) > 1 and bool(numbers) and even
    if not whole or not all(_is_value(line.text) for lines in numbers for line in lines):
        yield name, list(values)
        return
    for i, line in enumerate(names):
        yield line, [(column, lines[i]) for column, lines in split]


def _is_value(text: str) -> bool:
    """Whether a line holds a number in front of any bracket, or a dash."""
    return compiled(r"[^(（]*\d|[-－―ー‐]+$").match(text) is not None


def _filled_lines(value: View) -> list[View]:
    return [line.strip() for line in value.lines() if line.text.strip()]


def from_labels(values: Mapping[str, Dated], targets: Sequence[Dated], place: Place) -> Indicator:
    """The indicator of labelled values (``name`` is needed); a name may hold it all in a line."""
    name = values["name"].value
    unit, baseline, year = (values.get(part) for part in ("unit", "baseline", "fiscal_year"))
    if not targets and baseline is None:
        line = read_line(name, *_of(place))
        if line is not None:
            return replace(line, unit=unit.value if unit is not None else line.unit)
    return Indicator(
        place.table,
        place.section,
        place.owner,
        name,
        unit.value if unit is not None else None,
        dated(baseline.value, baseline.year) if baseline is not None else None,
        tuple(
            found
            for target in targets
            for found in dated_lines(
                target.value, target.year or (year.value if year is not None else None)
            )
        ),
    )
