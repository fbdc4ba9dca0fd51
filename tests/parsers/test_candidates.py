"""Lines that could be headings, and lines that only look like one."""

from __future__ import annotations

import pytest

from parsers.blocks import blocks
from parsers.candidates import candidates, is_sentence
from tests.builders.documents import document

PARAGRAPH = "市では、市民の皆さまの利便性を高めるため、次の取組を進めてきました。"


def found(text: str) -> list[tuple[str, str]]:
    return [(c.kind, c.title.text) for c in candidates(blocks(document(text)), frozenset())]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("第1章 計画の概要", ("numbered", "計画の概要")),
        ("(2)「電子政府」から次へ", ("numbered", "「電子政府」から次へ")),
        ("はじめに", ("front_matter", "はじめに")),
        ("ご あ い さ つ", ("front_matter", "ご あ い さ つ")),
        ("添付資料", ("back_matter", "添付資料")),
        ("第3次計画策定経過", ("back_matter", "第3次計画策定経過")),
        ("市民アンケート調査集計", ("sub_back_matter", "市民アンケート調査集計")),
        # A question may be a heading, and a note on how to answer stands behind it.
        ("Ⅱ 市の業務についてお聞きします。", ("numbered", "市の業務についてお聞きします。")),
        (
            "Ⅰ 市についてお聞きします。【○をつけてください。】",
            ("numbered", "市についてお聞きします。【○をつけてください。】"),
        ),
        (
            "Ⅰ 市についてお聞きします。（一つだけ）",
            ("numbered", "市についてお聞きします。（一つだけ）"),
        ),
    ],
)
def test_a_line_alone(line: str, expected: tuple[str, str]) -> None:
    assert found(f"{line}\n\n{PARAGRAPH}\n") == [expected]


@pytest.mark.parametrize(
    "line",
    [
        "(1) 市民の皆さまに配布しました。",  # an enumerated sentence
        "1 市民の皆さま、",
        PARAGRAPH,
        "1 " + "長" * 80,
        "1.1 窓口の改革 手続を減らす。 市民課",  # a row of a table, cell behind cell
        "「① 推進」内、",
    ],
)
def test_running_text(line: str) -> None:
    assert found(f"{line}\n\n短い。\n") == []


def test_a_part_of_the_document_stands_alone() -> None:
    assert found("はじめに\n市では計画を作りました。\n") == []


def test_numbered_lines_may_share_a_block() -> None:
    assert found("1 目的\n2 現状\n") == [("numbered", "目的"), ("numbered", "現状")]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        (f"クラウド利用の促進\n\n{PARAGRAPH}\n", ["クラウド利用の促進"]),
        (f"クラウド利用の促進\n\n{'長い説明' * 12}\n", ["クラウド利用の促進"]),
        ("クラウド利用の促進\n\n短い行\n", []),
        ("クラウド利用の促進\n", []),
        (f"クラウド利用の促進\n\n\n\n{PARAGRAPH}\n", []),  # it names the figure that was there
        ("クラウド利用の促進\n\n項目\t値\n", []),  # it names the table
        (f"■行政の効率化\n\n{PARAGRAPH}\n", []),
        (f"「クラウド」\n\n{PARAGRAPH}\n", []),
        (f"（出典）総務省\n\n{PARAGRAPH}\n", []),
        (f"Cloud\n\n{PARAGRAPH}\n", []),
        (f"導入は以下の通りです。\n\n{PARAGRAPH}\n", []),
        (f"促進\nと活用\n\n{PARAGRAPH}\n", []),
    ],
)
def test_without_number(text: str, titles: list[str]) -> None:
    assert [title for kind, title in found(text) if kind == "unnumbered"] == titles


def test_text_of_a_figure_is_no_heading() -> None:
    text = f"1 アプリ\n\n{PARAGRAPH}{{}}お知らせ\n\nハザードマップ\n\n{PARAGRAPH}\n"
    expected = [("numbered", "アプリ"), ("unnumbered", "ハザードマップ")]
    assert found(text.format("\n\n")) == expected
    assert found(text.format("\n\n\n\n")) == expected[:1]  # the gap is where the picture was


def test_skipped_blocks() -> None:
    source = blocks(document("1 目的\n\n2 現状\n"))
    assert [c.title.text for c in candidates(source, frozenset({0}))] == ["現状"]


@pytest.mark.parametrize(
    ("text", "expected"), [("する。", True), ("する、", True), ("する！", True), ("促進", False)]
)
def test_is_sentence(text: str, expected: bool) -> None:
    assert is_sentence(text) is expected
