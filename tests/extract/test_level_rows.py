"""Tables parted across only: rules that end early, pieces of rules, stripes; and what is none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.page_parts import page_parts
from extract.reading_order import compose
from tests.builders.ink import GREY, Sketch, block_arrow

Rows = Sequence[Sequence[str]]

# Left edges of three columns, right edge of the table, height of a row of one line.
LEFTS = (60.0, 150.0, 300.0)
X0, X1 = 54.0, 500.0
TOP, LINE, PAD = 100.0, 15.0, 6.0
BLUE = (68, 114, 196)
TARGETS: Rows = (
    ("年度", "取組", "担当"),
    ("平成30", "運用開始", "市民課"),
    ("令和元", "申請の受付を始める\n公衆無線の整備を進める", "企画課"),
    ("令和二", "職員の研修", "人事課"),
    ("令和三", "点検と見直し", "企画課"),
)
CARD: Rows = (
    ("実施事業", "窓口の改善"),
    ("担当部署", "市民課"),
    ("事業概要", "待ち時間の短縮を図り、\n案内を多言語で行います。"),
    ("効果", "利便性の向上"),
)
SENTENCE = "本市では情報化を進めるため計画を定め市民の利便性を高めます。"


def edges(rows: Rows, top: float = TOP) -> list[float]:
    """The heights of the borders of rows."""
    ys = [top]
    for row in rows:
        ys.append(ys[-1] + 2 * PAD + LINE * max(len(text.split("\n")) for text in row) - 5)
    return ys


def write(sketch: Sketch, rows: Rows, top: float = TOP) -> list[float]:
    """Writes rows of texts and gives the heights of their borders."""
    ys = edges(rows, top)
    for row, y in zip(rows, ys, strict=False):
        for left, text in zip(LEFTS, row, strict=False):
            for n, line in enumerate(text.split("\n")):
                sketch.text(left, y + PAD + n * LINE, line)
    return ys


def all_rules(sketch: Sketch, ys: Sequence[float]) -> None:
    for y in ys:
        sketch.line((X0, y), (X1, y))


def inner_rules(sketch: Sketch, ys: Sequence[float]) -> None:
    all_rules(sketch, ys[1:-1])


def rules_below(sketch: Sketch, ys: Sequence[float]) -> None:
    all_rules(sketch, ys[1:])


def double_rules(sketch: Sketch, ys: Sequence[float]) -> None:
    all_rules(sketch, ys)
    all_rules(sketch, [y + 1.5 for y in ys])


def rules_by_column(sketch: Sketch, ys: Sequence[float]) -> None:
    for y in ys[1:]:
        for x0, x1 in pairwise((*LEFTS, X1)):
            sketch.line((x0 - 4, y), (x1 - 12, y))


def stripes(sketch: Sketch, ys: Sequence[float], first: int = 0) -> None:
    for top, bottom in list(pairwise(ys))[first::2]:
        sketch.rect((X0, top, X1, bottom), fill=GREY)


def stripes_from_the_second(sketch: Sketch, ys: Sequence[float]) -> None:
    stripes(sketch, ys, 1)


def tiles(sketch: Sketch, ys: Sequence[float]) -> None:
    for top, bottom in list(pairwise(ys))[::2]:
        for x0, x1 in pairwise((X0, LEFTS[1] - 4, LEFTS[2] - 4, X1)):
            sketch.rect((x0, top, x1, bottom), fill=GREY)


FORMS: tuple[Callable[[Sketch, Sequence[float]], None], ...] = (
    all_rules,
    inner_rules,
    rules_below,
    double_rules,
    rules_by_column,
    stripes,
    stripes_from_the_second,
    tiles,
)


def texts(sketch: Sketch) -> list[list[list[str]]]:
    ink = sketch.page()
    parts = page_parts(ink)
    composed = compose(ink, parts.grids, parts.drawn)
    return [
        [[cell.run.text.replace("\n", "") for cell in row] for row in grid.cells]
        for grid in composed.grids
    ]


def plain(rows: Rows) -> list[list[str]]:
    return [[text.replace("\n", "") for text in row] for row in rows]


@pytest.mark.parametrize("form", FORMS)
def test_a_table_between_running_text(form: Callable[[Sketch, Sequence[float]], None]) -> None:
    sketch = Sketch()
    sketch.text(X0, 60, SENTENCE)
    ys = write(sketch, TARGETS)
    form(sketch, ys)
    sketch.text(X0, ys[-1] + 14, SENTENCE)
    assert texts(sketch) == [plain(TARGETS)]


@pytest.mark.parametrize("form", FORMS[:3] + FORMS[5:7])
@pytest.mark.parametrize("size", [14.0, 10.0], ids=["large heading", "heading as text"])
def test_a_heading_parts_two_cards(
    form: Callable[[Sketch, Sequence[float]], None], size: float
) -> None:
    sketch = Sketch()
    for top in (100.0, 300.0):
        sketch.text(X0, top - 34, "（1）窓口", size)
        form(sketch, write(sketch, CARD, top))
    assert texts(sketch) == [plain(CARD), plain(CARD)]


def test_a_heading_between_rules_that_follow_each_other_is_no_row() -> None:
    """Rows ruled below, so that the heading and the first row of the next card share two rules."""
    sketch = Sketch()
    first = write(sketch, CARD)
    sketch.text(X0, first[-1] + 16, "（2）施設")
    second = write(sketch, CARD, first[-1] + 40)
    rules_below(sketch, first)
    rules_below(sketch, second)
    assert texts(sketch) == [plain(CARD), plain(CARD)]


def test_a_caption_and_a_unit_above_are_no_row() -> None:
    sketch = Sketch()
    all_rules(sketch, write(sketch, TARGETS))
    sketch.text(X0 + 6, TOP - 14, "表１")
    sketch.text(440, TOP - 14, "単位：件")
    assert texts(sketch) == [plain(TARGETS)]


def test_running_text_right_below_is_no_row() -> None:
    """Its signs may break where a border shows, but leave no white there."""
    sketch = Sketch()
    ys = write(sketch, TARGETS)
    tiles(sketch, ys)
    sketch.text(LEFTS[1] - 94, ys[-1] + 8, SENTENCE)
    assert texts(sketch) == [plain(TARGETS)]


def test_rules_around_the_head_and_the_whole_part_no_rows() -> None:
    rows: Rows = (("指標", "単位", "目標"), ("利用率", "％", "50"), ("件数", "件", "120"))
    rows = (*rows, ("受講率", "％", "100"), ("公開", "件", "60"))
    sketch = Sketch()
    ys = write(sketch, rows)
    all_rules(sketch, [ys[0], ys[1], ys[-1]])
    assert texts(sketch) == [plain(rows)]


def test_stripes_of_group_heads_part_no_rows() -> None:
    groups = [
        ((f"{word}部", "計", "9"), *((f"{word}{n}課", "件", n) for n in "一二三"))
        for word in ("防災", "観光", "福祉")
    ]
    rows = [row for group in groups for row in group]
    sketch = Sketch()
    ys = write(sketch, rows)
    for top, bottom in list(pairwise(ys))[::4]:
        sketch.rect((X0, top, X1, bottom), fill=GREY)
    assert texts(sketch) in ([], [plain(rows)])


@pytest.mark.parametrize("form", FORMS[:4])
def test_columns_of_few_texts_have_names(form: Callable[[Sketch, Sequence[float]], None]) -> None:
    lefts = (60.0, 150.0, 230.0, 310.0, 420.0)
    rows: Rows = (("取組", "五年度", "六年度", "七年度", "備考"), ("調査", "○"), ("設計", "○", "○"))
    rows = (*rows, ("構築", "", "", "○", "継続"), ("運用", "", "", "○"))
    sketch = Sketch()
    for r, row in enumerate(rows):
        for left, words in zip(lefts, row, strict=False):
            sketch.text(left, TOP + 22 * r + PAD, words)
    form(sketch, [TOP + 22 * n for n in range(len(rows) + 1)])
    assert texts(sketch) == [[[*row, *[""] * (5 - len(row))] for row in rows]]


def test_two_rows_with_empty_cells_prove_nothing() -> None:
    sketch = Sketch()
    ys = write(sketch, (("平成30", "運用開始", ""), ("令和元", "", "企画課")))
    all_rules(sketch, ys)
    assert texts(sketch) == []


@pytest.mark.parametrize("kind", ["bars over rules", "bands of headings", "text on stripes"])
def test_what_is_no_table(kind: str) -> None:
    sketch = Sketch()
    ys = [TOP + 40 * n for n in range(5)]
    if kind == "bars over rules":
        all_rules(sketch, ys)
        for n, y in enumerate(ys[:-1]):
            sketch.text(LEFTS[0], y + 10, "80")
            sketch.text(LEFTS[1] + 60 * n, y + 10, "40")
            sketch.rect((LEFTS[1] + 60 * n, y + 22, LEFTS[1] + 60 * n + 30, ys[-1]), fill=BLUE)
    elif kind == "bands of headings":
        for y in ys:
            sketch.rect((X0, y, X1, y + 18), fill=GREY)
            sketch.text(X0 + 4, y + 4, "防災の推進")
            sketch.text(X0 + 4, y + 24, "計画を策定し")
            sketch.text(LEFTS[1] + 30, y + 24, "講座を開きます")
    else:
        stripes(sketch, ys)
        for y in ys[:-1]:
            sketch.text(X0 + 4, y + 10, SENTENCE)
    assert texts(sketch) == []


@given(
    st.lists(
        st.tuples(*[st.text("市民課窓口改善年度", min_size=1, max_size=8) for _ in LEFTS]),
        min_size=4,
        max_size=8,
    ),
    st.sampled_from(FORMS),
    st.integers(1, 3),
)
def test_any_full_table_comes_back(
    rows: list[tuple[str, ...]],
    form: Callable[[Sketch, Sequence[float]], None],
    lines: int,
) -> None:
    """Whatever is written in the cells, and however it is parted across."""
    longer = "\n".join(["計画を定め市民の利便"] * lines)
    rows[1] = (rows[1][0], longer, rows[1][2])
    sketch = Sketch()
    form(sketch, write(sketch, rows))
    assert texts(sketch) == [plain(rows)]


# A card whose fields stand above a schedule; the last label reaches nearly as far as the fields
# begin, and labels stand as near to each other as lines of one label may.
FIELDS = (("担当課", "総務課"), ("取組内容", "研修を毎年度行い規程を改定します。"))
YEARS = ("令和6年度", "令和7年度", "令和8年度", "令和9年度")
YEARS_X0, PITCH, ROW, SIZE = 146.0, 77.5, 17.25, 12.0


def card_with_schedule(sketch: Sketch, labels: tuple[str, str]) -> list[float]:
    """Writes the card, a row of marks and one of a bar in its schedule; the rows' borders."""
    ys = [TOP + ROW * n for n in range(6)]
    for y, (name, words) in zip(ys, FIELDS, strict=False):
        sketch.text(LEFTS[0], y + 2.6, name, SIZE)
        sketch.text(LEFTS[0] + 6.9 * SIZE, y + 2.6, words, SIZE)
    for y, label in zip(ys[2:], ("年度", *labels), strict=False):
        sketch.text(LEFTS[0], y + 2.6, label, SIZE)
    for n, year in enumerate(YEARS):
        sketch.text(YEARS_X0 + PITCH * n + 8.75, ys[2] + 2.6, year, SIZE)
        sketch.text(YEARS_X0 + PITCH * n + 32.75, ys[3] + 2.6, "○", SIZE)
    left = YEARS_X0 + 2 * PITCH
    sketch.polygon(block_arrow((left + 1, ys[4] + 4, left + PITCH - 1, ys[4] + 20), 8), fill=BLUE)
    sketch.text(left + 10, ys[4] + 7, "改定", 9.0)
    return [*ys[:-1], ys[4] + 26]


def full_rules(sketch: Sketch, ys: Sequence[float]) -> None:
    for y in ys:
        sketch.line((X0, y), (YEARS_X0 + PITCH * len(YEARS), y))


def full_pieces(sketch: Sketch, ys: Sequence[float]) -> None:
    for y in ys:
        for x0, x1 in pairwise((X0, *(YEARS_X0 + PITCH * n for n in range(len(YEARS) + 1)))):
            sketch.line((x0, y), (x1 - 5, y))


@pytest.mark.parametrize("form", [full_rules, full_pieces])
@pytest.mark.parametrize("last", ["改定", "規程類改定", "ポリシー改定"])
def test_a_rule_parts_rows_of_a_schedule_whose_labels_are_near(
    form: Callable[[Sketch, Sequence[float]], None], last: str
) -> None:
    sketch = Sketch()
    form(sketch, card_with_schedule(sketch, ("研修の実施", last)))
    grid = texts(sketch)[-1]
    assert [row[0] for row in grid][-3:] == ["年度", "研修の実施", last]
    assert grid[-2][1:] == ["○"] * len(YEARS)


def test_labels_so_near_without_a_rule_are_one() -> None:
    """An underline of a label is no rule across."""
    sketch = Sketch()
    ys = card_with_schedule(sketch, ("研修の", "実施と改定"))
    sketch.line((X0, ys[4]), (YEARS_X0 - 2, ys[4]))
    grid = texts(sketch)[-1]
    assert [row[0] for row in grid][-2:] == ["年度", "研修の実施と改定"]
