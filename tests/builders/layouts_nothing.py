"""Texts in which a plan has no measure, or only the one that is named, in layouts of measures."""

from __future__ import annotations

from tests.builders.made_layout import MadeLayout, Row

PASSED = ("measures-passed-over",)
OWNED = "・総合窓口の開設（福祉課）\n・防災ラジオの配布（防災課）\n・空き家の活用（都市計画課）"
TWO = "・{0}（福祉課）\n・{1}（防災課）"


def nothing(
    name: str, text: str, issues: tuple[str, ...] = (), **expected: list[Row]
) -> MadeLayout:
    """A text without measures, indicators, organizations and terms but those that are named."""
    tables = ("measures", "indicators", "organizations", "glossary_terms")
    none: dict[str, list[Row]] = {table: [] for table in tables}
    return MadeLayout(f"nothing: {name}", text, none | expected, issues)


def _under(heading: str, body: str = OWNED) -> str:
    return f"第２章　まちの姿\n１　{heading}\n{body}\n２　人口\n人口は減っています。\n"


HEADINGS = [
    "第２次計画の評価", "主な成果", "残された課題", "市の現状", "市民の役割", "事業者の責務",
    "自由意見", "主な施設", "関連するＳＤＧｓ", "他市の状況", "調査結果", "表彰", "推進体制",
    "進行管理", "各課の意見", "市の主な出来事", "ワークショップの参加者", "市民の声", "参考文献",
    "相談先", "関連計画", "将来都市像", "土地利用の方針", "避難の手順",
]  # fmt: skip

LISTS = {
    "wishes": TWO.format("公園を増やしてほしい", "街灯が足りない"),
    "calls": TWO.format("健康診断を受けましょう", "訓練に参加しましょう"),
    "dates": TWO.format("令和５年４月　庁内会議", "令和６年３月　公表"),
    "units with their parts": "・農政課（農業振興係）\n・観光課（観光係）\n・福祉課（保護係）",
    "places": "・鈴木さんの話（保育園）\n・音楽会（市民会館）\n・お話（図書館）",
    "units of the prefecture": "・一般廃棄物（県循環課）\n・産業廃棄物（県環境課）",
    "below a word for a remark": f"参考　ほかの例\n{OWNED}",
    "sentences below a word for measures": "主な取組\n・計画的に進めます。\n・次に示します。",
}

CHAPTERS = {
    "those of other cities": "第２章　先進事例\n１　ある市の取組\n担当課：企画課\n配車を始めた。",
    "a chapter of findings": "第２章　市の現状\n１　子ども\n担当課：福祉課\n減っています。",
    "a report": "第２章　話題\n１　広場\n担当：都市計画課\n駅前に広場ができました。\n",
    "a notice": (
        "第２章　会議\n１　説明会\n日時　　６月１日\n内容　　計画の説明\n担当　　企画課\n"
    ),
    "a chapter with departments": "第２章　考え方\n１　窓口は市民課が担う。\n担当課：市民課",
    "a placeholder": "第２章　見方\n１　施策の例\n施策の内容を記します。\n担当課：○○課\n",
    "results of an inquiry": (
        "第２章　資料\n１　実施概要\n実施期間　　令和５年12月１日～令和６年１月４日\n"
        "担当課　　　企画課\n"
    ),
    "events of the past in lines": (
        "第２章　催し\n１　一覧\n事業名 内容 担当課\n"
        "さくらまつり 桜の下で開きました。 観光課\n花火大会 三千発を打ち上げました。 商工課\n"
    ),
    "a review in columns of blanks": (
        "第７章　事業評価\n１　令和４年度の結果\n"
        "事業名            実施内容                       担当課       評価\n"
        "健康まつり        １０月に開催し、500人が参加    健康課       Ａ\n"
        "出前講座          年１２回実施した。             防災課       Ｂ\n"
        "農業体験          ５月から１１月に実施した。     農政課       Ａ\n"
        "２　評価の方法\n"
    ),
    "problems in columns of blanks": (
        "第２章　整理\n１　課題\n施策           課題                             担当課\n"
        "子育て支援     待機児童がいる。                 こども課\n"
        "高齢者支援     介護人材が足りない。             高齢介護課\n"
    ),
    "targets of the state": (
        "第２章　背景\n１　国の目標\n指標              基準値（R2）   目標値（R7）\n"
        "カード交付率      30％           100％\nオンライン申請率  50％           80％\n"
    ),
}

BODIES = (
    "第５章　計画の推進体制\nある市の例です。県は、知事を本部長とする県推進本部を設置しました。\n"
    "市民からは、推進会議を設置してほしいとの声がありました。\n"
    "Ａ市では、市長を本部長とする推進本部を設置しています。\n"
)
TERMS = (
    "第１章　総論\n１　用語集\nＤＸ：変革。\nＡＩ：知能。\n担当：企画課\n"
    "更新日：令和５年４月１日\nお問い合わせ：企画課\n資料：国勢調査\n"
)

REMARK = (
    "第３章　施策\n１　市政への参加\n市民会議を開きます。\n（企画課）\n（参考）\n"
    "近隣の市では毎月開いています。\n２　広聴\n声を聴きます。\n（広報課）\n"
)
TWO_TABLES = (
    "第３章　目標\n１　市の指標\n指標              基準値（R2）   目標値（R7）\n"
    "カード交付率      30％           100％\nオンライン申請率  50％           80％\n"
    "２　ほかの数\n区分              令和２年       令和７年\n世帯              30             90\n"
)
NAMED = (
    "第４章　取組\n１　実績の公表\n（１）進捗状況の公表\n毎年公表します。\n担当課：企画課\n"
    "（２）アンケートの実施\n毎年行います。\n担当課：広報課\n２　地域の取組の支援\n主な取組\n"
    "・令和７年度に集会所を開きます（自治課）\n・自治会への補助（自治課）\n"
)

CAPTION = (
    "第３章　施策\n１　防犯\n【取組内容】\n灯を増やします。\n図３　件数\n（資料：県警察本部）\n"
    "【担当課】\n防災課\n２　安全\n担当課：防災課\n教室を開きます。\n件数の推移\n令和３年　５０件\n"
)
FORM = (
    "第３章　施策\n１　教室\n事業名\n健康教室\n担当課\n健康課\n事業内容\n教室を開く。\n評価\nＡ\n"
)
SUM = (
    "第３章　施策\n１　健康\n番号  事業名        内容                      担当課\n"
    "１    健診          健診を行います。          健康課\n"
    "２    体操教室      体操を広めます。          健康課\n計    ２事業\n"
    "３    配食          食事を配ります。          福祉課\n"
)
OTHER_BODIES = (
    "第５章　計画の推進体制\n町内会に健康推進員を置くよう働きかけます。\n"
    "民間では健康経営推進本部を設置する例もあります。\n"
)

LAYOUTS = [
    nothing(
        "captions behind measures",
        CAPTION,
        measures=[
            {"title_raw": "防犯", "outline": "灯を増やします。"},
            {"title_raw": "安全", "outline": "教室を開きます。"},
        ],
    ),
    nothing(
        "other words among labels without a sign",
        FORM,
        measures=[{"title_raw": "健康教室", "outline": "教室を開く。"}],
    ),
    nothing("a sum below columns of blanks", SUM),
    nothing("bodies that others should set up", OTHER_BODIES),
    *(nothing(f"bullets under {heading}", _under(heading), PASSED) for heading in HEADINGS),
    *(nothing(f"bullets: {name}", _under("まとめ", body)) for name, body in LISTS.items()),
    *(nothing(name, text) for name, text in CHAPTERS.items()),
    nothing("bodies of others", BODIES),
    nothing("labels in a glossary", TERMS, glossary_terms=[{"term": "ＤＸ"}, {"term": "ＡＩ"}]),
    nothing(
        "a remark behind a measure",
        REMARK,
        measures=[
            {"title_raw": "市政への参加", "outline": "市民会議を開きます。"},
            {"title_raw": "広聴", "outline": "声を聴きます。"},
        ],
    ),
    nothing(
        "a heading between tables of blanks",
        TWO_TABLES,
        indicators=[{"name_raw": "カード交付率"}, {"name_raw": "オンライン申請率"}],
    ),
    nothing(
        "titles with words of reports",
        NAMED,
        measures=[
            {"title_raw": "進捗状況の公表"},
            {"title_raw": "アンケートの実施"},
            {"title_raw": "令和７年度に集会所を開きます"},
            {"title_raw": "自治会への補助"},
        ],
    ),
]
