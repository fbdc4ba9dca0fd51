"""One flat table of measures with Japanese headers, for readers of 自治体標準オープンデータセット.

It is made for reading and joins several tables, so it cannot be turned back into them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from extract.frozen import frozen
from normalize.schema import load_schema
from shisaku.csv_file import harmless
from shisaku.exporting.csv_lines import quoted, write_lines
from shisaku.exporting.datapackage import FlatField
from shisaku.exporting.licence import credit, source_licence
from shisaku.exporting.stored import DOCUMENTS, Row, Stored, by_document
from shisaku.measure_facts import article_name, joined, known_years

_YEARS_STATUS = {"printed": "印字", "observed": "工程表", "inferred": "推定", None: None}
_READ = (DOCUMENTS, "measures", "departments", "legal_tags", "item_themes", "schedule_spans")
_ITEMS = "measure_items"


@frozen
class FlatFile:
    """Name, Japanese title and columns of the file; ``fields`` are those of ``flat_rows``."""

    name: str
    title: str
    columns: tuple[FlatField, ...]
    fields: tuple[str, ...]


@cache
def flat_file() -> FlatFile:
    """The declaration in ``data/flat.toml``."""
    text = files("shisaku.exporting").joinpath("data", "flat.toml").read_text(encoding="utf-8")
    declared = tomllib.loads(text)
    columns = tuple(
        FlatField(c["title_ja"], c.get("type", "string"), c["description_ja"])
        for c in declared["column"]
    )
    fields = tuple(c["field"] for c in declared["column"])
    return FlatFile(declared["file"], declared["title_ja"], columns, fields)


def write_flat(path: Path, data: Stored) -> None:
    """Write the file, safe for spreadsheets."""
    declared = flat_file()
    rows = ((_field(row[field]) for field in declared.fields) for row in flat_rows(data))
    write_lines(path, [column.name for column in declared.columns], rows)


def _field(value: str | int | None) -> str:
    if isinstance(value, str):
        return quoted(harmless(value))
    return "" if value is None else str(value)


def flat_rows(data: Stored) -> Iterator[Mapping[str, Any]]:
    """The values of each measure by field, document by document."""
    schema = load_schema()
    tables = [schema.table(name) for name in _READ]
    rows = {table.name: data.rows(table) for table in tables}
    for _, of_document in by_document(tables, rows):
        document = of_document[DOCUMENTS][0]
        about = _about(document)
        parts = {name: _by_measure(of_document[name]) for name in _READ[2:]}
        for measure in of_document["measures"]:
            own = {name: rows.get(measure["measure_id"], []) for name, rows in parts.items()}
            yield about | _measure(measure, own)


def _about(document: Row) -> dict[str, Any]:
    prefecture, name = document["prefecture_name"], document["municipality_name"]
    return {
        "municipality_code": document["municipality_code"],
        "municipality": f"{prefecture or ''}{name or ''}" or None,
        "plan_title": document["plan_title"],
        "plan_start_fy": document["period_start_fy"],
        "plan_end_fy": document["period_end_fy"],
        "source_url": document["source_url"],
        "licence": source_licence(document),
        "credit": credit(document),
    }


def _by_measure(rows: Sequence[Row]) -> dict[str, list[Row]]:
    grouped: dict[str, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row["measure_id"], []).append(row)
    return grouped


def _measure(measure: Row, own: Mapping[str, Sequence[Row]]) -> dict[str, Any]:
    in_charge = (d["department"] or d["department_raw"] for d in own["departments"] if _is_named(d))
    themes = (row["theme_name"] for row in own["item_themes"] if row["item_table"] == _ITEMS)
    years = measure["period_start_fy"], measure["period_end_fy"]
    start, end, status = known_years(*years, own["schedule_spans"])
    return {
        "measure_id": measure["measure_id"],
        "policy_title": measure["policy_title"],
        "number_raw": measure["number_raw"],
        "title": measure["title"],
        "outline": measure["outline"],
        "departments": joined(in_charge),
        "themes": joined(themes),
        "articles": joined(map(article_name, own["legal_tags"])),
        "start_fy": start,
        "end_fy": end,
        "years_status": _YEARS_STATUS[status],
    }


def _is_named(department: Row) -> bool:
    """A mere 他 names nobody; 関係各課 is all that some plans say of who is in charge."""
    return bool(department["kind"] != "others")
