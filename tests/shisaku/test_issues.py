"""What ``shisaku issues`` lists and writes, and where it says that things are."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shisaku.csv_file import harmless, write_csv
from shisaku.messages import Messages
from shisaku.noted import by_kind, noted_issues, worst_first
from shisaku.places import places_of

Run = Callable[..., Any]


@pytest.fixture(scope="module")
def data(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    from shisaku.convert import Options, convert

    out = tmp_path_factory.mktemp("data")
    convert(Options((root / "data" / "raw",), out, quiet=True), Messages("en"))
    return out


def written(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, strict=True))


def test_a_long_list_is_grouped_and_the_worst_come_first(run: Run, data: Path) -> None:
    told = run("issues", data, "--lang", "ja")
    assert told.status == 0
    heads = [line for line in told.out.splitlines() if line[:2] == "  " and line[2:3] != " "]
    severities = [head.split()[0] for head in heads]
    assert severities == sorted(severities, key=["誤り", "注意", "参考"].index)
    assert "schedule-contradictory (2)" in told.out and ":1113" in told.out
    assert "ほか" in told.out and "--csv" in told.out


def test_one_code_is_listed_whole(run: Run, data: Path, tmp_path: Path) -> None:
    path = tmp_path / "all.csv"
    run("issues", data, "--csv", path, "--lang", "en")
    counted = sum(row[5] == "schedule-end-unknown" for row in written(path))
    told = run("issues", data, "--code", "schedule-end-unknown", "--lang", "en")
    assert told.out.count("[schedule-end-unknown]") == counted > 20


def test_one_severity(run: Run, data: Path) -> None:
    told = run("issues", data, "--severity", "warning", "--lang", "ja")
    assert "注意" in told.out and "参考" not in told.out
    none = run("issues", data, "--severity", "error", "--lang", "ja")
    assert none.status == 0 and "当てはまる" in none.out


def test_csv_opens_as_it_is(run: Run, data: Path, tmp_path: Path) -> None:
    path = tmp_path / "確認 事項.csv"
    told = run("issues", data, "--csv", path, "--lang", "ja")
    assert told.status == 0 and str(path) in told.err and told.out == ""
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf") and raw.endswith(b"\r\n")
    assert raw.count(b"\n") == raw.count(b"\r\n")
    header, *rows = written(path)
    assert header[:4] == ["ファイル", "文書ID", "ページ", "行"]
    assert {len(row) for row in rows} == {len(header)}
    assert [row[4] for row in rows] == sorted(
        (row[4] for row in rows), key=["誤り", "注意", "参考"].index
    )
    one = next(row for row in rows if row[5] == "schedule-contradictory")
    assert one[0].startswith("003_") and one[2:4] == ["1", "1113"] and one[7] == "検討"


@pytest.mark.parametrize("name", ["missing/a.csv", ""])
def test_csv_that_cannot_be_written(run: Run, data: Path, tmp_path: Path, name: str) -> None:
    told = run("issues", data, "--csv", tmp_path / name, "--lang", "en")
    assert told.status == 2 and "cannot write" in told.err


def test_wrong_folder_and_code(run: Run, data: Path, tmp_path: Path) -> None:
    assert run("issues", tmp_path).status == 2
    told = run("issues", data, "--code", "nothing", "--lang", "en")
    assert told.status == 2 and "schedule-contradictory" in told.err
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "a.parquet").write_bytes(b"no parquet")
    (tmp_path / "issues").mkdir()
    (tmp_path / "issues" / "a.parquet").write_bytes(b"no parquet")
    assert run("issues", tmp_path).status == 2


def test_files_of_one_name_are_told_apart(run: Run, plan: Path, tmp_path: Path) -> None:
    other = plan.parent.parent / "other" / plan.name
    other.parent.mkdir()
    other.write_bytes(plan.read_bytes())
    run("convert", tmp_path / "unknown", "--out", tmp_path / "out", "--quiet")
    told = run("issues", tmp_path / "out", "--lang", "en").out
    assert "plan.txt (unknown-small)" in told and "plan.txt (unknown-other)" in told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("+81", "'+81"),
        ("-1", "'-1"),
        ("@a", "'@a"),
        ("\t=1", "'\t=1"),
        ("\r\n=1", "'\r\n=1"),
        ("＝1", "'＝1"),
        ("a=1", "a=1"),
        ("第1章", "第1章"),
        ("", ""),
    ],
)
def test_formulas_are_disarmed(text: str, expected: str) -> None:
    assert harmless(text) == expected


cells = st.text(st.characters(exclude_categories=["Cs"]))


@given(st.lists(st.tuples(cells, st.none() | st.integers(0, 9), cells)))
def test_csv_keeps_every_cell(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, int | None, str]]
) -> None:
    path = tmp_path_factory.mktemp("csv") / "a.csv"
    write_csv(path, ("a", "b", "c"), rows)
    expected = [[harmless(a), "" if b is None else str(b), harmless(c)] for a, b, c in rows]
    assert written(path) == [["a", "b", "c"], *expected]
    assert not any(cell[:1] in tuple("=+-@\t\r\n") for row in expected for cell in row if cell)


PAGES = [{"page_no": 1, "text": "一\n二\n"}, {"page_no": 2, "text": "三\n四\n"}]
SPANS = [{"span_id": "s", "page_no": 2, "char_start": 2, "char_end": 3, "raw_text": "四"}]


@pytest.mark.parametrize(
    ("media", "code", "value", "span", "place", "printed"),
    [
        ("text/plain", "a", None, "s", "plan.x:4", "四"),
        ("application/pdf", "a", None, "s", "plan.x p.2", "四"),
        ("application/pdf", "a", "五\n六", "s", "plan.x p.2", "五 六"),
        ("text/plain", "a", None, None, "plan.x", ""),
        ("text/plain", "manifest-malformed", "3", None, "one/plan.toml", "3"),
        ("text/plain", "folder-code-unknown", "999999", None, "999999/", "999999"),
    ],
)
def test_places(
    media: str, code: str, value: str | None, span: str | None, place: str, printed: str
) -> None:
    document = {"document_id": "d", "source_name": "plan.x", "media_type": media}
    row = {"severity": "info", "code": code, "message": "m", "value_raw": value, "span_id": span}
    (found,) = noted_issues(document, [row], places_of(SPANS, PAGES), "one/plan.toml")
    assert (found.place, found.printed) == (place, printed)
    if span:
        assert (found.page, found.line) == (2, 4 if media == "text/plain" else 2)


severities = st.sampled_from(["info", "error", "warning"])


@given(st.lists(st.tuples(severities, st.sampled_from("abc"))))
def test_grouping_loses_nothing(kinds: list[tuple[str, str]]) -> None:
    document = {"document_id": "d", "source_name": "x", "media_type": "text/plain"}
    rows = [{"severity": s, "code": c, "message": str(n)} for n, (s, c) in enumerate(kinds)]
    issues = noted_issues(document, rows, places_of([], []))
    grouped = [issue for _, found in by_kind(issues) for issue in found]
    assert grouped == worst_first(issues)
    assert sorted(grouped, key=lambda i: int(i.message)) == list(issues)
    assert [k for k, _ in by_kind(issues)] == sorted(
        set(kinds), key=lambda k: (["error", "warning", "info"].index(k[0]), k[1])
    )
