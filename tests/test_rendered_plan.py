"""A whole plan drawn by three producers: the same rows as from its text, every arrow right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from extract.model import Document
from extract.pdf_file import read_pdf, read_with
from extract.plumber import open_pdf as pdfplumber
from extract.text_file import read_text
from normalize.build import build
from normalize.manifest import Manifest
from normalize.validate import validate
from tests.builders.made_plans import PRODUCERS, made_plan, seed_script
from tests.builders.plan_script import expected_arrows

Rows = Mapping[str, Sequence[Mapping[str, Any]]]

# Tables that must be the same row by row. Lines that a converter of the text ran together are
# printed so; schedules and pages cannot be the same; the made plan has no figures.
SAME = (
    "measures",
    "measure_items",
    "departments",
    "legal_tags",
    "policies",
    "legends",
    "glossary_terms",
    "services",
    "events",
    "survey_values",
    "trainings",
    "records",
    "organizations",
    "organization_roles",
    "reviews",
)
OBSERVED = ("observed", "observed")
each_producer = pytest.mark.parametrize("producer", PRODUCERS)


@pytest.fixture
def plan_folder(root: Path) -> Path:
    return root / "data" / "raw" / "082112" / "johoka-3"


@cache
def text_rows(plan_folder: Path) -> Rows:
    (path,) = plan_folder.glob("*.txt")
    return build(read_text(path), Manifest("plan"))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Document, Rows]]:
    """What was read from each producer's PDF, kept for all tests."""
    return {}


@pytest.fixture
def read(
    producer: str,
    plan_folder: Path,
    tmp_path: Path,
    made: dict[str, tuple[Document, Rows]],
) -> tuple[Document, Rows]:
    if producer not in made:
        path = tmp_path / f"{producer}.pdf"
        path.write_bytes(made_plan(producer, plan_folder))
        document = read_pdf(path)
        made[producer] = document, build(document, Manifest("plan"))
    return made[producer]


def squeezed(value: object) -> object:
    return "".join(value.split()) if isinstance(value, str) else value


def facts(row: Mapping[str, Any]) -> tuple[tuple[str, object], ...]:
    """A row without what depends on places: ids, spans, pages."""
    return tuple(
        (name, squeezed(value))
        for name, value in sorted(row.items())
        if not name.endswith("_id") and name != "page_no"
    )


@each_producer
def test_the_contract_holds(read: tuple[Document, Rows]) -> None:
    document, rows = read
    assert len(document.pages) >= 60
    assert document.text_layer == "native"
    assert list(validate(rows)) == []


@each_producer
@pytest.mark.parametrize("table", SAME)
def test_rows_are_those_of_the_text(
    table: str, read: tuple[Document, Rows], plan_folder: Path
) -> None:
    expected, found = (
        Counter(map(facts, rows.get(table, []))) for rows in (text_rows(plan_folder), read[1])
    )
    assert expected
    assert found - expected == Counter()
    assert expected - found == Counter()


@each_producer
def test_every_arrow_has_its_years(read: tuple[Document, Rows], plan_folder: Path) -> None:
    rows = read[1]
    measures = {row["measure_id"]: row for row in rows["measures"]}
    labels = {row["item_id"]: row["item_label"] for row in rows["measure_items"]}
    found = Counter(
        (
            measures[row["measure_id"]]["policy_no"],
            measures[row["measure_id"]]["measure_no"],
            labels.get(row["item_id"]),
            squeezed(row["row_label_raw"]),
            (row["start_fy"], row["end_fy"], row["start_status"], row["end_status"]),
        )
        for row in rows["schedule_spans"]
        if row["measure_id"] is not None and row["reliability"] != "packed"
    )
    expected = Counter(
        (a.policy_no, a.measure_no, a.item_label, squeezed(a.row_label), (*a.span, *OBSERVED))
        for a in expected_arrows(seed_script(plan_folder))
        if a.span is not None
    )
    assert sum(expected.values()) == 161
    assert expected - found == Counter()
    assert all(years[:2] == (None, None) for *_, years in found - expected)


@each_producer
def test_every_mark_is_drawn(read: tuple[Document, Rows]) -> None:
    marks = [row for row in read[1]["schedule_marks"] if row["measure_id"] is not None]
    assert {row["mark_kind"] for row in marks} == {"drawn"}
    assert all(0.8 <= row["coverage"] <= 1 for row in marks)
    codes = Counter(row["code"] for row in read[1]["issues"])
    assert not codes.keys() & {"schedule-edge-unsure", "schedule-row-ambiguous"}


@each_producer
def test_headings_are_a_tree_and_the_contents_page_agrees(
    read: tuple[Document, Rows], plan_folder: Path
) -> None:
    def numbered(rows: Rows) -> list[tuple[int, object, object, str]]:
        return [
            (row["level"], row["number"], squeezed(row["title"]), row["toc_status"])
            for row in rows["sections"]
            if row["number_raw"] is not None
        ]

    assert numbered(read[1]) == numbered(text_rows(plan_folder))
    titles = [
        {squeezed(row["title"]) for row in rows["sections"]}
        for rows in (text_rows(plan_folder), read[1])
    ]
    assert titles[0] <= titles[1]
    listed = len(seed_script(plan_folder).listed)
    assert sum(row["toc_status"] == "matched" for row in read[1]["sections"]) == listed


@each_producer
def test_past_work_is_that_of_the_text(read: tuple[Document, Rows], plan_folder: Path) -> None:
    def by_year(rows: Rows) -> dict[object, str]:
        texts: dict[object, str] = {}
        for row in rows["initiatives"]:
            key = (row["year_raw"], row["fiscal_year"])
            texts[key] = texts.get(key, "") + str(squeezed(row["text"]))
        return texts

    assert by_year(read[1]) == by_year(text_rows(plan_folder))


@each_producer
def test_heads_and_page_numbers_are_furniture(read: tuple[Document, Rows]) -> None:
    document, rows = read
    assert sum(bool(page.furniture) for page in document.pages) >= len(document.pages) - 3
    (row,) = rows["documents"]
    assert row["chars_furniture"] > 10 * len(document.pages)
    heads = {line.text for page in document.pages for line in page.furniture if len(line.text) > 4}
    assert heads
    assert not any(head in str(row["outline"]) for row in rows["measures"] for head in heads)


def test_the_other_reader_finds_the_same_marks(
    made: dict[str, tuple[Document, Rows]], plan_folder: Path, tmp_path: Path
) -> None:
    """Gradients among them, which the drawing library under it does not tell by itself."""
    path = tmp_path / "direct.pdf"
    path.write_bytes(made_plan("direct", plan_folder))
    if "direct" not in made:
        document = read_pdf(path)
        made["direct"] = document, build(document, Manifest("plan"))
    other: Rows = build(read_with(path, pdfplumber), Manifest("plan"))
    one, two = (
        Counter(
            (squeezed(row["row_label_raw"]), row["fiscal_year"], row["mark_kind"])
            for row in rows["schedule_marks"]
        )
        for rows in (made["direct"][1], other)
    )
    assert one.total() > 400
    assert one == two
