"""Small repairs of spelling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.spelling import closed_up, unspaced, unvoiced


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("検 討", "検討"),
        ("見　直　し", "見直し"),
        ("目 次", "目次"),
        (" 検 討 ", "検討"),
        ("検討 実施", "検討 実施"),
        ("検 討中", "検 討中"),
        ("検", "検"),
        ("", ""),
        ("a b c", "abc"),
    ],
)
def test_unspaced(text: str, expected: str) -> None:
    assert unspaced(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第 3 次 地域情報化計画", "第3次地域情報化計画"),
        ("第3次　情報化　計画", "第3次情報化計画"),
        ("計 画", "計画"),
        ("DX 推進計画", "DX 推進計画"),
        ("Smart City 構想", "Smart City 構想"),
        ("データ 活用", "データ活用"),
        ("", ""),
    ],
)
def test_closed_up(text: str, expected: str) -> None:
    assert closed_up(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("官民デ", "官民テ"), ("パスポート", "ハスホート"), ("ｶﾞ", "ｶﾞ"), ("市", "市")],
)
def test_unvoiced(text: str, expected: str) -> None:
    assert unvoiced(text) == expected


@given(st.text("検討 　の3第a", max_size=20))
def test_only_white_space_is_taken_away(text: str) -> None:
    for changed in (unspaced(text), closed_up(text)):
        assert "".join(changed.split()) == "".join(text.split())
    assert closed_up(closed_up(text)) == closed_up(text)
    assert unspaced(unspaced(text)) == unspaced(text)
