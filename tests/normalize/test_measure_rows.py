"""Rows of measures, items, departments and tags."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from tests.builders.cards import LEGEND, Card, ItemText, render_card
from tests.builders.documents import Rows, rows
from tests.builders.strategies import cards

POLICY = "施策方針 その2\t便利な情報化\n具体的な施策\t① 協働\n"


def of_item(built: Rows, table: str, item_id: str) -> list[str]:
    column = {"departments": "department", "legal_tags": "tag_raw"}[table]
    return [str(row[column]) for row in built[table] if row["item_id"] == item_id]


@settings(max_examples=50)
@given(cards())
def test_a_card_becomes_rows(card: Card) -> None:
    built = rows(f"{LEGEND}\n{render_card(card, markup=True)}")
    (measure,) = built["measures"]
    assert (measure["measure_no"], measure["title"]) == (card.number, card.title)
    assert (measure["outline"], measure["effects"]) == (card.lead or None, card.effects or None)
    assert len(built["measure_items"]) == len(card.items)
    for row, item in zip(built["measure_items"], card.items, strict=True):
        assert (row["item_label"], row["text"]) == (item.letter, item.text)
        assert (row["added_fy"], row["label_status"]) == (item.added, "printed")
        item_id = str(row["item_id"])
        assert of_item(built, "departments", item_id) == list(item.departments)
        assert of_item(built, "legal_tags", item_id) == list(item.tags)
    others = [d for d in built["departments"] if d["kind"] == "others"]
    assert [(d["item_id"], d["source"]) for d in others] == [(None, "measure")] * card.others
    assert {tag["status"] for tag in built["legal_tags"]} <= {"exact"}


def test_ids_come_from_printed_numbers() -> None:
    built = rows(f"{POLICY}\n実施事業\t③ 協働\n担当部署\t市民課\n事業概要\tア) 甲 イ) 乙\n")
    (measure,) = built["measures"]
    assert measure["measure_id"] == "unknown-plan:m2-3"
    assert (measure["policy_no"], measure["policy_title"]) == (2, "便利な情報化")
    assert measure["policy_id"] == built["policies"][0]["policy_id"]
    assert [i["item_id"] for i in built["measure_items"]] == [
        "unknown-plan:m2-3:ア",
        "unknown-plan:m2-3:イ",
    ]


def test_measures_with_the_same_number_have_ids_of_their_own() -> None:
    card = "実施事業\t{}\n担当部署\t市民課\n事業概要\tア) 甲\n"
    numbered = rows("\n".join(card.format(title) for title in ("① 協働", "① 公開", "共有")))
    ids = [m["measure_id"] for m in numbered["measures"]]
    assert ids[0] == "unknown-plan:mx-1"
    assert len(set(ids)) == 3
    assert [m["measure_no"] for m in numbered["measures"]] == [1, 1, None]


def test_raw_and_read_stand_side_by_side() -> None:
    text = (
        "実施事業\t① 協 働\n担当部署\tア) 市民課\n"
        "事業概要\t<p>推進します。</p> <p>ア) 告知（市民課）【官民デ①】（令和3年度追加）</p>\n"
    )
    built = rows(f"{LEGEND}\n{text}")
    (measure,), (item,) = built["measures"], built["measure_items"]
    assert (measure["title_raw"], measure["title"]) == ("協 働", "協働")
    assert item["text_raw"] == "ア) 告知（市民課）【官民デ①】（令和3年度追加）"
    assert (item["text"], item["added_raw"], item["added_fy"]) == ("告知", "令和3年度追加", 2021)
    (tag,) = built["legal_tags"]
    assert (tag["tag_raw"], tag["tag"], tag["article"], tag["paragraph"]) == (
        "官民デ①", "11", 11, None,
    )  # fmt: skip
    assert (tag["status"], tag["policy_area"]) == ("repaired", "オープンデータの推進")
    (repair,) = (r for r in built["repairs"] if r["table"] == "legal_tags")
    assert (repair["raw"], repair["repaired"], repair["span_id"]) == (
        "官民デ①", "官民デ⑪", tag["span_id"],
    )  # fmt: skip
    assert repair["reason"] == tag["reason"]


def test_an_unresolved_tag_is_told() -> None:
    built = rows("実施事業\t① 協働\n担当部署\t市民課\n事業概要\t告知【官民デ⑩】\n")
    (tag,) = built["legal_tags"]
    assert (tag["status"], tag["tag"], tag["article"]) == ("unresolved", None, None)
    assert "tag-unresolved" in [issue["code"] for issue in built["issues"]]


def test_a_repaired_letter_keeps_its_print() -> None:
    items = tuple(
        ItemText(c, "告知します。", ("市民課",), printed=p)
        for c, p in zip("アイウエ", "アイウ工", strict=True)
    )
    built = rows(render_card(Card(1, "協働", items)))
    last = built["measure_items"][-1]
    assert (last["item_label_raw"], last["item_label"]) == ("工", "エ")
    assert last["label_status"] == "repaired"
    assert str(last["item_id"]).endswith(":エ")


@pytest.mark.parametrize(
    ("cell", "text", "expected", "source", "told"),
    [
        ("ア) 市民課", "告知（税務課）", ["税務課"], "item", True),
        ("ア) 市民課", "告知（市民課）", ["市民課"], "item", False),
        ("ア) 市民課・税務課", "告知", ["市民課", "税務課"], "measure", False),
        ("ア) 関係各課", "告知", ["関係各課"], "measure", False),
    ],
)
def test_departments_of_an_item(
    cell: str, text: str, expected: list[str], source: str, told: bool
) -> None:
    built = rows(f"実施事業\t① 協働\n担当部署\t{cell}\n事業概要\tア) {text}\n")
    assert [d["department"] for d in built["departments"]] == expected
    assert {d["source"] for d in built["departments"]} == {source}
    assert [d["seq"] for d in built["departments"]] == list(range(1, len(expected) + 1))
    assert ("departments-differ" in [i["code"] for i in built["issues"]]) == told


def test_a_measure_without_letters_has_one_item() -> None:
    built = rows("実施事業\t① 協働\n担当部署\t市民課\n事業概要\t告知します。\n")
    (item,) = built["measure_items"]
    assert (item["item_label"], item["label_status"], item["text"]) == (None, None, "告知します。")
