"""Rows, spans and ids of one document."""

from __future__ import annotations

from extract.model import Issue, Repair, Run
from normalize.collect import Collector, place
from tests.builders.documents import plan, shown

DOC = "000000-plan"
RUN = Run(2, 10, 12, "概要")


def test_place_is_page_and_offset() -> None:
    assert place(RUN) == "p2-10"


def test_the_same_run_has_one_span() -> None:
    out = Collector(DOC)
    assert out.span(RUN) == out.span(Run(2, 10, 12, "概要")) == f"{DOC}:p2:10-12"
    assert out.finish()["spans"] == [
        {
            "document_id": DOC,
            "span_id": f"{DOC}:p2:10-12",
            "page_no": 2,
            "char_start": 10,
            "char_end": 12,
            "x0": None,
            "top": None,
            "x1": None,
            "bottom": None,
            "raw_text": "概要",
        }
    ]


def test_the_span_of_a_view_is_its_print() -> None:
    out = Collector(DOC)
    out.span(shown("<p>概要</p>"))
    assert [row["raw_text"] for row in out.finish()["spans"]] == ["<p>概要</p>"]


def test_what_was_not_printed_has_no_span() -> None:
    out = Collector(DOC)
    assert out.span(None) is None
    assert out.finish()["spans"] == []


def test_spans_are_in_order_of_place() -> None:
    out = Collector(DOC)
    runs = [Run(2, 0, 1, "a"), Run(1, 5, 6, "b"), Run(1, 0, 9, "c"), Run(1, 0, 2, "d")]
    for run in runs:
        out.span(run)
    assert [row["raw_text"] for row in out.finish()["spans"]] == ["d", "c", "b", "a"]


def test_rows_carry_the_document() -> None:
    out = Collector(DOC)
    out.add("figures", figure_id="f", title="図")
    assert out.rows["figures"] == [{"document_id": DOC, "figure_id": "f", "title": "図"}]


def test_issues_and_repairs_are_numbered_and_counted() -> None:
    out = Collector(DOC)
    out.add("documents")
    out.issues([Issue("info", "a", "あ", RUN, "概要")])
    out.issue("error", "b", "い")
    out.repairs([Repair(RUN, "cells", "text", "工", "エ", "rule", "理由", 0.9)])
    rows = out.finish()
    assert [(r["issue_id"], r["code"], r["span_id"]) for r in rows["issues"]] == [
        (f"{DOC}:issue:00001", "a", f"{DOC}:p2:10-12"),
        (f"{DOC}:issue:00002", "b", None),
    ]
    (repair,) = rows["repairs"]
    assert (repair["raw"], repair["repaired"], repair["confidence"]) == ("工", "エ", 0.9)
    assert rows["documents"][0]["issue_count"] == 2


def test_ids_of_headings_and_tables_say_where_they_stand() -> None:
    found = plan("第1章 概要\n\nあ\tい\nう\tえ\n")
    out = Collector(DOC, found.headings.values, found.tables)
    assert (out.section_id(0), out.section_id(None)) == (f"{DOC}:sec:p1-0", None)
    assert (out.table_id(0), out.table_id(None)) == (f"{DOC}:tab:p1-8", None)
