"""Several patterns as one: the first that fits is taken, with its own groups."""

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from parsers.patterns import first_of, taken

PATTERNS = (r"第(?P<n>\d)章", r"(?P<n>\d)(?:\.|$)", r"(?P<label>\d)(?P<n>)", r"(?=あ)", r"いう?")


@given(st.text(alphabet="第章12.あいう", max_size=5))
def test_it_takes_what_one_after_the_other_would(text: str) -> None:
    tried = ((n, regex.compile(pattern).match(text)) for n, pattern in enumerate(PATTERNS))
    usual = next(((n, match) for n, match in tried if match is not None), None)
    found = first_of(PATTERNS).match(text)
    assert (found is None) == (usual is None)
    if found is not None and usual is not None:
        n, match = usual
        assert (taken(found), found.span()) == (n, match.span())
        named = {name: text for name, text in found.groupdict().items() if name[0] != "_"}
        assert named == {"n": None, "label": None} | match.groupdict()


@pytest.mark.parametrize(("text", "n"), [("第1章", 0), ("1.", 1), ("12", 2), ("あ", 3), ("い", 4)])
def test_each_pattern_can_be_taken(text: str, n: int) -> None:
    found = first_of(PATTERNS).match(text)
    assert found is not None and taken(found) == n
