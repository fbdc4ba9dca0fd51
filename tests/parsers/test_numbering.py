"""Numbers in front of headings: style, canonical form, value, and what is no number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.fold import fold_text
from parsers.numbering import ordinal_value, read_number
from tests.builders.outlines import KANJI


@pytest.mark.parametrize(
    ("line", "style", "number", "parts", "title"),
    [
        ("第1章 概要", "chapter", "1", (1,), "概要"),
        ("第 1 章概要", "chapter", "1", (1,), "概要"),
        ("第十二章　概要", "chapter", "12", (12,), "概要"),
        ("第2部 施策", "part", "2", (2,), "施策"),
        ("第１編", "part", "1", (1,), ""),
        ("第3節 現状", "section", "3", (3,), "現状"),
        ("第二項 目的", "clause", "2", (2,), "目的"),
        ("1 計画の目的", "bare", "1", (1,), "計画の目的"),
        ("１　計画の目的", "bare", "1", (1,), "計画の目的"),
        ("1. 計画の目的", "dot", "1", (1,), "計画の目的"),
        ("１．計画の目的", "dot", "1", (1,), "計画の目的"),
        ("2.1 現状", "dotted2", "2.1", (2, 1), "現状"),
        ("2-1 現状", "dotted2", "2-1", (2, 1), "現状"),
        ("2.1現状", "dotted2", "2.1", (2, 1), "現状"),
        ("2.1.3 課題", "dotted3", "2.1.3", (2, 1, 3), "課題"),
        ("(1) 調査", "paren", "(1)", (1,), "調査"),
        ("（１）調査", "paren", "(1)", (1,), "調査"),
        ("( 12 ) 調査", "paren", "(12)", (12,), "調査"),
        ("① 推進", "circled", "①", (1,), "推進"),
        ("㉑推進", "circled", "㉑", (21,), "推進"),
        ("Ⅱ 推進", "roman", "Ⅱ", (2,), "推進"),
        ("IV. 推進", "roman", "IV", (4,), "推進"),
    ],
)
def test_styles(line: str, style: str, number: str, parts: tuple[int, ...], title: str) -> None:
    folded = fold_text(line)
    found = read_number(folded)
    assert found is not None
    assert (found.style, found.number, found.parts) == (style, number, parts)
    assert folded[found.title_at :].strip() == title
    assert folded.startswith(found.raw)


@pytest.mark.parametrize(
    ("line", "style", "number", "parts", "title"),
    [
        ("1.2.3.4 現状", "dotted4", "1.2.3.4", (1, 2, 3, 4), "現状"),
        ("1-1-1 現状", "dotted3", "1-1-1", (1, 1, 1), "現状"),
        ("⑶調査", "paren", "(3)", (3,), "調査"),
        ("（三）調査", "kanji_paren", "(3)", (3,), "調査"),
        ("三、調査", "kanji", "3", (3,), "調査"),
        ("三　調査", "kanji", "3", (3,), "調査"),
        ("第三　調査", "kanji_first", "3", (3,), "調査"),
        ("【３】調査", "bracket", "【3】", (3,), "調査"),
        ("ウ　調査", "kana", "ウ", (3,), "調査"),
        ("（ウ）調査", "kana_paren", "(ウ)", (3,), "調査"),
        ("c) 調査", "letter", "c", (3,), "調査"),
        ("■ 調査", "mark:■", "", (), "調査"),
        ("Ⅲ調査", "roman", "Ⅲ", (3,), "調査"),
        ("4 6次産業化の推進", "bare", "4", (4,), "6次産業化の推進"),
        ("2 3か年の計画", "bare", "2", (2,), "3か年の計画"),
        ("基本目標３　安全", "label:基本目標", "3", (3,), "安全"),
        ("基本方針 その３ 安全", "label:基本方針", "3", (3,), "安全"),
        ("施策1-2 安全", "label:施策:2", "1-2", (1, 2), "安全"),
        ("取組③安全", "label:取組", "③", (3,), "安全"),
        ("【施策１】　安全", "label:施策", "1", (1,), "安全"),
        ("第3編総論", "part", "3", (3,), "総論"),
    ],
)
def test_styles_that_need_a_sequence(
    line: str, style: str, number: str, parts: tuple[int, ...], title: str
) -> None:
    folded = fold_text(line)
    found = read_number(folded, weak=True)
    assert found is not None
    assert (found.style, found.number, found.parts) == (style, number, parts)
    assert folded[found.title_at :].strip() == title
    assert read_number(folded) == (None if found.weak else found)


@pytest.mark.parametrize(
    "line",
    [
        "施策1の実施",
        "取組③と④",
        "施策2-1から",
        "4 6 人",
        "1 2019年度",
        "アンケート",
        "第一に",
        "一般会計",
        "■",
    ],
)
def test_no_number_even_in_a_sequence(line: str) -> None:
    assert read_number(fold_text(line), weak=True) is None


@pytest.mark.parametrize(
    "line",
    [
        "計画の目的",
        "",
        "2019年度の取組",
        "100%デジタル化",
        "1%の削減",
        "3.5% 増",
        "1.5倍に増加",
        "6次産業化への先進技術活用",
        "5G の活用",
        "第一に、市民の利便性",
        "第1部会 委員名簿",
        "一般会計",
        "I",
        "(案) 計画",
        "(ア) 計画",
    ],
)
def test_no_number(line: str) -> None:
    assert read_number(fold_text(line)) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7", 7),
        (" 12 ", 12),
        ("十", 10),
        ("二十三", 23),
        ("⑫", 12),
        ("Ⅻ", 12),
        ("VIII", 8),
        ("", None),
        (" ", None),
        ("ア", None),
        ("IIII", None),
        ("1.1", None),
        ("²", None),
        ("½", None),
    ],
)
def test_ordinal_value(text: str, value: int | None) -> None:
    assert ordinal_value(text) == value


@given(st.integers(1, 99))
def test_every_chapter_number_is_read_back(n: int) -> None:
    tens, ones = divmod(n, 10)
    kanji = ("" if tens < 1 else (KANJI[tens] if tens > 1 else "") + "十") + KANJI[ones].strip("〇")
    for form in (f"第{n}章 あ", f"第{kanji}章 あ", f"第 {n} 章　あ", f"第{n}章あ"):
        found = read_number(fold_text(form))
        assert found is not None
        assert (found.style, found.number, found.parts) == ("chapter", str(n), (n,))


@given(st.text(max_size=30))
def test_any_line_gives_a_number_within_it_or_none(line: str) -> None:
    found = read_number(line)
    if found is not None:
        assert line[: found.title_at].strip() == found.raw
        assert 0 < found.title_at <= len(line)
        assert all(part >= 0 for part in found.parts)


@given(st.text(max_size=4))
def test_any_ordinal(text: str) -> None:
    value = ordinal_value(text)
    assert value is None or value >= 0
