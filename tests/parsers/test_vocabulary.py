"""Vocabulary files: loaded once, and refused when a word has two meanings."""

from __future__ import annotations

from importlib.resources import files

import pytest

from extract.fold import key
from parsers.vocabulary import VocabularyError, aliases, load, lookup

NAMES = sorted(
    f.name[:-5] for f in (files("parsers") / "data").iterdir() if f.name.endswith(".toml")
)


@pytest.mark.parametrize("name", NAMES)
def test_every_file_loads(name: str) -> None:
    assert load(name)
    assert load(name) is load(name)


def test_lookup_is_by_the_folded_word() -> None:
    table = lookup("x", {"departments": ["担当課", "所管　課"], "outline": ["ＩＴ概要"]})
    assert table == {"担当課": "departments", "所管課": "departments", "IT概要": "outline"}


def test_a_word_may_be_listed_twice_for_one_meaning() -> None:
    assert lookup("x", {"a": ["運用", "運 用"]}) == {"運用": "a"}


def test_a_word_with_two_meanings_is_refused() -> None:
    with pytest.raises(VocabularyError, match=r"x\.toml: 'ＩＴ' means both 'a' and 'b'"):
        lookup("x", {"a": ["IT"], "b": ["ＩＴ"]})


@pytest.mark.parametrize(
    ("name", "section"), [("fields", "measure_fields"), ("phases", "phases"), ("headings", "parts")]
)
def test_sections_of_aliases_are_free_of_contradictions(name: str, section: str) -> None:
    table = aliases(name, section)
    assert table
    assert all(word == key(word) for word in table)


def test_a_missing_file_is_the_programmers_fault() -> None:
    with pytest.raises(FileNotFoundError):
        load("no-such-words")
