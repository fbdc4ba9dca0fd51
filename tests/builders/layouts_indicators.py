"""Indicators in the layouts that plans print them in: cards, lists, tables, lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from tests.builders.made_layout import MadeLayout, Row
from tests.builders.plan_text import BODY, card, pipes, plan, tabs


def layout(
    name: str, text: str, indicators: Sequence[Row], issues: Sequence[str] = (), **expected: Any
) -> MadeLayout:
    return MadeLayout(f"indicators: {name}", text, {"indicators": indicators, **expected}, issues)


def targets(
    name: str,
    unit: str | None,
    baseline: tuple[str | None, float | None, int | None],
    *values: tuple[str | None, float | None, int | None],
    measure: str | None = None,
    **more: object,
) -> list[Row]:
    """The rows of one indicator: its baseline in each, the targets as raw, number, year."""
    return [
        {
            "name_raw": name,
            "unit": unit,
            "baseline_raw": baseline[0],
            "baseline": baseline[1],
            "baseline_fy": baseline[2],
            "target_raw": raw,
            "target": value,
            "target_fy": year,
            "seq": seq,
            "measure": measure,
            **more,
        }
        for seq, (raw, value, year) in enumerate(values, 1)
    ]


def _cards() -> Iterator[MadeLayout]:
    fields = {"施策名": "電子申請", "担当課": "市民課", "概要": "広げる"}
    labels = {
        "成果指標": "申請率",
        "現状値（令和3年度）": "12％",
        "目標値（令和8年度）": "50％以上",
    }
    yield layout(
        "labels of a card",
        plan(card(**fields, **labels)),
        targets(
            "申請率",
            "%",
            ("12％", 12, 2021),
            ("50％以上", 50, 2026),
            measure="電子申請",
            target_bound="at_least",
        ),
        measures=[{"title_raw": "電子申請"}],
        records=[],
    )
    nested = tabs(
        *fields.items(),
        ("指標名", "単位", "現状値(R3)", "目標値(R8)"),
        ("申請率", "％", "12", "50"),
        ("利用者数", "人", "延べ1,200", "―"),
        ("期待される効果", "待ち時間の短縮"),
    )
    yield layout(
        "small table inside a card",
        plan(nested),
        [
            *targets("申請率", "%", ("12", 12, 2021), ("50", 50, 2026), measure="電子申請"),
            *targets(
                "利用者数", "人", ("延べ1,200", 1200, 2021), ("―", None, 2026), measure="電子申請"
            ),
        ],
        measures=[{"title_raw": "電子申請", "effects": "待ち時間の短縮"}],
        records=[],
    )
    years = tabs(
        *fields.items(),
        ("指標名", "現状値", "R5", "R6"),
        ("件数", "5件", "6件", "実施"),
        ("工程", "", "R5", "R6"),
        ("導入", "", "○", "→"),
    )
    yield layout(
        "years of a small table that are no schedule",
        plan(years),
        [
            *targets(
                "件数",
                "件",
                ("5件", 5, None),
                ("6件", 6, 2023),
                measure="電子申請",
            ),
            {"target_raw": "実施", "target": None, "target_fy": 2024, "unit": "件", "seq": 2},
        ],
        ["indicator-value-not-a-number"],
        schedule_marks=[
            {"row_label_raw": "導入", "mark_raw": "○", "fiscal_year": 2023},
            {"row_label_raw": "導入", "mark_raw": "→", "fiscal_year": 2024},
        ],
    )
    behind = tabs(*fields.items(), ("指標", "申請率"), ("目標値", "R5", "R6"), ("", "20％", "30％"))
    yield layout(
        "years behind the label of the target",
        plan(behind),
        targets(
            "申請率",
            "%",
            (None, None, None),
            ("20％", 20, 2023),
            ("30％", 30, 2024),
            measure="電子申請",
        ),
        schedule_marks=[],
    )


def _lists() -> Iterator[MadeLayout]:
    header = ("番号", "取組名", "担当課", "指標", "現状値（令和3年度）", "目標値（令和8年度）")
    yield layout(
        "columns of a list of measures",
        plan(
            tabs(
                header,
                ("1", "電子申請", "市民課", "申請率", "12％", "50％"),
                ("", "", "", "件数", "3件／年", "5～10件／年"),
                ("2", "予約", "税務課", "", "", ""),
            )
        ),
        [
            *targets("申請率", "%", ("12％", 12, 2021), ("50％", 50, 2026), measure="電子申請"),
            *targets(
                "件数",
                "件/年",
                ("3件／年", 3, 2021),
                ("5～10件／年", None, 2026),
                measure="電子申請",
                target_bound="range",
                target_min=5,
                target_max=10,
            ),
        ],
        measures=[{"title_raw": "電子申請"}, {"title_raw": "予約"}],
        departments=[
            {"measure": "電子申請", "department": "市民課"},
            {"measure": "予約", "department": "税務課"},
        ],
        schedule_marks=[],
        records=[],
    )
    yield layout(
        "years below the target of a list",
        plan(
            tabs(
                ("取組名", "担当課", "指標", "現状値", "目標値", "", ""),
                ("", "", "", "", "R5", "R6", "R7"),
                ("電子申請", "市民課", "申請率", "12％", "20％", "30％", "毎年増加"),
            )
        ),
        [
            *targets(
                "申請率",
                "%",
                ("12％", 12, None),
                ("20％", 20, 2023),
                ("30％", 30, 2024),
                measure="電子申請",
            ),
            {"target_raw": "毎年増加", "target": None, "target_fy": 2025, "seq": 3},
        ],
        ["indicator-value-not-a-number"],
        schedule_marks=[],
    )


def _tables() -> Iterator[MadeLayout]:
    yield layout(
        "table with a column for each year",
        plan(
            tabs(
                ("指標名", "単位", "現状値", "R5", "R6", "R7"),
                ("申請率", "％", "12", "20", "30", "50"),
                ("決済額", "百万円", "１２", "―", "１，５００", "検討中"),
            )
        ),
        [
            *targets(
                "申請率",
                "%",
                ("12", 12, None),
                ("20", 20, 2023),
                ("30", 30, 2024),
                ("50", 50, 2025),
            ),
            *targets(
                "決済額",
                "百万円",
                ("１２", 12, None),
                ("―", None, 2023),
                ("１，５００", 1500, 2024),
                ("検討中", None, 2025),
            ),
        ],
        tables=[{"kind": "indicators"}],
        survey_values=[],
    )
    yield layout(
        "table with a header of two levels",
        plan(
            tabs(
                ("KPI", "現状値", "目標値", "", "備考"),
                ("", "令和３年度", "令和７年度", "令和８年度", ""),
                ("申請率", "12％", "40％", "50％", "調査による"),
            )
        ),
        targets("申請率", "%", ("12％", 12, 2021), ("40％", 40, 2025), ("50％", 50, 2026)),
        records=[{"field_raw": "備考", "value_raw": "調査による"}],
    )
    yield layout(
        "table in Markdown, the measure named in a column",
        plan(
            card(施策名="電子申請", 担当課="市民課", 概要="広げる"),
            pipes(
                ("施策", "指標", "基準値(R3)", "目標値(R8)"),
                ("電子申請", "費用", "2億円", "3.5ポイント減"),
                ("予約", "件数", "1.5万件", "約2万件"),
            ),
        ),
        [
            *targets(
                "費用",
                "ポイント",
                ("2億円", 2, 2021),
                ("3.5ポイント減", 3.5, 2026),
                measure="電子申請",
                target_bound="decrease",
            ),
            *targets(
                "件数",
                "万件",
                ("1.5万件", 1.5, 2021),
                ("約2万件", 2, 2026),
                target_bound="about",
            ),
        ],
        ["indicator-units-differ"],
        records=[
            {"field_raw": "施策", "value_raw": "電子申請"},
            {"field_raw": "施策", "value_raw": "予約"},
        ],
    )
    yield layout(
        "a result that the target starts from, the unit behind the name",
        plan(tabs(("指標", "令和3年度実績", "令和8年度目標"), ("申請率（％）", "12", "80以上"))),
        targets(
            "申請率（％）",
            "%",
            ("12", 12, 2021),
            ("80以上", 80, 2026),
            target_bound="at_least",
        ),
    )
    yield layout(
        "the year of the target in a column of its own",
        plan(tabs(("成果指標", "目標年度", "目標値"), ("申請率", "令和8年度", "80％以上"))),
        targets(
            "申請率",
            "%",
            (None, None, None),
            ("80％以上", 80, 2026),
            target_bound="at_least",
        ),
    )
    yield layout(
        "a header that wraps inside its years",
        plan(
            pipes(
                ("指標", "現状（令和5年<br>度）", "目標（20<br>28年度）", "目標（令和1<br>2年度）"),
                ("申請率", "12％", "50％", "80％"),
            )
        ),
        targets("申請率", "%", ("12％", 12, 2023), ("50％", 50, 2028), ("80％", 80, 2030)),
        tables=[{"kind": "indicators"}],
    )
    yield layout(
        "several indicators in one row, line by line",
        plan(
            pipes(
                ("指標", "現状値(R3)", "目標値"),
                ("申請率<br>件数", "12％<br>3件", "50％(R8)<br>9件(R7)"),
            )
        ),
        [
            *targets("申請率", "%", ("12％", 12, 2021), ("50％", 50, 2026)),
            *targets("件数", "件", ("3件", 3, 2021), ("9件", 9, 2025)),
        ],
    )


def _lines() -> Iterator[MadeLayout]:
    yield layout(
        "line of a headed paragraph",
        plan(
            "(1) 電子申請",
            f"{BODY}\n\n担当課：市民課\n成果指標：申請率　12％（令和3年度）→50％（令和8年度）",
        ),
        targets("申請率", "%", ("12％", 12, 2021), ("50％", 50, 2026), measure="電子申請"),
        measures=[{"title_raw": "電子申請"}],
    )
    yield layout(
        "a line for each part",
        plan(
            "(1) 電子申請",
            f"{BODY}\n\n【担当課】市民課\n【KPI】申請率\n【現状値】12％（令和3年度）\n【目標値】50％",
        ),
        targets("申請率", "%", ("12％", 12, 2021), ("50％", 50, None), measure="電子申請"),
        ["indicator-year-unknown"],
    )
    yield layout(
        "table below a measure of headed paragraphs",
        plan(
            "(1) 電子申請",
            f"{BODY}\n\n担当課：市民課",
            tabs(("指標", "現状値", "目標値(R8)"), ("申請率", "12％", "50％")),
        ),
        targets("申請率", "%", ("12％", 12, None), ("50％", 50, 2026), measure="電子申請"),
    )


def _others() -> Iterator[MadeLayout]:
    """Tables of numbers that set no target."""
    yield layout(
        "none in results by year",
        plan(tabs(("指標", "R3", "R4"), ("申請率", "12", "20"), ("件数", "3", "4"))),
        [],
    )
    yield layout(
        "none in a survey", plan(tabs(("項目", "現状"), ("申請率", "12"), ("件", "3"))), []
    )


LAYOUTS = [*_cards(), *_lists(), *_tables(), *_lines(), *_others()]
