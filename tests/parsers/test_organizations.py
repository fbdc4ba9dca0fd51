"""Bodies, posts and units: against the gold, in other wordings, and where there are none."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.fold import key
from extract.model import Document
from extract.text_file import read_text, text_page
from extract.view import View
from parsers.blocks import blocks
from parsers.contents import find_contents
from parsers.headings import find_headings
from parsers.model import Findings
from parsers.organization_names import find_names, kind_of, pattern, words
from parsers.organizations import Organization, find_organizations
from parsers.passages import passages, sentences, squeeze
from parsers.reconcile import reconcile
from parsers.tables import assemble
from parsers.vocabulary import load

ROOT = Path(__file__).resolve().parents[2]
HEAD = "第1章 計画の推進に向けて\n\n1 推進体制\n\n"


def seed(number: str) -> Document:
    return read_text(next((ROOT / "data/raw").rglob(f"{number}_*.txt")))


def found(document: Document) -> Findings[Organization]:
    parts = blocks(document)
    contents = find_contents(parts)
    headings = reconcile(find_headings(parts, contents), contents).values
    return find_organizations(parts, headings, assemble(parts, headings, contents))


def written(text: str) -> Document:
    page = text_page(1, text)
    return Document("plan.txt", "0", "text/plain", "utf-8", "text", (page,))


def organizations(text: str) -> dict[str, Organization]:
    return {key(one.label): one for one in found(written(HEAD + text)).values}


def printed(view: View | tuple[View, ...] | None) -> str | None:
    if isinstance(view, tuple):
        return key("".join(part.text for part in view))
    return None if view is None else key(view.text)


def facts(number: str, *kinds: str) -> list[dict[str, Any]]:
    lines = (ROOT / f"tests/gold/{number}/facts.jsonl").read_text("utf-8").splitlines()
    return [fact for fact in map(json.loads, lines) if fact["kind"] in kinds]


def listed(number: str) -> list[Any]:
    return [pytest.param(number, f, id=f["name"]) for f in facts(number, "organization")]


@pytest.mark.parametrize(("number", "fact"), [*listed("000"), *listed("001")])
def test_gold_organization(number: str, fact: dict[str, Any]) -> None:
    values = found(seed(number)).values
    one = next(o for o in values if key(o.label) == key(fact["name"]))
    free = fact.get("paraphrased_fields", [])
    got = {
        "group": printed(one.group),
        "chair_title": printed(one.chair_title),
        "chair": printed(one.chair),
        "members": printed(one.members),
        "role": [key(role.text) for role in one.roles] or None,
    }
    for field, value in got.items():
        wanted = fact.get(field)
        if field in free:
            assert (value is None) == (wanted is None), field
        elif isinstance(wanted, list):
            assert value == [key(text) for text in wanted]
        else:
            assert value == (None if wanted is None else key(wanted)), field
    above = None if one.parent_at is None else values[one.parent_at]
    wanted = fact["parent"]
    names = {printed(one.parent), above and key(above.label)}
    assert (key(wanted) if wanted else None) in names


@pytest.mark.parametrize("number", ["000", "001"])
def test_nothing_but_the_gold_is_found(number: str) -> None:
    names = {key(f["name"]) for f in facts(number, "organization", "department")}
    assert {key(o.label) for o in found(seed(number)).values} == names


@pytest.mark.parametrize("fact", facts("001", "department"), ids=lambda f: f["role"][:12])
def test_gold_departments_are_units_with_a_duty(fact: dict[str, Any]) -> None:
    one = next(o for o in found(seed("001")).values if key(o.label) == key(fact["name"]))
    assert one.kind == "unit"
    assert one.roles


def test_a_unit_keeps_every_duty_of_the_gold() -> None:
    unit = next(o for o in found(seed("001")).values if len(o.roles) == 4)
    duties = [key(role.text) for role in unit.roles]
    assert [
        d for d in ("事務局", "確認し", "報告し", "連絡調整") if any(d in x for x in duties)
    ] == [
        "事務局",
        "確認し",
        "報告し",
        "連絡調整",
    ]


def test_established_and_until() -> None:
    (fact,) = facts("001", "established_unit")
    one = next(o for o in found(seed("001")).values if key(o.label) == key(fact["unit"]))
    assert (printed(one.established), printed(one.until)) == (
        key(fact["date"]),
        key(fact["until"]),
    )


def test_the_whole_plan_gives_what_its_chapter_gives() -> None:
    assert [o.label for o in found(seed("003")).values] == [
        o.label for o in found(seed("000")).values
    ]


def test_a_form_without_such_a_section_gives_none() -> None:
    assert found(seed("004")) == Findings()


def test_shared_nouns_are_repairs() -> None:
    repairs = found(seed("001")).repairs
    assert len(repairs) == 6
    assert all(r.rule == "shared-noun" and r.raw in r.repaired for r in repairs)


@pytest.mark.parametrize(
    ("text", "name", "fields"),
    [
        (
            "市長を委員長とし、副市長、教育長及び各部長を委員とする「DX推進委員会」を設置します。",
            "DX推進委員会",
            {"chair": "市長", "chair_title": "委員長", "members": "副市長、教育長及び各部長"},
        ),
        (
            "推進本部は、市長を本部長、副市長を副本部長とし、各部長で構成します。",
            "推進本部",
            {"chair": "市長", "chair_title": "本部長", "members": "各部長"},
        ),
        (
            "町では、町長を本部長とし課長級以上の職員で構成する「○○町本部」"
            "(以下、「本部」という。)を設置しています。本部の下には、係長からなる「幹事会」を置きます。",
            "幹事会",
            {"members": "係長", "parent": "本部"},
        ),
        (
            "「標準化推進本部」を設置します。\n\nその下に、各課長で構成する「幹事会」を置きます。",
            "幹事会",
            {"members": "各課長", "parent": "標準化推進本部"},
        ),
        (
            "各所管課に推進役となるデジタル推進員を配置し、現場の業務改革を進めます。",
            "デジタル推進員",
            {"members": "各所管課"},
        ),
        (
            "令和3年度に総務部企画課内にデジタル戦略室を設置しました。",
            "デジタル戦略室",
            {"established": "令和3年度", "parent": "総務部企画課"},
        ),
        (
            "「まちづくり推進協議会」を置きます。会長は、市長が務めます。",
            "まちづくり推進協議会",
            {"chair": "市長", "chair_title": "会長"},
        ),
        (
            "CIO（副市長）を本部長とするDX推進本部において、全庁的に推進します。",
            "DX推進本部",
            {"chair": "CIO（副市長）", "chair_title": "本部長"},
        ),
        (
            "市長を本部長、副市長及び教育長を副本部長とし、各部長を本部員とする「推進会議」を"
            "設置します。",
            "推進会議",
            {"chair": "市長", "chair_title": "本部長", "members": "各部長"},
        ),
        (
            "副市長を委員長、総務部長を副委員長、各課長を委員とするDX委員会を設置しています。",
            "DX委員会",
            {"chair": "副市長", "chair_title": "委員長", "members": "各課長"},
        ),
        (
            "町長を本部長に、副町長を副本部長とする「DX本部」を設置しています。",
            "DX本部",
            {"chair": "町長", "chair_title": "本部長", "members": None},
        ),
        (
            "各部長を本部員とする「DX本部」を設置します。",
            "DX本部",
            {"chair": None, "chair_title": None, "members": "各部長"},
        ),
        (
            "DX推進本部（本部長：市長）を中心に、全庁的に推進します。",
            "DX推進本部",
            {"chair": "市長", "chair_title": "本部長"},
        ),
        (
            "「情報化懇話会」（以下「懇話会」という。）を令和4年6月に設置し、意見を聴きます。",
            "情報化懇話会",
            {"established": "令和4年6月"},
        ),
        (
            "各課にDX推進員を1名ずつ配置し、改革を進めます。",
            "DX推進員",
            {"members": "各課"},
        ),
        (
            "各課に推進員を配置するとともに、企画課にDX専門官を配置し、取組を支援します。",
            "推進員",
            {"members": "各課", "roles": ""},
        ),
        (
            "各課に推進員を配置するとともに、企画課にDX専門官を配置し、取組を支援します。",
            "DX専門官",
            {"members": None, "roles": "取組を支援"},
        ),
        (
            "「DX推進本部」を設置し、その下にプロジェクトチームを置きます。",
            "DX推進本部",
            {"roles": ""},
        ),
        (
            "平成15年度に設置した「行政情報化本部」を令和3年4月に「DX推進本部」へ改組しました。",
            "DX推進本部",
            {"established": "令和3年4月"},
        ),
        (
            "本部に「情報化推\n進本部」を設置し、施策を推進します。",
            "情報化推進本部",
            {"chair": None, "members": None},
        ),
    ],
)
def test_wordings(text: str, name: str, fields: dict[str, str | None]) -> None:
    one = organizations(text)[key(name)]
    assert {f: printed(getattr(one, f)) for f in fields} == {
        f: None if v is None else key(v) for f, v in fields.items()
    }


@pytest.mark.parametrize(
    ("cell", "chair", "members"),
    [
        ("本部長：市長 各部長", ("本部長", "市長"), "各部長"),
        ("本部長　市長 本部員　各部長", ("本部長", "市長"), "本部員　各部長"),
        ("本部長（市長）、本部員（各部長）", ("本部長", "市長"), "本部員（各部長）"),
        ("会長 副会長 委員", None, "会長 副会長 委員"),  # titles, no names
        ("会長 委員（各課長）", None, "会長 委員（各課長）"),
        ("代表 3名", None, "代表 3名"),
        ("会長 1名 委員 10名", None, "会長 1名 委員 10名"),
        ("会長（1名）、委員（10名）", None, "会長（1名）、委員（10名）"),
        ("会長：若干名", None, "会長：若干名"),
        ("各課長", None, "各課長"),
    ],
)
def test_the_chair_in_a_cell(cell: str, chair: tuple[str, str] | None, members: str) -> None:
    text = f"会議体\t構成員\t主な役割\n情報化本部\t{cell}\t・決定 ・管理\n部会\t係長\t検討\n"
    one = organizations(text)["情報化本部"]
    wanted = chair or (None, None)
    assert (printed(one.chair_title), printed(one.chair)) == wanted
    assert printed(one.members) == key(members)
    assert [role.text for role in one.roles] == ["決定", "管理"]


def test_a_short_name_in_a_table_is_the_whole_name_of_its_sentence() -> None:
    told = "「DX推進会議」（以下「推進会議」という。）を設置します。"
    text = f"{told}\n\n会議体\t構成員\n推進会議\t各部長\n"
    (one,) = organizations(text).values()
    assert (one.label, printed(one.members)) == ("DX推進会議", "各部長")


@pytest.mark.parametrize(
    "text",
    [
        "個別取組のプロジェクトを推進します。",
        "推進体制を整備することが求められました。",
        "必要に応じて会議を設置します。",
        "国の機関との連携を進めます。",
        "企画課では、これまで研修を実施してきました。",
        "10月の本部会議で説明を行います。",
    ],
)
def test_no_organization(text: str) -> None:
    assert organizations(text) == {}


@pytest.mark.parametrize(
    ("title", "count"), [("推進体制", 1), ("国の推進体制", 0), ("計画の目的", 0), ("人材育成", 1)]
)
def test_only_sections_about_who_carries_the_plan(title: str, count: int) -> None:
    text = f"第1章 {title}\n\n「情報化推進本部」を設置します。\n"
    assert len(found(written(text)).values) == count


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("推進本部", "body"),
        ("セキュリティリーダー", "post"),
        ("企画課", "unit"),
        ("作業チーム", "body"),
        ("計画", None),
    ],
)
def test_kind_of(text: str, kind: str | None) -> None:
    assert kind_of(text) == kind


def test_a_list_of_quotes_shares_its_noun() -> None:
    names = find_names("「A」・「B」の2つの分科会と「C推進会議」")
    assert [(n.name, n.kind_word) for n in names] == [
        ("A", "分科会"),
        ("B", "分科会"),
        ("C推進会議", None),
    ]


def test_every_pattern_compiles_with_its_placeholders_filled() -> None:
    for name, value in load("organizations")["patterns"].items():
        shapes = [pattern(name, i) for i in range(len(value))] if isinstance(value, list) else []
        for shape in shapes or [pattern(name)]:
            assert not re.search(r"\{[A-Z]{2}", shape.pattern), name


def test_no_ending_has_two_kinds() -> None:
    every = [*words()["bodies"], *words()["posts"], *words()["units"]]
    assert len(every) == len(set(map(key, every)))


@given(st.text(alphabet="副市長を本部とする「」、。は設置し課X(各)にの \n", max_size=80))
def test_any_text_gives_cuts_of_the_page(text: str) -> None:
    document = written(HEAD + text)
    for one in found(document).values:
        for view in (one.name, one.chair, one.members, one.parent, one.established, *one.roles):
            if view is not None:
                run = view.whole
                assert document.pages[0].text[run.start : run.end] == run.text


@given(st.text(alphabet="あ。(「」)、b \n", max_size=60), st.sampled_from(["\n", "\r\n"]))
def test_paragraphs_and_sentences_lose_nothing(text: str, line_end: str) -> None:
    document = written(text.replace("\n", line_end))
    for passage in passages(blocks(document), ()):
        printed_run = passage.printed
        assert document.pages[0].text[printed_run.start : printed_run.end] == printed_run.text
        assert "".join(s.text for s in sentences(passage.text)) == passage.text.text
        assert passage.text.text == "".join(printed_run.text.split())


@given(st.text(alphabet="DX 戦略　Ａ\n（）", max_size=30))
def test_squeezing_twice_changes_nothing(text: str) -> None:
    once = squeeze(View(text, *(2 * (text_page(1, text or "x").lines[0].cut(0, 0),))))
    assert squeeze(once).text == once.text


def test_text_without_any_break_is_left_alone_with_an_issue() -> None:
    findings = found(written(HEAD + "「A本部」を設置し、" * 600))
    assert findings.values == ()
    assert [issue.code for issue in findings.issues] == ["paragraph-too-long"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [("企画課（事務局）", "unit"), ("DX会議（年2回）", "body"), ("推進員（各課）", "post")],
)
def test_a_note_behind_a_name_tells_no_kind(name: str, kind: str) -> None:
    one = organizations(f"組織\t役割\n{name}\t調整\n幹事会\t検討\n")[key(name)]
    assert one.kind == kind
