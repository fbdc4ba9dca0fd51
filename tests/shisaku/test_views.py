"""What inspect and schema print."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from normalize.dictionary import markdown
from normalize.schema import load_schema
from shisaku.console import console
from shisaku.inspect_view import print_document
from shisaku.messages import Language, Messages
from shisaku.work import complete, rows_of_file
from shisaku.year_grid import header_years

Run = Callable[..., Any]


def test_inspect_shows_what_was_read(run: Run, plan: Path) -> None:
    answer = run("inspect", plan, "--lang", "ja")
    assert answer.status == 0
    for text in ("unknown-small", "第1章", "計画の概要", "2019", "▲", "確認事項"):
        assert text in answer.out
    assert "\x1b" not in answer.out


@pytest.mark.parametrize("language", ["ja", "en"])
def test_inspect_of_every_document(run: Run, root: Path, language: str) -> None:
    files = sorted((root / "data" / "raw").glob("*/*/*.txt"))
    assert files
    for file in files:
        answer = run("inspect", file, "--lang", language)
        assert answer.status in (0, 1)
        assert max(cell_len(line) for line in answer.out.splitlines()) <= 100
        assert "None" not in answer.out


def test_inspect_of_a_failed_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    answer = run("inspect", tmp_path / "empty.txt", "--lang", "ja")
    assert answer.status == 1
    assert "変換できなかった" in answer.out and "empty (1): ファイルが空です" in answer.out


def part(text: str, start: str, end: str) -> str:
    return text[text.index(start) : text.index(end, text.index(start))]


@pytest.fixture(scope="module")
def whole(root: Path) -> Callable[[Language], str]:
    (file,) = (root / "data" / "raw").glob("*/*/003_*.txt")
    rows = complete(rows_of_file(file))

    def shown(language: Language) -> str:
        out = StringIO()
        print_document(console(out), rows, Messages(language))
        return out.getvalue()

    return shown


def test_inspect_in_japanese_words(whole: Callable[[Language], str]) -> None:
    told = whole("ja")
    for code in ("start_only", "[printed]", "(repaired)", "measure_card ", "study", "1 page"):
        assert code not in told, code
    for name in (
        "開始の印だけが残る",
        "[本文に印字]",
        "凡例の1つに修正した",
        "事業票",
        "検討・調査",
    ):
        assert name in told, name
    assert "start_only" in whole("en") and "1 page," in whole("en")


def test_warnings_stand_first_and_repeat_five_times(whole: Callable[[Language], str]) -> None:
    told = whole("ja")
    assert told.index("誤りと注意") < told.index("見出し (") < told.index("参考 (")
    assert "schedule-contradictory" in part(told, "誤りと注意", "見出し (")
    group = part(told, "schedule-end-unknown", "\n  参考")
    assert group.count("行  ") == 5 and "ほか" in group and "見直し" in group


def test_schedules_show_every_year_of_their_header(whole: Callable[[Language], str]) -> None:
    card = part(whole("ja"), "2-1 ", "2-2 ")
    header = next(line for line in card.splitlines() if "段階" in line)
    assert header.split() == ["段階", "2019", "2020", "2021", "2022", "2023", "解釈"]


def test_others_have_a_label_of_their_own(whole: Callable[[Language], str]) -> None:
    card = part(whole("ja"), "1-1 ", "1-2 ")
    assert "そのほか（部署名なし）: 他" in card
    assert "担当: 他" not in card and "、他" not in card


def test_inferred_numbers_are_marked(whole: Callable[[Language], str]) -> None:
    assert "〔②〕" in part(whole("ja"), "見出し (", "表 (")


def test_years_of_a_header_without_marks(plan: Path) -> None:
    plan.write_text(
        "第1章 推進スケジュール\n\n項目\t2019年度\t2020年度\t2021年度\n計画\t▲策定\t◎評価\t\n",
        encoding="utf-8",
    )
    rows = complete(rows_of_file(plan))
    assert {row["fiscal_year"] for row in rows["schedule_marks"]} == {2019, 2020}
    assert header_years(rows, rows["schedule_marks"]) == {2019, 2020, 2021}
    assert header_years(rows, []) == set()


@pytest.mark.parametrize("given", [".", "nowhere.txt", "a.docx"])
def test_inspect_takes_one_plan(run: Run, tmp_path: Path, given: str) -> None:
    (tmp_path / "a.docx").touch()
    answer = run("inspect", tmp_path / given)
    assert answer.status == 2
    assert str(tmp_path / given) in answer.err


@pytest.mark.parametrize("language", ["ja", "en"])
def test_schema_as_text(run: Run, language: str) -> None:
    everything = run("schema", "--lang", language).out
    assert all(name in everything for name in load_schema().table_names)
    one = run("schema", "--table", "schedule_spans", "--lang", language).out
    table = load_schema().table("schedule_spans")
    assert all(name in one for name in table.column_names)
    assert "…" not in one


def test_schema_as_json(run: Run) -> None:
    found = json.loads(run("schema", "--format", "json").out)
    assert [table["name"] for table in found["tables"]] == list(load_schema().table_names)
    (one,) = json.loads(run("schema", "--table", "measures", "--format", "json").out)["tables"]
    assert one["primary_key"] == ["document_id", "measure_id"]


def test_schema_as_markdown(run: Run) -> None:
    assert run("schema", "--format", "markdown").out == markdown()
    for name in load_schema().table_names:
        part = run("schema", "--table", name, "--format", "markdown").out
        assert part.startswith(f"## {name} (") and part in markdown()


def test_schema_of_no_table(run: Run) -> None:
    answer = run("schema", "--table", "nothing", "--lang", "en")
    assert answer.status == 2
    assert "nothing" in answer.err and "measures" in answer.err
