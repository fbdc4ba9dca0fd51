"""PDFs that ask for more than a machine has: refused or read in part, with the figure."""

from __future__ import annotations

import base64
import zlib
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract import pdfium, plumber
from extract.ink import PageInk
from extract.limits import MIB, USUAL_LIMITS
from extract.model import Document, UnreadableFile
from extract.page_parts import PageParts, page_parts
from extract.pdf_file import Opener, read_with
from extract.pdf_syntax import RawObject, inflated, most_inflated, raw_objects
from extract.pdf_weight import page_weights
from extract.text_file import read_text
from tests.builders import hostile_pdfs as hostile
from tests.builders.pdf_writer import PdfWriter
from tests.builders.small_pdfs import plan_pdf

MOST = 2 * MIB
LIMITS = replace(USUAL_LIMITS, max_content=MOST, max_objects=50)
FLATE = "/FlateDecode"
TWICE = "[/FlateDecode /FlateDecode]"


def openers() -> dict[str, Opener]:
    most = LIMITS.max_objects
    return {
        "pdfium": partial(pdfium.open_pdf, most_objects=most),
        "plumber": partial(plumber.open_pdf, most_objects=most),
    }


each_opener = pytest.mark.parametrize("name", openers())


def read(tmp_path: Path, data: bytes, name: str = "pdfium") -> Document:
    path = tmp_path / "plan.pdf"
    path.write_bytes(data)
    return read_with(path, openers()[name], limits=LIMITS)


def errors(document: Document) -> set[str]:
    return {i.code for i in document.issues if i.severity == "error"} - {"text-layer-none"}


HEAVY = {
    "bomb": hostile.one_page(hostile.packed(8 * MIB), FLATE),
    "bomb in a bomb": hostile.one_page(hostile.packed(64 * MIB, 2), TWICE),
    "named often": hostile.one_page(zlib.compress(b" " * 50_000), FLATE, times=100),
    "ascii": hostile.one_page(
        base64.a85encode(hostile.packed(8 * MIB)) + b"~>", "[/ASCII85Decode /FlateDecode]"
    ),
    "forms in forms": hostile.nested_forms(12, 10),
    "a form in itself": hostile.nested_forms(0, 2),
}


@pytest.mark.parametrize("kind", HEAVY)
@each_opener
def test_a_page_that_asks_for_too_much(tmp_path: Path, kind: str, name: str) -> None:
    document = read(tmp_path, HEAVY[kind], name)
    assert errors(document) == {"page-too-complex"}
    (issue,) = (i for i in document.issues if i.code == "page-too-complex")
    assert f"{MOST:,}" in issue.message


def test_the_other_pages_are_read(tmp_path: Path) -> None:
    document = read(tmp_path, hostile.with_sound_page(hostile.packed(8 * MIB), FLATE))
    assert [page.text.strip() for page in document.pages] == ["", "Plan"]
    assert errors(document) == {"page-too-complex"}


@pytest.mark.parametrize("count", [50, 51])
@each_opener
def test_many_objects(tmp_path: Path, count: int, name: str) -> None:
    data = hostile.one_page(b"0 0 m 9 9 l S\n" * count)
    assert errors(read(tmp_path, data, name)) == ({"page-too-complex"} if count > 50 else set())


def test_many_objects_within_forms(tmp_path: Path) -> None:
    assert errors(read(tmp_path, hostile.nested_forms(3, 8))) == {"page-too-complex"}


@pytest.mark.parametrize(
    "data",
    [
        hostile.circular_tree(),
        hostile.circular_outline(),
        hostile.deep_tree(3000),
        hostile.one_page(b"", more="/Deep " + "[" * 50_000 + "]" * 50_000),
        hostile.one_page(zlib.compress(b"[" * 200_000 + b"q " * 200_000), FLATE),
        hostile.nested_forms(0, 1),
    ],
    ids=["page tree", "outline", "deep tree", "deep array", "deep content", "form in itself"],
)
@each_opener
def test_circles_and_depths_end(tmp_path: Path, data: bytes, name: str) -> None:
    try:
        assert read(tmp_path, data, name).pages
    except UnreadableFile as error:
        assert error.code == "pdf-damaged"


@pytest.mark.parametrize(("count", "told"), [(12, 12), (3, 900_000)])
def test_pages_beyond_the_limit(tmp_path: Path, count: int, told: int) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(hostile.many_pages(count, told))
    limits = replace(LIMITS, max_pages=5)
    document = read_with(path, openers()["pdfium"], limits=limits)
    assert len(document.pages) == 5
    (issue,) = (i for i in document.issues if i.code == "page-limit")
    assert f"{told:,}" in issue.message


def test_pages_of_a_text_beyond_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes("甲\f乙\0\f丙\0".encode("utf-8-sig"))
    document = read_text(path, limits=replace(LIMITS, max_pages=2))
    assert [page.text for page in document.pages] == ["甲\f", "乙\ufffd\f"]
    assert [issue.code for issue in document.issues] == ["page-limit"]
    assert len(document.repairs) == 1


def test_a_large_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(plan_pdf())
    with pytest.raises(UnreadableFile) as caught:
        read_with(path, openers()["pdfium"], limits=replace(LIMITS, max_bytes=100))
    assert (caught.value.code, "100" in caught.value.detail) == ("too-large", True)


def test_a_file_that_changes_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(plan_pdf())

    def change(ink: PageInk) -> PageParts:
        path.write_bytes(plan_pdf() + b"\n")
        return page_parts(ink)

    monkeypatch.setattr("extract.pdf_file.page_parts", change)
    with pytest.raises(UnreadableFile) as caught:
        read_with(path, openers()["pdfium"])
    assert caught.value.code == "changed-while-read"


def test_an_ordinary_plan_weighs_little() -> None:
    assert page_weights(plan_pdf(), MOST) == {}
    assert page_weights(plan_pdf(), 10) != {}


@given(st.binary(max_size=300), st.integers(0, 400))
def test_inflating_stops_at_the_bound(data: bytes, most: int) -> None:
    stream = zlib.compress(data)
    whole = inflated(stream, RawObject(b"/Filter /FlateDecode", 0, len(stream)), most)
    assert whole == data[: most + 1]


@pytest.mark.parametrize("size", [0, 1, 300, 100_000, 8 * MIB])
@pytest.mark.parametrize(
    ("filters", "times", "in_85"),
    [("", 0, False), (FLATE, 1, False), (TWICE, 2, False), ("[/A85 /Fl]", 1, True)],
)
def test_no_stream_holds_more_than_its_bound(
    size: int, filters: str, times: int, in_85: bool
) -> None:
    stream = bytes(size)
    for _ in range(times):
        stream = zlib.compress(stream, 9)
    stream = base64.a85encode(stream) + b"~>" if in_85 else stream
    held = RawObject(f"/Filter {filters}".encode() if filters else b"", 0, len(stream))
    body = inflated(stream, held, 10 * MIB)
    assert body is not None and len(body) == size <= most_inflated(held)


@given(st.binary(max_size=200), st.integers(0, 3000), st.integers(0, 200))
def test_any_bytes_can_be_weighed(data: bytes, at: int, cut: int) -> None:
    sound = plan_pdf()
    damaged = sound[:at] + data + sound[at + cut :]
    assert all(weight > 50 for weight in page_weights(damaged, 50).values())
    assert all(0 <= o.start <= o.end <= len(damaged) for o in raw_objects(damaged).values())


def test_half_a_surrogate_in_a_bookmark(tmp_path: Path) -> None:
    data = hostile.circular_outline().replace(b"(a)", b"<feff0041d83d>")
    titles = {mark.title for mark in read(tmp_path, data).bookmarks}
    assert titles == {"A\ufffd"}


@each_opener
def test_a_page_whose_only_line_has_two_sizes(tmp_path: Path, name: str) -> None:
    pdf = PdfWriter()
    page = pdf.page()
    page.text(50, 60, "計画", size=10)
    page.text(70, 60, "書案", size=12)
    document = read(tmp_path, pdf.to_bytes(), name)
    assert [line.text for line in document.pages[0].lines] == ["計画書案"]
