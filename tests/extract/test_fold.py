"""Folding for matching, and the way back to the source."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from extract.fold import fold, fold_table, fold_text, key

JAPANESE = st.text(
    st.one_of(
        st.sampled_from(
            "かハウｶﾊｳﾞﾟ゛゜\u3099\u309a\u0301\u200b\ufe0f\U000e0100ー－～（⺠①\n \u3000a"
        ),
        st.characters(exclude_categories=["Cs"]),
    )
)


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("ＩＣＴ（２０２２）", "ICT(2022)"),
        ("ｶﾞｲﾄﾞﾗｲﾝ ﾊﾟｿｺﾝ ｻｰﾋﾞｽ", "ガイドライン パソコン サービス"),
        ("か\u3099は\u309a", "がぱ"),
        ("か゛ハ゜", "がパ"),
        ("ア゛", "ア゛"),
        ("ｱﾞ", "ア゛"),
        ("官⺠⾼⻑⻘⼀", "官民高長青一"),
        ("令和６〜８年度～∼", "令和6~8年度~~"),
        ("１－２―３‐４–５—６−７", "1-2-3-4-5-6-7"),
        ("サービス・センター", "サービス・センター"),
        ("a\u3000b\u00a0c\u2009d", "a b c d"),
        ("\ufa19社", "神社"),
        ("葛\U000e0100飾", "葛飾"),
        ("担当\u200b課", "担当課"),
        ("官民デ⑩①㉑㈱Ⅰⅲ㎡", "官民デ⑩①㉑㈱Ⅰⅲ㎡"),
        ("\tセル\t", "\tセル\t"),
        ("", ""),
    ],
)
def test_fold(printed: str, folded: str) -> None:
    assert fold_text(printed) == folded


@pytest.mark.parametrize(
    ("printed", "found", "source"),
    [
        ("主なｶﾞｲﾄﾞ案", "ガイド", "ｶﾞｲﾄﾞ"),
        ("主なｶﾞｲﾄﾞ案", "案", "案"),
        ("かか\u3099き", "が", "か\u3099"),
        ("担当\u200b課名", "担当課", "担当\u200b課"),
        ("担当\u200b課名", "担当", "担当\u200b"),
        ("あ゙い", "あ", "あ゙"),
        ("（⺠間）", "民", "⺠"),
    ],
)
def test_source_is_whole_graphemes(printed: str, found: str, source: str) -> None:
    folded = fold(printed)
    at = folded.text.index(found)
    start, end = folded.source(at, at + len(found))
    assert printed[start:end] == source


def test_one_to_one_text_needs_no_offsets() -> None:
    assert fold("担当課（２）").offsets is None


def test_empty_match_stands_at_the_next_character_or_the_end() -> None:
    folded = fold("ｶﾞｷﾞ")
    assert [folded.source(i, i) for i in range(3)] == [(0, 0), (2, 2), (4, 4)]


@given(JAPANESE)
@example("か\u200b゛")
@example("a" + "\u0301\u0316" * 40)
@example("\u200b\u200b゛")
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold_text(fold_text(text)) == fold_text(text)
    assert key(key(text)) == key(text)


@given(JAPANESE)
def test_source_ranges_cover_the_text_in_order(text: str) -> None:
    folded = fold(text)
    assert folded.source(0, len(folded.text)) == (0, len(text))
    ranges = [folded.source(i, i + 1) for i in range(len(folded.text))]
    for before, after in pairwise(ranges):
        assert before == after or before[1] == after[0]


@given(JAPANESE, st.data())
def test_source_of_a_match_folds_to_it(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    a, b = folded.source(start, end)
    matched, again = folded.text[start:end], fold_text(text[a:b])
    # Part of a grapheme stands for all of it; anything else folds to just the match.
    splits = any(
        folded.source(i - 1, i) == folded.source(i, i + 1)
        for i in {start, end} - {0, len(folded.text)}
    )
    assert matched in again if splits else matched == again


@given(st.text(st.sampled_from("漢かカABｶ①（～ー\u3000")))
def test_source_of_plain_text_folds_exactly_to_the_match(text: str) -> None:
    folded = fold(text)
    for start in range(len(text)):
        a, b = folded.source(start, len(folded.text))
        assert fold_text(text[a:b]) == folded.text[start:]


@pytest.mark.parametrize(
    ("label", "looked_up"),
    [
        ("担 当 課", "担当課"),
        ("主管課\n（室）", "主管課(室)"),
        ("\u200bＫ Ｐ Ｉ", "KPI"),
        ("か ゛", "が"),
    ],
)
def test_key(label: str, looked_up: str) -> None:
    assert key(label) == looked_up


def test_every_kangxi_radical_folds_as_unicode_says() -> None:
    table = fold_table()
    for code in range(0x2F00, 0x2FD6):
        assert table[chr(code)] == unicodedata.normalize("NFKC", chr(code))


def test_supplement_radicals_fold_to_ideographs() -> None:
    table = fold_table()
    # U+2E80 has no equivalent and U+2E9A is not assigned.
    for code in set(range(0x2E81, 0x2EF4)) - {0x2E9A}:
        assert unicodedata.name(table[chr(code)]).startswith("CJK UNIFIED IDEOGRAPH")


def test_long_vowel_mark_is_kept() -> None:
    assert "ー" not in fold_table()
    assert fold_text("ｰ") == "ー"


@pytest.mark.parametrize(
    "hostile", ["ｶﾞ" * 50_000, "か" + "\u3099\u0316" * 50_000, "\u200b" * 100_000]
)
def test_hostile_text_keeps_its_extent(hostile: str) -> None:
    folded = fold(hostile)
    assert folded.source(0, len(folded.text)) == (0, len(hostile))
