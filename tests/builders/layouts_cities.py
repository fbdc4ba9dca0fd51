"""Plans as programs give them as text: columns of blanks, cells in lines, labels without signs."""

from __future__ import annotations

from collections.abc import Iterator

from tests.builders.layouts_unseen import layout as unseen
from tests.builders.layouts_unseen import measure, section, span, units
from tests.builders.made_layout import MadeLayout, Row
from tests.builders.plan_text import BODY, card, plan, tabs


def layout(
    name: str, text: str, *, issues: tuple[str, ...] = (), **expected: list[Row]
) -> MadeLayout:
    made = unseen(name, text, **expected)
    return MadeLayout(f"cities: {name}", made.text, made.expected, issues)


WRAPPED = """\
 事業名              事業内容                                  担当課

 妊婦健康診査        妊婦と胎児の健康を保つため、健診の        健康推進課
                     費用の一部を助成します。

 乳児家庭全戸訪問    生後４か月までの乳児がいるすべての        健康推進課
 事業                家庭を保健師などが訪問し、相談に応        子育て支援課
                     じます。
"""

NUMBERED = """\
  施策の方向            番号   施策の内容                             担当課
  （１）暴力を許さない  31   デートＤＶの予防について、中学校と高     人権課
  意識づくり                 校に出向いて講座を開きます。             学校教育課
                        32   相談窓口を記したカードを公共施設に置     人権課
                             きます。
"""

# As characters are counted, not as they look: names of columns stand in their middle.
CENTRED = """\
       事業名                    事業の概要                     担当課等
重層的支援体制整備     相談支援、参加支援、地域づくりを一体とし    地域共生課
事業             て行い、制度の狭間にある課題に対応します。   こども相談課
地区福祉会活動の支     地区福祉会が行うサロンや見守り活動に補助    社会福祉課
援              します。
"""


def _blanks() -> Iterator[MadeLayout]:
    name = "乳児家庭全戸訪問\n事業"
    yield layout(
        "columns of blanks with wrapped cells",
        plan(WRAPPED),
        issues=("table-of-blanks",),
        measures=[
            measure(None, "妊婦健康診査", "健康推進課"),
            measure(None, name.replace("\n", ""), "健康推進課\n子育て支援課"),
        ],
        departments=[
            *units("妊婦健康診査", "健康推進課"),
            *units("乳児家庭全戸訪問事業", "健康推進課", "子育て支援課"),
        ],
        tables=[{"kind": "measure_list", "n_rows": 3, "n_cols": 3}],
    )
    first = "デートＤＶの予防について、中学校と高校に出向いて講座を開きます。"
    second = "相談窓口を記したカードを公共施設に置きます。"
    yield layout(
        "columns of blanks with numbers, the sentence is the measure",
        plan(NUMBERED),
        measures=[measure("31", first, "人権課\n学校教育課"), measure("32", second, "人権課")],
        departments=[*units(first, "人権課", "学校教育課"), *units(second, "人権課")],
        records=[{"field_raw": "施策の方向", "value_raw": "（１）暴力を許さない意識づくり"}],
    )
    yield layout(
        "columns of blanks below centred names",
        plan(CENTRED),
        measures=[
            measure(None, "重層的支援体制整備事業", "地域共生課\nこども相談課"),
            measure(None, "地区福祉会活動の支援", "社会福祉課"),
        ],
        departments=[
            *units("重層的支援体制整備事業", "地域共生課", "こども相談課"),
            *units("地区福祉会活動の支援", "社会福祉課"),
        ],
    )


TWO_LINES = """\
    指　標　名                  単位    現状値        目標値
                                        令和４年度    令和９年度

    審議会等の女性委員の割合    ％      28.4          40.0
    育児休業を取った男性職員    ％      35.0          85.0
"""


def _indicators() -> Iterator[MadeLayout]:
    yield layout(
        "names of columns on two lines",
        plan(TWO_LINES),
        indicators=[
            {"name_raw": "審議会等の女性委員の割合", "baseline": 28.4, "target_fy": 2027},
            {"name_raw": "育児休業を取った男性職員", "target": 85, "target_fy": 2027},
        ],
    )


def _dissolved() -> Iterator[MadeLayout]:
    yield layout(
        "rows with one blank between cells",
        plan(
            "No. 事業名 事業内容 担当課\n"
            "1 一時預かり事業（再掲） 家庭での保育が難しい児童を預かります。 こども課\n"
            "2 放課後児童クラブ 昼間に保護者がいない児童に遊びの場を\n提供します。 学校教育課"
        ),
        measures=[
            {**measure("1", "一時預かり事業（再掲）", "こども課"), "title": "一時預かり事業"},
            measure("2", "放課後児童クラブ", "学校教育課"),
        ],
        departments=[
            *units("一時預かり事業（再掲）", "こども課"),
            *units("放課後児童クラブ", "学校教育課"),
        ],
    )
    yield layout(
        "a row whose title may go on below is left alone",
        plan("取組 取組の内容 担当課\nゲートキーパー 悩む人に気づく人を増やし 健康課\n養成 ます。"),
        issues=("measures-not-found",),
    )
    first, second = "審議会への女性の登用を進めます。", "役員に女性が就けるよう働きかけます。"
    yield layout(
        "cells on lines of their own",
        plan(
            "番号\n具体的施策\n担当課",
            f"11\n{first}\n総務課",
            f"12\n{second}\n市民協働課\n生涯学習課",
        ),
        measures=[
            measure("11", first, "総務課"),
            measure("12", second, "市民協働課\n生涯学習課"),
        ],
        departments=[*units(first, "総務課"), *units(second, "市民協働課", "生涯学習課")],
    )
    yield layout(
        "labels and values below each other",
        plan(
            "取組項目\n使用料の見直し\n整理番号\n１－（１）－①\n所管課\n財政課\n関係課\n公民館\n"
            "取組内容\n算定の方法を定めます。\n年度別計画\n令和６年度\n令和７年度\n検討\n実施"
        ),
        measures=[
            measure("１－（１）－①", "使用料の見直し", "財政課", outline="算定の方法を定めます。")
        ],
        departments=[
            *units("使用料の見直し", "財政課", role=None),
            *units("使用料の見直し", "公民館", role="related"),
        ],
        schedule_spans=[
            span("使用料の見直し", "検討", 2024, 2024),
            span("使用料の見直し", "実施", 2025, 2025),
        ],
    )


def _lines() -> Iterator[MadeLayout]:
    yield layout(
        "bullets with departments over a wrapped bracket",
        plan(
            "主な取組\n・町並みの保存と活用〔文化財課〕\n・自転車で海岸を巡る道の整備〔観光課、土\n木課〕",
            "主な事業\n・案内板の多言語化\n・公衆無線の拡充",
        ),
        measures=[
            measure(None, "町並みの保存と活用", "文化財課"),
            measure(None, "自転車で海岸を巡る道の整備", "観光課、土木課"),
            measure(None, "案内板の多言語化", None),
            measure(None, "公衆無線の拡充", None),
        ],
        departments=[
            *units("町並みの保存と活用", "文化財課"),
            *units("自転車で海岸を巡る道の整備", "観光課", "土木課"),
        ],
    )
    yield layout(
        "bullets of results are no measures",
        plan("これまでの経過\n・広報紙による啓発（市民課）を行った。\n・相談が増えた。"),
        issues=("measures-not-found",),
    )
    yield layout(
        "what others do is no measure of the plan",
        plan("（１） 国の動向", f"{BODY}\n【主な取組】\n・専門の庁の設置\n・情報システムの標準化"),
        issues=("measures-not-found",),
    )
    yield layout(
        "numbers in brackets, departments right below the title",
        plan(
            "【施策１】　窓口の改善\n担当：市民課\n予約制を取り入れます。",
            "【施策２】　手続の簡素化\n担当：総務課\n押印を見直します。",
        ),
        measures=[
            measure("【施策１】", "窓口の改善", "市民課", outline="予約制を取り入れます。"),
            measure("【施策２】", "手続の簡素化", "総務課", outline="押印を見直します。"),
        ],
        departments=[*units("窓口の改善", "市民課"), *units("手続の簡素化", "総務課")],
    )
    yield layout(
        "headings that are labels, years in lines, an indicator below its label",
        plan(
            "（１） 手続の取組",
            "ア 電子申請の普及",
            "（ア）取組の内容\n受け付ける手続を増やします。",
            "（イ）スケジュール\n令和6年度：検討\n令和7年度：運用",
            "（ウ）ＫＰＩ\n利用率　35％（令和5年度）→　50％（令和9年度）",
            "（エ）所管課\n情報統計課",
        ),
        measures=[measure("ア", "電子申請の普及", "情報統計課")],
        departments=units("電子申請の普及", "情報統計課"),
        schedule_spans=[
            span("電子申請の普及", "検討", 2024, 2024),
            span("電子申請の普及", "運用", 2025, 2025),
        ],
        indicators=[{"name_raw": "利用率", "baseline": 35, "target": 50, "target_fy": 2027}],
    )
    yield layout(
        "numbers of a word in three parts, state behind the title",
        f"第1章 展開\n\n{BODY}\n\n施策1-1 窓口\n\n"
        "施策1-1-1 予約の導入（新規）\n【所管課】市民課\n【取組内容】\n予約を受け付けます。\n\n"
        "施策1-1-2 決済の拡大\n【所管課】会計課\n【取組内容】\n手数料にも使えるようにします。\n",
        sections=[
            section(1, "第1章", "展開", None),
            section(2, "施策1-1", "窓口", "展開"),
            section(3, "施策1-1-1", "予約の導入（新規）", "窓口"),
            section(3, "施策1-1-2", "決済の拡大", "窓口"),
        ],
        measures=[
            {**measure("施策1-1-1", "予約の導入（新規）", "市民課"), "title": "予約の導入"},
            measure("施策1-1-2", "決済の拡大", "会計課"),
        ],
        departments=[*units("予約の導入（新規）", "市民課"), *units("決済の拡大", "会計課")],
    )


def _tables() -> Iterator[MadeLayout]:
    yield layout(
        "a first row that looks like the header of a list",
        plan(
            tabs(("事業名", "電子黒板の整備", "担当課", "教育課"), ("事業概要", "教室に置く。")),
            tabs(("事業名", "図書館の充実", "担当課", "学校課"), ("事業概要", "更新する。")),
        ),
        measures=[
            measure(None, "電子黒板の整備", "教育課", outline="教室に置く。"),
            measure(None, "図書館の充実", "学校課", outline="更新する。"),
        ],
        departments=[*units("電子黒板の整備", "教育課"), *units("図書館の充実", "学校課")],
    )
    told = "川の生き物調査を行います。 外来種を駆除します。"
    yield layout(
        "titles beside a column of sentences",
        plan(
            tabs(
                ("施策", "主な取組", "担当課"),
                ("水辺の保全", told, "環境課 河川課"),
                ("里山の保全", "間伐を行います。", "農林課"),
            )
        ),
        measures=[
            measure(None, "水辺の保全", "環境課 河川課", outline=told),
            measure(None, "里山の保全", "農林課", outline="間伐を行います。"),
        ],
        departments=[*units("水辺の保全", "環境課", "河川課"), *units("里山の保全", "農林課")],
    )
    yield layout(
        "titles under a name that nobody knows",
        plan(
            tabs(
                ("番号", "やること", "取組内容", "担当課"),
                ("1", "電子契約の導入", "契約事務を電子化します。", "契約課"),
                ("2", "決済の拡大", "手数料にも使えるようにします。", "会計課"),
            )
        ),
        measures=[
            measure("1", "電子契約の導入", "契約課", outline="契約事務を電子化します。"),
            measure("2", "決済の拡大", "会計課", outline="手数料にも使えるようにします。"),
        ],
        departments=[*units("電子契約の導入", "契約課"), *units("決済の拡大", "会計課")],
    )
    head = (
        '<tr><th rowspan="2">指標名</th><th colspan="2">基準値</th><th rowspan="2">目標値</th></tr>'
    )
    yield layout(
        "year and value below the baseline",
        plan(
            f"<table><tr>{head}</tr><tr><th>年度</th><th>数値</th></tr>"
            "<tr><td>空き店舗数</td><td>R2</td><td>34店</td><td>20店</td></tr></table>"
        ),
        indicators=[{"name_raw": "空き店舗数", "baseline": 34, "baseline_fy": 2020, "target": 20}],
    )


CENTRED_LABELS = """\
施策名      予約の導入
担当課      市民課
         窓口の混み具合をスマートフォンで確かめ、来庁の時間をあらかじめ
取組内容
         選べるようにします。
         令和 6 年度   令和 7 年度     令和 8 年度
スケジュール
         検討        実施          →

施策名      決済の拡大
担当課      会計課
取組内容     手数料にも使えるようにします。
         令和 6 年度   令和 7 年度     令和 8 年度
スケジュール
         －         準備        実施
"""


def _centred() -> Iterator[MadeLayout]:
    told = "窓口の混み具合をスマートフォンで確かめ、来庁の時間をあらかじめ\n選べるようにします。"
    yield layout(
        "labels in the middle of their cells",
        plan(CENTRED_LABELS),
        measures=[
            measure(None, "予約の導入", "市民課", outline=told),
            measure(None, "決済の拡大", "会計課", outline="手数料にも使えるようにします。"),
        ],
        departments=[*units("予約の導入", "市民課"), *units("決済の拡大", "会計課")],
        schedule_spans=[
            span("予約の導入", "検討", 2024, 2024),
            span("予約の導入", "実施", 2025, 2026),
            span("決済の拡大", "準備", 2025, 2025),
            span("決済の拡大", "実施", 2026, 2026),
        ],
    )


def _overviews() -> Iterator[MadeLayout]:
    cards = (
        card(施策番号="1-1", 施策名="予約の導入", 担当課="市民課", 概要="予約を受け付ける。"),
        card(施策番号="1-2", 施策名="決済の拡大", 担当課="会計課", 概要="手数料にも広げる。"),
    )
    measures = [
        measure("1-1", "予約の導入", "市民課", outline="予約を受け付ける。"),
        measure("1-2", "決済の拡大", "会計課", outline="手数料にも広げる。"),
    ]
    departments = [*units("予約の導入", "市民課"), *units("決済の拡大", "会計課")]
    rows = (("1-1", "予約の導入", "市民課"), ("1-2", "決済の拡大", "会計課"))
    yield layout(
        "an overview of measures that have cards",
        plan(tabs(("番号", "施策名", "担当課"), *rows), *cards),
        measures=measures,
        departments=departments,
        issues=("measures-listed-again",),
    )
    yield layout(
        "an overview with what no card has",
        plan(
            tabs(
                ("番号", "施策名", "担当課", "期待される効果"),
                ("1-1", "予約の導入", "市民課", "待ち時間が減る。"),
                ("1-3", "決済の拡大", "会計課", ""),
            ),
            *cards,
        ),
        measures=[
            measure("1-1", "予約の導入", "市民課", effects="待ち時間が減る。"),
            # Another number is another measure.
            measure("1-3", "決済の拡大", "会計課"),
            *measures,
        ],
        departments=[*departments, *departments],
    )


LAYOUTS = [
    *_blanks(),
    *_indicators(),
    *_dissolved(),
    *_lines(),
    *_tables(),
    *_centred(),
    *_overviews(),
]
