"""Lists of departments cut into names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.departments import department_kind, looks_like_departments, split_departments
from tests.builders.documents import shown
from tests.builders.strategies import units


def names(text: str) -> list[tuple[str, str]]:
    return [(d.name.text, d.kind) for d in split_departments(shown(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("市民課", [("市民課", "unit")]),
        ("市民課・税務課", [("市民課", "unit"), ("税務課", "unit")]),
        ("市民課、税務課，財政課", [("市民課", "unit"), ("税務課", "unit"), ("財政課", "unit")]),
        ("市民課 他", [("市民課", "unit"), ("他", "others")]),
        ("市民課　ほか", [("市民課", "unit"), ("ほか", "others")]),
        ("関係各課", [("関係各課", "group")]),
        ("市民課・施設所管課", [("市民課", "unit"), ("施設所管課", "group")]),
        ("全庁", [("全庁", "group")]),
        ("市民と共に考える課", [("市民と共に考える課", "unit")]),
        ("水道課及び下水道課", [("水道課", "unit"), ("下水道課", "unit")]),
        ("学校給食センター／議会事務局", [("学校給食センター", "unit"), ("議会事務局", "unit")]),
        ("<p>市民課</p><p>税務課</p>", [("市民課", "unit"), ("税務課", "unit")]),
        ("総務課　情報係", [("総務課　情報係", "unit")]),
        ("総務課・情報係", [("総務課", "unit"), ("情報係", "unit")]),
        # Two lines of a narrow cell that a program put together.
        ("人権課広報課", [("人権課", "unit"), ("広報課", "unit")]),
        ("資産課税課", [("資産課税課", "unit")]),
        ("課題対策課", [("課題対策課", "unit")]),
        ("総務課長", [("総務課長", "unit")]),
        ("", []),
        ("・、", []),
        ("－", []),
    ],
)
def test_names(text: str, expected: list[tuple[str, str]]) -> None:
    assert names(text) == expected


@given(st.lists(units, min_size=1, max_size=5), st.sampled_from(["・", "、", "，", " ", "　", "/"]))
def test_a_list_is_read_back(listed: list[str], separator: str) -> None:
    assert names(separator.join(listed)) == [(name, "unit") for name in listed]


@given(st.text("市民課及びと・、 他関係各\n（）<br>", max_size=30))
def test_names_are_cut_from_the_list_in_order(text: str) -> None:
    at = 0
    for department in split_departments(shown(text)):
        run = department.name.whole
        assert run.start >= at
        assert text[run.start : run.end] == run.text
        at = run.end


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("市民課", "unit"),
        ("各課", "group"),
        ("関係 各課", "group"),
        ("担当課", "group"),
        ("庁内", "group"),
        ("その他", "others"),
        ("など", "others"),
        ("他", "others"),
        ("全課", "group"),
        ("全国大会推進課", "unit"),
    ],
)
def test_kinds(name: str, kind: str) -> None:
    assert department_kind(name) == kind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("市民課", True),
        ("市民課・税務課 他", True),
        ("関係各課", True),
        ("他", False),
        ("標準化", False),
        ("市民課・標準化", False),
        ("加工、編集、再配布等", False),
        ("2021年度追加", False),
        ("", False),
    ],
)
def test_what_looks_like_a_list(text: str, expected: bool) -> None:
    assert looks_like_departments(shown(text)) is expected
