"""Rows of pages, sections, tables and cells."""

from __future__ import annotations

from hypothesis import given

from tests.builders.documents import rows
from tests.builders.outlines import Node, render, walk
from tests.builders.strategies import mixed_texts, outlines


@given(outlines())
def test_sections_are_the_outline(outline: tuple[tuple[str, ...], tuple[Node, ...]]) -> None:
    ladder, nodes = outline
    lines = walk(nodes, ladder)
    built = [row for row in rows(render(lines, contents=True))["sections"] if row["number"]]
    titles = {row["section_id"]: row["title"] for row in built}
    assert [
        (row["level"], row["number"], row["title"], titles.get(row["parent_section_id"]))
        for row in built
    ] == [(e.level, e.number, e.title, e.parent) for e in (line.expected for line in lines)]
    assert [row["toc_page"] for row in built] == [line.expected.page for line in lines]


def test_letter_spaced_titles_are_put_together_and_told() -> None:
    built = rows("目　次\n\n1 目 的...1\n2 期間...2\n3 課題...3\n\n\n1 目 的\n\n本文です。\n")
    found = [(s["title_raw"], s["title"], s["title_status"]) for s in built["sections"]]
    assert found[:2] == [("目　次", "目次", "repaired"), ("目 的", "目的", "repaired")]
    repairs = [(r["raw"], r["repaired"]) for r in built["repairs"] if r["table"] == "sections"]
    assert repairs[:2] == [("目　次", "目次"), ("目 的", "目的")]


def test_an_entry_of_the_contents_page_without_heading_is_a_section() -> None:
    built = rows("目次\n\n1 目的...1\n2 期間...2\n3 課題...3\n\n\n1 目的\n\n本文です。\n")
    assert [(s["title"], s["toc_status"]) for s in built["sections"] if s["number"]] == [
        ("目的", "matched"),
        ("期間", "toc_only"),
        ("課題", "toc_only"),
    ]


def test_tables_with_their_place() -> None:
    text = "第1章 用語\n\n表1 用語の一覧\n\n用語\t解説\nAI\t人工知能\n\fRPA\t自動化\n"
    built = rows(text)
    (table,) = built["tables"]
    assert (table["caption_raw"], table["kind"]) == ("表1 用語の一覧", "glossary")
    assert (table["n_rows"], table["n_cols"], table["n_header_rows"]) == (3, 2, 1)
    assert (table["first_page_no"], table["last_page_no"]) == (1, 2)
    assert (table["page_line_first"], table["page_line_last"]) == (5, 1)
    assert table["section_id"] == built["sections"][0]["section_id"]
    (span,) = (s for s in built["spans"] if s["span_id"] == table["span_id"])
    assert span["raw_text"] == "用語\t解説\nAI\t人工知能"


def test_cells_are_read_without_markup_and_keep_it_in_their_span() -> None:
    built = rows("用語\t解説\nAI\t<p>人工</p><p>知能</p>\n")
    cells = [(c["row"], c["col"], c["is_header"], c["text"]) for c in built["cells"]]
    assert cells == [
        (0, 0, True, "用語"),
        (0, 1, True, "解説"),
        (1, 0, False, "AI"),
        (1, 1, False, "人工\n知能"),
    ]
    raw = {s["span_id"]: s["raw_text"] for s in built["spans"]}
    assert raw[built["cells"][3]["span_id"]] == "<p>人工</p><p>知能</p>"
    dropped = [r["raw"] for r in built["repairs"] if r["rule"] == "markup-removed"]
    assert dropped == ["<p>", "</p>", "<p>", "</p>"]


@given(mixed_texts)
def test_each_cell_is_in_its_table(text: str) -> None:
    built = rows(text)
    size = {t["table_id"]: (t["n_rows"], t["n_cols"]) for t in built["tables"]}
    for cell in built["cells"]:
        n_rows, n_cols = size[cell["table_id"]]
        assert 0 <= cell["row"] < n_rows
        assert 0 <= cell["col"] < cell["col"] + cell["col_span"] <= n_cols
