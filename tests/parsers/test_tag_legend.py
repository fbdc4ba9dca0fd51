"""The legend that explains tags of law."""

from __future__ import annotations

import pytest

from parsers.tag_legend import TagMeaning
from tests.builders.cards import LEGEND
from tests.builders.documents import plan

HEADER = "分野\t根拠条文\t明示法\n"


def read(text: str) -> list[tuple[str, str | None, str | None, str | None]]:
    found = plan(text).tag_legend.values
    return [(e.mark.text, e.article, e.paragraph, _text(e)) for e in found]


def _text(entry: TagMeaning) -> str | None:
    return entry.parent_area.text if entry.parent_area is not None else None


def test_entries_with_paragraphs_and_their_group() -> None:
    group = "規格の整備及び互換性の確保"
    assert read(LEGEND) == [
        ("官民デ⑩", "10", None, None),
        ("官民デ⑪", "11", None, None),
        ("官民デ⑬", "13", None, None),
        ("官民デ⑭", "14", None, None),
        ("官民デ⑮－1", "15", "1", group),
        ("官民デ⑮－2", "15", "2", group),
        ("官民デ⑰", "17", None, None),
    ]
    areas = [e.area.text if e.area else None for e in plan(LEGEND).tag_legend.values]
    assert areas[0] == "手続のオンライン化"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("育成\t第17条\t官民デ⑰", [("官民デ⑰", "17", None, None)]),
        ("整備\t第 15 条 第 2 項\t官民デ⑮-2", [("官民デ⑮-2", "15", "2", None)]),
        ("整備\t第１５条第２項\t官民デ⑮-2", [("官民デ⑮-2", "15", "2", None)]),
        ("整備\t基本方針\t官民デ⑮", [("官民デ⑮", None, None, None)]),  # no article
        ("整備\t第15条\t◎", []),  # a mark, no tag
        ("整備\t第15条\t", []),
    ],
)
def test_rows(row: str, expected: list[tuple[str, str | None, str | None, str | None]]) -> None:
    assert read(f"{HEADER}{row}\n") == expected


def test_a_group_ends_with_its_article() -> None:
    text = f"{HEADER}規格\t\t\n業務\t第15条第1項\t官民デ⑮-1\n利用\t第16条第1項\t官民デ⑯-1\n"
    assert [parent for *_, parent in read(text)] == ["規格", None]


def test_no_legend() -> None:
    assert read("第1章 概要\n\n本文です。\n") == []
