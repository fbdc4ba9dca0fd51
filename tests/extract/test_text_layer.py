"""Text layers that are language and others that are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.fold import fold_text
from extract.model import Page
from extract.text_layer import damage, layer_issues
from tests.builders.strategies import mixed_texts

PLAN = (
    "市では、市民の皆さまの利便性を高めるため、次の取組を進めてきました。令和６年度は３件です。\n"
)
TABLE = "総務管理費\t1,234\t情報政策課\n徴税費\t567\t税務課\n"
NAMES = "髙橋 﨑山 德永 瀨戸 "


def page(text: str, page_no: int = 1) -> Page:
    return Page(page_no, text, ())


@pytest.mark.parametrize(
    "text",
    [
        PLAN * 5,
        TABLE * 3,
        (TABLE + "使用料及び手数料\n") * 60,
        NAMES * 20,
        PLAN * 5 + "\uf06c" * 10,
        "Plan for the digital city, 2024-2027. " * 10,
        "\ufffd" * 10,
        PLAN * 5 + "12,000千円 " * 60,
        # Foreign names and signs stand in Japanese, if not often right behind kanji.
        PLAN * 9 + "姉妹都市のÉvry、São Paulo、Curaçao。面積12m²、緊急度×重要度、15℃±2。",
        PLAN + "第　章　目的\n第条\n" * 3,
        "",
    ],
)
def test_language(text: str) -> None:
    assert damage([text]) is None


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (PLAN + "\ufffd" * 40, "符号"),
        (PLAN + "\ue123\ue456" * 20, "符号"),
        (PLAN + "\x03\x1b" * 20, "符号"),
        ("(cid:123)(cid:45)" * 30, "符号"),
        ("".join(c for c in PLAN if c > "ヿ") * 20, "仮名"),
        # What a distiller made of a font with two-byte codes: kana came out as accented letters.
        (PLAN.translate(str.maketrans("まめるを", "āăøÿ")) * 9, "欧文"),
        ("鿀鿁㐅㐆䶴" * 20, "日本語"),
        (("手数料は" + TABLE).translate(dict.fromkeys(map(ord, "234567"), "1")) * 40, "種類"),
        (PLAN.translate(dict.fromkeys(map(ord, "６３"))) + "第　章　目的\n第条\n" * 3, "番号"),
    ],
)
def test_no_language(text: str, word: str) -> None:
    reason = damage([text])
    assert reason is not None
    assert word in reason


@given(st.lists(mixed_texts, max_size=4))
def test_cutting_into_pages_changes_nothing(texts: list[str]) -> None:
    assert damage(texts) == damage(["\n".join(texts)])


@given(st.integers(1, 60))
def test_every_code_of_a_font_without_map_counts_once(n: int) -> None:
    codes = "".join(f"(cid:{i})" for i in range(n))
    assert (damage([codes]) is not None) == (n >= 40)


def test_a_damaged_document_has_one_issue() -> None:
    (issue,) = layer_issues([page("\ufffd" * 50), page("\ufffd" * 50, 2)])
    assert (issue.severity, issue.code) == ("error", "text-layer-damaged")


def test_a_damaged_page_is_named() -> None:
    pages = [page(PLAN * 40), page("前書き" + "\ue000" * 50, 2)]
    (issue,) = layer_issues(pages)
    assert (issue.severity, issue.code) == ("error", "page-text-damaged")
    assert issue.run is not None
    assert (issue.run.page_no, issue.run.start, issue.run.text) == (2, 3, "\ue000")


def test_a_page_of_foreign_letters_is_named() -> None:
    pages = [page(PLAN * 40), page("計画" + "㐅㐆䶴" * 30, 2)]
    (issue,) = layer_issues(pages)
    assert (issue.severity, issue.code) == ("error", "page-text-damaged")
    assert issue.run is not None
    assert (issue.run.page_no, issue.run.start) == (2, 2)


def test_single_unknown_characters_are_counted_and_placed() -> None:
    pages = [page(PLAN * 40), page(f"市\ufffd課{PLAN}\x03", 2), page(PLAN + "\uf06c", 3)]
    (issue,) = layer_issues(pages)
    assert (issue.severity, issue.code) == ("warning", "characters-unknown")
    assert "2字、1ページ" in issue.message
    assert issue.run is not None
    assert (issue.run.page_no, issue.run.start) == (2, 1)


def test_radicals_are_counted_and_placed() -> None:
    (issue,) = layer_issues([page(PLAN), page("市⺠の⻑い⾏政、市⺠", 2)])
    assert (issue.severity, issue.code, issue.value_raw) == ("info", "radicals-in-text", "⺠")
    assert "4字" in issue.message
    assert issue.run is not None
    assert (issue.run.page_no, issue.run.start, issue.run.end) == (2, 1, 2)


def test_every_kangxi_radical_folds_to_a_letter() -> None:
    assert [c for c in map(chr, range(0x2F00, 0x2FD6)) if fold_text(c) == c] == []
