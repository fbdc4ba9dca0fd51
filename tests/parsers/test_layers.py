"""A user's rows on top of the shipped ones: what is merged, what is refused and at which line."""

from __future__ import annotations

import ast
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import normalize.build  # noqa: F401  (all that is made of words)
from parsers.departments import name_ending
from parsers.extending import extended
from parsers.extension_marks import Marks, marks_of
from parsers.field_labels import measure_field
from parsers.layer_faults import LayerError, Source, Writing
from parsers.layers import PACKAGES, extendable, layered, read_layers, shipped_sha256
from parsers.vocabulary import EXTEND, in_force, load, make_all, per_vocabulary, shipped, using

REFUSED = [
    # (file, text, fault, line, a detail)
    ("fields", '[measure_fields]\noutline = ["x",\n "担当課"]\n', "two-meanings", 3, "departments"),
    ("fields", '[measure_fields]\n#\neffects = ["y"]\noutline = ["y"]\n', "two-meanings", 3, "y"),
    ("fields", '[measure_fields]\ndepartment = ["x"]\n', "unknown-key", 2, "departments"),
    ("fields", '\n[measure_field]\n', "unknown-key", 2, "measure_fields"),
    ("fields", '[measure_fields]\ndepartments = "x"\n', "wrong-type", 2, "list of string"),
    ("fields", '[measure_fields]\ndepartments = ["x", 3]\n', "wrong-type", 2, "string"),
    ("fields", '[measure_fields]\ndepartments = [" "]\n', "empty-word", 2, " "),
    ("fields", '[measure_fields\n', "malformed-bracket", 1, "line 1"),
    (
        "fields",
        '[named_years]\n"初年度" = 2024\n"初年度" = 2025\n',
        "malformed-twice",
        3,
        "line 3",
    ),
    ("field", "", "unknown-file", 1, "fields"),
    ("municipality_names", "", "unknown-file", 1, "municipality_names"),
    ("captions", '[[caption]]\nwhat = "table"\npattern = "("\n', "bad-pattern", 3, "("),
    ("captions", '[[caption]]\nwhat = "table"\npattern = "表"\n', "bad-pattern", 3, "title"),
    ("captions", '[[caption]]\nwhat = "table"\n', "missing-key", 1, "pattern"),
    ("trainings", 'course = "(x"\n', "bad-pattern", 1, "course"),
    ("headings", "[unnumbered]\nmax_length = true\n", "wrong-type", 2, "integer"),
    ("table_kinds", '[[kind]]\nname = "glossary"\nall = [["x"]]\n', "wrong-length", 3, "2"),
    ("organizations", "extend = 1\n", "unknown-key", 1, "extend"),
    ("rules", '[[topic]]\nrank = 1\nycle = "x"\n', "unknown-key", 3, "cycle"),
    ("eras", '[[era]]\nname = "令和"\nfirst_year = 2020\n', "not-a-setting", 3, "first_year"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "fault", "line", "detail"), REFUSED)
def test_refused_with_file_and_line(
    name: str, text: str, fault: str, line: int, detail: str, tmp_path: Path
) -> None:
    (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    with pytest.raises(LayerError) as caught:
        layered(read_layers(tmp_path))
    assert (caught.value.name, caught.value.line) == (fault, line)
    assert caught.value.path == str(tmp_path / f"{name}.toml")
    assert detail in " ".join((*caught.value.values.values(), caught.value.path))


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "fields.toml").write_bytes('[measure_fields]\noutline = ["概要欄"]'.encode("cp932"))
    with pytest.raises(LayerError, match="unreadable"):
        read_layers(tmp_path)


def test_rows_count_while_they_are_in_force(tmp_path: Path) -> None:
    (tmp_path / "fields.toml").write_text(
        '[measure_fields]\ndepartments = ["推進主体名", "担当課"]\n', encoding="utf-8"
    )
    vocabulary = layered(read_layers(tmp_path))
    assert measure_field("推進主体名") is None
    with using(vocabulary):
        make_all()
        assert measure_field("推進 主体名") == "departments"
        words = load("fields")["measure_fields"]["departments"]
        assert words.count("担当課") == 1 and words[-1] == "推進主体名"
    assert measure_field("推進主体名") is None
    assert "推進主体名" not in shipped("parsers", "fields")["measure_fields"]["departments"]


def test_the_vocabulary_before_is_back_after_an_error() -> None:
    before = in_force()
    with pytest.raises(RuntimeError), using(layered(())):
        raise RuntimeError
    assert in_force() is before


def test_a_file_of_both_packages_is_told_apart_by_section(tmp_path: Path) -> None:
    text = '[phases]\nstudy = ["勉強"]\n[endings]\nstudy = ["勉強会"]\n'
    (tmp_path / "phases.toml").write_text(text, encoding="utf-8")
    vocabulary = layered(read_layers(tmp_path))
    assert vocabulary.files["parsers", "phases"]["phases"]["study"][-1] == "勉強"
    assert vocabulary.files["normalize", "phases"]["endings"]["study"][-1] == "勉強会"


def test_new_rows_of_an_array_come_first_and_known_ones_grow(tmp_path: Path) -> None:
    text = (
        '[[kind]]\nname = "own"\nall = [["甲"], ["乙"]]\n[kind.columns]\nx = ["甲"]\n'
        '[[kind]]\nname = "glossary"\nall = [["語"], []]\n[kind.columns]\nterm = ["語"]\n'
    )
    (tmp_path / "table_kinds.toml").write_text(text, encoding="utf-8")
    kinds = layered(read_layers(tmp_path)).files["parsers", "table_kinds"]["kind"]
    own, glossary = kinds[0], next(kind for kind in kinds if kind["name"] == "glossary")
    assert own["name"] == "own" and sum(kind["name"] == "glossary" for kind in kinds) == 1
    assert glossary["all"][0][-1] == "語" and glossary["columns"]["term"][-1] == "語"


@pytest.mark.parametrize("name", extendable())
def test_marks_are_about_what_is_there(name: str) -> None:
    for package in extendable()[name]:
        whole = shipped(package, name)
        marks = marks_of(whole)
        told = (*marks.settings, *marks.open, *marks.patterns, *marks.unique, *marks.positional)
        for path in (*told, *marks.last, *(at for at, _ in marks.rows)):
            assert _is_there(whole, path), (name, path)


def _is_there(content: Any, path: tuple[str, ...]) -> bool:
    if not path:
        return True
    if isinstance(content, list):
        return any(_is_there(row, path) for row in content)
    if not isinstance(content, dict):
        return False
    names = content if path[0] == "*" else [path[0]]
    return any(name in content and _is_there(content[name], path[1:]) for name in names)


@pytest.mark.parametrize("name", extendable())
def test_every_shipped_file_may_be_given_again(name: str) -> None:
    """Its own lists say nothing new, so nothing changes and nothing is refused."""
    for package in extendable()[name]:
        whole = shipped(package, name)
        below = {k: v for k, v in whole.items() if k != EXTEND}
        lists = {k: v for k, v in below.items() if isinstance(v, list) and _words(v)}
        at = Writing(Source("x.toml", ""))
        assert extended(below, lists, marks_of(whole), at) == below
        assert EXTEND not in load(name, package)


def _words(value: list[Any]) -> bool:
    return all(isinstance(word, str) for word in value)


@given(
    st.lists(st.text(min_size=1).filter(str.strip)), st.lists(st.text(min_size=1).filter(str.strip))
)
def test_lists_grow_and_lose_nothing(base: list[str], own: list[str]) -> None:
    at = Writing(Source("x.toml", ""))
    merged = extended({"words": base}, {"words": own}, Marks(), at)["words"]
    assert merged[: len(base)] == base
    assert set(merged) == {*base, *own}
    assert len(merged) - len(base) == len(set(own) - set(base))


def test_the_digest_is_that_of_all_data_files() -> None:
    assert len(shipped_sha256()) == 64
    assert shipped_sha256() == shipped_sha256()


def test_what_is_made_of_words_is_kept_by_vocabulary() -> None:
    """functools.cache on a function of words would keep those of another plan."""
    loaders = {"load", "aliases", "read_toml", "words", "_words", "year_words", "number_words"}
    for package in PACKAGES:
        for file in files(package).iterdir():
            if file.name.endswith(".py"):
                for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                    if isinstance(node, ast.FunctionDef) and _is_cached(node):
                        calls = (n.func for n in ast.walk(node) if isinstance(n, ast.Call))
                        called = {f.id for f in calls if isinstance(f, ast.Name)}
                        assert not called & loaders, (file.name, node.name)


def _is_cached(node: ast.FunctionDef) -> bool:
    return any(
        "cache" in ast.unparse(d) and "property" not in ast.unparse(d) for d in node.decorator_list
    )


def test_what_is_kept_is_made_once_for_a_vocabulary() -> None:
    made: list[str] = []

    @per_vocabulary
    def table() -> str:
        made.append(in_force().digest)
        return in_force().digest

    other = type(in_force())(words_sha256="b")
    assert (table(), table()) == ("", "")
    with using(other):
        assert (table(), table()) == ("b", "b")
        with using(other):
            assert table() == "b"
    assert table() == ""
    assert made == ["", "b", ""]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("情報政策課", None),
        ("関係各課", None),
        ("デジタル戦略統括", "統括"),
        ("DX推進ユニット", "ユニット"),
        ("拠点", "拠点"),
    ],
)
def test_the_ending_that_no_row_knows(name: str, expected: str | None) -> None:
    assert name_ending(name) == expected
