"""Legends of marks and of tags, of one law, of several, of other plans, of goals."""

from __future__ import annotations

from tests.builders.made_layout import MadeLayout
from tests.builders.schedule_text import mark, pipes, plan, tabs

CARDS = (("電子申請の拡大", "申請をオンラインで受け付けます。"), ("データの公開", "公開します。"))


def cards(*tags: str, label: str = "", values: tuple[str, ...] = ()) -> str:
    """Cards of two measures, each text with its tag, maybe one more labelled row."""
    tables = []
    for n, ((title, outline), tag) in enumerate(zip(CARDS, tags, strict=True)):
        rows = [("施策名", title), ("担当課", "情報政策課"), ("概要", outline + tag)]
        if label:
            rows.append((label, values[n]))
        tables.append(tabs(*rows))
    return "\n\n".join(tables)


def tag(measure: str, raw: str, code: str | None, status: str, **more: object) -> dict[str, object]:
    """A row of ``legal_tags``."""
    return {"measure": measure, "tag_raw": raw, "tag": code, "status": status, **more}


def two_laws() -> MadeLayout:
    """Tags of two laws, each article named with its law."""
    legend = tabs(
        ("分野", "根拠条文", "表記"),
        ("オンライン化", "官民データ活用推進基本法第10条", "官民デ⑩"),
        ("データの活用", "デジタル社会形成基本法第30条", "デ社⑳"),
    )
    text = plan(legend, cards("【官民デ⑩】【デ社⑳】", "【官民デ⑩・デ社㉑】"))
    one, two = CARDS[0][0], CARDS[1][0]
    data, digital = "428AC1000000103", "503AC0000000035"
    return MadeLayout(
        "legends: tags of two laws",
        text,
        {
            "legends": [
                {"kind": "tag", "mark_raw": "官民デ⑩", "law_id": data, "article": 10},
                {"kind": "tag", "mark_raw": "デ社⑳", "law_id": digital, "article": 30},
            ],
            "legal_tags": [
                tag(one, "官民デ⑩", "10", "exact", law_id=data, policy_area="オンライン化"),
                tag(one, "デ社⑳", "30", "exact", law_id=digital, article=30),
                tag(two, "官民デ⑩", "10", "exact", law_id=data),
                tag(two, "デ社㉑", None, "unresolved", law_id=None),
            ],
        },
        issues=("tag-unresolved",),
    )


def another_plan() -> MadeLayout:
    """Tags that stand for the points of another plan, explained in lines."""
    lines = "【重点①】 自治体情報システムの標準化\n【重点②】 マイナンバーカードの普及"
    text = plan(
        "国の計画が定める重点取組との関係を、次の記号で示します。",
        lines,
        cards("【重点②】", "【重点③】"),
    )
    return MadeLayout(
        "legends: points of another plan",
        text,
        {
            "legends": [
                {
                    "mark_raw": "重点①",
                    "meaning_raw": "自治体情報システムの標準化",
                    "law_id": None,
                    "article": None,
                },
                {"mark_raw": "重点②", "meaning_raw": "マイナンバーカードの普及"},
            ],
            "legal_tags": [
                tag(
                    CARDS[0][0],
                    "重点②",
                    "重点②",
                    "exact",
                    law_id=None,
                    policy_area="マイナンバーカードの普及",
                ),
                tag(CARDS[1][0], "重点③", None, "unresolved"),
            ],
        },
    )


def goals() -> MadeLayout:
    """Goals by number in a row of each card, with a table of what they are."""
    legend = pipes(
        ("ゴール", "SDGsの目標"), ("4", "質の高い教育をみんなに"), ("9", "産業と技術革新の基盤")
    )
    text = plan(legend, cards("", "", label="関連するSDGs", values=("4, 9", "目標９、目標11")))
    one, two = CARDS[0][0], CARDS[1][0]
    return MadeLayout(
        "legends: goals",
        text,
        {
            "legends": [
                {"mark_raw": "4", "meaning_raw": "質の高い教育をみんなに", "law_id": None},
                {"mark_raw": "9", "meaning_raw": "産業と技術革新の基盤"},
            ],
            "legal_tags": [
                tag(one, "4", "SDGs-4", "exact", policy_area="質の高い教育をみんなに"),
                tag(one, "9", "SDGs-9", "exact"),
                tag(two, "目標９", "SDGs-9", "exact"),
                tag(two, "目標11", None, "unresolved"),
            ],
        },
        issues=("tag-unresolved",),
    )


def no_legend() -> MadeLayout:
    """Tags without a legend are kept as printed."""
    text = plan(cards("【官民デ⑩】", "【SDGs4】"))
    return MadeLayout(
        "legends: none",
        text,
        {
            "legends": [],
            "legal_tags": [
                tag(CARDS[0][0], "官民デ⑩", None, "unresolved", law_id=None),
                tag(CARDS[1][0], "SDGs4", None, "unresolved"),
            ],
        },
        issues=("tag-unresolved",),
    )


def marks_of(name: str, *legend: str) -> MadeLayout:
    """The same schedule below a legend of marks in another form."""
    schedule = tabs(("取組", "令和4年度", "令和5年度"), ("窓口の改革", "○", "◎"))
    return MadeLayout(
        f"legends: {name}",
        plan(schedule, *legend),
        {
            "legends": [
                {"kind": "mark", "mark_raw": "○", "meaning_raw": "検討"},
                {"kind": "mark", "mark_raw": "◎", "meaning_raw": "実施"},
            ],
            "schedule_marks": [
                mark("窓口の改革", 2022, glyph="○", meaning="検討"),
                mark("窓口の改革", 2023, glyph="◎", meaning="実施"),
            ],
            "schedule_spans": [
                {"phase_raw": "○", "phase": "study", "meaning": "検討"},
                {"phase_raw": "◎", "phase": "introduce", "meaning": "実施"},
            ],
        },
    )


def bullets() -> MadeLayout:
    """Lines that only begin with the marks explain none of them."""
    schedule = tabs(("取組", "令和4年度", "令和5年度"), ("窓口の改革", "○", "◎"))
    text = plan(schedule, "○ 窓口を改めます。\n◎ 職員を育てます。")
    return MadeLayout(
        "legends: bullets are none",
        text,
        {
            "legends": [],
            "schedule_marks": [
                mark("窓口の改革", 2022, glyph="○", meaning=None),
                mark("窓口の改革", 2023, glyph="◎", meaning=None),
            ],
            "schedule_spans": [
                {"phase_raw": "○", "phase": "other", "meaning": None},
                {"phase_raw": "◎", "phase": "other", "meaning": None},
            ],
        },
        issues=("mark-without-legend",),
    )


LAYOUTS = [
    two_laws(),
    another_plan(),
    goals(),
    no_legend(),
    marks_of("one line", "凡例：○…検討　◎…実施"),
    marks_of("lines below the word", "【凡例】\n○ 検討\n◎ 実施"),
    marks_of("sentence", "※ ○は検討、◎は実施を示します。"),
    marks_of("table", tabs(("記号", "意味"), ("○", "検討"), ("◎", "実施"))),
    marks_of("one row", tabs(("凡例", "○", "検討", "◎", "実施"))),
    bullets(),
]
