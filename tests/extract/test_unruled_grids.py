"""Tables by alignment alone, and what stands in columns without being a table."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.page_parts import page_parts
from extract.reading_order import compose
from extract.ruling_grids import RuledGrid
from tests.builders.ink import BLACK, GREY, Sketch

Lines = Sequence[tuple[float, float, str]]

COSTS = (
    ("事業名", "主管課", "予算", "備考"),
    ("窓口の改善", "市民課", "120", "継続"),
    ("台帳の整備", "税務課", "80", "新規"),
    ("研修", "人事課", "5", "継続"),
)
LEFTS = (60.0, 200.0, 300.0, 400.0)
PROSE = "本市では情報化を進めるため計画を定め市民の利便"


def sketched(lines: Lines) -> Sketch:
    sketch = Sketch()
    for x, top, words in lines:
        sketch.text(x, top, words)
    return sketch


def table_of(rows: Sequence[Sequence[str]], lefts: Sequence[float] = LEFTS) -> Lines:
    return [
        (x, 100 + 20 * r, words)
        for r, row in enumerate(rows)
        for x, words in zip(lefts, row, strict=False)
        if words
    ]


def grids(sketch: Sketch) -> tuple[RuledGrid, ...]:
    return page_parts(sketch.page()).grids


def texts(sketch: Sketch) -> list[list[list[str]]]:
    ink = sketch.page()
    parts = page_parts(ink)
    composed = compose(ink, parts.grids, parts.drawn)
    return [[[cell.run.text for cell in row] for row in grid.cells] for grid in composed.grids]


def test_rows_under_each_other_are_a_table() -> None:
    sketch = sketched([(60, 60, "次の表のとおりです。"), *table_of(COSTS)])
    sketch.text(60, 220, "以上の事業を進めます。")
    (grid,) = grids(sketch)
    assert grid.source == "alignment"
    assert texts(sketch) == [[list(row) for row in COSTS]]


def test_numbers_may_end_under_each_other() -> None:
    rows = [(words, "9" * n, "市民課") for n, words in enumerate(("防災", "防犯", "観光"), start=1)]
    lines = [
        (x, 100 + 20 * r, words)
        for r, row in enumerate(rows)
        for x, words in zip((60, 200 - 10 * len(row[1]), 250), row, strict=True)
    ]
    assert texts(sketched(lines)) == [[list(row) for row in rows]]


@pytest.mark.parametrize("key_top", [100.0, 106.0, 112.0], ids=["at top", "middle", "at bottom"])
def test_lines_that_stand_near_are_one_cell(key_top: float) -> None:
    lines = [
        (60, 80, "年度"),
        (160, 80, "取組"),
        (60, key_top, "令和元"),
        (160, 100, "申請の受付"),
        (160, 112, "無線の整備"),
        (60, 132, "令和二"),
        (160, 132, "研修"),
        (60, 152, "令和三"),
        (160, 152, "点検"),
    ]
    (rows,) = texts(sketched(lines))
    assert [[cell.replace("\n", "") for cell in row] for row in rows] == [
        ["年度", "取組"],
        ["令和元", "申請の受付無線の整備"],
        ["令和二", "研修"],
        ["令和三", "点検"],
    ]


@pytest.mark.parametrize(
    "rows",
    [COSTS[1:3], [COSTS[0][:2], COSTS[1][:2], COSTS[2][:2]]],
    ids=["two full rows of four", "two columns"],
)
def test_little_is_enough_when_it_is_clear(rows: Sequence[Sequence[str]]) -> None:
    assert texts(sketched(table_of(rows))) == [[list(row) for row in rows]]


@pytest.mark.parametrize(
    "lines",
    [
        [(x, 100 + 16 * n, PROSE[:22]) for n in range(8) for x in (40, 300)],
        table_of([(f"第{n}章計画の概要" + "．" * 20, str(n)) for n in range(1, 6)], (60, 400)),
        table_of([("計画の概要", "1"), ("計画の期間", "3"), ("推進体制", "12")], (60, 400)),
        table_of(
            [
                ("市役所", "〒319-0192中央二丁目"),
                ("支所", "〒319-0193栄町一丁目"),
                ("公民館", "〒319-0194橋場美"),
            ]
        ),
        table_of([("市民課", "0299-48-1111"), ("税務課", "0299-48-1112"), ("総務", "029-48-1113")]),
        table_of([("(1)", "目的を定める"), ("(2)", "期間を定める"), ("(3)", "体制を定める")]),
        table_of([("江間有", "准教授"), ("岡田淳", "弁護士"), ("川原圭", "教授")], (60, 110)),
        table_of([("一章", "目的"), ("二章", "期間")]),
        table_of([("あ", "い"), ("うううううううう", "え"), ("お", "か")], (60, 70)),
        table_of(COSTS[1:3], (60, 203, 300, 400))[:-1],
        [(60 + 13 * n, 100 + 20 * n, "左") for n in range(4)]
        + [(300 - 9 * n, 100 + 20 * n, "右") for n in range(4)],
    ],
    ids=[
        "text in two columns",
        "contents with leaders",
        "contents without",
        "addresses",
        "telephone numbers",
        "numbered list",
        "names",
        "two rows",
        "narrow white",
        "two rows with a gap",
        "not aligned",
    ],
)
def test_what_stands_in_columns_without_being_a_table(lines: Lines) -> None:
    assert grids(sketched(lines)) == ()


def test_a_part_of_something_longer_is_no_table() -> None:
    rows = [
        ("氏名", "所属"),
        ("江間", "大学"),
        ("岡田", "事務所"),
        ("佐渡島庸平の名は長く続く所属",),
    ]
    assert grids(sketched(table_of(rows))) == ()


# A list whose cells wrap, with one character of white and a bit between two columns.
WRAPPED = (
    ("番号", "事業名", "担当課", "概要"),
    ("1", "窓口の改善", "市民課", "待ち時間の短縮を図り\n多言語で案内します"),
    ("2", "予約の電子化", "生涯学習課", "空き状況を確認できる\nようにします"),
    ("3", "防災の情報", "危機管理課", "避難所の開設を知らせ\n訓練でも活用し\n慣れてもらいます"),
    ("4", "研修", "人事課", "安全についての研修"),
)
WRAPPED_LEFTS = (60.0, 110.0, 190.0, 252.0)


def wrapped(between: float, line: float = 15.0, top: float = 100.0) -> Lines:
    """The list, with so much from the last line of a row to the first one of the next."""
    found = []
    for row in WRAPPED:
        deep = max(len(words.split("\n")) for words in row)
        found += [
            (x, top + n * line, part)
            for x, words in zip(WRAPPED_LEFTS, row, strict=True)
            for n, part in enumerate(words.split("\n"))
        ]
        top += (deep - 1) * line + between
    return found


@pytest.mark.parametrize("between", [24.0, 17.0], ids=["wide white", "told by the numbers"])
def test_cells_that_wrap_beside_narrow_white(between: float) -> None:
    (rows,) = texts(sketched(wrapped(between)))
    plain = [[cell.replace("\n", "") for cell in row] for row in rows]
    assert plain == [[cell.replace("\n", "") for cell in row] for row in WRAPPED]


def test_lines_at_one_distance_tell_no_rows() -> None:
    assert grids(sketched(wrapped(15.0))) == ()


@pytest.mark.parametrize(
    ("gap", "found"), [(16.0, 1), (10.0, 0)], ids=["further than rows", "as near as rows"]
)
def test_running_text_beside_a_table(gap: float, found: int) -> None:
    """It begins where the rows do."""
    bottom = 100.0 + 20 * (len(COSTS) - 1) + 10
    lines = [
        (60, 100 - 10 - gap, "本市では次の事業を進め、毎年度その結果を公表します。"),
        *table_of(COSTS),
        (60, bottom + gap, "以上の事業を計画の期間に進め、毎年度その結果を公表します。"),
    ]
    assert len(grids(sketched(lines))) == found


def test_no_rows_without_those_above_them() -> None:
    """Rows further apart than the others do not make what follows a table of its own."""
    lines = [
        (x, 100 + 15 * r + (8 if r > 2 else 0), words)
        for r, row in enumerate((*COSTS, *COSTS[1:]))
        for x, words in zip(LEFTS, row, strict=True)
    ]
    lines.append((60, 84, "次の表に続く長い事業名のとおり"))
    assert grids(sketched(lines)) == ()


@pytest.mark.parametrize("drawn", ["upright", "box", "picture"])
def test_words_of_a_drawing_are_no_table(drawn: str) -> None:
    sketch = sketched(table_of(COSTS))
    if drawn == "upright":
        sketch.line((250, 90), (250, 150))
    elif drawn == "box":
        sketch.polygon([(190, 90), (260, 110), (190, 130)], stroke=BLACK)
    else:
        sketch.image((180, 90, 350, 190))
    assert grids(sketch) == ()


def test_stripes_and_rules_across_belong_to_the_table() -> None:
    sketch = Sketch()
    sketch.rect((55, 116, 450, 136), fill=GREY)
    sketch.line((55, 116), (450, 116))
    for x, top, words in table_of(COSTS):
        sketch.text(x, top, words)
    assert texts(sketch) == [[list(row) for row in COSTS]]


def test_a_frame_is_the_edge_of_the_table_it_holds() -> None:
    sketch = sketched(table_of(COSTS[:2]))
    sketch.rect((50, 90, 460, 140), stroke=BLACK)
    (grid,) = grids(sketch)
    assert (grid.x0, grid.top, grid.x1, grid.bottom) == (50, 90, 460, 140)
    assert texts(sketch) == [[list(row) for row in COSTS[:2]]]


def test_a_frame_around_more_than_a_table_is_a_remark() -> None:
    rows = [row[:2] for row in COSTS[:2]]
    sketch = sketched([*table_of(rows), (60, 150, "この枠は注記であり表ではありません。")])
    sketch.rect((50, 90, 460, 180), stroke=BLACK)
    assert grids(sketch) == ()


@given(
    st.lists(
        st.lists(st.text("市民課窓口改善", min_size=1, max_size=5), min_size=4, max_size=4),
        min_size=2,
        max_size=6,
    ),
    st.floats(3.5, 10),
    st.floats(14, 25),
)
def test_any_full_table_comes_back(rows: list[list[str]], white: float, pitch: float) -> None:
    """Whatever is written in the cells, however wide the white between them."""
    lefts = [40 + c * (50 + 10 * white) / 1.0 for c in range(4)]
    lines = [
        (x, 100 + pitch * r, words)
        for r, row in enumerate(rows)
        for x, words in zip(lefts, row, strict=True)
    ]
    assert texts(sketched(lines)) == [rows]
