"""``shisaku similar`` over real conversions of three made cities."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from shisaku.cli import main
from shisaku.exporting.stored import stored
from shisaku.similarity.features import Part
from shisaku.similarity.find import Similar, similar_items
from shisaku.similarity.items import Item, read_items
from tests.builders.similar_cities import (
    ALIKE,
    ALONE,
    FIRST,
    OF_FIRST,
    OF_SECOND,
    OF_THIRD,
    PLANS,
    UNLIKE,
    write_plans,
)

Run = Callable[..., Any]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cities")
    write_plans(folder / "raw")
    assert main(["convert", str(folder / "raw"), "--out", str(folder / "pq"), "--quiet"]) == 0
    return folder / "pq"


@pytest.fixture(scope="module")
def items(data: Path) -> list[Item]:
    return list(read_items(stored(data)))


@pytest.fixture(scope="module")
def found(items: list[Item]) -> dict[tuple[str, str], Similar]:
    return {(s.item.title, s.other.title): s for s in similar_items(items, most=99)}


def test_all_measures_are_compared(items: list[Item]) -> None:
    measures = {item.title: item for item in items if item.kind == "measure_items"}
    written = [*OF_FIRST, *OF_SECOND, *OF_THIRD]
    assert set(measures) == {title for title, _, _ in written}
    for title, unit, text in written:
        assert (measures[title].text, measures[title].departments) == (text, (unit,))
    assert {item.place for item in items} == set(PLANS)


@pytest.mark.parametrize(("one", "other", "seen"), ALIKE)
def test_alike(found: dict[tuple[str, str], Similar], one: str, other: str, seen: set[str]) -> None:
    similar = found[one, other]
    words = [shared.term for shared in similar.shared if shared.part is Part.WORD]
    assert seen <= set(words)
    # What carries the likeness is what a reader sees, not chance.
    assert words[0] in seen


def test_themes_are_shared_where_the_folder_has_them(
    found: dict[tuple[str, str], Similar],
) -> None:
    shared = found["避難所への無線LANの整備", "避難所の通信"].shared
    themes = {one.term for one in shared if one.part is Part.THEME}
    assert themes and themes <= {"disaster", "infrastructure"}


@pytest.mark.parametrize(("one", "other"), UNLIKE)
def test_unlike(found: dict[tuple[str, str], Similar], one: str, other: str) -> None:
    assert (one, other) not in found
    assert (other, one) not in found


def test_most_pairs_are_the_known_ones(found: dict[tuple[str, str], Similar]) -> None:
    known = {frozenset(pair[:2]) for pair in ALIKE}
    seen = {frozenset(pair) for pair in found}
    assert known <= seen
    assert len(seen - known) <= 2, seen - known


@pytest.mark.parametrize("title", ALONE)
def test_alone(found: dict[tuple[str, str], Similar], title: str) -> None:
    assert [pair for pair in found if title in pair] == []


def item_id(items: list[Item], title: str) -> str:
    return next(item.item_id for item in items if item.title == title)


def test_an_item(run: Run, data: Path, items: list[Item]) -> None:
    own = item_id(items, "窓口の改革")
    answer = run("similar", data, own, "--lang", "ja")
    assert (answer.status, answer.err) == (0, "")
    shown = answer.out
    assert "窓口の改革" in shown and "書かない窓口の導入" in shown
    assert item_id(items, "窓口のワンストップ化") in shown
    assert "共通: " in shown and "窓口 0." in shown and "八王子市" in shown and "行  " in shown


def test_part_of_an_id(run: Run, data: Path, items: list[Item]) -> None:
    own = item_id(items, "ごみ分別アプリ")
    assert run("similar", data, own.partition(":")[2], "--lang", "ja").out == (
        run("similar", data, own, "--lang", "ja").out
    )
    many = run("similar", data, f"{FIRST}-", "--lang", "en")
    assert many.status == 2 and "12 items" in many.err and len(many.err.splitlines()) == 6
    none = run("similar", data, "nothing", "--lang", "en")
    assert (none.status, none.out) == (2, "") and "nothing" in none.err


def test_nothing_similar(run: Run, data: Path, items: list[Item]) -> None:
    answer = run("similar", data, item_id(items, "ごみ分別アプリ"), "--lang", "ja")
    assert answer.status == 0 and "見つかりませんでした" in answer.out
    assert run("similar", data, "--text", "推進を図る", "--format", "json").out == (
        '{\n  "item": null,\n  "similar": []\n}\n'
    )


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ja", "事業項目があるのは1つの自治体だけ"),
        ("en", "Only one municipality in these data has measure_items"),
    ],
)
def test_nobody_to_compare_with(
    language: str, words: str, run: Run, data: Path, items: list[Item], tmp_path: Path
) -> None:
    own = item_id(items, "窓口の改革")
    alone = tmp_path / "pq"
    for path in data.glob(f"*/{own.partition(':')[0]}.parquet"):
        (alone / path.parent.name).mkdir(parents=True)
        shutil.copy(path, alone / path.parent.name)
    answer = run("similar", alone, own, "--lang", language)
    assert answer.status == 0 and words in answer.out and answer.err == ""
    assert "見つかりません" not in answer.out and "No similar" not in answer.out
    answer = run("similar", alone, own, "--lang", language, "--format", "csv")
    assert words in answer.err and words not in answer.out
    answer = run("similar", alone, "--out", tmp_path / "out", "--lang", language)
    assert answer.status == 0 and words in answer.err
    # Several municipalities have such items, but none is like this one.
    other = run("similar", data, item_id(items, "ごみ分別アプリ"), "--lang", language)
    assert words not in other.out + other.err


def test_text_as_json(run: Run, data: Path) -> None:
    answer = run("similar", data, "--text", "書かない窓口", "--format", "json", "--top", "2")
    told = json.loads(answer.out)
    assert told["item"] is None
    assert [one["rank"] for one in told["similar"]] == [1, 2]
    for one in told["similar"]:
        assert {term["term"] for term in one["shared_terms"]} >= {"書く", "窓口"}
        place = data.parent / "raw" / one["municipality_code"] / "digital" / "plan.txt"
        line = place.read_text(encoding="utf-8").splitlines()[one["line"] - 1]
        assert one["page_no"] == 1 and one["text"][:10] in line + one["text"] and line


def test_csv(run: Run, data: Path) -> None:
    answer = run("similar", data, "--text", "=RPAで自動化", "--format", "csv", "--lang", "ja")
    header, *rows = answer.out.splitlines()
    assert header.startswith("順位,類似度,自治体,計画,文書ID,項目の表,項目ID,ページ,行")
    assert len(rows) == 3 and all("RPA 0." in row for row in rows)


@pytest.mark.parametrize(
    "arguments", [(), ("--text", "窓口", "--out", "x"), ("m1", "--text", "窓口")]
)
def test_one_question_at_a_time(run: Run, data: Path, arguments: tuple[str, ...]) -> None:
    answer = run("similar", data, *arguments, "--lang", "en")
    assert (answer.status, answer.out) == (2, "") and "Give one of" in answer.err


def test_no_data(run: Run, tmp_path: Path) -> None:
    answer = run("similar", tmp_path, "--text", "窓口", "--lang", "en")
    assert answer.status == 2 and "no converted data" in answer.err


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_all_items_into_a_folder(run: Run, data: Path, tmp_path: Path) -> None:
    before = contents(data)
    answer = run("similar", data, "--out", tmp_path / "one", "--lang", "en")
    assert answer.status == 0 and answer.err == ""
    assert contents(data) == before
    pairs, terms = (
        pd.read_parquet(tmp_path / "one" / name) for name in ("similar_items", "similar_terms")
    )
    assert f"{len(pairs)} similar pairs" in answer.out
    key = ["document_id", "item_table", "item_id", "rank"]
    sums = terms.groupby(key)["weight"].sum().rename("sum").reset_index()
    joined = pairs.merge(sums, on=key, validate="one_to_one")
    assert len(joined) == len(pairs) > 20
    assert ((joined["score"] - joined["sum"]).abs() < 0.002).all()
    known = pd.read_parquet(data / "measure_items")["item_id"]
    assert pairs["similar_item_id"].isin(known).all()
    # The same data, compacted or not, gives the same bytes; a filled folder is refused.
    assert run("compact", data, "--out", tmp_path / "few").status == 0
    assert run("similar", tmp_path / "few", "--out", tmp_path / "two").status == 0
    assert contents(tmp_path / "two") == contents(tmp_path / "one")
    assert run("similar", data, "--out", tmp_path / "two").status == 2


def test_not_within_the_data(run: Run, data: Path) -> None:
    answer = run("similar", data, "--out", data / "similar", "--lang", "en")
    assert answer.status == 2 and not (data / "similar").exists()


def test_excerpts_and_unknown_municipalities(run: Run, tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    write_plans(raw)
    excerpt = raw / FIRST / "chapter" / "plan.txt"
    excerpt.parent.mkdir()
    excerpt.write_text(PLANS[FIRST], encoding="utf-8")
    excerpt.with_name("plan.toml").write_text(
        'slug = "chapter"\n[plan]\npart_of = "digital"\nevidence = "章だけ"\n', encoding="utf-8"
    )
    nowhere = raw / "unknown" / "other" / "plan.txt"
    nowhere.parent.mkdir(parents=True)
    nowhere.write_text(PLANS[FIRST], encoding="utf-8")
    run("convert", raw, "--out", tmp_path / "pq", "--quiet")
    found = list(read_items(stored(tmp_path / "pq")))
    assert {item.document_id for item in found} == {
        *(f"{code}-digital" for code in PLANS),
        "unknown-other",
    }
    answer = run("similar", tmp_path / "pq", "--out", tmp_path / "out", "--lang", "en")
    assert answer.status == 0 and "unknown-other" in answer.err
    written = pd.read_parquet(tmp_path / "out" / "similar_items")
    named = {*written["document_id"], *written["similar_document_id"]}
    assert named == {f"{code}-digital" for code in PLANS}
    own = next(item.item_id for item in found if item.document_id == "unknown-other")
    told = run("similar", tmp_path / "pq", own, "--lang", "en")
    assert told.status == 2 and "unknown" in told.err
    # An excerpt whose whole plan is not there stands for it.
    for path in (tmp_path / "pq").glob(f"*/{FIRST}-digital.parquet"):
        path.unlink()
    left = {item.document_id for item in read_items(stored(tmp_path / "pq"))}
    assert f"{FIRST}-chapter" in left
