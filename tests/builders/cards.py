"""Measure cards as plans print them: field labels on the left, then a schedule an item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

YEARS = (2019, 2020, 2021, 2022, 2023)
LEGEND = """基本的な方針\t基本法根拠条文\t市施策への明示法
手続のオンライン化\t第10条\t官民デ⑩
オープンデータの推進\t第11条\t官民デ⑪
マイナンバーカードの普及\t第13条\t官民デ⑬
デジタルデバイド対策\t第14条\t官民デ⑭
規格の整備及び互換性の確保\t\t
業務の見直し\t第15条第1項\t官民デ⑮－1
プラットフォームの整備\t第15条第2項\t官民デ⑮－2
人材の育成及び確保\t第17条\t官民デ⑰
"""


@dataclass(frozen=True, slots=True)
class Phase:
    """One row of a schedule: its label and the years that hold an arrow."""

    label: str
    years: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ItemText:
    """A lettered item. ``letter`` is the true one, ``printed`` what stands on paper."""

    letter: str
    text: str
    departments: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    added: int | None = None
    phases: tuple[Phase, ...] = ()
    in_text: bool = True
    printed: str | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """A measure."""

    number: int
    title: str
    items: tuple[ItemText, ...]
    lead: str = ""
    effects: str = ""
    priority: str = ""
    others: bool = False
    years: tuple[int, ...] = field(default=YEARS)


def render_card(card: Card, *, year: str = "{}年度", markup: bool = False) -> str:
    """The card as tab-separated lines; ``markup`` sets its paragraphs in tags."""
    outline = [card.lead, *(item_text(item) for item in card.items)]
    parts = [part for part in outline if part]
    joined = " ".join(f"<p>{part}</p>" for part in parts) if markup else " ".join(parts)
    lines = [
        f"実施事業\t{chr(ord('①') + card.number - 1)} {card.title}",
        f"担当部署\t{department_cell(card)}",
        *([f"重点施策\t{card.priority}"] if card.priority else []),
        f"事業概要\t{joined}",
        *([f"期待される 効果\t{card.effects}"] if card.effects else []),
    ]
    for item in card.items:
        if item.phases:
            lines += schedule(item, card.years, year)
    return "\n".join(lines) + "\n"


def department_cell(card: Card) -> str:
    """The names by letter, 他 at the end."""
    listed = [f"{i.letter}) {'・'.join(i.departments)}" for i in card.items if i.departments]
    return " ".join([*listed, *(["他"] if card.others else [])])


def item_text(item: ItemText) -> str:
    """ア) text(departments) 【tag】（2021年度追加）"""
    names = f"({'・'.join(item.departments)})" if item.departments and item.in_text else ""
    tags = "".join(f" 【{tag}】" for tag in item.tags)
    added = f"（{item.added}年度追加）" if item.added else ""
    return f"{item.printed or item.letter}) {item.text}{names}{tags}{added}"


def schedule(item: ItemText, years: Sequence[int], year: str = "{}年度") -> list[str]:
    """The header of an item's schedule and its rows."""
    header = "\t".join(year.format(y) for y in years)
    rows = [
        "\t".join([phase.label, *("→" if y in phase.years else "" for y in years)])
        for phase in item.phases
    ]
    return [f"{item.printed or item.letter}) 事業項目\t{header}", *rows]
