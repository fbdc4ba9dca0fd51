"""The catalogue: both languages, the same values, every name that code asks for."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from parsers.vocabulary import load
from shisaku.messages import Language, Messages, asked_language, catalogue, default_language, stored
from shisaku.terms import aspect_name, phase_name, table_kind_name, table_name, value_name


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
    asked = set(re.findall(r'(?:messages|counted|stored|SourceError)\(\s*"([\w-]+)"', source))
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


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["schema", "--lang", "ja"], "ja"),
        (["--lang=en", "schema"], "en"),
        (["schema", "--lang", "fr"], None),
        (["schema", "--lang"], None),
        (["ja"], None),
    ],
)
def test_asked_language(arguments: list[str], expected: str | None) -> None:
    assert asked_language(arguments) == expected


@pytest.mark.parametrize(
    ("count", "language", "expected"),
    [(1, "en", "1 page"), (0, "en", "0 pages"), (1234, "en", "1,234 pages"), (1, "ja", "1ページ")],
)
def test_counted(count: int, language: Language, expected: str) -> None:
    assert Messages(language).counted("page-count", count) == expected


def test_cp932_has_every_character_of_the_program(root: Path) -> None:
    package = root / "shisaku"
    for path in (*package.glob("*.py"), *package.glob("data/*.toml")):
        if path.name != "console.py":  # which says what stands for what CP932 lacks
            text = path.read_text(encoding="utf-8")
            assert {c for c in text if c.encode("cp932", "ignore") == b""} == set(), path.name


def test_codes_have_japanese_names() -> None:
    ja, en = Messages("ja"), Messages("en")
    assert value_name(ja, "schedule_spans", "reliability", "start_only") == "開始の印だけが残る"
    assert value_name(en, "schedule_spans", "reliability", "start_only") == "start_only"
    assert value_name(ja, "documents", "status", "novel") == "novel"
    assert phase_name(ja, "study") == "検討・調査" and phase_name(en, "study") == "study"
    assert table_kind_name(ja, "glossary") == "用語解説" and table_kind_name(ja, "x") == "x"
    assert aspect_name(ja, "measures.effects") == "実施事業・期待される効果"
    assert aspect_name(ja, "x.effects") == "x・期待される効果" and aspect_name(en, "x") == ""
    assert table_name(ja, "measures") == "measures（実施事業）"


def test_every_kind_of_table_has_a_japanese_name(root: Path) -> None:
    named = {row["name"] for row in load("table_kinds")["kind"]}
    source = (root / "parsers" / "table_kinds.py").read_text(encoding="utf-8")
    told = set(re.findall(r'return "(\w+)", ', source))
    assert {"measure_card", "measure_list"} <= told
    japanese = Messages("ja")
    assert [kind for kind in named | told if table_kind_name(japanese, kind) == kind] == []
