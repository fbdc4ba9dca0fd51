"""Where words are printed: line, chapter, words around them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shisaku.cli import main
from shisaku.loading import Data, load
from shisaku.mentions import MENTION_TYPES, _found, mentions

TEXT = """甲乙市情報化計画

表紙 情報政策課

第1章 計画の概要

1 計画の目的

情報政策課が進めます。課長は情報政策課長です。

第2章 計画の進め方

デジタル推進課と\t情報政策課が進めます。
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Data:
    folder = tmp_path_factory.mktemp("mentions")
    plan = folder / "raw" / "unknown" / "small" / "plan.txt"
    plan.parent.mkdir(parents=True)
    plan.write_text(TEXT, encoding="utf-8")
    assert main(["convert", str(folder / "raw"), "--out", str(folder / "out")]) == 0
    return load(folder / "out")


def test_each_place_in_order_with_its_chapter(data: Data) -> None:
    found = mentions(data.table, ["情報政策課", "情報政策課長", "デジタル推進課"])
    columns = ["word", "line_no", "chapter", "context"]
    assert found[columns].astype(object).where(found[columns].notna(), None).values.tolist() == [
        ["情報政策課", 3, None, "表紙 情報政策課"],
        ["情報政策課", 9, "第1章 計画の概要", "情報政策課が進めます。課長は情報政策課長"],
        ["情報政策課長", 9, "第1章 計画の概要", "情報政策課が進めます。課長は情報政策課長です。"],
        ["デジタル推進課", 13, "第2章 計画の進め方", "デジタル推進課と\t情報政策課が進めます。"],
        ["情報政策課", 13, "第2章 計画の進め方", "デジタル推進課と\t情報政策課が進めます。"],
    ]
    assert {name: str(found[name].dtype) for name in found} == MENTION_TYPES


@pytest.mark.parametrize("words", [[], [""], ["財政課"], ["情報.策課"]])
def test_nothing_is_found_in_columns_of_the_same_types(data: Data, words: list[str]) -> None:
    found = mentions(data.table, words)
    assert found.empty
    assert {name: str(found[name].dtype) for name in found} == MENTION_TYPES


def test_it_finds_in_the_real_plans_what_an_editor_finds(root: Path, tmp_path: Path) -> None:
    raw, out = root / "data" / "raw", tmp_path / "out"
    assert main(["convert", str(raw), "--out", str(out)]) == 0
    found = mentions(load(out, excerpts=True).table, ["推進本部", "研修"])
    for document in load(out, excerpts=True).documents.itertuples():
        text = next(raw.rglob(str(document.source_name))).read_text(encoding="utf-8")
        expected = [
            (number, word)
            for number, line in enumerate(text.split("\n"), 1)
            for word in ("推進本部", "研修")
            for _ in range(line.count(word))
        ]
        own = found[found["document_id"] == document.document_id]
        assert sorted(zip(own["line_no"], own["word"], strict=True)) == sorted(expected)


@given(
    st.text(alphabet="課情報長\n x", max_size=60),
    st.lists(st.text(alphabet="課情報長.", max_size=3), max_size=3),
)
def test_places_cut_to_the_words(text: str, words: list[str]) -> None:
    page = {"document_id": "d", "page_no": 1, "text": text}
    last = 0
    for row in _found(page, words):
        assert row["char_start"] >= last
        last = row["char_end"]
        assert text[row["char_start"] : row["char_end"]] == row["word"]
        assert row["word"] in words and row["word"] in row["context"]
        assert "\n" not in row["context"]
    assert bool(last) == any(word and word in text for word in words)
