"""No text ends the analyser, and its words stand where they stand in the text."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import unidic_lite
from hypothesis import given
from hypothesis import strategies as st

from normalize.lemmas import lemmas
from parsers.departments import split_departments
from parsers.tagger import analysed, give_back
from shisaku.similarity.words import words
from tests.builders.documents import shown

# Enough to end an analyser that gets it at once.
MANY = 300_000


def placed(text: str) -> str:
    """The text as the words with the blanks before them tell it."""
    return "".join(node.white_space + node.surface for node in analysed(text))


@pytest.mark.parametrize("letter", ["A", "漢"])
def test_one_letter_without_end_is_read(letter: str) -> None:
    assert placed(letter * MANY) == letter * MANY


def test_every_reader_is_behind_the_guard() -> None:
    run = "A" * MANY
    assert "".join(word.lemma for word in lemmas(run).words) == run.lower()
    assert words(run)
    name = f"{run}課及び市民課"
    found = [one.name.text for one in split_departments(shown(name))]
    assert found == [f"{run}課", "市民課"]


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("", []),
        ("  ", []),
        ("課\x00係", ["課", "係"]),
        ("課\ud800係", ["課", "係"]),
        ("\x00\n", []),
    ],
)
def test_what_is_no_text_parts_words(text: str, surfaces: list[str]) -> None:
    assert [node.surface for node in analysed(text)] == surfaces


@given(st.lists(st.sampled_from(("市民課", "。", " ", "   ", "A" * 400, "あ" * 999, "申請を行う"))))
def test_words_and_blanks_are_the_text(parts: list[str]) -> None:
    text = "".join(parts)
    assert placed(text) == text.rstrip(" ")


def test_the_dictionary_is_given_back_and_read_again() -> None:
    text = "市民と共に考える課が窓口の手続をオンライン化する。"
    before = [(word.surface, word.feature_raw) for word in analysed(text)]
    held = _dictionary_in_memory()
    give_back()
    if sys.platform.startswith("linux"):
        assert held > 0 == _dictionary_in_memory()
    assert [(word.surface, word.feature_raw) for word in analysed(text)] == before


def _dictionary_in_memory() -> int:
    """KiB of the files of the dictionary that count as memory of this process; 0 elsewhere."""
    maps = Path("/proc/self/smaps")
    lines = maps.read_text("utf-8", "replace").splitlines() if maps.exists() else []
    total, is_own = 0, False
    for line in lines:
        if line.startswith("Rss:"):
            total += int(line.split()[1]) if is_own else 0
        elif "-" in line.split()[0]:
            is_own = unidic_lite.DICDIR in line
    return total
