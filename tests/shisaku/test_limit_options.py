"""Bounds on input files, as they are given on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.limits import MIB, USUAL_LIMITS
from shisaku.arguments import argument_parser
from shisaku.messages import LANGUAGES, Language, Messages
from shisaku.reading_options import asked_limits
from shisaku.work import document_row, rows_of_file
from tests.builders.hostile_pdfs import many_pages, one_page, packed


def test_what_is_not_asked_for_is_as_usual() -> None:
    parser = argument_parser(Messages("en"))
    asked = parser.parse_args(["convert", "a.pdf", "--out", "b"])
    assert asked_limits(asked) == USUAL_LIMITS
    more = ["--max-pages", "7", "--max-file-size", "3", "--max-objects", "5"]
    limits = asked_limits(parser.parse_args(["convert", "a", "--out", "b", *more]))
    assert (limits.max_pages, limits.max_bytes, limits.max_objects) == (7, 3 * MIB, 5)
    assert limits.max_content == USUAL_LIMITS.max_content


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_tells_the_usual_bounds(
    language: Language, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        argument_parser(Messages(language)).parse_args(["convert", "--help"])
    told = capsys.readouterr().out
    assert "--max-page-content" in told and f"{USUAL_LIMITS.max_pages:,}" in told


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (one_page(packed(80 * MIB), "/FlateDecode"), "page-too-complex"),
        (many_pages(3, 6000), "page-limit"),
    ],
)
def test_a_document_that_was_read_in_part(tmp_path: Path, data: bytes, code: str) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(data)
    rows = rows_of_file(path)
    assert document_row(rows)["status"] == "partial"
    assert code in {issue["code"] for issue in rows["issues"]}
