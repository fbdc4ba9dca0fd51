"""Violations: each rule is broken once in rows that otherwise keep the contract."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.schema import load_schema
from normalize.validate import Violation, validate

Rows = dict[str, list[dict[str, Any]]]
DOC = "000000-plan"


def rows() -> Rows:
    """A document of one page with a heading, a measure, an item and its departments."""
    text = "第1章 はじめに\n取組\n"
    kinds = load_schema().table("documents").column_names
    counts = {name: 0 for name in kinds if name.startswith("chars_")}
    here = {"document_id": DOC}
    return {
        "documents": [
            here
            | counts
            | {
                "chars_heading": 9,
                "chars_body": 3,
                "char_count": len(text),
                "source_name": "plan.txt",
                "source_sha256": "0" * 64,
                "media_type": "text/plain",
                "municipality_status": "unknown",
                "plan_title_status": "unknown",
                "period_status": "unknown",
                "page_count": 1,
                "text_layer": "text",
                "status": "ok",
                "issue_count": 0,
                "program_version": "0",
                "schema_version": "1.0.0",
            }
        ],
        "pages": [here | {"page_no": 1, "line_count": 2, "text": text}],
        "spans": [here | span("s1", 0, text[:8]), here | span("s2", 9, text[9:11])],
        "sections": [
            here
            | {
                "section_id": "c1",
                "seq": 1,
                "level": 1,
                "number": "1",
                "title_raw": "はじめに",
                "kind": "heading",
                "toc_status": "no_toc",
                "span_id": "s1",
            }
        ],
        "measures": [here | {"measure_id": "m1", "section_id": "c1", "span_id": "s2"}],
        "measure_items": [here | {"item_id": "m1-a", "measure_id": "m1", "span_id": "s2"}],
        "departments": [
            here | department(seq, item) for seq, item in ((1, None), (2, None), (1, "m1-a"))
        ],
    }


def span(name: str, start: int, text: str) -> dict[str, Any]:
    end = start + len(text)
    return {"span_id": name, "page_no": 1, "char_start": start, "char_end": end, "raw_text": text}


def department(seq: int, item: str | None) -> dict[str, Any]:
    return {
        "measure_id": "m1",
        "item_id": item,
        "seq": seq,
        "department_raw": "係",
        "kind": "unit",
        "source": "measure" if item is None else "item",
        "span_id": "s2",
    }


def test_rows_that_keep_the_contract() -> None:
    assert validate(rows()) == ()
    assert validate({}) == ()


def test_empty_string_is_no_null() -> None:
    found = rows()
    found["sections"][0]["title_raw"] = ""
    assert validate(found) == ()


def put(table: str, row: int, column: str, value: object) -> Callable[[Rows], None]:
    def change(found: Rows) -> None:
        found[table][row][column] = value

    return change


def take(table: str, row: int, column: str) -> Callable[[Rows], None]:
    def change(found: Rows) -> None:
        del found[table][row][column]

    return change


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            put("pages", 0, "colour", "red"),
            [Violation("unknown-column", "pages", "colour", 0, "red")],
        ),
        (put("pages", 0, "page_no", "1"), [Violation("type", "pages", "page_no", 0, "1")]),
        (put("pages", 0, "page_no", True), [Violation("type", "pages", "page_no", 0, True)]),
        (put("pages", 0, "text", ["a"]), [Violation("type", "pages", "text", 0, ["a"])]),
        (put("spans", 1, "raw_text", None), [Violation("not-null", "spans", "raw_text", 1)]),
        (take("sections", 0, "level"), [Violation("not-null", "sections", "level", 0)]),
        (
            put("sections", 0, "kind", "chapter"),
            [Violation("enum", "sections", "kind", 0, "chapter")],
        ),
        (
            put("departments", 1, "seq", 1),
            [
                Violation(
                    "primary-key",
                    "departments",
                    "document_id,measure_id,item_id,seq",
                    1,
                    (DOC, "m1", None, 1),
                )
            ],
        ),
        (
            put("departments", 2, "item_id", "m1-b"),
            [Violation("reference", "departments", "item_id", 2, "m1-b")],
        ),
        (
            put("sections", 0, "parent_section_id", "c0"),
            [Violation("reference", "sections", "parent_section_id", 0, "c0")],
        ),
        (
            put("spans", 1, "page_no", 2),
            [Violation("reference", "spans", "page_no", 1, 2)],
        ),
        (
            put("measures", 0, "document_id", "other"),
            [
                Violation("reference", "measures", "document_id", 0, "other"),
                Violation("reference", "measures", "section_id", 0, "c1"),
                Violation("reference", "measures", "span_id", 0, "s2"),
                Violation("reference", "measure_items", "measure_id", 0, "m1"),
                *(Violation("reference", "departments", "measure_id", i, "m1") for i in range(3)),
            ],
        ),
        (
            put("spans", 1, "raw_text", "取り組"),
            [Violation("span-text", "spans", "raw_text", 1, "取り組")],
        ),
        (
            put("spans", 1, "char_start", -3),
            [Violation("span-text", "spans", "raw_text", 1, "取組")],
        ),
        (
            put("documents", 0, "chars_body", 4),
            [Violation("char-count", "documents", "char_count", 0, 12)],
        ),
        (
            put("pages", 0, "text", "第1章 はじめに\n取組\n\n"),
            [Violation("char-count", "documents", "char_count", 0, 12)],
        ),
    ],
)
def test_one_broken_rule(change: Callable[[Rows], None], expected: list[Violation]) -> None:
    found = rows()
    change(found)
    assert sorted(validate(found), key=str) == sorted(expected, key=str)


def test_unknown_table() -> None:
    assert validate({**rows(), "plans": []}) == (Violation("unknown-table", "plans"),)


def test_slices_that_python_would_forgive_are_violations() -> None:
    """Offsets beyond the page or counted from its end give the right text by accident only."""
    found = rows()
    size = len(found["pages"][0]["text"])
    found["spans"][1] |= {"char_start": size - 3, "char_end": size + 9, "raw_text": "取組\n"}
    assert [violation.rule for violation in validate(found)] == ["span-text"]
    found["spans"][1] |= {"char_start": -3, "char_end": size, "raw_text": "取組\n"}
    assert [violation.rule for violation in validate(found)] == ["span-text"]


def test_violation_reads_as_one_line() -> None:
    assert str(Violation("enum", "sections", "kind", 3, "章")) == "enum: sections.kind row 3: '章'"
    assert str(Violation("unknown-table", "plans")) == "unknown-table: plans: None"
    assert len(str(Violation("type", "pages", "text", 0, ["あ" * 5000]))) < 300


ANYTHING = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.lists(st.none())
)


@given(
    table=st.sampled_from(load_schema().tables).flatmap(
        lambda table: st.tuples(
            st.just(table.name),
            st.lists(st.dictionaries(st.sampled_from(table.column_names), ANYTHING), max_size=3),
        )
    )
)
def test_any_row_gives_violations_and_no_exception(
    table: tuple[str, list[dict[str, Any]]],
) -> None:
    """No row but an empty list of them can be right without its document."""
    name, generated = table
    assert bool(validate({name: generated})) == bool(generated)


@given(st.text(alphabet="あ亜⑩𠮷 \n"), st.integers(0, 20), st.integers(0, 20))
def test_every_span_cut_from_a_page_is_right(text: str, start: int, length: int) -> None:
    found = rows()
    found["pages"][0]["text"] = text
    found["documents"][0] |= {"char_count": len(text), "chars_heading": 0, "chars_body": len(text)}
    start = min(start, len(text))
    cut = text[start : start + length]
    found["spans"] = [{"document_id": DOC} | span(name, start, cut) for name in ("s1", "s2")]
    assert validate(found) == ()
