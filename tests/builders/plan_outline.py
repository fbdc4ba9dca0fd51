"""Plans made of an outline: a tree of titles, a ladder of numberings, a contents page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from tests.builders.outlines import Node, fill

TEXTS = (
    "本市では、市民の皆さまの利便性を高めるため、これまで次の取組を進めてきました。",
    "少子高齢化と人口の減少が進むなか、限られた職員で行政を支える仕組みが求められています。",
    "国と県の動きを踏まえ、庁内の各課が連携して計画的に進めます。",
    "取組の成果は毎年度確かめ、必要に応じて見直します。",
)
LIST = (
    "次の三つを重視します。\n(1) 誰一人取り残さないこと\n(2) 費用を抑えること\n(3) 安全を保つこと"
)
SENTENCES = "①申請の手続を改めます。\n②窓口の混雑を減らします。\n③職員の負担を軽くします。"
BULLETS = "・広報紙での周知\n・説明会の開催\n・相談窓口の設置"
TABLE = "項目\t令和5年度\t令和6年度\n申請件数\t120\t150\n窓口の数\t3\t4"
EXTRAS = ("", LIST, TABLE, "", SENTENCES, BULLETS)
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


@dataclass(frozen=True, slots=True)
class Rung:
    """One level of a ladder: how its number is printed, and its canonical form ("" for none).

    ``policy`` is the word of a node of the policy tree, ``policy_no`` whether its number is one.
    """

    printed: str
    number: str = "{n}"
    policy: str | None = None
    policy_no: bool = True
    title_below: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """A contents page: what stands between title and page, how a page is printed, how deep.

    ``columns`` is 1 or 2; ``breaks`` is the number of entries before a new page, 0 for one page.
    ``unlisted`` and ``extra`` are titles that only the body or only the contents page has;
    ``retitled`` are titles that it prints otherwise. ``wrap`` breaks longer entries in two.
    """

    leader: str = "......"
    page: str = "{p}"
    depth: int = 9
    columns: int = 1
    wrap: int = 0
    title: str = "目　次"
    unlisted: frozenset[str] = frozenset()
    extra: tuple[tuple[str, int], ...] = ()
    retitled: Mapping[str, str] = field(default_factory=dict)
    breaks: int = 0


@dataclass(frozen=True, slots=True)
class Placed:
    """A node with its place: path of numbers, its rung, the title above, its printed page."""

    node: Node
    path: tuple[int, ...]
    rung: Rung
    parent: str | None
    page: int


def place(nodes: Sequence[Node], ladder: Sequence[Rung]) -> list[Placed]:
    """Every node in printed order; a page has three headings."""
    found: list[Placed] = []

    def visit(siblings: Sequence[Node], path: tuple[int, ...], parent: str | None) -> None:
        for n, node in enumerate(siblings, start=1):
            here = (*path, n)
            found.append(Placed(node, here, ladder[len(path)], parent, 1 + len(found) // 3))
            visit(node.children, here, node.title)

    visit(nodes, (), None)
    return found


def text(placed: Sequence[Placed], listing: Listing | None = None, *, start: str = "") -> str:
    """The plan: what stands before it, maybe a contents page, headings with text below."""
    parts = [start] if start else []
    if listing is not None:
        parts.append(contents_page(placed, listing))
    for n, p in enumerate(placed):
        between = "\n\n" if p.rung.title_below else ""
        number = fill(p.rung.printed, p.path)
        parts.append(f"{number.rstrip() if between else number}{between}{p.node.title}")
        parts.append(p.node.body or TEXTS[n % len(TEXTS)])
        if not p.node.children and EXTRAS[n % len(EXTRAS)] and not p.node.body:
            parts.append(EXTRAS[n % len(EXTRAS)])
    return "\n\n".join(parts) + "\n"


def contents_page(placed: Sequence[Placed], listing: Listing) -> str:
    """The contents page, its entries in reading order."""
    lines: list[str] = []
    for p in placed:
        if len(p.path) > listing.depth or p.node.title in listing.unlisted:
            continue
        title = fill(p.rung.printed, p.path) + listing.retitled.get(p.node.title, p.node.title)
        page = listing.page.format(p=p.page, r="i" * p.page)
        if listing.wrap and len(title) > listing.wrap:
            lines.append(title[: listing.wrap])
            title = title[listing.wrap :]
        lines.append(f"{title}{listing.leader}{page}")
    lines += [f"{t}{listing.leader}{listing.page.format(p=page)}" for t, page in listing.extra]
    if listing.columns == 2:
        half = (len(lines) + 1) // 2
        right = [*lines[half:], ""]
        lines = [f"{a}　　　{b}".rstrip() for a, b in zip(lines[:half], right, strict=False)]
    if listing.breaks:
        at = listing.breaks
        lines = [*lines[:at], "", "- 1 -", "\f目　次", "", *lines[at:]]
    return "\n".join([listing.title, "", *lines, "", ""])


Status = Literal["matched", "toc_only", "body_only", "no_toc"]


def sections(placed: Sequence[Placed], listing: Listing | None = None) -> list[dict[str, object]]:
    """The rows of ``sections`` that must come of it."""
    rows: list[dict[str, object]] = []
    if listing is not None:
        rows.append(
            {"level": 1, "title_raw": listing.title, "kind": "front_matter", "parent": None}
        )
    for p in placed:
        known = listing is not None and len(p.path) <= listing.depth
        known = known and listing is not None and p.node.title not in listing.unlisted
        status: Status = "matched" if known else "no_toc" if listing is None else "body_only"
        paged = known and listing is not None and "{p}" in listing.page
        rows.append(
            {
                "level": len(p.path),
                "number_raw": fill(p.rung.printed, p.path).strip() if p.rung.number else None,
                "number": fill(p.rung.number, p.path) or None,
                "title": p.node.title,
                "parent": p.parent,
                "kind": "heading",
                "toc_page": p.page if paged else None,
                "toc_status": status,
            }
        )
    for title, page in listing.extra if listing is not None else ():
        rows.append({"title": title, "toc_page": page, "toc_status": "toc_only", "level": 1})
    return rows


def _number(p: Placed) -> str:
    """The printed number of a policy without its word."""
    return fill(p.rung.printed, p.path).removeprefix(p.rung.policy or "").strip(" 　：")


def policies(placed: Sequence[Placed]) -> list[dict[str, object]]:
    """The rows of ``policies`` that must come of its headings."""
    rows: list[dict[str, object]] = []
    titles = {p.node.title for p in placed if p.rung.policy}
    for p in placed:
        if p.rung.policy is None:
            continue
        rows.append(
            {
                "kind_raw": p.rung.policy,
                "number_raw": _number(p),
                "policy_no": p.path[-1] if p.rung.policy_no else None,
                "title": p.node.title,
                "parent": p.parent if p.parent in titles else None,
            }
        )
    return rows
