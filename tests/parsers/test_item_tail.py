"""The end of an item's text: departments, tags, notes of change."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.item_tail import split_tail, tag_match
from tests.builders.cards import ItemText, item_text
from tests.builders.documents import shown
from tests.builders.strategies import TAGS, mixed_texts, sentences, units


def tail(text: str) -> tuple[str, list[str], list[str], str | None, str | None]:
    found = split_tail(shown(text))
    return (
        found.text.text,
        [d.name.text for d in found.departments],
        [t.text for t in found.tags],
        found.added.text if found.added else None,
        found.deleted.text if found.deleted else None,
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("行います。", ("行います。", [], [], None, None)),
        ("行います。(市民課)", ("行います。", ["市民課"], [], None, None)),
        (
            "行います。 （市民課・税務課） 【官民デ⑭】",
            ("行います。", ["市民課", "税務課"], ["官民デ⑭"], None, None),
        ),
        (
            "行います。【官民デ⑪】 【官民デ⑮-2】",
            ("行います。", [], ["官民デ⑪", "官民デ⑮-2"], None, None),
        ),
        (
            "行います。（市民課） 【官民デ⑭】（2021年度追加）",
            ("行います。", ["市民課"], ["官民デ⑭"], "2021年度追加", None),
        ),
        ("行います。【官民デ⑭】（市民課）", ("行います。", ["市民課"], ["官民デ⑭"], None, None)),
        ("市民課（令和3年度追加）", ("市民課", [], [], "令和3年度追加", None)),
        ("運用（2021年度削除）", ("運用", [], [], None, "2021年度削除")),
        ("運用 (令和３年度で廃止)", ("運用", [], [], None, "令和３年度で廃止")),
        # Brackets that belong to the sentence stay.
        ("標準化(BPR)", ("標準化(BPR)", [], [], None, None)),
        ("市民課（窓口）で行います。", ("市民課（窓口）で行います。", [], [], None, None)),
        ("行います。【重要】", ("行います。【重要】", [], [], None, None)),
        ("利用（加工、編集等）（市民課）", ("利用（加工、編集等）", ["市民課"], [], None, None)),
        ("行います。(税務課)(市民課)", ("行います。(税務課)", ["市民課"], [], None, None)),
        # Brackets of which one half is lost.
        ("行います。市民課)", ("行います。市民課)", [], [], None, None)),
        ("行います。(市民課", ("行います。(市民課", [], [], None, None)),
        ("", ("", [], [], None, None)),
        ("(市民課)", ("", ["市民課"], [], None, None)),
    ],
)
def test_tails(
    text: str, expected: tuple[str, list[str], list[str], str | None, str | None]
) -> None:
    assert tail(text) == expected


@given(
    sentences,
    st.lists(units, max_size=3),
    st.lists(st.sampled_from(TAGS), max_size=3),
    st.none() | st.integers(2010, 2030),
)
def test_a_tail_is_read_back(
    text: str, departments: list[str], tags: list[str], added: int | None
) -> None:
    item = ItemText("ア", text, tuple(departments), tuple(tags), added)
    printed = item_text(item).removeprefix("ア) ")
    note = f"{added}年度追加" if added else None
    assert tail(printed) == (text, departments, tags, note, None)


@given(mixed_texts)
def test_what_is_cut_off_the_end_follows_the_text(text: str) -> None:
    found = split_tail(shown(text))
    cut = [*found.tags, *(d.name for d in found.departments)]
    assert all(view.whole.start >= found.text.whole.end for view in cut)


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("官民デ⑩", ("官民デ", "⑩", None)),
        ("官民デ⑮-2", ("官民デ", "⑮", "2")),
        ("官民デ ⑮ - 1", ("官民デ", "⑮", "1")),
        ("⑩", ("", "⑩", None)),
        ("官民デ10", None),
        ("重要", None),
        ("", None),
    ],
)
def test_the_shape_of_a_tag(tag: str, expected: tuple[str, str, str | None] | None) -> None:
    match = tag_match(tag)
    assert (match and (match["word"], match["mark"], match["paragraph"])) == expected
