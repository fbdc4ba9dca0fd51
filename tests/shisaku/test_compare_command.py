"""``shisaku compare``: every form, on the real documents and on names that would do harm."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from normalize.write import write_tables
from shisaku.comparing.arguments import WAYS
from shisaku.comparing.tables import blocks
from tests.builders.frames import ID, Row, row

Run = Callable[..., Any]


@pytest.fixture(scope="module")
def converted(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    from shisaku.cli import main

    out = tmp_path_factory.mktemp("compared") / "parquet"
    main(["convert", str(root / "data" / "raw"), "--out", str(out), "--quiet"])
    return out


def made(folder: Path, **rows: list[Row]) -> Path:
    write_tables({"documents": [row("documents", municipality_name="甲市")], **rows}, ID, folder)
    return folder


@pytest.mark.parametrize("by", WAYS)
def test_every_way_as_table_and_rows(by: str, converted: Path, run: Run) -> None:
    for language, extra in (("ja", ()), ("en", ("--rows",))):
        answer = run("compare", converted, "--by", by, "--lang", language, *extra)
        assert answer.status == 0 and "常総市" in answer.out
        assert "082112-johoka-3-chapter6" in answer.err  # the excerpt that is not counted
        assert max(map(cell_len, answer.out.splitlines())) <= 100


@pytest.mark.parametrize("by", WAYS)
def test_csv_and_parquet_hold_the_same(by: str, converted: Path, tmp_path: Path, run: Run) -> None:
    for extra in ((), ("--rows",)):
        out = {form: tmp_path / f"{form}{len(extra)}" for form in ("csv", "parquet")}
        for form, path in out.items():
            given_ = ("--by", by, "--format", form, "--out", path, "--lang", "en", *extra)
            assert run("compare", converted, *given_).status == 0
        table = pd.read_parquet(out["parquet"])
        with out["csv"].open(encoding="utf-8-sig", newline="") as file:
            header, *lines = csv.reader(file)
        assert len(lines) == len(table) > 0
        assert len(header) == len(set(header)) == len(table.columns)
    assert header[0] == "document_id"


def test_csv_to_a_pipe_is_in_japanese(converted: Path, run: Run) -> None:
    answer = run("compare", converted, "--by", "article", "--format", "csv", "--lang", "ja")
    rows = list(csv.DictReader(io.StringIO(answer.out)))
    by_city = {line["自治体"]: line for line in rows}
    assert by_city["常総市"]["官民データ活用推進基本法第13条"] == "4"
    assert by_city["小山市"]["記載"] == "なし"
    assert by_city["小山市"]["官民データ活用推進基本法第13条"] == ""
    assert by_city["常総市"]["自治体コード"] == "082112"


def test_excerpts_are_counted_when_asked_for(converted: Path, run: Run) -> None:
    answer = run("compare", converted, "--by", "training", "--format", "csv", "--excerpts")
    assert "082112-johoka-3-chapter6" in answer.out and answer.err == ""


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--by", "theme", "--format", "parquet"), "--out"),
        (("--by", "theme", "--only", "colour"), "security"),
        (("--by", "theme", "--city", "colour"), "常総市"),
        (("--by", "theme", "--format", "csv", "--out", "no/such/folder/a.csv"), "cannot write"),
    ],
)
def test_wrong_use(arguments: tuple[str, ...], words: str, converted: Path, run: Run) -> None:
    answer = run("compare", converted, *arguments, "--lang", "en")
    assert answer.status == 2 and words in answer.err and answer.out == ""


@pytest.mark.parametrize(("language", "words"), [("en", "no such folder"), ("ja", "ありません")])
def test_no_folder(language: str, words: str, tmp_path: Path, run: Run) -> None:
    answer = run("compare", tmp_path / "no", "--by", "theme", "--lang", language)
    assert answer.status == 2 and words in answer.err


class Page(HTMLParser):
    """Ids, links and texts of a page; a tag that is not closed in order is a fault."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self._open: list[str] = []
        self.feed(text)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag not in ("meta",):
            self._open.append(tag)
        named = {name: value or "" for name, value in attrs}
        self.ids += [named["id"]] if "id" in named else []
        self.links += [named["href"]] if "href" in named else []

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag


@pytest.mark.parametrize("by", WAYS)
def test_counts_lead_to_their_rows(by: str, converted: Path, tmp_path: Path, run: Run) -> None:
    path = tmp_path / "page.html"
    run("compare", converted, "--by", by, "--format", "html", "--out", path, "--lang", "ja")
    text = path.read_text(encoding="utf-8")
    page = Page(text)
    assert len(page.ids) == len(set(page.ids))
    anchors = [link.removeprefix("#") for link in page.links]
    assert set(anchors) <= set(page.ids) and len(anchors) > 2
    sections = [name for name in page.ids if name != "matrix"]
    assert sorted(set(anchors) - {"matrix"}) == sorted(sections)
    assert "script" not in page.tags and "http" not in text.replace("https://", "")
    assert '<td class="absent">―</td>' in text
    for anchor, count in re.findall(r'<a href="#(r\d+)">(\d+)', text):
        section = text.split(f'<section id="{anchor}"')[1].split("</section>")[0]
        ids = set(re.findall(r"<td>([^<]*:[^<]*)</td>", section))
        assert len({i for i in ids if i.startswith(("0", "1", "2"))}) >= min(int(count), 1)


HARM = '=1+1<script>alert("x")</script>&\x1b[31m'


def harmful(folder: Path) -> Path:
    body = row(
        "organizations",
        organization_id="o",
        kind="body",
        name=f"{HARM}本部",
        members_raw=f"有識者{HARM}",
        chair=HARM,
    )
    return made(folder, organizations=[body])


def test_markup_and_formulas_do_nothing(tmp_path: Path, run: Run) -> None:
    data = harmful(tmp_path / "data")
    for extra in ((), ("--rows",)):
        assert "\x1b" not in run("compare", data, "--by", "organization", *extra).out
        page = run("compare", data, "--by", "organization", "--format", "html", *extra).out
        assert "<script" not in page and "\x1b" not in page and "&lt;script" in page
        out = tmp_path / "out.csv"
        command = ("compare", data, "--by", "organization", "--format", "csv", *extra)
        run(*command, "--out", out)
        cells = [c for line in csv.reader(io.StringIO(run(*command).out)) for c in line]
        with out.open(encoding="utf-8-sig", newline="") as file:
            cells += [cell for line in csv.reader(file) for cell in line]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "@", "\x1b"))]


def test_characters_that_windows_lacks(converted: Path, tmp_path: Path) -> None:
    import subprocess
    import sys

    data = harmful(tmp_path / "data")
    for folder in (data, converted):
        for form in ("table", "csv", "html"):
            done = subprocess.run(
                [sys.executable, "-m", "shisaku.cli", "compare", str(folder), "--by",
                 "organization", "--format", form, "--lang", "ja"],
                capture_output=True,
                env={"PYTHONIOENCODING": "cp932", "PYTHONPATH": ":".join(sys.path)},
                check=True,
            )  # fmt: skip
            assert "本部" in done.stdout.decode("cp932")


@given(st.lists(st.integers(1, 40), max_size=12), st.integers(1, 80))
def test_columns_stand_in_blocks_that_fit(widths: list[int], room: int) -> None:
    found = list(blocks(widths, room))
    assert [n for block in found for n in block] == list(range(len(widths)))
    for block in found:
        assert len(block) == 1 or sum(widths[n] + 2 for n in block) <= room


def test_the_longer_side_goes_down(converted: Path, run: Run) -> None:
    lines = run("compare", converted, "--by", "theme", "--lang", "ja").out.splitlines()
    assert any(line.startswith("オープンデータ ") for line in lines)
    lines = run("compare", converted, "--by", "theme", "--only", "open_data").out.splitlines()
    assert any(line.startswith("常総市 ") for line in lines)


def test_two_plans_of_a_city_are_told_apart(tmp_path: Path, run: Run) -> None:
    for name, title in (("a", "第一次計画"), ("b", "第二次計画")):
        known = {"municipality_name": "甲市", "plan_title": title, "document_id": name}
        rule = row("reviews", document_id=name, review_id="r", cycle="yearly", content_raw="x")
        write_tables({"documents": [row("documents", **known)], "reviews": [rule]}, name, tmp_path)
    out = run("compare", tmp_path, "--by", "review", "--only", "yearly").out
    assert "甲市 第一次計画" in out and "甲市 第二次計画" in out


def test_documents_that_could_not_be_read_are_named(tmp_path: Path, run: Run) -> None:
    write_tables({"documents": [row("documents", status="failed")]}, ID, tmp_path)
    for form in ("table", "html"):
        out = run("compare", tmp_path, "--by", "review", "--format", form, "--lang", "ja").out
        assert f"読み取れなかった文書: {ID}" in out


def test_an_excerpt_and_its_whole_are_told_apart(converted: Path, run: Run) -> None:
    for form in ("table", "html"):
        command = ("--by", "training", "--excerpts", "--only", "security", "--format", form)
        out = run("compare", converted, *command, "--lang", "ja").out
        assert "(082112-johoka-3)" in out and "(082112-johoka-3-chapter6)" in out
        assert "(092088" not in out


def many_departments(folder: Path, count: int) -> Path:
    measures = [row("measures", measure_id="m")]
    names = [f"第{n}課" for n in range(count)]
    units = [
        row("departments", measure_id="m", seq=n, department=name, kind="unit")
        for n, name in enumerate(names)
    ]
    return made(folder, measures=measures, departments=units)


@pytest.mark.parametrize(
    ("extra", "shown", "more"),
    [
        ((), 30, 5),
        (("--rows",), 30, 5),
        (("--top", "33"), 33, 2),
        (("--top", "35"), 35, 0),
        (("--only", "第3課"), 1, 0),
        (("--format", "csv"), 35, 0),
        (("--format", "html"), 35, 0),
        (("--format", "html", "--top", "4"), 4, 31),
    ],
)
def test_departments_that_are_not_shown_are_told(
    extra: tuple[str, ...], shown: int, more: int, tmp_path: Path, run: Run
) -> None:
    data = many_departments(tmp_path, 35)
    out = run("compare", data, "--by", "department", *extra, "--lang", "ja").out
    assert len(set(re.findall("第[0-9]+課", out))) == shown
    assert re.findall("ほかに([0-9]+)区分", out) == ([str(more)] if more else [])
    assert ("--top" in out) == bool(more)


@pytest.mark.parametrize("by", WAYS)
@pytest.mark.parametrize("extra", [(), ("--rows",), ("--format", "html")])
def test_nothing_to_compare_is_said(
    by: str, extra: tuple[str, ...], tmp_path: Path, run: Run
) -> None:
    answer = run("compare", made(tmp_path), "--by", by, *extra, "--lang", "ja")
    assert answer.status == 0
    assert answer.out.count("記載がありません") == 1
    answered = run("compare", tmp_path, "--by", by, "--format", "csv", "--lang", "en")
    assert "nothing of this kind" in answered.err and "nothing" not in answered.out
    # Without a column there is no cell with the sign.
    if by in ("year", "start", "phase", "department", "article"):
        assert "―" not in answer.out


def test_nothing_more_is_said_where_there_is_something(tmp_path: Path, run: Run) -> None:
    answer = run("compare", many_departments(tmp_path, 1), "--by", "department", "--lang", "ja")
    assert "記載がありません" not in answer.out and "ほかに" not in answer.out
