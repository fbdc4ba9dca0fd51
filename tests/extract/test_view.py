"""Readable text of runs that carry markup, and the way back to the page."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.fold import fold_text
from extract.model import Run
from extract.view import View, view

PIECES = st.sampled_from(
    [
        "<p>", "</p>", '<p style="a: b">', "<br>", "<br/>", '<ul style="x">', "<li>", "</li>",
        "<b>", "</b>", '<input checked="" type="checkbox"/>', '<input type="checkbox"/>',
        "^(*)", "^{*}", "**", "&amp;", "&lt;", "&bogus;", "<", ">", "<p ", "a < b", "\t", " ",
        "情報", "推進\u3099", "（ｶﾞ）", "\n", "。", "*", "^",
    ]
)  # fmt: skip
TEXT = st.lists(PIECES, max_size=12).map("".join)


def see(text: str, before: str = "") -> View:
    page = before + text
    return view(Run(3, len(before), len(page), text))


@pytest.mark.parametrize(
    ("read", "seen"),
    [
        ('<ul style="list-style-type: none">防災無線の整備', "防災無線の整備"),
        ("<p>計画を推進する。</p><p>変更を行う。</p>", "計画を推進する。\n変更を行う。"),
        ("<ul><li>調査</li> <li> 検討</li></ul>", "調査\n検討"),
        ("一行目<br>二行目<BR />三行目", "一行目\n二行目\n三行目"),
        ("前\n<p>\n後", "前\n後"),
        ("<p></p>", ""),
        ("名\t<ul> 調査<br>\t計", "名\t調査\t計"),
        ("<span class='a'>ICT</span>推進", "ICT推進"),
        ('<input checked="" type="checkbox"/> 企画課', "☑ 企画課"),
        ('<input type="checkbox" checked/> 企画課', "☑ 企画課"),
        ('<input type="checkbox"/> 職員課', "☐ 職員課"),
        ('<input type="checkbox" data-checked="1"> 職員課', "☐ 職員課"),
        ("ループ^(*)に従い、RESAS^{*1}を使う", "ループに従い、RESASを使う"),
        ("延べ100m^{2}、^(注1)", "延べ100m^{2}、"),
        ("は、**60歳以上**で", "は、60歳以上で"),
        ("**ICT^(*)の活用**", "ICTの活用"),
        ("2**3 は 8", "2**3 は 8"),
        ("** 注 **", "** 注 **"),
        ("**一\n二**", "**一\n二**"),
        ("A&amp;B &lt;p&gt; &#x41;", "A&B <p> A"),
        ("AT&T; &bogus; &#10; &#0;", "AT&T; &bogus; &#10; &#0;"),
        ('<p style="list-style', '<p style="list-style'),
        ("<https://www.example.jp/>", "<https://www.example.jp/>"),
        ("a < b、〈注〉、＜p＞、x<b かつ y>c", "a < b、〈注〉、＜p＞、x<b かつ y>c"),
        ('<input type="text"/>', '<input type="text"/>'),
        ("印のない本文 ", "印のない本文 "),
    ],
)
def test_view(read: str, seen: str) -> None:
    assert see(read).text == seen


def test_residue_is_every_dropped_piece_and_whole_is_the_run() -> None:
    seen = see('<p style="a">一**二**^(*)</p>', before="前文")
    assert [r.text for r in seen.residue] == ['<p style="a">', "**", "**", "^(*)", "</p>"]
    assert (seen.whole.start, seen.whole.page_no) == (2, 3)


def test_run_of_gives_the_place_on_the_page() -> None:
    seen = see("<p>情報の<b>推進</b>を</p><p>図る</p>", before="□□")
    at = seen.text.index("推進を")
    assert seen.run_of(at, at + 3).text == "推進</b>を"
    assert seen.run_of(at, at + 3).start == 2 + len("<p>情報の<b>")
    assert seen.run_of(at, at + 2).text == "推進"


def test_lines_have_their_own_place_and_residue() -> None:
    first, second = see("<p>調査の<b>実施</b></p><p>検討</p>").lines()
    assert (first.text, first.whole.text) == ("調査の実施", "調査の<b>実施")
    assert [r.text for r in first.residue] == ["<b>"]
    assert (second.text, second.whole.text, second.residue) == ("検討", "検討", ())


def test_folded_view_leads_back_to_the_print() -> None:
    folded = see("<p>ｶﾞｲﾄﾞ（案）</p><p>&amp;Ｂ</p>").folded
    assert folded.text == "ガイド(案)\n&B"
    assert folded.run_of(0, 3).text == "ｶﾞｲﾄﾞ"
    assert [line.strip().run_of(0, 1).text for line in folded.lines()] == ["ｶﾞ", "&amp;"]
    assert folded.cut(4, 5).folded.whole.text == "案"


def test_strip_of_a_view() -> None:
    seen = see("<p> \t調査 </p>").strip()
    assert (seen.text, seen.whole.text) == ("調査", "調査")
    assert see("<p> ").strip().text == ""


@given(TEXT)
def test_nothing_is_lost(text: str) -> None:
    seen = see(text, before="x")
    parts = [seen.run_of(i, i + 1) for i in range(len(seen.text))]
    covered = {i for run in (*parts, *seen.residue) for i in range(run.start - 1, run.end - 1)}
    assert all(text[i].isspace() for i in set(range(len(text))) - covered)
    for run in (*parts, *seen.residue):
        assert text[run.start - 1 : run.end - 1] == run.text


@given(TEXT)
def test_places_are_in_order(text: str) -> None:
    seen = see(text).folded
    parts = [seen.run_of(i, i + 1) for i in range(len(seen.text))]
    starts = [run.start for run in parts]
    assert starts == sorted(starts)


@given(TEXT.filter(lambda text: "\n" not in text))
def test_breaks_are_single_and_inside(text: str) -> None:
    seen = see(text).text
    assert not re.search(r"\n\n|^\n|\n\Z|\t\n|\n\t", seen)


@given(TEXT, st.data())
def test_cut_agrees_with_run_of(text: str, data: st.DataObject) -> None:
    for seen in (see(text), see(text).folded):
        start = data.draw(st.integers(0, len(seen.text)))
        end = data.draw(st.integers(start, len(seen.text)))
        cut = seen.cut(start, end)
        assert cut.text == seen.text[start:end]
        assert cut.whole == seen.run_of(start, end)
        assert cut.cut(0, len(cut.text)).whole == cut.whole
        assert all(cut.whole.start <= r.start and r.end <= cut.whole.end for r in cut.residue)


@given(TEXT)
def test_lines_join_to_the_text(text: str) -> None:
    seen = see(text)
    assert "\n".join(line.text for line in seen.lines()) == seen.text
    assert seen.folded.text == fold_text(seen.text)


@given(st.text(st.characters(exclude_characters="<*^&", exclude_categories=["Cs"])))
def test_text_without_markup_is_itself(text: str) -> None:
    seen = see(text)
    assert (seen.text, seen.whole.text, seen.residue) == (text, text, ())
    assert seen.run_of(0, len(text)) == seen.whole


@pytest.mark.parametrize(
    "piece",
    ['<p style="', "<p ", "<input ", "** ", "**a ", "^(", "&a", "<p a=1", "<", "**", "&#"],
)
def test_unfinished_markup_stays_text(piece: str) -> None:
    text = piece.replace("**", "** ") * 100_000
    assert see(text).text == text


@pytest.mark.parametrize("piece", ["<p>", "<p> ", "<b>", "<p>字</p>", "&amp;", "**字** "])
def test_repeated_markup_is_all_accounted_for(piece: str) -> None:
    seen = see(piece * 20_000)
    assert seen.whole.end == len(piece) * 20_000
    assert "<" not in seen.folded.text
    assert len(seen.lines()) == (20_000 if piece == "<p>字</p>" else 1)


def test_bold_marker_that_nothing_closes() -> None:
    text = "**a" + " ** " * 100_000
    assert see(text).text == text
