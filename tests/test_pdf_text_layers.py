"""PDFs whose text layer tells something else than they print: said, and not read for facts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import regex

from extract import pdfium, plumber
from extract.model import Document
from extract.pdf_file import Opener, read_with
from normalize.build import build
from normalize.manifest import Manifest
from normalize.validate import validate
from tests.builders.grid_drawing import draw_grid, grid
from tests.builders.pdf_cases import layout_cases
from tests.builders.pdf_fonts import telling
from tests.builders.pdf_page import Page
from tests.builders.pdf_writer import PdfWriter
from tests.builders.producers import FONT, need, run
from tests.builders.web import print_html

Rows = Mapping[str, Sequence[Mapping[str, Any]]]

READERS: list[Opener] = [pdfium.open_pdf, plumber.open_pdf]
RADICAL = regex.compile("[\u2e80-\u2fdf]")
RADICALS = dict(zip("民長行生高一口", "⺠⻑⾏⽣⾼⼀⼝", strict=True))
FACTS = {"sections", "measures", "departments", "schedule_marks", "tables", "cells", "policies"}
# Raw text, and the page itself.
PRINT = {("pages", "text"), ("spans", "raw_text")}


def read(folder: Path, pdf: bytes, reader: Opener) -> tuple[Document, Rows]:
    path = folder / "plan.pdf"
    path.write_bytes(pdf)
    document = read_with(path, reader)
    rows: Rows = build(document, Manifest("plan"))
    assert validate(rows) == ()
    return document, rows


def codes(rows: Rows) -> set[str]:
    return {row["code"] for row in rows["issues"]}


@pytest.mark.parametrize("reader", READERS, ids=["pdfium", "pdfplumber"])
@pytest.mark.parametrize(
    ("name", "layer"), [("lost_to_unicode", "damaged"), ("radicals", "native")]
)
def test_made_layers(name: str, layer: str, reader: Opener, tmp_path: Path) -> None:
    document, rows = read(tmp_path, layout_cases()[name].pdf, reader)
    assert document.text_layer == layer
    assert codes(rows) >= {"text-layer-damaged" if layer == "damaged" else "radicals-in-text"}
    assert layer == "native" or not any(rows.get(table) for table in FACTS)


@pytest.mark.parametrize("reader", READERS, ids=["pdfium", "pdfplumber"])
def test_a_layer_without_kana_is_said(reader: Opener, tmp_path: Path) -> None:
    document, rows = read(tmp_path, layout_cases()["no_kana"].pdf, reader)
    assert (document.text_layer, codes(rows)) == ("damaged", {"text-layer-damaged"})


def written(told: Callable[[str], str]) -> bytes:
    """A small plan, printed by a face that may tell other characters."""
    pdf = PdfWriter("plan")
    page = pdf.page()
    _write(page, 60, 60, "第１章　長い行政の取組", told, 14)
    _write(page, 60, 90, "市民の生活を支える行政の取組を進めます。", told)
    rows = (("施策名", "担当課", "内容"), ("市民の窓口", "市民課", "窓口を一つにする。"))
    plan = grid(60, 120, [120, 100, 200], [20, 20], rows)
    draw_grid(page, grid(60, 120, [120, 100, 200], [20, 20], [("", "", "")] * 2))
    for cell in plan.cells:
        box = plan.box(cell)
        _write(page, box.x0 + 3, box.top + 5, cell.text, told)
    return pdf.to_bytes()


def _write(
    page: Page, x: float, top: float, text: str, told: Callable[[str], str], size: float = 9
) -> None:
    printed = "".join(dict.fromkeys(text))
    page.text(x, top, text, size=size, font=telling(printed, tuple(map(told, printed))))


@pytest.mark.parametrize("reader", READERS, ids=["pdfium", "pdfplumber"])
def test_no_radical_is_left_in_a_value(reader: Opener, tmp_path: Path) -> None:
    _, rows = read(tmp_path, written(lambda c: RADICALS.get(c, c)), reader)
    assert [row["title"] for row in rows["sections"]] == ["長い行政の取組"]
    assert [(row["title"], row["outline"]) for row in rows["measures"]] == [
        ("市民の窓口", "窓口を一つにする。")
    ]
    assert [row["department"] for row in rows["departments"]] == ["市民課"]
    printed = {
        (table, column)
        for table, values in rows.items()
        for row in values
        for column, value in row.items()
        if isinstance(value, str) and RADICAL.search(value)
    }
    assert {at for at in printed - PRINT if not at[1].endswith("_raw")} == set()
    assert printed >= PRINT | {("sections", "title_raw"), ("departments", "department_raw")}


def test_both_readers_give_the_same_values(tmp_path: Path) -> None:
    """One reader folds some radicals by itself; what is normalized must not depend on it."""
    pdf = written(lambda c: RADICALS.get(c, c))
    one, two = (read(tmp_path, pdf, reader)[1] for reader in READERS)
    for table, column in (("sections", "title"), ("measures", "title"), ("measures", "outline")):
        assert [row[column] for row in one[table]] == [row[column] for row in two[table]]


@pytest.mark.parametrize("reader", READERS, ids=["pdfium", "pdfplumber"])
def test_a_single_lost_character_is_said_with_its_place(reader: Opener, tmp_path: Path) -> None:
    document, rows = read(tmp_path, written(lambda c: "" if c == "支" else c), reader)
    (issue,) = [row for row in rows["issues"] if row["code"] == "characters-unknown"]
    (span,) = [row for row in rows["spans"] if row["span_id"] == issue["span_id"]]
    assert document.text_layer == "native"
    assert issue["severity"] == "warning"
    assert (span["page_no"], round(span["x0"])) == (1, 60 + 6 * 9)


@pytest.mark.parametrize("reader", READERS, ids=["pdfium", "pdfplumber"])
def test_a_damaged_page_gives_no_facts_and_the_others_do(reader: Opener, tmp_path: Path) -> None:
    pdf = PdfWriter("plan")
    for page_no in range(1, 8):
        page = pdf.page()
        told: Callable[[str], str] = (lambda c: "") if page_no == 7 else (lambda c: c)
        _write(page, 60, 60, f"第{page_no}章　行政の取組", told, 14)
        for line in range(12 if page_no < 7 else 3):
            # PDFium drops a line like the one before.
            text = "市民の生活を支える行政の取組を進めます。"
            _write(page, 60, 90 + 20 * line, text[line:] + text[:line], told)
    document, rows = read(tmp_path, pdf.to_bytes(), reader)
    assert document.text_layer == "native"
    (issue,) = [row for row in rows["issues"] if row["code"] == "page-text-damaged"]
    pages = {span["span_id"]: span["page_no"] for span in rows["spans"]}
    assert pages[issue["span_id"]] == 7
    assert [pages[row["span_id"]] for row in rows["sections"]] == [1, 2, 3, 4, 5, 6]


def test_a_copy_whose_characters_are_lost_is_refused(tmp_path: Path) -> None:
    """Ghostscript's copy of a browser's PDF tells Latin letters where kana are printed."""
    program = need(["gs"], "ghostscript")
    sentence = "本市では、情報化を進めるため、次のとおり取り組みます。" * 4
    html = f'<meta charset=utf-8><body style="font: 10pt {FONT}"><p>{sentence}</p>' * 9
    source, copy = tmp_path / "source.pdf", tmp_path / "copy.pdf"
    source.write_bytes(print_html(html, tmp_path, "page"))
    command = [program, "-q", "-sDEVICE=pdfwrite", "-o", str(copy), str(source)]
    document, rows = read(tmp_path, run(command, copy), pdfium.open_pdf)
    if sentence in "".join(document.pages[0].text.split()):
        pytest.skip("this Ghostscript keeps the text")
    assert document.text_layer == "damaged"
    (issue,) = [row for row in rows["issues"] if row["code"] == "text-layer-damaged"]
    assert "元のPDF" in issue["message"]
