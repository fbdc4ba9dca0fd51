"""What a document prints about itself."""

from __future__ import annotations

import pytest

from parsers.identity import Identity
from tests.builders.documents import plan

BODY = "\n第1章 概要\n\n本文です。\n"


def read(text: str) -> Identity:
    return plan(text).identity


def text_of(identity: Identity, field: str) -> str | None:
    found = getattr(identity, field)
    return None if found is None else found.text


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"第3次地域情報化計画\n{BODY}", "第3次地域情報化計画"),
        (f"第 3 次 地域情報化計画（案）\n{BODY}", "第 3 次 地域情報化計画（案）"),
        (f"官民データ活用推進戦略\n{BODY}", "官民データ活用推進戦略"),
        ("1 背景\n\n地域情報化計画の策定について\n\n本文です。\n", "地域情報化計画"),
        (
            "計画名\t情報マネジメント推進計画の見直しについて\n年度\t令和5年度\n",
            "情報マネジメント推進計画",
        ),
        (
            "項目\t2017年度\t2022年度\t2027年度\n計画\t第三次計画\t第四次計画\t次期計画\n",
            "第四次計画",
        ),
        (f"本文です。\n{BODY}", None),
        (f"第2次甲乙市\n総合計画\n{BODY}", "第2次甲乙市総合計画"),
        (f"甲乙市\n\n総合計画\n{BODY}", "総合計画"),
        (f"みんなでつくる\n総合計画\n{BODY}", "総合計画"),
        ("", None),
    ],
)
def test_titles(text: str, title: str | None) -> None:
    assert text_of(read(text), "title") == title


@pytest.mark.parametrize(
    ("line", "period"),
    [
        ("（2019年度～2023年度）", "2019年度～2023年度"),
        ("計画期間は、令和元年度から令和5年度までとします。", "令和元年度から令和5年度まで"),
        ("計画の期間は、2019年度から5年間とします。", None),
    ],
)
def test_periods(line: str, period: str | None) -> None:
    assert text_of(read(f"{line}\n{BODY}"), "period") == period


@pytest.mark.parametrize(
    ("field", "period"),
    [
        ("計画期間\t令和4年度から令和8年度まで（5年間）", "令和4年度から令和8年度まで"),
        ("計画の期間\t2022年度～2026年度", "2022年度～2026年度"),
        ("計画期間\t5年間", None),
        ("計画期間\t令和8年度", None),
        ("事業期間\t令和4年度から令和8年度まで", None),
    ],
)
def test_the_period_in_a_field(field: str, period: str | None) -> None:
    assert text_of(read(f"件名\t甲について\n{field}\n"), "period") == period


def test_only_the_end_may_be_printed() -> None:
    found = read("1 評価\n\n計画の最終年度である令和8年度に評価を行います。\n")
    assert (text_of(found, "period"), text_of(found, "period_end")) == (None, "令和8年度")


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("最終年度の令和8年度に総括評価を行います。", "令和8年度"),
        ("計画の最終年度となる2026年度に見直します。", "2026年度"),
        ("計画の最終年度は、令和8年度です。", "令和8年度"),
        ("最終年度（2023年度）に検討します。", "2023年度"),
        ("前計画の最終年度である令和3年度の実績です。", None),
        ("国の計画の最終年度である令和7年度を目標とします。", None),
        ("最終年度に評価を行います。", None),
    ],
)
def test_the_last_year_of_the_plan_itself(text: str, end: str | None) -> None:
    assert text_of(read(f"1 評価\n\n{text}\n"), "period_end") == end


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("2019年 3月", "2019年 3月"),
        ("令和元年5月1日策定", "令和元年5月1日"),
        ("２０１９年３月　発行", "２０１９年３月"),
        ("2019年3月に策定しました。", None),
        ("2019年度", None),
    ],
)
def test_dates_of_publication(line: str, date: str | None) -> None:
    assert text_of(read(f"情報化計画\n{line}\n{BODY}"), "published") == date


def test_the_imprint() -> None:
    found = read(f"{BODY}\n情報化計画\n〒300-0000\n茨城県中央市本町3222番地3\n")
    assert [v.text for v in found.postal_codes] == ["〒300-0000"]
    assert [v.text for v in found.addresses] == ["茨城県中央市本町3222番地3"]
