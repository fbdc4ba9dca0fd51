"""Rows of the typed tables, held against the hand-made facts of two real chapters."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from extract.fold import key
from extract.text_file import read_text
from normalize.collect import Collector
from normalize.event_rows import event_kind
from normalize.typed_rows import typed_rows
from parsers.plan import Plan

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
SEEDS = ("000", "001", "002", "003", "004")


def _rows(root: Path, seed: str) -> Rows:
    (path,) = (root / "data" / "raw").rglob(f"{seed}_*.txt")
    read = Plan(read_text(path))
    out = Collector("x", read.headings.values, read.tables)
    typed_rows(out, read)
    return out.finish()


@pytest.fixture(scope="module", name="seeds")
def _seeds(root: Path) -> dict[str, Rows]:
    return {seed: _rows(root, seed) for seed in SEEDS}


def _facts(seed: str, kind: str) -> Sequence[Mapping[str, Any]]:
    path = Path(__file__).parents[1] / "gold" / seed / "facts.jsonl"
    facts = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [fact for fact in facts if fact["kind"] == kind]


@pytest.mark.parametrize("seed", ["000", "001"])
def test_trainings_of_the_gold(seeds: dict[str, Rows], seed: str) -> None:
    def row(course: Any, category: Any, content: Any) -> tuple[str, str, str]:
        return key(course), key(category), key(content)

    gold = {row(f["course"], f["category"], f["content"]) for f in _facts(seed, "training")}
    found = {
        row(r["course"], r["category_raw"], r["content_raw"]) for r in seeds[seed]["trainings"]
    }
    assert found == gold
    for fact in _facts(seed, "training"):
        same = [r for r in seeds[seed]["trainings"] if r["course"] == fact["course"]]
        assert fact.get("no", same[0]["no"]) == same[0]["no"]


@pytest.mark.parametrize("seed", ["000", "001"])
def test_figures_of_the_gold(seeds: dict[str, Rows], seed: str) -> None:
    gold = {
        (f["number"], key(f["title"])) for f in _facts(seed, "heading") if f["level"] == "figure"
    }
    assert {(r["number_raw"], key(r["title"])) for r in seeds[seed]["figures"]} == gold
    assert gold


def test_marks_of_the_gold(seeds: dict[str, Rows]) -> None:
    gold = {(f["mark"], f["meaning"]) for f in _facts("000", "legend")}
    assert {(r["mark"], r["meaning_raw"]) for r in seeds["000"]["legends"]} == gold
    assert "legends" not in seeds["001"]


def test_the_yearly_cycle_of_the_gold(seeds: dict[str, Rows]) -> None:
    (fact,) = _facts("001", "annual_cycle")
    rows = seeds["001"]["annual_tasks"]
    assert rows[0]["period_raw"] == fact["period"] and rows[0]["month"] is fact["month"]
    assert [r["period_raw"] for r in rows[1:]] == [None]
    assert "annual_tasks" not in seeds["000"]


def test_months(seeds: dict[str, Rows]) -> None:
    rows = seeds["002"]["annual_tasks"]
    assert [r["month"] for r in rows] == [4, 4, 5, 6, 6, 7, 7, 10, 10, 11, 11, 1, 2]


def test_counts_of_a_whole_plan(seeds: dict[str, Rows]) -> None:
    rows = seeds["003"]
    assert [r["no"] for r in rows["glossary_terms"]] == list(range(1, 96))
    assert [r["no"] for r in rows["services"]] == list(range(1, 24))
    assert len(rows["survey_values"]) == 16 + 70
    assert {r["unit"] for r in rows["survey_values"]} == {"%"}
    rules = sorted(r["rule"] for r in rows["repairs"])
    assert rules.count("continued-row") == 2 and rules.count("list-items-split") == 7


def test_initiatives_of_a_whole_plan(seeds: dict[str, Rows]) -> None:
    rows = seeds["003"]["initiatives"]
    assert len(rows) == 42
    assert len({r["section_id"] for r in rows}) == 8
    every = [r for r in rows if r["recurrence"] == "every_year"]
    assert len(every) == 5 and {r["fiscal_year"] for r in every} == {None}
    first = [r["text"] for r in rows if r["section_id"] == rows[0]["section_id"]]
    assert first[0].endswith("の整備") and len(first) == 11


def test_events_inherit_their_year(seeds: dict[str, Rows]) -> None:
    rows = seeds["003"]["events"]
    assert [r["date_start"] for r in rows] == [
        *("2018-04-26", "2018-09-14", "2018-10-10", "2018-10-10", "2018-10-18"),
        *("2018-11-08", "2018-11-16", "2018-12-25", "2019-01-11", "2019-02-07"),
        *("2019-02-08", "2019-02-12", "2019-02-27", "2019-03"),
    ]
    assert rows[-1]["precision"] == "month"
    assert (rows[6]["date_end"], rows[6]["end_raw"]) == ("2018-11-19", "11月19日")
    assert [r["code"] for r in seeds["003"]["issues"]].count("dates-not-a-period") == 1


def test_events_of_a_form(seeds: dict[str, Rows]) -> None:
    rows = seeds["004"]["events"]
    dates = {(r["date_start"], r["date_end"]) for r in rows}
    assert {("2009-05-14", None), ("2008-09", "2009-02"), ("2009-04-16", None)} <= dates
    assert len(rows) == 11
    shifted = [r for r in seeds["004"]["repairs"] if r["rule"] == "row-shifted"]
    assert {r["table"] for r in shifted} == {"events", "records"}


def test_persons_and_opinions_of_a_form(seeds: dict[str, Rows]) -> None:
    rows = seeds["004"]["records"]
    assert sum(r["field_raw"] == "checked" for r in rows) == 17
    opinions = [r for r in rows if r["group_raw"] == "主な意見" and r["field_raw"] == "主な意見"]
    answers = [r for r in rows if r["field_raw"] == "→"]
    assert (len(opinions), len(answers)) == (5, 5)
    assert {r["record_no"] for r in answers} < {r["record_no"] for r in opinions}


@pytest.mark.parametrize("seed", SEEDS)
def test_every_row_has_its_print_and_a_key_of_its_own(seeds: dict[str, Rows], seed: str) -> None:
    spans = {row["span_id"] for row in seeds[seed]["spans"]}
    for table, rows in seeds[seed].items():
        if table not in ("spans", "repairs", "issues"):
            assert all(row["span_id"] in spans for row in rows), table
    for table in ("events", "figures", "legends", "annual_tasks"):
        ids = [
            tuple(v for k, v in r.items() if k.endswith("_id")) for r in seeds[seed].get(table, [])
        ]
        assert len(ids) == len(set(ids)), table


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("第1回推進本部会議の開催", "meeting"),
        ("計画策定に関する市民アンケート", "survey"),
        ("パブリックコメントを実施", "survey"),
        ("先進地視察", "other"),
        ("甲", None),
    ],
)
def test_event_kind(name: str, kind: str | None) -> None:
    assert event_kind(name) == kind
