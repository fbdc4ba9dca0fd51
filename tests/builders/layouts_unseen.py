"""Plans in layouts that converters and other cities give: tags, number signs, unlabelled titles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tests.builders.made_layout import MadeLayout, Row
from tests.builders.plan_text import BODY, pipes, plan, tabs

NOTHING: dict[str, Sequence[Row]] = {
    "measures": [],
    "departments": [],
    "indicators": [],
    "schedule_spans": [],
    "records": [],
}


def layout(name: str, text: str, **expected: Sequence[Row]) -> MadeLayout:
    return MadeLayout(f"unseen: {name}", text, {**NOTHING, **expected})


def measure(raw: str | None, title: str, units: str | None, **more: object) -> Row:
    return {"number_raw": raw, "title_raw": title, "departments_raw": units, **more}


def units(title: str, *names: str, **more: object) -> list[Row]:
    return [{"measure": title, "department": name, **more} for name in names]


def span(title: str, phase: str | None, start: int | None, end: int | None) -> Row:
    return {"measure": title, "phase_raw": phase, "start_fy": start, "end_fy": end}


def section(level: int, raw: str | None, title: str, parent: str | None) -> Row:
    return {"level": level, "number_raw": raw, "title_raw": title, "parent": parent}


def _headings() -> Iterator[MadeLayout]:
    table = pipes(("取組名", "担当課", "内容"), ("電子申請", "市民課", "広げる"))
    second = pipes(("取組名", "担当課", "内容"), ("電子決裁", "総務課", "進める"))
    yield layout(
        "number signs before numbers",
        f"# 計画書\n\n## 第1章 概要\n\n### 1 目的\n\n{BODY}\n\n### 2 期間\n\n{BODY}\n\n"
        f"## 第2章 施策の展開\n\n### 1 窓口\n\n{table}\n",
        sections=[
            section(1, "第1章", "概要", None),
            section(2, "1", "目的", "概要"),
            section(2, "2", "期間", "概要"),
            section(1, "第2章", "施策の展開", None),
            section(2, "1", "窓口", "施策の展開"),
        ],
        measures=[measure(None, "電子申請", "市民課")],
        departments=units("電子申請", "市民課"),
    )
    yield layout(
        "number signs and no numbers",
        f"# 計画書\n\n## 概要\n\n### 目的\n\n{BODY}\n\n## 展開\n\n### 窓口\n\n{table}\n\n"
        f"### 庁内\n\n{second}\n",
        sections=[
            section(1, None, "概要", None),
            section(2, None, "目的", "概要"),
            section(1, None, "展開", None),
            section(2, None, "窓口", "展開"),
            section(2, None, "庁内", "展開"),
        ],
        measures=[measure(None, "電子申請", "市民課"), measure(None, "電子決裁", "総務課")],
        departments=[*units("電子申請", "市民課"), *units("電子決裁", "総務課")],
    )
    yield layout(
        "rows drawn with blanks are no headings",
        plan(
            "1  窓口",
            BODY,
            " No.  事業名                  担当課\n"
            " 1    電子申請の対象拡大      市民課\n"
            " 2    施設予約の対象拡大      総務課",
        ),
        sections=[
            section(1, "第1章", "施策の展開", None),
            section(2, "第1節", "行政手続の改革", "施策の展開"),
            section(3, "1", "窓口", "行政手続の改革"),
        ],
        measures=[
            measure("1", "電子申請の対象拡大", "市民課"),
            measure("2", "施設予約の対象拡大", "総務課"),
        ],
        departments=[
            *units("電子申請の対象拡大", "市民課"),
            *units("施設予約の対象拡大", "総務課"),
        ],
        tables=[{"kind": "measure_list", "n_rows": 3, "n_cols": 3}],
    )


def _tags() -> Iterator[MadeLayout]:
    rows = (
        '<tr><th>基本目標</th><th>事業名</th><th>事業の内容</th><th colspan="2">担当</th></tr>'
        '<tr><td rowspan="2">便利なまち</td><td>電子申請</td><td>広げる</td>'
        '<td colspan="2">市民課<br/>税務課</td></tr>\n'
        '<tr><td>予約</td><td>始める</td><td colspan="2">総務課</td></tr>'
    )
    yield layout(
        "list of measures between tags",
        plan(f"<table>\n<tbody>{rows}</tbody>\n</table>"),
        measures=[
            measure(None, "電子申請", "市民課\n税務課", outline="広げる"),
            measure(None, "予約", "総務課", outline="始める"),
        ],
        departments=[*units("電子申請", "市民課", "税務課"), *units("予約", "総務課")],
        records=[{"field_raw": "基本目標", "value_raw": "便利なまち"}],
        tables=[{"kind": "measure_list", "n_rows": 3, "n_cols": 5}],
    )
    header = (
        '<tr><th rowspan="2">指標</th><th>現状値</th><th colspan="2">目標値</th></tr>'
        "<tr><th>令和5年度</th><th>令和9年度</th><th>令和11年度</th></tr>"
    )
    yield layout(
        "indicators between tags on one line",
        plan(
            f"<table>{header}<tr><td>申請率</td><td>12％</td><td>40％</td><td>50％</td></tr></table>"
        ),
        indicators=[
            {"name_raw": "申請率", "baseline_fy": 2023, "target": 40, "target_fy": 2027},
            {"name_raw": "申請率", "baseline": 12, "target": 50, "target_fy": 2029},
        ],
    )
    yield layout(
        "tags with words beside them are text",
        plan(f"次の表 <table><tr><td>取組名</td><td>担当課</td></tr></table> {BODY}"),
        tables=[],
    )


def _cards() -> Iterator[MadeLayout]:
    cards = [
        pipes(
            (f"アクション1-{n}", title, "", ""),
            ("取組の方向性", "改めます。", "", ""),
            ("推進担当課", unit, "", ""),
            ("年度", "R6", "R7", "R8"),
            ("実施内容", "検討", "実施", "→"),
            ("KPI：件数", "", "", "60件"),
        )
        for n, title, unit in ((1, "電子申請", "市民課"), (2, "予約", "税務課"))
    ]
    yield layout(
        "cards whose first row is a number and a title",
        plan(*cards),
        measures=[
            measure("アクション1-1", "電子申請", "市民課", measure_no=1, outline="改めます。"),
            measure("アクション1-2", "予約", "税務課", measure_no=2, outline="改めます。"),
        ],
        departments=[*units("電子申請", "市民課"), *units("予約", "税務課")],
        schedule_spans=[
            span(title, phase, start, end)
            for title in ("電子申請", "予約")
            for phase, start, end in (("検討", 2024, 2024), ("実施", 2025, 2026))
        ],
        records=[{"field_raw": "KPI：件数", "value_raw": "60件"}] * 2,
    )
    yield layout(
        "card with a word for any undertaking beside its number",
        plan(
            tabs(
                ("整理番号", "1-3", "実施項目", "使用料の見直し"),
                ("所管課", "総務課"),
                ("改革の内容", "改めます。"),
                ("年度", "令和5年度", "令和6年度", "令和7年度"),
                ("取組工程", "検討", "実施", "→"),
                ("効果額（千円）", "0", "1,200", "1,500"),
            )
        ),
        measures=[measure("1-3", "使用料の見直し", "総務課", measure_no=3)],
        departments=units("使用料の見直し", "総務課"),
        schedule_spans=[
            span("使用料の見直し", "検討", 2023, 2023),
            span("使用料の見直し", "実施", 2024, 2025),
        ],
        records=[
            {"field_raw": "効果額（千円）", "value_raw": value} for value in ("0", "1,200", "1,500")
        ],
    )


def _lists() -> Iterator[MadeLayout]:
    yield layout(
        "actors and periods in a second row of the header",
        plan(
            "短期（令和6年度～令和7年度）、中期（令和8年度～令和10年度）に分けます。",
            tabs(
                ("取組", "内容", "実施主体", "", "", "実施時期", "", "所管課"),
                ("", "", "市民", "事業者", "市", "短期", "中期", ""),
                ("節電", "呼び掛ける", "○", "", "○", "○", "○", "環境課"),
                ("緑化", "進める", "", "○", "○", "", "○", "公園課"),
            ),
        ),
        measures=[measure(None, "節電", "環境課"), measure(None, "緑化", "公園課")],
        departments=[*units("節電", "環境課"), *units("緑化", "公園課")],
        schedule_spans=[span("節電", "○", 2024, 2028), span("緑化", "○", 2026, 2028)],
        records=[
            {"field_raw": "市民", "value_raw": "○"},
            {"field_raw": "市", "value_raw": "○"},
            {"field_raw": "事業者", "value_raw": "○"},
            {"field_raw": "市", "value_raw": "○"},
        ],
    )
    yield MadeLayout(
        "unseen: what was done year by year",
        plan(tabs(("年度", "主な取組", "担当課"), ("令和3年度", "方針の策定", "企画課"))),
        {
            "measures": [],
            "departments": [],
            "schedule_spans": [],
            "initiatives": [{"year_raw": "令和3年度", "text": "方針の策定"}],
        },
    )
    yield layout(
        "sums by year are no schedule",
        plan(
            tabs(
                ("事業名", "事業概要", "担当課", "R6", "R7"),
                ("電子申請", "広げる", "市民課", "1,200", "800"),
                ("予約", "始める", "総務課", "検討", "3校"),
            )
        ),
        measures=[measure(None, "電子申請", "市民課"), measure(None, "予約", "総務課")],
        departments=[*units("電子申請", "市民課"), *units("予約", "総務課")],
        schedule_spans=[span("予約", "検討", 2024, 2024), span("予約", "3校", 2025, 2025)],
        records=[
            {"field_raw": "R6", "value_raw": "1,200"},
            {"field_raw": "R7", "value_raw": "800"},
        ],
    )


def _paragraphs() -> Iterator[MadeLayout]:
    yield layout(
        "signs, titles and departments in brackets behind a label",
        plan(
            "1 窓口の改革",
            f"○電子申請の拡充（担当：市民課）\n{BODY}\n"
            f"○施設の予約を受け付ける仕組みの充実（担当：総務課、市民課）\n{BODY}",
        ),
        measures=[
            measure(None, "電子申請の拡充", "市民課"),
            measure(None, "施設の予約を受け付ける仕組みの充実", "総務課、市民課"),
        ],
        departments=[
            *units("電子申請の拡充", "市民課"),
            *units("施設の予約を受け付ける仕組みの充実", "総務課", "市民課"),
        ],
    )
    yield layout(
        "departments in brackets alone below the titles",
        plan(
            f"(1) 電子申請\n                    ［市民課・税務課］\n{BODY}\n"
            "目標指標：申請率\n令和5年度　12％　⇒　令和8年度　50％",
            f"(2) 予約\n                    ［総務課］\n{BODY}",
        ),
        measures=[
            measure("(1)", "電子申請", "市民課・税務課", outline=BODY),
            measure("(2)", "予約", "総務課", outline=BODY),
        ],
        departments=[*units("電子申請", "市民課", "税務課"), *units("予約", "総務課")],
        indicators=[
            {
                "measure": "電子申請",
                "name_raw": "申請率",
                "baseline": 12,
                "baseline_fy": 2023,
                "target": 50,
                "target_fy": 2026,
            }
        ],
    )
    yield layout(
        "one title with departments in brackets below may be signed",
        plan(f"(1) 推進体制\n\n（情報政策課）\n\n{BODY}", f"(2) 進行管理\n\n{BODY}"),
    )
    yield layout(
        "two labels in brackets on one line",
        plan(
            f"(1) 電子申請\n{BODY}\n〔担当課〕市民課 〔計画期間〕令和6～8年度",
            f"(2) 予約\n{BODY}\n〔担当課〕総務課 〔計画期間〕令和7年度",
        ),
        measures=[
            measure("(1)", "電子申請", "市民課", period_start_fy=2024, period_end_fy=2026),
            measure("(2)", "予約", "総務課", period_start_fy=2025, period_end_fy=2025),
        ],
        departments=[*units("電子申請", "市民課"), *units("予約", "総務課")],
        schedule_spans=[span("電子申請", None, 2024, 2026), span("予約", None, 2025, 2025)],
    )
    yield layout(
        "period of the plan over two lines",
        plan("本計画の計画期間は、令和6年度（2024年度）から令和12年度\n（2030年度）までとします。"),
        documents=[{"period_start_fy": 2024, "period_end_fy": 2030}],
    )


LAYOUTS = [*_headings(), *_tags(), *_cards(), *_lists(), *_paragraphs()]
