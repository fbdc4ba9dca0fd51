"""Items of measures by fiscal year: under way, beginning, and in which phase."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from normalize.eras import read_toml
from shisaku.comparing.items import all_items, all_measures
from shisaku.comparing.model import INFERRED, OBSERVED, UNKNOWN, Category, Find, Found, Row
from shisaku.loading_places import records
from shisaku.loading_schedule import KEYS, schedule_matrix
from shisaku.measure_facts import known_years

Key = tuple[str, str]
"""Document and id of an item, a measure or a schedule row."""

_NO_YEAR = Category(UNKNOWN, "年度不明")


def by_year(find: Find) -> Found:
    """Items by each year in which they are under way, by schedule or printed period."""
    return _in_years([row | {"group": None} for row in _cells(find)])


def by_phase(find: Find) -> Found:
    """Items by phase and by each year of the phase."""
    rows = [row for row in _cells(find) if row["group"]]
    names: dict[str, str] = dict(read_toml("phases.toml")["codes"])
    used = dict.fromkeys(row["group"] for row in rows)
    groups = [Category(code, name) for code, name in names.items() if code in used]
    groups += [Category(code, code) for code in used if code not in names and code != UNKNOWN]
    if UNKNOWN in used:
        groups.append(Category(UNKNOWN, "段階不明"))
    return _in_years(rows, tuple(groups))


def by_start(find: Find) -> Found:
    """Items by the first year of their schedule, or of the printed period of their measure.

    Where one row packs several phases, its first mark is the beginning, whatever phase it is of.
    A year is ``inferred`` where the schedule contradicts something else in the document, such as
    a note that the item was added later. A phase of which no year is known leaves its item
    without a first year.
    """
    owners, marks = _owners(find), _first_marks(find)
    phases: dict[Key, list[Row]] = {}
    for span in records(find("schedule_spans")):
        if span["measure_id"] is not None:
            first = marks.get((span["document_id"], span["schedule_row_id"]))
            known = {} if span["start_fy"] is not None or first is None else first
            key = (span["document_id"], span["item_id"] or span["measure_id"])
            phases.setdefault(key, []).append(span | known)
    rows = [_start(one, spans) for key, spans in phases.items() for one in owners.get(key, ())]
    return _in_years([*rows, *(row for row in _periods(find, owners) if row["is_first"])])


def _first_marks(find: Find) -> Mapping[Key, Row]:
    """The first year of the marks of no phase, by document and schedule row."""
    found: dict[Key, Row] = {}
    for mark in records(find("schedule_marks")):
        year, key = mark["fiscal_year"], (mark["document_id"], mark["schedule_row_id"])
        if mark["phase_raw"] is not None or year is None:
            continue
        if key not in found or year < found[key]["start_fy"]:
            status = OBSERVED if mark["year_status"] == "printed" else INFERRED
            found[key] = {"start_fy": year, "start_status": status}
    return found


def _start(owner: Row, spans: list[Row]) -> Row:
    year, _, _ = known_years(None, None, spans)
    first = [span for span in spans if span["start_fy"] == year]
    sure = [
        span["start_status"] == OBSERVED and span["reliability"] != "contradictory"
        for span in first
    ]
    return owner | {
        "category": UNKNOWN if year is None else str(year),
        "status": None if year is None else OBSERVED if all(sure) else INFERRED,
        "evidence": (first or spans)[0]["phase_raw"] or (first or spans)[0]["row_label_raw"],
        "span_id": (first or spans)[0]["span_id"],
    }


def _cells(find: Find) -> list[Row]:
    """A row for each year of each phase of an item, and of each printed period."""
    owners = _owners(find)
    rows = []
    matrix = schedule_matrix(find("schedule_spans"), find("schedule_marks"))
    for phase in records(matrix[matrix["measure_id"].notna()]):
        key = (phase["document_id"], phase["item_id"] or phase["measure_id"])
        for owner in owners.get(key, ()):
            rows += [owner | _cell(phase) | year for year in _years(phase)]
    return [*rows, *_periods(find, owners)]


def _owners(find: Find) -> Mapping[Key, Sequence[Row]]:
    """Whose a schedule is, by document and by id of the item or measure that it is printed for.

    One of a whole measure is that of its items without one of their own.
    """
    items, measures = all_items(find), all_measures(find)
    own = {(s["document_id"], s["item_id"]) for s in records(find("schedule_spans"))}
    owners: dict[Key, list[Row]] = {key: [] for key in measures}
    for key, item in items.items():
        owners[key] = [item]
        if key not in own:
            owners.setdefault((item["document_id"], item["measure_id"]), []).append(item)
    with_items = {(item["document_id"], item["measure_id"]) for item in items.values()}
    return owners | {key: [row] for key, row in measures.items() if key not in with_items}


def _cell(phase: Row) -> Row:
    return {
        "group": phase["phase"] or UNKNOWN,
        "evidence": phase["phase_raw"] or phase["row_label_raw"],
        "span_id": phase["span_id"],
    }


def _years(phase: dict[Any, Any]) -> list[Row]:
    cells = {year: status for year, status in phase.items() if year not in KEYS and status}
    if not cells:
        return [{"category": UNKNOWN, "status": None}]
    return [{"category": str(year), "status": status} for year, status in cells.items()]


def _periods(find: Find, owners: Mapping[Key, Sequence[Row]]) -> list[Row]:
    """A row for each year of the period that a measure prints, for each of its items.

    Where an item has a schedule of its own, that says more.
    """
    spans = records(find("schedule_spans"))
    scheduled = {(s["document_id"], s["measure_id"]) for s in spans if s["item_id"] is None}
    rows = []
    for measure in records(find("measures")):
        key = (measure["document_id"], measure["measure_id"])
        start, end = measure["period_start_fy"], measure["period_end_fy"]
        if (start is None and end is None and measure["period_raw"] is None) or key in scheduled:
            continue
        first, last = (start if start is not None else end), (end if end is not None else start)
        printed = {"evidence": measure["period_raw"], "span_id": measure["period_span_id"]}
        years = [UNKNOWN] if first is None else map(str, range(first, last + 1))
        cells = [
            {
                "group": None,
                "category": year,
                "status": None if year == UNKNOWN else OBSERVED,
                "is_first": year in (UNKNOWN, str(start)),
            }
            for year in years
        ]
        rows += [owner | printed | cell for owner in owners.get(key, ()) for cell in cells]
    return rows


def _in_years(rows: Iterable[Row], groups: tuple[Category, ...] = ()) -> Found:
    """Rows by fiscal year, from the first year there is to the last."""
    listed = list(rows)
    known = sorted(int(row["category"]) for row in listed if row["category"] != UNKNOWN)
    years = range(known[0], known[-1] + 1) if known else range(0)
    categories = [Category(str(year), f"{year}年度") for year in years]
    if len(known) < len(listed):
        categories.append(_NO_YEAR)
    documents = frozenset(row["document_id"] for row in listed)
    return Found(listed, tuple(categories), documents, groups)
