"""How records are paired and counted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shisaku.evaluation.compare import Lines, Record, Score, Value, compare, norm


def record(
    key: str,
    value: Value = None,
    lines: Lines | None = None,
    paraphrased: bool = False,
    optional: bool = False,
) -> Record:
    fields = frozenset({"f"})
    none: frozenset[str] = frozenset()
    return Record(
        key, key, {"f": value}, lines, fields if paraphrased else none, fields if optional else none
    )


def counts(score: Score) -> tuple[int, int, int]:
    return score.agreed, score.in_gold, score.in_data


@pytest.mark.parametrize(
    ("gold", "data", "expected", "kinds"),
    [
        (record("a", "x"), record("a", "x"), (1, 1, 1), []),
        (record("a", "ＩＣＴ 課"), record("a", "ICT課"), (1, 1, 1), []),
        (record("a", "①"), record("a", "1"), (0, 1, 1), ["wrong"]),
        (record("a", "x"), record("a", None), (0, 1, 0), ["missing"]),
        (record("a", None), record("a", "x"), (0, 0, 1), ["extra"]),
        (record("a", None), record("a", ""), (0, 0, 0), []),
        (record("a", ("x", "y")), record("a", ("y", "x")), (2, 2, 2), []),
        (record("a", ("x", "x")), record("a", ("x",)), (1, 2, 1), ["wrong"]),
        (record("a", "x", paraphrased=True), record("a", "z"), (1, 1, 1), []),
        (record("a", "x", paraphrased=True), record("a", None), (0, 1, 0), ["missing"]),
        (record("a", None, paraphrased=True), record("a", "z"), (0, 0, 0), []),
        (record("a", "x", optional=True), record("a", None), (0, 0, 0), []),
        (record("a", None, optional=True), record("a", "x"), (0, 0, 0), []),
        (record("a", "x", optional=True), record("a", "z"), (0, 1, 1), ["wrong"]),
        (record("a", "x"), record("b", "x"), (0, 1, 0), []),
    ],
)
def test_fields(
    gold: Record, data: Record, expected: tuple[int, int, int], kinds: list[str]
) -> None:
    field = compare("t", [gold], [data])[1]
    assert field.aspect == "t.f"
    assert counts(field) == expected
    assert [miss.kind for miss in field.misses] == kinds


def test_records_left_over_are_misses() -> None:
    whole = compare("t", [record("a", lines=(3, 4)), record("b")], [record("b"), record("c")])[0]
    assert counts(whole) == (1, 2, 2)
    assert [(m.kind, m.label, m.line) for m in whole.misses] == [
        ("missing", "a", 3),
        ("extra", "c", None),
    ]
    assert (whole.precision, whole.recall, whole.f1) == (0.5, 0.5, 0.5)


def test_of_equal_keys_the_nearest_line_is_taken() -> None:
    gold = [record("a", "late", (90, 95)), record("a", "early", (1, 2))]
    data = [record("a", "early", (1, 1)), record("a", "late", (96, 96))]
    assert [score.f1 for score in compare("t", gold, data)] == [1, 1]


def test_nothing_against_nothing_is_perfect() -> None:
    assert [(s.precision, s.recall, s.f1) for s in compare("t", [], [])] == [(1, 1, 1)]


records = st.builds(record, st.sampled_from("abc"), st.sampled_from([None, "x", "y", ("x", "y")]))


@given(st.lists(records))
def test_a_thing_agrees_with_itself(found: list[Record]) -> None:
    # Equal keys on equal lines pair in order, so each record meets itself.
    assert all(score.f1 == 1 and score.misses == () for score in compare("t", found, found))


@given(st.lists(records), st.lists(records))
def test_scores_are_shares_and_explain_themselves(gold: list[Record], data: list[Record]) -> None:
    for score in compare("t", gold, data):
        assert 0 <= score.f1 <= 1 and 0 <= score.precision <= 1 and 0 <= score.recall <= 1
    whole = compare("t", gold, data)[0]
    assert (whole.f1 == 1) is (whole.misses == ())


@given(st.text())
def test_norm_leaves_no_white_space(text: str) -> None:
    assert not any(c.isspace() for c in norm(text))
