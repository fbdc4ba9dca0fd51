"""The contents page held against the body."""

from __future__ import annotations

import pytest

from parsers.contents import find_contents
from parsers.reconcile import entry_paths
from tests.builders.documents import plan

PARAGRAPH = "市では、市民の皆さまの利便性を高めるため、次の取組を進めてきました。"


def text(contents: list[str], body: list[str]) -> str:
    return "\n".join(["目次", "", *contents, "", "", *(f"{x}\n\n{PARAGRAPH}\n" for x in body)])


def statuses(contents: list[str], body: list[str]) -> list[tuple[str, int | None, str]]:
    found = plan(text(contents, body)).headings.values
    return [(h.title.text, h.toc_page, h.toc_status) for h in found if h.kind == "heading"]


def codes(contents: list[str], body: list[str]) -> list[str]:
    return [issue.code for issue in plan(text(contents, body)).headings.issues]


LISTED = ["第1章 概要...1", "1 目的...1", "2 期間...2", "第2章 現状...3", "1 課題...3"]
BODY = ["第1章 概要", "1 目的", "2 期間", "第2章 現状", "1 課題"]
ALL = [("概要", 1), ("目的", 1), ("期間", 2), ("現状", 3), ("課題", 3)]


def test_everything_matches() -> None:
    assert statuses(LISTED, BODY) == [(title, page, "matched") for title, page in ALL]
    assert codes(LISTED, BODY) == []


def test_spacing_and_width_make_no_difference() -> None:
    body = ["第１章　概 要", "１　目　的", "2 期間", "第2章 現状", "1 課題"]
    assert [s for *_, s in statuses(LISTED, body)] == ["matched"] * 5
    assert codes(LISTED, body) == []


def test_a_heading_that_is_not_listed() -> None:
    body = [*BODY[:3], "3 位置付け", *BODY[3:]]
    found = statuses(LISTED, body)
    assert [x for x in found if x[2] != "matched"] == [("位置付け", None, "body_only")]
    assert codes(LISTED, body) == ["heading-not-in-contents"]


def test_headings_deeper_than_the_contents_page_are_no_fault() -> None:
    body = [*BODY[:2], "(1) 背景", *BODY[2:]]
    assert ("背景", None, "body_only") in statuses(LISTED, body)
    assert codes(LISTED, body) == []


def test_an_entry_without_a_heading_stays_known() -> None:
    body = [x for x in BODY if x != "2 期間"]
    assert [x for x in statuses(LISTED, body) if x[2] != "matched"] == [("期間", 2, "toc_only")]
    found = plan(text(LISTED, body)).headings
    (lost,) = (h for h in found.values if h.toc_status == "toc_only")
    assert (lost.level, lost.number, lost.parent, lost.run.text) == (2, "2", None, "2 期間...2")
    (issue,) = found.issues
    assert (issue.severity, issue.code) == ("warning", "contents-entry-without-heading")


def test_a_title_that_differs_a_little_is_matched_and_told() -> None:
    listed = [*LISTED[:2], "2 計画の期間について...2", *LISTED[3:]]
    body = [*BODY[:2], "2 計画の期間", *BODY[3:]]
    assert ("計画の期間", 2, "matched") in statuses(listed, body)
    (issue,) = plan(text(listed, body)).headings.issues
    assert (issue.code, issue.value_raw) == ("contents-title-differs", "計画の期間について")


def test_another_title_under_the_same_number_is_another_heading() -> None:
    body = [*BODY[:2], "2 組織と体制", *BODY[3:]]
    found = statuses(LISTED, body)
    assert ("組織と体制", None, "body_only") in found
    assert ("期間", 2, "toc_only") in found


def test_the_same_number_and_title_in_two_chapters() -> None:
    listed = ["第1章 概要...1", "1 現状...1", "第2章 防災...5", "1 現状...5", "2 課題...6"]
    body = ["第1章 概要", "1 現状", "第2章 防災", "1 現状", "2 課題"]
    assert [page for _, page, _ in statuses(listed, body)] == [1, 1, 5, 5, 6]


@pytest.mark.parametrize("numbers", [("① ", "② ", "③ "), ("Ⅰ ", "Ⅱ ", "Ⅲ "), ("1. ", "2. ", "3. ")])
def test_a_differing_title_is_matched_by_any_style_of_number(numbers: tuple[str, ...]) -> None:
    listed = [
        f"{n}{t}...{p}"
        for n, t, p in zip(numbers, ("目的", "計画の期間", "課題"), (1, 2, 3), strict=True)
    ]
    body = [f"{n}{t}" for n, t in zip(numbers, ("目的", "計画期間", "課題"), strict=True)]
    assert statuses(listed, body)[1] == ("計画期間", 2, "matched")


def test_a_roman_page_is_no_page_of_the_plan_and_is_told() -> None:
    listed = ["第1章 概要 ... iii", *LISTED[1:]]
    assert statuses(listed, BODY)[0] == ("概要", None, "matched")
    (issue,) = plan(text(listed, BODY)).headings.issues
    assert (issue.severity, issue.code, issue.value_raw) == ("info", "contents-page-roman", "iii")


def test_of_equal_titles_the_one_with_the_number_is_matched() -> None:
    body = [*BODY[:2], "(1) 課題", "(2) 対策", *BODY[2:]]
    found = plan(text(LISTED, body)).headings.values
    assert [h.level for h in found if h.title.text == "課題" and h.toc_page == 3] == [2]


def test_without_contents_page_nothing_is_said() -> None:
    found = plan("\n\n".join(BODY)).headings
    assert {h.toc_status for h in found.values} == {"no_toc"}
    assert found.issues == ()


def test_paths_of_entries() -> None:
    contents = find_contents(plan(text([*LISTED, "資料編...9"], [])).blocks)
    assert contents is not None
    chapter, bare = (("chapter", (1,)),), ("bare", (1,))
    assert entry_paths(contents.entries) == [
        chapter,
        (*chapter, bare),
        (*chapter, ("bare", (2,))),
        (("chapter", (2,)),),
        (("chapter", (2,)), bare),
        (),
    ]
