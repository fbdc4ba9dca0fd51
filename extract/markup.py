"""Markup that converters leave in plain text: where it is and what a reader sees instead."""

from __future__ import annotations

import html
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

_CHECKED = re.compile(r"\schecked(?=[\s=/>])", re.IGNORECASE)
_CHECKBOX = re.compile(r"""\stype=["']?checkbox["']?(?=[\s/>])""", re.IGNORECASE)
_HIDDEN = ("Cc", "Cn", "Co", "Cs", "Zl", "Zp")
_HINT = re.compile(r"[<*^&#]")


class Mark(NamedTuple):
    """A piece of markup at ``start`` to ``end``; ``shown`` is what stands there for a reader."""

    start: int
    end: int
    kind: Literal["break", "dropped", "replaced"]
    shown: str = ""


class _Rules(NamedTuple):
    pattern: re.Pattern[str]
    block_tags: frozenset[str]
    checked: str
    unchecked: str


def find_marks(text: str) -> tuple[Mark, ...]:
    """Markup in order, none overlapping. Unfinished or unknown markup is text.

    Tags, their breaks and note signs are listed in data/markup.toml; bold markers count
    only in pairs on one line, entities only when they name a character that can be seen,
    number signs (Markdown's headings) only with a blank behind them at the start of a line.
    """
    if _HINT.search(text) is None:
        return ()
    rules = _rules()
    found = tuple(rules.pattern.finditer(text))
    bold = _paired(text, [m.start() for m in found if m.lastgroup == "bold"])
    marks = (_mark(m, rules, bold) for m in found)
    return tuple(mark for mark in marks if mark)


def _mark(found: re.Match[str], rules: _Rules, bold: frozenset[int]) -> Mark | None:
    start, end = found.span()
    match found.lastgroup:
        case "tag":
            block = found["name"].lower() in rules.block_tags
            return Mark(start, end, "break" if block else "dropped")
        case "input" if _CHECKBOX.search(found[0]):
            box = rules.checked if _CHECKED.search(found[0]) else rules.unchecked
            return Mark(start, end, "replaced", box)
        case "note" | "heading":
            return Mark(start, end, "dropped")
        case "bold" if start in bold:
            return Mark(start, end, "dropped")
        case "entity":
            shown = html.unescape(found[0])
            return Mark(start, end, "replaced", shown) if _visible(shown, found[0]) else None
    return None


def _visible(shown: str, printed: str) -> bool:
    """Whether an entity was resolved, and to no control character or line break."""
    known = shown not in ("", "\ufffd", printed)
    return known and all(unicodedata.category(c) not in _HIDDEN for c in shown)


def _paired(text: str, places: list[int]) -> frozenset[int]:
    """The bold markers that open before a word and close after one on the same line."""
    return frozenset(place for pair in _pairs(text, places) for place in pair)


def _pairs(text: str, places: list[int]) -> Iterator[tuple[int, int]]:
    opened: int | None = None
    before = 0
    for place in places:
        if "\n" in text[before:place]:
            opened = None
        before = place
        after = text[place + 2 : place + 3]
        if opened is not None and place > opened + 2 and not text[place - 1].isspace():
            yield opened, place
            opened = None
        elif after and not after.isspace():
            opened = place


@cache
def _rules() -> _Rules:
    raw = files("extract").joinpath("data", "markup.toml").read_text(encoding="utf-8")
    data = tomllib.loads(raw)
    block, inline = set(data["block_tags"]), set(data["inline_tags"])
    if both := sorted(block & inline):
        raise ValueError(f"extract/data/markup.toml: both block and inline: {both}")
    names = "|".join(sorted(map(re.escape, block | inline), key=len, reverse=True))
    note = f"[{re.escape(data['note_signs'])}]{{1,3}}[0-9０-９]{{0,3}}"
    # Only name="value" makes a tag of more than one word: 「x<b かつ y>c」 has none.
    # No repeat gives anything back, and none passes "<", so hostile input stays linear.
    value = r"""(?:"[^"<>\t\r\n]*+"|'[^'<>\t\r\n]*+'|[^\s"'<>=]++)"""
    name = r"[A-Za-z_:][A-Za-z0-9_:.-]*+"
    parts = (
        rf"(?P<tag></?(?P<name>(?i:{names}))(?: ++{name}={value})*+ *+/?>)",
        rf"(?P<input><(?i:input)(?: ++{name}(?:={value})?+)*+ *+/?>)",
        r"(?P<heading>(?m:^) {0,3}#{1,6} +(?=[^\s#]))",
        rf"(?P<note>\^(?:\({note}\)|\{{{note}\}}))",
        r"(?P<bold>(?<!\*)\*\*(?!\*))",
        r"(?P<entity>&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)",
    )
    return _Rules(re.compile("|".join(parts)), frozenset(block), data["checked"], data["unchecked"])
