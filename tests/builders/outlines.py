"""Outlines of plans: a tree of titles, printed with a ladder of numberings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

KANJI = "〇一二三四五六七八九十"
KANA = "アイウエオカキクケコ"
WIDE = str.maketrans("0123456789().", "０１２３４５６７８９（）．")

# Outermost first. {n} is a number, {k} the same in kanji, {c} in a circle, {r} in Roman numerals,
# {path} the numbers of the ladder so far (2.1), {dash} the same with dashes, {pair} the last two of
# them, {a} katakana, {g} a parenthesised glyph, {w} full-width digits.
LADDERS: tuple[tuple[str, ...], ...] = (
    ("第{n}章 ", "{n} ", "({n}) ", "{c} "),
    ("第 {n} 章　", "第{n}節　", "{n}．", "({n})"),
    ("第{k}章 ", "第{k}節 ", "{n} "),
    ("第{n}部 ", "第{n}章 ", "第{n}節 ", "({n}) "),
    ("{n}. ", "({n}) ", "{c}"),
    ("第{n}章　", "{path} ", "{path} "),
    ("{n} ", "{path} ", "({n}) ", "{c} "),
    ("{r} ", "{n} ", "({n}) "),
    ("{c} ", "({n}) "),
    ("第{n}編　", "第{n}章　", "第{n}節　", "第{n}項　"),
    ("第{n}章　", "{pair}. ", "({n}) "),
    ("第{n}章　", "{r} ", "{n} ", "({n}) ", "{c} "),
    ("{n} ", "{dash} ", "{dash} "),
    ("第{n}章　", "{w}　", "{g}"),
)
# Numbers that list items have too: they need brothers to be believed.
WEAK_LADDERS: tuple[tuple[str, ...], ...] = (
    ("{n}. ", "({n}) ", "{a} "),
    ("第{n}章　", "【{n}】", "{a} "),
    ("{k}、", "（{k}）", "{n} "),
    ("第{k}　", "{k}　", "（{k}）"),
    ("第{n}章　", "{n} ", "（{a}）"),
    ("基本目標{n}　", "施策{pair}　", "取組{c}"),
)
CANONICAL = {
    "（{a": "({a})",
    "(": "({n})",
    "（": "({n})",
    "【": "【{n}】",
    "施策": "{pair}",
    "取組": "{c}",
    "{c": "{c}",
    "{pair": "{pair}",
    "{path": "{path}",
    "{dash": "{dash}",
    "{r": "{r}",
    "{g": "({n})",
    "{a": "{a}",
}


@dataclass(frozen=True, slots=True)
class Node:
    """A heading: its title, the text below it, the headings below it."""

    title: str
    body: str = ""
    children: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Printed:
    """One heading as it must be read again."""

    level: int
    number: str
    title: str
    parent: str | None
    page: int


@dataclass(frozen=True, slots=True)
class Line:
    """One heading as it is printed."""

    number: str
    node: Node
    expected: Printed


def walk(nodes: Sequence[Node], ladder: Sequence[str], *, wide: bool = False) -> tuple[Line, ...]:
    """The headings in printed order, numbered from 1 within their parent; a page has three."""
    return tuple(_walk(nodes, ladder, (), None, wide, [0]))


def _walk(
    nodes: Sequence[Node],
    ladder: Sequence[str],
    path: tuple[int, ...],
    parent: str | None,
    wide: bool,
    count: list[int],
) -> Iterator[Line]:
    if not nodes:
        return
    form = ladder[len(path)]
    for n, node in enumerate(nodes, start=1):
        here = (*path, n)
        number = fill(form, here)
        known = next((CANONICAL[head] for head in CANONICAL if form.startswith(head)), "{n}")
        canonical = fill(known, here)
        page = 1 + count[0] // 3
        count[0] += 1
        expected = Printed(len(here), canonical, node.title, parent, page)
        yield Line(number.translate(WIDE) if wide else number, node, expected)
        yield from _walk(node.children, ladder, here, node.title, wide, count)


def fill(form: str, path: tuple[int, ...]) -> str:
    """A number in one form of a ladder."""
    n = path[-1]
    return form.format(
        n=n,
        k=KANJI[n],
        c=chr(ord("①") + n - 1),
        r=chr(ord("Ⅰ") + n - 1),
        path=".".join(map(str, path)),
        dash="-".join(map(str, path)),
        pair="-".join(map(str, path[-2:])),
        a=KANA[n - 1],
        g=chr(ord("⑴") + n - 1),
        w=str(n).translate(WIDE),
    )


def render(lines: Sequence[Line], *, contents: bool, leader: str = "......") -> str:
    """The text of a plan: maybe a contents page, then headings with their text."""
    listed = [f"{li.number}{li.node.title}{leader}{li.expected.page}" for li in lines]
    page = ["目 次", "", *listed, "", ""] if contents else []
    body = [part for li in lines for part in (f"{li.number}{li.node.title}", "", li.node.body, "")]
    return "\n".join([*page, *body])
