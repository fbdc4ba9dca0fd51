"""What only workbooks have is found in them: merged cells, formulas, objects, hidden rows."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from shisaku.exporting.check import check_folder
from shisaku.exporting.check_rules import load_rules
from shisaku.exporting.check_xlsx import read_xlsx

HEADER = ("name", "value", "note")
ROWS = (("甲", 1, "い"), ("乙", 2, "ろ"), ("丙", 3, "は"))
Plant = Callable[[Any, Any], object]


def book(path: Path, plant: Plant = lambda book, sheet: None) -> Path:
    """A workbook of one plain sheet ``kpi``, and what a test plants into it."""
    with xlsxwriter.Workbook(path) as written:
        sheet = written.add_worksheet("kpi")
        bold = written.add_format({"bold": True, "bg_color": "#dddddd"})
        sheet.write_row(0, 0, HEADER, bold)
        for number, row in enumerate(ROWS, 1):
            sheet.write_row(number, 0, row)
        plant(written, sheet)
    return path


def found(folder: Path) -> set[tuple[str, str | None, int | None, str | None]]:
    return {
        (rule.number, finding.sheet, finding.row, finding.column)
        for finding in check_folder(folder).findings
        for rule in load_rules().of(finding.check)
    }


def test_cells_are_read_as_they_are_stored(tmp_path: Path) -> None:
    (sheet,) = read_xlsx(book(tmp_path / "a.xlsx"), "a.xlsx")
    assert tuple(sheet.header) == HEADER
    assert [tuple(row) for row in sheet.rows] == list(ROWS)
    assert sheet.found == ()


# XML has no such characters, and a workbook takes a carriage return for a line feed.
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\ufffe\uffff"))


@settings(max_examples=30, deadline=None)
@given(rows=st.lists(st.tuples(TEXTS, st.integers(-(10**9), 10**9), TEXTS), max_size=5))
def test_any_cells_are_read_as_they_were_written(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, int, str]]
) -> None:
    path = tmp_path_factory.mktemp("book") / "a.xlsx"
    with xlsxwriter.Workbook(path) as written:
        sheet = written.add_worksheet("kpi")
        sheet.write_row(0, 0, HEADER)
        for n, (name, number, note) in enumerate(rows, 1):
            sheet.write_string(n, 0, name)
            sheet.write_number(n, 1, number)
            sheet.write_string(n, 2, note)
    (read,) = read_xlsx(path, "a.xlsx")
    assert [tuple(row) for row in read.rows] == [(a or None, n, b or None) for a, n, b in rows]


def test_a_plain_sheet_lacks_only_its_description(tmp_path: Path) -> None:
    book(tmp_path / "a.xlsx")
    assert {number for number, *_ in found(tmp_path)} == {"L3-08"}


@pytest.mark.parametrize(
    ("plant", "number", "row", "column"),
    [
        (lambda b, s: s.merge_range("A3:A4", "乙"), "L1-12", 3, "name"),
        (lambda b, s: s.merge_range("A3:A4", "乙"), "1-4", 3, "name"),
        (lambda b, s: s.write_formula("B4", "=B2+B3", None, 3), "L2-06", 4, "value"),
        (lambda b, s: s.write_formula("B4", "=B2+B3", None, 3), "1-7", 4, "value"),
        (lambda b, s: s.insert_textbox("E2", "注"), "L1-10", None, None),
        (lambda b, s: s.write_comment("B2", "注"), "1-8", None, None),
        (lambda b, s: s.insert_chart("E2", chart(b)), "L1-10", None, None),
        (lambda b, s: s.write("C2", "い", b.add_format({"bold": True})), "L1-11", 2, "note"),
        (lambda b, s: s.write("C2", "い", b.add_format({"bg_color": "red"})), "L1-11", 2, "note"),
        (lambda b, s: s.set_row(2, None, None, {"hidden": True}), "L1-13", 3, None),
        (lambda b, s: s.set_column("B:B", None, None, {"hidden": True}), "L1-13", None, "value"),
        (lambda b, s: b.add_worksheet("x").hide(), "L1-13", None, None),
        (lambda b, s: s.write("F3", "メモ"), "L1-04", 3, "F"),
        (lambda b, s: s.write_row("A7", ROWS[0]), "L1-03", 5, None),
        (lambda b, s: s.write_row("A6", HEADER), "L1-02", 6, None),
        (lambda b, s: s.write("B4", "3円"), "L2-01", 4, "value"),
        (lambda b, s: s.write("B4", "…"), "L3-03", 4, "value"),
        (lambda b, s: s.write("A1", "", b.add_format()), "L1-05", None, "A"),
    ],
)
def test_a_planted_fault_is_found(
    tmp_path: Path, plant: Plant, number: str, row: int | None, column: str | None
) -> None:
    book(tmp_path / "a.xlsx", plant)
    places = {(n, r, c) for n, _, r, c in found(tmp_path)}
    assert (number, row, column) in places


def chart(workbook: Any) -> Any:
    made = workbook.add_chart({"type": "line"})
    made.add_series({"values": "=kpi!$B$2:$B$4"})
    return made


def test_a_title_above_the_header(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as written:
        sheet = written.add_worksheet("kpi")
        sheet.write("A1", "目標の一覧")
        sheet.write_row("A3", HEADER)
        sheet.write_row("A4", ROWS[0])
    (read,) = read_xlsx(tmp_path / "a.xlsx", "a.xlsx")
    assert (tuple(read.header), read.first_row) == (HEADER, 4)
    assert ("L3-01", "kpi", 1, None) in found(tmp_path)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"no workbook"])
def test_what_is_no_workbook_is_a_finding(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.xlsx").write_bytes(content)
    with zipfile.ZipFile(tmp_path / "b.xlsx", "w") as archive:
        archive.writestr("xl/workbook.xml", "<not-closed>")
    report = check_folder(tmp_path)
    assert {(f.check, f.file) for f in report.findings} >= {
        ("file_format", "a.xlsx"),
        ("file_format", "b.xlsx"),
    }
