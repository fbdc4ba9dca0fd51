"""What a table is about, told by its header and the shape of its cells."""

from __future__ import annotations

import pytest

from parsers.card_shapes import is_card, is_card_start
from parsers.field_labels import measure_field
from parsers.table_kinds import caption_row, classify, column_roles, policy_label
from parsers.year_header import is_year_label, year_columns
from tests.builders.cards import LEGEND, Card, ItemText, Phase, render_card
from tests.builders.documents import tables

CARD = Card(
    1,
    "市民協働",
    (ItemText("ア", "告知を行います。", ("市民課",), phases=(Phase("検討", (2019,)),)),),
)


@pytest.mark.parametrize(
    "text",
    [
        "2019年度",
        "2019",
        "2019年",
        "令和元年度",
        "令和６年度",
        "平成30年度",
        "R1",
        "Ｒ６",
        "H30",
        "2019年度(実績)",
        "20 19 年度",
    ],
)
def test_year_labels(text: str) -> None:
    assert is_year_label(text)


@pytest.mark.parametrize(
    "text", ["", "年度", "30", "1999人", "2019年度の取組", "2019-2023", "第1年度", "12019", "検討"]
)
def test_no_year_labels(text: str) -> None:
    assert not is_year_label(text)


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("実施事業", "measure"),
        ("担当部署", "departments"),
        ("担 当 課", "departments"),
        ("事業\n概要", "outline"),
        ("期待される 効果", "effects"),
        ("未来創生プラン 重点施策", "priority"),
        ("スケジュール", "schedule"),
        ("備考", None),
        ("", None),
        ("担当部署の見直し", None),
    ],
)
def test_measure_fields(label: str, field: str | None) -> None:
    assert measure_field(label) == field


@pytest.mark.parametrize(
    ("text", "kind", "headers"),
    [
        (render_card(CARD), "measure_card", 0),
        (LEGEND, "legend", 1),
        ("用語\t解説\nAI\t人工知能\n", "glossary", 1),
        ("No.\t用 語\t掲載頁\t解説\n1\tAI\t3\t人工知能\n", "glossary", 1),
        ("分類\tサービス名\t概要\n防災\tメール\t配信\n", "services", 1),
        ("実施年度\t主な取組\n平成30年度\t導入\n", "initiatives", 1),
        ("期日\t内容\n平成30年5月1日\t会議\n", "events", 1),
        ("会議名\t構成員\n推進本部\t市長\n", "organizations", 1),
        ("研修名\t内容\n情報研修\t守り方\n", "trainings", 1),
        ("項目\t2019年度\t2020年度\n導入\t→\t\n", "schedule", 1),
        ("項目\t2019年度\t2020年度\n\t1年目\t2年目\n導入\t→\t\n", "schedule", 2),
        ("施策方針 その1\t楽しい情報化\n具体的な施策\t① 協働\n", "policies", 0),
        ("年代\t男性\t女性\n20代\t12\t15.5%\n30代\t3\t△4\n", "survey", 1),
        # A first row with values of its own is no header.
        ("待ち時間\t25 分\t10 分\n手続数\t0 件\t20 件\n参加者\t120 人\t600 人\n", "other", 0),
        ("あ\tい\nう\tえ\n", "other", 0),
        ("| あ | い |\n|---|---|\n| う | え |\n", "other", 2),
    ],
)
def test_kinds(text: str, kind: str, headers: int) -> None:
    (table,) = tables(text)
    assert (table.kind, table.n_header_rows) == (kind, headers)


def test_numbers_under_years_are_no_schedule() -> None:
    (table,) = tables("指標\t2019年度\t2020年度\n利用者\t1,200人\t1,500人\n")
    assert table.kind != "schedule"


def test_a_caption_inside_the_table_is_no_header_name() -> None:
    (table,) = tables("研修の一覧\t\t\n研修名\t内容\t対象者\n情報研修\t守り方\t職員\n")
    assert (table.kind, table.n_header_rows) == ("trainings", 2)
    assert table.caption is not None
    assert table.caption.text == "研修の一覧"
    assert caption_row(table.rows)


def test_no_rows() -> None:
    assert not is_card(())
    assert not is_card_start(())
    assert not caption_row(())
    assert classify(()) == ("other", 0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("実施事業\t① 協働", True),
        ("実施事業\t① 協働\t\t", True),
        ("実施事業\t", False),
        ("実施事業\t2019年度", False),
        ("実施事業\t概要\t効果", False),
        ("担当部署\t市民課", False),
    ],
)
def test_where_a_card_starts(text: str, expected: bool) -> None:
    (table,) = tables(text)
    assert is_card_start(table.rows[0]) is expected


def test_a_card_needs_two_fields_of_a_measure() -> None:
    (one,) = tables("実施事業\t① 協働\n備考\tなし\n")
    (two,) = tables("実施事業\t① 協働\n担当課\t市民課\n概要\t告知\n")
    assert (is_card(one.rows), is_card(two.rows)) == (False, True)


def test_column_roles() -> None:
    (table,) = tables("Ｎｏ.\t用 語\t備考\t解説\n1\tAI\t\t人工知能\n")
    assert column_roles("glossary", table.rows[0]) == {"no": 0, "term": 1, "explanation": 3}
    assert column_roles("no such kind", table.rows[0]) == {}


def test_one_column_has_one_role() -> None:
    (table,) = tables("時期\t会議名\t内容\n5月\t本部会議\t承認\n")
    roles = column_roles("events", table.rows[0])
    assert len(set(roles.values())) == len(roles)


def test_year_columns() -> None:
    (table,) = tables("項目\t2019年度\t\t令和2年度\t備考\n導入\t→\t\t\t\n")
    assert [cell.col for cell in year_columns(table.rows[0])] == [1, 3]


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("施策方針 その1", "施策方針", "1"),
        ("基本目標Ⅱ", "基本目標", "Ⅱ"),
        ("施策①", "施策", "①"),
        ("施策の柱 3", "施策の柱", "3"),
    ],
)
def test_policy_labels(text: str, kind: str, number: str) -> None:
    match = policy_label().fullmatch(text)
    assert match is not None
    assert (match["kind"], match["n"]) == (kind, number)


@pytest.mark.parametrize(
    ("text", "header_rows"),
    [
        ("区分\t氏名\t所属・役職\t備考\n市民\t甲\t公募\t\n団体\t乙\t丙会\t会長\n", 1),
        ("番号\t意見の概要\t市の考え方\n1\t甲\t乙\n", 1),
        ("区分\t氏名\n", 0),  # nothing below it
        ("区分\t市民\n氏名\t甲\n", 0),  # a form, its labels on the left
        ("備考\t\n甲\t乙\n", 0),  # one name alone
    ],
)
def test_a_table_of_no_known_kind_can_have_a_header(text: str, header_rows: int) -> None:
    (table,) = tables(text)
    assert (table.kind, table.n_header_rows) == ("other", header_rows)
