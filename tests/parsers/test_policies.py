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


def test_a_policy_that_the_tree_lacks_is_not_guessed() -> None:
    text = f"{LIST}\n(1) 施策方針 その3 「安全な情報化」\n\n{CARD.format('甲')}"
    found = plan(text)
    anchors = read_anchors(found.headings.values, found.tables)
    assert [anchor.number for anchor in anchors] == [3]
    assert policy_at(found.policies, anchors, found.measures.values[0].title.whole) is None
