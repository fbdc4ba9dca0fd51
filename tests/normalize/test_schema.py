"""The declared tables: what is declared, what the loader refuses, what Arrow gets."""

import copy
import enum
from typing import Any

import pyarrow as pa
import pytest

from normalize.schema import (
    SCHEMA_VERSION,
    Column,
    ColumnType,
    SchemaError,
    Table,
    arrow_schema,
    build_schema,
    load_schema,
)

TABLES = load_schema().tables
COLUMNS = [(table, column) for table in TABLES for column in table.columns]

# The columns other programs measure by. They may gain neighbours, never lose a name.
CONTRACT = {
    "documents": "document_id source_name source_sha256 media_type municipality_code"
    " municipality_name prefecture_name municipality_status plan_title period_start_fy"
    " period_end_fy published_on_raw page_count char_count chars_heading chars_body chars_table"
    " chars_caption chars_contents chars_furniture chars_figure chars_unclassified text_layer"
    " status schema_version",
    "pages": "document_id page_no width_pt height_pt text",
    "spans": "span_id document_id page_no char_start char_end x0 top x1 bottom raw_text",
    "sections": "section_id parent_section_id document_id level number_raw number title_raw title"
    " kind toc_page toc_status span_id",
    "tables": "table_id document_id section_id caption_raw kind n_rows n_cols n_header_rows"
    " first_page_no last_page_no span_id",
    "cells": "table_id document_id row col row_span col_span is_header text span_id",
    "policies": "policy_id parent_policy_id document_id level kind_raw number_raw policy_no"
    " title_raw title span_id",
    "measures": "measure_id document_id section_id policy_id policy_no policy_title measure_no"
    " number_raw title_raw title outline effects priority_raw departments_raw span_id",
    "measure_items": "item_id measure_id document_id policy_no measure_no item_label_raw"
    " item_label text added_fy deleted_fy span_id",
    "departments": "measure_id item_id document_id seq department_raw department kind role source"
    " span_id",
    "legal_tags": "measure_id item_id document_id seq tag_raw tag law_id article paragraph"
    " policy_area status reason span_id",
    "schedule_marks": "schedule_row_id document_id measure_id item_id section_id row_label_raw"
    " phase_raw fiscal_year year_raw mark_raw mark_kind coverage task_raw meaning span_id",
    "schedule_spans": "schedule_row_id document_id measure_id item_id phase_raw phase start_fy"
    " end_fy start_status end_status reliability span_id",
    "indicators": "measure_id document_id name_raw name unit baseline_raw baseline baseline_fy"
    " target_raw target target_fy span_id",
    "organizations": "document_id name_raw name group_raw chair_title chair members_raw"
    " parent_name span_id",
    "organization_roles": "organization_id document_id seq role_raw role span_id",
    "trainings": "document_id category_raw course_raw course content_raw span_id",
    "annual_tasks": "document_id month period_raw seq task_raw span_id",
    "glossary_terms": "document_id no term page_raw explanation span_id",
    "initiatives": "document_id section_id fiscal_year year_raw text span_id",
    "services": "document_id category_raw no name description span_id",
    "events": "document_id date_raw date_start date_end precision name content span_id",
    "survey_values": "document_id table_id question_raw group_raw series_raw value unit span_id",
    "legends": "document_id mark_raw mark meaning_raw article paragraph span_id",
    "records": "document_id table_id record_no field_raw value_raw span_id",
    "repairs": "document_id span_id table column raw repaired rule reason confidence",
    "issues": "document_id severity code message value_raw span_id",
}


@pytest.mark.parametrize(("name", "columns"), CONTRACT.items())
def test_contract_columns_are_declared(name: str, columns: str) -> None:
    assert not set(columns.split()) - set(load_schema().table(name).column_names)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_table_belongs_to_a_document_and_says_where_it_was_printed(table: Table) -> None:
    assert table.columns[table.column_names.index("document_id")].nullable is False
    assert table.primary_key[0] == "document_id"
    assert ("span_id" in table.column_names) == (table.name not in {"documents", "pages"})


@pytest.mark.parametrize(
    ("table", "column"), COLUMNS, ids=[f"{table.name}.{column.name}" for table, column in COLUMNS]
)
def test_columns_keep_the_conventions(table: Table, column: Column) -> None:
    assert column.title_ja.strip() and column.description_ja.strip()
    assert all(column.enum_ja) and len(column.enum) == len(column.enum_ja)
    if column.name.endswith("_raw"):
        assert column.type == "string", "what was printed is text"
    if column.name.endswith(("_fy", "_no")) or column.name == "fiscal_year":
        assert column.type == "int32"
    if column.name.endswith("span_id"):
        assert table.name == "spans" or column.references == "spans.span_id"


def test_load_schema_is_ordered_and_read_once() -> None:
    schema = load_schema()
    assert schema is load_schema()
    assert schema.version == SCHEMA_VERSION
    assert schema.table_names[0] == "documents"
    assert [table.order for table in TABLES] == sorted(table.order for table in TABLES)


def test_unknown_names_are_errors() -> None:
    with pytest.raises(SchemaError, match="'nowhere'"):
        load_schema().table("nowhere")
    with pytest.raises(SchemaError, match="'nothing'"):
        load_schema().table("pages").column("nothing")


class Word(enum.StrEnum):
    ONE = "one"


@pytest.mark.parametrize(
    ("type_", "value", "accepted"),
    [
        ("string", "", True),
        ("string", "⺠⑩", True),
        ("string", Word.ONE, True),
        ("string", "\ud800", False),
        ("string", 1, False),
        ("string", b"a", False),
        ("int32", 0, True),
        ("int32", -(2**31), True),
        ("int32", 2**31, False),
        ("int32", 1.0, False),
        ("int32", True, False),
        ("int32", "1", False),
        ("float64", 0.5, True),
        ("float64", 1, True),
        ("float64", True, False),
        ("float64", float("nan"), False),
        ("float64", float("inf"), False),
        ("float64", "1.0", False),
        ("bool", False, True),
        ("bool", 0, False),
    ],
)
def test_column_accepts_exact_types(type_: ColumnType, value: object, accepted: bool) -> None:
    assert Column("x", type_, True, "項目", "説明").accepts(value) is accepted


def declarations() -> dict[str, Any]:
    """Two small tables that are right: a key and a reference to it."""
    text = {"type": "string", "title_ja": "名", "description_ja": "説明"}
    base = {"title_ja": "表", "description_ja": "説明", "description": "One row per thing."}
    return {
        "_shared": {"columns": {"a_id": {**text, "nullable": False, "references": "a.a_id"}}},
        "b": {**base, "order": 2, "primary_key": ["n"], "columns": {"a_id": {}, "n": dict(text)}},
        "a": {**base, "order": 1, "primary_key": ["a_id"], "columns": {"a_id": {}}},
    }


def test_build_schema_takes_shared_columns_and_what_a_table_says_wins() -> None:
    declared = declarations()
    declared["b"]["columns"]["a_id"] = {"nullable": True, "title_ja": "別名"}
    schema = build_schema(declared)
    assert schema.table_names == ("a", "b")
    own, foreign = schema.table("a").column("a_id"), schema.table("b").column("a_id")
    assert (own.references, own.nullable, own.title_ja) == (None, False, "名")
    assert (foreign.references, foreign.nullable, foreign.title_ja) == ("a.a_id", True, "別名")


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (("a", "order"), 2, "order 2 is used twice"),
        (("a", "note"), "x", "a: missing or unknown keys: note"),
        (("b", "primary_key"), [], "b: no primary key"),
        (("b", "primary_key"), ["n", "n"], "b: key twice: n"),
        (("b", "primary_key"), ["m"], "b: key column not declared: m"),
        (("b", "columns", "n", "type"), "text", "b.n: unknown type 'text'"),
        (("b", "columns", "n", "null"), True, "b.n: unknown keys: null"),
        (("b", "columns", "n"), {"type": "string"}, "b.n: missing keys: description_ja, title_ja"),
        (("b", "columns", "n", "enum"), {}, "b.n: empty enum"),
        (("b", "columns", "n", "references"), "a.n", "b.n: refers to no key: a.n"),
        (("b", "columns", "n", "references"), "c.a_id", "b.n: refers to no key: c.a_id"),
    ],
)
def test_build_schema_refuses(path: tuple[str, ...], value: object, message: str) -> None:
    declared = copy.deepcopy(declarations())
    place = declared
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    with pytest.raises(SchemaError) as caught:
        build_schema(declared)
    assert message in str(caught.value)


def test_build_schema_refuses_an_enum_of_numbers() -> None:
    declared = declarations()
    declared["b"]["columns"]["n"] |= {"type": "int32", "enum": {"1": "一"}}
    with pytest.raises(SchemaError, match=r"b\.n: only a string can have an enum"):
        build_schema(declared)


def test_build_schema_names_every_fault_at_once() -> None:
    declared = declarations()
    declared["b"]["order"] = 1
    declared["b"]["primary_key"] = ["m"]
    with pytest.raises(SchemaError, match=r"used twice; .*not declared: m"):
        build_schema(declared)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_arrow_schema_carries_the_declaration(table: Table) -> None:
    types = {
        "string": pa.string(),
        "int32": pa.int32(),
        "float64": pa.float64(),
        "bool": pa.bool_(),
    }
    schema = arrow_schema(table)
    assert tuple(schema.names) == table.column_names
    assert schema.metadata[b"schema_version"].decode() == SCHEMA_VERSION
    assert schema.metadata[b"title_ja"].decode() == table.title_ja
    assert schema.metadata[b"primary_key"].decode() == ",".join(table.primary_key)
    for column, field in zip(table.columns, schema, strict=True):
        assert (field.type, field.nullable) == (types[column.type], column.nullable)
        assert field.metadata[b"title_ja"].decode() == column.title_ja
        assert field.metadata[b"description_ja"].decode() == column.description_ja
        assert field.metadata.get(b"enum", b"").decode() == ",".join(column.enum)
        assert field.metadata.get(b"references", b"").decode() == (column.references or "")
