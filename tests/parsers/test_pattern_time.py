"""A user's pattern that would run for ever ends in bounded time; shipped ones cost nothing more."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from parsers.patterns import PatternTimeout, compiled, first_of, pattern_time
from parsers.vocabulary import Vocabulary, load, own_strings, using

ENDLESS = r"(?:取|取取)+$"
LINE = "取" * 60 + "!"
OWN = Vocabulary({("parsers", "captions"): {"caption": [{"pattern": ENDLESS}]}}, "own")


@pytest.mark.parametrize("pattern", [ENDLESS, rf"第\d+章|{ENDLESS}"])
@pytest.mark.parametrize("method", ["match", "search", "fullmatch", "finditer", "findall", "split"])
def test_an_endless_pattern_ends(pattern: str, method: str) -> None:
    with using(OWN), pattern_time(0.2), pytest.raises(PatternTimeout) as told:
        getattr(compiled(pattern), method)(LINE)
    assert (told.value.file, told.value.row) == ("captions.toml", ENDLESS)
    assert told.value.seconds == 0.2


def test_all_patterns_spend_from_one_budget() -> None:
    lines = 0
    with using(OWN), pattern_time(0.01), pytest.raises(PatternTimeout):
        while lines < 10**6:
            compiled(f"x|{ENDLESS}").search("y" * 10)
            lines += 1
    assert lines > 1


def test_shipped_patterns_are_plain() -> None:
    assert type(compiled("x")) is type(regex.compile("x")) is type(first_of(["x"]))
    with using(OWN):
        assert type(compiled("x")) is type(regex.compile("x")) is not type(compiled(ENDLESS))


@pytest.mark.parametrize(("row", "made"), [("NUM", r"\d+"), ("{YEAR}", "年"), ("", "")])
def test_rows_are_known_with_their_placeholders_filled_in(row: str, made: str) -> None:
    own = Vocabulary({("parsers", "captions"): {"caption": [f"(?:{row}|{ENDLESS[3:-1]}"]}}, "own3")
    with using(own), pattern_time(0.1), pytest.raises(PatternTimeout):
        compiled(f"^(?:{made}|{ENDLESS[3:]}").search(LINE)


@given(st.text("ab1 \n"), st.sampled_from([r"a+", r"(?P<n>a)|b", r"\s*", r"(?<=a)b"]))
def test_bounded_patterns_find_the_same(text: str, pattern: str) -> None:
    plain = regex.compile(pattern)
    with using(OWN), pattern_time(60):
        bounded = compiled(f"{pattern}|{ENDLESS}")
        assert bounded.groupindex == plain.groupindex
        assert [m.span() for m in bounded.finditer(text)] == [
            m.span() for m in plain.finditer(text)
        ]
        assert bounded.sub("-", text, count=1) == plain.sub("-", text, count=1)
        assert bounded.split(text) == plain.split(text)
        assert bounded.findall(text) == plain.findall(text)
        for method in ("match", "search", "fullmatch"):
            one, other = (getattr(p, method)(text) for p in (bounded, plain))
            assert (one and one.span()) == (other and other.span())


def test_own_strings_are_those_that_are_not_shipped() -> None:
    content = {**load("captions"), "more": ["わが図"]}
    found = list(own_strings(Vocabulary({("parsers", "captions"): content}, "own2")))
    assert found == [("captions.toml", "わが図")]
