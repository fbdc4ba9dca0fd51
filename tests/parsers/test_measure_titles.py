"""Title cells of measures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.measure_titles import number_values, numbered_title, without_departments
from tests.builders.documents import shown


@pytest.mark.parametrize(
    ("text", "number", "title"),
    [
        ("1-2-① オンライン申請", "1-2-①", "オンライン申請"),
        ("1-2-①オンライン申請", "1-2-①", "オンライン申請"),
        ("1(2)① 申請", "1(2)①", "申請"),
        ("（１）　申請", "（１）", "申請"),
        ("A-1 申請", "A-1", "申請"),
        ("Ⅰ-2 申請", "Ⅰ-2", "申請"),
        ("施策１　申請", "施策１", "申請"),
        ("取組1-2 申請", "取組1-2", "申請"),
        ("1.2.3.4 申請", "1.2.3.4", "申請"),
        ("5Gの活用", None, "5Gの活用"),
        ("3Dモデルの公開", None, "3Dモデルの公開"),
        ("24時間窓口", None, "24時間窓口"),
        ("2025年問題への対応", None, "2025年問題への対応"),
        ("1人1台端末", None, "1人1台端末"),
        ("施策の評価", None, "施策の評価"),
        ("取組10年の総括", None, "取組10年の総括"),
        ("①", None, "①"),
    ],
)
def test_numbers(text: str, number: str | None, title: str) -> None:
    found = numbered_title(shown(text))
    assert (found.number_raw, found.title.text) == (number, title)


@pytest.mark.parametrize(
    ("raw", "values"),
    [
        ("1-2-③", (1, 2, 3)),
        ("（１）", (1,)),
        ("Ⅱ-1", (2, 1)),
        ("A-3", (3,)),
        (None, ()),
        ("新", ()),
    ],
)
def test_values(raw: str | None, values: tuple[int, ...]) -> None:
    assert number_values(raw) == values


@pytest.mark.parametrize(
    ("text", "title", "departments"),
    [
        ("AIの活用（情報政策課）", "AIの活用", "情報政策課"),
        ("AIの活用（情報政策課・市民課）", "AIの活用", "情報政策課・市民課"),
        ("遠隔会議（本庁・支所）", "遠隔会議（本庁・支所）", None),
        ("端末の更新（学校）", "端末の更新（学校）", None),
        ("更新（第2期）", "更新（第2期）", None),
        ("（市民課）", "（市民課）", None),
    ],
)
def test_departments_behind_a_title(text: str, title: str, departments: str | None) -> None:
    found = without_departments(numbered_title(shown(text)))
    names = found.departments.text if found.departments is not None else None
    assert (found.title.text, names) == (title, departments)


@given(
    st.lists(st.integers(1, 99), min_size=1, max_size=3),
    st.sampled_from(["電子申請", "窓口の改善", "AIの活用"]),
)
def test_a_number_is_read_back(parts: list[int], title: str) -> None:
    raw = "-".join(map(str, parts)) + ("." if len(parts) == 1 else "")
    found = numbered_title(shown(f"{raw} {title}"))
    assert (found.title.text, number_values(found.number_raw)) == (title, tuple(parts))


@given(st.text("12-.①(（）)Ⅰ施策取組A 　課・の", max_size=16))
def test_nothing_of_a_title_is_lost(text: str) -> None:
    found = numbered_title(shown(text))
    joined = (found.number_raw or "") + found.title.text
    assert "".join(joined.split()) == "".join(text.split())
