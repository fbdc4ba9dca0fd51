"""Rows of organizations, roles, reviews and process steps."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from extract.fold import key
from extract.model import Document
from extract.text_file import read_text, text_page
from normalize.collect import Collector, Row
from normalize.organization_rows import office, one_line, organization_rows
from normalize.rule_rows import process_step_rows, review_rows
from normalize.schema import load_schema
from parsers.blocks import blocks
from parsers.contents import find_contents
from parsers.headings import find_headings
from parsers.organizations import find_organizations
from parsers.process_steps import find_process_steps
from parsers.reconcile import reconcile
from parsers.rules import find_rules
from parsers.tables import assemble

ROOT = Path(__file__).resolve().parents[2]
TABLES = ("organizations", "organization_roles", "reviews", "process_steps")


def rows(document: Document) -> Mapping[str, Sequence[Row]]:
    parts = blocks(document)
    contents = find_contents(parts)
    headings = reconcile(find_headings(parts, contents), contents).values
    tables = assemble(parts, headings, contents)
    out = Collector("plan", headings, tables)
    organization_rows(out, find_organizations(parts, headings, tables).values)
    review_rows(out, find_rules(parts, headings).values)
    process_step_rows(out, find_process_steps(parts, headings).values)
    return out.finish()


def seed(number: str) -> Mapping[str, Sequence[Row]]:
    return rows(read_text(next((ROOT / "data/raw").rglob(f"{number}_*.txt"))))


def written(text: str) -> Mapping[str, Sequence[Row]]:
    page = text_page(1, f"第1章 推進体制\n\n{text}\n")
    return rows(Document("plan.txt", "0", "text/plain", "utf-8", "text", (page,)))


def fact(kind: str, **fields: Any) -> dict[str, Any]:
    lines = (ROOT / "tests/gold/001/facts.jsonl").read_text("utf-8").splitlines()
    return next(f for f in map(json.loads, lines) if {"kind": kind, **fields}.items() <= f.items())


def test_established_unit() -> None:
    gold = fact("established_unit")
    row = next(r for r in seed("001")["organizations"] if r["name"] == gold["unit"])
    assert row["established_date"] == gold["date_iso"]
    assert row["established_precision"] == "month"
    assert row["until_fy"] == 2025


@pytest.mark.parametrize(
    "gold",
    [
        f
        for f in map(
            json.loads,
            (ROOT / "tests/gold/001/facts.jsonl").read_text("utf-8").splitlines(),
        )
        if f["kind"] == "organization"
    ],
    ids=lambda f: f["name"],
)
def test_chair_and_parent_are_those_of_the_gold(gold: dict[str, Any]) -> None:
    row = next(r for r in seed("001")["organizations"] if key(str(r["name"])) == key(gold["name"]))
    for column, field in (("chair", "chair"), ("parent_name", "parent")):
        got = row[column]
        assert (None if got is None else key(str(got))) == (
            None if gold[field] is None else key(gold[field])
        )


def test_an_abbreviation_gives_the_full_name_of_the_parent() -> None:
    table = seed("002")["organizations"]
    child = next(r for r in table if r["name_raw"] == "幹事会")
    parent = next(r for r in table if r["organization_id"] == child["parent_id"])
    assert child["parent_name"] == parent["name"] != "本部"


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("CIOである副市長", "副市長（CIO）"),
        ("副市長", "副市長"),
        ("である", "である"),
    ],
)
def test_office(printed: str, expected: str) -> None:
    assert office(printed) == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [("推進\n本部", "推進本部"), ("DX\nteam", "DX team"), ("DX 戦略", "DX 戦略"), ("", "")],
)
def test_one_line(printed: str, expected: str) -> None:
    assert one_line(printed) == expected


def test_fiscal_years_of_reviews() -> None:
    years = [r["fiscal_year"] for r in seed("000")["reviews"] if r["year_raw"]]
    assert years == [2021, 2023]


def test_a_year_that_is_none_stays_empty_with_an_issue() -> None:
    table = written("中間年度（令和0年度）には、計画を見直します。")
    (row,) = table["reviews"]
    assert row["fiscal_year"] is None
    assert row["year_raw"] == "令和0年度"
    assert [i["code"] for i in table["issues"]] == ["year-not-read"]


@pytest.mark.parametrize("number", ["000", "001", "002", "003"])
def test_rows_fit_the_declared_tables(number: str) -> None:
    table = seed(number)
    spans = {s["span_id"] for s in table["spans"]}
    schema = load_schema()
    for declared in (t for t in schema.tables if t.name in TABLES):
        columns = {c.name for c in declared.columns}
        keys = []
        for row in table.get(declared.name, []):
            assert set(row) <= columns
            assert row["span_id"] in spans
            keys.append(tuple(row.get(c) for c in declared.primary_key))
        assert len(keys) == len(set(keys))
