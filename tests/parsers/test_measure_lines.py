"""Labelled lines of measures without a table."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.measure_lines import is_address, read_lines
from tests.builders.documents import plan


def lines(text: str) -> list[tuple[str | None, str, bool]]:
    return [
        (line.label.text if line.label is not None else None, line.value.text, line.closes)
        for line in read_lines(plan(text).blocks)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("担当課：市民課", [("担当課", "市民課", False)]),
        ("【担当課】市民課", [("担当課", "市民課", False)]),
        ("【担当課】", [("担当課", "", False)]),
        ("■担当課　市民課", [("担当課", "市民課", False)]),
        ("◆ 担当課：市民課", [("担当課", "市民課", False)]),
        (
            "担当課：市民課　実施時期：令和5年度",
            [("担当課", "市民課", False), ("実施時期", "令和5年度", False)],
        ),
        (
            "【KPI】申請率\n【目標値（令和8年度）】50％",
            [("KPI", "申請率", False), ("目標値（令和8年度）", "50％", False)],
        ),
        ("【備考】別に定める", [(None, "【備考】別に定める", True)]),
        ("次のとおり：対象を広げます。", [(None, "次のとおり：対象を広げます。", False)]),
        ("対象を広げます。", [(None, "対象を広げます。", False)]),
    ],
)
def test_lines(text: str, expected: list[tuple[str | None, str, bool]]) -> None:
    assert lines(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("電話：00-0000", True),
        ("TEL 00-0000", True),
        ("電話（0297）23-2111", True),
        ("問い合わせ：電話番号 0297-23-2111", True),
        ("メールアドレス：別記", True),
        ("a@b.jp", True),
        ("市民課：窓口", False),
        ("災害時の情報をメールと電話で伝えます。", False),
        ("メール配信サービスを拡充する。", False),
        ("電話2回線を増設する。", False),
        ("電話24時間対応を行う。", False),
        ("（内線12）", True),
    ],
)
def test_addresses(text: str, expected: bool) -> None:
    assert is_address(tuple(read_lines(plan(text).blocks))) is expected


@given(st.text("担当課：:【】■　 \n市民内容指標、。", max_size=40))
def test_every_letter_stays_in_a_line(text: str) -> None:
    letters = set("担当課市民内容指標")
    told = "".join((label or "") + value for label, value, _ in lines(text))
    assert [c for c in told if c in letters] == [c for c in text if c in letters]


def test_thousands_of_labels_in_one_line() -> None:
    assert lines("担当課：市民課　" * 2_000) == [("担当課", "市民課", False)] * 2_000


def test_thousands_of_lines_below_one_label() -> None:
    told = [f"窓口を広げる計画の{n}" for n in range(2_000)]
    text = "\n".join(["第1章 施策", "", "取組名：窓口", "担当課：市民課", "取組内容：", *told])
    (measure,) = plan(text).measures.values
    assert measure.outline is not None
    assert measure.outline.text == "\n".join(told)
