"""Glossary, services, initiatives and the lists in their cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.fold import key
from parsers.glossary import find_terms
from parsers.initiatives import find_initiatives
from parsers.list_items import split_bullets, split_list, split_run_together
from parsers.services import find_services
from tests.builders.documents import shown, tables, texts

GLOSSARY = (
    "No\t用語\t掲載頁\t解説\n1\tICT\tP 1\t情報通信技術。\n\n"
    "\t\t\t続きの説明。\n2\tRPA\tP5\t自動化。\n"
)


def test_a_row_without_a_term_goes_on_with_the_one_above() -> None:
    found = find_terms(tables(GLOSSARY))
    assert [t.term.text for t in found.values] == ["ICT", "RPA"]
    assert texts(found.values[0].explanation) == ["情報通信技術。", "続きの説明。"]
    assert [r.rule for r in found.repairs] == ["continued-row"]
    assert found.repairs[0].raw == "続きの説明。"
    assert not found.issues


def test_a_row_without_a_term_at_the_top_is_an_issue() -> None:
    found = find_terms(tables("No\t用語\t解説\n\t\t続き\n1\tICT\t情報\n"))
    assert [t.term.text for t in found.values] == ["ICT"]
    assert [i.code for i in found.issues] == ["row-without-term"]


def test_a_header_repeated_on_a_new_page_is_no_term() -> None:
    found = find_terms(tables("用語\t解説\nICT\t情報\n用語\t解説\nRPA\t自動化\n"))
    assert [t.term.text for t in found.values] == ["ICT", "RPA"]


@pytest.mark.parametrize("index", ["【あ行】", "か", "【Ａ～Ｚ】", "(英数字)", "サ行"])
def test_a_row_that_terms_are_sorted_by_is_no_term(index: str) -> None:
    found = find_terms(tables(f"用語\t解説\n{index}\t\nアプリ\tソフトウェア\nクラウド\t\n"))
    assert [t.term.text for t in found.values] == ["アプリ", "クラウド"]
    assert not found.issues


SERVICES = (
    "分類\tNo\tサービス名\t概要\n"
    "メール\t1\t配信\t・情報を配信\n"
    "\t2\t速報\t・緊急\n"
    "\t\t\t・登録なし\n"
    "その他\t3\t無線\t<ul> 提供\n"
)


def test_services_carry_their_category_and_join_continued_rows() -> None:
    found = find_services(tables(SERVICES))
    assert [(s.category.text if s.category else None, s.name.text) for s in found.values] == [
        ("メール", "配信"),
        ("メール", "速報"),
        ("その他", "無線"),
    ]
    assert texts(found.values[1].description) == ["・緊急", "・登録なし"]
    assert [r.rule for r in found.repairs] == ["continued-row"]


def test_a_service_row_with_a_number_but_no_name_is_an_issue() -> None:
    found = find_services(tables("No\tサービス名\t概要\n1\t配信\t情報\n2\t\t内容\n"))
    assert len(found.values) == 1
    assert [i.code for i in found.issues] == ["row-without-name"]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("無線の整備Lアラートの運用開始市ページの運用開始", 3),
        ("情報システムの導入り災証明書の発行システムの導入", 2),
        ("ネットワーク分離の実施いばらきクラウドの運用開始", 2),
        ("庁内網の更新、無線LANの導入", 1),
        ("基礎研修及び応用研修の実施", 1),
        ("システムの更新に伴う検証の実施", 1),
        ("サービスの運用開始", 1),
        ("", 0),
    ],
)
def test_run_together(text: str, items: int) -> None:
    joined = split_run_together(shown(text))
    assert len(joined.items) == items
    assert not joined.unsure


def test_a_compound_is_not_cut() -> None:
    joined = split_run_together(shown("システムの導入計画の策定"))
    assert texts(joined.items) == ["システムの導入計画の策定"]
    assert joined.unsure


@given(st.text(alphabet="市の整備運用開始導入計画をLアA、（） ", max_size=40))
def test_cutting_loses_nothing(text: str) -> None:
    joined = split_run_together(shown(text))
    assert key("".join(texts(joined.items))) == key(text)


@pytest.mark.parametrize(
    ("text", "lead", "items"),
    [
        ("・甲 ・乙・丙", None, ["甲", "乙・丙"]),
        ("① 課題\n◇ 甲 ◇ 乙", "① 課題", ["甲", "乙"]),
        ("企画・財政", "企画・財政", []),
        ("", None, []),
    ],
)
def test_bullets(text: str, lead: str | None, items: list[str]) -> None:
    found, parts = split_bullets(shown(text))
    assert (found.text if found else None) == lead
    assert texts(parts) == items


def test_a_marked_up_list_is_split_at_its_items() -> None:
    assert texts(split_list(shown("<ul><li>甲</li><li>乙</li></ul>"))) == ["甲", "乙"]
    assert texts(split_list(shown("甲<br>乙"))) == ["甲\n乙"]


INITIATIVES = (
    "実施年度\t主な取組\n"
    '平成26年度\t<ul style="x">無線の整備Lアラートの運用開始\n'
    "平成27年度\t・甲の開始 ・乙の更新\n"
    "\t丙の実施\n"
    "毎 年 度\t丁の整備網の更新\n"
)


def test_initiatives_are_single_items() -> None:
    found = find_initiatives(tables(INITIATIVES))
    assert [(i.year.text if i.year else None, i.text.text) for i in found.values] == [
        ("平成26年度", "無線の整備"),
        ("平成26年度", "Lアラートの運用開始"),
        ("平成27年度", "甲の開始"),
        ("平成27年度", "乙の更新"),
        ("平成27年度", "丙の実施"),
        ("毎 年 度", "丁の整備網の更新"),
    ]
    assert [r.rule for r in found.repairs] == ["list-items-split"]
    assert [i.code for i in found.issues] == ["list-items-unsure"]
