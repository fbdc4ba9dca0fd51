"""The short way to the folded text of a run ends where the long one ends."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extract.model import Run
from extract.view import folded_text, view

PIECES = ("第１章", " ", "\u3000", "<br>", "**", "&amp;", "ﾃﾞ", "⺠", "\ufe00", "^(※1)", "A&B", "\t")


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=8))
def test_folded_text_is_that_of_the_view(pieces: list[str]) -> None:
    text = "".join(pieces)
    run = Run(1, 0, len(text), text)
    assert folded_text(run) == view(run).strip().folded.text


@given(st.text(alphabet=" \u3000\ta字", max_size=8))
def test_stripping_cuts_white_space_alone(text: str) -> None:
    run = Run(3, 5, 5 + len(text), text)
    bare = run.strip()
    assert bare.text == text.strip()
    assert run.cut(bare.start - run.start, bare.end - run.start) == bare
    assert view(run).strip().whole == bare
