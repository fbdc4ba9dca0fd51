"""Headings that only their size tells, in files with boxes."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.pdf_file import read_with
from parsers.plan import Plan
from shisaku.readers import AS_USUAL, pdf_opener
from tests.builders.pdf_writer import PdfWriter

PARAGRAPH = "市では、市民の皆さまの利便性を高めるため、次の取組を進めてきました。"
Lines = list[tuple[float, str]]


def read(lines: Lines, folder: Path) -> list[tuple[int, str | None, str]]:
    """The headings of a PDF with these lines (size, text), each above a line of running text."""
    writer = PdfWriter()
    page = writer.page()
    top = 110.0
    for size, text in lines:
        page.text(70, top, text, size=size)
        top += size + 14
        page.text(70, top, PARAGRAPH, size=10.5)
        top += 28
    path = folder / "plan.pdf"
    path.write_bytes(writer.to_bytes())
    found = Plan(read_with(path, pdf_opener(AS_USUAL))).headings.values
    return [(h.level, h.number, h.title.text) for h in found]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            [
                (18, "目指す姿"),
                (14, "便利なまち"),
                (14, "安全なまち"),
                (18, "進め方"),
                (14, "体制"),
            ],
            [
                (1, None, "目指す姿"),
                (2, None, "便利なまち"),
                (2, None, "安全なまち"),
                (1, None, "進め方"),
                (2, None, "体制"),
            ],
        ),
        (
            [(14, "便利なまち"), (18, "目指す姿"), (14, "安全なまち"), (18, "進め方")],
            [
                (1, None, "便利なまち"),
                (1, None, "目指す姿"),
                (2, None, "安全なまち"),
                (1, None, "進め方"),
            ],
        ),
        (
            [(16, "第1章 概要"), (13, "目的"), (13, "期間"), (16, "第2章 課題"), (13, "人口")],
            [
                (1, "1", "概要"),
                (2, None, "目的"),
                (2, None, "期間"),
                (1, "2", "課題"),
                (2, None, "人口"),
            ],
        ),
        # One line of a size is a slogan; a sentence and a line of the text's size are none.
        (
            [(16, "第1章 概要"), (24, "つながるまち"), (16, "第2章 課題")],
            [(1, "1", "概要"), (1, "2", "課題")],
        ),
        (
            [
                (16, "第1章 概要"),
                (14, "次に進みます。"),
                (14, "広げます。"),
                (10.5, "目的"),
                (10.5, "期間"),
            ],
            [(1, "1", "概要")],
        ),
    ],
)
def test_sizes(lines: Lines, expected: list[tuple[int, str | None, str]], tmp_path: Path) -> None:
    assert read(lines, tmp_path) == expected
