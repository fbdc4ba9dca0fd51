"""Headers of years in every notation: what each column stands for."""

from __future__ import annotations

from tests.builders.made_layout import MadeLayout
from tests.builders.schedule_text import arrows, mark, pipes, plan, span, tabs, words

INFERRED = ("inferred", "inferred")


def era_of_the_plan() -> MadeLayout:
    """4年度, 5年度: the plan's own period tells the era."""
    text = plan(
        tabs(
            ("取組", "4年度", "5年度", "6年度"),
            ("窓口のデジタル化", "検討", "→", "実施"),
            ("文書の電子化", "準備", "実施", "継続"),
        )
    )
    one, two = "窓口のデジタル化", "文書の電子化"
    return MadeLayout(
        "years: era of the plan",
        text,
        {
            "schedule_marks": [
                *words(one, "検討", 2022, year_raw="4年度", year_status="inferred"),
                *arrows(one, "検討", 2023),
                *words(one, "実施", 2024),
                *words(two, "準備", 2022),
                *words(two, "実施", 2023),
                *words(two, "継続", 2024),
            ],
            "schedule_spans": [
                span(one, "検討", "study", 2022, 2023, start_raw="4年度", end_raw="5年度"),
                span(one, "実施", "introduce", 2024, 2024),
                span(two, "準備", "prepare", 2022, 2022),
                span(two, "実施", "introduce", 2023, 2023),
                span(two, "継続", "operate", 2024, 2024),
            ],
        },
    )


def no_period() -> MadeLayout:
    """Without a period of the plan the era of 4年度 stays open."""
    text = plan(
        tabs(("取組", "4年度", "5年度"), ("窓口のデジタル化", "検討", "実施")),
        period="計画の期間は別に定めます。",
    )
    label, none = "窓口のデジタル化", ("unknown", "unknown")
    told = {"known": none, "reliability": "start_only"}
    return MadeLayout(
        "years: no era to be told",
        text,
        {
            "schedule_marks": [
                *words(label, "検討", None, year_status="unknown"),
                *words(label, "実施", None, year_status="unknown"),
            ],
            "schedule_spans": [
                span(label, "検討", "study", None, None, **told),  # type: ignore[arg-type]
                span(label, "実施", "introduce", None, None, **told),  # type: ignore[arg-type]
            ],
        },
        issues=("year-unknown",),
    )


def era_over_numbers() -> MadeLayout:
    """平成 and 令和 in one row, the numbers of the years in the next."""
    text = plan(
        tabs(
            ("取組", "平成", "", "令和", ""),
            ("", "30", "31", "2", "3"),
            ("電子申請の拡大", "検討", "", "実施", "→"),
        ),
        period="計画期間は、平成30年度から令和3年度までの4年間とします。",
    )
    label = "電子申請の拡大"
    return MadeLayout(
        "years: era over numbers",
        text,
        {
            "schedule_marks": [
                *words(label, "検討", 2018, year_raw="30", year_status="printed"),
                *words(label, "実施", 2020, year_raw="2"),
                *arrows(label, "実施", 2021),
            ],
            "schedule_spans": [
                span(label, "検討", "study", 2018, 2018),
                span(label, "実施", "introduce", 2020, 2021),
            ],
            "tables": [{"kind": "schedule", "n_header_rows": 2}],
        },
    )


def two_notations() -> MadeLayout:
    """Western year and era in one cell, over two lines."""
    header = ("取組", "2022年度<br>(令和4年度)", "2023年度<br>(令和5年度)", "2024(R6)年度")
    text = plan(pipes(header, ("情報教育", "準備", "実施", "")))
    return MadeLayout(
        "years: two notations",
        text,
        {
            "schedule_marks": [
                *words("情報教育", "準備", 2022, year_raw="2022年度\n(令和4年度)"),
                *words("情報教育", "実施", 2023),
            ],
            "schedule_spans": [
                span("情報教育", "準備", "prepare", 2022, 2022),
                # Words alone leave open how long the last of them goes on.
                span(
                    "情報教育",
                    "実施",
                    "introduce",
                    2023,
                    None,
                    known=("observed", "unknown"),
                    reliability="start_only",
                ),
            ],
        },
        issues=("schedule-end-unknown",),
    )


def short_western() -> MadeLayout:
    """'22, '23, and the rest of the plan in one column."""
    text = plan(
        tabs(
            ("取組", "’22", "’23", "’24", "’25以降"),
            ("公開データの拡充", "○", "", "○", ""),
            ("システムの更新", "", "検討", "実施", "→"),
        )
    )
    one, two = "公開データの拡充", "システムの更新"
    return MadeLayout(
        "years: short western years and an open column",
        text,
        {
            "schedule_marks": [
                mark(one, 2022, glyph="○", year_raw="’22"),
                mark(one, 2024, glyph="○"),
                *words(two, "検討", 2023),
                *words(two, "実施", 2024),
                mark(two, None, phase="実施", glyph="→", year_raw="’25以降"),
            ],
            "schedule_spans": [
                span(one, "○", "other", 2022, 2022, meaning=None),
                span(one, "○", "other", 2024, 2024),
                span(two, "検討", "study", 2023, 2023),
                span(two, "実施", "introduce", 2024, None, known=("observed", "unknown")),
            ],
        },
        issues=("mark-without-legend",),
    )


def years_together() -> MadeLayout:
    """One column for several years."""
    text = plan(
        tabs(
            ("取組", "R4", "R5", "R6～R8"),
            ("基幹業務の標準化", "計画策定", "移行", "運用"),
        )
    )
    label = "基幹業務の標準化"
    return MadeLayout(
        "years: several in one column",
        text,
        {
            "schedule_marks": [
                *words(label, "計画策定", 2022),
                *words(label, "移行", 2023),
                *words(label, "運用", 2024, 2025, 2026, year_raw="R6～R8"),
            ],
            "schedule_spans": [
                span(label, "計画策定", "study", 2022, 2022),
                span(label, "移行", "introduce", 2023, 2023),
                span(label, "運用", "operate", 2024, 2026),
            ],
        },
    )


def named_periods() -> MadeLayout:
    """前期 and 後期 as the plan defines them."""
    text = plan(
        "取組の時期は、前期（令和4～6年度）、後期（令和7～8年度）に分けて示します。",
        tabs(
            ("取組", "前期", "後期"),
            ("キャッシュレス決済", "検討", "実施"),
            ("遠隔相談", "", "試行"),
        ),
    )
    one, two = "キャッシュレス決済", "遠隔相談"
    return MadeLayout(
        "years: named periods",
        text,
        {
            "schedule_marks": [
                *words(one, "検討", 2022, 2023, 2024, year_raw="前期", year_status="inferred"),
                *words(one, "実施", 2025, 2026, year_raw="後期"),
                *words(two, "試行", 2025, 2026),
            ],
            "schedule_spans": [
                span(one, "検討", "study", 2022, 2024),
                span(one, "実施", "introduce", 2025, 2026),
                span(two, "試行", "trial", 2025, 2026),
            ],
        },
    )


def undefined_periods() -> MadeLayout:
    """短期 and 長期 that nothing defines have no year."""
    text = plan(tabs(("取組", "短期", "長期"), ("防災情報の共有", "整備", "拡充")))
    label = "防災情報の共有"
    unknown = ("unknown", "unknown")
    return MadeLayout(
        "years: periods without a definition",
        text,
        {
            "schedule_marks": [
                *words(label, "整備", None, year_raw="短期"),
                *words(label, "拡充", None),
            ],
            "schedule_spans": [
                span(
                    label, "整備", "introduce", None, None, known=unknown, reliability="start_only"
                ),
                span(label, "拡充", "operate", None, None, known=unknown, reliability="start_only"),
            ],
        },
        issues=("period-undefined",),
    )


def half_years() -> MadeLayout:
    """上半期 and 下半期 below each year: half a column each."""
    text = plan(
        tabs(
            ("取組", "令和4年度", "", "令和5年度", ""),
            ("", "上半期", "下半期", "上半期", "下半期"),
            ("予約システム", "設計", "構築", "運用", "→"),
        )
    )
    label, half = "予約システム", 0.5
    return MadeLayout(
        "years: half years",
        text,
        {
            "schedule_marks": [
                *words(label, "設計", 2022, part_raw="上半期", coverage=half),
                *words(label, "構築", 2022, part_raw="下半期", coverage=half),
                *words(label, "運用", 2023, part_raw="上半期", coverage=half),
                *arrows(label, "運用", 2023, part_raw="下半期", coverage=half),
            ],
            "schedule_spans": [
                span(label, "設計", "study", 2022, 2022),
                span(label, "構築", "introduce", 2022, 2022),
                span(label, "運用", "operate", 2023, 2023),
            ],
        },
    )


def quarters() -> MadeLayout:
    """Quarters of one year below it."""
    quarters = ("第1四半期", "第2四半期", "第3四半期", "第4四半期")
    text = plan(
        tabs(
            ("取組", "令和4年度", "", "", ""),
            ("", *quarters),
            ("調達", "", "●", "→", ""),
        )
    )
    return MadeLayout(
        "years: quarters",
        text,
        {
            "schedule_marks": [
                mark("調達", 2022, phase="調達", glyph="●", part_raw="第2四半期", coverage=0.25),
                mark("調達", 2022, phase="調達", glyph="→", part_raw="第3四半期", coverage=0.25),
            ],
        },
    )


def fields_of_time() -> MadeLayout:
    """A column of words for the time of each measure."""
    rows = [
        ("窓口支援", "市民課", "令和4年度"),
        ("電子契約", "総務課", "令和4年度 検討、5年度 実施"),
        ("公開型地図", "企画課", "R5～R7"),
        ("研修", "職員課", "毎年度"),
        ("広報の刷新", "広報課", "令和5年度以降"),
        ("遠隔会議", "総務課", "令和4年10月"),
        ("相談窓口", "福祉課", "随時"),
        ("基盤の更新", "企画課", "後期"),
    ]
    text = plan(
        "後期は令和7～8年度とします。",
        tabs(("取組名", "担当課", "実施時期"), *rows),
    )
    open_end = {"known": ("observed", "unknown"), "reliability": "start_only"}
    return MadeLayout(
        "years: a column of times",
        text,
        {
            "schedule_marks": [],
            "schedule_spans": [
                span(None, None, "other", 2022, 2022, measure="窓口支援", start_raw="令和4年度"),
                span(None, "検討", "study", 2022, 2022, measure="電子契約"),
                span(None, "実施", "introduce", 2023, 2023, measure="電子契約", known=INFERRED),
                span(None, None, "other", 2023, 2025, measure="公開型地図"),
                span(None, None, "other", 2022, 2026, measure="研修", known=INFERRED),
                span(None, None, "other", 2023, None, measure="広報の刷新", **open_end),  # type: ignore[arg-type]
                span(None, None, "other", 2022, 2022, measure="遠隔会議"),
                span(None, None, "other", 2025, 2026, measure="基盤の更新", known=INFERRED),
            ],
        },
        issues=("period-not-read",),
    )


LAYOUTS = [
    era_of_the_plan(),
    no_period(),
    era_over_numbers(),
    two_notations(),
    short_western(),
    years_together(),
    named_periods(),
    undefined_periods(),
    half_years(),
    quarters(),
    fields_of_time(),
]
