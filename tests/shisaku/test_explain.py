"""--explain, init, layout.toml: what they print makes a plan with strange words readable."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from normalize.write import read_table
from shisaku.work import complete, rows_of_file

Run = Callable[..., Any]

CARD = """事業名\t{title}
推進担当\t{departments}
取組内容\t{outline}
ねらい\t{aim}
実施時期\t初年度\t2年目\t3年目
検討\t◈\t→\t
運用\t\t\t◈

"""
PLAN = (
    "甲乙市ＤＸ推進計画\n\n第1章 計画の概要\n計画期間は、令和4年度から令和6年度までです。\n\n"
    "第2章 具体的な施策\n\n"
    + CARD.format(
        title="電子申請の拡大",
        departments="デジタル戦略統括",
        outline="手続のオンライン化を進めます。",
        aim="市民の利便性が高まります。",
    )
    + CARD.format(
        title="庁内ネットワークの更新",
        departments="情報政策課、財政課",
        outline="庁内の回線を更新します。",
        aim="事務が速くなります。",
    )
)


@pytest.fixture
def strange(tmp_path: Path) -> Path:
    path = tmp_path / "unknown" / "strange" / "plan.txt"
    path.parent.mkdir(parents=True)
    path.write_text(PLAN, encoding="utf-8")
    return path


def pasted(answer: Any) -> list[str]:
    """The lines to paste: from the first section on, without what is said behind them."""
    lines = answer.out.splitlines()
    start = next(n for n, line in enumerate(lines) if re.match(r"\[[\w.]+\]$", line))
    return [line for line in lines[start:] if not line.startswith(("Lines", "#"))]


def paste(path: Path, lines: Sequence[str]) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


def test_without_its_words_the_plan_gives_no_measure(run: Run, strange: Path) -> None:
    assert complete(rows_of_file(strange))["measures"] == []
    answer = run("inspect", strange, "--explain", "--lang", "en")
    assert answer.status == 1
    for line in (
        r"9 +label +推進担当 ×2 +fields.toml \[measure_fields\] +departments = \[\"推進担当\"\]",
        r"11 +label +ねらい ×2 +fields.toml \[measure_fields\]",
        r"13 +mark +◈ ×4 +marks.toml +glyphs = \[\"◈\"\]",
        r"12 +year +初年度 ×2 +fields.toml \[named_years\] +\"初年度\" = 2022",
        r"12 +year +3年目 ×2 +fields.toml \[named_years\] +\"3年目\" = 2024",
    ):
        assert re.search(line, answer.out), line


def test_the_printed_lines_make_the_plan_readable(run: Run, strange: Path) -> None:
    layout = strange.with_name("layout.toml")
    paste(layout, pasted(run("inspect", strange, "--explain", "--lang", "en")))
    again = run("inspect", strange, "--explain", "--lang", "en")
    assert re.search(r"department +デジタル戦略統括 ×1 +departments.toml", again.out)
    paste(layout, pasted(again))
    assert run("inspect", strange, "--explain").status == 0

    rows = complete(rows_of_file(strange))
    assert [row["title"] for row in rows["measures"]] == [
        "電子申請の拡大",
        "庁内ネットワークの更新",
    ]
    assert rows["measures"][0]["outline"] == "手続のオンライン化を進めます。"
    assert rows["measures"][1]["effects"] == "事務が速くなります。"
    assert [row["department"] for row in rows["departments"]] == [
        "デジタル戦略統括",
        "情報政策課",
        "財政課",
    ]
    marks = [(row["fiscal_year"], row["mark_raw"]) for row in rows["schedule_marks"]][:3]
    assert marks == [(2022, "◈"), (2023, "→"), (2024, "◈")]
    assert rows["documents"][0]["layout_sha256"]


def test_explain_in_japanese(run: Run, strange: Path) -> None:
    answer = run("inspect", strange, "--explain", "--lang", "ja")
    assert "認識できなかったもの" in answer.out and "項目名" in answer.out
    assert tomllib.loads("\n".join(line for line in pasted(answer) if not line.startswith("# ")))


def test_an_unknown_ending_is_an_issue_that_names_the_row(run: Run, strange: Path) -> None:
    layout = strange.with_name("layout.toml")
    layout.write_text('[fields.measure_fields]\ndepartments = ["推進担当"]\n', encoding="utf-8")
    issues = complete(rows_of_file(strange))["issues"]
    (issue,) = [row for row in issues if row["code"] == "department-ending-unknown"]
    assert issue["value_raw"] == "デジタル戦略統括" and "unit_endings" in issue["message"]


# ---- vocabulary folders


def vocabulary(tmp_path: Path, text: str) -> Path:
    folder = tmp_path / "words"
    folder.mkdir()
    (folder / "fields.toml").write_text(text, encoding="utf-8")
    return folder


GOOD = '[measure_fields]\ndepartments = ["推進担当"]\n'


@pytest.mark.parametrize("workers", [1, 2])
def test_a_vocabulary_folder_counts_in_every_worker(
    run: Run, strange: Path, tmp_path: Path, workers: int
) -> None:
    other = strange.parent.parent / "other" / "plan.txt"
    other.parent.mkdir()
    other.write_text(PLAN.replace("甲乙市", "丙丁市"), encoding="utf-8")
    out, words = tmp_path / "out", vocabulary(tmp_path, GOOD)
    run("convert", strange.parent.parent, "--out", out, "--vocab", words, "--workers", workers)
    names = [row["department"] for row in read_table(out, "departments").to_pylist()]
    assert names.count("情報政策課") == 2
    digests = {row["vocabulary_sha256"] for row in read_table(out, "documents").to_pylist()}
    plain = complete(rows_of_file(strange))["documents"][0]["vocabulary_sha256"]
    assert len(digests) == 1 and plain not in digests


def test_the_variable_names_a_folder_too(
    run: Run, strange: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHISAKU_VOCAB", str(vocabulary(tmp_path, GOOD)))
    assert "推進担当 = departments" in run("inspect", strange, "--explain").out


@pytest.mark.parametrize(
    ("text", "en", "ja"),
    [
        ('[measure_fields]\n\noutline = ["担当課"]', "line 3: “担当課” would mean both", "3行目"),
        ("[measure_fields]\nx = []", "line 2: there is no key measure_fields.x", "2行目"),
        ("[", "line 1: the header is not closed", "見出しの [ ] が閉じていません"),
        ("[a]\n[a]\n", "line 2: the same header", "二度あります"),
        ("? = 1", "line 1: put a key", "項目名に替えて"),
        ("x = “1”", "line 1: there are full-width", "半角の"),
        ("x = 1 1", "line 1: this is no TOML", "1行目"),
        (
            '[measure_fields]\noutline = "甲"',
            'a list of strings, in [ ] as in ["推進担当"]',
            '["推進担当"] のように [ ] で囲みます',
        ),
        ("[numbers]\npatterns = ['(']", "line 2: the pattern ( of numbers.patterns", "2行目"),
        ("[lines]\npairs = ['【']", "no rules can be made of these rows", "規則を作れません"),
    ],
)
def test_a_bad_vocabulary_is_wrong_use(
    run: Run, strange: Path, tmp_path: Path, text: str, en: str, ja: str
) -> None:
    words = vocabulary(tmp_path, text)
    for command in (("convert", strange, "--out", tmp_path / "o"), ("inspect", strange)):
        answer = run(*command, "--vocab", words, "--lang", "en")
        assert answer.status == 2
        assert str(words) in answer.err and en in answer.err
    assert ja in run("inspect", strange, "--vocab", words, "--lang", "ja").err
    assert not (tmp_path / "o").exists()


def test_no_such_vocabulary_folder(run: Run, strange: Path, tmp_path: Path) -> None:
    answer = run("inspect", strange, "--vocab", tmp_path / "none", "--lang", "en")
    assert answer.status == 2 and "no such vocabulary folder" in answer.err


# ---- layout.toml


def test_a_bad_layout_fails_its_plan_alone(run: Run, strange: Path, tmp_path: Path) -> None:
    good = tmp_path / "unknown" / "good" / "plan.txt"
    good.parent.mkdir()
    good.write_text(PLAN, encoding="utf-8")
    strange.with_name("layout.toml").write_text(
        '[fields.measure_fields]\noutline = ["担当課"]\n', encoding="utf-8"
    )
    out = tmp_path / "out"
    answer = run("convert", tmp_path / "unknown", "--out", out, "--lang", "ja")
    assert answer.status == 1 and ".toml 0" not in answer.err and "Skipped" not in answer.err
    status = {r["document_id"]: r["status"] for r in read_table(out, "documents").to_pylist()}
    assert status == {"unknown-good": "ok", "unknown-strange": "failed"}
    issues = read_table(out, "issues").to_pylist()
    (issue,) = [row for row in issues if row["code"] == "layout-refused"]
    assert issue["severity"] == "error" and "layout.toml 2行目" in issue["message"]
    assert str(tmp_path) not in issue["message"]
    for command in ("--explain", "--lang=en"):
        assert run("inspect", strange, command).status in (1, 2)


def test_rows_of_which_no_rule_can_be_made_fail_the_plan(strange: Path) -> None:
    text = '[fields.lines]\npairs = ["【"]\n'
    strange.with_name("layout.toml").write_text(text, encoding="utf-8")
    rows = complete(rows_of_file(strange))
    assert rows["documents"][0]["status"] == "failed"
    assert [row["code"] for row in rows["issues"]] == ["layout-refused"]


def test_pages_of_a_layout(run: Run, strange: Path) -> None:
    strange.write_text(
        "甲乙市計画\n\f章立て\n第1章 目的 1\n第2章 施策 2\n\f第1章 目的\n本文です。\n"
        "\f広告\t課\n広告文\t市民課\n",
        encoding="utf-8",
    )
    strange.with_name("layout.toml").write_text(
        '[[pages]]\npages = 2\nkind = "contents"\n[[pages]]\npages = "4"\nkind = "ignore"\n',
        encoding="utf-8",
    )
    rows = complete(rows_of_file(strange))
    document = rows["documents"][0]
    pages = [page["text"] for page in rows["pages"]]
    assert document["chars_contents"] == len(pages[1]) - len("章立て\n")
    assert document["chars_furniture"] == len(pages[3])
    assert rows["tables"] == []
    matched = [row["title"] for row in rows["sections"] if row["toc_status"] == "matched"]
    assert matched == ["目的"]


# ---- init


def test_init_writes_what_was_read(run: Run, strange: Path) -> None:
    before = complete(rows_of_file(strange))["documents"][0]
    assert run("init", strange, "--lang", "en").status == 0
    text = strange.with_name("plan.toml").read_text(encoding="utf-8")
    told = tomllib.loads(text)
    assert told["slug"] == "strange" and told["source"]["file"] == "plan.txt"
    assert told["source"]["sha256"] == before["source_sha256"]
    assert "plan" not in told and "甲乙市" in text
    rows = complete(rows_of_file(strange))
    assert rows["documents"][0]["document_id"] == before["document_id"]
    assert not [row for row in rows["issues"] if row["code"].startswith("manifest")]


def test_init_never_overwrites_without_force(run: Run, strange: Path) -> None:
    manifest, layout = strange.with_name("plan.toml"), strange.with_name("layout.toml")
    manifest.write_text("# mine\n", encoding="utf-8")
    answer = run("init", strange, "--lang", "en")
    assert answer.status == 2 and "plan.toml" in answer.err and "--force" in answer.err
    for again in ((), ("--force",)):
        answer = run("init", strange, "--layout", "--lang", "en", *again)
        assert (answer.status, answer.err) == (0, "") and "plan.toml" not in answer.out
        assert manifest.read_text(encoding="utf-8") == "# mine\n" and layout.exists()
    assert run("init", strange, "--layout").status == 2


@pytest.mark.parametrize(("options", "name"), [((), "plan.toml"), (("--layout",), "layout.toml")])
def test_force_keeps_what_a_person_wrote(
    run: Run, strange: Path, options: tuple[str, ...], name: str
) -> None:
    target = strange.with_name(name)
    for text, kept in (("# first\n", f"{name}.bak"), ("# second\n", f"{name}.2.bak")):
        target.write_text(text, encoding="utf-8")
        answer = run("init", strange, *options, "--force", "--lang", "en")
        assert answer.status == 0 and kept in answer.out
        assert strange.with_name(kept).read_text(encoding="utf-8") == text
        assert text not in target.read_text(encoding="utf-8")
    answer = run("convert", strange.parent, "--out", strange.parent.parent / "out")
    assert answer.status == 0 and ".bak" not in answer.err


def test_the_layout_skeleton_says_nothing_until_its_lines_are_uncommented(
    run: Run, strange: Path
) -> None:
    run("init", strange, "--layout", "--lang", "ja")
    layout = strange.with_name("layout.toml")
    text = layout.read_text(encoding="utf-8")
    assert tomllib.loads(text) == {}
    assert complete(rows_of_file(strange))["measures"] == []
    start, end = text.index("# [fields"), text.index("# ページの規則")
    block = re.sub(r"^# ?", "", text[start:end], flags=re.M)
    layout.write_text(block, encoding="utf-8")
    assert len(complete(rows_of_file(strange))["measures"]) == 2


def test_a_name_that_is_no_slug_stays_a_comment(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "計画.txt"
    path.write_text(PLAN, encoding="utf-8")
    before = complete(rows_of_file(path))["documents"][0]["document_id"]
    assert run("init", path).status == 0
    assert "slug" not in tomllib.loads((tmp_path / "plan.toml").read_text(encoding="utf-8"))
    assert complete(rows_of_file(path))["documents"][0]["document_id"] == before


@pytest.mark.parametrize("command", [("init",), ("inspect", "--explain")])
def test_what_is_no_plan_is_wrong_use(run: Run, tmp_path: Path, command: tuple[str, ...]) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "x.doc").write_bytes(b"x")
    for name in ("", "empty.txt", "x.doc", "none.txt"):
        answer = run(command[0], tmp_path / name, *command[1:], "--lang", "en")
        assert answer.status == 2 and answer.err
    assert not (tmp_path / "plan.toml").exists()
