"""Lines that name a table or a figure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import Run
from parsers.captions import Caption, read_caption


def read(text: str) -> Caption | None:
    return read_caption(Run(1, 0, len(text), text))


@pytest.mark.parametrize(
    ("line", "what", "number", "title"),
    [
        ("図1 推進体制", "figure", "図1", "推進体制"),
        ("図 2-1　推進体制", "figure", "図 2-1", "推進体制"),
        ("写真3 研修の様子", "figure", "写真3", "研修の様子"),
        ("表2-1：計画の体系", "table", "表2-1", "計画の体系"),
        ("図表４　推移", "either", "図表４", "推移"),
        ("■年代別の割合", "either", None, "年代別の割合"),
        ("〈年代別の割合〉", "either", None, "年代別の割合"),
        ("【年代別の割合】", "either", None, "年代別の割合"),
        ("「情報化計画」体系図", "either", None, "「情報化計画」体系図"),
        ("推進体制図", "figure", None, "推進体制図"),
        ("職員研修一覧", "table", None, "職員研修一覧"),
        ("  図1 推進体制  ", "figure", "図1", "推進体制"),
    ],
)
def test_captions(line: str, what: str, number: str | None, title: str) -> None:
    found = read(line)
    assert found is not None
    assert (found.what, found.number.text if found.number else None) == (what, number)
    assert (found.title.text, found.line.text) == (title, line.strip())


@pytest.mark.parametrize(
    "line",
    [
        "",
        "　",
        "図書館の利用",
        "表示方法の見直し",
        "■この計画は、次のとおりです。",
        "次の図は、推進体制を示すイメージです。",
        "「推進」を進めます。",
        "図1 " + "長" * 120,
    ],
)
def test_other_lines(line: str) -> None:
    assert read(line) is None


@given(st.text(max_size=60))
def test_a_caption_is_cut_from_its_line(text: str) -> None:
    found = read(text)
    if found is not None:
        for part in (found.title, found.line, *([found.number] if found.number else [])):
            assert text[part.whole.start : part.whole.end] == part.whole.text
