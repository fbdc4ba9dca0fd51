"""Measures in the layouts that plans print them in: cards, lists, headed paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tests.builders.made_layout import MadeLayout, Row
from tests.builders.plan_text import BODY, card, pipes, plan, tabs

NOTHING: Mapping[str, Sequence[Row]] = {
    "measures": [],
    "departments": [],
    "measure_items": [],
    "indicators": [],
}


def measure(no: int | None, raw: str | None, title: str, units: str | None, **more: object) -> Row:
    return {
        "measure_no": no,
        "number_raw": raw,
        "title_raw": title,
        "departments_raw": units,
        **more,
    }


def units(title: str, *names: str, **more: object) -> list[Row]:
    """The rows of departments of one measure."""
    return [{"measure": title, "department": name, **more} for name in names]


def item(title: str, text: str, label: str | None = None) -> Row:
    return {"measure": title, "item_label": label, "text": text}


def layout(name: str, text: str, **expected: Sequence[Row]) -> MadeLayout:
    return MadeLayout(f"measures: {name}", text, {**NOTHING, **expected})


def _cards() -> Iterator[MadeLayout]:
    first = card(
        施策名="① 電子申請の拡充",
        所管課="情報政策課、市民課",
        現状と課題="窓口が混んでいます。",
        取組内容="対象を広げます。",
        今後の展開="全ての手続に広げます。",
        期待される効果="待ち時間の短縮",
    )
    second = card(施策名="② 無線の整備", 所管課="関係各課", 取組内容="庁舎に整備します。")
    yield layout(
        "cards of labels",
        plan(first, second),
        measures=[
            measure(
                1,
                "①",
                "電子申請の拡充",
                "情報政策課、市民課",
                outline="対象を広げます。",
                background="窓口が混んでいます。",
                outlook="全ての手続に広げます。",
                effects="待ち時間の短縮",
            ),
            measure(2, "②", "無線の整備", "関係各課", outline="庁舎に整備します。"),
        ],
        departments=[
            *units("電子申請の拡充", "情報政策課", "市民課", kind="unit"),
            *units("無線の整備", "関係各課", kind="group"),
        ],
        measure_items=[
            item("電子申請の拡充", "対象を広げます。"),
            item("無線の整備", "庁舎に整備します。"),
        ],
    )
    pairs = tabs(
        ("施策番号", "2-1", "施策名", "窓口の案内"),
        ("担当課", "市民課", "実施時期", "令和5年度～令和7年度"),
        ("概要", "案内を改めます。"),
    )
    yield layout(
        "card with two pairs in a row",
        plan(pairs),
        measures=[
            measure(1, "2-1", "窓口の案内", "市民課", period_start_fy=2023, period_end_fy=2025)
        ],
        departments=units("窓口の案内", "市民課"),
        measure_items=[item("窓口の案内", "案内を改めます。")],
    )
    fields = {"担当課": "市民課", "取組内容": "窓口を改めます。", "連絡先": "内線12"}
    others = {"担当課": "税務課", "取組内容": "納付を改めます。", "連絡先": "内線13"}
    yield layout(
        "card below the heading that is its title",
        plan("1-1 窓口の改善", card(**fields), "1-2 納付の改善", card(**others)),
        measures=[
            measure(1, "1-1", "窓口の改善", "市民課"),
            measure(2, "1-2", "納付の改善", "税務課"),
        ],
        departments=[*units("窓口の改善", "市民課"), *units("納付の改善", "税務課")],
        measure_items=[
            item("窓口の改善", "窓口を改めます。"),
            item("納付の改善", "納付を改めます。"),
        ],
        records=[
            {"field_raw": "連絡先", "value_raw": "内線12"},
            {"field_raw": "連絡先", "value_raw": "内線13"},
        ],
    )
    yield layout(
        "card with its title alone in the first row",
        plan(tabs(("取組１ 窓口の改善", ""), *fields.items())),
        measures=[measure(1, "取組１", "窓口の改善", "市民課")],
        departments=units("窓口の改善", "市民課"),
        measure_items=[item("窓口の改善", "窓口を改めます。")],
        records=[{"field_raw": "連絡先", "value_raw": "内線12"}],
    )
    lettered = card(施策名="防災の情報化", 担当課="防災課・総務課", 概要="ア) 配信する イ) 備える")
    yield layout(
        "departments of a card with lettered items",
        plan(lettered),
        measures=[measure(None, None, "防災の情報化", "防災課・総務課", outline=None)],
        departments=units("防災の情報化", "防災課", "総務課", item=None),
        measure_items=[
            item("防災の情報化", "配信する", "ア"),
            item("防災の情報化", "備える", "イ"),
        ],
    )


def _lists() -> Iterator[MadeLayout]:
    yield layout(
        "list with a short name of the measure",
        plan(
            tabs(
                ("基本目標", "施策", "取組", "主管課", "概要"),
                ("便利なまち", "窓口", "電子申請", "市民課", "広げる"),
                ("", "", "予約", "税務課", "始める"),
            )
        ),
        measures=[
            measure(None, None, "電子申請", "市民課", outline="広げる"),
            measure(None, None, "予約", "税務課", outline="始める"),
        ],
        departments=[*units("電子申請", "市民課"), *units("予約", "税務課")],
        measure_items=[item("電子申請", "広げる"), item("予約", "始める")],
        records=[
            {"field_raw": "基本目標", "value_raw": "便利なまち"},
            {"field_raw": "施策", "value_raw": "窓口"},
        ],
    )
    yield layout(
        "list with numbers in the title cell",
        plan(
            tabs(
                ("施策・事業", "担当部署", "内容"),
                ("1-2-① オンライン申請の拡充", "市民課", "広げる"),
                ("1-2-② 5Gの活用", "企画課", "試す"),
                ("A-3 調査", "総務課", "調べる"),
            )
        ),
        measures=[
            measure(1, "1-2-①", "オンライン申請の拡充", "市民課"),
            measure(2, "1-2-②", "5Gの活用", "企画課"),
            measure(3, "A-3", "調査", "総務課"),
        ],
        departments=[
            *units("オンライン申請の拡充", "市民課"),
            *units("5Gの活用", "企画課"),
            *units("調査", "総務課"),
        ],
        measure_items=[
            item("オンライン申請の拡充", "広げる"),
            item("5Gの活用", "試す"),
            item("調査", "調べる"),
        ],
    )
    yield layout(
        "departments in brackets behind the title",
        plan(
            tabs(
                ("番号", "取組名", "取組内容"),
                ("1", "ＡＩの活用（情報政策課）", "試す"),
                ("2", "遠隔会議（本庁・支所）", "始める"),
                ("3", "端末の更新（学校）", "換える"),
            )
        ),
        measures=[
            measure(1, "1", "ＡＩの活用", "情報政策課"),
            measure(2, "2", "遠隔会議（本庁・支所）", None),
            measure(3, "3", "端末の更新（学校）", None),
        ],
        departments=units("ＡＩの活用", "情報政策課"),
        measure_items=[
            item("ＡＩの活用", "試す"),
            item("遠隔会議（本庁・支所）", "始める"),
            item("端末の更新（学校）", "換える"),
        ],
    )
    yield layout(
        "cells that repeat the one above",
        plan(
            tabs(
                ("取組名", "担当課", "取組内容"),
                ("電子申請", "市民課", "広げる"),
                ("予約", "〃", "始める"),
                ("納付", "同上", "試す"),
                ("証明", "", "換える"),
            )
        ),
        measures=[
            measure(None, None, "電子申請", "市民課"),
            measure(None, None, "予約", "〃"),
            measure(None, None, "納付", "同上"),
            measure(None, None, "証明", None),
        ],
        departments=[
            row for name in ("電子申請", "予約", "納付", "証明") for row in units(name, "市民課")
        ],
        measure_items=[
            item("電子申請", "広げる"),
            item("予約", "始める"),
            item("納付", "試す"),
            item("証明", "換える"),
        ],
        repairs=[
            {"raw": "〃", "repaired": "市民課", "rule": "ditto-mark"},
            {"raw": "同上", "repaired": "市民課", "rule": "ditto-mark"},
            {"raw": "", "repaired": "市民課", "rule": "empty-as-above"},
        ],
    )


def mark(title: str, label: str | None, year: int, glyph: str) -> Row:
    return {"measure": title, "row_label_raw": label, "fiscal_year": year, "mark_raw": glyph}


def _lists_with_years() -> Iterator[MadeLayout]:
    yield layout(
        "one row of years for each department",
        plan(
            tabs(
                ("番号", "取組名", "担当課", "R5", "R6"),
                ("1", "電子申請", "市民課", "○", "→"),
                ("", "", "税務課", "", "○"),
                ("2", "予約", "総務課", "○", ""),
            )
        ),
        measures=[
            measure(1, "1", "電子申請", "市民課\n税務課"),
            measure(2, "2", "予約", "総務課"),
        ],
        departments=[*units("電子申請", "市民課", "税務課"), *units("予約", "総務課")],
        schedule_marks=[
            mark("電子申請", "市民課", 2023, "○"),
            mark("電子申請", "市民課", 2024, "→"),
            mark("電子申請", "税務課", 2024, "○"),
            mark("予約", None, 2023, "○"),
        ],
    )
    yield layout(
        "years in a second row of the header",
        plan(
            tabs(
                ("取組項目", "所管課", "内容", "実施スケジュール", "", ""),
                ("", "", "", "R5", "R6", "R7"),
                ("電子申請", "市民課", "広げる", "○", "", "→"),
            )
        ),
        measures=[measure(None, None, "電子申請", "市民課")],
        departments=units("電子申請", "市民課"),
        measure_items=[item("電子申請", "広げる")],
        schedule_marks=[mark("電子申請", None, 2023, "○"), mark("電子申請", None, 2025, "→")],
    )
    header = ("番号", "事業名", "担当課", "R5")
    over = [
        tabs(header, *((str(i), f"第{i}号の整備", "総務課", "○") for i in numbers))
        for numbers in (range(1, 4), range(4, 6))
    ]
    titles = [f"第{i}号の整備" for i in range(1, 6)]
    yield layout(
        "header printed again on the next page",
        plan(over[0]).rstrip("\n") + "\n\f" + over[1] + "\n",
        measures=[measure(i, str(i), title, "総務課") for i, title in enumerate(titles, 1)],
        departments=[row for title in titles for row in units(title, "総務課")],
        tables=[{"kind": "measure_list", "n_rows": 6, "first_page_no": 1, "last_page_no": 2}],
    )


def _departments() -> Iterator[MadeLayout]:
    yield layout(
        "a unit and its part on two lines",
        plan(
            pipes(
                ("取組名", "担当課", "内容"),
                ("電子申請", "総務課<br>情報係", "広げる"),
                ("予約", "市民課<br>税務課", "始める"),
            )
        ),
        measures=[
            measure(None, None, "電子申請", "総務課\n情報係"),
            measure(None, None, "予約", "市民課\n税務課"),
        ],
        departments=[*units("電子申請", "総務課情報係"), *units("予約", "市民課", "税務課")],
        measure_items=[item("電子申請", "広げる"), item("予約", "始める")],
    )
    yield layout(
        "a column for those who take part",
        plan(
            tabs(
                ("取組名", "主管課", "関係課", "内容"),
                ("電子申請", "市民課", "税務課、総務課", "広げる"),
            )
        ),
        measures=[measure(None, None, "電子申請", "市民課")],
        departments=[
            *units("電子申請", "市民課", role=None),
            *units("電子申請", "税務課", "総務課", role="related"),
        ],
        measure_items=[item("電子申請", "広げる")],
    )


def _paragraphs() -> Iterator[MadeLayout]:
    yield layout(
        "headed paragraphs with labels and colons",
        plan(
            "1-1 オンライン申請の拡充",
            "自宅から手続できるようにします。",
            "担当課：情報政策課、市民課\n実施時期：令和5年度～令和8年度",
            "1-2 窓口の改善",
            "待ち時間を短くします。\n\n担当課：市民課　実施時期：随時",
        ),
        measures=[
            measure(
                1,
                "1-1",
                "オンライン申請の拡充",
                "情報政策課、市民課",
                outline="自宅から手続できるようにします。",
                period_raw="令和5年度～令和8年度",
                period_start_fy=2023,
                period_end_fy=2026,
            ),
            measure(2, "1-2", "窓口の改善", "市民課", period_raw="随時", period_start_fy=None),
        ],
        departments=[
            *units("オンライン申請の拡充", "情報政策課", "市民課"),
            *units("窓口の改善", "市民課"),
        ],
        measure_items=[
            item("オンライン申請の拡充", "自宅から手続できるようにします。"),
            item("窓口の改善", "待ち時間を短くします。"),
        ],
    )
    yield layout(
        "headed paragraphs with labels in brackets",
        plan(
            "(1) 電子申請",
            "【概要】\n申請の対象を広げます。\n【担当課】\n市民課",
            "(2) 予約",
            "【概要】窓口の予約を始めます。\n【担当課】税務課",
        ),
        measures=[
            measure(1, "(1)", "電子申請", "市民課", outline="申請の対象を広げます。"),
            measure(2, "(2)", "予約", "税務課", outline="窓口の予約を始めます。"),
        ],
        departments=[*units("電子申請", "市民課"), *units("予約", "税務課")],
        measure_items=[
            item("電子申請", "申請の対象を広げます。"),
            item("予約", "窓口の予約を始めます。"),
        ],
    )
    yield layout(
        "headed paragraphs with signs before labels",
        plan(
            "① 電子申請", "対象を広げます。", "■担当課　市民課", "② 予約", BODY, "■担当課　税務課"
        ),
        measures=[measure(1, "①", "電子申請", "市民課"), measure(2, "②", "予約", "税務課")],
        departments=[*units("電子申請", "市民課"), *units("予約", "税務課")],
        measure_items=[item("電子申請", "対象を広げます。"), item("予約", BODY)],
    )
    yield layout(
        "labelled lines that begin with the title",
        plan(
            "施策名：電子申請\n担当課：市民課\n概要：対象を広げます。",
            "施策名：予約\n担当課：税務課\n概要：窓口の予約を\n始めます。",
        ),
        measures=[
            measure(None, None, "電子申請", "市民課", outline="対象を広げます。"),
            measure(None, None, "予約", "税務課", outline="窓口の予約を\n始めます。"),
        ],
        departments=[*units("電子申請", "市民課"), *units("予約", "税務課")],
        measure_items=[
            item("電子申請", "対象を広げます。"),
            item("予約", "窓口の予約を\n始めます。"),
        ],
    )


def _paragraphs_with_brackets() -> Iterator[MadeLayout]:
    yield layout(
        "headings with departments in brackets",
        plan("(1) ＡＩの活用（情報政策課）", BODY, "(2) 予約（市民課、税務課）", BODY),
        measures=[
            measure(1, "(1)", "ＡＩの活用", "情報政策課"),
            measure(2, "(2)", "予約", "市民課、税務課"),
        ],
        departments=[*units("ＡＩの活用", "情報政策課"), *units("予約", "市民課", "税務課")],
        measure_items=[item("ＡＩの活用", BODY), item("予約", BODY)],
    )
    yield layout(
        "lines of departments without a sign",
        plan("(1) 電子申請", BODY, "担当課　市民課・税務課", "(2) 予約", BODY, "（担当：総務課）"),
        measures=[
            measure(1, "(1)", "電子申請", "市民課・税務課"),
            measure(2, "(2)", "予約", "総務課"),
        ],
        departments=[*units("電子申請", "市民課", "税務課"), *units("予約", "総務課")],
        measure_items=[item("電子申請", BODY), item("予約", BODY)],
    )


def _policies_with_departments() -> Iterator[MadeLayout]:
    yield layout(
        "departments of a policy and of its measures",
        plan(
            "1-1 窓口の改革",
            f"{BODY}\n\n担当課：総務課",
            "(1) 電子申請",
            "対象を広げます。\n\n担当課：市民課",
            "(2) 予約",
            "窓口の予約を始めます。\n\n担当課：税務課",
        ),
        measures=[measure(1, "(1)", "電子申請", "市民課"), measure(2, "(2)", "予約", "税務課")],
        departments=[*units("電子申請", "市民課"), *units("予約", "税務課")],
        measure_items=[
            item("電子申請", "対象を広げます。"),
            item("予約", "窓口の予約を始めます。"),
        ],
    )


def _others() -> Iterator[MadeLayout]:
    """Tables and sections that look alike and hold no measure."""
    tables = {
        "committee": tabs(("番号", "氏名", "所属", "役職"), ("1", "山田", "総務課", "委員長")),
        "glossary": tabs(("用語", "説明"), ("電子申請", "市民課への申請を行う仕組み")),
        "survey": tabs(("項目", "総務課", "市民課"), ("はい", "12", "30"), ("いいえ", "3", "4")),
        "budget": tabs(("事業名", "担当課", "予算額(千円)"), ("電子申請", "市民課", "1,200")),
        "names": tabs(("担当課", "電話"), ("市民課", "内線12"), ("税務課", "内線13")),
        "minutes": tabs(("期日", "会議名", "内容"), ("令和4年5月1日", "委員会", "施策の検討")),
    }
    for name, text in tables.items():
        yield layout(f"none in a table of {name}", plan(text))
    yield layout(
        "none in an address",
        plan("(1) 問い合わせ先", f"{BODY}\n\n担当課：情報政策課\n電話：00-0000-0000"),
    )
    yield layout(
        "none in a sentence about departments",
        plan("(1) 推進体制", "担当課：情報政策課が中心となり、各課と協力して進めていきます。"),
    )
    yield layout("none in a heading with a remark", plan("(1) 推進体制（情報政策課）", BODY))


LAYOUTS = [
    *_cards(),
    *_lists(),
    *_lists_with_years(),
    *_departments(),
    *_paragraphs(),
    *_paragraphs_with_brackets(),
    *_policies_with_departments(),
    *_others(),
]
