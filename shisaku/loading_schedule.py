"""Schedules as people draw them: a row per phase, a column per fiscal year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING, Any

from shisaku.loading_places import records

if TYPE_CHECKING:
    from pandas import DataFrame

OBSERVED, INFERRED = "observed", "inferred"
KEYS = (
    "document_id",
    "measure_id",
    "item_id",
    "schedule_row_id",
    "phase_seq",
    "row_label_raw",
    "phase_raw",
    "phase",
    "reliability",
    "span_id",
)
"""Columns before those of the years."""

_Row = dict[str, Any]
_RowKey = tuple[str, str]
_Marks = dict[tuple[str, str, str | None], set[int]]


def schedule_matrix(spans: DataFrame, marks: DataFrame) -> DataFrame:
    """One row per phase of a schedule row, one column (an int) per fiscal year from first to last.

    A cell is ``observed`` where the year holds ink of that phase, ``inferred`` where the year is
    only concluded from its neighbours, else unknown. Marks that belong to no phase, as in a row
    that packs several, have a row of their own with phase and ``phase_seq`` unknown.
    """
    import pandas as pd

    marked = _marked(records(marks))
    phases = records(spans)
    filled = [(row, _years(row, marked)) for row in phases]
    rows = [*filled, *_loose(records(marks), phases, marked)]
    order = {_key(row): n for n, row in reversed([*enumerate(phases)])}
    rows.sort(key=lambda r: _place(r[0], order))
    known = [year for _, years in rows for year in years]
    columns = range(min(known), max(known) + 1) if known else range(0)
    types: dict[Any, Any] = dict.fromkeys([*KEYS, *columns], "string") | {"phase_seq": "Int64"}
    made = [[row.get(key) for key in KEYS] + [years.get(y) for y in columns] for row, years in rows]
    return pd.DataFrame(made, columns=[*KEYS, *columns]).astype(types)


def named(matrix: DataFrame, find: Callable[[str], DataFrame]) -> DataFrame:
    """The matrix with ``municipality``, ``title`` and ``item_label`` before its columns."""
    columns = matrix.columns.tolist()
    for table, key, column, name in (
        ("documents", ["document_id"], "municipality_name", "municipality"),
        ("measures", ["document_id", "measure_id"], "title", "title"),
        ("measure_items", ["document_id", "item_id"], "item_label", "item_label"),
    ):
        known = find(table)[[*key, column]].rename(columns={column: name})
        matrix = matrix.merge(known, on=key, how="left")
    return matrix[["municipality", "title", "item_label", *columns]]


def _marked(marks: list[_Row]) -> _Marks:
    """Years with ink by document, schedule row and printed phase."""
    found: _Marks = defaultdict(set)
    for mark in marks:
        if mark["fiscal_year"] is not None:
            key = (mark["document_id"], mark["schedule_row_id"], mark["phase_raw"])
            found[key].add(mark["fiscal_year"])
    return found


def _years(phase: _Row, marked: _Marks) -> dict[int, str]:
    start, end = phase["start_fy"], phase["end_fy"]
    first, last = (start if start is not None else end), (end if end is not None else start)
    if first is None:
        return {}
    inked = marked.get((phase["document_id"], phase["schedule_row_id"], phase["phase_raw"]), set())
    whole = is_stated(phase, inked)
    printed = {year for year, status in _ends(phase) if status == OBSERVED}
    return {
        year: OBSERVED if whole or year in inked or year in printed else INFERRED
        for year in range(first, last + 1)
    }


def is_stated(phase: Mapping[str, Any], inked: Collection[int]) -> bool:
    """Whether a phase is a period in words with both ends printed: no year in it is concluded."""
    return (
        phase["reliability"] == "full"
        and not inked
        and phase["start_status"] == phase["end_status"] == OBSERVED
    )


def _ends(phase: _Row) -> list[tuple[int | None, str]]:
    return [(phase["start_fy"], phase["start_status"]), (phase["end_fy"], phase["end_status"])]


def _loose(
    marks: list[_Row], phases: list[_Row], marked: _Marks
) -> list[tuple[_Row, dict[int, str]]]:
    """A row for each schedule row with marks of no phase.

    Where a phase has no name of its own, as in a row that is a phase, such marks are its marks.
    """
    taken = {_key(phase) for phase in phases if phase["phase_raw"] is None}
    first: dict[_RowKey, _Row] = {}
    for mark in marks:
        if mark["phase_raw"] is None and mark["fiscal_year"] is not None:
            first.setdefault(_key(mark), mark)
    return [
        ({**mark, "phase": None}, dict.fromkeys(marked[(*key, None)], OBSERVED))
        for key, mark in first.items()
        if key not in taken
    ]


def _key(row: _Row) -> _RowKey:
    return row["document_id"], row["schedule_row_id"]


def _place(row: _Row, order: dict[_RowKey, int]) -> tuple[str, float, float]:
    """Schedule rows as the table has them, its phases in order, loose marks after them."""
    seq = row.get("phase_seq")
    place = order.get(_key(row), float("inf"))
    return row["document_id"], place, float("inf") if seq is None else seq
