"""The policy tree, and which policy a measure stands under."""

from __future__ import annotations

import pytest

from parsers.policies import Policy, policy_at, read_anchors
from tests.builders.documents import plan

LIST = (
    "施策方針 その1\t楽しい情報化\n具体的な施策\t① 協働の推進\n\t② 提供の向上\n"
    "施策方針 その2\t便利な情報化\n具体的な施策\t① 窓口の改善\n"
)
COLUMNS = (
    "基本目標\t基本施策\t取組\n1 便利なまち\t1-1 窓口\t① 電子申請\n\t\t② 予約\n"
    "\t1-2 相談\t① 面談\n2 安全なまち\t2-1 防災\t① 放送\n"
)


def nodes(text: str) -> list[tuple[int, str, int | None, str, str | None]]:
    found = plan(text).policies
    return [(p.level, p.kind_raw, p.number, p.title.text, _parent(found, p)) for p in found]


def _parent(found: tuple[Policy, ...], policy: Policy) -> str | None:
    return None if policy.parent is None else found[policy.parent].title.text


def test_a_list_of_labels_and_titles() -> None:
    assert nodes(LIST) == [
        (1, "施策方針", 1, "楽しい情報化", None),
        (2, "具体的な施策", 1, "協働の推進", "楽しい情報化"),
        (2, "具体的な施策", 2, "提供の向上", "楽しい情報化"),
        (1, "施策方針", 2, "便利な情報化", None),
        (2, "具体的な施策", 1, "窓口の改善", "便利な情報化"),
    ]
    assert plan(LIST).policies[0].number_raw == "その1"


def test_one_column_a_level() -> None:
    assert [(n[0], n[3], n[4]) for n in nodes(COLUMNS)] == [
        (1, "便利なまち", None),
        (2, "窓口", "便利なまち"),
        (3, "電子申請", "窓口"),
        (3, "予約", "窓口"),
        (2, "相談", "便利なまち"),
        (3, "面談", "相談"),
        (1, "安全なまち", None),
        (2, "防災", "安全なまち"),
        (3, "放送", "防災"),
    ]


def test_a_number_of_two_parts_is_kept_raw() -> None:
    (node,) = (p for p in plan(COLUMNS).policies if p.title.text == "窓口")
    assert (node.number_raw, node.number) == ("1-1", None)


def test_the_largest_tree_counts() -> None:
    part = "施策方針 その2\t便利な情報化\n具体的な施策\t① 窓口の改善\n"
    assert nodes(f"{LIST}\n本文です。\n\n{part}") == nodes(LIST)


def test_the_statement_over_the_tree_is_its_root() -> None:
    text = f"第1章 体系\n\n基本理念\n\nつながるまち\n\n{LIST}"
    found = nodes(text)
    assert found[0] == (1, "基本理念", None, "つながるまち", None)
    assert [(n[0], n[4]) for n in found[1:3]] == [(2, "つながるまち"), (3, "楽しい情報化")]


def test_subtitles_stand_between_tildes() -> None:
    text = f"{LIST}\n施策方針 その1\n楽しい情報化\n～市民協働と情報共有～\n"
    first = plan(text).policies[0]
    assert first.subtitle is not None
    assert first.subtitle.text == "市民協働と情報共有"
    assert plan(text).policies[3].subtitle is None


def test_no_tree() -> None:
    assert nodes("第1章 概要\n\n本文です。\n") == []


CARD = "実施事業\t① {}\n担当部署\t市民課\n事業概要\t告知します。\n"


@pytest.mark.parametrize(
    "second",
    [
        "(2) 施策方針 その2 「便利な情報化」\n\n",
        "施策方針 その2\t便利な情報化\n具体的な施策\t① 窓口の改善\n\n",
    ],
)
def test_measures_stand_under_the_policy_printed_above_them(second: str) -> None:
    text = (
        f"{CARD.format('前')}\n本文です。\n\n{LIST}\n(1) 施策方針 その1 「楽しい情報化」\n\n"
        f"{CARD.format('甲')}\n本文です。\n\n{second}{CARD.format('乙')}"
    )
    found = plan(text)
    titles = [found.policies[i].title.text if i is not None else None for i in found.policy_of]
    assert [m.title.text for m in found.measures.values] == ["前", "甲", "乙"]
    assert titles == [None, "楽しい情報化", "便利な情報化"]


def test_a_policy_that_only_a_heading_names_is_one() -> None:
    text = f"{LIST}\n(1) 施策方針 その3 「安全な情報化」\n\n{CARD.format('甲')}"
    found = plan(text)
    anchors = read_anchors(found.headings.values, found.tables)
    assert [anchor.number for anchor in anchors] == [3]
    at = policy_at(found.policies, anchors, found.measures.values[0].title.whole)
    assert at is not None
    policy = found.policies[at]
    assert (policy.number_raw, policy.number, policy.title.text) == ("その3", 3, "「安全な情報化」")


HEADINGS = (
    "第4章 施策の展開\n\n本市は次の目標を掲げます。\n\n基本目標1 便利なまち\n\n手続を改めます。\n\n"
    "施策1-1 窓口の改善\n\n窓口を改めます。\n\n取組①電子申請\n\n広げます。\n\n"
    "取組②予約\n\n広げます。\n\n施策1-2 相談の充実\n\n相談を広げます。\n\n"
    "基本目標2 安全なまち\n\n備えます。\n\n施策2-1 防災\n\n備えます。\n\n"
    "施策2-2 消防\n\n備えます。\n"
)


def test_headings_make_the_tree_where_no_table_does() -> None:
    assert nodes(HEADINGS) == [
        (1, "基本目標", 1, "便利なまち", None),
        (2, "施策", None, "窓口の改善", "便利なまち"),
        (3, "取組", 1, "電子申請", "窓口の改善"),
        (3, "取組", 2, "予約", "窓口の改善"),
        (2, "施策", None, "相談の充実", "便利なまち"),
        (1, "基本目標", 2, "安全なまち", None),
        (2, "施策", None, "防災", "安全なまち"),
        (2, "施策", None, "消防", "安全なまち"),
    ]
    raw = [p.number_raw for p in plan(HEADINGS).policies]
    assert raw == ["1", "1-1", "①", "②", "1-2", "2", "2-1", "2-2"]


def test_measures_stand_under_headings_of_two_numbers() -> None:
    text = HEADINGS.replace(
        "施策1-2 相談の充実\n\n", f"施策1-2 相談の充実\n\n{CARD.format('甲')}\n"
    )
    found = plan(text)
    (at,) = found.policy_of
    assert at is not None
    assert found.policies[at].title.text == "相談の充実"
