"""The catalogue: both languages, the same values, every name that code asks for."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from shisaku.messages import Messages, catalogue, default_language, stored


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("name", catalogue())
def test_both_languages_are_there(name: str) -> None:
    texts = catalogue()[name]
    assert set(texts) == {"ja", "en"} and all(texts.values())
    if not name.startswith("unreadable-"):  # short in English: the details are in the dataset
        assert fields(texts["ja"]) == fields(texts["en"])


def test_every_name_that_is_asked_for_is_there(root: Path) -> None:
    source = "".join(p.read_text(encoding="utf-8") for p in (root / "shisaku").rglob("*.py"))
    asked = set(re.findall(r'(?:messages|stored|SourceError)\(\s*"([\w-]+)"', source))
    assert len(asked) > 30
    assert asked <= set(catalogue())


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({"LANG": "ja_JP.UTF-8"}, "ja"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LC_ALL": "C", "LANG": "ja_JP.UTF-8"}, "en"),
        ({"LC_ALL": "", "LC_MESSAGES": "ja_JP", "LANG": "C"}, "ja"),
    ],
)
def test_default_language(
    variables: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert default_language() == expected


@pytest.mark.parametrize(("name", "expected"), [("Japanese_Japan", "ja"), (None, "en")])
def test_default_language_without_variables(
    name: str | None, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr("locale.getlocale", lambda: (name, None))
    assert default_language() == expected


def test_a_name_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        Messages("ja")("nothing")


def test_what_is_stored_is_japanese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    assert stored("unreadable-empty").startswith("ファイル")
