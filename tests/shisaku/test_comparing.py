"""Comparisons on made tables: what is counted, under which category, and what stays unknown."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shisaku.comparing.arguments import WAYS as NAMES
from shisaku.comparing.bodies import by_organization, tiers_of
from shisaku.comparing.compare import WAYS, UnknownChoice, compare
from shisaku.comparing.courses import by_training
from shisaku.comparing.model import COUNT_TYPES, DOCUMENT_TYPES, ROW_TYPES, Comparison
from shisaku.comparing.rules import by_review
from shisaku.comparing.vocabulary import ComparingVocabularyError, Match, kinds, kinds_of
from shisaku.comparing.vocabulary import _kind as read_kind
from tests.builders.frames import Row, finder, row

LAW = "428AC1000000103"
OTHER_LAW = "503AC0000000035"
OBS, INF = "observed", "inferred"


def counts(found: Comparison, document: str = "unknown-a") -> dict[str, Any]:
    """Counts of a document by category (with its group), those that are 0 left out."""
    rows = found.counts[found.counts["document_id"] == document].to_dict("records")
    return {
        " ".join(filter(None, (r["group"], r["category"]))): r["count"]
        for r in rows
        if pd.isna(r["count"]) or r["count"]
    }


def city(name: str, code: str | None = None, **values: Any) -> Row:
    return row(
        "documents", document_id=name, municipality_name=name, municipality_code=code, **values
    )


def measure(**values: Any) -> Row:
    return row("measures", **{"measure_id": "m", "title": "事業"} | values)


def item(name: str, **values: Any) -> Row:
    return row("measure_items", **{"measure_id": "m", "item_id": name, "text": name} | values)


def theme(item_id: str, code: str, table: str = "measure_items", **values: Any) -> Row:
    made = {"theme": code, "theme_name": code, "theme_group": "g", "theme_group_name": "g"}
    return row("item_themes", item_id=item_id, item_table=table, score=1.0, **made | values)


def test_the_options_name_every_way() -> None:
    assert tuple(WAYS) == NAMES


@pytest.mark.parametrize("by", NAMES)
def test_nothing_is_compared_without_rows(by: str) -> None:
    found = compare(finder(), by)
    assert {c: str(t) for c, t in found.rows.dtypes.items()} == ROW_TYPES
    assert {c: str(t) for c, t in found.counts.dtypes.items()} == COUNT_TYPES
    assert {c: str(t) for c, t in found.documents.dtypes.items()} == DOCUMENT_TYPES
    assert list(found.documents["in_document"]) == [False]
    assert found.counts["count"].isna().all() and len(found.matrix) == 1


def test_themes() -> None:
    found = compare(
        finder(
            measures=[measure()],
            measure_items=[item("ア"), item("イ"), item("ウ")],
            item_themes=[
                theme("ア", "security"),
                theme("ア", "open_data"),
                theme("イ", "security"),
                theme("ア", "disaster", "trainings"),  # the id of a training, not of the item
                theme("イ", "of_a_user"),
            ],
        ),
        "theme",
    )
    assert counts(found) == {"security": 2, "open_data": 1, "of_a_user": 1, "unknown": 1}
    assert found.categories[-1].name == "テーマなし"


def test_a_part_that_is_not_there_is_unknown_and_not_0() -> None:
    find = finder(
        documents=[city("a"), city("b"), city("c")],
        measures=[measure(document_id=d) for d in "ab"],
        measure_items=[item("ア", document_id=d) for d in "ab"],
        item_themes=[theme("ア", "security", document_id="a")],
    )
    found = compare(find, "theme", only=["security"])
    assert found.matrix["security"].tolist()[:2] == [1, 0]
    assert pd.isna(found.matrix["security"].iloc[2])
    assert found.matrix["in_document"].tolist() == [True, True, False]
    assert found.matrix["security"].dtype == pd.Int64Dtype()


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ({"law_id": LAW, "article": 13, "status": "exact"}, "13"),
        ({"law_id": LAW, "article": 15, "paragraph": 1, "status": "repaired"}, "15-1"),
        ({"law_id": OTHER_LAW, "article": 13, "status": "exact"}, f"{OTHER_LAW}:13"),
        ({"law_id": LAW, "article": 13, "status": "unresolved"}, "unknown"),
        ({"law_id": None, "article": None, "status": "unresolved"}, "unknown"),
    ],
)
def test_articles(tag: Row, expected: str) -> None:
    tags = [
        row("legal_tags", measure_id="m", item_id="ア", seq=n, tag_raw="官民デ⑬", **tag)
        for n in (1, 2)
    ]
    found = compare(
        finder(measures=[measure()], measure_items=[item("ア"), item("イ")], legal_tags=tags),
        "article",
    )
    assert counts(found) == {expected: 1}
    assert found.rows["status"].tolist() == [tag["status"]] * 2
    assert found.rows["evidence"].tolist() == ["官民デ⑬"] * 2


def test_articles_stand_in_order_of_law_and_number() -> None:
    tags = [
        row(
            "legal_tags",
            measure_id="m",
            seq=n,
            tag_raw="t",
            law_id=law,
            article=article,
            paragraph=paragraph,
            status="exact",
        )
        for n, (law, article, paragraph) in enumerate(
            [(OTHER_LAW, 2, None), (LAW, 15, 2), (LAW, 15, 1), (LAW, 9, None)]
        )
    ]
    found = compare(finder(measures=[measure()], legal_tags=tags), "article")
    assert [c.code for c in found.categories] == ["9", "15-1", "15-2", f"{OTHER_LAW}:2"]


def test_departments() -> None:
    def unit(name: str, item_id: str | None = None, **values: Any) -> Row:
        return row("departments", measure_id="m", item_id=item_id, department=name, **values)

    found = compare(
        finder(
            measures=[measure(), measure(measure_id="m2")],
            measure_items=[item("ア"), item("イ"), item("ウ"), item("エ", measure_id="m2")],
            departments=[
                unit("税務課", "ア"),
                unit("総務課", "ア", role="lead"),
                unit("税務課", "イ", kind="group"),
                unit("税務課"),  # of the whole measure: for ウ, which names none
                unit("他", kind="others"),
            ],
        ),
        "department",
    )
    assert counts(found) == {"税務課": 3, "総務課": 1, "unknown": 1}
    assert [c.code for c in found.categories] == ["税務課", "総務課", "unknown"]
    assert found.rows.set_index("category")["value"]["総務課"] == "lead"
    top = compare(
        finder(
            measures=[measure()],
            measure_items=[item("ア")],
            departments=[unit("B", "ア"), unit("A", "ア")],
        ),
        "department",
        top=1,
    )
    assert [c.code for c in top.categories] == ["A"] and len(top.rows) == 1


def phase(name: str, start: int | None, end: int | None, **values: Any) -> Row:
    known = {True: OBS, False: "unknown"}
    return row(
        "schedule_spans",
        **{
            "measure_id": "m",
            "item_id": "ア",
            "schedule_row_id": name,
            "phase_seq": 1,
            "phase_raw": name,
            "phase": "study",
            "start_fy": start,
            "end_fy": end,
            "start_status": known[start is not None],
            "end_status": known[end is not None],
            "reliability": "start_only",
        }
        | values,
    )


def mark(name: str, year: int, phase_raw: str | None = None, **values: Any) -> Row:
    known = {"measure_id": "m", "item_id": "ア", "phase_raw": phase_raw, "year_status": "printed"}
    return row("schedule_marks", schedule_row_id=name, fiscal_year=year, **known | values)


WITH_ITEM = {"measures": [measure()], "measure_items": [item("ア")]}
STUDY = phase("検討", 2019, 2021, end_status=INF)
OPERATE = phase("運用", 2021, 2022, phase="operate")


@pytest.mark.parametrize(
    ("by", "rows", "expected"),
    [
        (
            "year",
            {"schedule_spans": [STUDY, OPERATE]},
            {"2019": 1, "2020": 1, "2021": 1, "2022": 1},
        ),
        (
            "phase",
            {"schedule_spans": [STUDY, OPERATE]},
            {
                "study 2019": 1,
                "study 2020": 1,
                "study 2021": 1,
                "operate 2021": 1,
                "operate 2022": 1,
            },
        ),
        ("start", {"schedule_spans": [STUDY, OPERATE]}, {"2019": 1}),
        ("start", {"schedule_spans": [STUDY, phase("運用", None, None)]}, {"unknown": 1}),
        (  # a packed row begins with its first mark
            "start",
            {
                "schedule_spans": [
                    phase("検討 実施", None, None, phase_raw="検討"),
                    phase("検討 実施", None, None, phase_raw="実施", phase_seq=2),
                ],
                "schedule_marks": [mark("検討 実施", 2021), mark("検討 実施", 2020)],
            },
            {"2020": 1},
        ),
        ("year", {"schedule_spans": [phase("検討", None, None)]}, {"unknown": 1}),
        (
            "phase",
            {"schedule_spans": [phase("検討", None, None, phase=None)]},
            {"unknown unknown": 1},
        ),
        (  # the plan's own schedule is no measure's
            "year",
            {"schedule_spans": [phase("計画", 2019, 2019, measure_id=None, item_id=None)]},
            {},
        ),
        (  # of a measure without items in the schedule
            "year",
            {"schedule_spans": [phase("検討", 2019, 2019, item_id=None)]},
            {"2019": 1},
        ),
        (  # which is that of its items, but for one with a schedule of its own
            "year",
            {
                "measure_items": [item("イ"), item("ロ"), item("ハ")],
                "schedule_spans": [
                    phase("検討", 2019, 2019, item_id=None),
                    phase("検討", 2020, 2020, item_id="ハ"),
                ],
            },
            {"2019": 2, "2020": 1},
        ),
        (
            "year",
            {"measures": [measure(period_start_fy=2020, period_end_fy=2021)]},
            {"2020": 1, "2021": 1},
        ),
        (  # a period that nobody could read
            "year",
            {"measures": [measure(period_raw="令和8年度～令和4年度")]},
            {"unknown": 1},
        ),
        ("start", {"measures": [measure(period_start_fy=2020, period_end_fy=2021)]}, {"2020": 1}),
        ("start", {"measures": [measure(period_end_fy=2021)]}, {}),
        (  # the schedule says more than the period
            "year",
            {
                "measures": [measure(period_start_fy=2020, period_end_fy=2021)],
                "schedule_spans": [phase("検討", 2021, 2021)],
            },
            {"2021": 1},
        ),
        ("phase", {"measures": [measure(period_start_fy=2020, period_end_fy=2021)]}, {}),
    ],
)
def test_years(by: str, rows: dict[str, list[Row]], expected: dict[str, int]) -> None:
    found = compare(finder(**WITH_ITEM | rows), by)
    known = {key: count for key, count in counts(found).items() if pd.notna(count)}
    assert known == expected


def test_what_is_only_inferred_is_told() -> None:
    marks = [mark("検討", 2019, "検討"), mark("検討", 2021, "検討")]
    found = compare(finder(**WITH_ITEM, schedule_spans=[STUDY], schedule_marks=marks), "year")
    told = found.matrix.iloc[0]
    assert [told[f"{year}_inferred"] for year in (2019, 2020, 2021)] == [0, 1, 0]
    assert [told[str(year)] for year in (2019, 2020, 2021)] == [1, 1, 1]


def test_a_start_that_the_document_contradicts_is_inferred() -> None:
    contradicted = phase("検討", 2019, None, reliability="contradictory")
    found = compare(finder(**WITH_ITEM, schedule_spans=[contradicted]), "start")
    assert found.matrix[["2019", "2019_inferred"]].to_numpy().tolist() == [[1, 1]]


def body(name: str, **values: Any) -> Row:
    known = {"kind": "body", "name": name, "organization_id": name, "span_id": "own"}
    return row("organizations", **known | values)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"chair": "市長", "chair_raw": "市長を本部長とし"}, "chaired_by_mayor"),
        ({"chair": "町⻑"}, "chaired_by_mayor"),  # a radical that looks like 長
        ({"chair": "副市長（CIO）"}, "chaired_by_vice_mayor"),
        ({"chair": "副町長"}, "chaired_by_vice_mayor"),
        ({"chair": "総務部長"}, "chaired_by_other"),
        ({"chair": "市長公室長"}, "chaired_by_other"),
        ({"chair": "行政区長会代表"}, "chaired_by_other"),
        ({"chair": "教育長"}, "chaired_by_other"),
        ({"chair": None}, "chair_not_printed"),
        ({"chair": "区長"}, "chaired_by_mayor"),
        ({"chair": "副知事"}, "chaired_by_vice_mayor"),
        ({"chair": "市長", "kind": "post"}, None),
    ],
)
def test_chairs(values: Row, expected: str | None) -> None:
    rows = kinds_of(body("x", **values), kinds("organizations.toml", "organizations"))
    found = [m.code for m in rows if m.code.startswith("chair")]
    assert found == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"name": "情報化推進本部"}, "headquarters"),
        ({"name": "ＤＸ推進本部会議"}, "headquarters"),
        ({"name": "幹事会"}, "managers_meeting"),
        ({"name": "「DX推進」ワーキンググループ（ＷＧ）"}, "working_group"),
        ({"name": "専門部会"}, "working_group"),
        ({"name": "情報セキュリティ委員会"}, "committee"),
        ({"name": "本部事務局"}, "secretariat"),
        ({"name": "議会事務局", "kind": "unit"}, None),
        ({"name": "農業委員会事務局", "kind": "unit"}, None),
        ({"name": "情報政策アドバイザー", "kind": "post"}, "outside_adviser"),
        ({"name": "CIO補佐官", "kind": "post"}, "outside_adviser"),
        ({"name": "DX推進監", "kind": "post", "members_raw": "民間人材"}, "outside_adviser"),
        ({"name": "情報化推進リーダー", "kind": "post"}, "section_leader"),
        ({"name": "情報化推進リーダー", "kind": "unit"}, None),
        ({"name": "推進協議体", "members_raw": "市民、学識経験者"}, "citizens_committee"),
        ({"name": "推進協議体", "members_raw": "市民公募委員 有識者"}, "citizens_committee"),
        ({"name": "推進協議体", "members_raw": "市民課長、税務課長"}, None),
        ({"name": "推進協議体", "members_raw": "市民生活部長"}, None),
        ({"name": "推進協議体", "group_raw": "民間・教育機関代表"}, "citizens_committee"),
        ({"name": "市民協働推進会議体"}, None),
        ({"name": "総務課", "kind": "unit"}, None),
    ],
)
def test_kinds_of_organizations(values: Row, expected: str | None) -> None:
    rows = kinds_of(body(**{"name": "x"} | values), kinds("organizations.toml", "organizations"))
    assert [m.code for m in rows if not m.code.startswith("chair")] == (
        [expected] if expected else []
    )


def test_a_kind_has_the_print_that_tells_it() -> None:
    one = body(
        "会議",
        chair="市長",
        chair_raw="市長を会長とし",
        chair_span_id="c",
        members_raw="有識者",
        members_span_id="m",
        name_raw="会 議",
    )
    vocabulary = kinds("organizations.toml", "organizations")
    assert kinds_of(one, vocabulary) == [
        Match("chaired_by_mayor", "市長を会長とし", "c"),
        Match("citizens_committee", "有識者", "m"),
    ]


@pytest.mark.parametrize(
    ("parents", "expected"),
    [
        ({"A": None}, {}),  # one body alone has no tier
        ({"A": None, "B": "A", "C": "B"}, {"A": 1, "B": 2, "C": 3}),
        ({"A": "B", "B": "A"}, {}),
        ({"A": "A"}, {}),
        ({"A": "B", "B": "A", "C": "A"}, {}),
        ({"A": "elsewhere", "B": "A"}, {"A": 1, "B": 2}),
    ],
)
def test_tiers(parents: dict[str, str | None], expected: dict[str, int]) -> None:
    bodies = [body(name, parent_id=above) for name, above in parents.items()]
    assert {name: tier for (_, name), tier in tiers_of(bodies).items()} == expected


def test_posts_and_units_are_on_no_tier() -> None:
    post = body("B", kind="post", parent_id="A")
    assert tiers_of([body("A"), post]) == {}
    found = by_organization(finder(organizations=[body("A"), body("B", parent_id="A")]))
    assert [c.name for c in found.categories[-2:]] == ["第1層の会議体", "第2層の会議体"]


def role(text: str, **values: Any) -> Row:
    return row("organization_roles", organization_id="A", seq=1, role_raw=text, **values)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("情報政策課", "本部の事務局を担当する。", True),
        ("情報政策課", "事務局を務め、進捗を管理する", True),
        ("情報政策課", "会議の事務局を務めます", True),
        ("情報政策課", "事務局を担い、全体を調整する", True),
        ("情報政策課", "事務局機能を担う", True),
        ("情報政策課", "プロジェクトの事務局は情報政策課が担当", True),
        ("情報政策課", "事務局は総務部情報政策課が担当する", True),
        ("情報政策課", "事務局は企画課及び情報政策課が担当します", True),
        ("情報政策課", "情報政策課が本部の事務局を担う", True),
        ("推進本部", "情報政策課が事務局を担当する", False),
        ("推進本部", "情報政策課が本部の事務局を務める", False),
        ("政策課", "事務局は情報政策課が担当", False),
        ("推進本部", "事務局は情報政策課が担当", False),
        ("情報政策課", "事務局へ報告する", False),
        ("情報政策課", "事務局を担当する課と調整する", False),
        ("総務課", "議会事務局を担当する", False),
    ],
)
def test_a_role_tells_a_secretariat(name: str, text: str, expected: bool) -> None:
    unit = row("organizations", organization_id="A", kind="unit", name=name, name_raw=name)
    elsewhere = role("事務局を担当する", document_id="other")
    find = finder(organizations=[unit], organization_roles=[role(text, span_id="r"), elsewhere])
    rows = [r for r in by_organization(find).rows if r["category"] == "secretariat"]
    assert [(r["evidence"], r["span_id"]) for r in rows] == ([(text, "r")] if expected else [])


def training(course: str, **values: Any) -> Row:
    known = {"training_id": course, "course": course, "course_raw": course}
    return row("trainings", **known | values)


@pytest.mark.parametrize(
    ("made", "themes", "expected"),
    [
        (training("研修A"), ["security", "data_use"], ["security", "data_use"]),
        (training("情報セキュリティ研修"), ["human_resources"], ["security"]),
        (training("研修A"), ["human_resources"], ["unknown"]),
        (training("標的型攻撃メール訓練"), [], ["security"]),
        (training("管理職研修", category="情報セキュリティ"), [], ["security"]),
        (training("表計算研修", content_raw="セキュリティにも触れる"), [], ["applications"]),
        (
            training("新任研修", content_raw="表計算と個人情報保護"),
            [],
            ["security", "applications"],
        ),
        (training("接遇研修"), [], ["unknown"]),
        (training("ＤＸ研修"), [], ["digital_basics"]),
        (training("EMAIL研修"), [], ["unknown"]),  # AI is a word of its own
    ],
)
def test_subjects_of_trainings(made: Row, themes: list[str], expected: list[str]) -> None:
    told = [theme(made["training_id"], code, "trainings") for code in themes]
    found = by_training(finder(trainings=[made], item_themes=told))
    assert [r["category"] for r in found.rows] == expected
    assert {c.code for c in found.categories} == set(expected)


def review(cycle: str | None, year: int | None = None) -> Row:
    return row(
        "reviews", review_id=f"{cycle}{year}", cycle=cycle, fiscal_year=year, content_raw="x"
    )


def planned(name: str, start: int, end: int) -> Row:
    return phase(name, start, end, measure_id=None, item_id=None)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ({"reviews": [review("mid_term", 2021)]}, [("mid_term", "2021")]),
        ({"reviews": [review("mid_term")]}, [("mid_term", None)]),
        ({"reviews": [review("other"), review(None)]}, [("unknown", None)] * 2),
        ({"schedule_spans": [planned("計画中間見直し", 2021, 2021)]}, [("mid_term", "2021")]),
        ({"schedule_spans": [planned("事業総合評価", 2023, 2023)]}, [("final", "2023")]),
        ({"schedule_spans": [planned("事業年度評価", 2019, 2022)]}, [("yearly", None)]),
        ({"schedule_spans": [planned("中間評価", 2021, 2022)]}, [("mid_term", None)]),
        ({"schedule_spans": [planned("体制見直し", 2021, 2021)]}, []),
        ({"schedule_spans": [phase("中間評価", 2021, 2021)]}, []),  # of a measure
        ({"annual_tasks": [row("annual_tasks", task_raw="報告")]}, [("yearly_tasks", None)]),
    ],
)
def test_reviews(rows: dict[str, list[Row]], expected: list[tuple[str, str | None]]) -> None:
    found = by_review(finder(**rows))
    assert [(r["category"], r["value"]) for r in found.rows] == expected
    assert {code for code, _ in expected} <= {c.code for c in found.categories}


def test_values_stand_beside_the_counts() -> None:
    rules = [review("mid_term", 2021), review("mid_term", 2024), review("mid_term")]
    found = compare(finder(reviews=rules), "review").counts.set_index("category")
    assert found["values"]["mid_term"] == "2021;2024" and found["count"]["mid_term"] == 3


@pytest.mark.parametrize("asked", ["a", "あ市", "082112"])
def test_one_city(asked: str) -> None:
    cities = [city("a", "082112"), city("b")]
    cities[0]["municipality_name"] = "あ市"
    found = compare(finder(documents=cities, reviews=[review("yearly")]), "review", cities=[asked])
    assert found.documents["document_id"].tolist() == ["a"] and found.rows.empty


def test_of_one_city_only_its_own_departments() -> None:
    def unit(of: str, name: str) -> Row:
        return row("departments", document_id=of, measure_id="m", item_id=None, department=name)

    tables = finder(
        documents=[city("a"), city("b")],
        measures=[measure(document_id="a"), measure(document_id="b")],
        departments=[unit("a", "税務課"), unit("b", "市民課")],
    )
    found = compare(tables, "department", cities=["b"])
    assert [c.code for c in found.categories] == ["市民課"]
    # Who asks for one gets it, with no count.
    found = compare(tables, "department", cities=["b"], only=["税務課"])
    assert [c.code for c in found.categories] == ["税務課"] and found.rows.empty
    # A vocabulary is whole: what a city lacks is worth knowing.
    themes = [len(compare(tables, "theme", cities=asked).categories) for asked in ([], ["b"])]
    assert themes[0] == themes[1]


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"by": "colour"}, "theme"),
        ({"by": "theme", "only": ["colour"]}, "security"),
        ({"by": "theme", "cities": ["colour"]}, "unknown-a"),
    ],
)
def test_what_is_not_there_is_told_with_what_is(asked: dict[str, Any], words: str) -> None:
    with pytest.raises(UnknownChoice, match="colour") as raised:
        compare(finder(), **asked)
    assert any(choice.startswith(words) for choice in raised.value.choices)


def test_categories_by_name_or_code() -> None:
    rules = finder(reviews=[review("yearly"), review("final", 2023)])
    for asked in ("final", "最終年"):
        found = compare(rules, "review", only=[asked])
        assert counts(found) == {"final": 1} and len(found.rows) == 1


@pytest.mark.parametrize(
    ("odd", "words"),
    [
        ({"code": "a"}, "missing keys: name_ja"),
        ({"code": "a", "name_ja": "あ"}, "either where or empty"),
        ({"code": "a", "name_ja": "あ", "where": {"name": "x"}, "empty": ["name"]}, "either"),
        ({"code": "a", "name_ja": "あ", "where": {"nam": "x"}}, "no column nam"),
        ({"code": "a", "name_ja": "あ", "where": {"name": "("}}, "unterminated"),
        ({"code": "a", "name_ja": "あ", "wear": {}}, "unknown keys: wear"),
    ],
)
def test_rows_of_the_vocabulary_are_checked(odd: dict[str, Any], words: str) -> None:
    with pytest.raises(ComparingVocabularyError, match=words) as raised:
        read_kind(odd, "x.toml", ["name"])
    assert str(raised.value).startswith("x.toml: 'a'")


TAGS = st.lists(
    st.tuples(st.sampled_from("ab"), st.sampled_from("アイウ"), st.integers(9, 12)), max_size=12
)


@settings(max_examples=25, deadline=None)  # each makes frames, which is slow
@given(TAGS)
def test_counts_are_the_different_ids_of_the_rows(tags: list[tuple[str, str, int]]) -> None:
    find = finder(
        documents=[city("a"), city("b")],
        measures=[measure(document_id=d) for d in "ab"],
        measure_items=[item(i, document_id=d) for d in "ab" for i in "アイウ"],
        legal_tags=[
            row(
                "legal_tags",
                document_id=d,
                measure_id="m",
                item_id=i,
                seq=n,
                tag_raw="t",
                law_id=LAW,
                article=article,
                status="exact",
            )
            for n, (d, i, article) in enumerate(tags)
        ],
    )
    found = compare(find, "article")
    assert len(found.rows) == len(tags)
    for document in "ab":
        own = [(i, article) for d, i, article in tags if d == document]
        expected = {str(a): len({i for i, b in own if b == a}) for _, a in own}
        known = counts(found, document)
        if own:
            assert known == expected
        else:
            assert all(pd.isna(count) for count in known.values())


def test_what_is_asked_for_is_there_however_few_are_shown() -> None:
    themes = [theme("ア", "culture"), theme("ア", "open_data"), theme("イ", "open_data")]
    told = {**WITH_ITEM, "measure_items": [item("ア"), item("イ")], "item_themes": themes}
    found = compare(finder(**told), "theme", only=["culture"], top=1)
    assert [category.code for category in found.categories] == ["culture"]
