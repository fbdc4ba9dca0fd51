"""The report of a run: what needs eyes comes first, and nothing in it is taken for markup."""

from __future__ import annotations

import json
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shisaku.batch import Converted
from shisaku.messages import LANGUAGES, Language, Messages
from shisaku.outcome import Outcome
from shisaku.report_page import report_page
from shisaku.run_report import Ran, report_of, worst_first, write_report
from shisaku.tally import Tally

Run = Callable[..., Any]


def converted(
    name: str,
    status: str = "ok",
    errors: int = 0,
    unread: int = 0,
    warnings: int = 0,
    message: str | None = None,
) -> Converted:
    tallies = {
        (severity, "code"): Tally(count)
        for severity, count in (("error", errors), ("warning", warnings))
        if count
    }
    code = "code" if message else None
    return Converted(Outcome(Path(name), name, status, 100, unread, {}, tallies, code, message))


@pytest.mark.parametrize(
    ("worse", "better"),
    [
        (converted("z", "failed"), converted("a", "partial", errors=9)),
        (converted("z", "partial", errors=2), converted("a", "partial", errors=1, unread=90)),
        (converted("z", unread=2), converted("a", unread=1, warnings=9)),
        (converted("z", warnings=2), converted("a", warnings=1)),
        (converted("a"), converted("z")),
    ],
)
def test_what_needs_eyes_comes_first(worse: Converted, better: Converted) -> None:
    assert worst_first([better, worse]) == [worse, better]


class Texts(HTMLParser):
    """The tags and the text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def read(page: str) -> Texts:
    texts = Texts()
    texts.feed(page)
    texts.close()
    return texts


HOSTILE = st.text(st.characters(codec="utf-8"), max_size=40) | st.sampled_from(
    ["<script>alert(1)</script>", '" onmouseover="x', "</td><img src=x>", "&lt;", "]]>", "<!--"]
)


@given(HOSTILE, HOSTILE, HOSTILE, st.sampled_from(LANGUAGES))
def test_nothing_in_a_document_is_markup(
    name: str, status: str, message: str, language: Language
) -> None:
    def page(*texts: str) -> Texts:
        ran = Ran((converted(texts[0], texts[1], 1, 0, 0, texts[2]),), {Path(texts[0]): texts[1]})
        messages = Messages(language)
        return read(report_page(report_of(ran, messages), messages))

    hostile = page(name or "x", status, message or "x")
    assert hostile.tags == page("x", "x", "x").tags
    if message.isprintable():
        assert message in hostile.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_and_json_tell_the_same(tmp_path: Path, language: Language) -> None:
    ran = Ran((converted("a"), converted("b", "failed", 1, message="m")), {Path("c"): "unknown-c"})
    page = write_report(ran, tmp_path / "new", Messages(language))
    report = json.loads((tmp_path / "new" / "report.json").read_text(encoding="utf-8"))
    assert [row["document_id"] for row in report["documents"]] == ["b", "a"]
    assert report["counts"] == {"total": 2, "ok": 1, "partial": 0, "failed": 1, "unchanged": 0}
    text = read(page.read_text(encoding="utf-8")).text
    assert text.index("b\n" if "b\n" in text else "b") < text.rindex("a")
    assert "unknown-c (c)" in text
    assert f'lang="{language}"' in page.read_text(encoding="utf-8")


def test_a_name_of_other_bytes(tmp_path: Path) -> None:
    ran = Ran((converted("\udc8c.txt", "failed", 1, message="m"),), {})
    assert write_report(ran, tmp_path, Messages("ja")).exists()


@pytest.mark.parametrize("asked", [True, False])
def test_where_the_report_lies(run: Run, plan: Path, tmp_path: Path, asked: bool) -> None:
    out, folder = tmp_path / "out", tmp_path / "report"
    more = ["--report", folder] if asked else []
    told = run("convert", plan, "--out", out, *more).out
    page = (folder if asked else out / ".shisaku") / "report.html"
    assert page.exists() and str(page) in told.replace("\n", "")


def test_a_report_that_cannot_be_written(run: Run, plan: Path, tmp_path: Path) -> None:
    answer = run("convert", plan, "--out", tmp_path / "out", "--report", plan, "--lang", "en")
    assert answer.status == 2 and "cannot write" in answer.err
    assert (tmp_path / "out" / "documents" / "unknown-small.parquet").exists()
