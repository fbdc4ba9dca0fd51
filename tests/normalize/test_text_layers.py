"""What becomes of text that is no language, and of letters that are printed as radicals."""

from __future__ import annotations

from dataclasses import replace

import regex

from extract.model import Issue
from normalize.build import build
from normalize.manifest import Manifest
from normalize.printed_text import letters
from normalize.validate import validate
from tests.builders.documents import document, rows

RADICAL = regex.compile("[\u2e80-\u2fdf]")
PLAN = (
    "第1章 市⺠の⻑い⾏政\n\n市⺠の利便性を⾼めるため、次の取組を進めてきました。\n\n"
    "施策名\t担当課\t内容\n市⺠の窓⼝\t市⺠課\t窓⼝を⼀つにする。\n"
)


def test_values_hold_letters_and_the_print_stays() -> None:
    found = rows(PLAN)
    (section,) = found["sections"]
    assert (section["title_raw"], section["title"]) == ("市⺠の⻑い⾏政", "市民の長い行政")
    (measure,) = found["measures"]
    assert (measure["title_raw"], measure["title"]) == ("市⺠の窓⼝", "市民の窓口")
    assert measure["outline"] == "窓口を一つにする。"
    (department,) = found["departments"]
    assert (department["department_raw"], department["department"]) == ("市⺠課", "市民課")
    with_radicals = {
        (table, column)
        for table, values in found.items()
        for row in values
        for column, value in row.items()
        if isinstance(value, str) and RADICAL.search(value)
    }
    assert {(t, c) for t, c in with_radicals if not c.endswith("_raw")} == {
        ("pages", "text"),
        ("spans", "raw_text"),
    }


def test_only_radicals_change() -> None:
    text = "⺠⻑⼝ 官民デ⑩ ａＢ１ ﾃﾞ 髙橋 々ー〜 (株)㈱"
    assert letters(text) == "民長口 官民デ⑩ ａＢ１ ﾃﾞ 髙橋 々ー〜 (株)㈱"


def test_a_damaged_text_layer_gives_no_facts() -> None:
    damaged = replace(
        document(PLAN),
        text_layer="damaged",
        issues=(Issue("error", "text-layer-damaged", "PDFの文字情報が壊れています。"),),
    )
    found = build(damaged, Manifest("plan"))
    assert {name for name, values in found.items() if values} == {"pages", "documents", "issues"}
    (row,) = found["documents"]
    assert (row["text_layer"], row["status"]) == ("damaged", "failed")
    assert row["char_count"] == row["chars_unclassified"] == len(damaged.pages[0].text)
    assert [issue["code"] for issue in found["issues"]] == ["text-layer-damaged"]
    assert validate(found) == ()
