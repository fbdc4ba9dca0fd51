"""Numbers of cross tables: each with its group of respondents, its series and its unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.fold import key
from extract.frozen import frozen
from extract.model import Repair, Run
from extract.view import View
from parsers.columns import filled
from parsers.model import Cell, Findings, Table
from parsers.number_cells import is_value, unit_of
from parsers.patterns import compiled
from parsers.vocabulary import load


@frozen
class SurveyValue:
    """A printed number. ``row`` and ``col`` are those of its cell; ``table`` is an index.

    ``unit`` is the unit printed with it, or with other numbers of the table, None without any.
    """

    table: int
    row: int
    col: int
    question: View | None
    group: View | None
    series: View | None
    value: View
    unit: str | None


def find_values(tables: Sequence[Table]) -> Findings[SurveyValue]:
    """Every number of the tables of kind ``survey``.

    A row that lost an empty cell at its beginning is put right with a repair; units printed in
    one row count for the whole table when there is only one.
    """
    found: list[SurveyValue] = []
    repairs: list[Repair] = []
    for i, table in enumerate(tables):
        if table.kind == "survey" and 0 < table.n_header_rows < len(table.rows):
            values, shifted = _table_values(i, table)
            unit, carried = _carried_unit(values, table)
            found += [replace(v, unit=v.unit or unit) for v in values]
            repairs += [*shifted, *([carried] if carried else [])]
    return Findings(tuple(found), tuple(repairs))


def _header(table: Table) -> dict[int, View]:
    """Column -> its name: the last header row, filled up from those above it."""
    names: dict[int, View] = {}
    for row in table.rows[: table.n_header_rows]:
        for cell in filled(row):
            if cell.col not in names or not is_value(cell.text):
                names[cell.col] = cell.view.strip()
    return names


def _table_values(index: int, table: Table) -> tuple[list[SurveyValue], list[Repair]]:
    names = _header(table)
    first = _first_value_column(table)
    columns_are_groups = _columns_are_groups(names, first)
    found: list[SurveyValue] = []
    repairs: list[Repair] = []
    for i in range(table.n_header_rows, len(table.rows)):
        cells = table.rows[i]
        shift = _shift(cells, first, names)
        if shift:
            repairs.append(_shifted(table.row_runs[i], shift))
        labels = [c for c in filled(cells) if c.col + shift < first or not is_value(c.text)]
        label = labels[-1].view.strip() if labels else None
        for cell in filled(cells):
            name = names.get(cell.col + shift)
            if cell.col + shift < first or not is_value(cell.text) or (name or label) is None:
                continue
            group, series = (name, label) if columns_are_groups else (label, name)
            value = cell.view.strip()
            found.append(
                SurveyValue(
                    index, i, cell.col, table.caption, group, series, value, unit_of(cell.text)
                )
            )
    return found, repairs


def _first_value_column(table: Table) -> int:
    """The column where most rows begin to hold numbers."""
    firsts = [next((c.col for c in filled(row) if is_value(c.text)), None) for row in table.body]
    known = [col for col in firsts if col is not None]
    return max(set(known), key=lambda col: (known.count(col), col)) if known else 1


def _columns_are_groups(names: dict[int, View], first: int) -> bool:
    surveys = load("surveys")
    corner = {key(view.text) for col, view in names.items() if col < first}
    if corner & {key(word) for word in surveys["group_axis"]}:
        labels = [key(v.text) for col, v in names.items() if col >= first]
        return any(compiled(surveys["group_label"]).match(label) for label in labels)
    labels = [key(v.text) for col, v in names.items() if col >= first]
    hits = sum(compiled(surveys["group_label"]).match(label) is not None for label in labels)
    return hits * 2 > len(labels)


def _shift(cells: Sequence[Cell], first: int, names: dict[int, View]) -> int:
    """How many empty cells a row lost before its numbers: its end is empty by as many."""
    begins = next((c.col for c in filled(cells) if is_value(c.text)), first)
    last = max((c.col for c in filled(cells)), default=0)
    missing = max(names, default=0) - last
    return first - begins if 0 < first - begins == missing else 0


def _shifted(run: Run, shift: int) -> Repair:
    return Repair(
        run,
        "survey_values",
        "series_raw",
        run.text,
        "\t" * shift + run.text,
        "row-shifted",
        f"値が{shift}列左にあり行末が同じ数だけ空いている。行頭の空欄が失われている",
        0.95,
    )


def _carried_unit(values: Sequence[SurveyValue], table: Table) -> tuple[str | None, Repair | None]:
    units = {value.unit for value in values if value.unit}
    if len(units) != 1 or all(value.unit for value in values):
        return None, None
    unit = units.pop()
    # A unit printed only somewhere in the middle may belong to that row alone.
    opening = [v for v in values if v.row == values[0].row and v.unit]
    if not opening:
        return None, None
    reason = f"単位「{unit}」は最初の行にだけ印字され、表の全ての値にかかる"
    run = opening[0].value.whole
    return unit, Repair(run, "survey_values", "unit", "", unit, "unit-carried", reason, 0.9)
