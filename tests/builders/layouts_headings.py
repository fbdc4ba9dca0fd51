"""Plans whose headings are numbered, listed and laid out in many ways."""

from __future__ import annotations

from collections.abc import Sequence

from tests.builders.made_layout import MadeLayout
from tests.builders.outlines import Node
from tests.builders.plan_outline import Listing, Rung, place, policies, sections, text

CHAPTER = Rung("第{n}章　")
PAREN = Rung("（{n}）", "({n})")
DOT = Rung("{w}．")
BARE = Rung("{w}　")
CIRCLED = Rung("{c} ", "{c}")

# Three levels, as most plans have; the titles are distinct so that a parent has one name.
THREE = (
    Node(
        "計画の概要",
        children=(
            Node("計画策定の背景と目的", children=(Node("国の動き"), Node("本市の動き"))),
            Node("計画の位置付け"),
            Node("計画の期間"),
        ),
    ),
    Node(
        "現状と課題",
        children=(
            Node("これまでの取組", children=(Node("前計画の成果"), Node("残された課題"))),
            Node("市民アンケートの結果", children=(Node("調査の方法"), Node("調査の結果"))),
        ),
    ),
    Node("推進体制", children=(Node("組織と役割"), Node("進行管理"))),
)
TWO = tuple(Node(n.title, children=tuple(Node(c.title) for c in n.children)) for n in THREE)
# Every group has brothers, for signs that a single line does not prove.
BROTHERS = (
    Node(
        "基本的な考え方",
        children=(
            Node("計画の目的", children=(Node("利便性の向上"), Node("業務の効率化"))),
            Node("計画の対象", children=(Node("対象とする業務"), Node("対象とする組織"))),
        ),
    ),
    Node(
        "施策の展開",
        children=(
            Node("窓口の改革", children=(Node("書かない窓口"), Node("行かない窓口"))),
            Node("庁内の改革", children=(Node("文書の電子化"), Node("会議の改善"))),
        ),
    ),
)
GOALS = (
    Node(
        "便利で快適なまち",
        children=(
            Node("行政手続の電子化", children=(Node("電子申請の拡大"), Node("施設予約の拡充"))),
            Node("情報発信の充実", children=(Node("広報の改善"), Node("公開データの整備"))),
        ),
    ),
    Node(
        "安全で安心なまち",
        children=(
            Node("防災情報の充実", children=(Node("防災放送の更新"), Node("避難所の通信整備"))),
            Node("見守りの充実", children=(Node("高齢者の見守り"), Node("通学路の見守り"))),
        ),
    ),
)
DEEP = (
    Node(
        "総論",
        children=(
            Node(
                "計画の前提",
                children=(
                    Node("目的", children=(Node("目的の一"), Node("目的の二"))),
                    Node("期間"),
                ),
            ),
            Node("地域の姿", children=(Node("人口"), Node("産業"))),
        ),
    ),
    Node("各論", children=(Node("重点施策", children=(Node("子育て"), Node("教育"))),)),
)


def layout(
    name: str,
    nodes: Sequence[Node],
    ladder: Sequence[Rung],
    listing: Listing | None = None,
    *,
    start: str = "",
    issues: Sequence[str] = (),
) -> MadeLayout:
    """A plan of an outline in a ladder, with the rows that its headings must give."""
    placed = place(nodes, ladder)
    expected = {"sections": sections(placed, listing), "policies": policies(placed)}
    return MadeLayout(name, text(placed, listing, start=start), expected, issues)


def five_levels() -> tuple[Node, ...]:
    """A tree of five levels below one another."""
    node = Node("五段目の見出し")
    for title in ("四段目の見出し", "三段目の見出し", "二段目の見出し"):
        node = Node(title, children=(node,))
    return (Node("一段目の見出し", children=(node,)), *TWO[1:])


LETTER = (
    "市長あいさつ\n\n皆さまの暮らしを次のように変えてまいります。\n"
    "1 便利にします\n2 安全にします\n3 楽しくします"
)
LIST_LADDER = (CHAPTER, BARE, PAREN)
SPLIT = Rung("第{n}章", title_below=True)

LAYOUTS = [
    layout(
        "part, chapter, section, clause; dotted leaders",
        DEEP,
        (Rung("第{n}編　"), CHAPTER, Rung("第{n}節　"), Rung("第{n}項　")),
        Listing(),
    ),
    layout(
        "chapter, section, clause in kanji, no contents page",
        THREE,
        (Rung("第{k}章　"), Rung("第{k}節　"), Rung("第{k}項　")),
    ),
    layout(
        "chapter, 1-1., (1); page as - 12 -",
        THREE,
        (CHAPTER, Rung("{pair}．", "{pair}"), PAREN),
        Listing("……………", "- {p} -"),
    ),
    layout(
        "chapter, Roman, bare, (1), circled; page as P.12",
        five_levels(),
        (CHAPTER, Rung("{r}　", "{r}"), BARE, PAREN, CIRCLED),
        Listing(" ・・・・・・ ", "P.{p}"),
    ),
    layout("dot, (1), no chapters", TWO, (DOT, PAREN)),
    layout(
        "1, 1.1, 1.1.1; contents with tabs",
        THREE,
        (Rung("{n}　"), Rung("{path}　", "{path}"), Rung("{path}　", "{path}")),
        Listing("\t"),
    ),
    layout(
        "1, 1-1, 1-1-1 without spaces; page as 12ページ",
        THREE,
        (Rung("{w}．"), Rung("{dash}", "{dash}"), Rung("{dash}", "{dash}")),
        Listing("　　　　", "{p}ページ"),
    ),
    layout(
        "goals, measures and actions are headings and policies",
        GOALS,
        (
            Rung("基本目標{w}　", "{n}", policy="基本目標"),
            Rung("施策{pair}　", "{pair}", policy="施策", policy_no=False),
            Rung("取組{c}　", "{c}", policy="取組"),
        ),
        Listing("……", "{p}頁", depth=2),
    ),
    layout(
        "goals and measures under a chapter, no contents page",
        (Node("施策の展開", children=GOALS), Node("推進体制")),
        (
            CHAPTER,
            Rung("基本目標 {n}：", "{n}", policy="基本目標"),
            Rung("基本施策 {n}　", "{n}", policy="基本施策"),
            CIRCLED,
        ),
    ),
    layout(
        "brackets and katakana",
        BROTHERS,
        (CHAPTER, Rung("【{n}】", "【{n}】"), Rung("{a}　", "{a}")),
    ),
    layout(
        "kanji first, kanji in parentheses, katakana in parentheses",
        BROTHERS,
        (Rung("第{k}　"), Rung("（{k}）", "({n})"), Rung("（{a}）", "({a})")),
    ),
    layout(
        "kanji with a comma, dot, parenthesised glyph",
        BROTHERS,
        (Rung("{k}、"), Rung("{w}．"), Rung("{g}", "({n})")),
    ),
    layout(
        "squares and lozenges below chapters",
        BROTHERS,
        (CHAPTER, Rung("■ ", ""), Rung("◆", "")),
    ),
    layout(
        "filled and open circles without chapters",
        BROTHERS,
        (Rung("● ", ""), Rung("○ ", ""), Rung("（{n}）", "({n})")),
    ),
    layout(
        "title on the line below its number",
        TWO,
        (SPLIT, DOT),
    ),
    layout(
        "contents in two columns",
        THREE,
        LIST_LADDER,
        Listing("……", "{p}", columns=2),
    ),
    layout(
        "contents wrapped over two lines",
        (
            Node(
                "誰一人取り残さない情報社会の実現に向けた計画の基本的な考え方",
                children=(
                    Node("行政手続の電子化と窓口の改革を一体に進めるための方針"),
                    Node("期間"),
                ),
            ),
            *TWO[1:],
        ),
        (CHAPTER, BARE),
        Listing("......", "{p}", wrap=20),
    ),
    layout(
        "contents spread over two pages, page as P12",
        THREE,
        LIST_LADDER,
        Listing("......", "P{p}", breaks=6),
    ),
    layout(
        "contents without page numbers",
        THREE,
        LIST_LADDER,
        Listing("", ""),
    ),
    layout(
        "Roman page numbers",
        TWO,
        (CHAPTER, BARE),
        Listing(" ...... ", "{r}", title="もくじ"),
        issues=("contents-page-roman",),
    ),
    layout(
        "contents page that disagrees with the body",
        TWO,
        (CHAPTER, BARE),
        Listing(
            "......",
            unlisted=frozenset({"計画の期間"}),
            extra=(("市民の声のまとめ", 9),),
            retitled={"進行管理": "進行管理の方法"},
        ),
        issues=(
            "heading-not-in-contents",
            "contents-entry-without-heading",
            "contents-title-differs",
        ),
    ),
    layout(
        "titles that begin with a digit",
        (
            Node(
                "取組の方向",
                children=(
                    Node("安全安心の確保"),
                    Node("快適な暮らし"),
                    Node("6次産業化への先進技術の活用"),
                    Node("5G基盤の整備"),
                ),
            ),
            Node("3か年の実施計画", children=(Node("事業の一覧"), Node("2か年目の見直し"))),
        ),
        (CHAPTER, Rung("{n} ")),
    ),
    layout(
        "numbered lists before and between the headings",
        THREE,
        (CHAPTER, Rung("{n}　"), PAREN),
        start=LETTER,
    ),
]
