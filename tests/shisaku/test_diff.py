"""Two versions compared: what was added, removed, changed, renumbered; why; never a guess."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.write import read_table, write_tables
from shisaku.exporting.diff import diff_measures, diff_table
from shisaku.exporting.diff_match import by_id_and_title
from shisaku.exporting.diff_model import Change, Field
from shisaku.exporting.diff_read import NotReadable
from shisaku.exporting.diff_view import where_they_differ
from tests.builders.small_data import MEASURES, converted, exported, measure

Run = Callable[..., Any]


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return converted(tmp_path_factory.mktemp("old"), *MEASURES)


def new(tmp_path: Path, *parts: str) -> Path:
    return converted(tmp_path / "new", *parts)


def told(changes: Sequence[Change]) -> set[tuple[str, str, frozenset[str]]]:
    return {(c.kind, c.title, frozenset(f.name for f in c.fields)) for c in changes}


def test_the_same_twice(old: Path, tmp_path: Path) -> None:
    found = diff_measures(old, new(tmp_path, *MEASURES))
    assert (list(found.changes), found.n_same) == ([], 4)


def test_a_measure_added_and_one_removed(old: Path, tmp_path: Path) -> None:
    found = diff_measures(old, new(tmp_path, *MEASURES[:3], measure("⑤", "監視の強化", "防災課")))
    assert told(found.changes) == {
        ("added", "監視の強化", frozenset()),
        ("removed", "広報の改善", frozenset()),
    }
    assert {c.causes for c in found.changes} == {("source",)}
    assert found.n_same == 3


def test_a_field_and_a_department_that_changed(old: Path, tmp_path: Path) -> None:
    other = measure("③", "研修の実施", "総務課", "研修を増やします。")
    found = diff_measures(old, new(tmp_path, *MEASURES[:2], other, MEASURES[3]))
    (change,) = found.changes
    fields = {field.name: (field.old, field.new) for field in change.fields}
    assert (change.kind, change.title) == ("changed", "研修の実施")
    assert fields["outline"] == ("窓口を改めます。", "研修を増やします。")
    assert fields["departments_raw"] == ("人事課", "総務課")
    assert "総務課" in str(fields["departments"][1]) and "人事課" in str(fields["departments"][0])
    assert not any(name.endswith("span_id") for name in fields)


def test_a_measure_whose_number_moved_is_found_by_its_title(old: Path, tmp_path: Path) -> None:
    first = measure("①", "監視の強化", "防災課")
    moved = [
        measure("②", "電子申請の拡充", "情報政策課、市民課"),
        measure("③", "無線の整備", "関係各課"),
    ]
    found = diff_measures(old, new(tmp_path, first, *moved))
    kinds = {change.title: change.kind for change in found.changes}
    assert kinds["監視の強化"] == "added"
    assert {kinds["研修の実施"], kinds["広報の改善"]} == {"removed"}
    by_title = {change.title: change for change in found.changes}
    for title in ("電子申請の拡充", "無線の整備"):
        change = by_title[title]
        assert change.kind in ("changed", "moved")
        assert {field.name for field in change.fields} <= {"measure_no", "number_raw"}


def rows(*pairs: tuple[str, str]) -> list[dict[str, Any]]:
    return [{"document_id": "d", "measure_id": i, "title": t} for i, t in pairs]


@pytest.mark.parametrize(
    ("before", "after", "both", "added", "removed"),
    [
        # Renumbered: the title leads, though the id is another's now.
        ([("1", "甲"), ("2", "乙")], [("1", "乙"), ("2", "甲")], ["1→2", "2→1"], [], []),
        # The title changed, and neither is found elsewhere: the id leads.
        ([("1", "甲")], [("1", "乙")], ["1→1"], [], []),
        # Two could be it: no guess.
        ([("1", "甲")], [("2", "甲"), ("3", "甲")], [], ["2", "3"], ["1"]),
        ([("1", "甲"), ("2", "甲")], [("3", "甲")], [], ["3"], ["1", "2"]),
        # The id has another title, the old title could be two others: no guess either.
        ([("1", "甲")], [("1", "乙"), ("2", "甲"), ("3", "甲")], [], ["1", "2", "3"], ["1"]),
        # Titles that print alike differ in width only.
        ([("1", "ＤＸ")], [("2", "DX")], ["1→2"], [], []),
        # Without a title only the id can lead.
        ([("1", "")], [("2", "")], [], ["2"], ["1"]),
        ([("1", ""), ("2", "")], [("1", ""), ("2", "")], ["1→1", "2→2"], [], []),
    ],
)
def test_pairs(
    before: list[tuple[str, str]],
    after: list[tuple[str, str]],
    both: list[str],
    added: list[str],
    removed: list[str],
) -> None:
    pairs = by_id_and_title(rows(*before), rows(*after), "measure_id")
    assert sorted(f"{o['measure_id']}→{n['measure_id']}" for o, n in pairs.both) == both
    assert sorted(row["measure_id"] for row in pairs.added) == added
    assert sorted(row["measure_id"] for row in pairs.removed) == removed


_versions = st.dictionaries(st.sampled_from("123456"), st.sampled_from(["甲", "乙", "丙", ""]))


@given(_versions, _versions)
def test_every_row_is_told_once_whichever_way(
    before: dict[str, str], after: dict[str, str]
) -> None:
    old, new = rows(*before.items()), rows(*after.items())
    there = by_id_and_title(old, new, "measure_id")
    back = by_id_and_title(new, old, "measure_id")
    assert len(there.both) + len(there.removed) == len(old)
    assert len(there.both) + len(there.added) == len(new)
    pairs = {(o["measure_id"], n["measure_id"]) for o, n in there.both}
    assert pairs == {(o["measure_id"], n["measure_id"]) for n, o in back.both}
    same = {i for i in before.keys() & after.keys() if before[i] == after[i]}
    assert {(i, i) for i in same} <= pairs


def rewritten(data: Path, out: Path, **changed: object) -> Path:
    """The data with other values in the only row of ``documents`` and the first measure."""
    names = [path.name for path in data.iterdir() if path.is_dir() and path.name[0] != "."]
    tables = {name: read_table(data, name).to_pylist() for name in names}
    (document,) = tables["documents"]
    document.update(changed)
    tables["measures"][0]["outline"] = "別の概要"
    write_tables(tables, document["document_id"], out)
    return out


@pytest.mark.parametrize(
    ("changed", "causes"),
    [
        ({"source_sha256": "0" * 64}, {"source"}),
        ({"program_version": "9"}, {"program"}),
        ({"schema_version": "9"}, {"program"}),
        ({"vocabulary_sha256": "0" * 64}, {"vocabulary"}),
        ({"source_sha256": "0" * 64, "program_version": "9"}, {"source", "program"}),
        ({}, {"unknown"}),
    ],
)
def test_the_cause_is_told(
    old: Path, tmp_path: Path, changed: dict[str, object], causes: set[str]
) -> None:
    (change,) = diff_measures(old, rewritten(old, tmp_path, **changed)).changes
    assert set(change.causes) == causes
    assert [field.name for field in change.fields] == ["outline"]


@pytest.mark.parametrize(
    ("old_value", "new_value", "expected"),
    [
        (None, 2020, ("", "2020")),
        (2019, 2020, ("2019", "2020")),
        ("市民課", "税務課", ("市民…", "税務…")),
        (
            "あいうえおかきくけこ甲ん",
            "あいうえおかきくけこ乙ん",
            ("…おかきくけこ甲…", "…おかきくけこ乙…"),
        ),
        ("一\n二\n三", "一\n三\n四", ("二", "四")),
        ("一\n二", "一", ("二", "")),
    ],
)
def test_the_screen_shows_where_texts_differ(
    old_value: object, new_value: object, expected: tuple[str, str]
) -> None:
    assert where_they_differ(Field("x", old_value, new_value)) == expected


@given(st.text("あい\n", max_size=12), st.text("あい\n", max_size=12))
def test_what_is_shown_is_of_the_texts(before: str, after: str) -> None:
    shown = where_they_differ(Field("x", before, after))
    for part, whole in zip(shown, (before, after), strict=True):
        assert set(part.strip("…")) <= set(whole)


def test_a_line_put_in_above_changes_no_measure(old: Path, tmp_path: Path) -> None:
    text = "この計画は毎年見直します。新しい技術の動向にも注意します。"
    found = diff_measures(old, new(tmp_path, text, *MEASURES))
    assert (list(found.changes), found.n_same) == ([], 4)


def test_a_document_that_came_and_one_that_went(old: Path, tmp_path: Path) -> None:
    other = converted(tmp_path, *MEASURES[:1], slug="other")
    causes = {(c.kind, c.causes) for c in diff_measures(old, other).changes}
    assert causes == {("added", ("new-document",)), ("removed", ("lost-document",))}


def test_rows_of_any_table(old: Path, tmp_path: Path) -> None:
    changed = rewritten(old, tmp_path, program_version="9")
    (change,) = diff_table(old, changed, "documents").changes
    assert [(f.name, f.new) for f in change.fields] == [("program_version", "9")]
    assert diff_table(old, changed, "departments").changes == []
    assert diff_table(old, changed, "departments").n_same == 6


def test_packages_and_conversions_can_be_compared(old: Path, tmp_path: Path) -> None:
    package = exported(old, tmp_path / "package")
    found = diff_measures(old, package)
    assert (list(found.changes), found.n_same) == ([], 4)
    assert diff_table(package, old, "spans").changes == []


def test_a_folder_without_tables(old: Path, tmp_path: Path) -> None:
    with pytest.raises(NotReadable):
        diff_measures(old, tmp_path)
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "a.parquet").write_bytes(b"no parquet")
    with pytest.raises(NotReadable, match=r"a\.parquet"):
        diff_measures(old, tmp_path)


def test_the_command(run: Run, old: Path, tmp_path: Path) -> None:
    changed = rewritten(old, tmp_path, program_version="9")
    text = run("diff", old, changed, "--lang", "ja")
    assert text.status == 1
    assert "outline" in text.out and "別の概要" in text.out and "版が変わった" in text.out
    assert "変更 1" in text.out and "同じ 3" in text.out
    plain = json.loads(run("diff", old, changed, "--format", "json").out)
    assert plain["changes"][0]["fields"][0]["new"] == "別の概要"
    listed = list(csv.reader(run("diff", old, changed, "--format", "csv").out.splitlines()))
    assert listed[1][-3:] == ["outline", "窓口を改めます。", "別の概要"]
    assert run("diff", old, old).status == 0


@pytest.mark.parametrize(
    ("arguments", "said"), [(("--table", "nothing"), "measures"), ((), "no tables")]
)
def test_wrong_use(
    run: Run, old: Path, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    answer = run("diff", old, old if arguments else tmp_path, *arguments, "--lang", "en")
    assert answer.status == 2 and said in answer.err
