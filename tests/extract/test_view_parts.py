"""Views of a text that goes on in another place, as a cell cut by the end of a page does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import Run
from extract.view import View, chain, view

TEXT = st.lists(
    st.sampled_from(["情報", "推進\u3099", "（ｶﾞ）", "<br>", "A&amp;B", " ", "\n", "①"]), max_size=5
).map("".join)
GAP = st.sampled_from(["", "\n"])


def at(page_no: int, text: str) -> View:
    return view(Run(page_no, 7, 7 + len(text), text))


def places(part: View) -> list[Run]:
    """The runs of all parts that hold text."""
    return [part.whole, *(rest.part.whole for rest in part.rest)]


def test_two_parts_read_as_one() -> None:
    joined = at(1, "計画を").then(at(2, "進めます。"))
    assert joined.text == joined.folded.text == "計画を進めます。"
    assert places(joined) == [Run(1, 7, 10, "計画を"), Run(2, 7, 12, "進めます。")]


@pytest.mark.parametrize(
    ("start", "end", "pages"), [(0, 2, [1]), (3, 5, [2]), (2, 4, [1, 2]), (0, 8, [1, 2])]
)
def test_a_cut_keeps_the_place_of_each_part(start: int, end: int, pages: list[int]) -> None:
    joined = at(1, "計画を").then(at(2, "進めます。"))
    cut = joined.cut(start, end)
    assert cut.text == joined.text[start:end]
    assert [run.page_no for run in places(cut)] == pages
    assert "".join(run.text for run in places(cut)) == cut.text
    assert joined.run_of(start, end) == places(cut)[0]


def test_an_empty_rest_adds_nothing() -> None:
    assert at(1, "計画").then(at(2, "")) == at(1, "計画")
    assert at(1, "").then(at(2, "計画")) == at(2, "計画")


def test_thousands_of_parts_are_one_text() -> None:
    joined = chain(at(1, "計画を"), [("\n", at(n, f"（{n}）進める")) for n in range(2, 5_000)])
    assert len(joined.rest) == 4_998
    assert [line.whole.page_no for line in joined.lines()] == list(range(1, 5_000))
    assert joined.folded.text.endswith("\n(4999)進める")


def test_an_empty_part_gives_its_place_to_what_follows_at_once() -> None:
    joined = at(1, "計画").then(at(2, ""), "\n").then(at(3, "推進"))
    assert [(rest.at, rest.gap, rest.part.text) for rest in joined.rest] == [(3, "\n", "推進")]


@given(st.lists(TEXT, min_size=2, max_size=4), GAP, st.data())
def test_parts_behave_as_one_text(parts: list[str], gap: str, data: st.DataObject) -> None:
    views = [at(n, text) for n, text in enumerate(parts, 1)]
    joined = views[0]
    for part in views[1:]:
        joined = joined.then(part, gap)
    assert joined.text == gap.join(part.text for part in views)
    assert all(joined.text.startswith(r.gap + r.part.text, r.at - len(r.gap)) for r in joined.rest)
    assert joined == chain(views[0], [(gap, part) for part in views[1:]])
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(joined.text))] * 2)))
    assert joined.cut(start, end).text == joined.text[start:end]
    assert joined.strip().text == joined.text.strip()
    assert [line.text for line in joined.lines()] == joined.text.split("\n")
    assert joined.folded.text == gap.join(part.folded.text for part in views)
    middle = data.draw(st.integers(start, end))
    again = joined.cut(start, middle).then(joined.cut(middle, end))
    assert again.text == joined.text[start:end]
