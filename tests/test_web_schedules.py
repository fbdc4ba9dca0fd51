"""Schedules that a browser prints without upright rulings: bars, arrows and marks below years."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import pytest

from extract.pdf_file import read_pdf
from normalize.build import build
from normalize.manifest import Manifest
from tests.builders.producers import FONT
from tests.builders.web import print_html

YEARS = (2023, 2024, 2025, 2026, 2027)
Rows = Mapping[str, Sequence[Mapping[str, Any]]]
# Label of a row, its first and its last year.
ROWS = (
    ("現状の調査", 0, 0),
    ("設計", 0, 1),
    ("システムの構築", 1, 2),
    ("試行", 2, 3),
    ("運用", 3, 4),
    ("見直し", 4, 4),
)
CARD = (
    ("実施事業", "① 窓口の改善"),
    ("担当課", "市民課・税務課"),
    ("事業概要", "待ち時間の短縮を図ります。"),
)
COLUMN, INSET = 75.0, 4.0
SENTENCE = "次の表のとおり、年度ごとに取組を進め、毎年度その進捗を確認して結果を公表します。" * 2
STYLE = f"""
@page {{ size: A4; margin: 50pt 55pt }}
* {{ -webkit-print-color-adjust: exact }}
body {{ margin: 0; font: 10.5pt/1.5 {FONT} }}
section {{ break-before: page }}
table {{ border-collapse: collapse; table-layout: fixed; width: 485pt; margin: 12pt 0 }}
td {{ padding: 4pt 6pt; position: relative }}
td > div, svg {{ position: absolute; left: {INSET}pt; top: 7pt; z-index: 2 }}
"""
FORMS = {
    "rules": "tr { border-bottom: 0.5pt solid } tr:first-child { border-top: 0.5pt solid }",
    "rules_below": "td { border-bottom: 1px solid #ccc }",
    "zebra": "tr:nth-child(even) { background: #eee }",
    "bare": "",
}


def wide(first: int, last: int) -> float:
    return (last - first + 1) * COLUMN - 2 * INSET


def bar(year: int, first: int, last: int) -> str:
    style = f"height: 9pt; width: {wide(first, last)}pt; background: #47c"
    return f'<div style="{style}"></div>' if year == first else ""


def arrow(year: int, first: int, last: int) -> str:
    if year != first:
        return ""
    x = wide(first, last)
    path = f"M0 3H{x - 8}V0L{x} 6L{x - 8} 12V9H0Z"
    size = f'width="{x}pt" height="12pt" viewBox="0 0 {x} 12"'
    return f'<svg {size}><path d="{path}" fill="#47c"/></svg>'


def mark(year: int, first: int, last: int) -> str:
    return "○" if first <= year <= last else ""


def sign(year: int, first: int, last: int) -> str:
    return "→" if first <= year <= last else ""


DRAWN: dict[str, Callable[[int, int, int], str]] = {
    "bar": bar,
    "arrow": arrow,
    "mark": mark,
    "sign": sign,
}
# Marks alone, with neither rules nor stripes, tell no columns.
CASES = [(f, d) for f in FORMS for d in DRAWN if f != "bare" or d in ("bar", "arrow")]


def table(drawn: Callable[[int, int, int], str], *, card: bool) -> str:
    columns = '<col style="width: 110pt">' + "<col>" * len(YEARS)
    fields = "".join(f"<tr><td>{a}</td><td colspan=5>{b}</td></tr>" for a, b in CARD if card)
    names = "".join(f"<td style='text-align: center'>令和{y - 2018}年度</td>" for y in YEARS)
    body = "".join(
        f"<tr><td>{label}</td>"
        + "".join(f"<td>{drawn(year, first, last)}</td>" for year in range(len(YEARS)))
        + "</tr>"
        for label, first, last in ROWS
    )
    head = f"<tr><td>取組</td>{names}</tr>"
    return f"<table><colgroup>{columns}</colgroup>{fields}{head}{body}</table>"


def sections() -> Iterator[tuple[tuple[str, str, bool], str]]:
    for form, drawn in CASES:
        for card in (False, True) if form in ("rules", "zebra") else (False,):
            inner = f"<p>{SENTENCE}</p>{table(DRAWN[drawn], card=card)}<p>{SENTENCE}</p>"
            yield (form, drawn, card), f'<section class="{form}">{inner}</section>'


NAMES = [name for name, _ in sections()]


def scoped(form: str) -> str:
    """The rules of a form for its own sections."""
    rules = (rule.strip() for rule in FORMS[form].split("}") if rule.strip())
    return "".join(f".{form} {rule}}}" for rule in rules)


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, set[int]]]:
    """By page the years that hold something, by the label of their row."""
    folder = tmp_path_factory.mktemp("web")
    style = STYLE + "".join(map(scoped, FORMS))
    body = "".join(part for _, part in sections())
    html = f"<!DOCTYPE html><meta charset=utf-8><style>{style}</style><body>{body}</body>"
    (folder / "printed.pdf").write_bytes(print_html(html, folder, "schedules"))
    document = read_pdf(folder / "printed.pdf")
    rows: Rows = build(document, Manifest("plan"))
    pages = {span["span_id"]: span["page_no"] for span in rows["spans"]}
    found: dict[int, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for row in rows["schedule_marks"]:
        found[pages[row["span_id"]]][row["row_label_raw"]].add(row["fiscal_year"])
    printed = [page.page_no for page in document.pages if page.text.strip()]
    assert len(printed) == len(NAMES)
    return [dict(found[page_no]) for page_no in printed]


@pytest.mark.parametrize("name", NAMES, ids=str)
def test_years_of_each_row(name: tuple[str, str, bool], marked: list[dict[str, set[int]]]) -> None:
    years = {label: set(YEARS[first : last + 1]) for label, first, last in ROWS}
    assert marked[NAMES.index(name)] == years
