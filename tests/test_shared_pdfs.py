"""Real published PDFs from extraction to rows. They are no part of the project: see SHARED."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import regex

from extract.pdf_file import compose_page
from extract.pdfium import open_pdf
from normalize.numbers import parse_number
from shisaku.work import complete, rows_of_file

SHARED = Path(
    os.environ.get("SHISAKU_PDFS") or Path(__file__).resolve().parents[2] / "shared" / "pdfs"
)
RADICAL = regex.compile("[\u2e80-\u2fdf]")
Row = dict[str, Any]
Rows = Mapping[str, list[Row]]


def needs(name: str) -> pytest.MarkDecorator:
    """Skips a test, and says so, where the file is absent."""
    reason = f"{name} is absent: set SHISAKU_PDFS to the folder that holds it"
    return pytest.mark.skipif(not (SHARED / name).is_file(), reason=reason)


@cache
def rows(name: str) -> Rows:
    return complete(rows_of_file(SHARED / name))


def by_row(values: list[Row]) -> dict[int, dict[str, str]]:
    """Field -> value of each printed row of a table."""
    found: dict[int, dict[str, str]] = {}
    for value in values:
        found.setdefault(value["row_no"], {})[value["field_raw"]] = value["value_raw"]
    return found


def amount(text: str | None) -> int:
    value = parse_number(text or "0").value
    assert value is not None, text
    return int(value)


@needs("nankoku_new_projects.pdf")
def test_every_project_has_its_section_name_and_content() -> None:
    found = rows("nankoku_new_projects.pdf")
    measures = found["measures"]
    assert [m["measure_no"] for m in measures] == list(range(1, 20))
    assert all(m["departments_raw"] and m["title"] and m["outline"] for m in measures)
    units = [d["department"] for d in found["departments"]]
    assert len(units) == 20  # one project has two
    assert [u for u in units if not u.endswith(("課", "所", "部", "センター"))] == []
    first, last = measures[0], measures[-1]
    assert (first["departments_raw"], last["title"]) == ("情報政策課", "地域交流センター運営事業費")
    assert first["outline"].startswith("南国市をFacebook、ＬＩＮＥに")
    assert first["outline"].endswith("6月からスタートを予定。")


@needs("nankoku_new_projects.pdf")
def test_the_sources_of_every_project_add_up_to_its_cost() -> None:
    found = rows("nankoku_new_projects.pdf")
    (table,) = found["tables"]
    assert (table["kind"], table["n_header_rows"], table["n_cols"]) == ("measure_list", 2, 11)
    sources = [r for r in found["records"] if r["group_raw"]]
    assert {r["field_raw"] for r in sources} == {"国", "県", "地方債", "その他", "一般財源"}
    assert {"".join(r["group_raw"].split()) for r in sources} == {"財源内訳（千円）"}
    parts = by_row(sources)
    costs = by_row([r for r in found["records"] if not r["group_raw"]])
    assert len(parts) == len(costs) == 19
    for row, cost in costs.items():
        assert sum(map(amount, parts[row].values())) == amount(cost["事業費（千円）"])


@needs("standard_guideline.pdf")
def test_numbered_headings_are_a_tree() -> None:
    sections = rows("standard_guideline.pdf")["sections"]
    body = [s for s in sections if s["toc_status"] != "toc_only" and s["kind"] == "heading"]
    parents = {s["section_id"]: s for s in sections}
    named = [s for s in body if s["level"] <= 3 and s["number"]]
    parts = [s for s in named if s["level"] == 1]
    assert [(s["number"], s["title"]) for s in parts] == [
        ("1", "総論"),
        ("2", "ＩＴガバナンス"),
        ("3", "ＩＴマネジメント"),
    ]
    chapters = [s["number"] for s in named if s["level"] == 2]
    assert chapters == [*"1234", *"123456789", *"123456789", "10"]
    # Numbers go up one by one below each parent, at all three levels.
    below: dict[str | None, list[int]] = {}
    for s in named:
        if s["toc_status"] == "matched":
            below.setdefault(s["parent_section_id"], []).append(int(s["number"]))
    assert all(numbers == list(range(1, len(numbers) + 1)) for numbers in below.values())
    assert all(
        s["level"] == parents[s["parent_section_id"]]["level"] + 1 for s in body if s["level"] > 1
    )
    deeper = [s["number"] for s in body if s["level"] == 4]
    assert deeper.count("1)") >= 40


@needs("standard_guideline.pdf")
def test_the_contents_page_is_reconciled() -> None:
    sections = rows("standard_guideline.pdf")["sections"]
    listed = [s for s in sections if s["toc_page"] is not None]
    assert len(listed) == 145
    # The contents page of this edition has one date that is still a draft's.
    assert [s["title"] for s in listed if s["toc_status"] != "matched"] == [
        "2023年（令和５年）X月XX日の改定における附則"
    ]
    spans = {s["span_id"]: s for s in rows("standard_guideline.pdf")["spans"]}
    pages = [(spans[s["span_id"]]["page_no"], s["toc_page"]) for s in listed[:-1]]
    assert {page - printed for page, printed in pages} == {10}


@needs("nankoku_basic_concept.pdf")
def test_chapters() -> None:
    sections = rows("nankoku_basic_concept.pdf")["sections"]
    assert [(s["level"], s["number_raw"], s["title"]) for s in sections] == [
        (1, "第１章", "南国市の将来像"),
        (2, "１．", "南国市の将来像"),
        (2, "２．", "まちづくり目標"),
        (1, "第２章", "施策の大綱"),
        (2, "１．", "住みやすくて心地がよいまち"),
        (2, "２．", "にぎわい、活気あふれるまち"),
        (2, "３．", "みんながつながり、支えあうまち"),
    ]


def _is_print(table: str, column: str) -> bool:
    return column.endswith("_raw") or (table, column) in {("pages", "text"), ("spans", "raw_text")}


@needs("radicals.pdf")
@pytest.mark.parametrize("printed", [True, False])
def test_radicals_stay_in_the_print_alone(printed: bool) -> None:
    found = {
        (table, column)
        for table, values in rows("radicals.pdf").items()
        for row in values
        for column, value in row.items()
        if isinstance(value, str) and _is_print(table, column) == printed and RADICAL.search(value)
    }
    if printed:
        assert {("pages", "text"), ("spans", "raw_text"), ("sections", "title_raw")} <= found
    else:
        assert found == set()


@needs("radicals.pdf")
def test_radicals_are_told() -> None:
    (issue,) = (i for i in rows("radicals.pdf")["issues"] if i["code"] == "radicals-in-text")
    text = "".join(page["text"] for page in rows("radicals.pdf")["pages"])
    assert f"{len(RADICAL.findall(text))}字" in issue["message"]


@needs("fuji_budget.pdf")
def test_a_long_budget_converts_in_flat_memory() -> None:
    # ru_maxrss of a child begins at its parent's size; the kernel's own peak begins at exec.
    if not Path("/proc/self/status").exists():
        pytest.skip("peak memory is not to be had on this system")
    job = (
        "import sys; from pathlib import Path; from shisaku.work import rows_of_file\n"
        "rows = rows_of_file(Path(sys.argv[1])); (row,) = rows['documents']\n"
        "lines = Path('/proc/self/status').read_text().splitlines()\n"
        "peak = next(line.split()[1] for line in lines if line.startswith('VmHWM'))\n"
        "print(peak, row['status'], len(rows['pages']), len(rows['tables']))"
    )
    command = [sys.executable, "-c", job, str(SHARED / "fuji_budget.pdf")]
    root = Path(__file__).resolve().parent.parent
    done = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True)
    peak, status, pages, tables = done.stdout.split()
    assert int(peak) * 1024 < 200 * 1024 * 1024
    assert (status, pages) == ("ok", "612")
    assert int(tables) > 600


@needs("fuji_budget.pdf")
def test_this_year_less_last_year_is_the_difference() -> None:
    """On some pages of the budget; the print itself is the oracle."""
    compared = list(_comparisons(range(40, 130)))
    assert len(compared) >= 60
    assert [c for c in compared if c[0] - c[1] != c[2]] == []


def _comparisons(pages: range) -> Iterator[tuple[int, int, int]]:
    """This year, last year and their difference, row by row."""
    with open_pdf(SHARED / "fuji_budget.pdf") as source:
        for page_no in pages:
            for grid in compose_page(source.read_page(page_no)).grids:
                texts = [["".join(c.run.text.split()) for c in row] for row in grid.cells]
                if texts[0][:4] == ["目", "本年度予算額", "前年度予算額", "比較"]:
                    for row in texts[1:]:
                        this, last, change = map(_thousands, row[1:4])
                        if this is not None and last is not None and change is not None:
                            yield this, last, change


def _thousands(text: str) -> int | None:
    """An amount in 千円, which the first row of a page prints in front of it."""
    number = text.removeprefix("千円").replace("△", "-").replace(",", "")
    return int(number) if regex.fullmatch(r"-?\d+", number) else None
