"""What nobody sees on a page is no text of it; what is filled in over it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from extract.model import Document
from extract.pdf_file import read_pdf
from tests.builders.overlaid_pdf import in_layer, line, overlaid

Read = Callable[[bytes], Document]

SHOWN, OLD = line("市民課", 200), line("総務課", 160)


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def _read(pdf: bytes) -> Document:
        path = tmp_path / "page.pdf"
        path.write_bytes(pdf)
        return read_pdf(path)

    return _read


def text_of(document: Document) -> list[str]:
    return document.pages[0].text.split()


def codes(document: Document) -> list[str]:
    return [issue.code for issue in document.issues]


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize(
    ("pdf", "layers", "form", "text"),
    [
        (in_layer("A", SHOWN) + in_layer("B", OLD), {"A": True, "B": False}, None, ["市民課"]),
        (in_layer("A", SHOWN) + in_layer("B", OLD), {"A": True, "B": True}, None, None),
        (SHOWN + "/X1 Do ", {"A": False}, ("A", OLD), ["市民課"]),
        (SHOWN + "/X1 Do ", {"A": True}, ("A", OLD), None),
        # A layer within one that is off, and white text that a layer shows.
        (SHOWN + in_layer("A", in_layer("B", OLD)), {"A": False, "B": True}, None, ["市民課"]),
        (SHOWN + in_layer("A", f"1 g {OLD}0 g "), {"A": True}, None, None),
    ],
)
def test_layers_that_are_off(
    pdf: str,
    layers: dict[str, bool],
    form: tuple[str, str] | None,
    text: list[str] | None,
    packed: bool,
    read: Read,
) -> None:
    document = read(overlaid(pdf, layers=layers, form=form, packed=packed))
    assert text_of(document) == (text or ["市民課", "総務課"])
    told = [issue.message for issue in document.issues if issue.code == "text-not-shown"]
    assert len(told) == (text is not None)
    assert all("3字" in message and "1ページ" in message for message in told)


@pytest.mark.parametrize(
    ("content", "picture", "text", "told"),
    [
        # The text of a scan, on which a page number was printed later.
        ("q 400 0 0 300 0 0 cm /I1 Do Q " + line("総務課の事業", 160, mode=3) + line("7", 20), True,
         ["総務課の事業", "7"], False),
        # Little of a page is invisible: it is none of its text.
        (SHOWN + line("案", 160, mode=3), False, ["市民課"], True),
        (line("7", 20) + line("総務課の事業", 160, mode=3), False, ["7"], True),
        (line("総務課の事業", 160, mode=3), False, ["総務課の事業"], False),
    ],
)  # fmt: skip
def test_invisible_text(
    content: str, picture: bool, text: list[str], told: bool, read: Read
) -> None:
    document = read(overlaid(content, picture=picture))
    assert text_of(document) == text
    assert ("text-not-shown" in codes(document)) == told


@pytest.mark.parametrize("layers", [None, {"A": True}])
def test_fields_are_read_where_they_are_shown(layers: dict[str, bool] | None, read: Read) -> None:
    document = read(overlaid(SHOWN, field="担当は総務課", comment="覚え書き", layers=layers))
    assert text_of(document) == ["市民課", "担当は総務課"]
    assert "text-not-shown" not in codes(document)
