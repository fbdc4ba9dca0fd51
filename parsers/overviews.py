"""Tells rows of an overview (施策の体系, 施策一覧): measures that the plan describes elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from extract.fold import key
from extract.model import Issue
from parsers.measure_lists import list_header
from parsers.measures import Measure
from parsers.model import Findings, Table


def without_overviews(
    listed: Findings[Measure], described: Sequence[Measure], tables: Sequence[Table]
) -> Findings[Measure]:
    """Measures of lists but those that a card or a paragraph of the same title describes.

    The number must not be another one, and the row may not have a field that the other lacks: what
    it alone says would be lost. An issue for each table names the first row that is left out.
    """
    titles: dict[str, list[Measure]] = defaultdict(list)
    for measure in described:
        titles[key(measure.title.text)].append(measure)
    again: dict[int, list[Measure]] = defaultdict(list)
    kept = []
    for row in listed.values:
        if row.table is not None and _is_overview(row, titles) and not _counts(tables[row.table]):
            again[row.table].append(row)
        else:
            kept.append(row)
    issues = (*listed.issues, *map(_issue, again.values()))
    return Findings(tuple(kept), listed.repairs, issues)


def _is_overview(row: Measure, titles: Mapping[str, Sequence[Measure]]) -> bool:
    same = titles.get(key(row.title.text), ())
    return any(_one_number(row, measure) and _told(row) <= _told(measure) for measure in same)


def _one_number(row: Measure, measure: Measure) -> bool:
    return len({key(n) for n in (row.number_raw, measure.number_raw) if n}) < 2


def _told(measure: Measure) -> frozenset[str]:
    """The names of the fields that are printed for a measure."""
    fields = ("outline", "effects", "priority", "background", "outlook", "period", "goals")
    told = {name for name in (*fields, "schedules") if getattr(measure, name)}
    units = (item.listed or item.tail.departments for item in measure.items)
    if measure.listed or measure.others or any(units):
        told.add("departments")
    return frozenset(told)


def _counts(table: Table) -> bool:
    """Whether a list has columns of indicators, which belong to its rows."""
    return bool(list_header(table).indicators)


def _issue(rows: Sequence[Measure]) -> Issue:
    first = rows[0].title
    return Issue(
        "info",
        "measures-listed-again",
        f"この一覧の{len(rows)}件は、ほかの場所で述べられている施策と同じなので数えません。",
        first.whole,
        first.text,
    )
