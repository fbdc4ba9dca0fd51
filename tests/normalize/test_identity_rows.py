"""Which plan of which municipality: printed first, then plan.toml, else unknown."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from normalize.manifest import Manifest
from tests.builders.documents import Rows, rows

BODY = "第1章 概要\n\n{0}の情報化\n\n{0}では、計画を作りました。\n"
PRINTED = "第 3 次 情報化計画\n（2019年度～2023年度）\n\n" + BODY.format("常総市")


def document(text: str, manifest: Manifest | None = None) -> Mapping[str, object]:
    (row,) = rows(text, manifest)["documents"]
    return row


def codes(built: Rows) -> list[str]:
    return [issue["code"] for issue in built["issues"]]


def test_what_is_printed() -> None:
    row = document(PRINTED)
    assert row["document_id"] == "082112-plan"
    assert (row["municipality_code"], row["municipality_name"]) == ("082112", "常総市")
    assert (row["prefecture_name"], row["municipality_status"]) == ("茨城県", "printed")
    assert row["plan_title"] == "第3次情報化計画"
    assert (row["period_raw"], row["period_start_fy"], row["period_end_fy"]) == (
        "2019年度～2023年度", 2019, 2023,
    )  # fmt: skip


def test_print_is_believed_before_plan_toml() -> None:
    manifest = Manifest(
        "plan", "092088", title="別の計画", period_start_fy=2000, period_end_fy=2004
    )
    row = document(PRINTED, manifest)
    assert (row["municipality_code"], row["plan_title"]) == ("082112", "第3次情報化計画")
    assert (row["period_start_fy"], row["period_end_fy"]) == (2019, 2023)


def test_plan_toml_fills_what_is_not_printed() -> None:
    manifest = Manifest(
        "plan", "092088", title="別の計画", period_start_fy=2000, period_end_fy=2004
    )
    row = document(BODY.format("当市"), manifest)
    assert row["document_id"] == "092088-plan"
    assert (row["municipality_name"], row["municipality_status"]) == ("小山市", "manifest")
    assert (row["plan_title"], row["period_start_fy"], row["period_end_fy"]) == (
        "別の計画", 2000, 2004,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "municipality-unknown"),
        (BODY.format("当市"), "municipality-unknown"),
        (BODY.format("常総市と小山市"), "municipality-unknown"),  # neither is named more often
        (BODY.format("府中市"), "municipality-ambiguous"),  # two prefectures have one
    ],
)
def test_otherwise_it_is_unknown_and_told(text: str, code: str) -> None:
    built = rows(text)
    (row,) = built["documents"]
    assert (row["document_id"], row["municipality_code"]) == ("unknown-plan", None)
    assert row["municipality_status"] == "unknown"
    assert code in codes(built)


def test_a_prefecture_tells_namesakes_apart() -> None:
    row = document(BODY.format("広島県府中市"))
    assert (row["municipality_code"], row["prefecture_name"]) == ("342084", "広島県")


def test_a_name_that_dominates_is_the_documents_own() -> None:
    row = document(BODY.format("常総市") * 3 + "小山市の例も参考にしました。\n")
    assert row["municipality_name"] == "常総市"


def test_only_the_end_of_the_period_may_be_printed() -> None:
    row = document("1 評価\n\n計画の最終年度である令和8年度に評価を行います。\n")
    assert (row["period_raw"], row["period_start_fy"], row["period_end_fy"]) == (
        "令和8年度", None, 2026,
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "先進事例として、小山市の取組があります。",
        "小山市は先般、システムを開発した。",  # an example may open a paragraph too
        "小山市は先般、システムを開発した。小山市の職員は、これを使う。",
        "小山市民は本市場に集まる。小山市の例である。",
    ],
)
def test_a_city_of_running_text_alone_is_not_the_documents_own(text: str) -> None:
    row = document(f"1 先進事例\n\n{text}\n")
    assert (row["municipality_code"], row["municipality_status"]) == (None, "unknown")


@pytest.mark.parametrize(
    "text",
    [
        "本市では「小山市本部」を置く。小山市の計画による。",
        "小山市の推進体制図\n\n市の体制を示す。",
        "市の計画による。\n\n小山市本部\n\n小山市の計画による。",
    ],
)
def test_a_document_names_its_own_city(text: str) -> None:
    row = document(f"1 推進体制\n\n{text}\n")
    assert (row["municipality_code"], row["municipality_status"]) == ("092088", "printed")
