"""Where in a TOML file a value stands."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.toml_lines import error_line, line_of, mistake

TEXT = """# first
top = ["a"]

[fields.measure_fields]
departments = ["担当"]
outline = [
  "概要",
  "担当",
]

[[numbering.style]]
name = "one"
[[numbering.style]]
name = "two"
"quoted key" = 3
a.b = 'x'
"""


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        (("top",), None, 2),
        (("fields",), None, 4),
        (("fields", "measure_fields"), None, 4),
        (("fields", "measure_fields", "outline"), None, 6),
        (("fields", "measure_fields", "outline"), "担当", 8),
        (("fields", "measure_fields", "outline"), "nowhere", 6),
        (("numbering", "style", "name"), "two", 14),
        (("numbering", "style", "quoted key"), None, 15),
        (("numbering", "style", "a", "b"), "x", 16),
        (("no", "such"), None, 1),
    ],
)
def test_line_of(path: tuple[str, ...], value: str | None, expected: int) -> None:
    assert line_of(TEXT, path, value) == expected


@pytest.mark.parametrize(
    ("text", "line"), [("a = \n", 1), ("a = 1\nb = [", 2), ("a = 1\na = 2", 2)]
)
def test_line_of_an_error(text: str, line: int) -> None:
    with pytest.raises(tomllib.TOMLDecodeError) as caught:
        tomllib.loads(text)
    assert error_line(caught.value, text) == line


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("[fields.measure_fields\noutline = []\n", 1, "bracket"),
        ("[[pages]\npages = 2\n", 1, "bracket"),
        ("[a]\nx = 1\n[b]\n[a]\n", 4, "twice"),
        ("[a]\nx = 1\nx = 2\n", 3, "twice"),
        ('[a]\n? = ["財源"]\n', 2, "question"),
        ("[a]\nx = [“財源”]\n", 2, "wide"),
        ("[a]\nx ＝ 1\n", 2, "wide"),
        ('[a]\nx = ["甲"、"乙"]\n', 2, "wide"),
        ('[a]\nx = "「甲」" 1\n', 2, None),
        ("[a]\nx = 1 1\n", 2, None),
    ],
)
def test_the_usual_mistakes(text: str, line: int, told: str | None) -> None:
    with pytest.raises(tomllib.TOMLDecodeError) as caught:
        tomllib.loads(text)
    assert error_line(caught.value, text) == line
    assert mistake(text, line) == told


@given(st.text(), st.integers(-1, 5))
def test_any_text_has_a_mistake_or_none(text: str, line: int) -> None:
    assert mistake(text, line) in {None, "bracket", "twice", "question", "wide"}
