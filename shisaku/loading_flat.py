"""Tables joined as people want to read them: one row per measure, one row per item."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from shisaku.loading_places import PLACE_TYPES, grouped, key_of, located, records
from shisaku.measure_facts import article_name, in_charge, joined, known_years

if TYPE_CHECKING:
    from pandas import DataFrame

_Row = dict[str, Any]
_Find = Callable[[str], "DataFrame"]
"""Gives a table by its name."""

_PLAN = ("municipality_code", "municipality", "plan_title")
_OWN = ("departments", "tags", "articles", "themes", "theme_codes")
_YEARS = ("start_fy", "end_fy", "years_status")
_MEASURE = ("measure_id", "policy_no", "policy_title", "number_raw", "title", "outline")
_ITEM = ("item_id", "measure_id", "policy_no", "policy_title", "number_raw", "title")
_ITEM_OWN = ("item_label", "text", "added_fy", "deleted_fy")
_WHOLE_NUMBERS = ("policy_no", "added_fy", "deleted_fy", "start_fy", "end_fy")


def measures_flat(find: _Find) -> DataFrame:
    """One row per measure with its plan, departments, tags, themes, years and place.

    Several values of a cell are joined with ``;``, each once. ``years_status`` is ``printed``
    (the measure prints its period), ``observed`` (its schedule does), ``inferred`` (one of the
    years is concluded) or unknown with both years; ``articles`` leaves out unresolved tags.
    """
    plans, own = _plans(find), _Parts(find, "measure_id")
    rows = []
    for measure in records(find("measures")):
        spans = own.of("schedule_spans", measure)
        years = known_years(measure["period_start_fy"], measure["period_end_fy"], spans)
        rows.append(measure | plans[measure["document_id"]] | own.texts(measure) | _named(years))
    return _framed(rows, (*_PLAN, *_MEASURE, *_OWN, *_YEARS), find)


def items_flat(find: _Find) -> DataFrame:
    """One row per lettered item of a measure, as ``measures_flat`` has measures.

    ``title`` is that of the measure. Departments named for the whole measure stand at items that
    name none of their own, and so do its years; tags and themes are the item's alone.
    """
    plans, own = _plans(find), _Parts(find, "item_id")
    measures = {key_of(row, "measure_id"): row for row in records(find("measures"))}
    assigned = grouped(records(find("departments")), "measure_id")
    spans = [row for row in records(find("schedule_spans")) if not row["item_id"]]
    of_all = grouped(spans, "measure_id")
    rows = []
    for item in records(find("measure_items")):
        measure = measures.get(key_of(item, "measure_id"), {})
        of_measure = assigned.get(key_of(item, "measure_id"), ())
        texts = own.texts(item) | {"departments": _names(in_charge(of_measure, item["item_id"]))}
        years = known_years(None, None, own.of("schedule_spans", item))
        if not own.of("schedule_spans", item):
            period = measure.get("period_start_fy"), measure.get("period_end_fy")
            years = known_years(*period, of_all.get(key_of(item, "measure_id"), ()))
        about = {name: measure.get(name) for name in ("policy_title", "number_raw", "title")}
        rows.append(item | about | plans[item["document_id"]] | texts | _named(years))
    return _framed(rows, (*_PLAN, *_ITEM, *_ITEM_OWN, *_OWN, *_YEARS), find)


class _Parts:
    """Rows of the tables that belong to a measure or an item, by its id."""

    def __init__(self, find: _Find, key: str) -> None:
        self._key = key
        names = ("departments", "legal_tags", "schedule_spans", "item_themes")
        self._rows = {name: grouped(records(find(name)), key) for name in names}

    def of(self, table: str, row: _Row) -> Sequence[_Row]:
        return self._rows[table].get(key_of(row, self._key), ())

    def texts(self, row: _Row) -> _Row:
        tags, themes = self.of("legal_tags", row), self.of("item_themes", row)
        return {
            "departments": _names(self.of("departments", row)),
            "tags": joined(tag["tag_raw"] for tag in tags),
            "articles": joined(map(article_name, tags)),
            "themes": joined(theme["theme_name"] for theme in themes),
            "theme_codes": joined(theme["theme"] for theme in themes),
        }


def _plans(find: _Find) -> Mapping[str, _Row]:
    return {
        row["document_id"]: {
            "municipality_code": row["municipality_code"],
            "municipality": row["municipality_name"],
            "plan_title": row["plan_title"],
        }
        for row in records(find("documents"))
    }


def _names(departments: Iterable[_Row]) -> str | None:
    # 他 says that there are more, not who.
    named = (row for row in departments if row["kind"] != "others")
    return joined(row["department"] or row["department_raw"] for row in named)


def _named(years: tuple[int | None, int | None, str | None]) -> _Row:
    return dict(zip(_YEARS, years, strict=True))


def _framed(rows: Sequence[_Row], names: Sequence[str], find: _Find) -> DataFrame:
    import pandas as pd

    columns = ["document_id", *names, "span_id"]
    types = {name: "Int64" if name in _WHOLE_NUMBERS else "string" for name in columns}
    frame = pd.DataFrame([[row[name] for name in columns] for row in rows], columns=columns)
    placed = located(frame.astype(types), find("spans"), find("pages"))
    return placed[[*(name for name in columns if name != "span_id"), *PLACE_TYPES, "span_id"]]
