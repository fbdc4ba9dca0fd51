"""Schedules in many forms: words, arrows and marks in the columns of years."""

from __future__ import annotations

from tests.builders.made_layout import MadeLayout
from tests.builders.schedule_text import arrows, mark, pipes, plan, span, tabs, words

YEARS = ("令和4年度", "令和5年度", "令和6年度", "令和7年度")
OPEN = ("observed", "unknown")


def words_in_cells() -> MadeLayout:
    """A row for each undertaking; its phases are the words in the cells."""
    text = plan(
        tabs(
            ("取組", *YEARS),
            ("オンライン申請", "検討", "準備", "一部実施", "実施"),
            ("庁内ネットワーク", "設計", "実施", "実施", "完了"),
            ("データ公開", "実施", "継続", "〃", "〃"),
            ("地域の見守り", "－", "検討", "", "実施"),
        )
    )
    one, two, three, four = "オンライン申請", "庁内ネットワーク", "データ公開", "地域の見守り"
    return MadeLayout(
        "schedules: words in cells",
        text,
        {
            "schedule_marks": [
                *words(one, "検討", 2022),
                *words(one, "準備", 2023),
                *words(one, "一部実施", 2024),
                *words(one, "実施", 2025),
                *words(two, "設計", 2022),
                *words(two, "実施", 2023, 2024),
                *words(two, "完了", 2025),
                *words(three, "実施", 2022),
                *words(three, "継続", 2023),
                mark(three, 2024, phase="継続", task="〃") | {"task": "継続"},
                mark(three, 2025, phase="継続", task="〃") | {"task": "継続"},
                mark(four, 2022, task="－"),
                *words(four, "検討", 2023),
                *words(four, "実施", 2025),
            ],
            "schedule_spans": [
                span(one, "検討", "study", 2022, 2022),
                span(one, "準備", "prepare", 2023, 2023),
                span(one, "一部実施", "introduce", 2024, 2024),
                span(one, "実施", "introduce", 2025, 2025),
                span(two, "設計", "study", 2022, 2022),
                span(two, "実施", "introduce", 2023, 2024),
                span(two, "完了", "end", 2025, 2025),
                span(three, "実施", "introduce", 2022, 2022),
                span(three, "継続", "operate", 2023, 2025),
                # The table marks each year of a phase, so an empty cell is an empty year.
                span(four, "検討", "study", 2023, 2023),
                span(four, "実施", "introduce", 2025, 2025),
            ],
        },
    )


def ditto_from_above() -> MadeLayout:
    """〃 with nothing on its left stands for what is printed above it."""
    text = plan(
        tabs(
            ("取組", *YEARS[:3]),
            ("住民票の写し", "検討", "実施", "→"),
            ("税の証明", "〃", "〃", "→"),
        )
    )
    one, two = "住民票の写し", "税の証明"
    return MadeLayout(
        "schedules: ditto from above",
        text,
        {
            "schedule_marks": [
                *words(one, "検討", 2022),
                *words(one, "実施", 2023),
                *arrows(one, "実施", 2024),
                mark(two, 2022, phase="検討", task="〃") | {"task": "検討"},
                mark(two, 2023, phase="検討", task="〃") | {"task": "検討"},
                *arrows(two, "検討", 2024),
            ],
            "schedule_spans": [
                span(one, "検討", "study", 2022, 2022),
                span(one, "実施", "introduce", 2023, 2024),
                # On its left stands the same again, and that is nearer than what is above.
                span(two, "検討", "study", 2022, 2024),
            ],
        },
    )


def arrows_over_cells() -> MadeLayout:
    """Arrows of every shape, drawn over several cells."""
    rows = (
        ("証明書交付", "→", "─", "─", "→"),
        ("施設予約", "", "━", "━▶", ""),
        ("職員研修", "⇒", "", "⇒", ""),
        ("電子決裁", "検討 ⇒", "➡", "実施 ─→", "～"),
    )
    one, two, three, four = (row[0] for row in rows)
    return MadeLayout(
        "schedules: arrows over cells",
        plan(tabs(("取組", *YEARS), *rows)),
        {
            "schedule_marks": [
                *arrows(one, None, 2022),
                *arrows(one, None, 2023, 2024, glyph="─"),
                *arrows(one, None, 2025),
                *arrows(two, None, 2023, glyph="━"),
                *arrows(two, None, 2024, glyph="━▶"),
                *arrows(three, None, 2022, 2024, glyph="⇒"),
                *words(four, "検討", 2022),
                *arrows(four, "検討", 2022, glyph="⇒"),
                *arrows(four, "検討", 2023, glyph="➡"),
                *words(four, "実施", 2024),
                *arrows(four, "実施", 2024, glyph="─→"),
                *arrows(four, "実施", 2025, glyph="～"),
            ],
            "schedule_spans": [
                span(one, None, "other", 2022, 2025),
                span(two, None, "other", 2023, 2024),
                span(three, None, "other", 2022, 2022),
                span(three, None, "other", 2024, 2024),
                span(four, "検討", "study", 2022, 2023),
                span(four, "実施", "introduce", 2024, 2025),
            ],
        },
    )


def lost_arrows() -> MadeLayout:
    """Of each arrow only the first cell is left: its end is inferred or unknown."""
    text = plan(
        tabs(
            ("取組", *YEARS),
            ("検討", "→", "", "", ""),
            ("実施", "", "", "→", ""),
            ("図書館の電子化", "", "→", "", ""),
        )
    )
    inferred = {"known": ("observed", "inferred"), "reliability": "start_only"}
    return MadeLayout(
        "schedules: only starts of arrows",
        text,
        {
            "schedule_spans": [
                span("検討", "検討", "study", 2022, 2026, **inferred),  # type: ignore[arg-type]
                span("実施", "実施", "introduce", 2024, 2026, **inferred),  # type: ignore[arg-type]
                # An arrow alone may be of an undertaking that outlasts the plan.
                span(
                    "図書館の電子化",
                    None,
                    "other",
                    2023,
                    None,
                    known=OPEN,
                    reliability="start_only",
                ),
            ],
        },
    )


def list_of_measures() -> MadeLayout:
    """One measure a row, one column a year."""
    header = ("番号", "取組名", "担当課", "取組内容", *YEARS[:3])
    rows = (
        ("1", "窓口の改革", "市民課", "書かない窓口を設けます。", "検討", "実施", "→"),
        ("2", "AIの活用", "総務課", "会議録の作成に使います。", "○", "◎", "◎"),
        ("3", "相談支援", "福祉課", "遠隔で相談を受けます。", "→", "→", ""),
    )
    text = plan(pipes(header, *rows), "○：試行　◎：実施")
    one, two, three = (row[1] for row in rows)
    return MadeLayout(
        "schedules: list of measures",
        text,
        {
            "schedule_marks": [
                *words(None, "検討", 2022, measure=one),
                *words(None, "実施", 2023, measure=one),
                *arrows(None, "実施", 2024, measure=one),
                mark(None, 2022, glyph="○", meaning="試行", measure=two),
                mark(None, 2023, glyph="◎", meaning="実施", measure=two),
                mark(None, 2024, glyph="◎", meaning="実施", measure=two),
                *arrows(None, None, 2022, 2023, measure=three),
            ],
            "schedule_spans": [
                span(None, "検討", "study", 2022, 2022, measure=one),
                span(None, "実施", "introduce", 2023, 2024, measure=one),
                span(None, "○", "trial", 2022, 2022, measure=two, meaning="試行"),
                span(None, "◎", "introduce", 2023, 2024, measure=two, meaning="実施"),
                span(None, None, "other", 2022, 2023, measure=three),
            ],
        },
    )


def card_with_words() -> MadeLayout:
    """A card whose schedule names its tasks and says in the cells what is done."""
    text = plan(
        tabs(
            ("施策名", "① 電子申請の拡大"),
            ("担当課", "情報政策課"),
            ("概要", "申請をオンラインで受け付けます。"),
            ("スケジュール", *YEARS[:3]),
            ("申請フォーム", "検討", "実施", "→"),
            ("職員研修", "準備", "", "実施"),
        )
    )
    one, two, measure = "申請フォーム", "職員研修", "電子申請の拡大"
    return MadeLayout(
        "schedules: card with words in its cells",
        text,
        {
            "schedule_spans": [
                span(one, "検討", "study", 2022, 2022, measure=measure),
                span(one, "実施", "introduce", 2023, 2024, measure=measure),
                span(two, "準備", "prepare", 2022, 2022, measure=measure),
                span(two, "実施", "introduce", 2024, 2024, measure=measure),
            ],
        },
    )


def card_with_phases() -> MadeLayout:
    """A card whose rows are phases, one of them marked with a gap."""
    text = plan(
        tabs(
            ("施策名", "① 会計の電子化"),
            ("担当課", "会計課"),
            ("概要", "請求と支払を電子で行います。"),
            ("スケジュール", *YEARS),
            ("機種の検討", "→", "", "", ""),
            ("構築", "", "→", "→", ""),
            ("運用", "", "", "→", "→"),
        )
    )
    return MadeLayout(
        "schedules: card with a row for each phase",
        text,
        {
            "schedule_marks": [
                *arrows("機種の検討", "機種の検討", 2022),
                *arrows("構築", "構築", 2023, 2024),
                *arrows("運用", "運用", 2024, 2025),
            ],
            "schedule_spans": [
                span("機種の検討", "機種の検討", "study", 2022, 2022),
                span("構築", "構築", "introduce", 2023, 2024),
                span("運用", "運用", "operate", 2024, 2025),
            ],
        },
    )


def tasks_with_marks() -> MadeLayout:
    """Marks with their tasks beside them."""
    text = plan(
        tabs(
            ("取組", *YEARS[:3]),
            ("情報セキュリティ", "●規程の改正 ○研修", "○研修", "★監査"),
        ),
        "凡例：○…毎年行うもの　●…初年度に行うもの",
    )
    label = "情報セキュリティ"
    return MadeLayout(
        "schedules: marks with tasks",
        text,
        {
            "schedule_marks": [
                mark(
                    label,
                    2022,
                    phase="規程の改正",
                    glyph="●",
                    task="規程の改正",
                    meaning="初年度に行うもの",
                ),
                mark(label, 2022, phase="研修", glyph="○", task="研修", meaning="毎年行うもの"),
                mark(label, 2023, phase="研修", glyph="○", task="研修", meaning="毎年行うもの"),
                mark(label, 2024, phase="監査", glyph="★", task="監査", meaning=None),
            ],
            "schedule_spans": [
                span(label, "規程の改正", "other", 2022, 2022),
                span(label, "研修", "other", 2022, 2023),
                span(label, "監査", "other", 2024, 2024),
            ],
        },
        issues=("mark-without-legend",),
    )


def groups_of_rows() -> MadeLayout:
    """A group named like a phase over rows of its own work, its first row empty."""
    text = plan(
        tabs(
            ("", *YEARS),
            ("計画", "", "", "", ""),
            ("", "▲ 進み具合の確認", "▲ 進み具合の確認", "▲ 中間の見直し", "◎ 次期計画の検討"),
            ("体制", "◎ 体制の確立", "", "", ""),
        ),
        "◎必須　▲必要に応じて",
    )
    return MadeLayout(
        "schedules: groups of rows",
        text,
        {
            "schedule_spans": [
                span("計画", "進み具合の確認", "other", 2022, 2023),
                span("計画", "中間の見直し", "review", 2024, 2024),
                span("計画", "次期計画の検討", "study", 2025, 2025),
                span("体制", "体制の確立", "other", 2022, 2022),
            ],
        },
    )


LAYOUTS = [
    words_in_cells(),
    ditto_from_above(),
    arrows_over_cells(),
    lost_arrows(),
    list_of_measures(),
    card_with_words(),
    card_with_phases(),
    tasks_with_marks(),
    groups_of_rows(),
]
