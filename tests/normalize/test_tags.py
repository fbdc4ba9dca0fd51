"""Tags of law resolved by the legend of the same document."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.tags import Resolved, as_recognised, canonical_tag, law_id, laws, resolve
from parsers.tag_legend import TagMeaning
from tests.builders.cards import LEGEND
from tests.builders.documents import plan
from tests.builders.strategies import TAGS

ENTRIES = plan(LEGEND).tag_legend.values


def resolved(tag: str, *context: str, legend: tuple[TagMeaning, ...] = ENTRIES) -> Resolved:
    return resolve(tag, legend, context)


def tag_of(found: Resolved) -> str | None:
    return None if found.entry is None else canonical_tag(ENTRIES[found.entry])


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("官民デ⑩", "10"),
        ("官民デ⑪", "11"),
        ("官民デ⑮-1", "15-1"),
        ("官民デ⑮－2", "15-2"),  # the legend's own hyphen
        ("官民デ ⑰ ", "17"),
    ],
)
def test_a_tag_of_the_legend_is_exact(tag: str, expected: str) -> None:
    found = resolved(tag)
    assert (found.status, tag_of(found), found.reason) == ("exact", expected, None)


@pytest.mark.parametrize(
    ("tag", "context", "expected", "why"),
    [
        # Two strokes run together into one.
        ("官民デ①", "オープンデータ化して公開します。", "11", "⑪と紛れる"),
        ("官民デ①", "", "11", "⑪と紛れる"),
        # Only ⑮ carries a paragraph.
        ("官民デ⑬-2", "", "15-2", "「-2」が付くのは⑮だけ"),
        ("官民デ⑩-1", "", "15-1", "「-1」が付くのは⑮だけ"),
        # A lost voicing mark.
        ("官民テ⑩", "", "10", "濁点落ち"),
        ("官民テ⑩-1", "", "15-1", "濁点落ち"),
        # Among look-alikes the meaning of the measure decides.
        ("官民デ⑱", "マイナンバーカードの普及を進めます。", "13", "マイナンバーカードの普及"),
        ("官民デ⑱", "職員の研修を行います。", "17", "人材の育成"),
    ],
)
def test_a_tag_that_one_entry_explains_is_repaired(
    tag: str, context: str, expected: str, why: str
) -> None:
    found = resolved(tag, context)
    assert (found.status, tag_of(found)) == ("repaired", expected)
    assert found.reason is not None
    assert why in found.reason
    assert found.confidence < 1


def test_the_nearest_text_that_tells_the_subject_decides() -> None:
    item, title = "職員の研修を行います。", "マイナンバーカードの普及"
    assert tag_of(resolved("官民デ⑱", item, title)) == "17"
    assert tag_of(resolved("官民デ⑱", "告知します。", title)) == "13"


@pytest.mark.parametrize(
    ("tag", "context"),
    [
        ("官民デ⑱", ""),  # ⑬ or ⑰
        ("官民デ⑱", "マイナンバーカードの研修を行います。"),  # both are meant
        ("官民デ⑤", ""),
        ("官民デ⑮", ""),  # the legend has only its paragraphs
        ("個情法⑩", ""),  # another law
        ("重要", ""),
    ],
)
def test_otherwise_it_stays_unresolved(tag: str, context: str) -> None:
    found = resolved(tag, context)
    assert (found.status, found.entry) == ("unresolved", None)
    assert found.reason


def test_without_legend_nothing_is_resolved() -> None:
    found = resolved("官民デ⑩", legend=())
    assert (found.status, found.entry, found.reason) == (
        "unresolved",
        None,
        "この文書に凡例がない",
    )


@given(
    st.text(max_size=12)
    | st.builds(
        "官民{}{}{}".format,
        st.sampled_from("デテ"),
        st.sampled_from("①⑩⑬⑮⑱⑲"),
        st.sampled_from(["", "-1", "-2", "-3"]),
    ),
    st.text(max_size=20),
)
def test_any_tag(tag: str, context: str) -> None:
    found = resolved(tag, context)
    assert (found.entry is None) == (found.status == "unresolved")
    assert (found.reason is None) == (found.status == "exact")
    assert 0 < found.confidence <= 1


@given(st.sampled_from(TAGS), st.text(max_size=20))
def test_context_never_changes_an_exact_tag(tag: str, context: str) -> None:
    assert resolved(tag, context) == resolved(tag)


@pytest.mark.parametrize(
    ("word", "known"),
    [
        ("官民デ", True),
        ("官民テ", True),
        ("官民データ活用推進基本法", True),
        ("都計法", False),
        ("", False),
    ],
)
def test_law_id(word: str, known: bool) -> None:
    assert (law_id(word) is not None) == known


def test_look_alikes_are_others_and_explained() -> None:
    for mark, pairs in laws()["confusable"].items():
        assert mark not in [other for other, _ in pairs]
        assert all(reason for _, reason in pairs)


@pytest.mark.parametrize(
    ("tag", "status"),
    [
        ("官民デ⑪", "exact"),
        ("官民テ⑪", "unresolved"),
        ("官民デ①", "unresolved"),
        ("甲⑪", "unresolved"),
    ],
)
def test_of_what_a_machine_read_only_the_legend_counts(tag: str, status: str) -> None:
    printed = resolved(tag, "オープンデータ化して公開します。")
    found = as_recognised(printed)
    assert found.status == status
    assert (found.entry is None) == (status == "unresolved") == (found.reason is not None)
    assert found == printed or printed.status == "repaired"
