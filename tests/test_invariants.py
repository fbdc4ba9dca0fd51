"""What holds for every text: provenance, completeness, the declared tables, no exception."""

from __future__ import annotations

from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from extract.text_file import split_pages
from normalize.validate import validate
from tests.builders.cards import LEGEND, Card, render_card
from tests.builders.documents import Rows, rows
from tests.builders.outlines import Node, render, walk
from tests.builders.strategies import cards, mixed_texts, outlines, token_texts, wild_texts


def check(text: str) -> Rows:
    """The rows of a text, after holding them against the contract."""
    found = rows(text)
    assert validate(found) == ()
    pages = {page["page_no"]: page["text"] for page in found["pages"]}
    assert list(pages.values()) == list(split_pages(text))
    for span in found["spans"]:
        printed = pages[span["page_no"]][span["char_start"] : span["char_end"]]
        assert printed == span["raw_text"]
    (document,) = found["documents"]
    counted = {name: n for name, n in document.items() if name.startswith("chars_")}
    assert len(counted) == 8
    assert min(counted.values()) >= 0
    assert sum(counted.values()) == document["char_count"] == len(text)
    return found


@given(wild_texts)
@example("")
@example("\f")
@example("a\fb\f")
@example("\r\n")
def test_any_text(text: str) -> None:
    check(text)


@settings(max_examples=300)
@given(token_texts)
@example("2020年度\t2020年度\n検討\t→\t→")  # one year over two columns
@example("|実施事業|x|\n|---|---|\n|担当部署|課|\n|事業概要|x|\n")  # a row without cells in a card
def test_what_plans_are_made_of(text: str) -> None:
    check(text)


@settings(max_examples=200)
@given(mixed_texts)
def test_plans_mixed_with_anything(text: str) -> None:
    check(text)


REAL = tuple(
    path.read_text(encoding="utf-8").split("\n")
    for path in sorted((Path(__file__).parents[1] / "data/raw").rglob("*.txt"))
)


@st.composite
def pieces(draw: st.DrawFn) -> str:
    """Lines of a published plan with some lost, moved or cut, and any line end."""
    lines = draw(st.sampled_from(REAL))
    start = draw(st.integers(0, len(lines) - 1))
    piece = lines[start : start + draw(st.integers(1, 40))]
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(piece) - 1))
        line = piece.pop(at)
        at = draw(st.integers(0, len(piece)))
        piece.insert(at, draw(st.sampled_from([line, line[1:], line.replace("\t", " "), "", "\f"])))
    return draw(st.sampled_from(["\n", "\r\n", "\r"])).join(piece)


@settings(max_examples=200)
@given(pieces())
@example("図1 推進体制 \r\nの全体像")  # a caption of two lines
def test_pieces_of_published_plans(text: str) -> None:
    check(text)


def test_there_are_published_plans() -> None:
    assert len(REAL) >= 5


@settings(max_examples=60)
@given(outlines(), st.booleans(), st.sampled_from(["\n", "\r\n", "\r"]))
def test_outlines(outline: tuple[tuple[str, ...], tuple[Node, ...]], toc: bool, end: str) -> None:
    ladder, nodes = outline
    found = check(render(walk(nodes, ladder), contents=toc).replace("\n", end))
    assert found["documents"][0]["chars_heading"] > 0


@settings(max_examples=40)
@given(st.lists(cards(), min_size=1, max_size=3), st.booleans(), st.booleans())
def test_cards(many: list[Card], legend: bool, markup: bool) -> None:
    text = "\n".join(render_card(card, markup=markup) for card in many)
    found = check(f"{LEGEND}\n{text}" if legend else text)
    assert len(found["measures"]) == len(many)


@settings(max_examples=40)
@given(cards(), st.data())
def test_a_cut_card(card: Card, data: st.DataObject) -> None:
    text = render_card(card, markup=True)
    check(text[: data.draw(st.integers(0, len(text)))])
    check(text[data.draw(st.integers(0, len(text))) :])


@given(token_texts)
def test_the_same_text_gives_the_same_rows(text: str) -> None:
    assert rows(text) == rows(text)
