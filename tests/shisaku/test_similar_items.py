"""What of converted rows is compared, and the two tables that are written."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from normalize.schema import arrow_schema, load_schema
from shisaku.similarity.features import Feature, Part, features
from shisaku.similarity.find import Shared, Similar, similar_items
from shisaku.similarity.items import Item, ItemTheme, items_of
from shisaku.similarity.output import (
    ITEMS,
    TERMS,
    item_row,
    similar_schema,
    term_rows,
    write_similar,
)
from shisaku.similarity.settings import Kind, settings

Rows = dict[str, list[dict[str, Any]]]
DOCUMENT = {
    "document_id": "a",
    "municipality_code": "132012",
    "municipality_name": "甲市",
    "plan_title": "計画",
}


def kind(table: str) -> Kind:
    return next(kind for kind in settings().kinds if kind.table == table)


def measured(label: str | None = None, **more: object) -> Rows:
    own = {"item_id": "a:1", "measure_id": "m", "document_id": "a", "span_id": "s"}
    return {
        "documents": [DOCUMENT],
        "measures": [{"measure_id": "m", "title": "窓口の改革"}],
        "measure_items": [{**own, "item_label": label, "text": "予約を受ける。", **more}],
        "departments": [
            {"item_id": None, "measure_id": "m", "kind": "unit", "department": "市民課"},
            {"item_id": None, "measure_id": "m", "kind": "others", "department": "他"},
        ],
    }


def test_title_of_a_measure_is_that_of_its_one_item() -> None:
    (found,) = items_of(kind("measure_items"), measured())
    assert (found.title, found.heading, found.text) == ("窓口の改革", "", "予約を受ける。")
    assert (found.place, found.city, found.plan) == ("132012", "甲市", "計画")
    (found,) = items_of(kind("measure_items"), measured("ア"))
    assert (found.title, found.heading) == ("", "窓口の改革")


def test_departments_of_the_item_before_those_of_the_measure() -> None:
    rows = measured()
    assert items_of(kind("measure_items"), rows)[0].departments == ("市民課",)
    own = {"item_id": "a:1", "measure_id": "m", "kind": "unit", "department": "税務課"}
    rows["departments"].append(own)
    assert items_of(kind("measure_items"), rows)[0].departments == ("税務課",)


def test_themes_of_the_table_of_the_item() -> None:
    rows = measured()
    rows["item_themes"] = [
        {"item_table": table, "item_id": "a:1", "theme": code, "theme_name": "名", "score": 0.7}
        for table, code in (("measure_items", "x"), ("services", "y"))
    ]
    assert items_of(kind("measure_items"), rows)[0].themes == (ItemTheme("x", "名", 0.7),)


def test_nothing_to_compare_is_no_item() -> None:
    assert items_of(kind("measure_items"), measured("ア", text=None)) == []


@pytest.mark.parametrize(
    ("table", "row", "title", "text"),
    [
        ("services", {"name": "予約", "description": None}, "予約", ""),
        ("trainings", {"course": "研修", "content_raw": "学ぶ"}, "研修", "学ぶ"),
        ("initiatives", {"text": "配信"}, "", "配信"),
    ],
)
def test_other_kinds(table: str, row: dict[str, Any], title: str, text: str) -> None:
    rows = {"documents": [DOCUMENT], table: [{"document_id": "a", "span_id": "a:s", **row}]}
    (found,) = items_of(kind(table), rows)
    assert (found.item_id, found.title, found.text) == ("a:s", title, text)


def test_kinds_name_declared_columns() -> None:
    for one in settings().kinds:
        names = load_schema().table(one.table).column_names
        assert {one.text, *([one.title] if one.title else [])} <= set(names)
        assert set(one.ids) & set(names)


def test_features() -> None:
    found = features(
        Item(
            "measure_items",
            "1",
            "a",
            None,
            text="窓口の情報",
            heading="窓口予約",
            departments=("市民課", "税務課"),
            themes=(ItemTheme("x", "名", 0.7),),
        )
    )
    weights = settings().weights
    assert found == {
        Feature(Part.WORD, "窓口"): 1.0,
        Feature(Part.WEAK, "情報"): weights.weak,
        Feature(Part.WORD, "予約"): weights.heading,
        Feature(Part.COMPOUND, "窓口+予約"): weights.heading * weights.compound,
        Feature(Part.THEME, "x"): 0.7,
        Feature(Part.DEPARTMENT, "税務"): 1.0,
    }


def pair() -> Similar:
    shared = (Shared(Part.WORD, "窓口", 0.3), Shared(Part.WEAK, "情報", 0.1))
    one, other = (Item("services", f"{d}:1", d, d, "窓口") for d in "ab")
    return Similar(one, 1, other, 0.4, 1, shared)


def test_rows_hold_the_declared_columns() -> None:
    schema = similar_schema()
    row = item_row(pair())
    assert set(row) == set(schema.table(ITEMS).column_names)
    assert row["shared_terms"] == "窓口 0.300、情報 0.100"
    terms = term_rows(pair())
    assert all(set(term) == set(schema.table(TERMS).column_names) for term in terms)
    assert [(t["seq"], t["kind"], t["term"]) for t in terms] == [
        (1, "word", "窓口"),
        (2, "word", "情報"),
    ]


def test_tables_are_none_of_the_converted_ones() -> None:
    assert not set(similar_schema().table_names) & set(load_schema().table_names)


def test_columns_are_explained(root: Path) -> None:
    told = (root / "docs" / "similar.md").read_text(encoding="utf-8")
    for table in similar_schema().tables:
        head = told.index(f"| `{table.name}` |")
        rows = told[head:].partition("\n\n")[0].splitlines()[1:]
        named = [name for row in rows for name in re.findall(r"`(\w+)`", row.split("|")[1])]
        assert named == list(table.column_names)


@pytest.mark.parametrize("count", [0, 3])
def test_written_tables(tmp_path: Path, count: int) -> None:
    items = [Item("services", f"{d}:1", d, d, "窓口の予約") for d in "abc"[:count]]
    found = list(similar_items(items))
    assert write_similar(found, tmp_path) == len(found) == count * (count - 1 if count else 0)
    for name in (ITEMS, TERMS):
        table = similar_schema().table(name)
        written = pq.read_table(tmp_path / name)
        assert written.schema.equals(arrow_schema(table), check_metadata=True)
        keys = [tuple(row[k] for k in table.primary_key) for row in written.to_pylist()]
        assert len(keys) == len(set(keys))
        kinds = written.column("kind").to_pylist() if name == TERMS else []
        assert set(kinds) <= set(similar_schema().table(TERMS).column("kind").enum)
