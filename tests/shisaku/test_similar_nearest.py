"""The search for the nearest rows is exact: held against the product of all with all."""

from __future__ import annotations

from dataclasses import replace
from math import isclose, log, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shisaku.similarity import nearest as module
from shisaku.similarity.features import Feature, Part
from shisaku.similarity.find import Similar, similar_items, similar_to, similar_to_text
from shisaku.similarity.items import Item, ItemTheme
from shisaku.similarity.matrix import Matrix, matrix
from shisaku.similarity.nearest import Near, nearest
from shisaku.similarity.settings import Least, settings

Bag = dict[Feature, float]

FEATURES = [Feature(part, term) for part in Part for term in "abcde"]
bags = st.dictionaries(st.sampled_from(FEATURES), st.sampled_from([0.35, 0.5, 1.0, 1.8]))
collections = st.lists(st.tuples(bags, st.integers(-1, 3)), max_size=14)
leasts = st.builds(
    Least,
    score=st.sampled_from([0.0, 0.2, 0.5]),
    words=st.sampled_from([0.01, 0.12, 0.3]),
    one_word=st.sampled_from([0.0, 0.4, 0.9]),
    query=st.just(0.1),
)


def vectors(made: Matrix) -> list[dict[Feature, float]]:
    """The rows of a matrix as they would be written by hand."""
    return [
        {
            made.features[made.columns[e]]: float(made.weights[e])
            for e in range(made.starts[row], made.starts[row + 1])
        }
        for row in range(made.rows)
    ]


def is_clear(value: float, threshold: float) -> bool:
    """Whether rounding cannot tell on which side of a threshold a sum is."""
    return not isclose(value, threshold, abs_tol=1e-4)


@given(collections, leasts, st.integers(1, 4))
def test_nearest_is_exact(given_: list[tuple[Bag, int]], least: Least, most: int) -> None:
    made = matrix(bag for bag, _ in given_)
    places = [place for _, place in given_]
    rows = vectors(made)
    found: dict[int, list[Near]] = {}
    for near in nearest(made, places, least, most):
        found.setdefault(near.row, []).append(near)
    for row, own in enumerate(rows):
        expected, doubtful = [], False
        for other, theirs in enumerate(rows):
            if min(places[row], places[other]) < 0 or places[row] == places[other]:
                continue
            products = {f: w * theirs[f] for f, w in own.items() if f in theirs}
            by_word = [p for f, p in products.items() if f.part is Part.WORD]
            score, words = sum(products.values()), sum(by_word)
            enough = least.words if len(by_word) > 1 else least.one_word
            clear = is_clear(score, least.score) and is_clear(words, enough)
            doubtful |= bool(by_word) and not clear
            if by_word and score >= least.score and words >= enough:
                expected.append((-round(score, 4), other, len(by_word)))
        if doubtful:
            continue
        shown = found.get(row, [])
        assert len(shown) == min(most, len(expected))
        for near, (score, _, _) in zip(shown, sorted(expected), strict=False):
            assert near.score == pytest.approx(-score, abs=2e-4)
        assert {(near.other, near.words) for near in shown} <= {(o, n) for _, o, n in expected}


@given(collections)
def test_rows_have_length_one_and_rare_features_come_first(given_: list[tuple[Bag, int]]) -> None:
    made = matrix(bag for bag, _ in given_)
    for (bag, _), row in zip(given_, vectors(made), strict=True):
        assert row.keys() == bag.keys()
        assert not bag or isclose(sum(w * w for w in row.values()), 1)
    assert made.counts.tolist() == sorted(made.counts.tolist())
    assert int(made.counts.sum()) == sum(len(bag) for bag, _ in given_)


def test_weights_by_hand() -> None:
    both, rare = Feature(Part.WORD, "窓口"), Feature(Part.WORD, "予約")
    theme = Feature(Part.THEME, "t")
    first, second = vectors(matrix([{both: 1.0, rare: 1.0}, {both: 1.0, theme: 0.5}]))
    in_one = 1 + log(3 / 2)
    assert first[both] == pytest.approx(1 / sqrt(1 + in_one**2))
    assert first[rare] == pytest.approx(in_one / sqrt(1 + in_one**2))
    # A part counts as a whole, however sure the theme.
    scale = settings().weights.theme
    assert second[both] == pytest.approx(1 / sqrt(1 + scale**2))
    assert second[theme] == pytest.approx(scale / sqrt(1 + scale**2))


@given(collections, st.integers(1, 5))
def test_pieces_change_nothing(given_: list[tuple[Bag, int]], piece: int) -> None:
    made = matrix(bag for bag, _ in given_)
    places = [place for _, place in given_]
    least = settings().least
    whole = list(nearest(made, places, least, 3))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "AT_ONCE", piece)
        assert list(nearest(made, places, least, 3)) == whole
    for row in {near.row for near in whole}:
        own = [near for near in whole if near.row == row]
        assert list(nearest(made, places, least, 3, [row])) == own


def item(number: int, place: str | None, text: str) -> Item:
    document = f"{place}-plan"
    return Item("measure_items", f"{document}:{number:02}", document, place, text)


phrases = st.lists(
    st.sampled_from(
        ["施設の予約", "書かない窓口", "図書館の蔵書", "防災無線", "情報の発信", "RPA"]
    ),
    min_size=1,
    max_size=4,
).map("、".join)
collected = st.lists(st.tuples(st.sampled_from("甲乙丙"), phrases), max_size=10).map(
    lambda given_: [item(n, *one) for n, one in enumerate(given_)]
)


@given(collected, st.randoms())
def test_similar_items(items: list[Item], chance: object) -> None:
    found = list(similar_items(items, most=99))
    scores = {(s.item.item_id, s.other.item_id): s.score for s in found}
    for similar in found:
        assert similar.item.place != similar.other.place
        assert settings().least.score <= similar.score <= 1
        # Alike is alike from both sides.
        assert scores[similar.other.item_id, similar.item.item_id] == similar.score
        weight = sum(shared.weight for shared in similar.shared)
        assert weight == pytest.approx(similar.score, abs=1e-4 * (len(similar.shared) + 1))
    assert list(similar_items(reversed(items), most=99)) == found
    for one in items:
        assert list(similar_to(one, items, 99)) == [s for s in found if s.item == one]


def test_order_of_equals_is_that_of_ids() -> None:
    text = "施設の予約"
    items = [item(n, place, text) for n, place in enumerate("戊丁丙乙甲")]
    found = [s for s in similar_items(items) if s.item.place == "丙"]
    assert [s.score for s in found] == [1.0] * 4
    ids = [s.other.item_id for s in found]
    assert ids == sorted(ids) and [s.rank for s in found] == [1, 2, 3, 4]


UNLIKE = [
    ("情報システムの導入", "情報システムの更新"),  # words of every plan
    ("図書館の蔵書を検索する", "図書館の駐車場を広くする"),  # one word, and not all of it
    ("施策の推進を図る", "施策の推進を図る"),  # nothing is said
]


@pytest.mark.parametrize(("one", "other"), UNLIKE)
def test_unlike(one: str, other: str) -> None:
    items = [item(1, "甲", one), item(1, "乙", other), item(2, "乙", "道路の補修")]
    assert list(similar_items(items)) == []


def test_one_word_that_is_all_there_is() -> None:
    items = [item(1, "甲", "テレワークの推進"), item(1, "乙", "在宅勤務を進める")]
    assert [s.score for s in similar_items(items)] == [1.0, 1.0]


def test_only_one_kind_and_known_municipalities() -> None:
    text = "施設の予約をする窓口"
    service = replace(item(1, "乙", text), kind="services")
    assert list(similar_items([item(1, "甲", text), service])) == []
    assert list(similar_items([item(1, None, text), item(1, "乙", text)])) == []


def test_theme_and_department_add_to_words_and_are_not_enough() -> None:
    themes, departments = (ItemTheme("online", "名", 0.9),), ("学校教育課",)

    def scored(first: str, second: str, **more: object) -> list[Similar]:
        made = [item(1, "甲", first), item(1, "乙", second), item(2, "丙", "道路の補修")]
        return list(similar_items([replace(i, **more) for i in made[:2]] + made[2:]))  # type: ignore[arg-type]

    texts = ("予約を窓口で受ける予定表", "予約を窓口で受けない台帳")
    plain = scored(*texts)[0]
    more = scored(*texts, themes=themes, departments=departments)[0]
    assert more.score > plain.score
    assert {shared.part for shared in more.shared} >= {Part.THEME, Part.DEPARTMENT}
    assert scored("道の駅", "公園の花", themes=themes, departments=departments) == []


def test_text() -> None:
    items = [item(1, "甲", "書かない窓口を始める"), item(1, None, "公園の花を植える")]
    items.append(replace(item(2, "甲", "窓口の予約"), kind="services"))
    found = similar_to_text("書かない窓口", items)
    assert found[0].other.item_id == "甲-plan:01"
    assert [s.rank for s in found] == list(range(1, len(found) + 1))
    # Of an unknown municipality, but a text is from nowhere.
    assert [s.other.item_id for s in similar_to_text("公園の花", items)] == ["None-plan:01"]
    assert similar_to_text("", items) == similar_to_text("推進を図る", items) == []
