"""Trainings, yearly tasks, legends of marks, figures and the numbers of surveys."""

from __future__ import annotations

import pytest

from parsers.annual_cycle import find_annual_tasks, month_of
from parsers.figures import find_figures
from parsers.mark_legends import find_mark_legends
from parsers.number_cells import is_value, unit_of
from parsers.sentences import sentences
from parsers.survey import find_values
from parsers.trainings import find_trainings, numbered
from tests.builders.documents import plan, shown, tables, texts

HEADED = """第1章 推進体制

1 職員研修

以下のような研修を実施します。

(1) 情報活用のための研修

業務のために、研修を実施します。

(2) 安全対策のための研修

状況は変化していきます。そのため、知識を学ぶ研修を継続的に実施します。

2 予定

予定を示します。
"""


def test_headed_trainings() -> None:
    read = plan(HEADED)
    found = find_trainings(read.tables, read.blocks, read.headings.values).values
    assert [(t.no, t.name.text, t.content.text if t.content else None) for t in found] == [
        (1, "情報活用のための研修", "業務のために、研修を実施します。"),
        (2, "安全対策のための研修", "知識を学ぶ研修を継続的に実施します。"),
    ]
    assert [t.category.title.text if t.category else None for t in found] == ["職員研修"] * 2


def test_named_trainings_only_in_sections_about_training() -> None:
    body = (
        "個々の職員には情報安全研修や統計研修などの分野別研修の実施を行い、職員研修などを続けます。"
    )
    for title, names in (("人材育成", ["情報安全研修", "統計研修"]), ("広報", [])):
        read = plan(f"第1章 計画\n\n1 {title}\n\n{body}\n")
        found = find_trainings(read.tables, read.blocks, read.headings.values).values
        assert [t.name.text for t in found] == names


def test_trainings_of_a_list() -> None:
    body = "・操作研修（希望者）\n・情報安全研修\n・研修の記録\n・研修を受ける職員への支援\n"
    read = plan(f"第1章 計画\n\n1 研修の実施\n\n{body}")
    found = find_trainings(read.tables, read.blocks, read.headings.values).values
    assert [t.name.text for t in found] == ["操作研修", "情報安全研修"]


@pytest.mark.parametrize(
    ("text", "no", "name"),
    [("①操作研修", 1, "操作研修"), ("(2) 作成研修", 2, "作成研修"), ("DX 研修", None, "DX 研修")],
)
def test_numbered(text: str, no: int | None, name: str) -> None:
    number, rest = numbered(shown(text))
    assert (number, rest.text) == (no, name)


def test_tasks_of_a_table_of_months() -> None:
    text = "月\t内容\n4月\t・甲調査 ・乙の調査\n5月～7月\t報告\n"
    found = find_annual_tasks(tables(text), (), ()).values
    assert [(t.period.text if t.period else None, t.seq, t.task.text) for t in found] == [
        ("4月", 1, "甲調査"),
        ("4月", 2, "乙の調査"),
        ("5月～7月", 1, "報告"),
    ]


def test_tasks_of_running_text_need_a_part_of_the_year() -> None:
    text = "課は、毎年度上期に状況を確認します。その調書を報告します。毎年度評価します。"
    for title, count in (("進捗管理", 2), ("広報", 0)):
        read = plan(f"第1章 計画\n\n1 {title}\n\n{text}\n")
        found = find_annual_tasks(read.tables, read.blocks, read.headings.values).values
        assert len(found) == count
        assert [t.period.text if t.period else None for t in found][:2] == (
            ["毎年度上期", None] if count else []
        )


def test_lines_that_begin_with_a_month_are_a_list() -> None:
    lines = "４月　　実績の取りまとめ\n・7月～9月：評価\n10月 予算要求\n"
    read = plan(f"第1章 計画\n\n1 年間スケジュール\n\n{lines}\n")
    found = find_annual_tasks(read.tables, read.blocks, read.headings.values).values
    assert [(t.period.text if t.period else None, t.task.text) for t in found] == [
        ("４月", "実績の取りまとめ"),
        ("7月～9月", "評価"),
        ("10月", "予算要求"),
    ]
    alone = plan("第1章 計画\n\n1 年間スケジュール\n\n4月 実績の取りまとめ\n")
    assert not find_annual_tasks((), alone.blocks, alone.headings.values).values


def test_months_of_one_sentence_are_told_apart() -> None:
    text = "毎年度5月に実績を集め、7月に評価し、3月末に決めます。7月にわたる催しもあります。"
    read = plan(f"第1章 計画\n\n1 進捗管理\n\n{text}\n")
    found = find_annual_tasks(read.tables, read.blocks, read.headings.values).values
    assert [(t.period.text if t.period else None, t.task.text) for t in found] == [
        ("毎年度5月", "毎年度5月に実績を集め"),
        ("7月", "7月に評価し"),
        ("3月末", "3月末に決めます。"),
    ]


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("4月", 4),
        ("毎年度5月", 5),
        ("毎年度上期", None),
        ("12月", 12),
        ("10月上旬", 10),
        ("13月", None),
        ("5月~7月", None),
    ],
)
def test_month_of(text: str, month: int | None) -> None:
    assert month_of(text) == month


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("◎必須 ▲必要に応じて", [("◎", "必須"), ("▲", "必要に応じて")]),
        ("凡例:○実施", [("○", "実施")]),
        (
            "凡例　○：実施　●：重点実施　－：なし",
            [("○", "実施"), ("●", "重点実施"), ("－", "なし")],
        ),
        ("○：実施する年 △：実施しない年", [("○", "実施する年"), ("△", "実施しない年")]),
        ("○実施-検討 △見直し", [("○", "実施-検討"), ("△", "見直し")]),
        ("○:実施\n△:検討", [("○", "実施"), ("△", "検討")]),
        ("■国民の利便性の向上", []),
        ("○意見の一つ\n○意見の二つ", []),
        ("本文です。", []),
    ],
)
def test_mark_legends(text: str, pairs: list[tuple[str, str]]) -> None:
    found = find_mark_legends(plan(text + "\n").blocks).values
    assert [(m.mark.text, m.meaning.text) for m in found] == pairs


@pytest.mark.parametrize(
    ("text", "captions"),
    [
        (
            "本文。\n\n\n\n\n図7-4. 甲ループと\n乙サイクル\n\n次の文。",
            ["図7-4. 甲ループと\n乙サイクル"],
        ),
        # Two captions under each other are two things.
        ("図表1 体制\n図表2 役割\n\n\n\n次の文。", ["図表1 体制", "図表2 役割"]),
        ("図表1 体制\n図表2 役割\n\n区分\t内容\n甲\t乙\n", ["図表1 体制"]),
        ("推進体制図\n\n\n\n次の文。", ["推進体制図"]),
        ("推進体制図\n\n次の文。", []),
        ("「利用状況」(全体)\n\n\n\n次の文。", ["「利用状況」(全体)"]),
        ("「利用状況」\n\n次の文。", []),
        ("国の役割、市の役割\n\n\n\n(出典)「白書」", ["国の役割、市の役割"]),
        ("問5 【全員】\n\n使いますか。\n\n\n\n次。", ["使いますか。"]),
    ],
)
def test_figures(text: str, captions: list[str]) -> None:
    read = plan(f"第1章 計画\n\n本文である。\n\n{text}\n")
    found = find_figures(read.blocks, read.headings.values, read.tables, read.contents)
    assert [f.caption.text for f in found.values] == captions
    assert [i.code for i in found.issues] == ["figure-not-in-text"] * len(captions)


SURVEY = (
    "\t\t1\t2\t3\n"
    "\t\tパソコン\t電話\tその他\n"
    "全体\t\t60.6(%)\t81.3(%)\t0.0\n"
    "年代\t13歳～19歳\t26.7\t93.3\t0.0\n"
    "\t20歳～29歳\t62.5\t100.0\t0.0\n"
    "80歳以上\t66.7\t0.0\t33.3\t\n"
)


def test_numbers_of_a_cross_table() -> None:
    found = find_values(tables(SURVEY))
    values = {
        (v.group.text if v.group else None, v.series.text if v.series else None): (
            v.value.text,
            v.unit,
        )
        for v in found.values
    }
    assert len(found.values) == 12
    assert values[("全体", "電話")] == ("81.3(%)", "%")
    assert values[("20歳～29歳", "電話")] == ("100.0", "%")
    assert values[("80歳以上", "パソコン")] == ("66.7", "%")
    assert values[("80歳以上", "その他")] == ("33.3", "%")
    assert sorted(r.rule for r in found.repairs) == ["row-shifted", "unit-carried"]


def test_columns_of_ages_are_the_groups() -> None:
    found = find_values(tables("年齢\t13~19歳\t80歳以上\n国\t97.9%\t22.3%\n市\t100.0%\t12.0%\n"))
    assert [(v.group.text, v.series.text) for v in found.values if v.group and v.series] == [
        ("13~19歳", "国"),
        ("80歳以上", "国"),
        ("13~19歳", "市"),
        ("80歳以上", "市"),
    ]
    assert not found.repairs


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("60.6(%)", True, "%"),
        ("1,200人", True, "人"),
        ("0.0", True, None),
        ("80歳以上", False, None),
        ("パソコン", False, None),
    ],
)
def test_values(text: str, value: bool, unit: str | None) -> None:
    assert is_value(text) is value
    if value:
        assert unit_of(text) == unit


def test_sentences_end_outside_brackets() -> None:
    text = "甲です。「乙です。」と言う。（丙。）丁"
    assert texts(sentences(shown(text))) == ["甲です。", "「乙です。」と言う。", "（丙。）丁"]
