"""Evaluation: every aspect can fail, and what it prints and answers."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shisaku.evaluate import SCORERS, score_document
from shisaku.evaluation.compare import Score
from shisaku.evaluation.fact_headings import split_caption
from shisaku.evaluation.loaded import converted, read_gold
from shisaku.places import places_of
from shisaku.work import complete, rows_of_file

Run = Callable[..., Any]
Rows = dict[str, list[dict[str, Any]]]


def gold_rows(root: Path, name: str) -> tuple[dict[str, Any], Rows]:
    (file,) = (root / "data" / "raw").glob(f"*/*/{name}_*.txt")
    return dict(read_gold(root / "tests" / "gold" / name)), dict(complete(rows_of_file(file)))


@pytest.fixture(scope="module")
def whole_plan(root: Path) -> tuple[dict[str, Any], Rows]:
    return gold_rows(root, "003")


@pytest.fixture(scope="module")
def chapter(root: Path) -> tuple[dict[str, Any], Rows]:
    return gold_rows(root, "000")


def scored(gold: dict[str, Any], rows: Rows) -> dict[str, Score]:
    return {score.aspect: score for score in score_document(gold, converted(rows))}


def first(rows: Rows, table: str, **wanted: object) -> dict[str, Any]:
    return next(r for r in rows[table] if all(r[c] == v for c, v in wanted.items()))


@pytest.mark.parametrize(
    ("table", "wanted", "change", "aspect"),
    [
        ("measures", {"policy_no": 1}, {"title": "別の名"}, "measures.title"),
        ("measures", {"policy_no": 1}, {"outline": None}, "measures.outline"),
        ("measures", {"policy_no": 1}, {"measure_no": 99}, "measures"),
        ("measure_items", {"policy_no": 3}, {"text": "別の文"}, "items.text"),
        ("measure_items", {"policy_no": 3}, {"added_fy": 2020}, "items.added_fy"),
        ("measure_items", {"policy_no": 3}, {"item_label": "ン"}, "items"),
        ("legal_tags", {}, {"tag": "17"}, "items.tags"),
        ("legal_tags", {}, {"tag_raw": "民"}, "items.tags_raw"),
        ("departments", {"kind": "unit"}, {"department": "別課"}, "items.departments"),
        ("departments", {"kind": "others"}, {"kind": "unit"}, "items.others"),
        ("departments", {"kind": "group"}, {"kind": "unit"}, "items.department_groups"),
        ("schedule_marks", {"mark_raw": "→"}, {"fiscal_year": 2030}, "schedule.marks"),
        ("schedule_spans", {"phase_raw": "検討"}, {"phase_raw": "検"}, "schedule.phases"),
        ("sections", {"level": 2}, {"level": 3}, "sections.level"),
        ("sections", {"level": 2}, {"title": "別の名"}, "sections"),
        ("sections", {"level": 1}, {"toc_page": 99}, "sections.toc_page"),
        ("tables", {}, {"n_rows": 1}, "tables.rows"),
        ("tables", {}, {"page_line_last": 35}, "tables.line_last"),
        ("tables", {"kind": "services"}, {"caption_raw": "別の題"}, "tables.caption"),
        ("legends", {"kind": "tag"}, {"article": 1}, "legend.article"),
        ("policies", {"title": "災害に強い情報化"}, {"title": "別の名"}, "policies"),
    ],
)
def test_a_wrong_value_lowers_its_aspect(
    table: str,
    wanted: dict[str, object],
    change: dict[str, object],
    aspect: str,
    whole_plan: tuple[dict[str, Any], Rows],
) -> None:
    gold, rows = whole_plan
    before = scored(gold, rows)[aspect]
    broken = deepcopy(rows)
    first(broken, table, **wanted).update(change)
    after = scored(gold, broken)[aspect]
    assert after.f1 < before.f1


@pytest.mark.parametrize("name", [name for name in SCORERS if name != "facts"])
def test_nothing_found_scores_nothing(name: str, whole_plan: tuple[dict[str, Any], Rows]) -> None:
    gold, rows = whole_plan
    empty = {t: r if t in ("documents", "pages") else [] for t, r in rows.items()}
    found = score_document({name: gold[name]}, converted(empty))
    assert found[0].aspect == name and found[0].recall == 0
    assert len(found[0].misses) == found[0].in_gold


def test_only_what_the_gold_covers_counts(whole_plan: tuple[dict[str, Any], Rows]) -> None:
    gold, rows = whole_plan
    broken = deepcopy(rows)
    for row in broken["measures"]:
        if row["policy_no"] not in {g["policy_no"] for g in gold["measures"]}:
            row["title"] = "別の名"
    before, after = (scored({"measures": gold["measures"]}, r) for r in (rows, broken))
    assert before == after


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        ("表7-1. 体制", ("表7-1", "体制")),
        ("図 2 体制", ("図 2", "体制")),
        ("図表 6-2 年間の予定", ("図表 6-2", "年間の予定")),
        ("■ 計画の期間", (None, "計画の期間")),
        ("表彰制度", (None, "表彰制度")),
    ],
)
def test_captions_are_compared_without_their_numbers(
    caption: str, expected: tuple[str | None, str]
) -> None:
    assert split_caption(caption) == expected


# Rows of a table that the gold's lines would make, then one value broken.
FACT_ROWS: dict[str, list[dict[str, Any]]] = {
    "organizations": [
        {"organization_id": "o1", "name": "A本部", "chair_title": "本部長", "chair": "副市長"},
        {"organization_id": "o2", "name": "B部会", "parent_name": "A本部"},
    ],
    "organization_roles": [{"organization_id": "o1", "seq": 1, "role_raw": "進行管理を行う。"}],
    "trainings": [
        {"no": 1, "course_raw": "研修一", "course": "研修一", "category_raw": "(1) 能力"}
    ],
    "annual_tasks": [{"month": 4, "task_raw": "調査"}, {"month": 4, "task_raw": "報告"}],
    "process_steps": [
        {"process_raw": "輪", "step_no": 1, "title_raw": "観察", "content_raw": "見る"}
    ],
    "legends": [{"kind": "mark", "mark_raw": "◎", "meaning_raw": "必須"}],
}
FACTS: dict[str, dict[str, Any]] = {
    "organization": {
        "name": "A本部",
        "chair_title": "本部長",
        "chair": "副市長",
        "role": ["進行管理を行う。"],
        "parent": None,
    },
    "department": {"name": "B部会", "role": None},
    "training": {"no": 1, "course": "研修一", "category": "能力", "content": None},
    "annual_cycle": {"month": 4, "period": None, "tasks": ["報告", "調査"]},
    "process_step": {"process": "輪", "step": 1, "title": "観察", "content": "見る"},
    "legend": {"mark": "◎", "meaning": "必須"},
}


def fact_scores(rows: dict[str, list[dict[str, Any]]], fact: dict[str, Any]) -> dict[str, Score]:
    made = complete({"documents": [{"document_id": "d"}], **rows})
    return scored({"facts": [{"lines": [1, 1], **fact}]}, dict(made))


def others(kind: str) -> list[dict[str, Any]]:
    """What keeps the second body from being one too many."""
    return [{"kind": "department", **FACTS["department"]}] if kind == "organization" else []


@pytest.mark.parametrize("kind", FACTS)
def test_facts_that_agree(kind: str) -> None:
    made = complete({"documents": [{"document_id": "d"}], **FACT_ROWS})
    facts = [{"kind": kind, "lines": [1, 1], **FACTS[kind]}, *others(kind)]
    found = scored({"facts": facts}, dict(made))
    assert found and all(score.f1 == 1 for score in found.values()), found


@pytest.mark.parametrize(
    ("kind", "table", "column"),
    [
        ("organization", "organizations", "name"),
        ("organization", "organizations", "chair"),
        ("organization", "organizations", "chair_title"),
        ("organization", "organization_roles", "role_raw"),
        ("training", "trainings", "course"),
        ("training", "trainings", "category_raw"),
        ("annual_cycle", "annual_tasks", "task_raw"),
        ("annual_cycle", "annual_tasks", "month"),
        ("process_step", "process_steps", "title_raw"),
        ("process_step", "process_steps", "content_raw"),
        ("legend", "legends", "meaning_raw"),
    ],
)
def test_facts_that_differ(kind: str, table: str, column: str) -> None:
    broken = deepcopy(FACT_ROWS)
    broken[table][0][column] = 12 if column == "month" else "別"
    found = fact_scores(broken, {"kind": kind, **FACTS[kind]})
    assert min(score.f1 for score in found.values()) < 1


def test_a_paraphrased_name_is_found_by_its_line(chapter: tuple[dict[str, Any], Rows]) -> None:
    _, rows = chapter
    span = rows["spans"][0]
    line = places_of(rows["spans"], rows["pages"]).line(span["span_id"])
    body = {"organization_id": "o", "name": "「標準化」のWG", "span_id": span["span_id"]}
    made = complete({**rows, "organizations": [body]})
    fact = {"kind": "organization", "name": "「標準化」WG（班）", "paraphrased_fields": ["name"]}
    near = scored({"facts": [{**fact, "lines": [line, line]}]}, dict(made))
    assert near["facts.organization"].f1 == 1
    far = scored({"facts": [{**fact, "lines": [9999, 9999]}]}, dict(made))
    assert far["facts.organization"].f1 == 0


VALUES = st.none() | st.text(max_size=3) | st.integers(1, 9) | st.lists(st.text(max_size=2))
NAMES = sorted({name for fact in FACTS.values() for name in fact} | {"level", "number", "unit"})
KINDS = sorted({*FACTS, "municipality", "plan", "plan_period", "rule", "heading", "role_person"})


@given(
    st.fixed_dictionaries(
        {"kind": st.sampled_from([*KINDS, "schedule", "established_unit", "novelty"])},
        optional={name: VALUES for name in NAMES} | {"lines": st.just([1, 2])},
    )
)
def test_facts_may_lack_or_add_anything(fact: dict[str, Any]) -> None:
    made = converted(complete({"documents": [{"document_id": "d"}], **FACT_ROWS}))
    for score in score_document({"facts": [fact]}, made):
        assert 0 <= score.f1 <= 1


def test_an_unknown_kind_of_fact_is_looked_for_by_line(
    chapter: tuple[dict[str, Any], Rows],
) -> None:
    _, rows = chapter
    section = rows["sections"][0]
    line = places_of(rows["spans"], rows["pages"]).line(section["span_id"])
    fact = {"kind": "novelty", "word": section["title"], "lines": [line, line], "note": "x"}
    assert scored({"facts": [fact]}, rows)["facts.novelty"].f1 == 1
    assert scored({"facts": [{**fact, "word": "無い語"}]}, rows)["facts.novelty"].f1 == 0


def test_what_a_person_concluded_may_be_unknown_but_not_wrong() -> None:
    fact = {"kind": "municipality", "name": "甲市", "prefecture": None, "named_in_text": False}
    for name, expected in ((None, 1), ("甲市", 1), ("乙市", 0)):
        rows = {"documents": [{"document_id": "d", "municipality_name": name}]}
        found = scored({"facts": [fact]}, dict(complete(rows)))
        assert found["facts.municipality.name"].f1 == expected


@pytest.fixture
def gold(root: Path) -> Path:
    return root / "tests" / "gold"


def test_command_prints_and_answers(run: Run, root: Path, gold: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    (file,) = (root / "data" / "raw").glob("*/*/000_*.txt")
    run("convert", file, "--out", out, "--quiet")
    told = run("evaluate", gold, "--data", out, "--lang", "en")
    assert told.status == 1
    assert "facts.municipality.name" in told.out
    assert "No converted document belongs to gold 003" in told.out
    plain = json.loads(run("evaluate", gold, "--data", out, "--json").out)
    assert plain["003"] is None
    assert {"aspect", "precision", "recall", "f1", "misses"} <= set(plain["000"][0])


def test_command_on_perfect_data(run: Run, root: Path, tmp_path: Path) -> None:
    (file,) = (root / "data" / "raw").glob("*/*/000_*.txt")
    run("convert", file, "--out", tmp_path / "out", "--quiet")
    facts = tmp_path / "gold" / "000" / "facts.jsonl"
    facts.parent.mkdir(parents=True)
    text = (root / "tests" / "gold" / "000" / "facts.jsonl").read_text(encoding="utf-8")
    facts.write_text(text.splitlines()[0] + "\n\n", encoding="utf-8")
    told = run("evaluate", tmp_path / "gold", "--data", tmp_path / "out", "--lang", "en")
    assert told.status == 0 and "agrees" in told.out


@pytest.mark.parametrize("line", ["{", "[]", "x"])
def test_gold_that_is_no_json(run: Run, plan: Path, tmp_path: Path, line: str) -> None:
    source = plan.with_name("000_plan.txt")
    plan.rename(source)
    run("convert", source, "--out", tmp_path / "out", "--quiet")
    facts = tmp_path / "gold" / "000" / "facts.jsonl"
    facts.parent.mkdir(parents=True)
    facts.write_text(f'{{"kind": "plan"}}\n{line}\n', encoding="utf-8")
    told = run("evaluate", tmp_path / "gold", "--data", tmp_path / "out", "--lang", "en")
    assert told.status == 2 and "facts.jsonl, line 2" in told.err


def test_folders_that_hold_nothing(run: Run, gold: Path, tmp_path: Path) -> None:
    assert run("evaluate", tmp_path, "--data", tmp_path).status == 2
    assert run("evaluate", gold, "--data", tmp_path).status == 2
    assert run("evaluate", tmp_path / "nowhere", "--data", tmp_path).status == 2


def test_data_of_another_version(run: Run, gold: Path, tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    (tmp_path / "documents").mkdir()
    pq.write_table(pa.table({"x": [1]}), tmp_path / "documents" / "a.parquet")
    told = run("evaluate", gold, "--data", tmp_path, "--lang", "en")
    assert told.status == 2 and "convert again" in told.err
    (tmp_path / "documents" / "a.parquet").write_bytes(b"no parquet")
    assert run("evaluate", gold, "--data", tmp_path).status == 2
