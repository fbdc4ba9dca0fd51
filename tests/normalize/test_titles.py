"""Titles of measures without the words about their state."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.titles import plain_title


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("予約の導入（新規）", "予約の導入"),
        ("【拡充】予約の導入", "予約の導入"),
        ("予約の導入（新規・重点）【再掲】", "予約の導入"),
        ("予約の導入（オンライン）", "予約の導入（オンライン）"),
        ("予約の導入（新規の窓口）", "予約の導入（新規の窓口）"),
        ("（再掲）", "（再掲）"),
        ("検 討", "検討"),
        ("ＡＢ㌔の導入 ( 継続 )", "ＡＢ㌔の導入"),
    ],
)
def test_plain_title(printed: str, title: str) -> None:
    assert plain_title(printed) == title


@given(st.text("予約（新規）【】再掲・ 1", max_size=12))
def test_nothing_but_states_is_cut(text: str) -> None:
    title = plain_title(text)
    assert title in text or title == "".join(text.split())
    again = plain_title(f"{title}（継続）")
    assert "".join(again.split()) in {"".join(t.split()) for t in (title, f"{title}（継続）")}
