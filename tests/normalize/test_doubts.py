"""Values of recognised pages: none rests on a character that may be another."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.model import Run
from extract.ocr_rules import rules
from extract.text_file import read_text
from extract.view import view
from normalize.build import build
from normalize.doubts import Doubts, proven
from normalize.manifest import Manifest
from normalize.schema import load_schema
from tests.builders.documents import Rows, document, rows
from tests.builders.recognised import SURE, recognised, recognised_rows

ROOT = Path(__file__).resolve().parents[2]
PLANS = sorted(ROOT.glob("data/raw/*/*/*.txt"))
LIMIT = rules()["confidence"]["value"]

# Numbers that count or place what was found, and none of them is read from print.
COUNTS = {
    "documents": {"page_count", "char_count", "issue_count"},
    "tables": {"first_page_no", "last_page_no", "page_line_first", "page_line_last"}
    | {"n_rows", "n_cols", "n_header_rows"},
    "pages": {"page_no", "line_count"},
    "spans": {"page_no", "char_start", "char_end"},
    "cells": {"row", "col", "row_span", "col_span"},
    "records": {"record_no"},
    "schedule_marks": {"coverage"},
    "schedule_spans": {"phase_seq"},
    "item_themes": {"score", "term_score", "evidence_count"},
    "theme_evidence": {"weight"},
    "repairs": {"confidence"},
    "figures": {"page_no"},
    "process_steps": {"step_no"},
}
PLACES = {"seq", "level", "row_no", "col_no"}


def facts(built: Rows) -> list[tuple[str, str, object]]:
    """The numbers of a document that are read from its print."""
    found: list[tuple[str, str, object]] = []
    for table in load_schema().tables:
        names = {c.name for c in table.columns if c.type in ("int32", "float64")}
        names -= COUNTS.get(table.name, set()) | PLACES
        for row in built.get(table.name, ()):
            for name in sorted(names):
                if row.get(name) is not None and not name.startswith("chars_"):
                    found.append((table.name, name, row[name]))
    return found


def issues(built: Rows, code: str) -> list[str | None]:
    return [row["value_raw"] for row in built["issues"] if row["code"] == code]


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_where_nothing_is_sure_no_number_is_read(path: Path) -> None:
    text = "\f".join(page.text for page in read_text(path).pages)
    sure, unsure = recognised_rows(text), recognised_rows(text, sure=LIMIT - 1)
    assert facts(sure)
    assert facts(unsure) == []
    assert {row["status"] for row in unsure.get("legal_tags", ())} <= {"unresolved"}
    told = [row for row in unsure["issues"] if row["code"] == "value-doubtful"]
    assert told and all(row["span_id"] and row["severity"] == "warning" for row in told)


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_where_all_is_sure_every_number_is_read(path: Path) -> None:
    text = "\f".join(page.text for page in read_text(path).pages)
    known = build(replace(document(text), text_layer="ocr"), Manifest("plan"))
    assert facts(recognised_rows(text, sure=LIMIT)) == facts(known)


CARD = (
    "第１章 施策\n\n実施事業\t① 協働の推進\n担当部署\tア) 市民課\n"
    "事業概要\tア) 告知する。(2021年度追加)\n実施時期\t令和4年度～令和6年度\n"
)


@pytest.mark.parametrize(
    ("print_", "table", "raw", "column", "value"),
    [
        ("2021年度追加", "measure_items", "added_raw", "added_fy", 2021),
        ("令和4年度～令和6年度", "measures", "period_raw", "period_end_fy", 2024),
        ("①", "measures", "number_raw", "measure_no", 1),
    ],
)
def test_a_value_in_doubt_is_null_and_told(
    print_: str, table: str, raw: str, column: str, value: int
) -> None:
    assert [row[column] for row in recognised_rows(CARD)[table]] == [value]
    for part in (print_, print_[0], print_[-1]):
        doubtful = recognised_rows(CARD, {print_: SURE, part: LIMIT - 1})
        assert [row[column] for row in doubtful[table]] == [None]
        assert print_ in issues(doubtful, "value-doubtful")
        assert [row[raw] for row in doubtful[table]] == [print_]


@pytest.mark.parametrize(
    ("text", "holds"), [("1.056", False), ("1.05", True), ("1,056", True), ("1.0567", True)]
)
def test_a_point_may_be_a_comma_of_thousands(text: str, holds: bool) -> None:
    (page,) = recognised(text).pages
    doubts = Doubts([page])
    assert doubts.holds(page.lines[0]) is holds
    assert [i.code for i in doubts.issues([page.lines[0]])] == ["value-doubtful"] * (not holds)


def test_native_pages_are_beyond_doubt() -> None:
    doubts = Doubts(recognised("あ").pages[:0])
    (page,) = recognised("第3次", {"3": 5}).pages
    assert doubts.holds(page.lines[0]) and doubts.least(page.lines[0]) == 100
    assert not Doubts([page]).holds(page.lines[0])
    assert Doubts([page]).holds(None)
    assert Doubts([page]).holds(page.lines[0].cut(0, 1))


@pytest.mark.parametrize(
    ("numbers", "sure", "held"),
    [
        ([1, 2, 3], "x..", "xxx"),
        ([1, 2, 3], "..x", "xxx"),
        ([4, 2, 3], ".xx", ".xx"),
        ([1, 2, 3], "...", "..."),
        ([1, None, 3], "x..", "x.."),
        ([1, 2, 2], "x..", "xx."),
        ([], "", ""),
    ],
)
def test_numbers_that_count_up_prove_each_other(
    numbers: list[int | None], sure: str, held: str
) -> None:
    assert proven(numbers, [sign == "x" for sign in sure]) == tuple(sign == "x" for sign in held)


@given(st.lists(st.tuples(st.none() | st.integers(1, 4), st.booleans()), max_size=8))
def test_what_is_sure_stays_and_what_is_proven_has_a_sure_neighbour(
    row: list[tuple[int | None, bool]],
) -> None:
    numbers, sure = [n for n, _ in row], [s for _, s in row]
    held = proven(numbers, sure)
    assert all(h for h, s in zip(held, sure, strict=True) if s)
    if not any(sure):
        assert not any(held)
    for at in range(len(row)):
        number = numbers[at]
        if held[at] and not sure[at]:
            assert number is not None
            beside = [(numbers[n], n - at) for n in (at - 1, at + 1) if 0 <= n < len(row)]
            assert any(other == number + step for other, step in beside)


SCHEDULE = (
    "第１章 工程\n\n実施事業\t① 協働\n担当部署\tア) 市民課\n事業概要\tア) 告知する。\n"
    "ア) 事業項目\t2019年度\t2020年度\t2021年度\t2022年度\n"
    "検討\t→\t\t\t\n運用\t\t→\t→\t→\n"
)


def spans(built: Rows) -> list[tuple[str | None, str | None, int | None, int | None]]:
    columns = ("phase_raw", "phase", "start_fy", "end_fy")
    return [tuple(row[c] for c in columns) for row in built["schedule_spans"]]


def test_years_of_one_header_prove_each_other() -> None:
    known = [("検討", "study", 2019, 2019), ("運用", "operate", 2020, 2022)]
    assert spans(recognised_rows(SCHEDULE)) == known
    assert spans(recognised_rows(SCHEDULE, {"2019年度": 20, "2021年度": 20})) == known
    doubtful = recognised_rows(SCHEDULE, dict.fromkeys(map("{}年度".format, range(2019, 2023)), 20))
    assert [row[2:] for row in spans(doubtful)] == [(None, None)] * 2
    assert set(issues(doubtful, "value-doubtful")) == {f"{y}年度" for y in range(2019, 2023)}


def test_a_year_that_its_neighbours_contradict_ends_no_phase() -> None:
    misread = recognised_rows(SCHEDULE.replace("2022年度", "2025年度"), {"2025年度": 60})
    assert spans(misread)[1] == ("運用", "operate", 2020, None)
    assert issues(misread, "value-doubtful") == ["2025年度"]
    assert {row["fiscal_year"] for row in misread["schedule_marks"]} == {2019, 2020, 2021, None}


def test_a_doubtful_year_that_stands_twice_proves_nothing() -> None:
    twice = recognised_rows(SCHEDULE.replace("2022年度", "令和3年度"), {"令和3年度": 20})
    assert spans(twice)[1] == ("運用", "operate", 2020, None)
    assert issues(twice, "value-doubtful") == ["令和3年度"]


@pytest.mark.parametrize(
    ("text", "least"), [("2 公開\n", 20), ("2\n公開\n", 20), ("二\n公開\n", SURE), ("公開\n", SURE)]
)
def test_a_number_is_looked_for_left_of_its_title_and_above_it(text: str, least: float) -> None:
    (page,) = recognised(text, {"2": 20}).pages
    at = page.text.index("公開")
    printed = Doubts([page]).number_before(view(Run(1, at, at + 2, "公開")), "2")
    assert printed is not None and Doubts([page]).least(printed) == least


@pytest.mark.parametrize(
    ("label", "confidence", "code"),
    [("検討", 30, "study"), ("検計", 30, None), ("検計", 95, "other")],
)
def test_a_known_word_proves_itself_and_another_may_be_one(
    label: str, confidence: float, code: str | None
) -> None:
    built = recognised_rows(SCHEDULE.replace("検討", label), {label: confidence})
    assert spans(built)[0][:2] == (label, code)
    assert issues(built, "value-doubtful") == ([label] if code is None else [])


PLAN = "第１章 工程\n\n取組\t2019年度\t2020年度\t2021年度\n窓口の改善\t{}\t実施\t実施\n"


@pytest.mark.parametrize(
    ("word", "confidence", "found"), [("検討", 30, 2), ("とL", 30, 1), ("とL", 90, 2)]
)
def test_words_in_doubt_are_no_phase(word: str, confidence: float, found: int) -> None:
    built = recognised_rows(PLAN.format(word), {word: confidence})
    assert len(built["schedule_spans"]) == found
    assert [row["task_raw"] for row in built["schedule_marks"]] == [word, "実施", "実施"]
    assert len(issues(built, "value-doubtful")) == 2 - found


def test_lost_blanks_make_no_phase_of_two() -> None:
    packed = SCHEDULE.replace("検討", "検討導入・実施")
    assert spans(rows(packed))[0] == ("検討導入・実施", "other", 2019, 2019)
    built = recognised_rows(packed)
    assert spans(built)[0] == ("検討", "study", None, None)
    assert spans(built)[1] == ("導入・実施", "introduce", None, None)
    assert [row["reliability"] for row in built["schedule_spans"]][:2] == ["packed", "packed"]


LEGEND = "凡例\n\nタグ\t条文\n官民デ⑩\t第10条\n官民デ⑪\t第11条\n\n"
TAGGED = "実施事業\t① 協働\n担当部署\tア) 市民課\n事業概要\tア) 告知する。【官民デ{}】\n"


@pytest.mark.parametrize(
    ("tag", "doubts", "found"),
    [
        ("⑩", {}, ("10", "exact")),
        ("⑫", {}, (None, "unresolved")),
        ("⑩", {"【官民デ⑩": 60.0}, (None, "unresolved")),
        ("⑩", {"第10条": 60.0}, (None, "unresolved")),
        ("⑩", {"官民デ⑩\t": 60.0}, (None, "unresolved")),
    ],
)
def test_tags_are_those_of_the_legend_read_surely(
    tag: str, doubts: dict[str, float], found: tuple[str | None, str]
) -> None:
    built = recognised_rows(f"第１章 施策\n\n{LEGEND}{TAGGED.format(tag)}", doubts)
    (row,) = built["legal_tags"]
    assert (row["tag"], row["status"]) == found
    assert row["tag_raw"] == f"官民デ{tag}"
    assert len(issues(built, "tag-unresolved")) == (found[0] is None)


@settings(max_examples=25, deadline=None)
@given(st.sets(st.integers(0, len(CARD + SCHEDULE) - 1), max_size=12))
def test_doubts_only_take_away(places: set[int]) -> None:
    text = f"{LEGEND}{CARD}\n{SCHEDULE}"
    made = recognised(text)
    (page,) = made.pages
    assert page.confidences is not None
    found = page.confidences.copy()
    found[sorted(places)] = 10
    doubtful = build(replace(made, pages=(replace(page, confidences=found),)), Manifest("plan"))
    known = [repr(fact) for fact in facts(build(made, Manifest("plan")))]
    for fact in facts(doubtful):
        assert repr(fact) in known
