"""All rows of one document."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.model import Document, Issue, Repair, Run
from normalize.build import build, failed
from normalize.manifest import Manifest
from normalize.validate import validate
from tests.builders.documents import document, rows

TEXT = "第1章 概要\n\n本文です。\n\n用語\t解説\nAI\t<b>人工</b>知能\n"


def test_the_row_of_the_document() -> None:
    (row,) = build(document(TEXT), Manifest("plan"))["documents"]
    assert (row["source_name"], row["media_type"]) == ("plan.txt", "text/plain")
    assert (row["page_count"], row["char_count"], row["status"]) == (1, len(TEXT), "ok")
    assert (row["chars_heading"], row["chars_body"]) == (8, 7)
    assert row["chars_table"] == len(TEXT) - 15


def test_an_empty_document_is_a_document() -> None:
    built = rows("")
    (row,) = built["documents"]
    assert (row["page_count"], row["char_count"]) == (1, 0)
    assert validate(built) == ()


def test_what_the_reader_said_is_kept() -> None:
    source = document(TEXT)
    run = Run(1, 0, 3, TEXT[:3])
    read = replace(
        source,
        repairs=(Repair(run, "pages", "text", "a", "b", "control-character", "理由"),),
        issues=(Issue("warning", "undecodable-bytes", "読めない箇所", run, "0x80"),),
    )
    built = build(read, Manifest("plan"))
    assert "control-character" in [r["rule"] for r in built["repairs"]]
    assert ("undecodable-bytes", "0x80") in [(i["code"], i["value_raw"]) for i in built["issues"]]
    assert validate(built) == ()


def test_faults_of_plan_toml_are_told() -> None:
    issue = Issue("warning", "manifest-malformed", "plan.toml を読めません。")
    built = build(document(TEXT), Manifest("plan", issues=(issue,)))
    assert "manifest-malformed" in [i["code"] for i in built["issues"]]


@pytest.mark.parametrize(("severity", "status"), [("warning", "ok"), ("error", "partial")])
def test_an_error_makes_the_document_partial(severity: str, status: str) -> None:
    issue = Issue(severity, "x", "x")  # type: ignore[arg-type]
    built = build(replace(document(TEXT), issues=(issue,)), Manifest("plan"))
    assert built["documents"][0]["status"] == status


def test_dropped_markup_is_told_where_it_stood() -> None:
    built = rows(TEXT)
    spans = {s["span_id"]: s["raw_text"] for s in built["spans"]}
    dropped = [r for r in built["repairs"] if r["rule"] == "markup-removed"]
    assert [(r["raw"], r["repaired"], spans[r["span_id"]]) for r in dropped] == [
        ("<b>", "", "<b>"),
        ("</b>", "", "</b>"),
    ]


@pytest.mark.parametrize(
    ("manifest", "document_id", "code"),
    [
        (Manifest("plan"), "unknown-plan", None),
        (Manifest("plan", "082112"), "082112-plan", "082112"),
    ],
)
def test_a_file_that_cannot_be_read(manifest: Manifest, document_id: str, code: str | None) -> None:
    built = failed(
        source_name="a.txt",
        sha256="0" * 64,
        media_type="text/plain",
        code="empty",
        message="The file is empty.",
        manifest=manifest,
    )
    (row,) = built["documents"]
    assert (row["document_id"], row["municipality_code"]) == (document_id, code)
    assert (row["status"], row["page_count"], row["char_count"]) == ("failed", 0, 0)
    assert [i["code"] for i in built["issues"]] == ["empty"]
    assert validate(built) == ()


def test_a_document_without_pages() -> None:
    empty = Document("a.pdf", "0" * 64, "application/pdf", None, "none", ())
    assert validate(build(empty, Manifest("plan"))) == ()
