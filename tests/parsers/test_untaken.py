"""Tables that the reader of their kind could not use are kept as records."""

from __future__ import annotations

from parsers.glossary import find_terms
from parsers.records import find_records
from parsers.untaken import untaken
from tests.builders.documents import tables

GLOSSARY = "用語\t説明\nＡＩ\t人工知能\n"
LEGEND = "記号\t意味\n○\t実施する\n"


def test_a_table_that_was_read_is_taken() -> None:
    found = tables(GLOSSARY)
    assert untaken(found, [term.row for term in find_terms(found).values]) == frozenset()
    assert untaken(found, []) == {0}


def test_what_nobody_read_goes_to_records() -> None:
    found = tables(f"{GLOSSARY}\n\n\n{LEGEND}")
    assert [t.kind for t in found] == ["glossary", "legend"]
    left = untaken(found, [term.row for term in find_terms(found).values])
    assert left == {1}
    values = [(r.field, r.value) for r in find_records(found, left).values]
    assert values == [("記号", "○"), ("意味", "実施する")]


def test_other_kinds_have_records_anyway() -> None:
    assert untaken(tables("甲\t乙\n丙\t丁\n"), []) == frozenset()
